//! A question as it lies in a file: flat, every field of every kind possible. Read strictly, so that a typo or a
//! field that does not belong to the kind stops the start with a sentence instead of being ignored.

use super::condition::Condition;
use super::question::{ElementOf, Opt, Question, QuestionKind};
use crate::codes::CodeList;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Member,
    Codes,
    Options,
    NewName,
    Name,
    Text,
    Date,
    Time,
    Nik,
    Number,
    YesNo,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionFile<T> {
    code: String,
    label: T,
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    hint: Option<T>,
    #[serde(default = "yes")]
    required: bool,
    #[serde(default, skip_serializing_if = "Condition::is_always")]
    when: Condition,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    other_than: Vec<String>,
    kind: KindName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    relation: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sex: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<CodeList>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    only: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    differs_from: Option<ElementOf>,
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    options: Option<Vec<Opt<T>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lines: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    past: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within_days: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<i32>,
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    unit: Option<T>,
}

const fn yes() -> bool {
    true
}

/// Characters of a text field that names no limit.
const DEFAULT_TEXT: u16 = 200;

impl<T> TryFrom<QuestionFile<T>> for Question<T> {
    type Error = String;

    fn try_from(mut file: QuestionFile<T>) -> Result<Self, String> {
        let code = core::mem::take(&mut file.code);
        let missing = |field: &str| format!("question {code}: this kind needs `{field}`");
        let kind = match file.kind {
            KindName::Member => QuestionKind::Member {
                relation: file.relation.take().unwrap_or_default(),
                sex: file.sex.take(),
            },
            KindName::Codes => QuestionKind::Codes {
                list: file.list.take().ok_or_else(|| missing("list"))?,
                only: file.only.take().unwrap_or_default(),
                differs_from: file.differs_from.take(),
            },
            KindName::Options => {
                QuestionKind::Options { options: file.options.take().ok_or_else(|| missing("options"))? }
            }
            KindName::NewName => QuestionKind::NewName,
            KindName::Name => QuestionKind::Name,
            KindName::Text => QuestionKind::Text {
                max: u16::try_from(file.max.take().unwrap_or_else(|| i32::from(DEFAULT_TEXT)))
                    .map_err(|_| format!("question {code}: `max` must be 0 to 65535"))?,
                lines: file.lines.take().unwrap_or(1),
            },
            KindName::Date => QuestionKind::Date {
                past: file.past.take().unwrap_or(false),
                within_days: file.within_days.take(),
            },
            KindName::Time => QuestionKind::Time,
            KindName::Nik => QuestionKind::Nik,
            KindName::Number => QuestionKind::Number {
                min: file.min.take().ok_or_else(|| missing("min"))?,
                max: file.max.take().ok_or_else(|| missing("max"))?,
                unit: file.unit.take(),
            },
            KindName::YesNo => QuestionKind::YesNo,
        };
        if let Some(field) = file.left_over() {
            return Err(format!("question {code}: `{field}` does not belong to kind `{}`", kind.name()));
        }
        let QuestionFile { label, hint, required, when, other_than, .. } = file;
        Ok(Self { code, label, hint, required, when, other_than, kind })
    }
}

impl<T> QuestionFile<T> {
    /// A field that no kind has taken.
    fn left_over(&self) -> Option<&'static str> {
        [
            ("relation", self.relation.is_some()),
            ("sex", self.sex.is_some()),
            ("list", self.list.is_some()),
            ("only", self.only.is_some()),
            ("differs_from", self.differs_from.is_some()),
            ("options", self.options.is_some()),
            ("lines", self.lines.is_some()),
            ("past", self.past.is_some()),
            ("within_days", self.within_days.is_some()),
            ("min", self.min.is_some()),
            ("max", self.max.is_some()),
            ("unit", self.unit.is_some()),
        ]
        .into_iter()
        .find_map(|(name, present)| present.then_some(name))
    }

    fn bare(question: Question<T>, kind: KindName) -> (Self, QuestionKind<T>) {
        let Question { code, label, hint, required, when, other_than, kind: rest } = question;
        let file = Self {
            code,
            label,
            hint,
            required,
            when,
            other_than,
            kind,
            relation: None,
            sex: None,
            list: None,
            only: None,
            differs_from: None,
            options: None,
            lines: None,
            past: None,
            within_days: None,
            min: None,
            max: None,
            unit: None,
        };
        (file, rest)
    }
}

impl<T> From<Question<T>> for QuestionFile<T> {
    fn from(question: Question<T>) -> Self {
        let name = match question.kind {
            QuestionKind::Member { .. } => KindName::Member,
            QuestionKind::Codes { .. } => KindName::Codes,
            QuestionKind::Options { .. } => KindName::Options,
            QuestionKind::NewName => KindName::NewName,
            QuestionKind::Name => KindName::Name,
            QuestionKind::Text { .. } => KindName::Text,
            QuestionKind::Date { .. } => KindName::Date,
            QuestionKind::Time => KindName::Time,
            QuestionKind::Nik => KindName::Nik,
            QuestionKind::Number { .. } => KindName::Number,
            QuestionKind::YesNo => KindName::YesNo,
        };
        let (mut file, kind) = Self::bare(question, name);
        match kind {
            QuestionKind::Member { relation, sex } => {
                file.relation = (!relation.is_empty()).then_some(relation);
                file.sex = sex;
            }
            QuestionKind::Codes { list, only, differs_from } => {
                file.list = Some(list);
                file.only = (!only.is_empty()).then_some(only);
                file.differs_from = differs_from;
            }
            QuestionKind::Options { options } => file.options = Some(options),
            QuestionKind::Text { max, lines } => {
                file.max = Some(i32::from(max));
                file.lines = Some(lines);
            }
            QuestionKind::Date { past, within_days } => {
                file.past = past.then_some(true);
                file.within_days = within_days;
            }
            QuestionKind::Number { min, max, unit } => {
                file.min = Some(min);
                file.max = Some(max);
                file.unit = unit;
            }
            QuestionKind::NewName
            | QuestionKind::Name
            | QuestionKind::Time
            | QuestionKind::Nik
            | QuestionKind::YesNo => {}
        }
        file
    }
}
