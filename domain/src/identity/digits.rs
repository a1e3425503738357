//! Sixteen digits, as people type them: with spaces, dots or dashes between.

use crate::field_error::FieldError;

/// Removes spaces, dots and dashes and demands exactly 16 ASCII digits that are not all the same.
pub(super) fn sixteen(raw: &str) -> Result<String, FieldError> {
    let kept: String = raw.chars().filter(|c| !is_separator(*c)).take(17).collect();
    if kept.is_empty() {
        return Err(FieldError::Missing);
    }
    if kept.len() != 16 || !kept.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldError::NotSixteenDigits);
    }
    if kept.bytes().all(|b| Some(b) == kept.bytes().next()) {
        return Err(FieldError::RepeatedDigits);
    }
    if kept == "1234567890123456" {
        return Err(FieldError::NikSerial);
    }
    Ok(kept)
}

pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}')
}

/// The first and last four characters, dots between: `3404••••••••0001`.
pub(super) fn mask_middle(text: &str) -> String {
    let length = text.chars().count();
    let keep = if length >= 12 { 4 } else { 0 };
    text.chars().enumerate().map(|(i, c)| if i < keep || i >= length - keep { c } else { '•' }).collect()
}

/// The number made of a part of the digits.
pub(super) fn number(digits: &str, from: usize, to: usize) -> u16 {
    digits.get(from..to).and_then(|part| part.parse().ok()).unwrap_or(0)
}
