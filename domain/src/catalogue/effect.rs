//! What a procedure changes on the card, told by its questions: the element (UU 23/2006 Ps 61, F-1.06) and the
//! document it rests on.

use super::condition::Condition;
use crate::element::Element;
use crate::language::Words;
use crate::leaving::Leaving;
use serde::Serialize;
use std::collections::BTreeMap;

/// One effect. In a file: `effect = "set_element"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// An element of a member gets a new value.
    SetElement {
        /// Question that chooses the member.
        member: String,
        /// The element.
        element: Element,
        /// Where the new value comes from; in a file also short, `value = "question"`.
        source: ElementSource,
        /// What it rests on ("dasar perubahan" of F-1.06).
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
    /// A member leaves the card.
    RemoveMember {
        /// Question that chooses the member.
        member: String,
        /// Why.
        why: Leaving,
        /// What it rests on.
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
    /// An element of each member of whom the question is asked gets the answer.
    SetEach {
        /// Question asked of each member.
        question: String,
        /// The element.
        element: Element,
        /// What it rests on.
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
    /// Each member for whom the question has this answer leaves the card.
    RemoveEach {
        /// Question asked of each member.
        question: String,
        /// Its raw value.
        value: String,
        /// Why.
        why: Leaving,
        /// What it rests on.
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
    /// Everybody leaves whom the request does not take off otherwise: children who go to a relative's card.
    RemoveRest {
        /// Why.
        why: Leaving,
        /// What it rests on.
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
    /// Elements of the card itself get new values, or of the card that those who leave for one of their own get.
    SetCard {
        /// That of those who leave; in a file `card = "new"`.
        new: bool,
        /// Where each element comes from.
        elements: BTreeMap<Element, ElementSource>,
        /// What it rests on.
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
    /// A new member.
    AddMember {
        /// Where each element comes from.
        elements: BTreeMap<Element, ElementSource>,
        /// What it rests on.
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
    /// The card is printed again, nothing changes.
    Reprint {
        /// Question with the reason.
        reason: String,
        /// What it rests on.
        basis: Option<BasisRef>,
        /// When it happens.
        when: Condition,
    },
}

/// Where the value of an element comes from. In a file: `{ from = "question", question = "child_name" }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum ElementSource {
    /// The answer to a question.
    Question {
        /// Its code.
        question: String,
    },
    /// Always the same, when something holds.
    Constant {
        /// The stored value.
        value: String,
        /// When it is so. Default always.
        #[serde(skip_serializing_if = "Condition::is_always")]
        when: Condition,
    },
    /// An element of a chosen member.
    OfMember {
        /// Question that chooses the member.
        question: String,
        /// The element of that member.
        element: Element,
    },
    /// The first of these that has a value.
    First {
        /// The sources in order.
        of: Vec<ElementSource>,
    },
    /// All of these that have a value, one after the other.
    Joined {
        /// The sources in order.
        of: Vec<ElementSource>,
        /// What stands between them: `", "`.
        with: String,
    },
}

/// What a change rests on, told by the questions that ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BasisRef {
    /// The kind of document when it is always the same.
    pub kind: Option<Words>,
    /// Question whose answer names the kind of document.
    pub named_by: Option<String>,
    /// Question with its number.
    pub number: Option<String>,
    /// Question with its date.
    pub date: Option<String>,
}

impl BasisRef {
    /// Every question it looks at.
    pub(super) fn questions(&self) -> impl Iterator<Item = &str> {
        [&self.named_by, &self.number, &self.date].into_iter().filter_map(|question| question.as_deref())
    }
}

impl ElementSource {
    /// The question that is asked for first; empty when there is none.
    pub(crate) fn first_question(&self) -> &str {
        let of = |one: &'_ Self| matches!(one, Self::Question { .. } | Self::OfMember { .. });
        match self.flat().into_iter().find(|one| of(one)) {
            Some(Self::Question { question } | Self::OfMember { question, .. }) => question,
            _ => "",
        }
    }

    /// The sources without `First` and `Joined`, flat.
    pub(super) fn flat(&self) -> Vec<&Self> {
        match self {
            Self::First { of } | Self::Joined { of, .. } => of.iter().flat_map(Self::flat).collect(),
            single => vec![single],
        }
    }
}

impl Effect {
    /// When it happens.
    pub const fn when(&self) -> &Condition {
        match self {
            Self::SetElement { when, .. }
            | Self::RemoveMember { when, .. }
            | Self::SetEach { when, .. }
            | Self::RemoveEach { when, .. }
            | Self::RemoveRest { when, .. }
            | Self::SetCard { when, .. }
            | Self::AddMember { when, .. }
            | Self::Reprint { when, .. } => when,
        }
    }

    /// What it rests on and when it happens, to be changed.
    pub(super) const fn parts_mut(&mut self) -> (&mut Option<BasisRef>, &mut Condition) {
        match self {
            Self::SetElement { basis, when, .. }
            | Self::RemoveMember { basis, when, .. }
            | Self::SetEach { basis, when, .. }
            | Self::RemoveEach { basis, when, .. }
            | Self::RemoveRest { basis, when, .. }
            | Self::SetCard { basis, when, .. }
            | Self::AddMember { basis, when, .. }
            | Self::Reprint { basis, when, .. } => (basis, when),
        }
    }

    /// What it rests on.
    pub const fn basis(&self) -> Option<&BasisRef> {
        match self {
            Self::SetElement { basis, .. }
            | Self::RemoveMember { basis, .. }
            | Self::SetEach { basis, .. }
            | Self::RemoveEach { basis, .. }
            | Self::RemoveRest { basis, .. }
            | Self::SetCard { basis, .. }
            | Self::AddMember { basis, .. }
            | Self::Reprint { basis, .. } => basis.as_ref(),
        }
    }
}
