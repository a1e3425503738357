//! The stop of the documents: a sheet for each slot, each with its own form, so that one file that fails
//! never holds up another or the answers.
use super::{sheet::Sheet, slot::slot, step};
use crate::{
    assets::Assets,
    routes,
    text::{Offline, Wizard},
    ui::{
        button::{Button, ButtonKind},
        field_error::FieldErrorLine,
        upload::Sending,
    },
};
use domain::DOCUMENTS;
use leptos::prelude::*;
use serde::Serialize;
use uuid::Uuid;

/// What sends the files of a page that is awake.
const SENDS: &str = "upload.js";
/// What makes photos smaller and looks at them, if this build has it.
const PHOTO: &str = "photo.js";

/// All slots that may be needed, those that are not hidden, and the form that goes on.
pub fn stop(sheet: &Sheet) -> AnyView {
    let slots = sheet.view().procedure.documents.iter().filter(|slot| sheet.may_upload(&slot.code));
    let slots = slots.map(|asked| slot(sheet, asked)).collect_view();
    let form = (
        step::carried(sheet, DOCUMENTS),
        step::enter_goes_on(sheet),
        view! { <p role="status" data-waits></p> },
        step::help(sheet),
        step::dock(sheet),
    );
    view! {
        {undo(sheet)}
        {slots}
        {on_its_way(sheet)}
        <form method="post" action=step::ACTION data-form="step">
            {form}
        </form>
    }
    .into_any()
}

/// A way back for the file removed last.
fn undo(sheet: &Sheet) -> AnyView {
    let words = sheet.words();
    let removed = sheet.start().removed.clone();
    let hidden = removed.is_none();
    let (id, name) = removed.map(|(id, name)| (id.to_string(), name)).unwrap_or_default();
    view! {
        <form method="post" action="/api/kembalikan-berkas" class="note" data-form="restore" hidden=hidden>
            <input type="hidden" name="draft" value=sheet.draft().to_string() />
            <input type="hidden" name="document" value=id />
            <p class="last">{words.removed} " " <b data-name>{name}</b></p>
            <Button label=words.undo kind=ButtonKind::Link />
        </form>
    }
    .into_any()
}

/// What the module that sends files starts from.
#[derive(Serialize)]
struct Beginning {
    draft: Uuid,
    account: Uuid,
    title: String,
    photo: Option<String>,
    words: Words,
}

#[derive(Serialize)]
struct Words {
    bytes: &'static str,
    of: &'static str,
    seconds: &'static str,
    minutes: &'static str,
    waiting: &'static str,
    checking: &'static str,
    received: &'static str,
    again: &'static str,
    broken: &'static str,
    paused: &'static str,
    queued: &'static str,
    not_kept: &'static str,
    offline: String,
}

/// For the script: where the module is, what it starts from, and the row of a file on its way, which it copies.
fn on_its_way(sheet: &Sheet) -> AnyView {
    let words = sheet.words();
    let away = Offline::of(sheet.language());
    let assets = use_context::<Assets>().unwrap_or_default();
    let start = Beginning {
        draft: sheet.draft(),
        account: sheet.start().props.account,
        title: sheet.view().procedure.title.clone(),
        photo: assets.find(PHOTO),
        words: Words {
            bytes: words.bytes,
            of: words.bytes_of,
            seconds: words.seconds_left,
            minutes: words.minutes_left,
            waiting: words.waiting,
            checking: words.checking,
            received: words.received,
            again: words.file_again,
            broken: words.file_broken_off,
            paused: words.file_paused,
            queued: away.queued,
            not_kept: away.not_kept,
            offline: routes::offline(sheet.language()),
        },
    };
    let start = serde_json::to_string(&start).unwrap_or_default();
    view! {
        <div data-module=assets.url(SENDS) data-uploads=start hidden>
            <template>{sending(words)}</template>
        </div>
    }
    .into_any()
}

/// How far, what went wrong, and what to do about it.
fn sending(words: Wizard) -> AnyView {
    const LATER: &str = "…";
    let button = |label: &'static str| {
        view! {
            {label}
            <span class="vh">" " <span data-name>{LATER}</span></span>
        }
    };
    view! {
        <div class="field">
            <Sending name=LATER words=LATER.to_owned() percent=Some(0) />
            <FieldErrorLine id=String::new() error=Signal::stored(Some(LATER.to_owned())) />
            <div class="cluster">
                <button type="button" class="btn btn-link" data-again>
                    {button(words.retry)}
                </button>
                <button type="button" class="btn btn-link" data-pause>
                    {button(words.pause)}
                </button>
                <button type="button" class="btn btn-link" data-go>
                    {button(words.go_on)}
                </button>
                <button type="button" class="btn btn-link" data-cancel>
                    {button(words.cancel)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
