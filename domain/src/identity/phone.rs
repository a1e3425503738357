//! Indonesian mobile numbers, kept as E.164.

use super::digits::{is_separator, mask_middle};
use super::text_type::text_type;
use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};

/// A mobile number: `+628` and 8 to 11 further digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

text_type!(Phone, Phone::parse);

impl Phone {
    /// Reads `08…`, `8…`, `628…` or `+628…`; spaces, dots, dashes and brackets are ignored.
    ///
    /// # Errors
    /// `Missing`, `NotAPhone`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let kept: String =
            raw.chars().filter(|c| !is_separator(*c) && !matches!(c, '(' | ')')).take(20).collect();
        if kept.is_empty() {
            return Err(FieldError::Missing);
        }
        let national = kept
            .strip_prefix("+62")
            .or_else(|| kept.strip_prefix("62"))
            .or_else(|| kept.strip_prefix('0'))
            .unwrap_or(&kept);
        let national = national.strip_prefix('0').unwrap_or(national);
        let digits = national.bytes().all(|b| b.is_ascii_digit());
        if !digits || !national.starts_with('8') || !(9..=12).contains(&national.len()) {
            return Err(FieldError::NotAPhone);
        }
        Ok(Self(format!("+62{national}")))
    }

    /// First and last four characters.
    pub fn masked(&self) -> String {
        mask_middle(&self.0)
    }

    /// As people write it: `08…`.
    pub fn national(&self) -> String {
        format!("0{}", self.0.trim_start_matches("+62"))
    }
}
