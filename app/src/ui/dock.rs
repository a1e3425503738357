//! The two acts of a step, always in reach of the thumb, and the words that say where everything is kept.
use leptos::prelude::*;

use super::button::{Button, ButtonKind};

/// Where the answers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// On the server.
    #[default]
    Server,
    /// On the device, waiting for the network.
    Device,
    /// On the way.
    Saving,
    /// The server did not take them; the device has them.
    Failed,
}

impl SaveState {
    fn class(self) -> &'static str {
        match self {
            Self::Server => "saved",
            Self::Device => "saved saved-device",
            Self::Saving => "saved saved-wait",
            Self::Failed => "saved saved-bad",
        }
    }
}

/// One line: where the answers are, and a way to try again.
#[component]
pub fn Saved(
    /// Where they are.
    #[prop(into)]
    state: Signal<SaveState>,
    /// The same in words.
    #[prop(into)]
    words: Signal<String>,
    /// "Coba lagi".
    #[prop(optional_no_strip, into)]
    retry: Option<String>,
    /// Tries again.
    #[prop(optional_no_strip, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let again = move || {
        let retry = retry.clone().filter(|_| state.get() == SaveState::Failed)?;
        let press = on_retry?;
        Some(view! { <Button label=retry kind=ButtonKind::Link on_press=press /> })
    };
    view! {
        <p class=move || state.get().class()>
            <span role="status">{move || words.get()}</span>
            {again}
        </p>
    }
}

/// The bar at the bottom of a step; the last button takes the room that is left.
#[component]
pub fn Dock(
    /// [`Saved`], or nothing.
    #[prop(optional, into)]
    saved: ViewFn,
    /// Kembali, Lanjutkan.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="dock">
            {saved.run()}
            <div class="row">{children()}</div>
        </div>
    }
}
