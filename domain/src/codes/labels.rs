//! What codes were called when a request was sent. Lists change; a request of 2026 still reads as it was written.

use super::{CodeList, label};
use crate::element::Element;
use crate::language::{Language, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Labels by list and code, `occupation:65`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels(BTreeMap<String, Words>);

impl Labels {
    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps what a code is called today. What was kept before stays: it was sent like that.
    pub fn keep(&mut self, list: CodeList, code: &str) {
        if let Some(entry) = list.find(code) {
            self.0.entry(key(list, code)).or_insert_with(|| Words::new(entry.id, entry.en));
        }
    }

    /// Keeps the label of an element's stored value, if it is a code.
    pub fn keep_value(&mut self, element: Element, value: &str) {
        if let Some(list) = element.code_list() {
            self.keep(list, value);
        }
    }

    /// What a code was called, or is called today; the code itself when nobody knows.
    pub fn of(&self, list: CodeList, code: &str, language: Language) -> String {
        match self.0.get(&key(list, code)) {
            Some(words) => words.get(language).to_owned(),
            None => label(list, code, language).unwrap_or(code).to_owned(),
        }
    }

    /// A stored value of an element for people, as [`Element::display`] with the labels kept.
    pub fn display(&self, element: Element, value: &str, language: Language) -> String {
        match element.code_list() {
            Some(list) => self.of(list, value, language),
            None => element.display(value, language),
        }
    }
}

impl From<BTreeMap<String, Words>> for Labels {
    fn from(labels: BTreeMap<String, Words>) -> Self {
        Self(labels)
    }
}

fn key(list: CodeList, code: &str) -> String {
    [list.as_str(), ":", code].concat()
}
