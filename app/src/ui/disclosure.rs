//! More for those who want it, without a script.
use leptos::prelude::*;

/// Words that open to more words.
#[component]
pub fn Disclosure(
    /// What it opens.
    #[prop(into)]
    summary: String,
    /// Open to begin with.
    #[prop(optional)]
    open: bool,
    /// The rest.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="more" open=open>
            <summary>{summary}</summary>
            <div>{children()}</div>
        </details>
    }
}
