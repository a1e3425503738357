//! One number that matters, with its meaning.
use leptos::prelude::*;

/// A number on its own sheet; several stand in a grid of the class `cards`.
#[component]
pub fn Figure(
    /// "6 jam".
    #[prop(into)]
    value: Signal<String>,
    /// "Separuh permohonan selesai dalam".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <div class="card figure"><span class="muted">{label}</span><b>{move || value.get()}</b></div> }
}
