//! The live queue of the left pane.
use super::rows::{Place, Row, chip, item};
use crate::{
    routes,
    text::{DeskLive, arrived},
    ui::{
        pager::Pager,
        queue::{Chips, Queue},
    },
    wire::QueueView,
};
use domain::Language;
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
    let place = StoredValue::new(Place {
        filter: view.filter.clone(),
        narrowed: view.narrowed,
        after,
        open,
        language,
    });
    let old = |line| Row { line, fresh: false, gone: false };
    let rows = RwSignal::new(view.lines.into_iter().map(old).collect::<Vec<_>>());
    let parts = RwSignal::new(view.parts);
    let next = RwSignal::new(view.next);
    let arrivals = RwSignal::new(0_u32);
    #[cfg(feature = "hydrate")]
    {
        super::wake(language);
        awake::keep_fresh(awake::Shown { place, rows, parts, next, arrivals });
    }
    let chips = move || {
        place.with_value(|place| {
            let chip = |(code, count): &(String, u64)| chip(code, *count, place);
            parts.read().iter().map(chip).collect::<Vec<_>>()
        })
    };
    let items =
        move || place.with_value(|place| rows.read().iter().map(|row| item(row, place)).collect::<Vec<_>>());
    let after = move || {
        let next = next.get()?;
        let href = place.with_value(|place| routes::queue(&place.filter, Some(&next)));
        Some((words.next_page.to_owned(), href))
    };
    view! {
        <Chips label=words.filter chips=Signal::derive(chips) />
        <p class="vh" role="status">
            {move || Some(arrivals.get()).filter(|count| *count > 0).map(|count| arrived(count, language))}
        </p>
        <Queue items=Signal::derive(items) />
        {move || rows.read().is_empty().then(|| view! { <p class="pane-empty">{words.queue_empty}</p> })}
        {move || after().map(|after| view! { <Pager label=words.pages after=Some(after) /> })}
    }
}

#[cfg(feature = "hydrate")]
mod awake {
    use super::super::{
        ask::{self, Answer},
        line::{self, News},
        merge::{merge, newcomers},
        rows::{Place, Row},
    };
    use crate::wire::{QUEUE_LINES, QueueView};
    use gloo_timers::callback::{Interval, Timeout};
    use leptos::prelude::*;
    use std::{cell::Cell, rc::Rc};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::HtmlElement;

    /// Changes come in swarms: one reading for each.
    const SWARM_MILLISECONDS: f64 = 150.0;
    /// While they do not end, there are so many between two readings: every change is on screen within a second, and an
    /// office that watches asks no more often than it can read.
    const BETWEEN_MILLISECONDS: f64 = 600.0;

    /// What the island shows.
    #[derive(Clone, Copy)]
    pub(super) struct Shown {
        pub(super) place: StoredValue<Place>,
        pub(super) rows: RwSignal<Vec<Row>>,
        pub(super) parts: RwSignal<Vec<(String, u64)>>,
        pub(super) next: RwSignal<Option<String>>,
        pub(super) arrivals: RwSignal<u32>,
    }

    /// Time goes by also when nothing happens: after so long without a reading, ages and what is left are read again.
    const TICK_MILLISECONDS: u32 = 60_000;

    /// Ticks while the page is in view: out of it, coming back reads anyway.
    fn tick(shown: Shown, last: Rc<Cell<f64>>) {
        Interval::new(TICK_MILLISECONDS / 2, move || {
            let rested = js_sys::Date::now() - last.get();
            if line::in_view() && rested >= f64::from(TICK_MILLISECONDS) {
                last.set(js_sys::Date::now());
                spawn_local(read(shown));
            }
        })
        .forget();
    }

    /// Reads the queue again whenever something in it may have changed.
    pub(super) fn keep_fresh(shown: Shown) {
        let waiting: Rc<Cell<bool>> = Rc::default();
        let last = Rc::new(Cell::new(js_sys::Date::now()));
        tick(shown, Rc::clone(&last));
        line::listen(move |news| {
            // What comes while somebody waits is read with it.
            if matches!(news, News::Seen) || waiting.replace(true) {
                return;
            }
            let soon = wait(js_sys::Date::now() - last.get());
            let (waiting, last) = (Rc::clone(&waiting), Rc::clone(&last));
            Timeout::new(soon, move || {
                waiting.set(false);
                last.set(js_sys::Date::now());
                spawn_local(read(shown));
            })
            .forget();
        });
    }

    /// How long to wait for more, so many milliseconds after the last reading. A clock that was put back waits no longer.
    fn wait(since: f64) -> u32 {
        let rest = (BETWEEN_MILLISECONDS - since).clamp(SWARM_MILLISECONDS, BETWEEN_MILLISECONDS);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped just above")]
        let rest = rest as u32;
        rest
    }

    async fn read(shown: Shown) {
        let address = shown.place.with_value(|place| {
            let after = place.after.as_ref().map(|after| format!("&sesudah={after}")).unwrap_or_default();
            format!("{QUEUE_LINES}?{}{after}", place.filter)
        });
        match ask::get::<QueueView>(&address).await {
            Answer::Here(view) => show(shown, view),
            Answer::SignedOut => line::signed_out(),
            Answer::Refused | Answer::Lost => {}
        }
    }

    fn show(shown: Shown, view: QueueView) {
        let focused = focused_row();
        let mut held: Vec<String> = shown.place.with_value(|place| place.open.clone()).into_iter().collect();
        held.extend(focused.as_ref().and_then(number_of));
        let before = shown.rows.get_untracked();
        let after = merge(&before, view.lines, &held);
        let count = newcomers(&before, &after);
        if after != before {
            shown.rows.set(after);
        }
        if count > 0 {
            shown.arrivals.set(u32::try_from(count).unwrap_or(u32::MAX));
        }
        if *shown.parts.read_untracked() != view.parts {
            shown.parts.set(view.parts);
        }
        if *shown.next.read_untracked() != view.next {
            shown.next.set(view.next);
        }
        // A row that changed its place loses the focus: give it back.
        if let Some(row) = focused {
            Timeout::new(0, move || {
                if focused_row().is_none() && row.is_connected() {
                    let _ = row.focus();
                }
            })
            .forget();
        }
    }

    fn focused_row() -> Option<HtmlElement> {
        let active = web_sys::window()?.document()?.active_element()?;
        active.class_list().contains("q").then(|| active.unchecked_into())
    }

    /// The number in a row's address.
    fn number_of(row: &HtmlElement) -> Option<String> {
        let href = row.get_attribute("href")?;
        let path = href.split('?').next()?;
        path.rsplit('/').next().map(str::to_owned)
    }
}
