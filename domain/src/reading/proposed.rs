//! What the portal proposes as an answer, and what such answers hang on; the citizen decides.

use super::Context;
use crate::answers::Answers;
use crate::catalogue::{Procedure, Question, QuestionKind, code_in_file, member_of};

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

    /// Whether it asks what somebody is to the member whom `question` chooses: asked again when that is another one.
    pub fn is_relation_to(&self, question: &str) -> bool {
        matches!(&self.kind, QuestionKind::Codes { relation_to: Some(head), .. } if head == question)
    }
}

impl<T> Procedure<T> {
    /// Codes of the answers that are about the member whom this question chose.
    pub fn answers_about(&self, question: &str, answers: &Answers) -> Vec<String> {
        let is_about = |code: &str| {
            self.questions().any(|(_, asked)| {
                asked.is_relation_to(question) && code_in_file(&asked.code) == code_in_file(code)
            })
        };
        answers.iter().map(|(code, _)| code).filter(|code| is_about(code)).map(str::to_owned).collect()
    }
}
