//! The wizard as the server draws it: the stop one is at, the others in a template, and the rows that come and
//! go. The script finds its places by `data-` attributes.
mod check;
mod documents;
mod head;
mod question;
mod reasons;
mod rows;
mod sheet;
mod slot;
mod step;

use super::{kind_of, start::Start};
use crate::{
    assets::Assets,
    text::{Offline as Away, Wizard as Words},
    ui::live::Offline,
};
use domain::{CHECK, DOCUMENTS, Procedure, QuestionKind, StopKind};
use leptos::prelude::*;
use serde_json::json;
use sheet::Sheet;

/// The name by which the loader finds what wakes the island.
const COMPONENT: &str = "Wizard";

/// The wizard at one stop of a draft.
#[component]
pub fn Wizard(
    /// All it draws from.
    start: Start,
) -> impl IntoView {
    if start.assisted {
        return alone(start);
    }
    let mut carried = start.props.clone();
    leave_out(&mut carried.view.procedure);
    let props = serde_json::to_string(&carried).unwrap_or_default();
    let here = start.props.view.step.clone();
    let sheet = Sheet::new(start);
    let steps = sheet.view().procedure.steps.iter().map(|step| step.code.clone());
    let others: Vec<String> =
        steps.chain([DOCUMENTS.to_owned(), CHECK.to_owned()]).filter(|step| *step != here).collect();
    let asleep = sheet.asleep();
    let (words, away) = (Words::of(sheet.language()), Away::of(sheet.language()));
    let others = others.iter().map(|step| stop(&asleep, step)).collect_view();
    view! {
        <leptos-island data-component=COMPONENT data-props=props>
            <div class="wrap wrap-dock" id="wizard">
                <Offline words=words.offline kept=away.copy />
                {differing(away, words.left_out)}
                <div data-way>{head::way(&sheet, &here)}</div>
                <div data-above>{head::above(&sheet)}</div>
                {stop(&sheet, &here)}
            </div>
            <template data-stops>{others}</template>
            <template data-rows>{rows::rows(&sheet)}</template>
        </leptos-island>
    }
    .into_any()
}

/// One stop and nothing for a script: what an officer sees who fills it in.
fn alone(start: Start) -> AnyView {
    let here = start.props.view.step.clone();
    let sheet = Sheet::new(start);
    view! {
        <div class="wrap wrap-dock" id="wizard">
            <div>{head::way(&sheet, &here)}</div>
            <div>{head::above(&sheet)}</div>
            {stop(&sheet, &here)}
        </div>
    }
    .into_any()
}

/// Where answers of two devices are shown side by side, by a module that is fetched when they differ.
fn differing(words: Away, empty: &str) -> AnyView {
    let said = json!([words.here, words.there, empty]).to_string();
    let module = use_context::<Assets>().unwrap_or_default().url("differ.js");
    view! { <div data-differ data-module=module data-words=said hidden></div> }.into_any()
}

/// The script needs neither what the page before said of the procedure nor its effects: it asks the server what they
/// come to.
fn leave_out(procedure: &mut Procedure<String>) {
    procedure.effects.clear();
    procedure.reasons.clear();
    procedure.examples.clear();
    procedure.legal_basis.clear();
    // Hints and notices stand in the stops already.
    for step in &mut procedure.steps {
        step.hint = None;
        for question in &mut step.questions {
            question.hint = None;
            if let QuestionKind::Options { options } = &mut question.kind {
                for opt in options {
                    opt.hint = None;
                }
            }
        }
    }
    for slot in &mut procedure.documents {
        slot.hint = None;
    }
    for notice in &mut procedure.notices {
        notice.text.clear();
    }
    for text in [&mut procedure.description, &mut procedure.result, &mut procedure.who_may] {
        text.clear();
    }
}

/// One stop: what is asked, what to know, the form.
fn stop(sheet: &Sheet, step: &str) -> AnyView {
    let body = match kind_of(step) {
        StopKind::Questions => step::form(sheet, step),
        StopKind::Documents => documents::stop(sheet),
        StopKind::Check => check::stop(sheet),
    };
    let head = head::head(sheet, step);
    view! { <section data-stop=step.to_owned()>{head} {body}</section> }.into_any()
}
