//! Passwords: long, not common, not about oneself. No rules of composition (NIST 800-63B-4).

use crate::field_error::FieldError;

/// Fewest characters.
pub const MIN_PASSWORD: u16 = 12;
/// Most characters.
pub const MAX_PASSWORD: u16 = 128;

/// Words that many people use and stretch to the needed length; a longer one stands before its beginning. The meter
/// on the page reads the same file (`app/browser/strength`).
const COMMON: &str = include_str!("common-words.txt");

/// A password that may be used. Neither shown, nor compared, nor serialised here.
pub struct Password(String);

impl Password {
    /// Checks a new password. `personal` are words it must not contain: name, e-mail, phone, NIK.
    /// It is taken as typed, spaces at the ends included.
    ///
    /// # Errors
    /// `Missing`, `TooShort`, `TooLong`, `PasswordCommon`, `PasswordHasPersonal`.
    pub fn parse(raw: &str, personal: &[&str]) -> Result<Self, FieldError> {
        if raw.is_empty() {
            return Err(FieldError::Missing);
        }
        let length = raw.chars().count();
        if length < usize::from(MIN_PASSWORD) {
            return Err(FieldError::TooShort { min: MIN_PASSWORD });
        }
        if length > usize::from(MAX_PASSWORD) {
            return Err(FieldError::TooLong { max: MAX_PASSWORD });
        }
        let plain = raw.to_lowercase();
        if is_common(&plain) {
            return Err(FieldError::PasswordCommon);
        }
        if has_personal(&plain, personal) {
            return Err(FieldError::PasswordHasPersonal);
        }
        Ok(Self(raw.to_owned()))
    }

    /// The password, for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Dots, always the same number.
    pub fn masked(&self) -> String {
        "••••••••".to_owned()
    }
}

impl core::fmt::Debug for Password {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Password(••••••••)")
    }
}

/// A common word that makes up most of it, few different characters, or a row like 123456 all through.
fn is_common(plain: &str) -> bool {
    let length = plain.chars().count();
    let mut different: Vec<char> = plain.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 5 {
        return true;
    }
    let steps = plain.chars().zip(plain.chars().skip(1));
    let row = steps.filter(|(a, b)| (u32::from(*a)).abs_diff(u32::from(*b)) <= 1).count();
    if row * 3 >= length * 2 {
        return true;
    }
    let rest = COMMON.lines().fold(plain.to_owned(), |left, word| left.replace(word, ""));
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    rest.chars().count() < length && (letters < 4 || rest.chars().count() * 2 < length)
}

fn has_personal(plain: &str, personal: &[&str]) -> bool {
    personal
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 4)
        .any(|word| plain.contains(&word.to_lowercase()))
}
