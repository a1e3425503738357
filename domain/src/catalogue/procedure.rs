//! A procedure: one kind of request a citizen can make, and its steps.

use super::condition::Condition;
use super::effect::Effect;
use super::event::{Continuation, Event};
use super::question::Question;
use super::reason::ReasonEntry;
use super::slot::Slot;
use crate::answers::Answers;
use crate::date::{Date, iso_serde, iso_serde_option};
use crate::reading::Context;
use serde::{Deserialize, Serialize};

/// Where a procedure stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// A new card (F-1.02 A).
    NewCard,
    /// Someone joins or leaves (F-1.02 B 1 and 2).
    Members,
    /// An element of data changes (F-1.02 B 3).
    Data,
    /// The card is lost or damaged (F-1.02 C).
    Reprint,
    /// Moving house (F-1.03).
    Moving,
    /// All else.
    Special,
}

impl Group {
    /// Every group, in the order of the menu.
    pub const ALL: [Self; 6] =
        [Self::Members, Self::Data, Self::NewCard, Self::Moving, Self::Reprint, Self::Special];

    /// The stable name, the same as in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NewCard => "new_card",
            Self::Members => "members",
            Self::Data => "data",
            Self::Reprint => "reprint",
            Self::Moving => "moving",
            Self::Special => "special",
        }
    }

    /// Reads a stable name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == raw)
    }
}

/// One kind of request, in one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Procedure<T> {
    /// `"KK-07"`.
    pub code: String,
    /// Counts up with every change of the file.
    pub version: u32,
    /// First day of this version.
    #[serde(with = "iso_serde")]
    pub effective_from: Date,
    /// Last day of this version.
    #[serde(with = "iso_serde_option", skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<Date>,
    /// Where it stands in the menu.
    pub group: Group,
    /// Short name, a noun: "Pendidikan".
    pub name: T,
    /// What one does: "Perbarui pendidikan".
    pub title: T,
    /// One or two sentences: for whom and what for.
    pub description: T,
    /// Situations in which this is the right one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<T>,
    /// The box to tick on F-1.02, "B3".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub f102: Option<String>,
    /// Rules it rests on, "Perpres 96/2018 Ps 12".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<String>,
    /// Minutes it takes to fill in.
    pub minutes: u16,
    /// Target of service in working hours; 0 means the office's default.
    pub target_working_hours: u16,
    /// Days the citizen has for a correction.
    pub correction_days: u16,
    /// What one gets in the end.
    pub result: T,
    /// The number of the card stays the same (UU 23/2006 Ps 61(3)).
    pub number_kept: bool,
    /// It needs a present family card.
    pub needs_card: bool,
    /// Who may make this request.
    pub who_may: T,
    /// The steps in order, without the fixed last ones (documents, check).
    pub steps: Vec<Step<T>>,
    /// Documents to upload.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Slot<T>>,
    /// What changes on the card. Empty after [`Procedure::localize`]: only the server proposes changes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// Things to tell the citizen when they apply.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice<T>>,
    /// Reasons for returning or refusing that only this procedure has; officers are offered them besides those of all.
    /// Known to the server only.
    #[serde(skip_serializing)]
    pub reasons: Vec<ReasonEntry>,
    /// What it goes on with in the same request, as the file says it.
    #[serde(skip_serializing)]
    pub continues: Vec<Continuation>,
    /// The further events, after [`Procedure::compose`]; their steps, documents and effects stand among the others.
    /// Known to the server only.
    #[serde(skip_serializing)]
    pub events: Vec<Event<T>>,
}

/// One page of the wizard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step<T> {
    /// Its part of the address: Indonesian, `orang-tua`.
    pub code: String,
    /// Its name in the progress list.
    pub short: T,
    /// The headline, which is the question.
    pub title: T,
    /// Help under the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<T>,
    /// When the step applies.
    #[serde(skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// What it asks.
    pub questions: Vec<Question<T>>,
}

/// A sentence to show when something applies: not an error, nothing to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice<T> {
    /// Its code, unique in the procedure.
    pub code: String,
    /// The step where it is shown; the check page if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// When it applies.
    #[serde(skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// What to tell.
    pub text: T,
}

impl<T> Procedure<T> {
    /// Whether this version may be used on that day.
    pub fn is_effective(&self, today: Date) -> bool {
        self.effective_from <= today && self.effective_to.is_none_or(|last| today <= last)
    }

    /// The step with this code.
    pub fn step(&self, code: &str) -> Option<&Step<T>> {
        self.steps.iter().find(|step| step.code == code)
    }

    /// The question with this code, in whatever step.
    pub fn question(&self, code: &str) -> Option<&Question<T>> {
        self.questions().find(|(_, question)| question.code == code).map(|(_, question)| question)
    }

    /// The step that asks this question.
    pub fn step_of(&self, question: &str) -> Option<&Step<T>> {
        self.questions().find(|(_, asked)| asked.code == question).map(|(step, _)| step)
    }

    /// All questions with their steps, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&Step<T>, &Question<T>)> {
        self.steps.iter().flat_map(|step| step.questions.iter().map(move |question| (step, question)))
    }

    /// The further events that happen with these answers. `live` as in [`live_answers`](crate::reading::live_answers).
    pub fn events_in<'a>(
        &'a self,
        live: &'a Answers,
        context: &'a Context,
    ) -> impl Iterator<Item = &'a Event<T>> {
        self.events.iter().filter(|event| event.when.holds(live, context))
    }

    /// What is asked for with these answers: the title of the procedure, then those of the further events.
    pub fn titles<'a>(&'a self, live: &'a Answers, context: &'a Context) -> impl Iterator<Item = &'a T> {
        core::iter::once(&self.title).chain(self.events_in(live, context).map(|event| &event.title))
    }

    /// The event that an effect belongs to, by its place; `None` for those of the procedure itself.
    pub(crate) fn event_of_effect(&self, at: usize) -> Option<&Event<T>> {
        self.events.iter().rev().find(|event| event.effects_from <= at)
    }

    /// The slot with this code.
    pub fn slot(&self, code: &str) -> Option<&Slot<T>> {
        self.documents.iter().find(|slot| slot.code == code)
    }
}
