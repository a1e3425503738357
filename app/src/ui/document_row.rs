//! One file in its slot: what it shows, its name and weight, how it stands, what one may do.
use leptos::prelude::*;

use super::tag::Tag;
use super::tone::Tone;

/// The list around the rows.
#[component]
pub fn Documents(
    /// [`DocumentRow`]s.
    children: Children,
) -> impl IntoView {
    view! { <ul class="docs">{children()}</ul> }
}

/// One file or one slot.
#[component]
pub fn DocumentRow(
    /// What it proves ("Surat keterangan kelahiran").
    #[prop(into)]
    title: String,
    /// Its name, weight, sharpness.
    #[prop(into)]
    detail: Signal<String>,
    /// The address of a small picture; else the kind of file is shown.
    #[prop(optional_no_strip, into)]
    thumb: Option<String>,
    /// "JPG", "PDF".
    #[prop(optional, into)]
    format: String,
    /// How it stands: the tone and the word; nothing when there is no word.
    #[prop(optional, into)]
    state: Signal<Option<(Tone, String)>>,
    /// What one may do: small buttons or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let thumb = match thumb {
        Some(source) => {
            view! { <img class="thumb" src=source alt="" width="60" height="60" loading="lazy" /> }.into_any()
        }
        None => view! { <span class="thumb" aria-hidden="true">{format}</span> }.into_any(),
    };
    let tag = move || state.get().map(|(tone, word)| view! { <Tag label=word tone=tone /> });
    view! {
        <li class="doc">
            {thumb}
            <span class="doc-name">
                {title} <br /> <span class="small muted num">{move || detail.get()}</span>
            </span>
            {tag}
            {children.map(|children| view! { <div class="doc-more">{children()}</div> })}
        </li>
    }
}
