//! Whether this page hears the office, and the banner of a page without a network.
use leptos::prelude::*;

/// How the line to the office stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LiveState {
    /// Every change arrives by itself.
    #[default]
    On,
    /// Trying to.
    Joining,
    /// Cut off.
    Off,
}

/// The sign and the word for it.
#[component]
pub fn Live(
    /// How it stands.
    #[prop(into)]
    state: Signal<LiveState>,
    /// The same in a word.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    let class = move || match state.get() {
        LiveState::On => "live",
        LiveState::Joining => "live live-wait",
        LiveState::Off => "live live-off",
    };
    view! { <span class=class role="status">{move || words.get()}</span> }
}

/// The banner of a page without a network; the page's module unhides `#luring` when the network goes.
#[component]
pub fn Offline(
    /// What still works.
    #[prop(into)]
    words: String,
    /// There is no network.
    #[prop(optional, into)]
    shown: Signal<bool>,
    /// What the service worker puts in its place where it shows a copy.
    #[prop(optional)]
    kept: Option<&'static str>,
) -> impl IntoView {
    view! { <p class="offline" id="luring" role="status" data-kept=kept hidden=move || !shown.get()>{words}</p> }
}
