//! Time used of the time promised. The browser picks the colour from `low`, `high` and `optimum`; the words say it.
use leptos::prelude::*;

/// A thin bar; green below 60 per cent, then turmeric brown, red from 90.
#[component]
pub fn Meter(
    /// Per cent of the promised time that is gone; more than 100 is drawn full.
    #[prop(into)]
    used: Signal<u16>,
    /// The same in words.
    #[prop(into)]
    label: Signal<String>,
    /// Eight pixels high, for figures.
    #[prop(optional)]
    tall: bool,
) -> impl IntoView {
    view! {
        <meter
            class=if tall { "meter meter-tall" } else { "meter" }
            min="0"
            max="100"
            low="60"
            high="90"
            optimum="0"
            value=move || used.get().min(100).to_string()
            aria-label=move || label.get()
        ></meter>
    }
}
