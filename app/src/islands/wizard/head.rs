//! What stands above every step: where one is, the question, what to know, what has to be put right.
use super::{
    reasons::reason,
    way,
    writing::{Writing, kind_of},
};
use crate::{
    text::{Wizard, sentence, summary_title},
    ui::{
        error_summary::{ErrorSummary, SummaryItem},
        live::Offline,
        notice::Notice,
        progress::Progress,
        tone::Tone,
    },
};
use domain::StopKind;
use leptos::prelude::*;

/// The head of one stop.
pub fn head(writing: Writing, step: &str) -> AnyView {
    let words = Wizard::of(writing.language);
    let kind = kind_of(step);
    let title = writing.title_of(step);
    let hint = match kind {
        StopKind::Questions => {
            writing.with_view(|view| view.procedure.step(step).and_then(|step| step.hint.clone()))
        }
        StopKind::Documents => Some(words.documents_hint.to_owned()),
        StopKind::Check => Some(words.check_hint.to_owned()),
    };
    let (here, there) = (step.to_owned(), step.to_owned());
    let line = Signal::derive(move || writing.with_view(|view| way::line(view, &writing.way(), &here)));
    let stops = Signal::derive(move || writing.with_view(|view| way::stops(view, &writing.way(), &there)));
    let summary = (kind != StopKind::Check).then(|| summary(writing));
    let general =
        writing.reasons("umum").into_iter().map(|words| reason(writing, words, None)).collect_view();
    view! {
        <Offline words=words.offline />
        <Progress label=line stops=stops />
        {problem(writing)}
        {summary}
        <h1 id="judul" tabindex="-1">{title}</h1>
        {hint.map(|hint| view! { <p class="muted">{hint}</p> })}
        {general}
        {notices(writing, step.to_owned())}
    }
    .into_any()
}

/// What went wrong as a whole.
fn problem(writing: Writing) -> impl IntoView {
    move || {
        writing.problem.get().map(|words| {
            view! {
                <div id="ringkasan-galat" tabindex="-1">
                    <Notice tone=Tone::Bad alert=true>
                        <p>{words}</p>
                    </Notice>
                </div>
            }
        })
    }
}

fn summary(writing: Writing) -> impl IntoView {
    let language = writing.language;
    let items = Signal::derive(move || {
        let item = |issue: &domain::FieldIssue| SummaryItem {
            field: issue.field.clone(),
            words: writing.named(&issue.field, &sentence(&issue.error, language)),
        };
        writing.issues.with(|issues| issues.iter().map(item).collect::<Vec<_>>())
    });
    let title = Signal::derive(move || summary_title(writing.issues.with(Vec::len), language));
    view! { <ErrorSummary title=title items=items /> }
}

/// Sentences of the catalogue that apply now.
fn notices(writing: Writing, step: String) -> impl IntoView {
    move || {
        let answers = writing.answers.read();
        writing.with_view(|view| {
            let live = domain::live_answers(&view.procedure, &answers, &view.context);
            let told = view.procedure.notices_at(&step, &live, &view.context);
            told.into_iter()
                .map(|notice| {
                    let text = notice.text.clone();
                    view! {
                        <Notice>
                            <p>{text}</p>
                        </Notice>
                    }
                })
                .collect_view()
        })
    }
}
