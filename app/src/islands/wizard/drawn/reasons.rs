//! An officer's reason beside what it points at: what is wrong, what to do, what was sent.
use super::{super::start::FlagWords, sheet::Sheet};
use crate::ui::{notice::Notice, tone::Tone};
use leptos::prelude::*;

/// One reason, with the answer that was sent.
pub fn reason(sheet: &Sheet, flag: FlagWords, before: Option<String>) -> AnyView {
    let words = sheet.words();
    let note = (!flag.note.trim().is_empty()).then(|| {
        view! {
            <p>
                <b>{words.officer_note}": "</b>
                {flag.note}
            </p>
        }
    });
    let before = before.filter(|value| !value.is_empty()).map(|value| {
        view! { <p class="small muted">{words.sent_before}": "{value}</p> }
    });
    view! {
        <Notice tone=Tone::Warn>
            <p>
                <b>{flag.reason}</b>
            </p>
            <p>{flag.advice}</p>
            {note}
            {before}
        </Notice>
    }
    .into_any()
}

/// The reasons about one question.
pub fn of_question(sheet: &Sheet, code: &str) -> Vec<AnyView> {
    let flags = sheet.reasons(&["q:", code].concat());
    let view = sheet.view();
    let sent = view.before.as_ref().filter(|_| !flags.is_empty()).and_then(|before| {
        let facts = domain::facts(&view.procedure, before, &view.context, view.language);
        facts.into_iter().find(|fact| fact.question == code).map(|fact| fact.value)
    });
    flags.into_iter().map(|flag| reason(sheet, flag, sent.clone())).collect()
}
