//! Time of service is counted while the office is open.

use domain::service_time::OpeningHours;
use domain::{Calendar, WorkingWeek, Zone, due_after, due_at, pace, worked_on};
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

    #[test]
    fn half_took_no_longer_than_half_and_nine_of_ten_no_longer_than_most(minutes in proptest::collection::vec(0_u32..9_000, 10..200)) {
        let found = pace(minutes.clone()).unwrap();
        let within = |limit: u32| minutes.iter().filter(|one| **one <= limit).count();
        prop_assert!(within(found.half) * 2 >= minutes.len());
        prop_assert!(within(found.most) * 10 >= minutes.len() * 9);
        prop_assert!(minutes.contains(&found.half) && minutes.contains(&found.most) && found.half <= found.most);
    }
}

#[test]
fn of_too_few_requests_nothing_is_said() {
    assert_eq!(pace(vec![60; 9]), None);
    assert_eq!(pace(vec![60; 10]).map(|pace| (pace.half, pace.most, pace.of)), Some((60, 60, 10)));
}

#[test]
fn time_that_the_citizen_takes_is_none_of_the_office() {
    let at = |hour: u8| datetime!(2026-11-23 00:00 +7) + Duration::hours(i64::from(hour));
    // Came at 8, went back at 10, came again at 14: two hours, and one until 15.
    let turns = [at(8), at(10), at(14)];
    let always = Calendar { week: WorkingWeek::default(), zone: Zone::Wib, holidays: &[] };
    assert_eq!(worked_on(&turns, at(15), &always), 180);
    assert_eq!(worked_on(&turns[..2], at(15), &always), 120);
    assert_eq!(worked_on(&[], at(15), &always), 0);
    assert_eq!(due_after(at(8), 90, &always), at(9) + Duration::minutes(30));
    // A day on which the office is closed counts for nothing, behind and ahead.
    let closed = Calendar { holidays: &[datetime!(2026-11-23 00:00 +7).date()], ..always };
    assert_eq!(worked_on(&turns, at(15), &closed), 0);
    assert_eq!(due_after(at(8), 90, &closed), at(24 + 9) + Duration::minutes(30));
}
