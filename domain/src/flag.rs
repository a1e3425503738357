//! What an officer points at when returning a request. Only these things open again for the citizen.

use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use serde::Serialize;

/// A thing that can be pointed at. As text: `q:child_name`, `d:ijazah`, `umum`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub enum Target {
    /// The answer to one question.
    Question {
        /// Its code.
        code: String,
    },
    /// The documents of one slot.
    Document {
        /// The code of the slot.
        slot: String,
    },
    /// The request as a whole.
    General,
}

impl Target {
    /// As stored.
    pub fn as_str(&self) -> String {
        match self {
            Self::Question { code } => format!("q:{code}"),
            Self::Document { slot } => format!("d:{slot}"),
            Self::General => "umum".to_owned(),
        }
    }

    /// Reads what [`Target::as_str`] wrote.
    pub fn parse(raw: &str) -> Option<Self> {
        let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        match raw.split_once(':') {
            Some(("q", code)) => named(code).map(|code| Self::Question { code }),
            Some(("d", slot)) => named(slot).map(|slot| Self::Document { slot }),
            None if raw == "umum" => Some(Self::General),
            _ => None,
        }
    }
}

through_tree!(Target, Flag, Flagged);

impl FromTree for Target {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let text = String::from_tree(tree)?;
        Self::parse(&text).ok_or_else(|| Trouble::here("expected q:<question>, d:<slot> or umum"))
    }
}

impl FromTree for Flag {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let flag =
            Self { target: record.must("target")?, reason: record.take("reason"), note: record.take("note") };
        record.finish("a flag").map(|()| flag)
    }
}

impl FromTree for Flagged {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        FromTree::from_tree(tree).map(Self)
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.as_str()
    }
}

/// One thing to put right, with its coded reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// What it is about.
    pub target: Target,
    /// The code of the reason.
    pub reason: String,
    /// What the officer adds in own words; may be empty.
    pub note: String,
}

/// All things to put right in one returned request. What they open is told by
/// [`opened`](crate::journey::opened).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Flagged(pub Vec<Flag>);

impl Flagged {
    /// The flags on one question.
    pub fn of_question<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Flag> {
        self.0.iter().filter(move |flag| matches!(&flag.target, Target::Question { code: at } if at == code))
    }

    /// The flags on one slot.
    pub fn of_slot<'a>(&'a self, slot: &'a str) -> impl Iterator<Item = &'a Flag> {
        self.0.iter().filter(move |flag| matches!(&flag.target, Target::Document { slot: at } if at == slot))
    }

    /// The flags on the request as a whole.
    pub fn general(&self) -> impl Iterator<Item = &Flag> {
        self.0.iter().filter(|flag| flag.target == Target::General)
    }
}
