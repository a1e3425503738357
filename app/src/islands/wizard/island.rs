//! The island itself: one element that draws the stop it is at.
use super::{
    check, documents, head,
    start::Start,
    step,
    writing::{Writing, kind_of},
};
use domain::StopKind;
use leptos::prelude::*;

/// The wizard at one stop of a draft.
#[island]
pub fn Wizard(
    /// All it draws from.
    start: Start,
) -> impl IntoView {
    let writing = Writing::new(start);
    view! {
        <div class="wrap wrap-dock" id="wizard">
            {move || {
                let step = writing.step.get();
                untrack(move || stop(writing, &step))
            }}
        </div>
    }
}

/// One stop: where one is, what is asked, what has to be put right, the form.
fn stop(writing: Writing, step: &str) -> AnyView {
    let body = match kind_of(step) {
        StopKind::Questions => step::form(writing, step),
        StopKind::Documents => documents::stop(writing),
        StopKind::Check => check::stop(writing),
    };
    (head::head(writing, step), body).into_any()
}
