//! Which members may be chosen: never somebody for whom an error would follow.

use super::each::{Among, code_for};
use super::question::{Question, QuestionKind};
use crate::answers::Answers;
use crate::family::MemberView;
use crate::reading::Context;

/// Who may be chosen. In a file these stand beside the label of the question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Relation codes that may be chosen; empty means any.
    pub relation: Vec<String>,
    /// Only this sex code.
    pub sex: Option<String>,
    /// Only who is 17 or was ever married.
    pub grown: bool,
    /// Only who may be husband or wife of the member chosen in this question.
    pub spouse_of: Option<String>,
    /// Not those for whom another question has this answer.
    pub without: Option<Among>,
}

impl Who {
    /// Whether a member may be chosen, whatever was answered.
    pub fn fits(&self, member: &MemberView, context: &Context) -> bool {
        member.fits(&self.relation, self.sex.as_deref()) && (!self.grown || member.is_grown(context.today))
    }

    /// Whether a member may be chosen after these answers.
    pub fn allows(&self, member: &MemberView, answers: &Answers, context: &Context) -> bool {
        let other = self.spouse_of.as_deref().and_then(|other| context.member(answers.text(other)));
        let is_left_out =
            |without: &Among| answers.text(&code_for(&without.question, member.id)) == without.value;
        self.fits(member, context)
            && other.is_none_or(|other| member.may_be_spouse_of(other))
            && !self.without.as_ref().is_some_and(is_left_out)
    }
}

impl<T> Question<T> {
    /// Whether a member is offered as an answer: may be chosen, and is not the person of another part.
    pub fn offers(&self, member: &MemberView, answers: &Answers, context: &Context) -> bool {
        let QuestionKind::Member(who) = &self.kind else { return false };
        who.allows(member, answers, context) && !self.is_taken_by(member, answers, context)
    }
}
