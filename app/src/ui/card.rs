//! A sheet of paper: one subject with its headline.
use leptos::prelude::*;

/// A section on its own sheet.
#[component]
pub fn Card(
    /// The headline.
    #[prop(optional_no_strip, into)]
    title: Option<String>,
    /// What stands at the end of the headline's line: a live dot, a link.
    #[prop(optional, into)]
    aside: ViewFn,
    /// The subject.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            {title.map(|title| view! { <div class="card-head"><h2>{title}</h2>{aside.run()}</div> })}
            {children()}
        </section>
    }
}
