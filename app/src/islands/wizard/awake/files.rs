//! Rows of files, copied from those the server drew.
use super::{page, writing::Writing};
use crate::islands::wizard::told;
use domain::DocumentView;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// A row of a kind, with title and picture in place.
pub fn row(writing: &Writing, kind: &str, title: &str, file: &DocumentView) -> Option<Element> {
    let told = told::file(&writing.view, file);
    let drawn = if told.thumb.is_some() { "-picture" } else { "-paper" };
    let row = writing.row(&[kind, drawn].concat(), "li")?;
    match &told.thumb {
        Some(address) => page::put(&page::find(&row, "img")?, "src", address),
        None => page::write(&page::find(&row, ".thumb")?, &told.format),
    }
    entitle(&row, title);
    page::write(&page::find(&row, ".doc-name .small")?, &told.detail);
    for (name, value) in [("document", file.id.to_string()), ("name", file.name.clone())] {
        if let Some(input) = page::find(&row, &["[name=", name, "]"].concat()) {
            input.unchecked_into::<HtmlInputElement>().set_value(&value);
        }
    }
    if let Some(spoken) = page::find(&row, "form .vh") {
        page::write(&spoken, &[" ", &file.name].concat());
    }
    Some(row)
}

/// Writes the title of a row: the first text in it.
pub fn entitle(row: &Element, title: &str) {
    if let Some(text) = page::find(row, ".doc-name").and_then(|place| place.first_child()) {
        text.set_node_value(Some(title));
    }
}
