//! Which times an office offers, and that no place is ever given twice.
use domain::appointment::{
    AppointmentForm, AppointmentRules, AppointmentTime, CounterPlace, TakenPlaces, remind_at,
};
use domain::{Calendar, Date, FieldError, WorkingWeek, Zone, date::from_iso};
use proptest::prelude::*;
use time::{Duration, OffsetDateTime, macros::datetime};

const FRIDAY: OffsetDateTime = datetime!(2026-11-27 09:10 +7);

fn calendar(holidays: &[Date]) -> Calendar<'_> {
    Calendar { week: WorkingWeek::default(), zone: Zone::Wib, holidays }
}

fn day(iso: &str) -> Date {
    from_iso(iso).unwrap()
}

fn time(code: &str) -> AppointmentTime {
    AppointmentTime::parse(code).unwrap()
}

fn typed() -> AppointmentForm {
    AppointmentForm::of(&AppointmentRules::default())
}

#[test]
fn the_times_of_a_day_are_those_that_end_before_it_closes() {
    let rules = AppointmentRules { slot_minutes: 50, ..AppointmentRules::default() };
    // 08.00 to 11.00 and 13.00 to 15.00: what would run into the break is no time.
    assert_eq!(rules.minutes_on(day("2026-11-27"), &[]), [480, 530, 580, 780, 830]);
    assert!(rules.minutes_on(day("2026-11-28"), &[]).is_empty(), "a Saturday is closed");
    assert!(rules.minutes_on(day("2026-11-27"), &[day("2026-11-27")]).is_empty(), "so is a holiday");
}

#[test]
fn only_times_after_the_notice_and_within_the_days_ahead_are_offered() {
    let rules = AppointmentRules { days_ahead: 3, notice_hours: 4, ..AppointmentRules::default() };
    let free = rules.free(FRIDAY, &calendar(&[]), &TakenPlaces::new());
    let codes: Vec<_> = free.iter().map(|free| free.time.code()).collect();
    // Friday 13.10 is the earliest; Monday is the third day; Saturday and Sunday are closed.
    assert_eq!(&codes[..3], ["2026-11-27T13.30", "2026-11-27T14.00", "2026-11-27T14.30"]);
    assert_eq!(codes[3], "2026-11-30T08.00");
    assert_eq!(codes.last().unwrap(), "2026-11-30T14.30");
    let closed = [day("2026-11-30")];
    let free = rules.free(FRIDAY, &calendar(&closed), &TakenPlaces::new());
    assert_eq!(free.len(), 3, "a holiday offers nothing");
}

#[test]
fn counters_fill_in_turn_and_a_full_time_is_not_offered() {
    let rules = AppointmentRules { counters: vec!["A".into(), "B".into()], ..AppointmentRules::default() };
    let monday = time("2026-11-30T08.00");
    let mut taken = TakenPlaces::new();
    let mut given = Vec::new();
    while let Some(place) = rules.places_left(taken.entry(monday).or_default()).into_iter().next() {
        given.push(format!("{}{}", place.counter, place.place));
        taken.entry(monday).or_default().insert(place);
    }
    assert_eq!(given, ["A0", "B0", "A1", "B1"]);
    assert!(rules.free(FRIDAY, &calendar(&[]), &taken).iter().all(|free| free.time != monday));
}

#[test]
fn a_booking_falls_when_its_day_its_time_its_counter_or_its_place_is_gone() {
    let rules = AppointmentRules::default();
    let (monday, place) = (time("2026-11-30T08.30"), CounterPlace { counter: "Loket 1".into(), place: 1 });
    assert!(rules.holds(monday, &place, &[]));
    assert!(!rules.holds(monday, &place, &[day("2026-11-30")]), "closed");
    assert!(!rules.holds(time("2026-11-30T12.00"), &place, &[]), "a break");
    assert!(
        !AppointmentRules { slot_minutes: 20, ..rules.clone() }.holds(monday, &place, &[]),
        "other times"
    );
    assert!(!AppointmentRules { capacity: 1, ..rules.clone() }.holds(monday, &place, &[]), "fewer places");
    assert!(!AppointmentRules { counters: vec!["Loket 2".into()], ..rules }.holds(monday, &place, &[]));
}

#[test]
fn one_is_reminded_as_the_office_opens_on_the_working_day_before() {
    let monday = time("2026-11-30T10.00");
    assert_eq!(remind_at(monday, &calendar(&[])), Some(datetime!(2026-11-27 08:00 +7)));
    let friday = [day("2026-11-27")];
    assert_eq!(remind_at(monday, &calendar(&friday)), Some(datetime!(2026-11-26 08:00 +7)));
    let east = Calendar { zone: Zone::Wit, ..calendar(&[]) };
    assert_eq!(remind_at(monday, &east), Some(datetime!(2026-11-27 08:00 +9)));
}

#[test]
fn opening_hours_are_read_as_people_write_them() {
    let rows = [
        ("08.00-12.00, 13.00-15.00", Ok("08.00-12.00, 13.00-15.00")),
        ("8:00 – 12:00 dan 13-15.30", Ok("08.00-12.00, 13.00-15.30")),
        ("", Ok("")),
        ("-", Ok("")),
        ("00.00-24.00", Ok("00.00-24.00")),
        ("12.00-08.00", Err(FieldError::NotATime)),
        ("08.00-12.00, 11.00-15.00", Err(FieldError::NotATime)),
        ("08.00-25.00", Err(FieldError::NotATime)),
        ("08.60-12.00", Err(FieldError::NotATime)),
        ("pagi", Err(FieldError::NotATime)),
    ];
    for (typed_hours, expected) in rows {
        let mut form = typed();
        form.week[0] = typed_hours.to_owned();
        let read = form.read().map(|rules| AppointmentForm::of(&rules).week[0].clone());
        match expected {
            Ok(hours) => assert_eq!(read.unwrap(), hours, "{typed_hours}"),
            Err(error) => {
                let issues = read.unwrap_err();
                assert_eq!((issues[0].field.as_str(), &issues[0].error), ("senin", &error), "{typed_hours}");
            }
        }
    }
}

#[test]
fn everything_wrong_with_the_form_is_told_at_once() {
    let form = AppointmentForm {
        counters: " \n ".into(),
        slot_minutes: "3".into(),
        capacity: "banyak".into(),
        days_ahead: "61".into(),
        notice_hours: String::new(),
        ..typed()
    };
    let issues: Vec<_> =
        form.read().unwrap_err().into_iter().map(|issue| (issue.field, issue.error)).collect();
    let expected = [
        ("counters", FieldError::Missing),
        ("slot_minutes", FieldError::TooSmall { min: 5 }),
        ("capacity", FieldError::NotANumber),
        ("days_ahead", FieldError::TooLarge { max: 60 }),
        ("notice_hours", FieldError::Missing),
    ];
    assert_eq!(issues, expected.map(|(field, error)| (field.to_owned(), error)));
}

fn rules() -> impl Strategy<Value = AppointmentRules> {
    let hours = proptest::collection::vec((0_u16..23, 1_u16..5), 0..3);
    (1_usize..4, proptest::collection::vec(hours, 7), 5_u16..120, 1_u16..4, 1_u16..20, 0_u16..72).prop_map(
        |(counters, week, slot_minutes, capacity, days_ahead, notice_hours)| {
            let mut form = typed();
            form.counters =
                (1..=counters).map(|number| format!("Loket {number}")).collect::<Vec<_>>().join("\n");
            for (at, spans) in week.into_iter().enumerate() {
                let mut after = 0;
                form.week[at].clear();
                for (from, long) in spans {
                    let from = from.max(after);
                    after = (from + long).min(24);
                    if from < after {
                        form.week[at] = format!("{}{from}-{after},", form.week[at]);
                    }
                }
            }
            AppointmentRules { slot_minutes, capacity, days_ahead, notice_hours, ..form.read().unwrap() }
        },
    )
}

proptest! {
    #[test]
    fn what_is_offered_holds_and_lies_in_the_future_of_an_open_day(
        rules in rules(),
        minutes in 0_i64..60 * 24 * 40,
        closed in proptest::collection::vec(0_i64..60, 0..10),
        zone in prop::sample::select(vec![Zone::Wib, Zone::Wita, Zone::Wit]),
    ) {
        let now = FRIDAY + Duration::minutes(minutes);
        let holidays: Vec<_> = closed.iter().map(|days| FRIDAY.date() + Duration::days(*days)).collect();
        let calendar = Calendar { week: WorkingWeek::default(), zone, holidays: &holidays };
        let nothing = TakenPlaces::new();
        let free = rules.free(now, &calendar, &nothing);
        prop_assert!(free.is_sorted_by_key(|free| free.time));
        for one in free {
            let at = one.time.at(zone);
            prop_assert!(at >= now + Duration::hours(i64::from(rules.notice_hours)));
            prop_assert!(!holidays.contains(&one.time.day));
            prop_assert!(rules.offers(one.time, now, &calendar));
            prop_assert_eq!(AppointmentTime::of(at, zone), one.time);
            prop_assert_eq!(AppointmentTime::parse(&one.time.code()), Some(one.time));
            let places = rules.places_left(&std::collections::BTreeSet::new());
            prop_assert_eq!(usize::from(one.left), places.len());
            prop_assert!(places.iter().all(|place| rules.holds(one.time, place, &holidays)));
        }
    }

    #[test]
    fn however_many_ask_no_place_is_given_twice_and_none_is_lost(rules in rules(), wishes in proptest::collection::vec(any::<prop::sample::Index>(), 1..80)) {
        let open = calendar(&[]);
        let mut taken = TakenPlaces::new();
        let all: u32 = rules.free(FRIDAY, &open, &taken).iter().map(|free| u32::from(free.left)).sum();
        let mut given = 0;
        for wish in wishes {
            let free = rules.free(FRIDAY, &open, &taken);
            if free.is_empty() {
                break;
            }
            let time = free[wish.index(free.len())].time;
            let place = rules.places_left(taken.entry(time).or_default()).swap_remove(0);
            prop_assert!(taken.entry(time).or_default().insert(place));
            given += 1;
        }
        let left: u32 = rules.free(FRIDAY, &open, &taken).iter().map(|free| u32::from(free.left)).sum();
        prop_assert_eq!(given + left, all);
    }

    #[test]
    fn no_text_makes_the_form_panic(text in "\\PC{0,60}") {
        let mut form = typed();
        form.week[3].clone_from(&text);
        form.counters.clone_from(&text);
        form.capacity.clone_from(&text);
        let _ = form.read();
        let _ = AppointmentTime::parse(&text);
    }
}
