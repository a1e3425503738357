//! The mark: a household listed on one card, under one roof. The same drawing is the icon file `style/mark.svg`.
use leptos::prelude::*;

const CARD: &str = "M14.2 1.6a3 3 0 0 1 3.6 0l10.7 8A4 4 0 0 1 30 12.8V26a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V12.8a4 4 0 0 1 1.5-3.2z";
/// Names are lines and heads are dots, which are lines without a length: a third of the bytes of their outlines, on
/// every page.
const NAMES: &str = "M15 13h10M15 19h10M15 25h6";
const HEADS: &str = "M8.5 13h0M8.5 19h0";
const CHILD: &str = "M8.5 25h0";

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
                <g class="mark-people">
                    <path stroke-width="2" d=NAMES />
                    <path stroke-width="5" d=HEADS />
                    <path stroke-width="4" d=CHILD />
                </g>
            </svg>
            {name}
        </a>
    }
}
