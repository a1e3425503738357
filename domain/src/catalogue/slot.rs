//! A slot: a named place for one document, which may consist of several photos.

use super::condition::Condition;
use serde::{Deserialize, Serialize};

/// A document to upload. Forms that the portal fills in from the answers are no slots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot<T> {
    /// Its code: Indonesian snake case, `ijazah`.
    pub code: String,
    /// The name of the document.
    pub label: T,
    /// What must be visible on it.
    #[serde(default = "Option::default")]
    pub hint: Option<T>,
    /// When it applies.
    #[serde(default)]
    pub when: Condition,
    /// Needed for sending, when it applies. Default true.
    #[serde(default = "yes")]
    pub required: bool,
    /// May be shown at the counter instead of uploaded; the answer `bring.<slot>` = `yes` says so.
    #[serde(default)]
    pub bring_original: bool,
    /// Most files. Default five.
    #[serde(default = "five")]
    pub max_files: u8,
    /// The slot it stands in for: one of both is enough, and this one is never required by itself.
    #[serde(default)]
    pub substitute_of: Option<String>,
    /// The official form, "F-2.03".
    #[serde(default)]
    pub form: Option<String>,
}

const fn yes() -> bool {
    true
}

const fn five() -> u8 {
    5
}

impl<T> Slot<T> {
    /// The name of its input, to which issues link: `berkas.ijazah`.
    pub fn field(&self) -> String {
        format!("berkas.{}", self.code)
    }

    /// The answer that says that the original will be brought: `bring.ijazah`.
    pub fn bring_key(&self) -> String {
        format!("bring.{}", self.code)
    }
}
