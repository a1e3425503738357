//! The words that the citizen will read, before anything is decided.
use super::case::{CaseView, DECISION_FORM};
use crate::{
    api::desk::DecisionInput,
    flash::Flash,
    text::manner,
    ui::{card::Card, notice::Notice, tone::Tone},
    visitor::{Visitor, service},
};
use domain::{tone::Tone as Manner, tone_of};
use leptos::prelude::*;
use service::{Error, Wrote};

/// The letter of the decision that was posted, or why there is none.
pub(super) async fn letter(visitor: &Visitor, number: &str, flash: &Flash) -> (Option<Wrote>, Option<Error>) {
    let decision = match DecisionInput::from_values(&flash.values).decision() {
        Ok(decision) => decision,
        Err(error) => return (None, Some(error)),
    };
    match service().preview_decision(&visitor.actor, number, &decision, visitor.language).await {
        Ok(letter) => (letter, None),
        Err(error) => (None, Some(error)),
    }
}

/// The letter, and the form that sends it.
pub(super) fn section(view: &CaseView, letter: &Wrote) -> AnyView {
    let words = view.words();
    let kept = view
        .typed
        .values()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let (subject, body) = (letter.subject.clone(), letter.body.clone());
    view! {
        <form id=DECISION_FORM method="post" action="/api/petugas/putusan">
            {view.identity()}
            {kept.collect_view()}
        </form>
        {tone(view)}
        <Card title=words.preview_title.to_owned()>
            <p class="muted">{words.preview_text}</p>
            <h3>{subject}</h3>
            <p class="letter">{body}</p>
        </Card>
    }
    .into_any()
}

/// What may be wrong with the officer's own words: a warning, never a refusal.
fn tone(view: &CaseView) -> Option<AnyView> {
    let mut found: Vec<Manner> = view.typed.notes.values().flat_map(|note| tone_of(note)).collect();
    found.extend(tone_of(&view.typed.note));
    found.sort();
    found.dedup();
    (!found.is_empty()).then(|| {
        let lines = found.into_iter().map(|found| view! { <li>{manner(found, view.language)}</li> });
        let lines = lines.collect_view();
        view! { <Notice tone=Tone::Warn title=view.words().tone_title.to_owned()><ul>{lines}</ul></Notice> }
            .into_any()
    })
}
