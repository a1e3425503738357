//! Answers and their controls.
use super::{
    control::{ANSWERS, Control},
    issues, keeping, page, progress,
    writing::{Shared, Writing},
};
use crate::islands::wizard::rules::{compared, proposed};
use domain::{Answers, CHECK, QuestionKind, StepView, reading::visible_questions};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Takes what the controls hold: typed before this woke, put back by the browser after a reload, or, when the step is
/// passed, proposed.
pub fn take_what_was_typed(writing: &Shared, passed: bool) {
    let Some(section) = writing.section() else { return };
    for control in controls(section) {
        let name = control.name();
        let known = writing.answers.borrow().get(&name).unwrap_or_default().to_owned();
        if let Some(typed) = control.answer().filter(|typed| *typed != known)
            && (passed || proposed(&writing.view, &writing.live(), &name) != Some(typed.as_str()))
        {
            note(writing, &name, &typed);
        }
    }
}

fn controls(within: &Element) -> Vec<Control> {
    page::all(within, ANSWERS).into_iter().map(JsCast::unchecked_into).collect()
}

/// Shows the answers in the controls of a stop; what is proposed counts once "Lanjutkan" was pressed.
pub fn fill(writing: &Writing, section: &Element) {
    for control in controls(section) {
        let name = control.name();
        let answer = writing.answers.borrow().get(&name).unwrap_or_default().to_owned();
        if answer.is_empty() {
            control.show_answer(proposed(&writing.view, &writing.live(), &name).unwrap_or_default());
        } else {
            control.show_answer(&answer);
        }
    }
}

/// Takes what is being typed.
pub fn typed(writing: &Shared, target: &Element) {
    if !target.matches(ANSWERS).unwrap_or(false) {
        return;
    }
    let control: &Control = target.unchecked_ref();
    if let Some(answer) = control.answer() {
        take(writing, &control.name(), &answer);
    }
}

/// Takes an answer: keeps it, and lets the page follow.
pub fn take(writing: &Shared, name: &str, answer: &str) {
    if writing.answers.borrow().get(name) == Some(answer) {
        return;
    }
    note(writing, name, answer);
    for (_, about) in writing.view.procedure.questions().filter(|(_, asked)| asked.is_relation_to(name)) {
        note(writing, &about.code, "");
    }
    follow(writing);
    keeping::changed(writing);
}

fn note(writing: &Writing, name: &str, answer: &str) {
    // Longer than the server would take: the field says so when it is checked.
    let _ = writing.answers.borrow_mut().set(name, answer);
    let known = writing.known.borrow().get(name).unwrap_or_default().to_owned();
    writing.unsent.borrow_mut().note(name, answer, &known);
}

/// What depends on the answers: questions, notices, the present value, the way.
pub fn follow(writing: &Writing) {
    let step = writing.here();
    if let Some(section) = writing.section() {
        let (view, live) = (&writing.view, writing.live());
        if let Some(asked) = view.procedure.step(&step) {
            let asks = visible_questions(asked, &live, &view.context);
            for place in page::all(section, "[data-question]") {
                let code = place.get_attribute("data-question").unwrap_or_default();
                page::show(&place, asks.iter().any(|question| question.code == code));
            }
        }
        let told = view.procedure.notices_at(&step, &live, &view.context);
        for place in page::all(section, "[data-notice]") {
            let code = place.get_attribute("data-notice").unwrap_or_default();
            page::show(&place, told.iter().any(|notice| notice.code == code));
        }
        for line in page::all(section, "[data-was]") {
            let attribute = |name: &str| line.get_attribute(name).unwrap_or_default();
            let of = compared(view, &attribute("data-was")).map(|(member, _)| live.text(member));
            page::show(&line, of == Some(attribute("data-of").as_str()));
        }
        offer(section, view, &live);
    }
    progress::draw(writing);
}

/// Only members who may be chosen after what was answered.
fn offer(section: &Element, view: &StepView, live: &Answers) {
    let step = section.get_attribute("data-stop").unwrap_or_default();
    let asked = view.procedure.step(&step).into_iter().flat_map(|step| &step.questions);
    for question in asked.filter(|question| matches!(question.kind, QuestionKind::Member(_))) {
        for row in page::all(section, &["[name='", &question.code, "']"].concat()) {
            let member = view.context.member(&row.unchecked_ref::<Control>().value());
            let offered = member.is_some_and(|member| question.offers(member, live, &view.context));
            if let Some(row) = row.parent_element() {
                page::show(&row, offered);
            }
        }
    }
}

/// On leaving a field: looks again at what was shown as wrong.
pub fn left(writing: &Writing) {
    if writing.issues.borrow().is_empty() || writing.here() == CHECK {
        return;
    }
    let now = writing.wrong_at(&writing.here());
    let shown: Vec<String> = writing.issues.borrow().iter().map(|issue| issue.field.clone()).collect();
    let still: Vec<_> = now.into_iter().filter(|issue| shown.contains(&issue.field)).collect();
    issues::shrink(writing, &still);
}
