//! An officer's reason beside what it points at: what is wrong, what to do, what was sent.
use super::{start::FlagWords, writing::Writing};
use crate::{
    text::Wizard,
    ui::{notice::Notice, tone::Tone},
};
use leptos::prelude::*;

/// One reason, with the old answer or file.
pub fn reason(writing: Writing, flag: FlagWords, before: Option<(&'static str, String)>) -> AnyView {
    let words = Wizard::of(writing.language);
    let note = (!flag.note.trim().is_empty()).then(|| {
        view! { <p><b>{words.officer_note}": "</b>{flag.note}</p> }
    });
    let before = before
        .filter(|(_, value)| !value.is_empty())
        .map(|(word, value)| view! { <p class="small muted">{word}": "<span>{value}</span></p> });
    view! {
        <Notice tone=Tone::Warn>
            <p><b>{flag.reason}</b></p>
            <p>{flag.advice}</p>
            {note}
            {before}
        </Notice>
    }
    .into_any()
}

/// The reasons about one question, with the answer that was sent.
pub fn of_question(writing: Writing, code: &str) -> Vec<AnyView> {
    let flags = writing.reasons(&["q:", code].concat());
    if flags.is_empty() {
        return Vec::new();
    }
    let sent = writing.with_view(|view| {
        let before = view.before.as_ref()?;
        let facts = domain::facts(&view.procedure, before, &view.context, view.language);
        facts.into_iter().find(|fact| fact.question == code).map(|fact| fact.value)
    });
    let word = Wizard::of(writing.language).sent_before;
    flags.into_iter().map(|flag| reason(writing, flag, sent.clone().map(|value| (word, value)))).collect()
}
