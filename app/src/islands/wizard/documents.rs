//! The stop of the documents: a sheet for each slot, each with its own form, so that one file that fails
//! never holds up another or the answers.
use super::{slot::slot, step, writing::Writing};
use crate::{
    text::Wizard,
    ui::button::{Button, ButtonKind},
};
use domain::{DOCUMENTS, Slot, needed_slots};
use leptos::prelude::*;

/// All slots, and the form that goes on.
pub fn stop(writing: Writing) -> AnyView {
    let slots: Vec<Slot<String>> = writing.with_view(|view| {
        let answers = writing.answers.read();
        let needed = needed_slots(&view.procedure, &answers, &view.context).into_iter();
        needed.filter(|slot| writing.may_upload(&slot.code)).cloned().collect()
    });
    view! {
        {undo(writing)}
        {slots.into_iter().map(|asked| slot(writing, asked)).collect_view()}
        <form method="post" action=step::ACTION id="langkah">
            {step::carried(writing, DOCUMENTS)}
            {step::enter_goes_on(writing)}
            {step::dock(writing)}
        </form>
    }
    .into_any()
}

/// A way back for the file removed last.
fn undo(writing: Writing) -> impl IntoView {
    let words = Wizard::of(writing.language);
    move || {
        writing.removed.get().map(|(id, name)| {
            view! {
                <form method="post" action="/api/kembalikan-berkas" class="note" role="status">
                    <input type="hidden" name="draft" value=writing.draft.to_string() />
                    <input type="hidden" name="document" value=id.to_string() />
                    <span>{words.removed} " " {name.clone()} " "</span>
                    <Button label=words.undo kind=ButtonKind::Link spoken=name />
                </form>
            }
        })
    }
}
