//! A calendar file as every calendar reads it: lines, folding, escapes, zones.
use domain::{CalendarEvent, Zone, calendar_file};
use proptest::prelude::*;
use time::macros::datetime;

fn event() -> CalendarEvent {
    CalendarEvent {
        uid: "0193-abc@kk-daring".into(),
        sequence: 2,
        stamp: datetime!(2026-11-27 02:10:05 UTC),
        start: datetime!(2026-11-30 01:30 UTC),
        minutes: 30,
        zone: Zone::Wib,
        summary: "Ambil hasil; bawa KTP, ya".into(),
        description: "Loket 3\nJalan Contoh 1".into(),
        place: "Dinas Contoh".into(),
        url: "https://kk.contoh.id/permohonan/1/janji".into(),
        cancelled: false,
    }
}

/// The lines as a calendar sees them: folds undone.
fn unfolded(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    lines.iter().find_map(|line| line.strip_prefix(name)).unwrap()
}

#[test]
fn the_file_has_the_lines_that_rfc_5545_asks_for() {
    let lines = unfolded(&calendar_file(&event()));
    assert_eq!(lines.first().unwrap(), "BEGIN:VCALENDAR");
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    for (name, expected) in [
        ("VERSION:", "2.0"),
        ("METHOD:", "PUBLISH"),
        ("UID:", "0193-abc@kk-daring"),
        ("SEQUENCE:", "2"),
        ("DTSTAMP:", "20261127T021005Z"),
        ("SUMMARY:", "Ambil hasil\\; bawa KTP\\, ya"),
        ("DESCRIPTION:", "Loket 3\\nJalan Contoh 1"),
        ("STATUS:", "CONFIRMED"),
    ] {
        assert_eq!(value(&lines, name), expected, "{name}");
    }
}

#[test]
fn the_time_is_that_of_the_offices_own_zone() {
    for (zone, id, offset, start, end) in [
        (Zone::Wib, "Asia/Jakarta", "+0700", "20261130T083000", "20261130T090000"),
        (Zone::Wita, "Asia/Makassar", "+0800", "20261130T093000", "20261130T100000"),
        (Zone::Wit, "Asia/Jayapura", "+0900", "20261130T103000", "20261130T110000"),
    ] {
        let lines = unfolded(&calendar_file(&CalendarEvent { zone, ..event() }));
        assert_eq!(value(&lines, "TZID:"), id);
        assert_eq!(value(&lines, "TZOFFSETTO:"), offset);
        assert_eq!(value(&lines, "TZOFFSETFROM:"), offset);
        assert_eq!(value(&lines, &format!("DTSTART;TZID={id}:")), start);
        assert_eq!(value(&lines, &format!("DTEND;TZID={id}:")), end);
    }
}

#[test]
fn what_was_cancelled_says_so_and_rings_no_more() {
    let file = calendar_file(&CalendarEvent { cancelled: true, ..event() });
    let lines = unfolded(&file);
    assert_eq!((value(&lines, "STATUS:"), value(&lines, "METHOD:")), ("CANCELLED", "CANCEL"));
    assert!(!file.contains("VALARM"));
}

proptest! {
    #[test]
    fn no_line_is_longer_than_75_octets_and_no_text_breaks_out(summary in "\\PC{0,200}", lines in "[a-zA-Zé老🌳;,\\\\\r\n]{0,300}") {
        let file = calendar_file(&CalendarEvent { summary, description: lines.clone(), ..event() });
        for line in file.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{line}");
            prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
        let read = unfolded(&file);
        prop_assert_eq!(read.iter().filter(|line| line.starts_with("BEGIN:")).count(), 5);
        // What a calendar reads back is what was written.
        let text = value(&read, "DESCRIPTION:");
        let mut back = String::new();
        let mut signs = text.chars();
        while let Some(sign) = signs.next() {
            match sign {
                '\\' => match signs.next() {
                    Some('n') => back.push('\n'),
                    Some(other) => back.push(other),
                    None => prop_assert!(false, "an escape at the end"),
                },
                sign => back.push(sign),
            }
        }
        prop_assert_eq!(back, lines.replace("\r\n", "\n").replace('\r', ""));
    }
}
