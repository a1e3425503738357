//! The stop of the documents: a sheet for each slot, each with its own form, so that one file that fails
//! never holds up another or the answers.
use super::{sheet::Sheet, slot::slot, step};
use crate::ui::button::{Button, ButtonKind};
use domain::DOCUMENTS;
use leptos::prelude::*;

/// All slots that may be needed, those that are not hidden, and the form that goes on.
pub fn stop(sheet: &Sheet) -> AnyView {
    let slots = sheet.view().procedure.documents.iter().filter(|slot| sheet.may_upload(&slot.code));
    let slots = slots.map(|asked| slot(sheet, asked)).collect_view();
    let form = (
        step::carried(sheet, DOCUMENTS),
        step::enter_goes_on(sheet),
        view! { <p role="status" data-waits></p> },
        step::dock(sheet),
    );
    view! {
        {undo(sheet)}
        {slots}
        <form method="post" action=step::ACTION data-form="step">
            {form}
        </form>
    }
    .into_any()
}

/// A way back for the file removed last.
fn undo(sheet: &Sheet) -> AnyView {
    let words = sheet.words();
    let removed = sheet.start().removed.clone();
    let hidden = removed.is_none();
    let (id, name) = removed.map(|(id, name)| (id.to_string(), name)).unwrap_or_default();
    view! {
        <form method="post" action="/api/kembalikan-berkas" class="note" data-form="restore" hidden=hidden>
            <input type="hidden" name="draft" value=sheet.draft().to_string() />
            <input type="hidden" name="document" value=id />
            <p class="last">{words.removed} " " <b data-name>{name}</b></p>
            <Button label=words.undo kind=ButtonKind::Link />
        </form>
    }
    .into_any()
}
