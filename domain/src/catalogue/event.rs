//! One request, several events: a procedure goes on with another one when it applies. The death of the head of a
//! family is a death and a change of head. The file says with which procedure and what that one need not ask; the
//! rest of the portal sees one procedure, see [`compose`](super::compose).

use super::condition::Condition;
use super::each::Among;
use super::effect::BasisRef;
use crate::tree::{FromTree, Record, Tree, Trouble};
use std::collections::BTreeMap;

/// With what a procedure goes on. In a file: `[[continues]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// Code of the other procedure.
    pub procedure: String,
    /// When it goes on, told by its own questions.
    pub when: Condition,
    /// Questions of the other procedure that are settled.
    pub given: BTreeMap<String, Given>,
    /// What the changes of the other one rest on here, where its own document does not exist yet.
    pub basis: Option<BasisRef>,
    /// Documents and notices of the other procedure that are not wanted here.
    pub without: Vec<String>,
    /// Documents that are one and the same for both, such as the present card.
    pub shared: Vec<String>,
    /// Members for whom a question of this procedure has this answer are nobody's choice in the other one, and are
    /// not asked about: who moves away.
    pub leaves_out: Option<Among>,
}

/// How a question of the other procedure is settled. In a file: `{ question = "deceased" }`, `{ value = "death" }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// By the answer to a question of this procedure.
    Question(String),
    /// Always with this raw value.
    Value(String),
    /// It would choose the head of the card. What becomes of the head this procedure says itself.
    Head,
    /// It is not asked, and nothing hangs on it here.
    Nothing,
}

/// An event that the request goes on with: part of a procedure made of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// Code of the procedure it comes from.
    pub procedure: String,
    /// What one does there: "Ganti kepala keluarga".
    pub title: T,
    /// The box to tick on F-1.02.
    pub f102: Option<String>,
    /// When it happens.
    pub when: Condition,
    /// Where its effects begin among those of the procedure; they go on to those of the next event.
    pub effects_from: usize,
}

impl FromTree for Continuation {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let continuation = Self {
            procedure: record.take("procedure"),
            when: record.take_or("when", Condition::Always),
            given: record.take_or("given", BTreeMap::new()),
            basis: record.take("basis"),
            without: record.take_or("without", Vec::new()),
            shared: record.take_or("shared", Vec::new()),
            leaves_out: record.take("leaves_out"),
        };
        record.finish("`continues`").map(|()| continuation)
    }
}

impl FromTree for Given {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let (question, value): (Option<String>, Option<String>) =
            (record.take("question"), record.take("value"));
        let (head, nothing) = (record.take_or("head", false), record.take_or("nothing", false));
        record.finish("what is given")?;
        match (question, value, head, nothing) {
            (Some(question), None, false, false) => Ok(Self::Question(question)),
            (None, Some(value), false, false) => Ok(Self::Value(value)),
            (None, None, true, false) => Ok(Self::Head),
            (None, None, false, true) => Ok(Self::Nothing),
            _ => Err(Trouble::here("what is given is a `question`, a `value`, the `head` or `nothing`")),
        }
    }
}
