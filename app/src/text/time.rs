//! Dates and times in words, at the office.
use domain::{Language, Zone};
use time::OffsetDateTime;

/// "20 November 2026".
pub fn day(at: OffsetDateTime, zone: Zone, language: Language) -> String {
    domain::date::in_words(at.to_offset(zone.offset()).date(), language)
}

const fn zone_name(zone: Zone) -> &'static str {
    match zone {
        Zone::Wib => "WIB",
        Zone::Wita => "WITA",
        Zone::Wit => "WIT",
    }
}

/// "20 November 2026 pukul 19.41 WIB".
pub fn day_time(at: OffsetDateTime, zone: Zone, language: Language) -> String {
    let local = at.to_offset(zone.offset());
    let (hour, minute) = (local.hour(), local.minute());
    match language {
        Language::Id => {
            format!("{} pukul {hour:02}.{minute:02} {}", day(at, zone, language), zone_name(zone))
        }
        Language::En => format!("{} at {hour:02}:{minute:02} {}", day(at, zone, language), zone_name(zone)),
    }
}

/// "3 jam yang lalu"; whole units only.
pub fn ago(from: OffsetDateTime, now: OffsetDateTime, language: Language) -> String {
    let minutes = (now - from).whole_minutes().max(0);
    let (count, id, en) = match minutes {
        0 => return super::pick(language, "baru saja", "just now").to_owned(),
        1..60 => (minutes, "mnt", "min"),
        60..1440 => (minutes / 60, "jam", "h"),
        _ => (minutes / 1440, "hari", "d"),
    };
    format!("{count} {}", super::pick(language, id, en))
}

/// "10 menit".
pub fn minutes(count: u64, language: Language) -> String {
    match language {
        Language::Id => format!("{count} menit"),
        Language::En if count == 1 => "1 minute".to_owned(),
        Language::En => format!("{count} minutes"),
    }
}
