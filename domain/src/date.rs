//! Dates as people type, read and store them, and the three zones of Indonesia. Written by hand: formatters
//! with descriptions would cost the phone more bytes than all of this.

use crate::field_error::FieldError;
use crate::language::Language;
use serde::{Deserialize, Serialize};
use time::{Month, UtcOffset};

pub use time::Date;

/// A date as typed in three boxes; `None` when all three are empty.
///
/// # Errors
/// `IncompleteDate` when only some are filled, `NoSuchDate` when they are no date of the years 1800 to 9999.
pub fn parse_date(day: &str, month: &str, year: &str) -> Result<Option<Date>, FieldError> {
    let parts = [day.trim(), month.trim(), year.trim()];
    if parts.iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    if parts.iter().any(|part| part.is_empty()) {
        return Err(FieldError::IncompleteDate);
    }
    if parts.iter().any(|part| part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit())) {
        return Err(FieldError::NoSuchDate);
    }
    let number = |part: &str| part.parse::<u16>().map_err(|_| FieldError::NoSuchDate);
    let small = |part: &str| u8::try_from(number(part)?).map_err(|_| FieldError::NoSuchDate);
    let month = Month::try_from(small(parts[1])?).map_err(|_| FieldError::NoSuchDate)?;
    let year = i32::from(number(parts[2])?);
    if year < 1800 {
        return Err(FieldError::NoSuchDate);
    }
    Date::from_calendar_date(year, month, small(parts[0])?).map(Some).map_err(|_| FieldError::NoSuchDate)
}

/// `2026-11-22`.
pub fn iso(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// Reads `2026-11-22`; `None` for anything else.
pub fn from_iso(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    parse_date(day, month, year).ok().flatten()
}

/// `22 November 2026`, in either language.
pub fn in_words(date: Date, language: Language) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{day} {} {year}", month_name(month, language))
}

/// The name of a month.
pub const fn month_name(month: Month, language: Language) -> &'static str {
    match (month, language) {
        (Month::January, Language::Id) => "Januari",
        (Month::January, Language::En) => "January",
        (Month::February, Language::Id) => "Februari",
        (Month::February, Language::En) => "February",
        (Month::March, Language::Id) => "Maret",
        (Month::March, Language::En) => "March",
        (Month::April, _) => "April",
        (Month::May, Language::Id) => "Mei",
        (Month::May, Language::En) => "May",
        (Month::June, Language::Id) => "Juni",
        (Month::June, Language::En) => "June",
        (Month::July, Language::Id) => "Juli",
        (Month::July, Language::En) => "July",
        (Month::August, Language::Id) => "Agustus",
        (Month::August, Language::En) => "August",
        (Month::September, _) => "September",
        (Month::October, Language::Id) => "Oktober",
        (Month::October, Language::En) => "October",
        (Month::November, _) => "November",
        (Month::December, Language::Id) => "Desember",
        (Month::December, Language::En) => "December",
    }
}

/// Whole years of age; negative before birth. Who is born on 29 February grows older on 1 March.
pub fn age_on(birth: Date, today: Date) -> i32 {
    let before = (today.month() as u8, today.day()) < (birth.month() as u8, birth.day());
    today.year() - birth.year() - i32::from(before)
}

/// A time zone of Indonesia. None of them has summer time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Western, UTC+7.
    #[default]
    Wib,
    /// Central, UTC+8.
    Wita,
    /// Eastern, UTC+9.
    Wit,
}

impl Zone {
    /// Its distance from UTC.
    pub const fn offset(self) -> UtcOffset {
        match self {
            Self::Wib => offset_hours(7),
            Self::Wita => offset_hours(8),
            Self::Wit => offset_hours(9),
        }
    }

    /// `WIB`, `WITA`, `WIT`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// Reads a zone, in any case; `None` for anything else.
    pub fn parse(raw: &str) -> Option<Self> {
        [Self::Wib, Self::Wita, Self::Wit].into_iter().find(|zone| zone.as_str().eq_ignore_ascii_case(raw))
    }
}

const fn offset_hours(hours: i8) -> UtcOffset {
    match UtcOffset::from_hms(hours, 0, 0) {
        Ok(offset) => offset,
        Err(_) => UtcOffset::UTC,
    }
}

/// Serde for a [`Date`] as `"2026-11-22"`: `#[serde(with = "domain::date::iso_serde")]`.
pub mod iso_serde {
    use super::{Date, from_iso, iso};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::borrow::Cow;

    /// Writes the date.
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&iso(*date))
    }

    /// Reads the date.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        from_iso(&text).ok_or_else(|| D::Error::custom("expected a date like \"2026-11-22\""))
    }
}

/// The same for an optional date; add `default` where it may be left out.
pub mod iso_serde_option {
    use super::{Date, from_iso, iso};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    /// Writes the date or nothing.
    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(iso).serialize(serializer)
    }

    /// Reads the date or nothing.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        match Option::<String>::deserialize(deserializer)? {
            None => Ok(None),
            Some(text) => from_iso(&text)
                .map(Some)
                .ok_or_else(|| D::Error::custom("expected a date like \"2026-11-22\"")),
        }
    }
}
