//! The last look: everything that was said, what it changes, the statement of truth, and sending.
use super::{
    check_parts::{changes, documents, facts},
    keeping,
    writing::Writing,
};
use crate::{
    routes,
    text::{Wizard, sentence, summary_title},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        checkbox::Checkbox,
        dock::Dock,
        field::field_id,
    },
};
use domain::{CHECK, DOCUMENTS, FieldIssue};
use leptos::prelude::*;

/// Where requests are sent from.
pub const ACTION: &str = "/api/kirim";

/// The stop.
pub fn stop(writing: Writing) -> AnyView {
    let words = Wizard::of(writing.language);
    let again = writing.with_view(|view| view.flagged.is_some());
    let back = writing
        .way()
        .before(CHECK)
        .map_or_else(|| routes::REQUESTS.to_owned(), |stop| routes::step(writing.draft, &stop.step));
    view! {
        {hindrances(writing)}
        {changes(writing)}
        {facts(writing)}
        {documents(writing)}
        <form method="post" action=ACTION id="kirim">
            <input type="hidden" name="draft" value=writing.draft.to_string() />
            <Checkbox
                name="statement"
                label=words.statement
                hint=words.statement_hint.to_owned()
                error=writing.error("statement".to_owned())
            />
            <Dock saved=move || keeping::line(writing)>
                <LinkButton label=words.back href=back kind=ButtonKind::Ghost />
                <Button label=if again { words.send_again } else { words.send } />
            </Dock>
        </form>
    }
    .into_any()
}

/// What hindered sending, each with the way to its step.
fn hindrances(writing: Writing) -> impl IntoView {
    let language = writing.language;
    move || {
        let issues = writing.issues.get();
        (!issues.is_empty()).then(|| {
            let lines = issues.iter().map(|issue| {
                let words = writing.named(&issue.field, &sentence(&issue.error, language));
                view! { <li><a href=place_of(writing, issue)>{words}</a></li> }
            });
            view! {
                <div class="summary" role="alert" tabindex="-1" id="ringkasan-galat">
                    <h2>{summary_title(issues.len(), language)}</h2>
                    <ul>{lines.collect_view()}</ul>
                </div>
            }
        })
    }
}

/// Where an issue is put right.
fn place_of(writing: Writing, issue: &FieldIssue) -> String {
    let field = field_id(&issue.field);
    let step = if issue.field.starts_with("berkas.") {
        Some(DOCUMENTS.to_owned())
    } else {
        writing.with_view(|view| view.procedure.step_of(&issue.field).map(|step| step.code.clone()))
    };
    match step {
        Some(step) => [&routes::step_from_check(writing.draft, &step), "#", &field].concat(),
        None if issue.field == "card" => routes::CARD.to_owned(),
        None => ["#", &field].concat(),
    }
}
