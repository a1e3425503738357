//! The live queue of the left pane.
use crate::{
    routes,
    text::{DeskLive, StatusTone, filter_name, status, status_tone, time_used},
    ui::{
        pager::Pager,
        queue::{Chip, Chips, Queue, QueueItem},
        tone::Tone,
    },
    wire::{QueueLine, QueueView},
};
use domain::{Language, Status};
use leptos::prelude::*;

/// The queue beside the request that is open.
#[island]
pub fn LiveQueue(
    /// As the server read it.
    view: QueueView,
    /// The language of its words.
    language: Language,
    /// Where this page of the queue begins.
    after: Option<String>,
    /// The number of the request on screen.
    open: Option<String>,
) -> impl IntoView {
    let words = DeskLive::of(language);
    let place = Place { filter: view.filter.clone(), after, open, language };
    let view = RwSignal::new(view);
    let chips = move || {
        let view = view.read();
        view.parts.iter().map(|(code, count)| chip(code, *count, *code == view.filter, language)).collect::<Vec<_>>()
    };
    let items = move || view.read().lines.iter().map(|line| item(line, &place)).collect::<Vec<_>>();
    let after = move || {
        let view = view.read();
        let next = view.next.as_deref()?;
        Some((words.next_page.to_owned(), routes::queue(&view.filter, Some(next))))
    };
    view! {
        <Chips label=words.filter chips=Signal::derive(chips) />
        <Queue items=Signal::derive(items) />
        {move || view.read().lines.is_empty().then(|| view! { <p class="queue-empty">{words.queue_empty}</p> })}
        {move || after().map(|after| view! { <Pager label=words.pages after=Some(after) /> })}
    }
}

/// Where an officer is in the queue.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) filter: String,
    pub(super) after: Option<String>,
    pub(super) open: Option<String>,
    pub(super) language: Language,
}

fn chip(code: &str, count: u64, current: bool, language: Language) -> Chip {
    Chip {
        key: code.to_owned(),
        label: filter_name(code, language).to_owned(),
        count: Some(count.to_string()),
        href: routes::queue(code, None),
        current,
    }
}

fn item(line: &QueueLine, place: &Place) -> QueueItem {
    let words = DeskLive::of(place.language);
    QueueItem {
        key: line.number.clone(),
        href: routes::desk_request_beside(&line.number, &place.filter, place.after.as_deref()),
        title: line.procedure.clone(),
        detail: format!("{} · {}", line.number, line.village),
        age: line.age.clone(),
        holder: if line.mine { Some(words.you.to_owned()) } else { line.holder.clone() },
        tag: tag(line, words, place.language),
        used: u16::from(line.elapsed),
        used_words: time_used(line.elapsed, place.language),
        current: place.open.as_deref() == Some(&line.number),
        fresh: false,
    }
}

/// The one word a line needs: who holds it goes before, so only what is not ordinary gets one.
fn tag(line: &QueueLine, words: DeskLive, language: Language) -> Option<(Tone, String)> {
    if line.corrected {
        return Some((Tone::Info, words.again.to_owned()));
    }
    if matches!(line.status, Status::Submitted | Status::InReview | Status::NeedsCorrection) {
        return None;
    }
    let tone = match status_tone(line.status) {
        StatusTone::Info => Tone::Info,
        StatusTone::Ok => Tone::Ok,
        StatusTone::Warn => Tone::Warn,
        StatusTone::Bad => Tone::Bad,
        StatusTone::Plain => Tone::Wait,
    };
    Some((tone, status(line.status, language).to_owned()))
}
