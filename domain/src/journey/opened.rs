//! What a returned request opens again: the flagged things and what hangs on them. Who corrects "which proof do
//! you have" must be able to answer what that proof says.

use crate::catalogue::{Procedure, Question, QuestionKind, code_in_file};
use crate::flag::Flagged;
use std::collections::BTreeSet;

/// Questions and slots that may be changed in a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened<'a> {
    questions: BTreeSet<&'a str>,
    slots: BTreeSet<&'a str>,
}

impl Opened<'_> {
    /// Whether this question may be answered again.
    pub fn question(&self, code: &str) -> bool {
        self.questions.contains(code)
    }

    /// Whether the documents of this slot may be changed.
    pub fn slot(&self, code: &str) -> bool {
        self.slots.contains(code)
    }
}

/// What these flags open. A flag on the request as a whole opens everything. Questions may only look back, so
/// one pass in order finds all that hangs on an opened one.
pub fn opened<'a, T>(procedure: &'a Procedure<T>, flagged: &Flagged) -> Opened<'a> {
    let everything = flagged.general().next().is_some();
    let mut questions: BTreeSet<&str> = BTreeSet::new();
    for (step, question) in procedure.questions() {
        let mut looks_at = step.when.questions();
        looks_at.extend(question.when.questions());
        looks_at.extend(compared_member(question));
        let hangs = looks_at.iter().any(|code| is_among(&questions, code));
        if everything || hangs || flagged.of_question(&question.code).next().is_some() {
            questions.insert(&question.code);
        }
    }
    let opens = |slot: &&crate::catalogue::Slot<T>| {
        let hangs = slot.when.questions().iter().any(|code| is_among(&questions, code));
        everything || hangs || flagged.of_slot(&slot.code).next().is_some()
    };
    let mut slots = BTreeSet::new();
    for slot in procedure.documents.iter().filter(opens) {
        slots.insert(slot.code.as_str());
    }
    Opened { questions, slots }
}

/// Whether a question was opened; one that is asked of each member, for any of them.
fn is_among(opened: &BTreeSet<&str>, code: &str) -> bool {
    opened.iter().any(|open| *open == code || code_in_file(open) == code)
}

fn compared_member<T>(question: &Question<T>) -> Option<&str> {
    match &question.kind {
        QuestionKind::Codes { differs_from: Some(of), .. } => Some(&of.member),
        _ => None,
    }
}
