//! The lease in the foot: how long it lasts, renewed by a sign of life each minute while the page is in view.
use crate::text::held_for;
use domain::Language;
use leptos::prelude::*;

/// How long the officer holds the request.
#[island]
pub fn Hold(
    /// The number of the request.
    number: String,
    /// The lease lasts so many seconds from the drawing of the page.
    seconds: u32,
    /// The language of the words.
    language: Language,
) -> impl IntoView {
    let words = RwSignal::new(held_for(u64::from(seconds / 60), language));
    #[cfg(feature = "hydrate")]
    awake::renew(number, seconds, language, words);
    #[cfg(not(feature = "hydrate"))]
    let _ = number;
    move || words.get()
}

#[cfg(feature = "hydrate")]
mod awake {
    use super::super::{
        ask::{self, Answer},
        line::{self, News},
    };
    use crate::{
        text::{DeskLive, held_for},
        wire::LEASE,
    };
    use domain::Language;
    use gloo_timers::callback::Interval;
    use leptos::prelude::*;
    use std::{cell::Cell, rc::Rc};
    use wasm_bindgen_futures::spawn_local;

    const BEAT_MILLISECONDS: u32 = 60_000;
    const LOOK_MILLISECONDS: u32 = 10_000;

    struct Lease {
        number: String,
        language: Language,
        words: RwSignal<String>,
        /// In milliseconds since 1970, by this device.
        until: Cell<f64>,
        lost: Cell<bool>,
    }

    pub(super) fn renew(number: String, seconds: u32, language: Language, words: RwSignal<String>) {
        let until = Cell::new(js_sys::Date::now() + f64::from(seconds) * 1000.0);
        let lease = Rc::new(Lease { number, language, words, until, lost: Cell::new(false) });
        let beating = Rc::clone(&lease);
        Interval::new(BEAT_MILLISECONDS, move || beat(&beating)).forget();
        let looking = Rc::clone(&lease);
        Interval::new(LOOK_MILLISECONDS, move || looking.say()).forget();
        line::listen(move |news| {
            if matches!(news, News::Seen(true)) {
                beat(&lease);
            }
        });
    }

    fn beat(lease: &Rc<Lease>) {
        if !line::in_view() || lease.lost.get() {
            return;
        }
        let lease = Rc::clone(lease);
        spawn_local(async move {
            match ask::post::<u32>(LEASE, &format!("number={}", lease.number)).await {
                Answer::Here(seconds) => lease.until.set(js_sys::Date::now() + f64::from(seconds) * 1000.0),
                Answer::SignedOut => line::signed_out(),
                Answer::Refused => lease.lost.set(true),
                Answer::Lost => {}
            }
            lease.say();
        });
    }

    impl Lease {
        fn say(&self) {
            let left = (self.until.get() - js_sys::Date::now()) / 1000.0;
            let words = if self.lost.get() || left <= 0.0 {
                DeskLive::of(self.language).lost.to_owned()
            } else {
                held_for(whole_minutes(left), self.language)
            };
            if *self.words.read_untracked() != words {
                self.words.set(words);
            }
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some minutes, never below zero"
    )]
    fn whole_minutes(seconds: f64) -> u64 {
        (seconds / 60.0) as u64
    }
}
