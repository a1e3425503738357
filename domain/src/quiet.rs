//! Hours in which nobody is woken: what is no code and no matter of security waits for the morning.

use crate::date::Zone;
use time::{Duration, OffsetDateTime, Time};

const DAY: u16 = 24 * 60;

/// From one minute of the day until another, over midnight or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    from: u16,
    until: u16,
}

impl Default for QuietHours {
    /// From nine in the evening until six.
    fn default() -> Self {
        Self { from: 21 * 60, until: 6 * 60 }
    }
}

impl QuietHours {
    /// None at all.
    pub const NONE: Self = Self { from: 0, until: 0 };

    /// Reads `21:00-06:00`; `0` is none.
    pub fn parse(raw: &str) -> Option<Self> {
        if raw.trim() == "0" {
            return Some(Self::NONE);
        }
        let (from, until) = raw.split_once('-')?;
        let hours = Self { from: minute(from)?, until: minute(until)? };
        (!hours.is_none()).then_some(hours)
    }

    /// Whether there are none.
    pub const fn is_none(self) -> bool {
        self.from == self.until
    }

    /// As people read them: `21.00`, `06.00`.
    pub fn shown(self) -> Option<(String, String)> {
        let shown = |minute: u16| format!("{:02}.{:02}", minute / 60, minute % 60);
        (!self.is_none()).then(|| (shown(self.from), shown(self.until)))
    }

    /// The end of the quiet hours that `at` lies in; `at` itself when it lies in none.
    pub fn release(self, at: OffsetDateTime, zone: Zone) -> OffsetDateTime {
        let local = at.to_offset(zone.offset());
        let now = u16::from(local.hour()) * 60 + u16::from(local.minute());
        let quiet = if self.from <= self.until {
            (self.from..self.until).contains(&now)
        } else {
            now >= self.from || now < self.until
        };
        if !quiet {
            return at;
        }
        let left = (self.until + DAY - now) % DAY;
        local.replace_time(Time::MIDNIGHT) + Duration::minutes(i64::from(now + left))
    }
}

fn minute(raw: &str) -> Option<u16> {
    let (hour, minute) = raw.trim().split_once(':')?;
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|sign| sign.is_ascii_digit());
    let (hour, minute): (u16, u16) =
        (digits(hour) && digits(minute)).then(|| Some((hour.parse().ok()?, minute.parse().ok()?)))??;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_letter_of_the_night_waits_for_the_morning_at_the_office() {
        let usual = QuietHours::default();
        let siesta = QuietHours { from: 12 * 60, until: 13 * 60 + 30 };
        assert_eq!(QuietHours::parse("12:00-13:30"), Some(siesta));
        let table = [
            (usual, Zone::Wib, datetime!(2026-11-27 20:59:59 +7), datetime!(2026-11-27 20:59:59 +7)),
            (usual, Zone::Wib, datetime!(2026-11-27 21:00 +7), datetime!(2026-11-28 06:00 +7)),
            (usual, Zone::Wib, datetime!(2026-11-27 23:59:59.9 +7), datetime!(2026-11-28 06:00 +7)),
            (usual, Zone::Wib, datetime!(2026-11-28 00:00 +7), datetime!(2026-11-28 06:00 +7)),
            (usual, Zone::Wib, datetime!(2026-11-28 05:59:59 +7), datetime!(2026-11-28 06:00 +7)),
            (usual, Zone::Wib, datetime!(2026-11-28 06:00 +7), datetime!(2026-11-28 06:00 +7)),
            // The last night of a year.
            (usual, Zone::Wib, datetime!(2026-12-31 22:00 +7), datetime!(2027-01-01 06:00 +7)),
            // The same moment is two hours later in Jayapura.
            (usual, Zone::Wit, datetime!(2026-11-27 19:30 +7), datetime!(2026-11-28 04:00 +7)),
            (siesta, Zone::Wib, datetime!(2026-11-27 12:30:30 +7), datetime!(2026-11-27 13:30 +7)),
            (siesta, Zone::Wib, datetime!(2026-11-27 22:00 +7), datetime!(2026-11-27 22:00 +7)),
            (QuietHours::NONE, Zone::Wib, datetime!(2026-11-27 23:00 +7), datetime!(2026-11-27 23:00 +7)),
        ];
        for (hours, zone, at, expected) in table {
            assert_eq!(hours.release(at, zone), expected, "{hours:?} {zone:?} {at}");
        }
    }

    #[test]
    fn what_is_no_span_of_a_day_is_not_read() {
        for wrong in
            ["", "21:00", "21-06", "24:00-06:00", "21:60-06:00", "9:00-10:00", "06:00-06:00", "-", "a:b-c:d"]
        {
            assert_eq!(QuietHours::parse(wrong), None, "{wrong}");
        }
        assert_eq!(QuietHours::parse("0"), Some(QuietHours::NONE));
        assert_eq!(QuietHours::parse(" 21:00 - 06:00 "), Some(QuietHours::default()));
        assert_eq!(QuietHours::default().shown(), Some(("21.00".into(), "06.00".into())));
        assert_eq!(QuietHours::NONE.shown(), None);
    }
}
