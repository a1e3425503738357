//! The lease in the foot: how long it lasts, renewed by a sign of life each minute while the page is in view.
use super::{
    ask::{self, Answer},
    line::{self, News},
    places::HOLD,
};
use crate::{
    text::{DeskLive, held_for},
    wire::LEASE,
};
use domain::Language;
use gloo_timers::callback::Interval;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

const BEAT_MILLISECONDS: u32 = 60_000;
const LOOK_MILLISECONDS: u32 = 10_000;

struct Lease {
    place: Element,
    number: String,
    language: Language,
    /// In milliseconds since 1970, by this device.
    until: Cell<f64>,
    lost: Cell<bool>,
}

pub(super) fn wake(language: Language) {
    let Some(place) = line::place(HOLD) else { return };
    let number = place.get_attribute("data-number").unwrap_or_default();
    let seconds: u32 = place.get_attribute("data-seconds").and_then(|text| text.parse().ok()).unwrap_or(0);
    let lease =
        Rc::new(Lease { place, number, language, until: Cell::new(end(seconds)), lost: Cell::new(false) });
    let beating = Rc::clone(&lease);
    Interval::new(BEAT_MILLISECONDS, move || beat(&beating)).forget();
    let looking = Rc::clone(&lease);
    Interval::new(LOOK_MILLISECONDS, move || looking.say()).forget();
    line::listen(move |news| {
        if matches!(news, News::Seen) {
            beat(&lease);
        }
    });
}

fn end(seconds: u32) -> f64 {
    js_sys::Date::now() + f64::from(seconds) * 1000.0
}

fn beat(lease: &Rc<Lease>) {
    if !line::in_view() || lease.lost.get() {
        return;
    }
    let lease = Rc::clone(lease);
    spawn_local(async move {
        match ask::post::<u32>(LEASE, &format!("number={}", lease.number)).await {
            Answer::Here(seconds) => lease.until.set(end(seconds)),
            Answer::SignedOut => line::signed_out(),
            Answer::Refused => lease.lost.set(true),
            Answer::Lost => {}
        }
        lease.say();
    });
}

impl Lease {
    fn say(&self) {
        let left = self.until.get() - js_sys::Date::now();
        if self.lost.get() || left <= 0.0 {
            self.place.set_text_content(Some(DeskLive::of(self.language).lost));
        } else {
            self.place.set_text_content(Some(&held_for(whole_minutes(left), self.language)));
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some minutes, never below zero")]
fn whole_minutes(milliseconds: f64) -> u64 {
    (milliseconds / 60_000.0) as u64
}
