//! A part that is not there yet: words at once for those who hear, bars after 300 ms for those who see.
use leptos::prelude::*;

/// Lines to come.
#[component]
pub fn Skeleton(
    /// "Memuat antrean".
    #[prop(into)]
    words: String,
    /// How many bars.
    #[prop(default = 3)]
    lines: u8,
) -> impl IntoView {
    view! {
        <div role="status">
            <p class="small muted">{words}</p>
            {(0..lines).map(|_| view! { <div class="skeleton"></div> }).collect_view()}
        </div>
    }
}
