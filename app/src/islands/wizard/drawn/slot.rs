//! One slot: what is wanted, the files that are there, the files on their way, the place for another. What
//! does not apply now waits hidden: the chooser when the slot is full, the promise once a file is there.
use super::{super::told, reasons::reason, rows::document, sheet::Sheet, step};
use crate::{
    routes,
    text::{Forms, Photo, problem},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        document_row::Documents,
        notice::Notice,
        tone::Tone,
        upload::Upload,
    },
};
use domain::Slot;
use leptos::prelude::*;

/// The sheet of a slot.
pub fn slot(sheet: &Sheet, slot: &Slot<String>) -> AnyView {
    let words = sheet.words();
    let applies = slot.when.holds(sheet.live(), &sheet.view().context);
    let title = if slot.required && slot.substitute_of.is_none() {
        slot.label.clone()
    } else {
        [&slot.label, " ", &told::optional(sheet.view())].concat()
    };
    let to_sign = slot.form.as_ref().filter(|code| sheet.start().printable.contains(code));
    let to_sign = to_sign.map(|code| {
        let words = Forms::of(sheet.language());
        let href = routes::form(sheet.draft(), code);
        view! {
            <p>
                <a href=href target="_blank" rel="noopener">{words.to_sign}</a>
                <span class="muted small">" ("{words.size}")"</span>
            </p>
        }
    });
    let form = slot.form.as_ref().map(|form| [words.form, " ", form, ". "].concat());
    let other = slot.substitute_of.as_ref().and_then(|of| sheet.view().procedure.slot(of));
    let stands_in = other.map(|other| [words.stands_in, &other.label].concat());
    let flags = sheet.reasons(&["d:", &slot.code].concat());
    let flags = flags.into_iter().map(|flag| reason(sheet, flag, None)).collect_view();
    let files = sheet.files_in(&slot.code);
    let brings = slot.bring_original && sheet.answer(&slot.bring_key()) == "yes" && files.is_empty();
    let full = files.len() >= usize::from(slot.max_files);
    let rows = files.iter().map(|file| document(sheet, &slot.label, Some(file))).collect_view();
    let promise = slot.bring_original.then(|| {
        let form = bring_form(sheet, slot, "yes", words.bring);
        view! { <div data-promise hidden=brings || !files.is_empty()>{form}</div> }
    });
    let brought = slot.bring_original.then(|| brought(sheet, slot, brings));
    let inside = (refused(sheet, slot), chooser(sheet, slot, brings || full), promise, brought);
    let hint = slot.hint.clone().map(|hint| view! { <p class="hint">{form}{hint}</p> });
    view! {
        <div data-slot=slot.code.clone() hidden=!applies>
            <Card title=title>
                {flags}
                {hint}
                {stands_in.map(|words| view! { <p class="hint">{words}</p> })}
                {to_sign}
                <Documents>{rows}</Documents>
                <div data-ways></div>
                {inside}
            </Card>
        </div>
    }
    .into_any()
}

/// Why the last file posted by the form was refused.
fn refused(sheet: &Sheet, slot: &Slot<String>) -> AnyView {
    let found = sheet.start().refused.iter().find(|(known, _)| *known == slot.code);
    let alert = found.map(|(_, error)| {
        let words = problem(error, sheet.language());
        view! {
            <Notice tone=Tone::Bad alert=true>
                <p>{words}</p>
            </Notice>
        }
    });
    // Both are about what came last: choosing another file clears them.
    view! { <div data-refused>{alert} {poor(sheet, slot)}</div> }.into_any()
}

/// What may be hard to read on the photos of this slot, and what helps: a hint, they are kept as they are.
fn poor(sheet: &Sheet, slot: &Slot<String>) -> AnyView {
    let files = sheet.files_in(&slot.code);
    let mut told = Vec::new();
    for (_, causes) in sheet.start().poor.iter().filter(|(id, _)| files.iter().any(|file| file.id == *id)) {
        told.extend(causes.iter().filter(|cause| !told.contains(*cause)).copied().collect::<Vec<_>>());
    }
    if told.is_empty() {
        return ().into_any();
    }
    let words = Photo::of(sheet.language());
    let told = told.into_iter().map(|(what, cure)| view! { <li>{what}". "{cure}</li> }).collect_view();
    view! {
        <Notice tone=Tone::Warn title=words.hint.to_owned()>
            <ul>{told}</ul>
            <p>{words.hint_again}</p>
        </Notice>
    }
    .into_any()
}

/// The original comes to the counter.
fn brought(sheet: &Sheet, slot: &Slot<String>, shown: bool) -> AnyView {
    let words = sheet.words();
    let form = bring_form(sheet, slot, "no", words.bring_not);
    view! {
        <div data-brought hidden=!shown>
            <Notice title=words.brought.to_owned()>
                <p>{words.brought_text}</p>
                {form}
            </Notice>
        </div>
    }
    .into_any()
}

/// A form of its own with the native input; awake, files go as soon as they are chosen.
fn chooser(sheet: &Sheet, slot: &Slot<String>, hidden: bool) -> AnyView {
    let words = sheet.words();
    let several = slot.max_files > 1;
    view! {
        <form
            method="post"
            action=routes::upload(sheet.draft(), &slot.code)
            enctype="multipart/form-data"
            data-form="upload"
            hidden=hidden
        >
            <Upload
                name="berkas"
                field=slot.field()
                label=words.choose
                hint=words.formats.to_owned()
                multiple=several
                error=sheet.error(&slot.field())
            />
            <div data-send>
                <Button label=words.upload kind=ButtonKind::Ghost wide=true spoken=slot.label.clone() />
            </div>
        </form>
    }
    .into_any()
}

fn bring_form(sheet: &Sheet, slot: &Slot<String>, value: &'static str, label: &'static str) -> AnyView {
    let carried = step::carried(sheet, domain::DOCUMENTS);
    view! {
        <form method="post" action=step::ACTION data-form="bring">
            {carried}
            <input type="hidden" name=slot.bring_key() value=value />
            <Button label=label kind=ButtonKind::Link spoken=slot.label.clone() send=("_go", "stay".to_owned()) />
        </form>
    }
    .into_any()
}
