//! What is wrong with a field, in words, above the control it is about.
use leptos::prelude::*;

/// One sentence, or nothing. The sign before it is drawn by the style sheet.
#[component]
pub fn FieldErrorLine(
    /// The id that `aria-describedby` of the control names.
    id: String,
    /// The sentence.
    error: Signal<Option<String>>,
) -> impl IntoView {
    move || error.get().map(|words| view! { <p class="error" id=id.clone()>{words}</p> })
}
