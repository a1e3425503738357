//! What went wrong with a form of the desk, in words that name the thing flagged.
use super::case::CaseView;
use crate::{
    text::{Desk as Words, problem, reason_missing, sentence, summary_title},
    ui::{
        error_summary::{ERROR_SUMMARY_ID, ErrorSummary, SummaryItem},
        notice::Notice,
        tone::Tone,
    },
    wire::AppError,
};
use domain::{FieldError, FieldIssue, Language, Target};
use leptos::prelude::*;
use service::DeskDetail;

/// The errors of the forms on one request.
#[derive(Clone, Debug, Default)]
pub(super) struct CaseErrors {
    items: Vec<SummaryItem>,
    problem: Option<AppError>,
}

impl CaseErrors {
    /// Of the form that was posted last, or of the decision that was to be shown.
    pub(super) fn of(detail: &DeskDetail, error: Option<AppError>, language: Language) -> Self {
        match error {
            Some(AppError::Fields { issues }) => {
                let items = issues.iter().map(|issue| item(detail, issue, language)).collect();
                Self { items, problem: None }
            }
            problem => Self { items: Vec::new(), problem },
        }
    }

    /// Whether anything went wrong.
    pub(super) fn any(&self) -> bool {
        self.problem.is_some() || !self.items.is_empty()
    }

    /// What is wrong with one field.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        self.items.iter().find(|item| item.field == name).map(|item| item.words.clone())
    }

    /// The summary on top of the pane.
    pub(super) fn summary(&self, view: &CaseView) -> AnyView {
        if let Some(error) = &self.problem {
            let words = problem(error, view.language);
            let again = matches!(error, AppError::Conflict { .. });
            let link = again.then(|| view! { <p><a href=view.place.case()>{view.words().see_now}</a></p> });
            return view! {
                <div id=ERROR_SUMMARY_ID tabindex="-1">
                    <Notice tone=Tone::Bad alert=true><p>{words}</p>{link}</Notice>
                </div>
            }
            .into_any();
        }
        let title = summary_title(self.items.len(), view.language);
        view! { <ErrorSummary title=title items=self.items.clone() /> }.into_any()
    }
}

fn item(detail: &DeskDetail, issue: &FieldIssue, language: Language) -> SummaryItem {
    let words = Words::of(language);
    let flagged = issue.field.strip_prefix("alasan[").and_then(|rest| rest.strip_suffix(']'));
    let text = match (issue.field.as_str(), &issue.error, flagged) {
        (_, FieldError::Missing, Some(target)) => reason_missing(&about(detail, target, &words), language),
        ("reasons", FieldError::Missing, _) => words.no_reason.to_owned(),
        ("reasons", FieldError::NotInList, _) => words.reason_unfit.to_owned(),
        ("takeover", FieldError::Missing, _) => words.takeover_missing.to_owned(),
        ("text", FieldError::Missing, _) => crate::text::Talk::of(language).missing.to_owned(),
        ("files", ..) => crate::text::Talk::of(language).too_many_files.to_owned(),
        ("to", ..) => crate::text::DeskFilter::of(language).hand_over_missing.to_owned(),
        ("objection_answer", FieldError::Missing, _) => {
            crate::text::Objection::of(language).desk_missing.to_owned()
        }
        ("checklist", ..) => crate::text::Checklist::of(language).missing.to_owned(),
        ("note", FieldError::Missing, _) => words.note_missing.to_owned(),
        _ => sentence(&issue.error, language),
    };
    SummaryItem { field: issue.field.clone(), words: text }
}

/// What a target is called.
fn about(detail: &DeskDetail, target: &str, words: &Words) -> String {
    let procedure = &detail.request.procedure;
    let found = match Target::parse(target) {
        Some(Target::Question { code }) => procedure.question(&code).map(|question| question.label.clone()),
        Some(Target::Document { slot }) => procedure.slot(&slot).map(|slot| slot.label.clone()),
        _ => Some(words.whole.to_lowercase()),
    };
    found.unwrap_or_else(|| target.to_owned())
}
