//! One thing to know, with its sign: information, done, attention, refused.
use leptos::prelude::*;

use super::tone::Tone;

/// A notice in the flow of the page.
#[component]
pub fn Notice(
    /// Its tone.
    #[prop(optional)]
    tone: Tone,
    /// A headline, where the words need one.
    #[prop(optional_no_strip, into)]
    title: Option<String>,
    /// Said at once by a screen reader: only for what has just happened.
    #[prop(optional)]
    alert: bool,
    /// What to know and what to do.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.note_class() role=alert.then_some("alert")>
            {title.map(|title| view! { <h2>{title}</h2> })}
            {children()}
        </div>
    }
}
