//! The clock of a request runs in working time and stands still while the citizen has to act.

use domain::service_clock::{Calendar, MARKS, ServiceClock};
use domain::{Date, WorkingWeek, Zone};
use proptest::prelude::*;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

const HOLIDAYS: [Date; 2] = [date!(2026 - 08 - 17), date!(2026 - 12 - 25)];

fn calendar(holidays: &[Date]) -> Calendar<'_> {
    Calendar { week: WorkingWeek::default(), zone: Zone::Wib, holidays }
}

fn at(minutes: i64) -> OffsetDateTime {
    datetime!(2026-01-01 00:00 +7) + Duration::minutes(minutes)
}

#[test]
fn a_correction_takes_nothing_from_the_office() {
    let office = calendar(&[]);
    // Monday 08:00, eight hours: due at 16:00 of the same day.
    let clock = ServiceClock::start(Duration::hours(8), datetime!(2026-11-23 08:00 +7));
    assert_eq!(clock.due(&office), Some(datetime!(2026-11-23 16:00 +7)));
    let stopped = clock.stop(datetime!(2026-11-23 14:00 +7), &office);
    assert_eq!((stopped.due(&office), stopped.percent(datetime!(2026-12-24 10:00 +7), &office)), (None, 75));
    let again = stopped.go_on(datetime!(2026-11-26 09:00 +7));
    assert_eq!(again.due(&office), Some(datetime!(2026-11-26 11:00 +7)));
    assert_eq!(again.mark(datetime!(2026-11-26 09:30 +7), &office), 80);
    assert_eq!(again.next_mark(80, &office), again.due(&office));
    assert_eq!(again.next_mark(100, &office), None);
}

proptest! {
    #[test]
    fn marks_come_in_order_and_each_when_so_much_is_used(minutes in 0_i64..500_000, hours in 1_i64..60) {
        let office = calendar(&HOLIDAYS);
        let clock = ServiceClock::start(Duration::hours(hours), at(minutes));
        let mut last = at(minutes);
        for mark in MARKS {
            let then = clock.reaches(mark, &office).unwrap();
            prop_assert!(then >= last);
            prop_assert!(clock.percent(then, &office) >= u16::from(mark));
            prop_assert!(clock.mark(then, &office) >= mark);
            prop_assert!(clock.percent(then - Duration::seconds(2), &office) <= u16::from(mark));
            last = then;
        }
        prop_assert_eq!(clock.due(&office), Some(last));
    }

    #[test]
    fn standing_still_uses_nothing_however_often(
        minutes in 0_i64..300_000,
        hours in 1_i64..40,
        pauses in proptest::collection::vec((0_i64..3_000, 0_i64..20_000), 0..6),
    ) {
        let office = calendar(&HOLIDAYS);
        let (mut now, mut worked) = (at(minutes), Duration::ZERO);
        let mut clock = ServiceClock::start(Duration::hours(hours), now);
        for (runs, stands) in pauses {
            let stop = now + Duration::minutes(runs);
            worked += office.week.worked_between(now, stop, office.zone, office.holidays);
            let stopped = clock.stop(stop, &office);
            prop_assert_eq!(stopped.used, worked);
            now = stop + Duration::minutes(stands);
            prop_assert_eq!(stopped.used_at(now, &office), worked);
            clock = stopped.go_on(now);
        }
        let due = clock.due(&office).unwrap();
        prop_assert!(due >= now);
        prop_assert_eq!(clock.used_at(due, &office).max(clock.target), clock.target.max(worked));
    }

    #[test]
    fn one_more_holiday_never_makes_it_earlier(minutes in 0_i64..500_000, hours in 1_i64..60, day in 1_u16..366) {
        let more: Vec<Date> = HOLIDAYS.into_iter().chain(Date::from_ordinal_date(2026, day)).collect();
        let clock = ServiceClock::start(Duration::hours(hours), at(minutes));
        prop_assert!(clock.due(&calendar(&more)) >= clock.due(&calendar(&HOLIDAYS)));
    }
}
