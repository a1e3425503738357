//! The form of one step. It posts by itself; `_go` says which button was pressed.
use super::{keeping, question::question, writing::Writing};
use crate::{
    text::Wizard,
    ui::{
        button::{Button, ButtonKind},
        dock::Dock,
    },
};
use domain::{Condition, Question, Step};
use leptos::prelude::*;

/// Where steps are posted.
pub const ACTION: &str = "/api/langkah";

/// What every form of the wizard carries: draft, step and where to go back to.
pub fn carried(writing: Writing, step: &str) -> impl IntoView {
    let back_to = move || {
        writing.from_check.get().then(|| view! { <input type="hidden" name="_kembali" value="periksa" /> })
    };
    view! {
        <input type="hidden" name="_draft" value=writing.draft.to_string() />
        <input type="hidden" name="_step" value=step.to_owned() />
        {back_to}
    }
}

/// Kembali and Lanjutkan, with the line that says where the answers are.
pub fn dock(writing: Writing) -> impl IntoView {
    let words = Wizard::of(writing.language);
    view! {
        <Dock saved=move || keeping::line(writing)>
            <Button label=words.back kind=ButtonKind::Ghost send=("_go", "back".to_owned()) />
            <Button label=words.next send=("_go", "next".to_owned()) />
        </Dock>
    }
}

/// Enter in a field presses the first button of a form: this one, not Kembali.
pub fn enter_goes_on(writing: Writing) -> impl IntoView {
    view! {
        <button class="vh" name="_go" value="next" tabindex="-1" aria-hidden="true">
            {Wizard::of(writing.language).next}
        </button>
    }
}

/// The form of a step.
pub fn form(writing: Writing, step: &str) -> AnyView {
    let Some(asked) = writing.with_view(|view| view.procedure.step(step).cloned()) else {
        return ().into_any();
    };
    let alone = asked.questions.len() == 1;
    let update = (has_inner_condition(&asked)).then(|| update_button(writing));
    let questions = asked.questions.into_iter().map(|asked| when_asked(writing, asked, alone)).collect_view();
    view! {
        <form method="post" action=ACTION id="langkah" novalidate=true>
            {carried(writing, step)}
            {enter_goes_on(writing)}
            {questions}
            {update}
            {dock(writing)}
        </form>
    }
    .into_any()
}

/// A question that always applies is drawn once; another comes and goes with the answers before it.
fn when_asked(writing: Writing, asked: Question<String>, alone: bool) -> AnyView {
    if asked.when == Condition::Always {
        return question(writing, &asked, alone);
    }
    let code = asked.code.clone();
    let applies = Memo::new(move |_| writing.asks(&code));
    (move || applies.get().then(|| untrack(|| question(writing, &asked, alone)))).into_any()
}

/// Whether a question depends on another of the same step: without a script it appears after posting.
fn has_inner_condition(step: &Step<String>) -> bool {
    let here = |code: &str| step.questions.iter().any(|question| question.code == code);
    step.questions.iter().any(|question| question.when.questions().into_iter().any(here))
}

/// Posts the answers and comes back to the same step. As long as no script shows such questions at once, it
/// is there for everybody.
fn update_button(writing: Writing) -> impl IntoView {
    view! {
        <p>
            <button class="btn btn-quiet" name="_go" value="stay">{Wizard::of(writing.language).reload}</button>
        </p>
    }
}
