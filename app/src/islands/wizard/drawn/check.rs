//! The last look: everything that was said, what it changes, the statement of truth, and sending.
use super::{
    super::{changes::changes as told_changes, told},
    rows::{lines, looked_at, missing},
    sheet::Sheet,
    step::saved,
};
use crate::{
    routes,
    text::{Assist, Common, summary_title},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        checkbox::Checkbox,
        dock::Dock,
        document_row::Documents,
        field::field_id,
        notice::Notice,
        tone::Tone,
    },
};
use domain::{CHECK, DOCUMENTS, FieldIssue, Slot};
use leptos::prelude::*;

/// Where requests are sent from.
const ACTION: &str = "/api/kirim";

/// The stop.
pub fn stop(sheet: &Sheet) -> AnyView {
    let words = sheet.words();
    let assist = Assist::of(sheet.language());
    let again = sheet.view().flagged.is_some();
    let back = sheet.way().before(CHECK);
    let back =
        back.map_or_else(|| routes::REQUESTS.to_owned(), |stop| routes::step(sheet.draft(), &stop.step));
    let line = sheet.clone();
    let help = routes::help_with(routes::HELP, &[("dari", &routes::step(sheet.draft(), CHECK))]);
    view! {
        {changes(sheet)}
        {facts(sheet)}
        {documents(sheet)}
        <form method="post" action=ACTION data-form="send">
            <input type="hidden" name="draft" value=sheet.draft().to_string() />
            {read_out(sheet)}
            <Checkbox
                name="statement"
                label=if sheet.assisted() { assist.read_aloud } else { words.statement }
                hint=(!sheet.assisted()).then(|| words.statement_hint.to_owned())
                error=sheet.error("statement")
            />
            <p role="status" data-waits></p>
            <p><a href=help>{Common::of(sheet.language()).help}</a></p>
            <Dock saved=move || saved(&line)>
                <LinkButton label=words.back href=back kind=ButtonKind::Ghost />
                <Button label=if again { words.send_again } else { words.send } />
            </Dock>
        </form>
    }
    .into_any()
}

/// The statement in full, where it is the citizen's and somebody else ticks: to be read out.
fn read_out(sheet: &Sheet) -> Option<AnyView> {
    let (words, assist) = (sheet.words(), Assist::of(sheet.language()));
    sheet.assisted().then(|| {
        view! {
            <Notice title=assist.read_title.to_owned()>
                <p>{words.statement}</p>
                <p>{words.statement_hint}</p>
            </Notice>
        }
        .into_any()
    })
}

/// What hindered sending, each with the way to its step.
pub fn hindrances(sheet: &Sheet) -> AnyView {
    let issues = sheet.issues();
    if issues.is_empty() {
        return ().into_any();
    }
    let line = |issue: &FieldIssue| view! { <li><a href=place_of(sheet, issue)>{sheet.told(issue)}</a></li> };
    view! {
        <div class="summary" role="alert" tabindex="-1" id="ringkasan-galat">
            <h2>{summary_title(issues.len(), sheet.language())}</h2>
            <ul>{issues.iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// Where an issue is put right.
fn place_of(sheet: &Sheet, issue: &FieldIssue) -> String {
    let field = field_id(&issue.field);
    let step = if issue.field.starts_with("berkas.") {
        Some(DOCUMENTS)
    } else {
        sheet.view().procedure.step_of(&issue.field).map(|step| step.code.as_str())
    };
    match step {
        Some(step) => [&routes::step_from_check(sheet.draft(), step), "#", &field].concat(),
        None if issue.field == "card" => routes::CARD.to_owned(),
        None => ["#", &field].concat(),
    }
}

/// "Ubah", to a step and back. In a correction only what is on the way may change.
fn change_link(sheet: &Sheet, step: &str, name: &str) -> AnyView {
    let word = Common::of(sheet.language()).change;
    let hidden = sheet.way().stop(step).is_none();
    view! {
        <a href=routes::step_from_check(sheet.draft(), step) data-change=step.to_owned() hidden=hidden>
            {word}
            <span class="vh">" "{name.to_owned()}</span>
        </a>
    }
    .into_any()
}

/// Every answer, step by step.
fn facts(sheet: &Sheet) -> Vec<AnyView> {
    let view = sheet.view();
    let sheets = view.procedure.steps.iter().map(|step| {
        let told = told::answers_of(view, &view.answers, &step.code, |_, _| None);
        let hidden = told.is_empty();
        let (aside, code, name) = (sheet.clone(), step.code.clone(), step.short.clone());
        let told = lines(sheet, told);
        view! {
            <div data-facts=step.code.clone() hidden=hidden>
                <Card title=step.short.clone() aside=move || change_link(&aside, &code, &name)>
                    {told}
                </Card>
            </div>
        }
        .into_any()
    });
    sheets.collect()
}

/// Semula -> menjadi.
fn changes(sheet: &Sheet) -> AnyView {
    let told = [sheet.start().family.clone(), told_changes(sheet.view(), &sheet.view().answers)].concat();
    let hidden = told.is_empty();
    let told = lines(sheet, told);
    view! {
        <div data-changes hidden=hidden>
            <Card title=sheet.words().changes.to_owned()>{told}</Card>
        </div>
    }
    .into_any()
}

/// The documents, by slot.
fn documents(sheet: &Sheet) -> AnyView {
    let slots = sheet.view().slots();
    let (aside, name, hidden) = (sheet.clone(), sheet.words().documents, slots.is_empty());
    let rows = slots.into_iter().flat_map(|slot| rows(sheet, slot)).collect_view();
    view! {
        <div data-looked hidden=hidden>
            <Card title=name.to_owned() aside=move || change_link(&aside, DOCUMENTS, name)>
                <Documents>{rows}</Documents>
            </Card>
        </div>
    }
    .into_any()
}

fn rows(sheet: &Sheet, slot: &Slot<String>) -> Vec<AnyView> {
    let files = sheet.files_in(&slot.code);
    if files.is_empty() {
        let brings = slot.bring_original && sheet.answer(&slot.bring_key()) == "yes";
        return vec![missing(sheet, &slot.label, if brings { Tone::Info } else { Tone::Plain })];
    }
    let row = told::document(sheet.view(), &files);
    row.into_iter().map(|row| looked_at(sheet, &slot.label, &row)).collect()
}
