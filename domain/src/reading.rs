//! Reading raw answers: what they mean, and what is wrong with them. Errors are derived each time, never stored.

use crate::answers::Answers;
use crate::catalogue::{Procedure, Question, Step};
use crate::codes::{CodeList, Labels};
use crate::date::{Date, iso_serde};
use crate::element::Element;
use crate::family::MemberView;
use crate::field_error::FieldIssue;
use crate::identity::Nik;
use crate::language::Language;
use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use serde::Serialize;
use std::collections::BTreeMap;

mod kinds;
mod persons;
mod proposed;
mod value;

pub use kinds::parse_answer;
pub use value::{Place, Value};

/// What answers are read against. It goes to the device of the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Context {
    /// Today, at the office.
    #[serde(with = "iso_serde")]
    pub today: Date,
    /// The members of the citizen's family card.
    pub members: Vec<MemberView>,
    /// The elements of the card itself.
    pub card: BTreeMap<Element, String>,
    /// The account is tied to a person of the register.
    pub linked: bool,
    /// The member who applies, if on the card: known to the device, which learns no NIK.
    pub applicant: Option<uuid::Uuid>,
    /// The NIK of who applies, if known.
    pub applicant_nik: Option<Nik>,
    /// What codes were called when the request was sent; empty in a draft and on a device.
    #[serde(skip_serializing_if = "Labels::is_empty")]
    pub labels: Labels,
}

through_tree!(Context);

impl FromTree for Context {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let context = Self {
            today: record.must("today")?,
            members: record.take("members"),
            card: record.take_or("card", BTreeMap::new()),
            linked: record.take("linked"),
            applicant: record.take("applicant"),
            applicant_nik: record.take("applicant_nik"),
            #[cfg(not(target_arch = "wasm32"))]
            labels: record.take_or("labels", Labels::default()),
            #[cfg(target_arch = "wasm32")]
            labels: Labels::default(),
        };
        record.finish("a context").map(|()| context)
    }
}

impl Context {
    /// What a code is called; on a device, which carries no lists, the code itself.
    pub fn label(&self, list: CodeList, code: &str, language: Language) -> String {
        if cfg!(target_arch = "wasm32") { code.to_owned() } else { self.labels.of(list, code, language) }
    }

    /// The member with this UUID, written as text.
    pub fn member(&self, raw: &str) -> Option<&MemberView> {
        let id = uuid::Uuid::parse_str(raw.trim()).ok()?;
        self.members.iter().find(|member| member.id == id)
    }
}

/// The answers that count: those of questions that apply. A question may only look back, so one pass in order
/// is enough; what was answered on a path left again has no effect.
pub fn live_answers<T>(procedure: &Procedure<T>, answers: &Answers, context: &Context) -> Answers {
    let mut live = Answers::new();
    for step in &procedure.steps {
        take_step(step, &mut live, answers, context);
    }
    live
}

/// The questions of a step that apply, in order; `live` as in [`live_answers`].
pub fn visible_questions<'a, T>(
    step: &'a Step<T>,
    live: &Answers,
    context: &Context,
) -> Vec<&'a Question<T>> {
    let applies = step.when.holds(live, context);
    step.questions.iter().filter(|question| applies && question.when.holds(live, context)).collect()
}

/// Everything wrong with the answers to one step; `live` as in [`live_answers`]. Questions that do not apply are
/// never errors.
pub fn check_step<T>(step: &Step<T>, live: &Answers, context: &Context) -> Vec<FieldIssue> {
    wrong(&visible_questions(step, live, context), live, context)
}

fn wrong<T>(asked: &[&Question<T>], live: &Answers, context: &Context) -> Vec<FieldIssue> {
    let issue = |question: &&Question<T>| {
        let error = parse_answer(question, live, context).err()?;
        Some(FieldIssue::new(question.code.clone(), error))
    };
    asked.iter().filter_map(issue).collect()
}

/// Questions of a step that apply, given the live answers before it; theirs are added.
fn take_step<'a, T>(
    step: &'a Step<T>,
    live: &mut Answers,
    answers: &Answers,
    context: &Context,
) -> Vec<&'a Question<T>> {
    if !step.when.holds(live, context) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for question in &step.questions {
        if question.when.holds(live, context) {
            live.copy_question(answers, &question.code);
            found.push(question);
        }
    }
    found
}

/// Answers, read once: which of them count, what is asked, what is wrong. Whoever wants to know several things about
/// a request starts here, and nothing is read twice.
pub struct Reading<'a, T> {
    pub(crate) procedure: &'a Procedure<T>,
    pub(crate) context: &'a Context,
    /// As they were given, also the promises to bring originals.
    pub(crate) answers: &'a Answers,
    pub(crate) live: Answers,
    pub(crate) steps: Vec<ReadStep<'a, T>>,
}

/// A step that applies.
pub(crate) struct ReadStep<'a, T> {
    pub(crate) step: &'a Step<T>,
    pub(crate) asked: Vec<&'a Question<T>>,
    pub(crate) issues: Vec<FieldIssue>,
}

impl<'a, T> Reading<'a, T> {
    /// Reads them.
    pub fn of(procedure: &'a Procedure<T>, answers: &'a Answers, context: &'a Context) -> Self {
        let mut live = Answers::new();
        let mut steps = Vec::with_capacity(procedure.steps.len());
        for step in &procedure.steps {
            let asked = take_step(step, &mut live, answers, context);
            if !asked.is_empty() {
                // What is wrong hangs on this step and those before it only.
                let issues = wrong(&asked, &live, context);
                steps.push(ReadStep { step, asked, issues });
            }
        }
        Self { procedure, context, answers, live, steps }
    }

    /// The answers that count.
    pub const fn live(&self) -> &Answers {
        &self.live
    }

    /// Everything wrong with one step.
    pub fn issues_at(&self, step: &str) -> Vec<FieldIssue> {
        let found = self.steps.iter().find(|read| read.step.code == step);
        found.map(|read| read.issues.clone()).unwrap_or_default()
    }

    /// Everything wrong with any step, in the order of the way.
    pub(crate) fn issues(&self) -> Vec<FieldIssue> {
        self.steps.iter().flat_map(|read| &read.issues).cloned().collect()
    }
}
