//! Dates, ages and zones.

use domain::date::{from_iso, in_words};
use domain::{FieldError, Language, Zone, age_on, iso, parse_date};
use proptest::prelude::*;
use time::macros::date;

#[test]
fn the_table_of_a_date() {
    use FieldError::{IncompleteDate, NoSuchDate};
    let table = [
        (["14", "3", "2026"], Ok(Some(date!(2026 - 03 - 14)))),
        ([" 04 ", "03", "2026"], Ok(Some(date!(2026 - 03 - 04)))),
        (["29", "2", "2024"], Ok(Some(date!(2024 - 02 - 29)))),
        (["", " ", ""], Ok(None)),
        (["14", "", "2026"], Err(IncompleteDate)),
        (["29", "2", "2026"], Err(NoSuchDate)),
        (["31", "4", "2026"], Err(NoSuchDate)),
        (["0", "4", "2026"], Err(NoSuchDate)),
        (["1", "13", "2026"], Err(NoSuchDate)),
        (["1", "300", "2026"], Err(NoSuchDate)),
        (["1", "1", "26"], Err(NoSuchDate)),
        (["1", "1", "20266"], Err(NoSuchDate)),
        (["+1", "1", "2026"], Err(NoSuchDate)),
        (["satu", "1", "2026"], Err(NoSuchDate)),
    ];
    for (parts, expected) in table {
        assert_eq!(parse_date(parts[0], parts[1], parts[2]), expected, "{parts:?}");
    }
}

#[test]
fn dates_in_words_and_in_files() {
    let day = date!(2026 - 03 - 04);
    assert_eq!((iso(day).as_str(), in_words(day, Language::Id).as_str()), ("2026-03-04", "4 Maret 2026"));
    assert_eq!(in_words(day, Language::En), "4 March 2026");
    for wrong in ["2026-3-4", "26-03-04", "2026-03-04T00:00", "2026-02-30", "", "--"] {
        assert_eq!(from_iso(wrong), None, "{wrong}");
    }
}

#[test]
fn one_grows_older_on_the_birthday() {
    let birth = date!(2009 - 11 - 22);
    assert_eq!(age_on(birth, date!(2026 - 11 - 21)), 16);
    assert_eq!(age_on(birth, date!(2026 - 11 - 22)), 17);
    assert_eq!(age_on(birth, date!(2009 - 11 - 22)), 0);
    assert_eq!(age_on(date!(2008 - 02 - 29), date!(2025 - 02 - 28)), 16);
    assert_eq!(age_on(date!(2008 - 02 - 29), date!(2025 - 03 - 01)), 17);
    assert!(age_on(birth, date!(2009 - 01 - 01)) < 0);
}

#[test]
fn zones_are_known_by_name() {
    for (zone, name, hours) in [(Zone::Wib, "WIB", 7), (Zone::Wita, "WITA", 8), (Zone::Wit, "WIT", 9)] {
        assert_eq!((zone.as_str(), zone.offset().whole_hours()), (name, hours));
        assert_eq!(Zone::parse(&name.to_lowercase()), Some(zone));
    }
    assert_eq!(Zone::parse("UTC"), None);
    assert_eq!(Zone::default(), Zone::Wib);
}

proptest! {
    #[test]
    fn a_date_survives_being_written(days in -40_000_i32..40_000) {
        let day = time::Date::from_julian_day(2_461_000 + days).unwrap();
        prop_assert_eq!(from_iso(&iso(day)), Some(day));
        let (year, month, number) = day.to_calendar_date();
        let typed = parse_date(&number.to_string(), &u8::from(month).to_string(), &year.to_string());
        prop_assert_eq!(typed, Ok(Some(day)));
    }
}
