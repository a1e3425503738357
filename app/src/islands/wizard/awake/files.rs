//! Rows of files, copied from those the server drew.
use super::{page, writing::Writing};
use crate::islands::wizard::told::{self, FileRow};
use domain::DocumentView;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// A row of a kind, with title and picture in place.
pub fn row(writing: &Writing, kind: &str, title: &str, told: &FileRow) -> Option<Element> {
    let drawn = if told.thumb.is_some() { "-picture" } else { "-paper" };
    let row = writing.row(&[kind, drawn].concat(), "li")?;
    match &told.thumb {
        Some(address) => page::put(&page::find(&row, "img")?, "src", address),
        None => page::write(&page::find(&row, ".thumb")?, &told.format),
    }
    entitle(&row, title);
    page::write(&page::find(&row, ".doc-name .small")?, &told.detail);
    Some(row)
}

/// The row of one of the files of a slot, with what one may do with it.
pub fn one_of(writing: &Writing, title: &str, place: usize, files: &[DocumentView]) -> Option<Element> {
    let (file, told) = (files.get(place)?, told::one_of(&writing.view, place, files)?);
    let row = row(writing, "file", title, &told)?;
    for (name, value) in [("document", &file.id.to_string()), ("name", &file.name)] {
        if let Some(input) = page::find(&row, &["[name=", name, "]"].concat()) {
            input.unchecked_into::<HtmlInputElement>().set_value(value);
        }
    }
    for spoken in page::all(&row, "form .vh") {
        page::write(&spoken, &[" ", &file.name].concat());
    }
    for (act, shown) in [("up", place > 0), ("down", place + 1 < files.len())] {
        if let Some(button) = page::find(&row, &["[value=", act, "]"].concat()) {
            page::show(&button, shown);
        }
    }
    Some(row)
}

/// Writes the title of a row: the first text in it.
pub fn entitle(row: &Element, title: &str) {
    if let Some(text) = page::find(row, ".doc-name").and_then(|place| place.first_child()) {
        text.set_node_value(Some(title));
    }
}
