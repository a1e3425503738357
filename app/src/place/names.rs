//! What the inputs of one place are called: plainly on the card, after the code of the question in the wizard.
use super::step::Values;
use crate::ui::field::field_id;
use std::collections::BTreeMap;

/// Every field of a place: what it is, and what is typed on the way to it.
pub(crate) const FIELDS: [&str; 10] = [
    "village_code",
    "village",
    "district",
    "regency",
    "province",
    "postcode",
    "area",
    "asked",
    "list",
    "pick",
];

/// The inputs of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Of the card's head.
    Card,
    /// Of a question of the wizard.
    Question(String),
}

impl Names {
    /// The name of the input of a field.
    pub(crate) fn input(&self, field: &str) -> String {
        match (self, field) {
            (Self::Card, _) => field.to_owned(),
            (Self::Question(code), "village_code") => format!("{code}.code"),
            (Self::Question(code), _) => format!("{code}.{field}"),
        }
    }

    /// The id to which errors lead.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::Card => field_id("area"),
            Self::Question(code) => field_id(code),
        }
    }

    /// What a button sends.
    pub(crate) fn press(&self, what: &str) -> (&'static str, String) {
        match self {
            Self::Card => ("go", what.to_owned()),
            Self::Question(code) => ("_go", format!("{what}:{code}")),
        }
    }

    /// The fields of this place among answers.
    pub(crate) fn read(&self, answer: impl Fn(&str) -> String) -> Values {
        let field = |field: &&str| ((*field).to_owned(), answer(&self.input(field)));
        FIELDS.iter().map(field).filter(|(_, value)| !value.trim().is_empty()).collect()
    }

    /// What has to be stored so that answers are as these fields now.
    pub(crate) fn changed(&self, before: &Values, now: &Values) -> BTreeMap<String, String> {
        let of = |values: &Values, field: &str| values.get(field).cloned().unwrap_or_default();
        let changed = FIELDS.iter().filter(|field| of(before, field) != of(now, field));
        changed.map(|field| (self.input(field), of(now, field))).collect()
    }
}
