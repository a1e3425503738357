//! Reasons for returning or refusing: category, reason, advice. The citizen reads all three.

use super::check::CatalogueProblem;
use super::read::unknown;
use crate::date::{Date, iso_serde};
use crate::language::Words;
use crate::tree::{FromTree, Record, Tree, Trouble};
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

impl ReasonEntry {
    /// The reason in a category.
    pub fn within(&self, category: &str, label: &Words) -> Reason {
        Reason {
            code: self.code.clone(),
            category: category.to_owned(),
            category_label: label.clone(),
            label: self.label.clone(),
            advice: self.advice.clone(),
            about: self.about,
            refuses: self.refuses,
            returns: self.returns,
        }
    }

    /// What is wrong with it by itself.
    pub(super) fn problems(&self) -> Vec<&'static str> {
        let words = self.label.is_incomplete() || self.advice.is_incomplete();
        let words = words.then_some("label and advice are needed in both languages");
        let way = (!self.refuses && !self.returns).then_some("it neither returns nor refuses");
        words.into_iter().chain(way).collect()
    }
}

impl FromTree for ReasonEntry {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let about: String = record.take("about");
        let entry = Self {
            code: record.take("code"),
            label: record.take("label"),
            advice: record.take("advice"),
            about: match about.as_str() {
                "field" => ReasonTarget::Field,
                "document" => ReasonTarget::Document,
                "request" => ReasonTarget::Request,
                _ => return Err(unknown(&about, "target").at("about")),
            },
            refuses: record.take_or("refuses", false),
            returns: record.take_or("returns", true),
        };
        record.finish("a reason").map(|()| entry)
    }
}

impl ReasonCatalogue {
    /// All reasons, flat, in order.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut found = Vec::new();
        for category in &self.categories {
            let of_it = category.reasons.iter().map(|entry| entry.within(&category.code, &category.label));
            found.extend(of_it);
        }
        found
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
                reason.problems().into_iter().for_each(|message| tell(path.clone(), message));
            }
        }
        found
    }
}
