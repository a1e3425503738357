//! Names. A new name keeps the rules of Permendagri 73/2022; a name already on a card is stored as it is,
//! for names recorded before 21 April 2022 stay valid.

use super::text_type::text_type;
use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};

/// Most characters of a name, spaces included (Permendagri 73/2022).
pub const MAX_NAME: u16 = 60;

/// A new name: letters A-Z and spaces, at least two words, at most 60 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// A name as recorded on a card: one word, apostrophes and dots are possible.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordedName(String);

text_type!(PersonName, PersonName::parse);
text_type!(RecordedName, RecordedName::parse);

impl PersonName {
    /// Reads a new name; rows of spaces become one.
    ///
    /// # Errors
    /// `Missing`, `HasDigits`, `NotLatinLetters`, `OneWord`, `TooLong`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let name = tidy(raw)?;
        if name.chars().any(char::is_numeric) {
            return Err(FieldError::HasDigits);
        }
        if !name.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') {
            return Err(FieldError::NotLatinLetters);
        }
        if !name.contains(' ') {
            return Err(FieldError::OneWord);
        }
        Ok(Self(name))
    }

    /// The first letter of each word.
    pub fn masked(&self) -> String {
        initials(&self.0)
    }
}

impl RecordedName {
    /// Reads a name from an existing card; rows of spaces become one.
    ///
    /// # Errors
    /// `Missing`, `HasDigits`, `NotLatinLetters`, `TooLong`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let name = tidy(raw)?;
        if name.chars().any(char::is_numeric) {
            return Err(FieldError::HasDigits);
        }
        let fits =
            |c: char| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '‘' | '`' | '.' | ',' | '-' | '/');
        if !name.chars().all(fits) || !name.chars().any(char::is_alphabetic) {
            return Err(FieldError::NotLatinLetters);
        }
        Ok(Self(name))
    }

    /// The first letter of each word.
    pub fn masked(&self) -> String {
        initials(&self.0)
    }
}

impl From<PersonName> for RecordedName {
    fn from(name: PersonName) -> Self {
        Self(name.0)
    }
}

/// The words of a name for looking it up: lower case, without signs, sorted by nothing, each once.
/// `"Nur'aini  Moh. Nur'aini"` gives `["nuraini", "moh"]`.
pub fn normalise_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',')) {
        let word: String = part.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn tidy(raw: &str) -> Result<String, FieldError> {
    let mut name = String::new();
    let mut length = 0_u16;
    for word in raw.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
            length = length.saturating_add(1);
        }
        length = length.saturating_add(u16::try_from(word.chars().count()).unwrap_or(u16::MAX));
        if length > MAX_NAME {
            return Err(FieldError::TooLong { max: MAX_NAME });
        }
        name.push_str(word);
    }
    if name.is_empty() { Err(FieldError::Missing) } else { Ok(name) }
}

fn initials(name: &str) -> String {
    let mut shown = String::new();
    for word in name.split(' ') {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.extend(word.chars().next());
        shown.push('•');
    }
    shown
}
