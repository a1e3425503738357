//! What the views ask for: the start, with what is computed from it once.
use super::super::{
    issues_of, kind_of,
    rules::named,
    start::{FlagWords, Start},
};
use crate::text::{Wizard, problem, sentence};
use domain::{Answers, CHECK, DocumentView, FieldIssue, Journey, Language, StepView, StopKind};
use std::sync::Arc;
use uuid::Uuid;

/// The page to draw. Cheap to hand on.
#[derive(Clone)]
pub struct Sheet {
    start: Arc<Start>,
    way: Arc<Journey>,
    live: Arc<Answers>,
    /// What is shown as wrong; nothing in the stops that wait.
    issues: Arc<Vec<FieldIssue>>,
}

impl Sheet {
    /// From what the island starts with.
    pub fn new(start: Start) -> Self {
        let view = &start.props.view;
        let issues = match kind_of(&view.step) {
            StopKind::Check => start.hindrances.clone(),
            _ if start.props.show_issues => issues_of(view, &view.step),
            _ => Vec::new(),
        };
        let (way, live) = (view.journey(), view.live_answers());
        Self { way: Arc::new(way), live: Arc::new(live), issues: Arc::new(issues), start: Arc::new(start) }
    }

    /// The same for stops that are not shown.
    pub fn asleep(&self) -> Self {
        Self { issues: Arc::default(), ..self.clone() }
    }

    /// The draft.
    pub fn view(&self) -> &StepView {
        &self.start.props.view
    }

    /// All the server found out.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// The way for the present answers.
    pub fn way(&self) -> &Journey {
        &self.way
    }

    /// An officer fills it in: only this stop is drawn, without what the officer may not open.
    pub fn assisted(&self) -> bool {
        self.start.assisted
    }

    /// The answers that count.
    pub fn live(&self) -> &Answers {
        &self.live
    }

    /// What is shown as wrong.
    pub fn issues(&self) -> &[FieldIssue] {
        &self.issues
    }

    /// In which language.
    pub fn language(&self) -> Language {
        self.view().language
    }

    /// The wizard's words.
    pub fn words(&self) -> Wizard {
        Wizard::of(self.language())
    }

    /// Which draft.
    pub fn draft(&self) -> Uuid {
        self.view().draft
    }

    /// What was typed under a name.
    pub fn answer(&self, name: &str) -> String {
        self.view().answers.get(name).unwrap_or_default().to_owned()
    }

    /// The sentence on what is wrong with a field.
    pub fn error(&self, field: &str) -> Option<String> {
        let found = self.issues.iter().find(|issue| issue.field == field)?;
        Some(sentence(&found.error, self.language()))
    }

    /// An issue as the summary says it: with the name of the question.
    pub fn told(&self, issue: &FieldIssue) -> String {
        named(self.view(), &issue.field, &sentence(&issue.error, self.language()))
    }

    /// What went wrong as a whole, in words.
    pub fn problem(&self) -> Option<String> {
        self.start.problem.as_ref().map(|error| problem(error, self.language()))
    }

    /// Whether this is the last look.
    pub fn is_check(&self) -> bool {
        self.view().step == CHECK
    }

    /// The officer's reasons about one thing.
    pub fn reasons(&self, target: &str) -> Vec<FlagWords> {
        self.start.reasons.iter().filter(|words| words.target == target).cloned().collect()
    }

    /// Whether a question may be answered: always, but in a correction only what was opened.
    pub fn may_answer(&self, code: &str) -> bool {
        self.view().opened().is_none_or(|opened| opened.question(code))
    }

    /// Whether the files of a slot may change.
    pub fn may_upload(&self, slot: &str) -> bool {
        self.view().opened().is_none_or(|opened| opened.slot(slot))
    }

    /// The acknowledged files of a slot.
    pub fn files_in(&self, slot: &str) -> Vec<DocumentView> {
        self.view().documents_in(slot).into_iter().cloned().collect()
    }
}
