//! The official code lists of the family card, as used by F-1.01. Tables, not types: lists do change, and a
//! value is always stored as its code.

use crate::date::Date;
use crate::language::Language;
use serde::{Deserialize, Serialize};

mod education;
mod labels;
mod occupation;
mod short;

pub use labels::Labels;

/// One entry of a code list. The label is written for people; SIAK prints it in upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The official number, `"WNI"`-like letters for citizenship.
    pub code: &'static str,
    /// Indonesian label, `"SLTA/sederajat"`.
    pub id: &'static str,
    /// English label.
    pub en: &'static str,
    /// First day on which it may be chosen; `None` for always.
    pub valid_from: Option<Date>,
    /// Last day on which it may be chosen; `None` for as long as anybody knows. What was recorded with it stays.
    pub valid_to: Option<Date>,
}

impl Code {
    /// The label in one language.
    pub const fn label(&self, language: Language) -> &'static str {
        match language {
            Language::Id => self.id,
            Language::En => self.en,
        }
    }

    /// Whether it may be chosen on that day.
    pub fn is_valid(&self, today: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= today) && self.valid_to.is_none_or(|last| today <= last)
    }

    /// The same, to be chosen from that day on.
    const fn from(self, valid_from: Date) -> Self {
        Self { valid_from: Some(valid_from), ..self }
    }
}

/// An official list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeList {
    /// Jenis kelamin.
    Sex,
    /// Agama atau kepercayaan.
    Religion,
    /// Pendidikan.
    Education,
    /// Jenis pekerjaan, 99 entries.
    Occupation,
    /// Golongan darah.
    Blood,
    /// Status perkawinan, six entries as in F-1.01.
    Marital,
    /// Status hubungan dalam keluarga (SHDK).
    Relation,
    /// Kewarganegaraan.
    Citizenship,
}

impl CodeList {
    /// All entries in official order.
    pub const fn entries(self) -> &'static [Code] {
        match self {
            Self::Sex => short::SEX,
            Self::Religion => short::RELIGION,
            Self::Education => education::EDUCATION,
            Self::Occupation => occupation::OCCUPATION,
            Self::Blood => short::BLOOD,
            Self::Marital => short::MARITAL,
            Self::Relation => short::RELATION,
            Self::Citizenship => short::CITIZENSHIP,
        }
    }

    /// Every list.
    pub const ALL: [Self; 8] = [
        Self::Sex,
        Self::Religion,
        Self::Education,
        Self::Occupation,
        Self::Blood,
        Self::Marital,
        Self::Relation,
        Self::Citizenship,
    ];

    /// The stable name, the same as in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::Religion => "religion",
            Self::Education => "education",
            Self::Occupation => "occupation",
            Self::Blood => "blood",
            Self::Marital => "marital",
            Self::Relation => "relation",
            Self::Citizenship => "citizenship",
        }
    }

    /// Reads a stable name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == raw)
    }

    /// The entry of a code.
    pub fn find(self, code: &str) -> Option<&'static Code> {
        self.entries().iter().find(|entry| entry.code == code)
    }

    /// Whether a code may be chosen on that day. A device chooses from what the server has drawn and carries no lists,
    /// which weigh more than all it does with them.
    pub fn has(self, code: &str, today: Date) -> bool {
        if cfg!(target_arch = "wasm32") {
            return !code.is_empty();
        }
        self.find(code).is_some_and(|entry| entry.is_valid(today))
    }

    /// The codes to offer first in a long list; empty where the list is short.
    pub const fn common(self) -> &'static [&'static str] {
        match self {
            Self::Occupation => occupation::COMMON,
            _ => &[],
        }
    }

    /// Entries for a search box: the common ones first, then the others in official order.
    pub fn common_first(self) -> Vec<&'static Code> {
        let common = self.common();
        let mut sorted: Vec<_> = common.iter().filter_map(|code| self.find(code)).collect();
        sorted.extend(self.entries().iter().filter(|entry| !common.contains(&entry.code)));
        sorted
    }
}

/// The label of a code, if the list has it.
pub fn label(list: CodeList, code: &str, language: Language) -> Option<&'static str> {
    list.find(code).map(|entry| entry.label(language))
}

const fn code(code: &'static str, id: &'static str, en: &'static str) -> Code {
    Code { code, id, en, valid_from: None, valid_to: None }
}
