//! The wizard: every stop of a request, drawn by the server from one value, `StepView`, as real forms: without
//! WASM each step is posted and answered with a redirect.
//!
//! With WASM the same page wakes: the forms are caught, checked by the same rules, saved while typing, and the
//! other stops, which lie in the page as a template, are put in place without asking the server. The script
//! fills what the server drew and draws no question itself. As an island hydrated by Leptos the same wizard
//! weighed 322 KB (brotli) before it listened to anything; so this island is woken by hand and carries no
//! Leptos at all.
#[cfg(all(feature = "browser", feature = "citizen"))]
mod awake;
#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
mod drawn;
mod rules;
mod start;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod told;
pub mod unsent;
pub mod way;

#[cfg(feature = "ssr")]
pub use changes::{changes, family, on_its_way};
#[cfg(feature = "ssr")]
pub use drawn::Wizard;
pub use rules::{issues_at, kind_of};
#[cfg(feature = "ssr")]
pub use start::Again;
pub use start::{FlagWords, Props, Start};

use crate::routes;
use domain::{CHECK, FieldIssue, Journey, StepView};

/// The headline of a step, for the title of the page.
pub fn title(view: &StepView, step: &str) -> String {
    way::title_of(view, kind_of(step), step)
}

/// Everything wrong with the stored answers or documents of a step.
pub fn issues_of(view: &StepView, step: &str) -> Vec<FieldIssue> {
    issues_at(view, &view.answers, &view.documents, step)
}

/// Where "Lanjutkan" leads from a step that is right.
pub fn forward(view: &StepView, way: &Journey, step: &str, from_check: bool) -> String {
    let next = way::next_after(way, step, from_check);
    if from_check && next != CHECK {
        routes::step_from_check(view.draft, &next)
    } else {
        routes::step(view.draft, &next)
    }
}
