//! The mark: a household listed on one card, under one roof. The same drawing is the icon file `style/mark.svg`.
use leptos::prelude::*;

const CARD: &str = "M14.2 1.6a3 3 0 0 1 3.6 0l10.7 8A4 4 0 0 1 30 12.8V26a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V12.8a4 4 0 0 1 1.5-3.2z";
const PEOPLE: &str = "M8.5 10.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zm0 6a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zm0 6.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM15 12h10a1 1 0 0 1 0 2H15a1 1 0 0 1 0-2zm0 6h10a1 1 0 0 1 0 2H15a1 1 0 0 1 0-2zm0 6h6a1 1 0 0 1 0 2h-6a1 1 0 0 1 0-2z";

/// The mark with the name of the site beside it, linking home.
#[component]
pub fn Mark(
    /// The name people read.
    #[prop(into)]
    name: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! {
        <a class="mark" href=href>
            <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
                <path class="mark-card" d=CARD />
                <path class="mark-people" d=PEOPLE />
            </svg>
            {name}
        </a>
    }
}
