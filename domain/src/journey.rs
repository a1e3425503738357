//! The way through the steps: which there are, which may be visited, what is next. Computed from the answers
//! each time, never stored.

mod advice;
mod opened;

pub use advice::{Advice, Advised, advice, advised_answers};
pub use opened::{Opened, opened};

use crate::answers::Answers;
use crate::catalogue::{Notice, Procedure, Slot};
use crate::field_error::{FieldError, FieldIssue};
use crate::flag::Flagged;
use crate::reading::{Context, ReadStep, Reading, live_answers};
use crate::step_view::DocumentView;
use serde::{Deserialize, Serialize};

/// The fixed step of the documents.
pub const DOCUMENTS: &str = "berkas";
/// The fixed last step: look over everything and send.
pub const CHECK: &str = "periksa";

/// What kind of page a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopKind {
    /// A step of the procedure.
    Questions,
    /// The documents.
    Documents,
    /// The last look.
    Check,
}

/// How far a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopState {
    /// Complete and right.
    Done,
    /// The first that is not.
    Current,
    /// After the current one.
    Ahead,
    /// The last look, while something before it is missing.
    Locked,
}

/// One page of the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Code of the step, `berkas` or `periksa`.
    pub step: String,
    /// What kind of page.
    pub kind: StopKind,
    /// How far it is.
    pub state: StopState,
    /// Whether it may be opened now.
    pub may_visit: bool,
}

/// The whole way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// The stops in order; never empty, the last one is `periksa`.
    pub stops: Vec<Stop>,
    /// Where to go on: the first incomplete stop, else `periksa`.
    pub next: String,
}

impl Journey {
    /// The stop of a step.
    pub fn stop(&self, step: &str) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.step == step)
    }

    /// Whether a step may be opened now.
    pub fn may_visit(&self, step: &str) -> bool {
        self.stop(step).is_some_and(|stop| stop.may_visit)
    }

    /// The stop after this one.
    pub fn after(&self, step: &str) -> Option<&Stop> {
        let at = self.stops.iter().position(|stop| stop.step == step)?;
        self.stops.get(at + 1)
    }

    /// The stop before this one.
    pub fn before(&self, step: &str) -> Option<&Stop> {
        let at = self.stops.iter().position(|stop| stop.step == step)?;
        self.stops.get(at.checked_sub(1)?)
    }
}

/// The way for these answers. With `open` (a returned request) only stops that hold something [`opened`] are on
/// it, and those that a corrected answer has made incomplete.
pub fn journey<T>(
    procedure: &Procedure<T>,
    answers: &Answers,
    context: &Context,
    documents: &[DocumentView],
    open: Option<&Flagged>,
) -> Journey {
    Reading::of(procedure, answers, context).journey(documents, open)
}

impl<'a, T> Reading<'a, T> {
    /// The way, see [`journey`].
    pub fn journey(&self, documents: &[DocumentView], open: Option<&Flagged>) -> Journey {
        let open = open.map(|flagged| opened(self.procedure, flagged));
        let mut way: Vec<(&str, StopKind, bool)> = Vec::new();
        for ReadStep { step, asked, issues } in &self.steps {
            let holds = |open: &Opened<'_>| asked.iter().any(|question| open.question(&question.code));
            if !issues.is_empty() || open.as_ref().is_none_or(holds) {
                way.push((&step.code, StopKind::Questions, issues.is_empty()));
            }
        }
        let slots = self.needed_slots();
        let complete = document_issues(&slots, self.answers, documents).is_empty();
        let holds = |open: &Opened<'_>| slots.iter().any(|slot| open.slot(&slot.code));
        if !slots.is_empty() && (!complete || open.as_ref().is_none_or(holds)) {
            way.push((DOCUMENTS, StopKind::Documents, complete));
        }
        along(way)
    }

    /// The documents to ask for, required or not.
    pub fn needed_slots(&self) -> Vec<&'a Slot<T>> {
        self.procedure.documents.iter().filter(|slot| slot.when.holds(&self.live, self.context)).collect()
    }

    /// Everything that hinders sending, across all steps and documents, in the order of the way.
    pub fn ready(&self, documents: &[DocumentView]) -> Vec<FieldIssue> {
        let mut issues = self.issues();
        issues.extend(document_issues(&self.needed_slots(), self.answers, documents));
        if self.procedure.needs_card && self.context.members.is_empty() {
            issues.push(FieldIssue::new("card", FieldError::NoCard));
        }
        issues
    }
}

/// The way along these stops to the last look.
fn along(mut way: Vec<(&str, StopKind, bool)>) -> Journey {
    let all_complete = way.iter().all(|(_, _, complete)| *complete);
    way.push((CHECK, StopKind::Check, false));
    let current = way.iter().position(|(_, _, complete)| !complete).unwrap_or(way.len() - 1);
    let stop = |(at, (step, kind, _)): (usize, &(&str, StopKind, bool))| Stop {
        step: (*step).to_owned(),
        kind: *kind,
        state: match at.cmp(&current) {
            core::cmp::Ordering::Less => StopState::Done,
            core::cmp::Ordering::Equal => StopState::Current,
            core::cmp::Ordering::Greater if *kind == StopKind::Check && !all_complete => StopState::Locked,
            core::cmp::Ordering::Greater => StopState::Ahead,
        },
        may_visit: at <= current,
    };
    let stops: Vec<Stop> = way.iter().enumerate().map(stop).collect();
    let next = stops.get(current).map_or_else(|| CHECK.to_owned(), |stop| stop.step.clone());
    Journey { stops, next }
}

/// The documents to ask for, required or not.
pub fn needed_slots<'a, T>(
    procedure: &'a Procedure<T>,
    answers: &Answers,
    context: &Context,
) -> Vec<&'a Slot<T>> {
    let live = live_answers(procedure, answers, context);
    procedure.documents.iter().filter(|slot| slot.when.holds(&live, context)).collect()
}

/// Everything that hinders sending, across all steps and documents, in the order of the way.
pub fn ready<T>(
    procedure: &Procedure<T>,
    answers: &Answers,
    context: &Context,
    documents: &[DocumentView],
) -> Vec<FieldIssue> {
    Reading::of(procedure, answers, context).ready(documents)
}

fn document_issues<T>(slots: &[&Slot<T>], answers: &Answers, documents: &[DocumentView]) -> Vec<FieldIssue> {
    let count = |slot: &Slot<T>| documents.iter().filter(|document| document.slot == slot.code).count();
    let brought = |slot: &Slot<T>| slot.bring_original && answers.text(&slot.bring_key()) == "yes";
    let settled = |slot: &Slot<T>| count(slot) > 0 || brought(slot);
    let stands_in = |slot: &Slot<T>| {
        slots.iter().any(|other| other.substitute_of.as_ref() == Some(&slot.code) && settled(other))
    };
    let mut issues = Vec::new();
    for slot in slots {
        if count(slot) > usize::from(slot.max_files) {
            issues.push(FieldIssue::new(slot.field(), FieldError::TooManyDocuments { max: slot.max_files }));
        }
        let wanted = slot.required && slot.substitute_of.is_none();
        if wanted && !settled(slot) && !stands_in(slot) {
            issues.push(FieldIssue::new(slot.field(), FieldError::DocumentMissing));
        }
    }
    issues
}

/// The slots whose original the citizen will bring to the counter.
pub fn brought_originals<T>(procedure: &Procedure<T>, answers: &Answers, context: &Context) -> Vec<String> {
    let brings = |slot: &&Slot<T>| slot.bring_original && answers.text(&slot.bring_key()) == "yes";
    needed_slots(procedure, answers, context)
        .into_iter()
        .filter(brings)
        .map(|slot| slot.code.clone())
        .collect()
}

impl<T> Procedure<T> {
    /// What to tell at a step; those without a step are told at the last look. `live` as in [`live_answers`].
    pub fn notices_at(&self, step: &str, live: &Answers, context: &Context) -> Vec<&Notice<T>> {
        let here = |notice: &&Notice<T>| notice.step.as_deref().unwrap_or(CHECK) == step;
        self.notices.iter().filter(here).filter(|notice| notice.when.holds(live, context)).collect()
    }
}
