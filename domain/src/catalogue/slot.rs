//! A slot: a named place for one document, which may consist of several photos.

use super::condition::Condition;
use serde::Serialize;

/// A document to upload. Forms that the portal fills in from the answers are no slots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slot<T> {
    /// Its code: Indonesian snake case, `ijazah`.
    pub code: String,
    /// The name of the document.
    pub label: T,
    /// What must be visible on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<T>,
    /// When it applies.
    #[serde(skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// Needed for sending, when it applies. Default true.
    pub required: bool,
    /// May be shown at the counter instead of uploaded; the answer `bring.<slot>` = `yes` says so.
    pub bring_original: bool,
    /// Most files. Default five.
    pub max_files: u8,
    /// The slot it stands in for: one of both is enough, and this one is never required by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute_of: Option<String>,
    /// The official form, "F-2.03".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
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
