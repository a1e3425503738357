//! Nothing here, and what to do about it.
use leptos::prelude::*;

/// An empty page or list.
#[component]
pub fn EmptyState(
    /// "Belum ada permohonan".
    #[prop(into)]
    title: String,
    /// What one can do.
    #[prop(into)]
    text: String,
    /// The act, when there is one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
