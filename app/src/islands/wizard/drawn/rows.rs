//! Rows that come and go: files, lines of the last look. The script copies these, so that
//! every row is drawn in one place.
use super::{
    super::told::{self, FileRow, Line},
    sheet::Sheet,
};
use crate::{
    text::{Common, Slots},
    ui::{
        button::{Button, ButtonKind},
        document_row::DocumentRow,
        summary_list::{ChangeWords, Fact, SummaryList},
        tone::Tone,
    },
};
use domain::DocumentView;
use leptos::prelude::*;

/// What stands where the script writes.
const LATER: &str = "…";

/// All rows, each under its name.
pub fn rows(sheet: &Sheet) -> AnyView {
    let picture = FileRow { thumb: Some(String::new()), format: String::new(), detail: LATER.to_owned() };
    let paper = FileRow { thumb: None, format: LATER.to_owned(), detail: LATER.to_owned() };
    let fact = Line { label: LATER.to_owned(), value: LATER.to_owned(), ..Line::default() };
    let change = Line { was: Some(LATER.to_owned()), quote: Some(LATER.to_owned()), ..fact.clone() };
    let looked = (
        looked_at(sheet, LATER, &picture),
        looked_at(sheet, LATER, &paper),
        missing(sheet, LATER, Tone::Info),
    );
    let open =
        (file(sheet, LATER, (LATER, ""), &picture, (1, 3)), file(sheet, LATER, (LATER, ""), &paper, (1, 3)));
    view! {
        <div data-row="fact">{lines(sheet, vec![fact])}</div>
        <div data-row="change">{lines(sheet, vec![change])}</div>
        <ul data-row="file-picture">{open.0}</ul>
        <ul data-row="file-paper">{open.1}</ul>
        <ul data-row="looked-picture">{looked.0}</ul>
        <ul data-row="looked-paper">{looked.1}</ul>
        <ul data-row="looked-missing">{looked.2}</ul>
    }
    .into_any()
}

/// Lines of the last look.
pub fn lines(sheet: &Sheet, lines: Vec<Line>) -> AnyView {
    let common = Common::of(sheet.language());
    let words = ChangeWords { was: common.was.to_owned(), will: common.will.to_owned() };
    let fact = |line: Line| Fact {
        label: line.label,
        was: line.was,
        value: line.value,
        quote: line.quote,
        ..Fact::default()
    };
    let facts: Vec<_> = lines.into_iter().map(fact).collect();
    view! { <SummaryList facts=facts words=words /> }.into_any()
}

/// The small picture, for who may open it.
fn seen(sheet: &Sheet, row: &FileRow) -> Option<String> {
    row.thumb.clone().filter(|_| !sheet.assisted())
}

/// One of the files of a slot, with what one may do with it.
pub fn document(sheet: &Sheet, label: &str, place: usize, files: &[DocumentView]) -> AnyView {
    let (Some(document), Some(row)) = (files.get(place), told::one_of(sheet.view(), place, files)) else {
        return ().into_any();
    };
    file(sheet, label, (&document.name, &document.id.to_string()), &row, (place, files.len()))
}

fn file(
    sheet: &Sheet,
    label: &str,
    (name, id): (&str, &str),
    row: &FileRow,
    (place, of): (usize, usize),
) -> AnyView {
    let (words, slots) = (sheet.words(), Slots::of(sheet.language()));
    let pictured = row.thumb.is_some();
    let act = |label: &'static str, value: &'static str, hidden: bool| {
        let spoken = name.to_owned();
        view! {
            <button class="btn btn-link" formaction="/api/atur-berkas" name="act" value=value hidden=hidden>
                {label}
                <span class="vh">" "{spoken}</span>
            </button>
        }
    };
    let order = (act(slots.up, "up", place == 0), act(slots.down, "down", place + 1 >= of));
    let turn = pictured.then(|| act(slots.turn, "turn", false));
    let draft = sheet.draft().to_string();
    let (id, name) = (id.to_owned(), name.to_owned());
    view! {
        <DocumentRow
            title=label.to_owned()
            detail=row.detail.clone()
            thumb=seen(sheet, row)
            format=row.format.clone()
            state=Some((Tone::Ok, words.received.to_owned()))
        >
            <form method="post" action="/api/hapus-berkas" data-form="remove">
                <input type="hidden" name="draft" value=draft />
                <input type="hidden" name="document" value=id />
                <input type="hidden" name="name" value=name.clone() />
                <div class="doc-more">
                    <Button label=words.remove kind=ButtonKind::Link spoken=name />
                    {order}
                    {turn}
                </div>
            </form>
        </DocumentRow>
    }
    .into_any()
}

/// A file on the last look.
pub fn looked_at(sheet: &Sheet, title: &str, row: &FileRow) -> AnyView {
    view! {
        <DocumentRow
            title=title.to_owned()
            detail=row.detail.clone()
            thumb=seen(sheet, row)
            format=row.format.clone()
            state=Some((Tone::Ok, sheet.words().received.to_owned()))
        />
    }
    .into_any()
}

/// A slot without a file: the original is brought, or it may be left out.
pub fn missing(sheet: &Sheet, title: &str, tone: Tone) -> AnyView {
    let words = sheet.words();
    let word = if tone == Tone::Info { words.brought } else { words.not_uploaded };
    view! { <DocumentRow title=title.to_owned() detail=word.to_owned() /> }.into_any()
}
