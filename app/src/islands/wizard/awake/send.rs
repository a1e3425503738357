//! "Kirim": waits for what is still being saved or uploaded, says what it waits for, then sends the form as the
//! browser would. Pressing again changes nothing. "Lanjutkan" waits for files in the same way.
use super::{
    issues,
    keeping::Keeping,
    moving, page, save, upload,
    writing::{Shared, Writing},
};
use crate::text::{Wizard, held_up_by, waits_for};
use domain::{CHECK, FieldError, FieldIssue};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};

/// So long a sending without an answer is waited for, in milliseconds.
const PATIENCE: u32 = 20_000;

/// "Kirim" was pressed.
pub fn pressed(writing: &Shared) {
    if !is_stated(writing) {
        issues::show(writing, &[FieldIssue::new("statement", FieldError::StatementNotTicked)]);
        issues::focus(writing);
        return;
    }
    issues::show(writing, &[]);
    wait(writing);
}

fn is_stated(writing: &Writing) -> bool {
    let box_of = |section| page::find(section, "[name=statement]");
    writing.section().and_then(box_of).is_some_and(|tick| tick.unchecked_into::<HtmlInputElement>().checked())
}

/// Goes on as soon as nothing is on its way any more.
pub fn wait(writing: &Shared) {
    if !writing.sending.replace(true) {
        save::now(writing);
        go_on(writing);
    }
}

/// Something has arrived, or failed: perhaps it was what was waited for.
pub fn go_on(writing: &Shared) {
    if !writing.sending.get() {
        return;
    }
    let language = writing.language();
    let words = Wizard::of(language);
    let (going, failed) = upload::awaited(writing);
    let stuck = !page::online() || failed.is_some() || *writing.keeping.borrow() == Keeping::Failed;
    if stuck && writing.here() == CHECK && queued(writing) {
        return give_up(writing, "");
    }
    if let Some(name) = going {
        return say(writing, &waits_for(&name, language));
    }
    if let Some(name) = failed {
        return give_up(writing, &held_up_by(&name, language));
    }
    if writing.here() != CHECK {
        writing.sending.set(false);
        say(writing, "");
        return moving::on(writing);
    }
    if !page::online() {
        return give_up(writing, words.offline_send);
    }
    if !writing.unsent.borrow().is_empty() {
        if matches!(*writing.keeping.borrow(), Keeping::SignedOut | Keeping::Gone | Keeping::Refused(_)) {
            return give_up(writing, "");
        }
        return say(writing, words.wait_saving);
    }
    say(writing, words.sending);
    submit(writing);
}

/// Lets the request wait on the device, if all of it lies there: it is sent as soon as there is a network.
fn queued(writing: &Writing) -> bool {
    let all = writing.unsent.borrow().is_empty() || writing.on_device.get();
    // What sends files offers it.
    let offer = js_sys::Reflect::get(&writing.root, &"antre".into());
    let offer = offer.ok().and_then(|offer| offer.dyn_into::<js_sys::Function>().ok());
    all && offer
        .and_then(|offer| offer.call0(&writing.root).ok())
        .is_some_and(|answer| answer.as_bool() == Some(true))
}

fn give_up(writing: &Writing, words: &str) {
    writing.sending.set(false);
    say(writing, words);
}

/// Lets the browser post the form. If it never leads away, the button works again: sending twice is harmless.
fn submit(writing: &Shared) {
    let Some(form) = writing.section().and_then(|section| page::find(section, "form[data-form=send]")) else {
        return;
    };
    let sent = form.unchecked_into::<HtmlFormElement>().submit();
    let later = Rc::clone(writing);
    let patience = if sent.is_ok() { PATIENCE } else { 0 };
    Timeout::new(patience, move || reset(&later)).forget();
}

/// What became of a file, for those who do not see it, unless something is waited for.
pub fn tell(writing: &Writing, words: &str) {
    if !writing.sending.get() {
        say(writing, words);
    }
}

/// What is waited for, in words.
fn say(writing: &Writing, words: &str) {
    if let Some(place) = writing.section().and_then(|section| page::find(section, "[data-waits]")) {
        page::write(&place, words);
    }
}

/// The page came back from the browser's memory: nothing is being sent any more.
pub fn reset(writing: &Writing) {
    writing.sending.set(false);
    say(writing, "");
}
