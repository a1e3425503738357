//! The messages about a request, for both sides: what was written, and the form to write. The list may be replaced
//! while the page is open; the form never is, so that nothing typed is lost.
use crate::{
    routes,
    text::{Talk as Words, day_time},
    ui::{tag::Tag, tone::Tone, upload::Upload},
};
use domain::{Language, MediaType, Zone, words_for_bytes};
use leptos::prelude::*;
use service::{Conversation, MessageView};

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The citizen.
    Citizen,
    /// An officer.
    Office,
}

/// The place for files in the form of a message.
pub(crate) fn files(error: Signal<Option<String>>, language: Language) -> AnyView {
    let words = Words::of(language);
    view! {
        <Upload name="files" label=words.files hint=words.files_hint.to_owned() error=error multiple=true />
    }
    .into_any()
}

/// What was written, oldest first.
pub(crate) fn list(talk: &Conversation, side: Side, zone: Zone, language: Language) -> AnyView {
    let words = Words::of(language);
    if talk.messages.is_empty() {
        let none = if side == Side::Office { words.none_officer } else { words.none_citizen };
        return view! { <p class="muted small">{none}</p> }.into_any();
    }
    let lines = talk.messages.iter().map(|message| line(message, side, zone, language)).collect_view();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

fn line(message: &MessageView, side: Side, zone: Zone, language: Language) -> AnyView {
    let words = Words::of(language);
    let own = message.from_office == (side == Side::Office);
    let who = match (&message.by, message.from_office, side) {
        (Some(name), ..) => name.clone(),
        (None, false, Side::Citizen) => words.you.to_owned(),
        (None, false, Side::Office) => words.citizen.to_owned(),
        (None, true, _) => words.officer.to_owned(),
    };
    let at = day_time(message.at, zone, language);
    let mark = match (own, message.read) {
        (true, true) => view! { " · "{words.read} }.into_any(),
        (false, false) => view! { " "<Tag label=words.unread tone=Tone::Info /> }.into_any(),
        _ => ().into_any(),
    };
    let paragraphs = message.text.split("\n\n").map(|text| {
        let lines = text.split('\n').enumerate().map(|(at, line)| {
            view! { {(at > 0).then(|| view! { <br /> })}{line.to_owned()} }
        });
        view! { <p>{lines.collect_view()}</p> }
    });
    let paragraphs = (!message.text.is_empty()).then(|| paragraphs.collect_view());
    let files = message.files.iter().map(|file| {
        let kind = MediaType::parse(&file.media_type).map_or("", MediaType::extension).to_uppercase();
        let size = format!(" · {kind} · {}", words_for_bytes(file.bytes, language));
        let href = routes::message_file(file.id);
        view! { <p class="small"><a href=href>{file.name.clone()}</a><span class="muted">{size}</span></p> }
    });
    view! {
        <li>
            <p class="small muted"><b>{who}</b>" · "{at}{mark}</p>
            {paragraphs}
            {files.collect_view()}
        </li>
    }
    .into_any()
}
