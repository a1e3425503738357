//! A list of ways to go, the whole row being the link: procedures, requests, messages.
use leptos::prelude::*;

use super::tag::Tag;
use super::tone::Tone;

/// The list around the rows.
#[component]
pub fn Links(
    /// [`LinkRow`]s.
    children: Children,
) -> impl IntoView {
    view! { <ul class="links">{children()}</ul> }
}

/// One way.
#[component]
pub fn LinkRow(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its name.
    #[prop(into)]
    title: String,
    /// A second, quiet line.
    #[prop(optional_no_strip, into)]
    detail: Option<String>,
    /// How it stands.
    #[prop(optional_no_strip)]
    tag: Option<(Tone, String)>,
) -> impl IntoView {
    view! {
        <li>
            <a href=href>
                <b>{title}</b>
                {detail.map(|detail| view! { <span class="small muted">{detail}</span> })}
                {tag.map(|(tone, word)| view! { <Tag label=word tone=tone /> })}
            </a>
        </li>
    }
}
