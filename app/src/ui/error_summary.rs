//! Everything that hinders, at the top of the page, each a link to its field. Whoever shows it moves the focus
//! to it: the server by the address's `#ringkasan-galat`, an island by the same id.
use leptos::prelude::*;

use super::field::field_id;

/// The id of the summary.
pub const ERROR_SUMMARY_ID: &str = "ringkasan-galat";

/// One thing that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryItem {
    /// The name of the field in the form; empty when it is about none.
    pub field: String,
    /// What is wrong, in words.
    pub words: String,
}

/// The summary; nothing when nothing is wrong.
#[component]
pub fn ErrorSummary(
    /// "Ada 2 hal yang perlu diperbaiki".
    #[prop(into)]
    title: Signal<String>,
    /// What is wrong, in the order of the page.
    #[prop(into)]
    items: Signal<Vec<SummaryItem>>,
) -> impl IntoView {
    move || {
        let items = items.get();
        (!items.is_empty()).then(|| {
            let lines = items
                .into_iter()
                .map(|item| {
                    let line = if item.field.is_empty() {
                        view! { <b>{item.words}</b> }.into_any()
                    } else {
                        view! { <a href=format!("#{}", field_id(&item.field))>{item.words}</a> }.into_any()
                    };
                    view! { <li>{line}</li> }
                })
                .collect_view();
            view! {
                <div class="summary" role="alert" tabindex="-1" id=ERROR_SUMMARY_ID>
                    <h2>{title.get()}</h2>
                    <ul>{lines}</ul>
                </div>
            }
        })
    }
}
