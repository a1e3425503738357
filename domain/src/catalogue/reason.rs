//! Reasons for returning or refusing: category, reason, advice. The citizen reads all three.

use super::check::CatalogueProblem;
use crate::date::{Date, iso_serde};
use crate::language::Words;
use serde::{Deserialize, Serialize};

/// What a reason is about, and so what the officer must point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonTarget {
    /// An answer.
    Field,
    /// A document.
    Document,
    /// The request as a whole.
    Request,
}

/// A coded reason, with its category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable code: `blurred`.
    pub code: String,
    /// Code of the category.
    pub category: String,
    /// Name of the category.
    pub category_label: Words,
    /// The reason in a sentence.
    pub label: Words,
    /// What to do now.
    pub advice: Words,
    /// What it is about.
    pub about: ReasonTarget,
    /// May be a ground for refusing.
    pub refuses: bool,
    /// May be a ground for returning.
    pub returns: bool,
}

/// The file of reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonCatalogue {
    /// Counts up with every change of the file.
    pub version: u32,
    /// First day of this version.
    #[serde(with = "iso_serde")]
    pub effective_from: Date,
    /// Categories in the order of the officer's list.
    #[serde(rename = "category")]
    pub categories: Vec<ReasonCategory>,
}

/// A category and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonCategory {
    /// Stable code.
    pub code: String,
    /// Its name.
    pub label: Words,
    /// Its reasons in the order of the officer's list.
    #[serde(rename = "reason")]
    pub reasons: Vec<ReasonEntry>,
}

/// A reason inside its category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonEntry {
    /// Stable code, unique in the file.
    pub code: String,
    /// The reason in a sentence.
    pub label: Words,
    /// What to do now.
    pub advice: Words,
    /// What it is about.
    pub about: ReasonTarget,
    /// May be a ground for refusing. Default false.
    #[serde(default)]
    pub refuses: bool,
    /// May be a ground for returning. Default true.
    #[serde(default = "yes")]
    pub returns: bool,
}

const fn yes() -> bool {
    true
}

impl ReasonCatalogue {
    /// All reasons, flat, in order.
    pub fn reasons(&self) -> Vec<Reason> {
        let of_category = |category: &ReasonCategory| {
            let (code, label) = (category.code.clone(), category.label.clone());
            category.reasons.clone().into_iter().map(move |entry| Reason {
                code: entry.code,
                category: code.clone(),
                category_label: label.clone(),
                label: entry.label,
                advice: entry.advice,
                about: entry.about,
                refuses: entry.refuses,
                returns: entry.returns,
            })
        };
        self.categories.iter().flat_map(of_category).collect()
    }

    /// Everything wrong with the file: duplicates, missing words, reasons that lead nowhere.
    pub fn check(&self) -> Vec<CatalogueProblem> {
        let mut found = Vec::new();
        let mut tell = |path: String, message: &str| {
            found.push(CatalogueProblem {
                procedure: "reasons".to_owned(),
                path,
                message: message.to_owned(),
            });
        };
        let mut seen: Vec<&str> = Vec::new();
        for category in &self.categories {
            if category.reasons.is_empty() || category.label.is_incomplete() {
                tell(
                    category.code.clone(),
                    "a category needs a name in both languages and at least one reason",
                );
            }
            for reason in &category.reasons {
                let path = format!("{}.{}", category.code, reason.code);
                if seen.contains(&reason.code.as_str()) {
                    tell(path.clone(), "this code is used twice");
                }
                seen.push(&reason.code);
                if reason.label.is_incomplete() || reason.advice.is_incomplete() {
                    tell(path.clone(), "label and advice are needed in both languages");
                }
                if !reason.refuses && !reason.returns {
                    tell(path, "it neither returns nor refuses");
                }
            }
        }
        found
    }
}
