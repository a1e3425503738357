//! What a service asks for before anybody has signed in: the choices that decide about documents, and the
//! documents as far as they are known from them. Nothing about a person is asked.

use crate::answers::Answers;
use crate::catalogue::{Condition, Procedure, Question, QuestionKind, Slot};

/// More entries than these are no choice to make in passing.
const MOST: usize = 12;

/// What can be said without knowing the family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice<'a> {
    /// The choices that decide, as far as they apply after those made.
    pub questions: Vec<&'a Question<String>>,
    /// Every document that may be needed, in order.
    pub documents: Vec<Advised<'a>>,
}

/// A document, and how certain it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advised<'a> {
    /// The document.
    pub slot: &'a Slot<String>,
    /// It is needed for sure; otherwise it depends on what is not known yet.
    pub certain: bool,
}

/// Advises on the answers given so far: raw values by question. What was answered on a path left again, or is no
/// choice, is passed over. Who has no account is not linked.
pub fn advice<'a>(procedure: &'a Procedure<String>, given: &Answers, linked: bool) -> Advice<'a> {
    let deciding = deciding(procedure);
    let mut known = Known { live: Answers::new(), closed: Vec::new(), linked };
    let mut questions = Vec::new();
    for step in &procedure.steps {
        let way = known.tell(&step.when);
        for question in &step.questions {
            let asked = both(way, known.tell(&question.when));
            if asked == Some(false) {
                known.closed.push(question.code.clone());
            } else if asked == Some(true) && deciding.contains(&question.code.as_str()) {
                questions.push(question);
                let value = given.text(&question.code);
                if values(question).any(|known| known == value) {
                    // One value of a fixed list: there is room for it.
                    let _ = known.live.set(&question.code, value);
                }
            }
        }
    }
    let advised = |slot: &'a Slot<String>| match known.tell(&slot.when) {
        Some(false) => None,
        told => Some(Advised { slot, certain: told == Some(true) && slot.required }),
    };
    Advice { documents: procedure.documents.iter().filter_map(advised).collect(), questions }
}

/// The answers among `given` that are choices of this procedure, to take along into a draft.
pub fn advised_answers(procedure: &Procedure<String>, given: &Answers) -> Vec<(String, String)> {
    let chosen = |question: &&Question<String>| {
        let value = given.text(&question.code);
        values(question).any(|known| known == value).then(|| (question.code.clone(), value.to_owned()))
    };
    advice(procedure, given, false).questions.iter().filter_map(chosen).collect()
}

/// Codes of the choices that documents hang on, and of those that these hang on.
fn deciding(procedure: &Procedure<String>) -> Vec<&str> {
    let mut wanted: Vec<&str> = procedure.documents.iter().flat_map(|slot| slot.when.questions()).collect();
    let mut deciding = Vec::new();
    while let Some(code) = wanted.pop() {
        let step = procedure.step_of(code);
        let question = step.and_then(|step| step.questions.iter().find(|question| question.code == code));
        let (Some(step), Some(question)) = (step, question) else { continue };
        if deciding.contains(&code) {
            continue;
        }
        if values(question).next().is_some() {
            deciding.push(question.code.as_str());
        }
        wanted.extend(step.when.questions());
        wanted.extend(question.when.questions());
    }
    deciding
}

/// The values to choose from; none for what is no choice or is asked of each member.
fn values(question: &Question<String>) -> Box<dyn Iterator<Item = &str> + '_> {
    match &question.kind {
        _ if question.each.is_some() => Box::new(core::iter::empty()),
        QuestionKind::Options { options } => Box::new(options.iter().map(|opt| opt.code.as_str())),
        QuestionKind::YesNo => Box::new(["yes", "no"].into_iter()),
        QuestionKind::Codes { list, only, .. } => {
            let listed = list.common_first().into_iter().map(|entry| entry.code);
            let codes: Vec<&str> =
                listed.filter(|code| only.is_empty() || only.iter().any(|one| one == code)).collect();
            let few = codes.len() <= MOST;
            Box::new(codes.into_iter().filter(move |_| few))
        }
        _ => Box::new(core::iter::empty()),
    }
}

struct Known {
    live: Answers,
    /// Questions that are not asked on this path.
    closed: Vec<String>,
    /// The account is tied to a person of the register.
    linked: bool,
}

impl Known {
    /// Whether a condition holds; `None` while that depends on what is not known.
    fn tell(&self, condition: &Condition) -> Option<bool> {
        let is = |question: &str, fits: &dyn Fn(&str) -> bool| {
            if self.live.is_answered(question) {
                Some(fits(self.live.text(question)))
            } else if self.closed.iter().any(|closed| closed == question) {
                Some(false)
            } else {
                None
            }
        };
        match condition {
            Condition::Always => Some(true),
            Condition::Unlinked => Some(!self.linked),
            Condition::GrownBesides { .. } | Condition::ApplicantElsewhere => None,
            Condition::All { of } => of.iter().map(|test| self.tell(test)).fold(Some(true), both),
            Condition::Any { of } => of
                .iter()
                .map(|test| self.tell(test).map(|told| !told))
                .fold(Some(true), both)
                .map(|told| !told),
            Condition::Not { of } => self.tell(of).map(|told| !told),
            Condition::Is { question, value } => is(question, &|given| given == value),
            Condition::OneOf { question, values } => {
                is(question, &|given| values.iter().any(|value| value == given))
            }
            Condition::Answered { question } => is(question, &|_| true),
            Condition::MemberIs { question, .. }
            | Condition::OlderThanDays { question, .. }
            | Condition::AnyMember { question, .. }
            | Condition::HeadIs { question, .. } => {
                self.closed.iter().any(|closed| closed == question).then_some(false)
            }
        }
    }
}

/// Both hold: false as soon as one does not.
const fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
