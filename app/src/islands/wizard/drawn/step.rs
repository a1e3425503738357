//! The form of one step. It posts by itself; `_go` says which button was pressed.
use super::{question::question, sheet::Sheet};
use crate::{
    text::Common,
    ui::{
        button::{Button, ButtonKind},
        dock::{Dock, SaveState, Saved},
    },
};
use domain::{Condition, Question, Step, reading::visible_questions};
use leptos::prelude::*;

/// Where steps are posted.
pub const ACTION: &str = "/api/langkah";

/// What every form of the wizard carries: draft, step and where to go back to.
pub fn carried(sheet: &Sheet, step: &str) -> AnyView {
    let back_to = sheet
        .start()
        .props
        .from_check
        .then(|| view! { <input type="hidden" name="_kembali" value="periksa" /> });
    view! {
        <input type="hidden" name="_draft" value=sheet.draft().to_string() />
        <input type="hidden" name="_step" value=step.to_owned() />
        {back_to}
    }
    .into_any()
}

/// The line that says where the answers are.
pub fn saved(sheet: &Sheet) -> AnyView {
    view! { <Saved state=SaveState::Device words=sheet.words().saved_on_continue /> }.into_any()
}

/// Kembali and Lanjutkan.
pub fn dock(sheet: &Sheet) -> AnyView {
    let words = sheet.words();
    let line = sheet.clone();
    view! {
        <Dock saved=move || saved(&line)>
            <Button label=words.back kind=ButtonKind::Ghost send=("_go", "back".to_owned()) />
            <Button label=words.next send=("_go", "next".to_owned()) />
        </Dock>
    }
    .into_any()
}

/// The help, which leads back here. A button, so that what was typed is stored also where no script runs.
pub fn help(sheet: &Sheet) -> AnyView {
    view! {
        <p>
            <button class="btn btn-link" name="_go" value="bantuan:">
                {Common::of(sheet.language()).help}
            </button>
        </p>
    }
    .into_any()
}

/// Enter in a field presses the first button of a form: this one, not Kembali.
pub fn enter_goes_on(sheet: &Sheet) -> AnyView {
    view! {
        <button class="vh" name="_go" value="next" tabindex="-1" aria-hidden="true">
            {sheet.words().next}
        </button>
    }
    .into_any()
}

/// The form of a step.
pub fn form(sheet: &Sheet, step: &str) -> AnyView {
    let Some(asked) = sheet.view().procedure.step(step) else {
        return ().into_any();
    };
    let alone = asked.questions.len() == 1;
    let update = has_inner_condition(asked).then(|| update_button(sheet));
    let applying = visible_questions(asked, sheet.live(), &sheet.view().context);
    // What could be answered here: a question that only this posting brings up is not missing yet.
    let shown = update.is_some().then(|| {
        let codes = applying.iter().map(|question| question.code.as_str()).collect::<Vec<_>>().join(" ");
        view! { <input type="hidden" name="_shown" value=codes /> }
    });
    let applies = |code: &str| applying.iter().any(|question| question.code == code);
    let questions =
        asked.questions.iter().map(|one| when_asked(sheet, one, alone, applies(&one.code))).collect_view();
    view! {
        <form method="post" action=ACTION data-form="step" novalidate=true autocomplete="off">
            {carried(sheet, step)}
            {shown}
            {enter_goes_on(sheet)}
            {questions}
            {update}
            {help(sheet)}
            {dock(sheet)}
        </form>
    }
    .into_any()
}

/// A question that depends on others waits hidden until it applies.
fn when_asked(sheet: &Sheet, asked: &Question<String>, alone: bool, applies: bool) -> AnyView {
    let drawn = question(sheet, asked, alone);
    if asked.when == Condition::Always {
        return drawn;
    }
    view! {
        <div data-question=asked.code.clone() hidden=!applies>
            {drawn}
        </div>
    }
    .into_any()
}

/// Whether a question depends on another of the same step: without a script it appears after posting.
fn has_inner_condition(step: &Step<String>) -> bool {
    let here = |code: &str| step.questions.iter().any(|question| question.code == code);
    step.questions.iter().any(|question| question.when.questions().into_iter().any(here))
}

/// Posts the answers and comes back to the same step; a script that shows such questions at once takes it away.
fn update_button(sheet: &Sheet) -> AnyView {
    let words = sheet.words().reload.to_owned();
    view! {
        <p data-update>
            <button class="btn btn-quiet" name="_go" value="stay">
                {words}
            </button>
        </p>
    }
    .into_any()
}
