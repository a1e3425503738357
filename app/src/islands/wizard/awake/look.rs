//! The last look: the lines that the server drew, with the present answers in them.
use super::{
    answer,
    ask::{self, Reply},
    files, page,
    slots::{files_in, replace},
    upload::coming,
    writing::{Shared, Writing},
};
use crate::{
    islands::wizard::told::{self, Line},
    routes,
    text::Wizard,
};
use domain::{CHECK, QuestionKind, Slot, needed_slots};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Draws answers and documents.
pub fn draw(writing: &Writing) {
    let Some(stop) = writing.stop(CHECK) else { return };
    let (view, answers) = (&writing.view, writing.answers.borrow().clone());
    for sheet in page::all(stop, "[data-facts]") {
        let step = sheet.get_attribute("data-facts").unwrap_or_default();
        let label = |question: &str, code: &str| label_of(writing, question, code);
        fill(writing, &sheet, &told::answers_of(view, &answers, &step, label));
    }
    let slots = needed_slots(&view.procedure, &answers, &view.context);
    if let Some(sheet) = page::find(stop, "[data-looked]") {
        page::show(&sheet, !slots.is_empty());
        if let Some(list) = page::find(&sheet, ".docs") {
            replace(&list, slots.into_iter().flat_map(|slot| rows(writing, slot)));
        }
    }
    let way = writing.way();
    for link in page::all(stop, "[data-change]") {
        let step = link.get_attribute("data-change").unwrap_or_default();
        page::show(&link, way.stop(&step).is_some());
    }
    if let (Some(back), Some(before)) = (page::find(stop, ".dock a.btn"), way.before(CHECK)) {
        page::put(&back, "href", &routes::step(view.draft, &before.step));
    }
}

/// What a code of a list is called: as the server has drawn it, in the question that offers it.
pub fn label_of(writing: &Writing, question: &str, code: &str) -> Option<String> {
    let view = &writing.view;
    let QuestionKind::Codes { .. } = view.procedure.question(question)?.kind else { return None };
    let stop = writing.stop(&view.procedure.step_of(question)?.code)?;
    let option = page::find(stop, &["[name='", question, "'] [value='", code, "']"].concat());
    let shown = option.or_else(|| {
        let row = page::find(stop, &["[name='", question, "'][value='", code, "']"].concat())?;
        row.next_element_sibling()
    });
    shown?.text_content()
}

/// Draws what the request will change, as soon as the server has every answer and tells it. Until then nothing
/// is claimed.
pub fn ask_changes(writing: &Shared) {
    let Some(sheet) = writing.stop(CHECK).and_then(|stop| page::find(stop, "[data-changes]")) else { return };
    page::show(&sheet, false);
    if writing.here() != CHECK || !writing.unsent.borrow().is_empty() {
        return;
    }
    let draft = writing.view.draft.to_string();
    let asked = answer::json(&answer::object([("draft", draft.as_str())].into_iter()));
    let (writing, answers) = (Rc::clone(writing), writing.answers.borrow().clone());
    spawn_local(async move {
        let Reply::Yes(text) = ask::post("/api/draf/perubahan", &asked, false).await else { return };
        if let Some(lines) = answer::read::<Vec<Line>>(&text).filter(|_| *writing.answers.borrow() == answers)
        {
            fill(&writing, &sheet, &lines);
        }
    });
}

/// A sheet of lines; hidden when there is none.
fn fill(writing: &Writing, sheet: &Element, lines: &[Line]) {
    page::show(sheet, !lines.is_empty());
    if let Some(list) = page::find(sheet, ".facts") {
        replace(&list, lines.iter().filter_map(|told| line(writing, told)));
    }
}

fn line(writing: &Writing, told: &Line) -> Option<Element> {
    let Some(was) = &told.was else {
        let row = writing.row("fact", ".facts > div")?;
        page::write(&page::find(&row, "dt")?, &told.label);
        let value = page::find(&row, "dd")?;
        page::write(&value, &told.value);
        if let Some(quote) = &told.quote {
            page::add(&value, &page::make("span", "quote", quote)?);
        }
        return Some(row);
    };
    let row = writing.row("change", ".facts > div")?;
    page::write(&page::find(&row, "dt")?, &told.label);
    for (selector, value) in [(".was", was), (".will", &told.value)] {
        // After the word that is said, not shown.
        page::last_text(&page::find(&row, selector)?)?.set_node_value(Some(value));
    }
    let quote = page::find(&row, ".quote")?;
    match &told.quote {
        Some(words) => page::write(&quote, words),
        None => quote.remove(),
    }
    Some(row)
}

fn rows(writing: &Writing, slot: &Slot<String>) -> Vec<Element> {
    let files = files_in(writing, &slot.code);
    if files.is_empty() {
        return missing(writing, slot).into_iter().collect();
    }
    let row = told::document(&writing.view, &files);
    row.and_then(|row| files::row(writing, "looked", &slot.label, &row)).into_iter().collect()
}

fn missing(writing: &Writing, slot: &Slot<String>) -> Option<Element> {
    let words = Wizard::of(writing.language());
    let row = writing.row("looked-missing", "li")?;
    files::entitle(&row, &slot.label);
    let brings = slot.bring_original && writing.answers.borrow().text(&slot.bring_key()) == "yes";
    let waits = coming(writing, &slot.code) > 0;
    let told = match (brings, waits) {
        (_, true) => words.waiting,
        (true, _) => words.brought,
        _ => words.not_uploaded,
    };
    page::write(&page::find(&row, ".doc-name .small")?, told);
    Some(row)
}
