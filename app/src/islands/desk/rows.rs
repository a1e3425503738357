//! A line of the queue as the design system draws it.
use crate::{
    routes,
    text::{DeskLive, StatusTone, filter_name, queue_word, status_tone, time_used},
    ui::{
        queue::{Chip, QueueItem},
        tone::Tone,
    },
    wire::QueueLine,
};
use domain::Language;

/// A line with what the page knows about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: QueueLine,
    /// Came while the page was open.
    pub(super) fresh: bool,
    /// Left this part of the queue while it was being read.
    pub(super) gone: bool,
}

/// Where an officer is in the queue.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) filter: String,
    pub(super) narrowed: bool,
    pub(super) after: Option<String>,
    pub(super) open: Option<String>,
    pub(super) language: Language,
}

pub(super) fn chip(code: &str, count: u64, place: &Place) -> Chip {
    let filter = routes::in_part(&place.filter, code);
    Chip {
        key: code.to_owned(),
        label: filter_name(code, place.language).to_owned(),
        count: (!place.narrowed).then(|| count.to_string()),
        href: routes::queue(&filter, None),
        current: filter == place.filter,
    }
}

pub(super) fn item(row: &Row, place: &Place) -> QueueItem {
    let words = DeskLive::of(place.language);
    let line = &row.line;
    QueueItem {
        key: line.number.clone(),
        href: routes::desk_request_beside(&line.number, &place.filter, place.after.as_deref()),
        title: line.procedure.clone(),
        detail: format!("{} · {}", line.number, line.village),
        age: line.age.clone(),
        holder: if line.mine { Some(words.you.to_owned()) } else { held_or_seen(line, words) },
        tag: tag(row, words, place.language),
        used: u16::from(line.elapsed),
        used_words: time_used(line.elapsed, place.language),
        current: place.open.as_deref() == Some(&line.number),
        fresh: row.fresh,
    }
}

/// Who holds it, or who reads it just now.
fn held_or_seen(line: &QueueLine, words: DeskLive) -> Option<String> {
    let seen = line.seen_by.as_ref().map(|name| [words.seen_by, " ", name].concat());
    line.holder.clone().or(seen)
}

/// The one word a line needs: who holds it goes without one.
fn tag(row: &Row, words: DeskLive, language: Language) -> Option<(Tone, String)> {
    let line = &row.line;
    if row.gone {
        return Some((Tone::Wait, words.gone.to_owned()));
    }
    if row.fresh {
        return Some((Tone::Info, words.new.to_owned()));
    }
    if line.objected {
        return Some((Tone::Warn, words.objection.to_owned()));
    }
    if line.unread {
        return Some((Tone::Warn, words.message.to_owned()));
    }
    if line.corrected {
        return Some((Tone::Info, words.again.to_owned()));
    }
    let word = queue_word(line.status, language)?;
    let tone = match status_tone(line.status) {
        StatusTone::Info => Tone::Info,
        StatusTone::Ok => Tone::Ok,
        StatusTone::Warn => Tone::Warn,
        StatusTone::Bad => Tone::Bad,
        StatusTone::Plain => Tone::Wait,
    };
    Some((tone, word.to_owned()))
}
