//! What the portal proposes as an answer; the citizen decides.

use super::Context;
use crate::answers::Answers;
use crate::catalogue::{Question, QuestionKind, member_of};

impl<T> Question<T> {
    /// The raw value to begin with, where the card tells: what a member is to the next head. `live` as in
    /// [`live_answers`](super::live_answers).
    pub fn proposed(&self, live: &Answers, context: &Context) -> Option<&'static str> {
        let QuestionKind::Codes { relation_to: Some(head), only, .. } = &self.kind else { return None };
        let head = context.member(live.text(head))?;
        let member = context.member(member_of(&self.code)?)?;
        let code = member.relation_to(head)?;
        (only.is_empty() || only.iter().any(|one| one == code)).then_some(code)
    }
}
