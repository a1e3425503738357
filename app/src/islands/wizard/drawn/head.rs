//! What stands above every step: where one is, what has to be put right, the question, what to know.
use super::{
    super::{kind_of, way},
    reasons::reason,
    sheet::Sheet,
};
use crate::{
    text::summary_title,
    ui::{
        error_summary::{ErrorSummary, SummaryItem},
        notice::Notice,
        progress::{Progress, ProgressStop},
        timeline::StepState,
        tone::Tone,
    },
};
use domain::StopKind;
use leptos::prelude::*;

/// The progress line.
pub fn way(sheet: &Sheet, step: &str) -> AnyView {
    let view = sheet.view();
    let stop = |mark: way::Mark| ProgressStop {
        label: mark.label,
        href: mark.href,
        state: match mark.place {
            way::Place::Done => StepState::Done,
            way::Place::Here => StepState::Now,
            way::Place::Ahead => StepState::Ahead,
        },
        code: String::new(),
    };
    let stops: Vec<_> = way::marks(view, sheet.way(), step).into_iter().map(stop).collect();
    view! { <Progress label=way::line(view, sheet.way(), step) stops=stops /> }.into_any()
}

/// What went wrong, before the headline. On the last look the summary leads to other steps: see there.
pub fn above(sheet: &Sheet) -> AnyView {
    if let Some(words) = sheet.problem() {
        return view! {
            <div id="ringkasan-galat" tabindex="-1">
                <Notice tone=Tone::Bad alert=true>
                    <p>{words}</p>
                </Notice>
            </div>
        }
        .into_any();
    }
    if sheet.is_check() {
        return super::check::hindrances(sheet);
    }
    let item =
        |issue: &domain::FieldIssue| SummaryItem { field: issue.field.clone(), words: sheet.told(issue) };
    let items: Vec<_> = sheet.issues().iter().map(item).collect();
    let title = summary_title(items.len(), sheet.language());
    view! { <ErrorSummary title=title items=items /> }.into_any()
}

/// The head of one stop.
pub fn head(sheet: &Sheet, step: &str) -> AnyView {
    let (words, kind) = (sheet.words(), kind_of(step));
    let title = way::title_of(sheet.view(), kind, step);
    let hint = match kind {
        StopKind::Questions => sheet.view().procedure.step(step).and_then(|step| step.hint.clone()),
        StopKind::Documents => Some(words.documents_hint.to_owned()),
        StopKind::Check => Some(words.check_hint.to_owned()),
    };
    let general = sheet.reasons("umum").into_iter().map(|words| reason(sheet, words, None)).collect_view();
    view! {
        <h1 tabindex="-1">{title}</h1>
        {hint.map(|hint| view! { <p class="muted">{hint}</p> })}
        {general}
        {notices(sheet, step)}
    }
    .into_any()
}

/// Sentences of the catalogue; those that do not apply wait hidden.
fn notices(sheet: &Sheet, step: &str) -> Vec<AnyView> {
    let view = sheet.view();
    let here = view
        .procedure
        .notices
        .iter()
        .filter(|notice| notice.step.as_deref().unwrap_or(domain::CHECK) == step);
    here.map(|notice| {
        let applies = notice.when.holds(sheet.live(), &view.context);
        let text = notice.text.clone();
        view! {
            <div data-notice=notice.code.clone() hidden=!applies>
                <Notice>
                    <p>{text}</p>
                </Notice>
            </div>
        }
        .into_any()
    })
    .collect()
}
