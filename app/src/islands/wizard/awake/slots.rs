//! The stop of the documents: what each slot shows now, removing and taking back.
use super::{
    answer,
    ask::{self, Reply},
    fields, files, page, upload,
    writing::{Shared, Writing},
};
use crate::text::Wizard;
use domain::{DOCUMENTS, DocumentView, Slot, needed_slots};
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};

/// Fits every slot to the answers and files.
pub fn draw(writing: &Writing) {
    let Some(stop) = writing.stop(DOCUMENTS) else { return };
    let view = &writing.view;
    let needed: Vec<String> = needed_slots(&view.procedure, &writing.answers.borrow(), &view.context)
        .into_iter()
        .map(|slot| slot.code.clone())
        .collect();
    for place in page::all(stop, "[data-slot]") {
        let code = place.get_attribute("data-slot").unwrap_or_default();
        page::show(&place, needed.contains(&code));
        if let Some(slot) = view.procedure.slot(&code) {
            draw_slot(writing, &place, slot);
        }
    }
}

/// The acknowledged files of a slot, in their order.
pub fn files_in(writing: &Writing, slot: &str) -> Vec<DocumentView> {
    let documents = writing.documents.borrow();
    let mut files: Vec<_> = documents.iter().filter(|file| file.slot == slot).cloned().collect();
    files.sort_by_key(|file| file.position);
    files
}

fn draw_slot(writing: &Writing, place: &Element, slot: &Slot<String>) {
    let files = files_in(writing, &slot.code);
    // What is as before stays: somebody may have the focus there.
    let ids: String =
        files.iter().map(|file| [file.id.to_string(), file.turns.to_string()].concat()).collect();
    if let Some(list) = page::find(place, ".docs")
        && list.get_attribute("data-drawn").as_deref() != Some(&ids)
    {
        let rows = (0..files.len()).filter_map(|at| files::one_of(writing, &slot.label, at, &files));
        replace(&list, rows);
        page::put(&list, "data-drawn", &ids);
    }
    let coming = upload::coming(writing, &slot.code);
    let brings =
        slot.bring_original && files.is_empty() && writing.answers.borrow().text(&slot.bring_key()) == "yes";
    let full = files.len() + coming >= usize::from(slot.max_files);
    let words = Wizard::of(writing.language());
    for (selector, shown) in [
        ("[data-form=upload]", !brings && !full),
        ("[data-promise]", !brings && files.is_empty() && coming == 0),
        ("[data-brought]", brings),
        // Files go as soon as they are chosen.
        ("[data-send]", !writing.sends_files.get()),
    ] {
        if let Some(part) = page::find(place, selector) {
            page::show(&part, shown);
        }
    }
    if let Some(label) = page::find(place, ".drop .label") {
        page::write(&label, if files.is_empty() { words.choose } else { words.add_photo });
    }
}

/// Puts these children in place of the present ones.
pub fn replace(parent: &Element, children: impl Iterator<Item = Element>) {
    parent.set_text_content(None);
    for child in children {
        page::add(parent, &child);
    }
}

/// A file was acknowledged, or is no more.
pub fn arrived(writing: &Shared) {
    let held = page::document().and_then(|page| page.active_element());
    let slot = held.and_then(|held| page::around(&held, "[data-slot]"));
    draw(writing);
    if let Some(slot) = slot {
        lead_back(&slot);
    }
    fields::follow(writing);
    fields::left(writing);
}

/// Whoever stood on something that is gone stands on the slot it was in, not at the top of the page.
fn lead_back(slot: &Element) {
    let nowhere =
        page::document().and_then(|page| page.active_element()).is_none_or(|now| now.tag_name() == "BODY");
    if let Some(title) = page::find(slot, "h2").filter(|_| nowhere) {
        page::put(&title, "tabindex", "-1");
        page::focus(&title);
    }
}

/// The promise to bring an original, or taking it back: an answer like any other.
pub fn bring(writing: &Shared, form: &Element) {
    if let Some(input) = page::find(form, "[name^='bring.']") {
        let input: HtmlInputElement = input.unchecked_into();
        fields::take(writing, &input.name(), &input.value());
        arrived(writing);
    }
}

/// What a form of the documents points at.
fn document_of(form: &Element) -> Option<Uuid> {
    page::find(form, "[name=document]")?.unchecked_into::<HtmlInputElement>().value().parse().ok()
}

fn body(writing: &Writing, document: Uuid) -> String {
    let (draft, document) = (writing.view.draft.to_string(), document.to_string());
    answer::json(&answer::object([("draft", draft.as_str()), ("document", document.as_str())].into_iter()))
}

/// Removes a file, with a way back.
pub fn remove(writing: &Shared, form: &Element) {
    let Some(id) = document_of(form) else { return };
    let writing = Rc::clone(writing);
    spawn_local(async move {
        match ask::post("/api/draf/hapus-berkas", &body(&writing, id), false).await {
            // Gone already: what was wanted.
            Reply::Yes(_) | Reply::No(404, _) => {
                let at = writing.documents.borrow().iter().position(|file| file.id == id);
                let gone = at.map(|at| writing.documents.borrow_mut().remove(at));
                arrived(&writing);
                if let Some(gone) = gone {
                    offer_undo(&writing, Some(&gone));
                }
            }
            other => {
                trouble(&writing, other);
            }
        }
    });
}

/// Takes a removal back.
pub fn restore(writing: &Shared, form: &Element) {
    let Some(id) = document_of(form) else { return };
    let writing = Rc::clone(writing);
    spawn_local(async move {
        match ask::post("/api/draf/kembalikan-berkas", &body(&writing, id), false).await {
            Reply::Yes(text) => {
                let known = writing.documents.borrow().iter().any(|file| file.id == id);
                if let Some(file) = answer::read::<DocumentView>(&text).filter(|_| !known) {
                    writing.documents.borrow_mut().push(file);
                }
                offer_undo(&writing, None);
                arrived(&writing);
            }
            other => {
                trouble(&writing, other);
            }
        }
    });
}

fn offer_undo(writing: &Writing, file: Option<&DocumentView>) -> Option<()> {
    let form = page::find(writing.stop(DOCUMENTS)?, "[data-form=restore]")?;
    page::show(&form, file.is_some());
    let file = file?;
    page::find(&form, "[name=document]")?
        .unchecked_into::<HtmlInputElement>()
        .set_value(&file.id.to_string());
    page::write(&page::find(&form, "[data-name]")?, &file.name);
    page::focus(&page::find(&form, "button")?);
    Some(())
}

/// Says why nothing happened.
fn trouble(writing: &Writing, reply: Reply) -> Option<()> {
    let words = match reply {
        Reply::No(_, text) => answer::words(&answer::refusal(&text), writing.language()),
        _ => Wizard::of(writing.language()).offline.to_owned(),
    };
    let above = page::find(&writing.root, "[data-above]")?;
    let note = page::make("div", "note note-bad", "")?;
    page::put(&note, "role", "alert");
    page::add(&note, &page::make("p", "", &words)?);
    replace(&above, std::iter::once(note));
    Some(())
}
