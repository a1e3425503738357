//! The number of a family card. It changes only with the head of family (UU 23/2006 Ps 61(3)).

use super::digits::{mask_middle, sixteen};
use super::nik::Nik;
use super::text_type::text_type;
use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};

/// A KK number: 16 digits, area of issue, date of recording, serial.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KkNumber(String);

text_type!(KkNumber, KkNumber::parse);

impl KkNumber {
    /// Reads a KK number, spaces, dots and dashes allowed.
    ///
    /// # Errors
    /// `Missing`, `NotSixteenDigits`, `RepeatedDigits`, `NikSerial`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let digits = sixteen(raw)?;
        if digits.ends_with("0000") {
            return Err(FieldError::NikSerial);
        }
        Ok(Self(digits))
    }

    /// Refuses a NIK typed where the KK number belongs, or the other way round.
    ///
    /// # Errors
    /// `SameAsKkNumber` when both numbers are equal.
    pub fn differs_from(&self, nik: &Nik) -> Result<(), FieldError> {
        if self.as_str() == nik.as_str() { Err(FieldError::SameAsKkNumber) } else { Ok(()) }
    }

    /// First and last four digits, as shown by default.
    pub fn masked(&self) -> String {
        mask_middle(&self.0)
    }
}
