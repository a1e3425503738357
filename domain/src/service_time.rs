//! Time of service, counted in working time of the office: neither nights nor holidays, and never while the
//! citizen has to act. Hours differ between regions, so they are a value.

use crate::{
    date::{Date, Zone},
    service_clock::Calendar,
};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime, PrimitiveDateTime, Time};

/// Opening hours of one weekday in minutes after midnight, local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// First minute.
    pub from: u16,
    /// First minute after closing.
    pub to: u16,
}

/// The hours of a week, Monday first; `None` is a closed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingWeek(pub [Option<OpeningHours>; 7]);

impl Default for WorkingWeek {
    /// Monday to Friday, 08:00 to 16:00.
    fn default() -> Self {
        let open = Some(OpeningHours { from: 8 * 60, to: 16 * 60 });
        Self([open, open, open, open, open, None, None])
    }
}

/// When a request is due with the default week. `holidays` are days in local time.
pub fn due_at(from: OffsetDateTime, working_hours: u16, zone: Zone, holidays: &[Date]) -> OffsetDateTime {
    WorkingWeek::default().due_at(from, working_hours, zone, holidays)
}

/// The moment when so many minutes of open time have passed since `from`.
pub fn due_after(from: OffsetDateTime, minutes: u32, calendar: &Calendar<'_>) -> OffsetDateTime {
    calendar.week.end_of(from, Duration::minutes(i64::from(minutes)), calendar.zone, calendar.holidays)
}

/// Longest look ahead: a week without any open hour ends the search after ten years.
const MOST_DAYS: u16 = 3_660;

impl WorkingWeek {
    /// The moment when `working_hours` hours of open time have passed since `from`. With no open time within
    /// ten years it is `from` itself.
    pub fn due_at(
        &self,
        from: OffsetDateTime,
        working_hours: u16,
        zone: Zone,
        holidays: &[Date],
    ) -> OffsetDateTime {
        self.end_of(from, Duration::hours(i64::from(working_hours)), zone, holidays)
    }

    /// The moment when so much open time has passed since `from`; the same rules as [`WorkingWeek::due_at`].
    pub fn end_of(
        &self,
        from: OffsetDateTime,
        open_time: Duration,
        zone: Zone,
        holidays: &[Date],
    ) -> OffsetDateTime {
        let mut left = open_time;
        let Some(mut day) = local_day(from, zone) else { return from };
        for _ in 0..MOST_DAYS {
            if let Some((open, close)) = self.hours_on(day, zone, holidays) {
                let start = open.max(from);
                if start < close && close - start >= left {
                    return start + left;
                }
                if start < close {
                    left -= close - start;
                }
            }
            let Some(next) = day.next_day() else { break };
            day = next;
        }
        from
    }

    /// Open time between two moments; zero if `to` is not after `from`.
    pub fn worked_between(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
        zone: Zone,
        holidays: &[Date],
    ) -> Duration {
        let mut sum = Duration::ZERO;
        let (Some(mut day), Some(last)) = (local_day(from, zone), local_day(to, zone)) else { return sum };
        for _ in 0..MOST_DAYS {
            if day > last {
                break;
            }
            if let Some((open, close)) = self.hours_on(day, zone, holidays) {
                let worked = close.min(to) - open.max(from);
                sum += worked.max(Duration::ZERO);
            }
            let Some(next) = day.next_day() else { break };
            day = next;
        }
        sum
    }

    fn hours_on(&self, day: Date, zone: Zone, holidays: &[Date]) -> Option<(OffsetDateTime, OffsetDateTime)> {
        if holidays.contains(&day) {
            return None;
        }
        let hours = self.0[usize::from(day.weekday().number_days_from_monday())]?;
        let midnight = PrimitiveDateTime::new(day, Time::MIDNIGHT).assume_offset(zone.offset());
        let at = |minute: u16| midnight.checked_add(Duration::minutes(i64::from(minute.min(24 * 60))));
        if hours.from < hours.to { Some((at(hours.from)?, at(hours.to)?)) } else { None }
    }
}

fn local_day(moment: OffsetDateTime, zone: Zone) -> Option<Date> {
    moment.checked_to_offset(zone.offset()).map(OffsetDateTime::date)
}

/// Open time, in whole minutes, that the office had a request: `turns` are the moments at which it came to the office
/// and went back to the citizen, in turn, the first of them its arrival.
pub fn worked_on(turns: &[OffsetDateTime], until: OffsetDateTime, calendar: &Calendar<'_>) -> u32 {
    let Calendar { week, zone, holidays } = *calendar;
    let spans = turns.chunks(2).map(|turn| (turn[0], turn.get(1).copied().unwrap_or(until)));
    let sum: Duration = spans.map(|(from, to)| week.worked_between(from, to, zone, holidays)).sum();
    u32::try_from(sum.whole_minutes()).unwrap_or(u32::MAX)
}

/// How long requests of one service took lately, in minutes of open time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Half of them took no longer.
    pub half: u32,
    /// Nine of ten took no longer.
    pub most: u32,
    /// So many were looked at.
    pub of: usize,
}

/// With fewer nothing is promised.
const FEWEST: usize = 10;

/// The pace of what was finished lately; none if too few were.
pub fn pace(mut minutes: Vec<u32>) -> Option<Pace> {
    let of = minutes.len();
    if of < FEWEST {
        return None;
    }
    minutes.sort_unstable();
    // Nearest rank: a time that one of them really took.
    let rank = |percent: usize| minutes[(of * percent).div_ceil(100).max(1) - 1];
    Some(Pace { half: rank(50), most: rank(90), of })
}
