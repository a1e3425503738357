//! Proposed changes of the card, "semula" to "menjadi", and the facts that were told with them.

use crate::answers::Answers;
use crate::catalogue::{BasisRef, Effect, ElementSource, Procedure, QuestionKind, code_for};
use crate::date::{Date, iso_serde_option};
use crate::element::Element;
use crate::family::MemberView;
use crate::field_error::{FieldError, FieldIssue};
use crate::language::{Language, Words};
use crate::leaving::Leaving;
use crate::reading::{Context, ReadStep, Reading, Value, parse_answer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Whose element changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeSubject {
    /// A member of the card, with the name at the time of sending.
    Member(Uuid, String),
    /// Somebody who joins the card.
    NewMember,
    /// The card itself.
    Card,
    /// The card that those get who leave for one of their own.
    NewCard,
}

/// One proposed change of one element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whose.
    pub subject: ChangeSubject,
    /// Which element.
    pub element: Element,
    /// The stored value as known to the portal; `None` when there is none.
    pub was: Option<String>,
    /// The new stored value.
    pub will: String,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// Code of the procedure that the request goes on with, when the change is part of that event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}

impl Change {
    /// Whether another one says the same of the same.
    fn repeats(&self, other: &Self) -> bool {
        self.subject != ChangeSubject::NewMember
            && (&self.subject, self.element, &self.will) == (&other.subject, other.element, &other.will)
    }
}

/// What a change rests on ("dasar perubahan" of F-1.06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The kind of document.
    pub label: Words,
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    #[serde(default, with = "iso_serde_option")]
    pub date: Option<Date>,
}

/// One answered question, for the last look, the receipt and the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Code of the step.
    pub step: String,
    /// Code of the question.
    pub question: String,
    /// Its label.
    pub label: String,
    /// The answer for people, NIK masked; empty when left out.
    pub value: String,
}

/// What the answers would change.
///
/// # Errors
/// Every issue of every step; nothing is proposed from answers that are wrong.
pub fn propose(
    procedure: &Procedure<Words>,
    answers: &Answers,
    context: &Context,
) -> Result<Vec<Change>, Vec<FieldIssue>> {
    Reading::of(procedure, answers, context).propose()
}

impl Reading<'_, Words> {
    /// What the answers would change.
    ///
    /// # Errors
    /// As in [`propose`].
    pub fn propose(&self) -> Result<Vec<Change>, Vec<FieldIssue>> {
        let issues = self.issues();
        if issues.is_empty() { changes_of(self) } else { Err(issues) }
    }
}

fn changes_of(read: &Reading<'_, Words>) -> Result<Vec<Change>, Vec<FieldIssue>> {
    let Reading { procedure, context, live, .. } = read;
    let reader = Reader { procedure, live, context };
    let effects =
        procedure.effects.iter().enumerate().filter(|(_, effect)| effect.when().holds(live, context));
    let mut changes: Vec<Change> = Vec::new();
    for (at, effect) in effects {
        let mut told = Vec::new();
        reader.apply(effect, &changes, &mut told).map_err(|issue| vec![issue])?;
        // Two events may want the same: it is told with the first.
        told.retain(|change| !changes.iter().any(|before| change.repeats(before)));
        let event = procedure.event_of_effect(at).map(|event| event.procedure.clone());
        changes.extend(told.into_iter().map(|change| Change { event: event.clone(), ..change }));
    }
    if founds_a_card(&changes, context) {
        // What is said about the card is about the new one: it was nothing before.
        let of_card = changes.iter_mut().filter(|change| change.subject == ChangeSubject::Card);
        of_card.for_each(|change| change.was = None);
    }
    Ok(changes)
}

/// Somebody new is the head of a card, and the citizen's card has another one.
fn founds_a_card(changes: &[Change], context: &Context) -> bool {
    let told = |element: Element| {
        let new =
            changes.iter().find(|one| one.subject == ChangeSubject::NewMember && one.element == element);
        new.map(|change| change.will.as_str())
    };
    let head = context.members.iter().find(|member| member.is_head());
    // A relative who comes as the head of those whose head has died or gone elsewhere leads this card.
    let is_gone = |head: &MemberView| {
        let leaves = |change: &Change| {
            matches!(&change.subject, ChangeSubject::Member(id, _) if *id == head.id)
                && change.element == Element::Membership
                && change.will != Leaving::OwnCard.as_str()
        };
        changes.iter().any(leaves)
    };
    let is_new = |head: &MemberView| {
        head.elements.get(&Element::Nik).map(String::as_str) != told(Element::Nik)
            || told(Element::Nik).is_none()
    };
    told(Element::Relation) == Some("1") && head.is_some_and(|head| is_new(head) && !is_gone(head))
}

/// Every question that applies, with its answer for people.
pub fn facts(
    procedure: &Procedure<String>,
    answers: &Answers,
    context: &Context,
    language: Language,
) -> Vec<Fact> {
    let read = Reading::of(procedure, answers, context);
    let mut facts = Vec::new();
    for ReadStep { step, asked, .. } in &read.steps {
        for question in asked {
            let value = parse_answer(question, &read.live, context).ok().flatten();
            facts.push(Fact {
                step: step.code.clone(),
                question: question.code.clone(),
                label: question.label.clone(),
                value: value.map(|value| question.display(&value, language, context)).unwrap_or_default(),
            });
        }
    }
    facts
}

struct Reader<'a> {
    procedure: &'a Procedure<Words>,
    live: &'a Answers,
    context: &'a Context,
}

impl Reader<'_> {
    /// What one effect changes, after `before`.
    fn apply(&self, effect: &Effect, before: &[Change], changes: &mut Vec<Change>) -> Result<(), FieldIssue> {
        let basis = effect.basis().and_then(|basis| self.basis(basis));
        match effect {
            Effect::SetElement { member, element, source, .. } => {
                let view = self.member(member)?;
                let was = view.elements.get(element).cloned();
                let missing = || FieldIssue::new(source.first_question(), FieldError::Missing);
                let will = self.source(source, *element).ok_or_else(missing)?;
                // A consequence that holds already is no change.
                if was.as_ref() != Some(&will) {
                    let subject = ChangeSubject::Member(view.id, view.name.clone());
                    changes.push(Change { subject, element: *element, was, will, basis, event: None });
                }
            }
            Effect::RemoveMember { member, why, .. } => {
                let view = self.member(member)?;
                let (was, will) = (Some(Leaving::MEMBER.to_owned()), why.as_str().to_owned());
                let subject = ChangeSubject::Member(view.id, view.name.clone());
                changes.push(Change { subject, element: Element::Membership, was, will, basis, event: None });
            }
            Effect::SetEach { question, element, .. } => {
                for view in &self.context.members {
                    let Some(will) = self.value(&code_for(question, view.id)).map(|value| value.raw()) else {
                        continue;
                    };
                    let was = view.elements.get(element).cloned();
                    if was.as_ref() != Some(&will) {
                        let subject = ChangeSubject::Member(view.id, view.name.clone());
                        let (element, basis) = (*element, basis.clone());
                        changes.push(Change { subject, element, was, will, basis, event: None });
                    }
                }
            }
            Effect::RemoveEach { question, value, why, .. } => {
                let leaves = |view: &&MemberView| self.live.text(&code_for(question, view.id)) == value;
                for view in self.context.members.iter().filter(leaves) {
                    changes.push(Change {
                        subject: ChangeSubject::Member(view.id, view.name.clone()),
                        element: Element::Membership,
                        was: Some(Leaving::MEMBER.to_owned()),
                        will: why.as_str().to_owned(),
                        basis: basis.clone(),
                        event: None,
                    });
                }
            }
            Effect::RemoveRest { why, .. } => self.remove_rest(*why, basis.as_ref(), before, changes),
            Effect::SetCard { new, elements, .. } => {
                self.set_card(*new, elements, basis.as_ref(), changes)?;
            }
            Effect::AddMember { elements, .. } => {
                for (element, source) in elements {
                    if let Some(will) = self.source(source, *element) {
                        let (subject, basis) = (ChangeSubject::NewMember, basis.clone());
                        changes.push(Change {
                            subject,
                            element: *element,
                            was: None,
                            will,
                            basis,
                            event: None,
                        });
                    }
                }
            }
            Effect::Reprint { reason, .. } => {
                let missing = || FieldIssue::new(reason.clone(), FieldError::Missing);
                let will = self.label_of(reason).ok_or_else(missing)?.id;
                changes.push(Change {
                    subject: ChangeSubject::Card,
                    element: Element::Print,
                    was: None,
                    will,
                    basis,
                    event: None,
                });
            }
        }
        Ok(())
    }

    /// Everybody leaves who has not left before.
    fn remove_rest(&self, why: Leaving, basis: Option<&Basis>, before: &[Change], changes: &mut Vec<Change>) {
        let goes = |id: Uuid| {
            let is_of =
                |change: &Change| matches!(&change.subject, ChangeSubject::Member(one, _) if *one == id);
            before.iter().any(|change| change.element == Element::Membership && is_of(change))
        };
        let rest = self.context.members.iter().filter(|view| !goes(view.id));
        changes.extend(rest.map(|view| Change {
            subject: ChangeSubject::Member(view.id, view.name.clone()),
            element: Element::Membership,
            was: Some(Leaving::MEMBER.to_owned()),
            will: why.as_str().to_owned(),
            basis: basis.cloned(),
            event: None,
        }));
    }

    /// Elements of this card, or of that of those who leave for one of their own.
    fn set_card(
        &self,
        new: bool,
        elements: &BTreeMap<Element, ElementSource>,
        basis: Option<&Basis>,
        changes: &mut Vec<Change>,
    ) -> Result<(), FieldIssue> {
        for (&element, source) in elements {
            let Some(mut will) = self.source(source, element) else {
                // A place may have no postcode.
                if element == Element::Postcode {
                    continue;
                }
                return Err(FieldIssue::new(source.first_question(), FieldError::Missing));
            };
            if matches!(element, Element::Rt | Element::Rw) {
                will = format!("{will:0>3}");
            }
            let (subject, was) = if new {
                (ChangeSubject::NewCard, None)
            } else {
                (ChangeSubject::Card, self.context.card.get(&element).cloned())
            };
            if was.as_ref() != Some(&will) {
                changes.push(Change { subject, element, was, will, basis: basis.cloned(), event: None });
            }
        }
        Ok(())
    }

    fn member(&self, question: &str) -> Result<&MemberView, FieldIssue> {
        let view = self.context.member(self.live.text(question));
        view.ok_or_else(|| FieldIssue::new(question, FieldError::UnknownMember))
    }

    fn value(&self, question: &str) -> Option<Value> {
        let asked = self.procedure.question(question)?;
        if !self.live.is_answered(question) {
            return None;
        }
        parse_answer(asked, self.live, self.context).ok().flatten()
    }

    fn source(&self, source: &ElementSource, element: Element) -> Option<String> {
        match source {
            ElementSource::Question { question } => match self.value(question)? {
                Value::Place(place) => place.part(element),
                value => Some(value.raw()),
            },
            ElementSource::Constant { value, when } => {
                when.holds(self.live, self.context).then(|| value.clone())
            }
            ElementSource::OfMember { question, element } => {
                self.context.member(self.live.text(question))?.elements.get(element).cloned()
            }
            ElementSource::First { of } => of.iter().find_map(|one| self.source(one, element)),
            ElementSource::Joined { of, with } => {
                let parts: Vec<_> = of.iter().filter_map(|one| self.source(one, element)).collect();
                (!parts.is_empty()).then(|| parts.join(with))
            }
        }
    }

    /// The answer in both languages: the label of a choice, else the text itself.
    fn label_of(&self, question: &str) -> Option<Words> {
        let value = self.value(question)?;
        if let (Value::Choice(code), QuestionKind::Options { options }) =
            (&value, &self.procedure.question(question)?.kind)
        {
            return options.iter().find(|opt| opt.code == *code).map(|opt| opt.label.clone());
        }
        Some(Words::new(value.display(Language::Id, self.context), value.display(Language::En, self.context)))
    }

    fn basis(&self, basis: &BasisRef) -> Option<Basis> {
        let named = basis.named_by.as_deref().and_then(|question| self.label_of(question));
        let number =
            basis.number.as_deref().and_then(|question| self.value(question)).map(|value| value.raw());
        let date = match basis.date.as_deref().and_then(|question| self.value(question)) {
            Some(Value::Date(date)) => Some(date),
            _ => None,
        };
        Some(Basis { label: named.or_else(|| basis.kind.clone())?, number, date })
    }
}
