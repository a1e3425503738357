//! Appointments for collecting a result at an office: which times there are, how many places each has, which are free,
//! and whether a booking still holds after the office has changed its times or its calendar.
//!
//! A time is a day and a minute of the office's own clock. Each counter has so many places at each time; a place is a
//! number, so that no two bookings can ever have the same one.
mod form;

pub use form::{AppointmentForm, hours_in_words};

use crate::date::{Date, Zone, from_iso, iso};
use crate::service_clock::Calendar;
use crate::service_time::OpeningHours;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use time::{Duration, OffsetDateTime, PrimitiveDateTime, Time};

/// Days that are looked back for a working day on which to remind.
const MOST_DAYS_BEFORE: u8 = 30;

/// What an office offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentRules {
    /// The names of its counters.
    pub counters: Vec<String>,
    /// When they are open, Monday first; a day without hours is closed.
    pub week: [Vec<OpeningHours>; 7],
    /// How long one appointment is, in minutes.
    pub slot_minutes: u16,
    /// Places at one counter at one time.
    pub capacity: u16,
    /// How many days ahead one may choose.
    pub days_ahead: u16,
    /// How many hours before at the latest.
    pub notice_hours: u16,
}

impl Default for AppointmentRules {
    /// What an office is shown first: one counter, working days with a break at noon, half hours for two.
    fn default() -> Self {
        let hours = |from: u16, to: u16| OpeningHours { from: from * 60, to: to * 60 };
        let day = vec![hours(8, 12), hours(13, 15)];
        let friday = vec![hours(8, 11), hours(13, 15)];
        Self {
            counters: vec!["Loket 1".to_owned()],
            week: [day.clone(), day.clone(), day.clone(), day, friday, Vec::new(), Vec::new()],
            slot_minutes: 30,
            capacity: 2,
            days_ahead: 14,
            notice_hours: 2,
        }
    }
}

/// A time that may be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppointmentTime {
    /// The day.
    pub day: Date,
    /// Minutes after midnight, at the office.
    pub minute: u16,
}

impl AppointmentTime {
    /// As forms carry it: `2026-11-30T08.30`.
    pub fn code(self) -> String {
        format!("{}T{}", iso(self.day), clock(self.minute))
    }

    /// Reads that; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        let (day, time) = code.split_once('T')?;
        Some(Self { day: from_iso(day)?, minute: minute_of(time).filter(|minute| *minute < 24 * 60)? })
    }

    /// The moment.
    pub fn at(self, zone: Zone) -> OffsetDateTime {
        let midnight = PrimitiveDateTime::new(self.day, Time::MIDNIGHT).assume_offset(zone.offset());
        midnight.checked_add(Duration::minutes(i64::from(self.minute))).unwrap_or(midnight)
    }

    /// The time that a moment is at the office.
    pub fn of(moment: OffsetDateTime, zone: Zone) -> Self {
        let local = moment.to_offset(zone.offset());
        Self { day: local.date(), minute: u16::from(local.hour()) * 60 + u16::from(local.minute()) }
    }
}

/// A place at a counter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CounterPlace {
    /// The name of the counter.
    pub counter: String,
    /// Its number there, from 0.
    pub place: u16,
}

/// A time with room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeTime {
    /// When.
    pub time: AppointmentTime,
    /// Places left.
    pub left: u16,
}

/// What is taken already, by time.
pub type TakenPlaces = BTreeMap<AppointmentTime, BTreeSet<CounterPlace>>;

impl AppointmentRules {
    /// The minutes at which an appointment may begin on `day`.
    pub fn minutes_on(&self, day: Date, holidays: &[Date]) -> Vec<u16> {
        if holidays.contains(&day) || self.slot_minutes == 0 {
            return Vec::new();
        }
        let hours = &self.week[usize::from(day.weekday().number_days_from_monday())];
        let mut minutes = Vec::new();
        for OpeningHours { from, to } in hours {
            let mut minute = *from;
            while minute.checked_add(self.slot_minutes).is_some_and(|end| end <= *to) {
                minutes.push(minute);
                minute += self.slot_minutes;
            }
        }
        minutes
    }

    /// Every place at one time, the counters in turn, so that none waits while another queues.
    fn places(&self) -> impl Iterator<Item = CounterPlace> + '_ {
        (0..self.capacity).flat_map(move |place| {
            self.counters.iter().map(move |counter| CounterPlace { counter: counter.clone(), place })
        })
    }

    /// The places that are left at one time, the best first.
    pub fn places_left(&self, taken: &BTreeSet<CounterPlace>) -> Vec<CounterPlace> {
        self.places().filter(|place| !taken.contains(place)).collect()
    }

    /// Whether `time` may be chosen at `now`, full or not.
    pub fn offers(&self, time: AppointmentTime, now: OffsetDateTime, calendar: &Calendar<'_>) -> bool {
        let today = AppointmentTime::of(now, calendar.zone).day;
        let last = today.saturating_add(Duration::days(i64::from(self.days_ahead)));
        let earliest = now.saturating_add(Duration::hours(i64::from(self.notice_hours)));
        (today..=last).contains(&time.day)
            && time.at(calendar.zone) >= earliest
            && time.at(calendar.zone) > now
            && self.minutes_on(time.day, calendar.holidays).contains(&time.minute)
    }

    /// The times that still have room, in order.
    pub fn free(&self, now: OffsetDateTime, calendar: &Calendar<'_>, taken: &TakenPlaces) -> Vec<FreeTime> {
        let (nothing, mut free) = (BTreeSet::new(), Vec::new());
        let mut day = AppointmentTime::of(now, calendar.zone).day;
        for _ in 0..=self.days_ahead {
            for minute in self.minutes_on(day, calendar.holidays) {
                let time = AppointmentTime { day, minute };
                let left = self.places_left(taken.get(&time).unwrap_or(&nothing)).len();
                if left > 0 && self.offers(time, now, calendar) {
                    free.push(FreeTime { time, left: u16::try_from(left).unwrap_or(u16::MAX) });
                }
            }
            let Some(next) = day.next_day() else { break };
            day = next;
        }
        free
    }

    /// Whether a booking still stands: its day is open, its time is one of them, its place is there.
    pub fn holds(&self, time: AppointmentTime, at: &CounterPlace, holidays: &[Date]) -> bool {
        at.place < self.capacity
            && self.counters.contains(&at.counter)
            && self.minutes_on(time.day, holidays).contains(&time.minute)
    }
}

/// When to remind of an appointment: as the office opens on the working day before. `None` where there is none.
pub fn remind_at(time: AppointmentTime, calendar: &Calendar<'_>) -> Option<OffsetDateTime> {
    let mut day = time.day;
    for _ in 0..MOST_DAYS_BEFORE {
        day = day.previous_day()?;
        let hours = calendar.week.0[usize::from(day.weekday().number_days_from_monday())];
        if let Some(hours) = hours.filter(|_| !calendar.holidays.contains(&day)) {
            return Some(AppointmentTime { day, minute: hours.from }.at(calendar.zone));
        }
    }
    None
}

/// `08.30`, as Indonesia writes it and forms carry it.
pub fn clock(minute: u16) -> String {
    format!("{:02}.{:02}", minute / 60, minute % 60)
}

/// Reads `8.30`, `08:30` or `8`; 24.00 is the end of the day.
fn minute_of(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hour, minute) = text.split_once(['.', ':']).unwrap_or((text, "00"));
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        let fits = digits.contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_digit());
        fits.then(|| part.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = (number(hour, 1..=2)?, number(minute, 2..=2)?);
    Some(hour * 60 + minute).filter(|total| minute < 60 && *total <= 24 * 60)
}
