//! The one line to the office: an `EventSource`, closed while the page is hidden, shared by all islands of the
//! page. It carries ids only; who is concerned asks for the rest.
use crate::routes;
use gloo_timers::callback::Timeout;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventSource, EventTarget, MessageEvent};

/// A refused line is tried again after this.
const AGAIN_MILLISECONDS: u32 = 10_000;

/// How the line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// Every change arrives by itself.
    On,
    /// Trying to.
    #[default]
    Joining,
    /// Cut off.
    Off,
    /// The session is over: there is nothing to wait for.
    SignedOut,
}

/// What is heard.
pub(super) enum News {
    /// This request changed.
    Change(String),
    /// Anything may have changed: the line has just been joined.
    Anything,
    /// The page came into view.
    Seen,
}

type Ear = Rc<dyn Fn(&News)>;
type Eye = Rc<dyn Fn(Standing)>;

#[derive(Default)]
struct Line {
    source: Option<EventSource>,
    standing: Standing,
    ears: Vec<Ear>,
    eyes: Vec<Eye>,
    again: Option<Timeout>,
    leaving: bool,
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::default();
}

/// A place of the page that the server drew.
pub(super) fn place(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Sees how the line stands, each time that changes.
pub(super) fn on_standing(eye: impl Fn(Standing) + 'static) {
    LINE.with_borrow_mut(|line| line.eyes.push(Rc::new(eye)));
}

fn stands(standing: Standing) {
    let eyes = LINE.with_borrow_mut(|line| {
        line.standing = standing;
        line.eyes.clone()
    });
    for eye in eyes {
        eye(standing);
    }
}

/// The server says that nobody is signed in any more.
pub(super) fn signed_out() {
    close();
    stands(Standing::SignedOut);
}

/// Hears what happens; the first listener opens the line.
pub(super) fn listen(ear: impl Fn(&News) + 'static) {
    let first = LINE.with_borrow_mut(|line| {
        line.ears.push(Rc::new(ear));
        line.ears.len() == 1
    });
    if first {
        watch_page();
        open();
    }
}

/// A form of this page is on its way: what changes now is its own doing.
pub(super) fn leaving() -> bool {
    LINE.with_borrow(|line| line.leaving)
}

/// Whether the page is in view.
pub(super) fn in_view() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| !document.hidden())
}

fn tell(news: &News) {
    let ears = LINE.with_borrow(|line| line.ears.clone());
    for ear in ears {
        ear(news);
    }
}

/// Calls `act` with each such event, as long as the page lives.
pub(super) fn on(target: &EventTarget, event: &str, act: Box<dyn Fn(Event)>) {
    let call = Closure::wrap(act);
    let _ = target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
    call.forget();
}

fn watch_page() {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    on(
        &document,
        "visibilitychange",
        Box::new(|_| {
            if in_view() {
                open();
                tell(&News::Seen);
            } else {
                close();
            }
        }),
    );
    on(&document, "submit", Box::new(|_| LINE.with_borrow_mut(|line| line.leaving = true)));
    on(&window, "pagehide", Box::new(|_| close()));
    on(
        &window,
        "pageshow",
        Box::new(|_| {
            LINE.with_borrow_mut(|line| line.leaving = false);
            open();
        }),
    );
}

fn close() {
    LINE.with_borrow_mut(|line| {
        line.again = None;
        if let Some(source) = line.source.take() {
            source.close();
        }
    });
}

fn open() {
    let useless = LINE.with_borrow(|line| line.source.is_some() || line.standing == Standing::SignedOut);
    if useless || !in_view() {
        return;
    }
    let Ok(source) = EventSource::new(routes::LIVE) else { return };
    stands(Standing::Joining);
    on(
        &source,
        "open",
        Box::new(|_| {
            stands(Standing::On);
            tell(&News::Anything);
        }),
    );
    on(
        &source,
        "perubahan",
        Box::new(|event| {
            let text = event.unchecked_into::<MessageEvent>().data().as_string().unwrap_or_default();
            tell(&request_in(&text).map_or(News::Anything, News::Change));
        }),
    );
    on(&source, "reset", Box::new(|_| tell(&News::Anything)));
    on(
        &source,
        "error",
        Box::new(|_| {
            stands(Standing::Off);
            // The browser tries again by itself, unless the server refused.
            let refused = LINE.with_borrow(|line| {
                line.source.as_ref().is_some_and(|source| source.ready_state() == EventSource::CLOSED)
            });
            if refused {
                close();
                let again = Timeout::new(AGAIN_MILLISECONDS, open);
                LINE.with_borrow_mut(|line| line.again = Some(again));
                // Asking tells whether the session is over.
                tell(&News::Anything);
            }
        }),
    );
    LINE.with_borrow_mut(|line| line.source = Some(source));
}

/// The request that an event is about.
fn request_in(text: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Change {
        request: Option<String>,
    }
    serde_json::from_str::<Change>(text).ok()?.request
}
