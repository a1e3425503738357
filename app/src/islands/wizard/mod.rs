//! The wizard: one island that draws every stop of a request from one value, `StepView`. Drawn on the server
//! first, with real forms: without WASM each step is posted and answered with a redirect. With it the same
//! forms are caught, checked by the same rules, and saved while typing.
//!
//! The views here know nothing of the browser. What listens, saves and uploads is in `awake`, in WASM only.
mod check;
mod check_parts;
mod documents;
mod head;
mod island;
pub mod keeping;
mod question;
mod reasons;
mod slot;
mod start;
mod step;
#[cfg(test)]
mod tests;
pub mod unsent;
pub mod uploads;
mod way;
pub mod writing;

pub use island::Wizard;
pub use start::{FlagWords, Start};

use crate::routes;
use domain::{CHECK, FieldIssue, StepView};

/// The headline of a step, for the title of the page.
pub fn title(view: &StepView, step: &str) -> String {
    way::title_of(view, writing::kind_of(step), step)
}

/// Everything wrong with the stored answers or documents of a step.
pub fn issues_of(view: &StepView, step: &str) -> Vec<FieldIssue> {
    writing::issues_at(view, &view.answers, &view.documents, step)
}

/// Where "Lanjutkan" leads from a step that is right.
pub fn forward(view: &StepView, step: &str, from_check: bool) -> String {
    let next = way::next_after(&view.journey(), step, from_check);
    if from_check && next != CHECK {
        routes::step_from_check(view.draft, &next)
    } else {
        routes::step(view.draft, &next)
    }
}
