//! NIK, the number of a person: `PPKKCC DDMMYY SSSS`, day plus 40 for women. Given once for life
//! (PP 40/2019 Ps 30(2)) and without a check digit, so much of what looks odd is only a warning.

use super::digits::{mask_middle, number, sixteen};
use super::text_type::text_type;
use crate::date::Date;
use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};
use time::Month;

/// A NIK: 16 digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

text_type!(Nik, Nik::parse_recorded);

/// Something odd about a NIK that is still possible; the officer judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NikWarning {
    /// Day and month never meet in a calendar, for instance 31 February.
    NoSuchDate,
    /// Its sex differs from the biodata: lawful after a correction (Permendagri 108/2019 Ps 15(3)).
    SexDiffers,
    /// Its birth date differs from the biodata: lawful after a correction (Permendagri 108/2019 Ps 15(3)).
    BirthDateDiffers,
}

impl Nik {
    /// Reads a NIK as a citizen types it, spaces, dots and dashes allowed.
    ///
    /// # Errors
    /// `Missing`, `NotSixteenDigits`, `RepeatedDigits`, `NikSerial`, `NikDate`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let nik = Self::parse_recorded(raw)?;
        let day = nik.day();
        if !matches!(day, 1..=31 | 41..=71) || !(1..=12).contains(&number(&nik.0, 8, 10)) {
            return Err(FieldError::NikDate);
        }
        Ok(nik)
    }

    /// Reads a NIK that an officer has seen on a document: faulty dates of old NIK are let through.
    ///
    /// # Errors
    /// `Missing`, `NotSixteenDigits`, `RepeatedDigits`, `NikSerial`.
    pub fn parse_recorded(raw: &str) -> Result<Self, FieldError> {
        let digits = sixteen(raw)?;
        if digits.ends_with("0000") {
            return Err(FieldError::NikSerial);
        }
        Ok(Self(digits))
    }

    /// What is odd about it. `sex` is a code of the sex list; both may be unknown.
    /// Only two digits of the year are compared: a NIK never tells the century.
    pub fn warnings(&self, sex: Option<&str>, birth_date: Option<Date>) -> Vec<NikWarning> {
        let mut found = Vec::new();
        let woman = self.day() > 40;
        let (day, month, year) = (self.day() % 40, number(&self.0, 8, 10), number(&self.0, 10, 12));
        if !self.date_may_exist() {
            found.push(NikWarning::NoSuchDate);
        }
        if matches!((sex, woman), (Some("1"), true) | (Some("2"), false)) {
            found.push(NikWarning::SexDiffers);
        }
        if let Some(birth) = birth_date
            && (u16::from(birth.day()), u16::from(u8::from(birth.month())), birth.year().rem_euclid(100))
                != (day, month, i32::from(year))
        {
            found.push(NikWarning::BirthDateDiffers);
        }
        found
    }

    /// The first six digits: area of first registration, not of residence.
    pub fn area(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }

    /// First and last four digits, as shown by default.
    pub fn masked(&self) -> String {
        mask_middle(&self.0)
    }

    fn day(&self) -> u16 {
        number(&self.0, 6, 8)
    }

    fn date_may_exist(&self) -> bool {
        let day = self.day() % 40;
        let month = u8::try_from(number(&self.0, 8, 10)).ok().and_then(|m| Month::try_from(m).ok());
        let year = i32::from(number(&self.0, 10, 12));
        month.is_some_and(|month| {
            [1900, 2000].iter().any(|century| u16::from(month.length(century + year)) >= day) && day > 0
        })
    }
}
