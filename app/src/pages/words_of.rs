//! From codes of the flash to what a form shows: the error of each field and the summary at the top.
use crate::{
    flash::Flash,
    text::{problem, sentence, summary_title},
    ui::{
        error_summary::{ErrorSummary, SummaryItem},
        notice::Notice,
        tone::Tone,
    },
    wire::AppError,
};
use domain::{FieldIssue, Language};
use leptos::prelude::*;

/// The words of a form's errors.
#[derive(Clone, Debug)]
pub struct FormErrors {
    issues: Vec<FieldIssue>,
    problem: Option<AppError>,
    labels: Vec<(&'static str, &'static str)>,
    language: Language,
}

impl FormErrors {
    /// Of a form that was posted.
    pub fn of(flash: &Flash, language: Language) -> Self {
        let problem = match &flash.error {
            Some(AppError::Fields { .. }) | None => None,
            Some(other) => Some(other.clone()),
        };
        Self { issues: flash.issues().to_vec(), problem, labels: Vec::new(), language }
    }

    /// With the labels of the fields, by which the summary tells them apart.
    pub fn labelled(mut self, labels: &[(&'static str, &'static str)]) -> Self {
        self.labels = labels.to_vec();
        self
    }

    fn named(&self, issue: &FieldIssue) -> String {
        let words = sentence(&issue.error, self.language);
        match self.labels.iter().find(|(field, _)| *field == issue.field) {
            Some((_, label)) => format!("{label}: {words}"),
            None => words,
        }
    }

    /// The sentence for `field`, if something is wrong with it.
    pub fn field(&self, field: &str) -> Signal<Option<String>> {
        let found = self.issues.iter().find(|issue| issue.field == field);
        Signal::stored(found.map(|issue| sentence(&issue.error, self.language)))
    }

    /// The summary for the top of the page; nothing when nothing is wrong.
    pub fn summary(&self) -> AnyView {
        if let Some(error) = &self.problem {
            let words = problem(error, self.language);
            return view! {
                <div id="ringkasan-galat" tabindex="-1">
                    <Notice tone=Tone::Bad alert=true>{words}</Notice>
                </div>
            }
            .into_any();
        }
        let items: Vec<SummaryItem> = self
            .issues
            .iter()
            .map(|issue| SummaryItem { field: issue.field.clone(), words: self.named(issue) })
            .collect();
        let title = summary_title(items.len(), self.language);
        view! { <ErrorSummary title=title items=items /> }.into_any()
    }

    /// Whether anything is wrong.
    pub fn any(&self) -> bool {
        self.problem.is_some() || !self.issues.is_empty()
    }
}
