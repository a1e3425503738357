//! What those whom a request concerns say against it, above everything else of the request, and answering it.
use super::case::CaseView;
use crate::{
    pages::requests::objection_tone,
    text::{Objection as Words, day_time, objection_state},
    ui::{
        button::{Button, ButtonKind},
        notice::Notice,
        tag::Tag,
        text_area::TextArea,
        tone::Tone,
    },
};
use leptos::prelude::*;
use service::{DeskObjection, LONGEST_MESSAGE, ObjectionState};

/// The section; nothing while nobody objects.
pub(super) fn section(view: &CaseView) -> Option<AnyView> {
    let objections = &view.detail.objections.all;
    let words = Words::of(view.language);
    let open = objections.iter().any(|one| one.state == ObjectionState::Open);
    (!objections.is_empty()).then(|| {
        // One is answered after the other.
        let first = objections.iter().find(|one| one.state == ObjectionState::Open).map(|one| one.id);
        let lines = objections.iter().map(|one| objection(view, one, first == Some(one.id))).collect_view();
        let waits =
            (open && view.detail.objections.block).then(|| view! { <p><b>{words.desk_waits}</b></p> });
        let care = open.then(|| view! { <p class="small">{words.desk_care}</p> });
        let tone = if open { Tone::Bad } else { Tone::Plain };
        view! {
            <div id="keberatan">
                <Notice tone=tone title=words.desk_title.to_owned()>{waits}{care}{lines}</Notice>
            </div>
        }
        .into_any()
    })
}

fn objection(view: &CaseView, one: &DeskObjection, answered_now: bool) -> AnyView {
    let (words, language) = (Words::of(view.language), view.language);
    let by = if one.by.is_empty() { words.desk_gone.to_owned() } else { one.by.clone() };
    let when = day_time(one.filed_at, view.zone, language);
    let answered = one.settled_by.as_ref().map(|by| format!(" · {by}")).unwrap_or_default();
    let line = |label: &'static str, text: &Option<String>| {
        text.clone().map(|text| view! { <p class="letter"><b>{label}": "</b>{text}</p> })
    };
    let (answer, told) = (line(words.answer, &one.answer), line(words.desk_told, &one.told));
    let form = answered_now.then(|| form(view, one));
    view! {
        <section>
            <p class="cluster">
                <span class="small">{words.desk_by}" "<b>{by}</b>" · "{when}{answered}</span>
                <Tag label=objection_state(one.state, language) tone=objection_tone(one.state) />
            </p>
            <p><span class="quote letter">{one.words.clone()}</span></p>
            {answer}
            {told}
            {form}
        </section>
    }
    .into_any()
}

fn form(view: &CaseView, one: &DeskObjection) -> AnyView {
    let words = Words::of(view.language);
    if !view.detail.objections.may_settle {
        return view! { <p class="small muted">{words.desk_verifier}</p> }.into_any();
    }
    let (answer, note) = view.settling.clone();
    view! {
        <form method="post" action="/api/petugas/keberatan" novalidate>
            {view.identity()}
            <input type="hidden" name="id" value=one.id.to_string() />
            <TextArea name="objection_answer" label=words.desk_answer hint=words.desk_answer_hint.to_owned()
                value=answer error=Signal::stored(view.errors.field("objection_answer")) lines=2
                max=Some(LONGEST_MESSAGE) />
            <TextArea name="objection_note" label=words.desk_note hint=words.desk_note_hint.to_owned()
                value=note error=Signal::stored(view.errors.field("objection_note")) lines=2
                max=Some(LONGEST_MESSAGE) />
            <p class="cluster">
                <Button label=words.desk_dismiss kind=ButtonKind::Ghost small=true
                    send=("go", "dismiss".to_owned()) />
                <Button label=words.desk_uphold kind=ButtonKind::Ghost small=true
                    send=("go", "uphold".to_owned()) />
            </p>
        </form>
    }
    .into_any()
}
