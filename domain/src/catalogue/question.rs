//! A question and the kinds there are. Each kind has one reader here and one renderer on the screen.

use super::condition::Condition;
use super::each::Each;
use super::who::Who;
use crate::codes::CodeList;
use crate::element::Element;
use serde::Serialize;

/// One question of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<T> {
    /// Its name in forms and answers: English, `child_name`.
    pub code: String,
    /// The label of the field.
    pub label: T,
    /// Help with an example.
    pub hint: Option<T>,
    /// Must be answered when it applies. Default true.
    pub required: bool,
    /// When it applies. Default always.
    pub when: Condition,
    /// Codes of questions whose person must be somebody else; `applicant` is who applies.
    pub other_than: Vec<String>,
    /// Of which members it is asked, when it is asked of each.
    pub each: Option<Each>,
    /// What kind of answer it wants.
    pub kind: QuestionKind<T>,
}

/// What kind of answer a question wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionKind<T> {
    /// A member of the card; raw: the member's UUID.
    Member(Who),
    /// A code of an official list; raw: the code.
    Codes {
        /// The list.
        list: CodeList,
        /// Codes to offer; empty means the whole list.
        only: Vec<String>,
        /// The present value that must not be chosen again.
        differs_from: Option<ElementOf>,
        /// Question that chooses the member to whom this relation is; what it may be is proposed.
        relation_to: Option<String>,
    },
    /// One of the given choices; raw: its code.
    Options {
        /// The choices.
        options: Vec<Opt<T>>,
    },
    /// A new name (Permendagri 73/2022).
    NewName,
    /// The name of somebody who has one already.
    Name,
    /// Free text.
    Text {
        /// Most characters.
        max: u16,
        /// Height of the field in lines.
        lines: u8,
    },
    /// A date; raw: `code.day`, `code.month`, `code.year`.
    Date {
        /// Not after today.
        past: bool,
        /// Not before today: until when something is valid.
        future: bool,
        /// Not more than so many days ago.
        within_days: Option<u32>,
    },
    /// A time of day; raw: `HH:MM`.
    Time,
    /// A NIK.
    Nik,
    /// A whole number.
    Number {
        /// Least value.
        min: i32,
        /// Greatest value.
        max: i32,
        /// Its unit, shown after the field.
        unit: Option<T>,
    },
    /// Yes or no; raw: `yes`, `no`.
    YesNo,
    /// A place of the list of areas, or one written by hand; raw: `code.village` and the other parts.
    Area {
        /// How small it must be.
        level: AreaLevel,
    },
}

/// How small a place must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaLevel {
    /// A regency or city.
    Regency,
    /// A village (desa or kelurahan).
    Village,
}

impl AreaLevel {
    /// The stable name, the same as in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regency => "regency",
            Self::Village => "village",
        }
    }
}

/// The element of a member chosen in another question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ElementOf {
    /// Code of the question that chooses the member.
    pub member: String,
    /// The element.
    pub element: Element,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opt<T> {
    /// The raw value.
    pub code: String,
    /// Its label.
    pub label: T,
    /// Help below the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<T>,
}

impl<T> QuestionKind<T> {
    /// The name of the kind in files: `codes`, `yes_no`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::Codes { .. } => "codes",
            Self::Options { .. } => "options",
            Self::NewName => "new_name",
            Self::Name => "name",
            Self::Text { .. } => "text",
            Self::Date { .. } => "date",
            Self::Time => "time",
            Self::Nik => "nik",
            Self::Number { .. } => "number",
            Self::YesNo => "yes_no",
            Self::Area { .. } => "area",
        }
    }
}
