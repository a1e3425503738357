//! Answers that were given otherwise on another device meanwhile: shown side by side by a module of its own, and
//! chosen by the person. Nothing is decided here.
use super::{
    keeping::{self, Keeping},
    look, moving, page,
    writing::{Shared, Writing},
};
use crate::text::Wizard;
use domain::{Answers, facts};
use js_sys::Array;
use wasm_bindgen::JsValue;

/// Where the choice is shown; it names the module that shows it.
const PLACE: &str = "[data-differ]";

/// Asks which answers shall count.
pub fn show(writing: &Shared, fields: &[String]) -> Option<()> {
    keeping::say(writing, Keeping::Refused(Wizard::of(writing.language()).differ.to_owned()));
    let place = page::find(&writing.root, PLACE)?;
    let here = told(writing, &writing.answers.borrow().clone());
    let there = told(writing, &writing.known.borrow().clone());
    let rows = Array::new();
    let mut seen = "";
    for field in fields {
        let code = field.split_once('.').map_or(field.as_str(), |(code, _)| code);
        // Parts of one question follow each other: fields are sorted.
        let code = if writing.view.procedure.question(code).is_some() { code } else { field };
        if std::mem::replace(&mut seen, code) != code {
            let row = [code, &label(writing, code), &here(code), &there(code)].map(JsValue::from_str);
            rows.push(&row.iter().collect::<Array>());
        }
    }
    page::put(&place, "data-rows", &super::answer::json(&rows));
    page::put(&place, "data-more", &place.get_attribute("data-module")?);
    // Told by moving it: what only some stops need is fetched when it comes.
    writing.root.prepend_with_node_1(&place).ok()
}

/// What the answer to a question is, in words.
fn told<'a>(writing: &'a Writing, answers: &Answers) -> impl Fn(&str) -> String + use<'a> {
    let view = &writing.view;
    let facts = facts(&view.procedure, answers, &view.context, view.language);
    move |code| {
        let value = facts.iter().find(|fact| fact.question == code).map(|fact| fact.value.as_str());
        let value = value.unwrap_or_default();
        look::label_of(writing, code, value).unwrap_or_else(|| value.to_owned())
    }
}

fn label(writing: &Writing, code: &str) -> String {
    let procedure = &writing.view.procedure;
    let slot = || procedure.slot(code.split_once('.')?.1).map(|slot| slot.label.clone());
    procedure.question(code).map(|question| question.label.clone()).or_else(slot).unwrap_or_default()
}

/// One has chosen: `+` keeps what was answered here, `-` what was answered there.
pub fn choose(writing: &Shared, chosen: &str) {
    let Some((sign, code)) = chosen.split_at_checked(1) else { return };
    let known = writing.known.borrow().clone();
    writing.unsent.borrow_mut().settle(code, sign == "+", &known);
    let answers = writing.unsent.borrow().over(known);
    writing.answers.replace(answers);
    moving::refresh(writing);
    if writing.unsent.borrow().is_empty() {
        keeping::say(writing, Keeping::Before);
        keeping::to_device(writing);
    } else {
        keeping::changed(writing);
    }
}
