//! Time of service is counted while the office is open.

use domain::service_time::OpeningHours;
use domain::{WorkingWeek, Zone, due_at};
use proptest::prelude::*;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

#[test]
fn the_table_of_due_times() {
    let holiday = [date!(2026 - 11 - 24)];
    // 22 November 2026 is a Sunday; WIB is UTC+7.
    let table = [
        (datetime!(2026-11-23 09:00 +7), 2, datetime!(2026-11-23 11:00 +7)),
        (datetime!(2026-11-23 14:00 +7), 2, datetime!(2026-11-23 16:00 +7)),
        (datetime!(2026-11-23 15:00 +7), 2, datetime!(2026-11-25 09:00 +7)),
        (datetime!(2026-11-23 06:00 +7), 8, datetime!(2026-11-23 16:00 +7)),
        (datetime!(2026-11-23 16:00 +7), 1, datetime!(2026-11-25 09:00 +7)),
        (datetime!(2026-11-22 12:00 +7), 1, datetime!(2026-11-23 09:00 +7)),
        (datetime!(2026-11-27 15:30 +7), 1, datetime!(2026-11-30 08:30 +7)),
        (datetime!(2026-11-23 01:00 UTC), 0, datetime!(2026-11-23 08:00 +7)),
        (datetime!(2026-11-22 20:00 UTC), 8, datetime!(2026-11-23 16:00 +7)),
    ];
    for (from, hours, expected) in table {
        assert_eq!(due_at(from, hours, Zone::Wib, &holiday), expected, "{from} + {hours}");
    }
    let wit = due_at(datetime!(2026-11-23 09:00 +9), 1, Zone::Wit, &[]);
    assert_eq!(wit, datetime!(2026-11-23 10:00 +9));
}

#[test]
fn an_office_with_other_hours_counts_them() {
    let short = Some(OpeningHours { from: 8 * 60, to: 11 * 60 + 30 });
    let week = WorkingWeek([None, None, None, None, short, Some(OpeningHours { from: 600, to: 600 }), None]);
    let due = week.due_at(datetime!(2026-11-27 11:00 +7), 1, Zone::Wib, &[]);
    assert_eq!(due, datetime!(2026-12-04 08:30 +7));
    let never = WorkingWeek([None; 7]);
    let from = datetime!(2026-11-27 11:00 +7);
    assert_eq!(never.due_at(from, 1, Zone::Wib, &[]), from);
    let late = OffsetDateTime::new_utc(time::Date::MAX, time::Time::MIDNIGHT);
    let _ = WorkingWeek::default().due_at(late, 9, Zone::Wit, &[]);
    let _ = WorkingWeek::default().worked_between(from, late, Zone::Wit, &[]);
}

proptest! {
    #[test]
    fn exactly_the_wanted_hours_are_worked_until_due(minutes in 0_i64..600_000, hours in 1_u16..60) {
        let from = datetime!(2026-01-01 00:00 +7) + Duration::minutes(minutes);
        let holidays = [date!(2026 - 08 - 17), date!(2026 - 12 - 25)];
        let due = due_at(from, hours, Zone::Wib, &holidays);
        let week = WorkingWeek::default();
        prop_assert_eq!(week.worked_between(from, due, Zone::Wib, &holidays), Duration::hours(i64::from(hours)));
        prop_assert!(due >= due_at(from, hours - 1, Zone::Wib, &holidays));
        prop_assert_eq!(week.worked_between(due, from, Zone::Wib, &holidays), Duration::ZERO);
    }
}
