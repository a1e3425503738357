//! Reading raw answers: what they mean, and what is wrong with them. Errors are derived each time, never stored.

use crate::answers::Answers;
use crate::catalogue::{Procedure, Question, Step};
use crate::date::{Date, iso_serde};
use crate::element::Element;
use crate::family::MemberView;
use crate::field_error::FieldIssue;
use crate::identity::Nik;
use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use serde::Serialize;
use std::collections::BTreeMap;

mod kinds;
mod persons;
mod proposed;
mod value;

pub use kinds::parse_answer;
pub use value::Value;

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
        };
        record.finish("a context").map(|()| context)
    }
}

impl Context {
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

/// The questions of a step that apply, in order.
pub fn visible_questions<'a, T>(
    step: &'a Step<T>,
    answers: &Answers,
    context: &Context,
) -> Vec<&'a Question<T>> {
    // Most steps ask the same whatever was answered on them: nothing has to be taken out first.
    if step.questions.iter().all(|question| question.when.is_always()) {
        let applies = step.when.holds(answers, context);
        return if applies { step.questions.iter().collect() } else { Vec::new() };
    }
    let mut before = answers.clone();
    for question in &step.questions {
        before.remove_question(&question.code);
    }
    take_step(step, &mut before, answers, context)
}

/// Everything wrong with the answers to one step. Questions that do not apply are never errors.
/// `answers` may be all raw ones; pass [`live_answers`] where earlier steps may hold abandoned answers.
pub fn check_step<T>(step: &Step<T>, answers: &Answers, context: &Context) -> Vec<FieldIssue> {
    visible_questions(step, answers, context)
        .into_iter()
        .filter_map(|question| {
            let error = parse_answer(question, answers, context).err()?;
            Some(FieldIssue::new(question.code.clone(), error))
        })
        .collect()
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
