//! Words that all forms share. They are data too: an office may have its own.
use domain::Element;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What stands on every form beside its own layout.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// Across each page of a filled form: `"SALINAN"`.
    pub(super) watermark: String,
    /// At the foot in a demonstration.
    pub(super) demonstration: String,
    /// Before the number of a request.
    pub(super) number: String,
    /// Before the edition.
    pub(super) edition: String,
    /// `"Halaman {page} dari {pages}"`.
    pub(super) page_of: String,
    /// Where a filled form has nothing to say.
    pub(super) nothing: String,
    /// Where a change is about the card itself.
    pub(super) of_card: String,
    /// Where a change is about the card that those get who leave for one of their own.
    pub(super) of_new_card: String,
    /// Where a change is about somebody who is not on the card yet.
    pub(super) new_member: String,
    /// Before the date of a document.
    pub(super) dated: String,
    /// What a screen reader says in place of a row of dots.
    pub(super) by_hand: String,
    /// Above the signatures of a form to be signed by hand.
    pub(super) signed_at: String,
    /// In a row of a table with nothing in it.
    pub(super) no_rows: String,
    /// Names of the elements.
    pub(super) elements: BTreeMap<Element, String>,
}

impl Words {
    pub(super) fn element(&self, element: Element) -> String {
        self.elements.get(&element).cloned().unwrap_or_default()
    }

    /// What is wrong with the words.
    pub(super) fn check(&self) -> Vec<String> {
        let unnamed = Element::ALL.into_iter().filter(|element| !self.elements.contains_key(element));
        let mut problems: Vec<String> =
            unnamed.map(|element| format!("elements.{}: is missing", element.as_str())).collect();
        for hole in ["{page}", "{pages}"] {
            if !self.page_of.contains(hole) {
                problems.push(format!("page_of: {hole} is missing"));
            }
        }
        problems
    }
}
