//! One event as a file that calendars read (RFC 5545). Written by hand: `icalendar`, the best kept crate for it, has no
//! time zones (`VTIMEZONE`), folds some lines at 76 octets, and asks the clock of the machine.
use crate::date::Zone;
use std::fmt::Write as _;
use time::OffsetDateTime;

/// Octets of a line without its end.
const LINE: usize = 75;

/// One event, in words that are nobody's secret: the file leaves the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// The same for the whole life of the event.
    pub uid: String,
    /// Raised with each change.
    pub sequence: u32,
    /// When it was changed last.
    pub stamp: OffsetDateTime,
    /// When it begins.
    pub start: OffsetDateTime,
    /// How long it is.
    pub minutes: u16,
    /// The zone in which calendars show it.
    pub zone: Zone,
    /// One line.
    pub summary: String,
    /// More lines.
    pub description: String,
    /// Where.
    pub place: String,
    /// Where it is changed.
    pub url: String,
    /// It does not take place any more.
    pub cancelled: bool,
}

/// The file. Offsets of the zones of Indonesia have not moved since 1988 and have no summer time, so each is one rule.
pub fn calendar_file(event: &CalendarEvent) -> String {
    let zone = zone_id(event.zone);
    let hours = event.zone.offset().whole_hours();
    let end = event.start.saturating_add(time::Duration::minutes(i64::from(event.minutes)));
    let (status, method) = if event.cancelled { ("CANCELLED", "CANCEL") } else { ("CONFIRMED", "PUBLISH") };
    let mut file = String::new();
    let mut line = |text: &str| fold(&mut file, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//KK Daring//KK Daring//ID");
    line("CALSCALE:GREGORIAN");
    line(&format!("METHOD:{method}"));
    line("BEGIN:VTIMEZONE");
    line(&format!("TZID:{zone}"));
    line("BEGIN:STANDARD");
    line("DTSTART:19880101T000000");
    line(&format!("TZOFFSETFROM:+{hours:02}00"));
    line(&format!("TZOFFSETTO:+{hours:02}00"));
    line(&format!("TZNAME:{}", event.zone.as_str()));
    line("END:STANDARD");
    line("END:VTIMEZONE");
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", escaped(&event.uid)));
    line(&format!("SEQUENCE:{}", event.sequence));
    line(&format!("DTSTAMP:{}Z", stamp(event.stamp.to_offset(time::UtcOffset::UTC))));
    line(&format!("DTSTART;TZID={zone}:{}", stamp(event.start.to_offset(event.zone.offset()))));
    line(&format!("DTEND;TZID={zone}:{}", stamp(end.to_offset(event.zone.offset()))));
    line(&format!("SUMMARY:{}", escaped(&event.summary)));
    line(&format!("DESCRIPTION:{}", escaped(&event.description)));
    line(&format!("LOCATION:{}", escaped(&event.place)));
    // A URI is no text: nothing in it is escaped, so a line break must not be in it.
    line(&format!("URL:{}", event.url.split_whitespace().collect::<String>()));
    line(&format!("STATUS:{status}"));
    line("CLASS:PRIVATE");
    if !event.cancelled {
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", escaped(&event.summary)));
        line("TRIGGER:-PT2H");
        line("END:VALARM");
    }
    line("END:VEVENT");
    line("END:VCALENDAR");
    file
}

const fn zone_id(zone: Zone) -> &'static str {
    match zone {
        Zone::Wib => "Asia/Jakarta",
        Zone::Wita => "Asia/Makassar",
        Zone::Wit => "Asia/Jayapura",
    }
}

/// `20261130T083000`.
fn stamp(local: OffsetDateTime) -> String {
    let (date, time) = (local.date(), local.time());
    let mut text = String::new();
    let _ = write!(
        text,
        "{:04}{:02}{:02}T{:02}{:02}{:02}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    );
    text
}

/// Text as RFC 5545 3.3.11 wants it; signs that no text may have are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.replace("\r\n", "\n").chars() {
        match sign {
            '\\' | ';' | ',' => safe.extend(['\\', sign]),
            '\n' => safe.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => safe.push(sign),
        }
    }
    safe
}

/// A content line, broken before it has more than 75 octets and never inside a letter.
fn fold(file: &mut String, text: &str) {
    let mut octets = 0;
    for sign in text.chars() {
        if octets + sign.len_utf8() > LINE {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(sign);
        octets += sign.len_utf8();
    }
    file.push_str("\r\n");
}
