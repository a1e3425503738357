//! A key one may press. Only for the eye: the button says it by `aria-keyshortcuts`.
use leptos::prelude::*;

/// One key.
#[component]
pub fn Kbd(
    /// "S", "/", "+".
    #[prop(into)]
    key: String,
) -> impl IntoView {
    view! { <span class="kbd" aria-hidden="true">{key}</span> }
}
