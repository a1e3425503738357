//! Two parts, two persons: a witness may be neither the reporter nor a parent.

use super::Context;
use crate::answers::Answers;
use crate::catalogue::{APPLICANT, Question};
use crate::element::Element;
use crate::family::MemberView;
use crate::identity::Nik;

/// Whether the person given here was already given for one of the parts it must differ from.
/// Persons are compared by UUID and by NIK, never by name: namesakes are common.
pub(super) fn is_taken<T>(question: &Question<T>, answers: &Answers, context: &Context) -> bool {
    let here = Person::of(answers.text(&question.code), context);
    question.other_than.iter().any(|other| {
        if other == APPLICANT {
            return (here.id.is_some() && here.id == context.applicant)
                || (here.nik.is_some() && here.nik == context.applicant_nik);
        }
        let there = Person::of(answers.text(other), context);
        (here.id.is_some() && here.id == there.id) || (here.nik.is_some() && here.nik == there.nik)
    })
}

impl<T> Question<T> {
    /// Whether a member is the person of a part that must be somebody else's.
    pub(crate) fn is_taken_by(&self, member: &MemberView, answers: &Answers, context: &Context) -> bool {
        self.other_than.iter().any(|other| {
            if other == APPLICANT {
                return context.applicant == Some(member.id);
            }
            context.member(answers.text(other)).is_some_and(|there| there.id == member.id)
        })
    }
}

struct Person {
    id: Option<uuid::Uuid>,
    nik: Option<Nik>,
}

impl Person {
    fn of(raw: &str, context: &Context) -> Self {
        match context.member(raw) {
            Some(member) => {
                let nik = member.elements.get(&Element::Nik).and_then(|nik| Nik::parse_recorded(nik).ok());
                Self { id: Some(member.id), nik }
            }
            None => Self { id: None, nik: Nik::parse_recorded(raw).ok() },
        }
    }
}
