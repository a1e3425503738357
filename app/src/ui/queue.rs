//! The live queue: filters, rows, and the bar that says that more has come. New rows never push what is being read.
use leptos::prelude::*;

use super::meter::Meter;
use super::tone::Tone;

/// One filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chip {
    /// Handed to `on_pick`.
    pub key: String,
    /// "Milik saya".
    pub label: String,
    /// How many; none when it is not counted.
    pub count: Option<String>,
    /// The address of the list under this filter.
    pub href: String,
    /// This filter holds.
    pub current: bool,
}

/// The filters over a list.
#[component]
pub fn Chips(
    /// What they filter, for those who hear it.
    #[prop(into)]
    label: String,
    /// The filters.
    #[prop(into)]
    chips: Signal<Vec<Chip>>,
    /// Filters without leaving the page.
    #[prop(optional_no_strip, into)]
    on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let items = move || {
        chips
            .get()
            .into_iter()
            .map(|chip| {
                view! {
                    <li>
                        <a
                            class="chip"
                            href=chip.href
                            aria-current=chip.current.then_some("true")
                            on:click=move |event| {
                                if let Some(call) = on_pick {
                                    event.prevent_default();
                                    call.run(chip.key.clone());
                                }
                            }
                        >
                            {chip.label}
                            {chip.count.map(|count| view! { <b>{count}</b> })}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="chips" aria-label=label>{items}</ul> }
}

/// One request as the queue shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueItem {
    /// Handed to `on_open`.
    pub key: String,
    /// Where the request is.
    pub href: String,
    /// The kind of request.
    pub title: String,
    /// Number and place.
    pub detail: String,
    /// How long it has waited.
    pub age: String,
    /// Who holds it ("Anda").
    pub holder: Option<String>,
    /// How it stands, where that needs a word.
    pub tag: Option<(Tone, String)>,
    /// Per cent of the promised time that is gone; over 100 is late.
    pub used: u16,
    /// What the meter means, said.
    pub used_words: String,
    /// Open in the middle pane.
    pub current: bool,
    /// Has just come.
    pub fresh: bool,
}

/// The list of requests.
#[component]
pub fn Queue(
    /// The requests, in order.
    #[prop(into)]
    items: Signal<Vec<QueueItem>>,
    /// Opens one without leaving the page.
    #[prop(optional_no_strip, into)]
    on_open: Option<Callback<String>>,
) -> impl IntoView {
    view! {
        <ul class="queue">
            <For each=move || items.get() key=|item| item.key.clone() let:item>
                <QueueRow item=row(items, item) on_open=on_open />
            </For>
        </ul>
    }
}

/// The line of `first` as it stands in `items`: its element stays, and so does the focus on it.
fn row(items: Signal<Vec<QueueItem>>, first: QueueItem) -> Signal<QueueItem> {
    Memo::new(move |last: Option<&QueueItem>| {
        let items = items.read();
        let now = items.iter().find(|item| item.key == first.key);
        now.or(last).unwrap_or(&first).clone()
    })
    .into()
}

/// One row of the queue.
#[component]
pub fn QueueRow(
    /// The request.
    #[prop(into)]
    item: Signal<QueueItem>,
    /// Opens it without leaving the page.
    #[prop(optional_no_strip, into)]
    on_open: Option<Callback<String>>,
) -> impl IntoView {
    let side_class = move || item.read().tag.as_ref().map_or("", |(tone, _)| tone.tag_class());
    let side = move || {
        let item = item.read();
        item.tag.as_ref().map(|(_, word)| word.clone()).or_else(|| item.holder.clone())
    };
    view! {
        <li>
            <a
                class="q"
                class:q-fresh=move || item.read().fresh
                href=move || item.read().href.clone()
                aria-current=move || item.read().current.then_some("true")
                on:click=move |event| {
                    if let Some(call) = on_open {
                        event.prevent_default();
                        call.run(item.read_untracked().key.clone());
                    }
                }
            >
                <b>{move || item.read().title.clone()}</b>
                <span class="q-side"><span class=side_class>{side}</span></span>
                <small>{move || item.read().detail.clone()}</small>
                <small class="q-side">{move || item.read().age.clone()}</small>
                <Meter
                    used=Signal::derive(move || item.read().used)
                    label=Signal::derive(move || item.read().used_words.clone())
                />
            </a>
        </li>
    }
}
