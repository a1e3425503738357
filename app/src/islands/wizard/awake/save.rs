//! Saving on the server: only what changed, again and again until it is there.
use super::{
    answer,
    ask::{self, Reply},
    differing,
    keeping::{self, Keeping},
    look, moving, send,
    writing::{Shared, Writing},
};
use crate::islands::wizard::unsent::Unsent;
use domain::{Answers, Language};
use js_sys::{Date, Object};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

const ADDRESS: &str = "/api/draf/simpan";
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: u32 = 60;

/// Saves what the server does not have, unless that is going on.
pub fn now(writing: &Shared) {
    if !writing.unsent.borrow().is_empty() && writing.asking.get() == 0 {
        keeping::say(writing, Keeping::Saving);
        ask_server(writing, false);
    }
}

/// Saves while the page goes away, at once; the browser finishes it without the page.
pub fn while_leaving(writing: &Shared) {
    ask_server(writing, true);
}

fn ask_server(writing: &Shared, to_the_end: bool) {
    let unsent = writing.unsent.borrow().clone();
    let before = writing.asking.get();
    let last = writing.asked.replace(unsent.clone());
    if before > 0 && last == unsent {
        return; // on its way already
    }
    let last = if before > 0 { last } else { Unsent::default() };
    writing.asking.set(before + 1);
    if before > 0 {
        writing.overlapping.set(true);
    }
    let writing = Rc::clone(writing);
    spawn_local(async move {
        let reply = ask::post(ADDRESS, &body(&writing, &unsent, &last), to_the_end).await;
        let left = writing.asking.get() - 1;
        writing.asking.set(left);
        if writing.overlapping.get() {
            // Which of them the server took last is not known: all of it is sent once more.
            if left == 0 {
                writing.overlapping.set(false);
                now(&writing);
            }
            return;
        }
        let well = matches!(reply, Reply::Yes(_));
        heard(&writing, &unsent, reply);
        send::go_on(&writing);
        if writing.leaving.borrow().is_some() {
            if well && !writing.unsent.borrow().is_empty() {
                now(&writing);
            } else {
                keeping::depart(&writing);
            }
        }
    });
}

/// With what the server had when each was typed, so that it sees what another device has changed; but for what was
/// typed over since the last saving, which is still on its way.
fn body(writing: &Writing, unsent: &Unsent, last: &Unsent) -> String {
    let body = answer::object([("draft", writing.view.draft.to_string().as_str())].into_iter());
    answer::set(body.unchecked_ref::<Object>(), "patch", &answer::object(unsent.iter()));
    let still = |name: &str| last.value(name).is_none_or(|value| unsent.value(name) == Some(value));
    let bases = answer::object(unsent.bases().filter(|(name, _)| still(name)));
    answer::set(body.unchecked_ref::<Object>(), "base", &bases);
    answer::json(&body)
}

fn heard(writing: &Shared, sent: &Unsent, reply: Reply) {
    if matches!(reply, Reply::Lost) && writing.tried.borrow().last() != Some(sent) {
        writing.tried.borrow_mut().push(sent.clone());
    }
    match reply {
        Reply::Yes(text) => saved(writing, sent, &text),
        Reply::No(401, _) => keeping::say(writing, Keeping::SignedOut),
        Reply::No(403 | 404, _) => keeping::say(writing, Keeping::Gone),
        Reply::No(422, text) => {
            let words = answer::words(&answer::refusal(&text), writing.language());
            keeping::say(writing, Keeping::Refused(words));
        }
        // Another window saved at the same moment.
        Reply::No(409, _) if writing.failures.get() == 0 => again(writing, 0),
        Reply::No(..) | Reply::Lost => {
            let failures = writing.failures.get();
            again(writing, (2 << failures.min(8)).min(LONGEST_WAIT));
        }
    }
}

fn again(writing: &Shared, seconds: u32) {
    writing.failures.set(writing.failures.get() + 1);
    keeping::say(writing, Keeping::Failed);
    keeping::ask_after(writing, seconds * 1_000 + 200);
}

fn saved(writing: &Shared, sent: &Unsent, text: &str) {
    // Only our own answer acknowledges: between here and the server may stand others.
    let Some((server, mut differ)) = answer::record(text).and_then(|mut record| {
        Some((record.must::<Answers>("answers").ok()?, record.take::<Vec<String>>("conflicts")))
    }) else {
        return again(writing, LONGEST_WAIT / 4);
    };
    writing.failures.set(0);
    let mut sent = sent.clone();
    for field in &differ {
        sent.settle(field, false, &server);
    }
    writing.unsent.borrow_mut().acknowledge(&sent);
    // What differs because an answer of the server was lost is our own.
    let tried = writing.tried.take();
    for field in std::mem::take(&mut differ) {
        if tried.iter().any(|tried| tried.value(&field) == server.get(&field)) {
            writing.unsent.borrow_mut().settle(&field, true, &server);
        } else {
            differ.push(field);
        }
    }
    writing.known.replace(server.clone());
    let merged = writing.unsent.borrow().over(server);
    if *writing.answers.borrow() != merged {
        writing.answers.replace(merged);
        moving::refresh(writing);
    }
    if !differ.is_empty() {
        differing::show(writing, &differ);
        keeping::to_device(writing);
    } else if writing.unsent.borrow().is_empty() {
        keeping::say(writing, Keeping::Server(clock(writing.language())));
        keeping::to_device(writing);
        look::ask_changes(writing);
    } else {
        keeping::changed(writing);
    }
}

/// "12.04".
fn clock(language: Language) -> String {
    let now = Date::new_0();
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let sign = if language == Language::Id { "." } else { ":" };
    [&two(now.get_hours()), sign, &two(now.get_minutes())].concat()
}
