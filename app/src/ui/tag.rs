//! A state in a word with a sign.
use leptos::prelude::*;

use super::tone::Tone;

/// The word for a state.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// Its tone, which chooses colour and sign.
    #[prop(optional, into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! { <span class=move || tone.get().tag_class()>{move || label.get()}</span> }
}
