//! Forwards and backwards through a long list, by key and never by offset.
use leptos::prelude::*;

/// The ways to the neighbours of this part of a list.
#[component]
pub fn Pager(
    /// What is turned over, for those who hear it.
    #[prop(into)]
    label: String,
    /// The word and the address of the part before.
    #[prop(optional_no_strip)]
    before: Option<(String, String)>,
    /// Where we are ("41-60").
    #[prop(optional_no_strip, into)]
    here: Option<String>,
    /// The word and the address of the part after.
    #[prop(optional_no_strip)]
    after: Option<(String, String)>,
) -> impl IntoView {
    let way = |way: Option<(String, String)>, rel| {
        view! { <span>{way.map(|(word, href)| view! { <a href=href rel=rel>{word}</a> })}</span> }
    };
    view! {
        <nav class="pager" aria-label=label>
            {way(before, "prev")}
            {here.map(|here| view! { <span class="muted num">{here}</span> })}
            {way(after, "next")}
        </nav>
    }
}
