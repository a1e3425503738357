//! Watches the request on screen: when it changes elsewhere, says so and by whom, and changes nothing itself.
use super::{
    ask::{self, Answer},
    line::{self, News},
    places::{WATCH, WATCH_BY, WITH},
};
use crate::wire::{STANDING, Standing};
use gloo_timers::callback::{Interval, Timeout};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Long enough for one's own form to have led away from the page.
const QUIET_MILLISECONDS: u32 = 300;
const ALIVE_MILLISECONDS: u32 = 60_000;

struct Watched {
    notice: Element,
    number: String,
    seen: String,
}

pub(super) fn wake() {
    let Some(notice) = line::place(WATCH) else { return };
    let data = |name: &str| notice.get_attribute(name).unwrap_or_default();
    let (request, number, seen) = (data("data-request"), data("data-number"), data("data-seen"));
    let watched = Rc::new(Watched { notice, number, seen });
    let waiting: Rc<RefCell<Option<Timeout>>> = Rc::default();
    // A sign of life, so that colleagues see who reads what; it brings word of theirs.
    let alive = Rc::clone(&watched);
    Interval::new(ALIVE_MILLISECONDS, move || {
        if line::in_view() {
            spawn_local(look(Rc::clone(&alive)));
        }
    })
    .forget();
    line::listen(move |news| {
        let concerns = match news {
            News::Change(changed) => *changed == request,
            News::Anything => true,
            News::Seen => false,
        };
        if concerns {
            let watched = Rc::clone(&watched);
            let soon = Timeout::new(QUIET_MILLISECONDS, move || spawn_local(look(watched)));
            waiting.replace(Some(soon));
        }
    });
}

async fn look(watched: Rc<Watched>) {
    if line::leaving() {
        return;
    }
    match ask::get::<Standing>(&format!("{STANDING}?number={}", watched.number)).await {
        Answer::Here(now) => {
            if let Some(with) = line::place(WITH) {
                with.set_text_content(Some(&now.with));
            }
            if now.seen != watched.seen {
                if let Some(by) = line::place(WATCH_BY) {
                    by.set_text_content(Some(&now.by));
                }
                let _ = watched.notice.remove_attribute("hidden");
            }
        }
        Answer::SignedOut => line::signed_out(),
        _ => {}
    }
}
