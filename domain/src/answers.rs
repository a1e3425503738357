//! What a citizen has typed, exactly as typed. It may be wrong or half; reading it is another module's work.

use crate::date::{Date, parse_date};
use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most characters of one answer.
pub const MAX_VALUE_CHARS: usize = 2_000;
/// Most bytes of all codes and answers of one draft together.
pub const MAX_TOTAL_BYTES: usize = 64 * 1024;
/// Most bytes of one code.
pub const MAX_CODE_BYTES: usize = 80;

/// Raw answers by question code. Dates are three answers: `code.day`, `code.month`, `code.year`.
/// Names and answers of [`Debug`] stay out of sight: only their number is shown.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Answers(BTreeMap<String, String>);

/// The answers would grow beyond their limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswersFull;

impl core::fmt::Display for AnswersFull {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the answers are longer than allowed")
    }
}

impl core::error::Error for AnswersFull {}

impl From<AnswersFull> for FieldError {
    fn from(_: AnswersFull) -> Self {
        Self::AnswersTooLong
    }
}

impl Answers {
    /// No answers.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// The raw answer, `None` when never given.
    pub fn get(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }

    /// The answer without spaces around, empty when never given.
    pub fn text(&self, code: &str) -> &str {
        self.get(code).map_or("", str::trim)
    }

    /// Stores an answer as typed. An empty one is kept too: it tells that the question was seen.
    ///
    /// # Errors
    /// [`AnswersFull`] when this answer or all together would be too long; nothing changes then.
    pub fn set(&mut self, code: impl Into<String>, value: impl Into<String>) -> Result<(), AnswersFull> {
        let (code, value) = (code.into(), value.into());
        let before = self.0.get(&code).map_or(0, |old| code.len() + old.len());
        let total = self.bytes() - before + code.len() + value.len();
        if code.len() > MAX_CODE_BYTES || value.chars().count() > MAX_VALUE_CHARS || total > MAX_TOTAL_BYTES {
            return Err(AnswersFull);
        }
        self.0.insert(code, value);
        Ok(())
    }

    /// Stores a date in its three answers.
    ///
    /// # Errors
    /// [`AnswersFull`] as in [`Answers::set`].
    pub fn set_date(&mut self, code: &str, date: Date) -> Result<(), AnswersFull> {
        let (year, month, day) = date.to_calendar_date();
        self.set(format!("{code}.day"), day.to_string())?;
        self.set(format!("{code}.month"), u8::from(month).to_string())?;
        self.set(format!("{code}.year"), year.to_string())
    }

    /// The date in the three answers; `None` when all are empty.
    ///
    /// # Errors
    /// `IncompleteDate`, `NoSuchDate`.
    pub fn date(&self, code: &str) -> Result<Option<Date>, FieldError> {
        let part = |name: &str| self.text(&format!("{code}.{name}"));
        parse_date(part("day"), part("month"), part("year"))
    }

    /// Forgets an answer.
    pub fn remove(&mut self, code: &str) {
        self.0.remove(code);
    }

    /// Takes over every answer of `other`, which wins.
    ///
    /// # Errors
    /// [`AnswersFull`] as in [`Answers::set`]; nothing changes then.
    pub fn merge(&mut self, other: &Self) -> Result<(), AnswersFull> {
        let mut merged = self.clone();
        for (code, value) in &other.0 {
            merged.set(code.clone(), value.clone())?;
        }
        *self = merged;
        Ok(())
    }

    /// Whether anything but spaces was answered, in any part of a date or a place.
    pub fn is_answered(&self, code: &str) -> bool {
        let of_it = |key: &str| matches!(part_of(key), Some((known, part)) if known == code && TELLING.contains(&part));
        !self.text(code).is_empty()
            || self.after(code).any(|(key, value)| !value.trim().is_empty() && of_it(key))
    }

    /// Answers whose name goes on after this code and a full stop.
    fn after(&self, code: &str) -> impl Iterator<Item = (&String, &String)> {
        let dot = code.len();
        let is_after = move |key: &str| key.as_bytes().get(dot) == Some(&b'.') && key.starts_with(code);
        self.0.iter().filter(move |(key, _)| is_after(key))
    }

    /// All answers, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(code, value)| (code.as_str(), value.as_str()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Bytes of all codes and answers.
    pub fn bytes(&self) -> usize {
        self.0.iter().map(|(code, value)| code.len() + value.len()).sum()
    }

    /// Copies what belongs to one question, all parts of a date or a place included.
    pub(crate) fn copy_question(&mut self, from: &Self, code: &str) {
        if let Some(value) = from.0.get(code) {
            self.0.insert(code.to_owned(), value.clone());
        }
        for (key, value) in from.after(code).filter(|(key, _)| part_of(key).is_some()) {
            self.0.insert(key.clone(), value.clone());
        }
    }
}

/// Parts of an answer by which it counts as given: those of a date, those of a place.
const TELLING: [&str; 8] = ["day", "month", "year", "code", "village", "district", "regency", "province"];
/// Further parts of a place.
const PLACE: [&str; 1] = ["postcode"];
/// What is typed on the way to a place, and is no part of the answer.
const SEEKING: [&str; 4] = ["area", "asked", "list", "pick"];

/// A part of an answer, with the question it belongs to.
fn part_of(key: &str) -> Option<(&str, &str)> {
    let (code, part) = key.rsplit_once('.')?;
    (TELLING.contains(&part) || PLACE.contains(&part)).then_some((code, part))
}

/// The question that an input belongs to: `birth_date` for `birth_date.day`; `moves.<member>` is a question itself.
pub fn question_of(field: &str) -> &str {
    let seeking = || field.rsplit_once('.').filter(|(_, part)| SEEKING.contains(part));
    part_of(field).or_else(seeking).map_or(field, |(code, _)| code)
}

impl core::fmt::Debug for Answers {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Answers({} given)", self.0.len())
    }
}

impl TryFrom<BTreeMap<String, String>> for Answers {
    type Error = AnswersFull;

    fn try_from(map: BTreeMap<String, String>) -> Result<Self, Self::Error> {
        let mut answers = Self::new();
        for (code, value) in map {
            answers.set(code, value)?;
        }
        Ok(answers)
    }
}

impl From<Answers> for BTreeMap<String, String> {
    fn from(answers: Answers) -> Self {
        answers.0
    }
}

impl<C: Into<String>, V: Into<String>> TryFrom<Vec<(C, V)>> for Answers {
    type Error = AnswersFull;

    fn try_from(pairs: Vec<(C, V)>) -> Result<Self, Self::Error> {
        let mut answers = Self::new();
        for (code, value) in pairs {
            answers.set(code, value)?;
        }
        Ok(answers)
    }
}
