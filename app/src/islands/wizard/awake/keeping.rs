//! Where the answers are: on the device at once, on the server a moment later, in words under every step.
use super::{
    device::{self, DeviceStore},
    moving, page, save,
    writing::{Shared, Writing},
};
use crate::{
    routes,
    text::{Wizard, saved_at},
};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// So long after a keystroke the device has it.
const DEVICE_AFTER: u32 = 250;
/// So long after the last keystroke the server is asked.
const SERVER_AFTER: u32 = 1_000;
/// So long somebody who leaves waits for the server, in milliseconds.
const PATIENCE: u32 = 2_000;

/// Where the answers are.
#[derive(Clone, PartialEq, Eq)]
pub enum Keeping {
    /// On the server since before this visit.
    Before,
    /// On device and server; the time of day.
    Server(String),
    /// Typed just now; whether the device has it.
    Typed(bool),
    /// On the way to the server.
    Saving,
    /// The server cannot be reached; it is tried again.
    Failed,
    /// The server did not take an answer; the sentence says why.
    Refused(String),
    /// Nobody is signed in any more.
    SignedOut,
    /// The draft is no more.
    Gone,
}

/// Opens the device's store and takes over what the server never got.
pub fn begin(writing: &Shared) {
    if !writing.unsent.borrow().is_empty() {
        changed(writing);
    }
    let writing = Rc::clone(writing);
    spawn_local(async move {
        let Some(store) = DeviceStore::open(&writing.account).await.map(Rc::new) else { return };
        writing.device.replace(Some(Rc::clone(&store)));
        let kept = store.load(&writing.view.draft.to_string()).await.unwrap_or_default();
        let mut unsent = writing.unsent.borrow().clone();
        unsent.join(&kept, &writing.known.borrow());
        if unsent != *writing.unsent.borrow() {
            let answers = unsent.over(writing.answers.borrow().clone());
            writing.unsent.replace(unsent);
            writing.answers.replace(answers);
            moving::refresh(&writing);
            changed(&writing);
        }
        if writing.kept.get() {
            moving::follow_address(&writing);
        }
        // Also what was typed before the store was open, and what it need not keep any more.
        to_device(&writing);
    });
}

/// Something was typed: the device within 300 ms, the server when typing pauses.
pub fn changed(writing: &Shared) {
    if !matches!(*writing.keeping.borrow(), Keeping::SignedOut | Keeping::Gone) {
        say(writing, Keeping::Typed(false));
        ask_after(writing, SERVER_AFTER);
    }
    if writing.device_timer.borrow().is_none() {
        let later = Rc::clone(writing);
        let timer = Timeout::new(DEVICE_AFTER, move || {
            later.device_timer.replace(None);
            to_device(&later);
        });
        writing.device_timer.replace(Some(timer));
    }
}

/// Asks the server after so many milliseconds, and not before.
pub fn ask_after(writing: &Shared, milliseconds: u32) {
    let later = Rc::clone(writing);
    let timer = Timeout::new(milliseconds, move || save::now(&later));
    writing.server_timer.replace(Some(timer));
}

/// Writes the device's copy, or takes it away once the server has everything. One write after the other, so that
/// an older one never comes last.
pub fn to_device(writing: &Shared) {
    let Some(store) = writing.device.borrow().clone() else { return };
    writing.on_device.set(false);
    if writing.device_busy.replace(true) {
        return;
    }
    let writing = Rc::clone(writing);
    spawn_local(async move {
        let draft = writing.view.draft.to_string();
        loop {
            let unsent = writing.unsent.borrow().clone();
            let done = if unsent.is_empty() {
                store.forget(&draft).await
            } else {
                store.keep(&draft, &device::text_of(&unsent)).await
            };
            if unsent == *writing.unsent.borrow() {
                writing.on_device.set(done);
                break;
            }
        }
        writing.device_busy.set(false);
        if writing.on_device.get() && *writing.keeping.borrow() == Keeping::Typed(false) {
            say(&writing, Keeping::Typed(true));
        }
    });
}

/// The page may go away at any moment.
pub fn flush(writing: &Shared) {
    if writing.unsent.borrow().is_empty() {
        return;
    }
    to_device(writing);
    save::while_leaving(writing);
}

/// Goes to another page of the portal, which shows what was typed: the server gets it first. A bad network does
/// not hold anybody back; the device has it.
pub fn leave(writing: &Shared, address: &str) {
    writing.leaving.replace(Some(address.to_owned()));
    if writing.unsent.borrow().is_empty() {
        return depart(writing);
    }
    to_device(writing);
    save::now(writing);
    let later = Rc::clone(writing);
    Timeout::new(PATIENCE, move || depart(&later)).forget();
}

/// Goes where one wanted to go.
pub fn depart(writing: &Writing) {
    let address = writing.leaving.take();
    if let (Some(address), Some(window)) = (address, page::window()) {
        let _ = window.location().assign(&address);
    }
}

/// Notes where the answers are, and says so.
pub fn say(writing: &Writing, keeping: Keeping) {
    writing.keeping.replace(keeping);
    draw(writing);
}

/// Writes the line of the stop shown.
pub fn draw(writing: &Writing) {
    let Some(line) = writing.section().and_then(|section| page::find(section, ".saved")) else { return };
    let keeping = writing.keeping.borrow().clone();
    line.set_class_name(match keeping {
        Keeping::Before | Keeping::Server(_) => "saved",
        Keeping::Typed(_) => "saved saved-device",
        Keeping::Saving => "saved saved-wait",
        _ => "saved saved-bad",
    });
    if let Some(words) = page::find(&line, "[role=status]") {
        page::write(&words, &said(writing, &keeping));
    }
    let words = Wizard::of(writing.language());
    if let Some(link) = page::find(&line, "a") {
        link.remove();
    }
    let way_out = match keeping {
        // The page itself sends a stranger to sign in, and back.
        Keeping::SignedOut => (words.sign_in_again, routes::step(writing.view.draft, &writing.here())),
        Keeping::Gone => (words.to_request, routes::request(writing.view.draft)),
        _ => return,
    };
    if let Some(link) = page::make("a", "", way_out.0) {
        page::put(&link, "href", &way_out.1);
        page::put(&link, "rel", "external");
        page::add(&line, &link);
    }
}

fn said(writing: &Writing, keeping: &Keeping) -> String {
    let words = Wizard::of(writing.language());
    match keeping {
        Keeping::Before => words.all_saved,
        Keeping::Server(clock) => return saved_at(clock, writing.language()),
        Keeping::Typed(true) => words.on_device,
        Keeping::Typed(false) => words.in_window,
        Keeping::Saving => words.saving,
        Keeping::Failed => words.save_failed,
        Keeping::Refused(why) => return why.clone(),
        Keeping::SignedOut if writing.on_device.get() => words.session_ended,
        Keeping::SignedOut => words.session_ended_only,
        Keeping::Gone => words.draft_gone,
    }
    .to_owned()
}
