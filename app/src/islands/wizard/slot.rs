//! One slot: what is wanted, the files that are there, the files on their way, the place for another.
use super::{
    reasons::reason,
    step,
    uploads::{Progress, Upload as Way},
    writing::Writing,
};
use crate::{
    routes,
    text::{Common, Wizard, bytes_left, problem},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        document_row::{DocumentRow, Documents},
        field_error::FieldErrorLine,
        notice::Notice,
        tone::Tone,
        upload::{Sending, Upload},
    },
};
use domain::{DocumentView, MediaType, Slot, words_for_bytes};
use leptos::prelude::*;

/// The sheet of a slot.
pub fn slot(writing: Writing, slot: Slot<String>) -> AnyView {
    let words = Wizard::of(writing.language);
    let title = if slot.required && slot.substitute_of.is_none() {
        slot.label.clone()
    } else {
        [&slot.label, " (", Common::of(writing.language).optional, ")"].concat()
    };
    let form = slot.form.as_ref().map(|form| [words.form, " ", form, ". "].concat());
    let stands_in = slot.substitute_of.as_ref().and_then(|of| {
        writing
            .with_view(|view| view.procedure.slot(of).map(|other| [words.stands_in, &other.label].concat()))
    });
    let flags = writing.reasons(&["d:", &slot.code].concat());
    let flags = flags.into_iter().map(|flag| reason(writing, flag, None)).collect_view();
    let (files, place, refused) = (files(writing, &slot), place(writing, &slot), refused(writing, &slot));
    let ways = ways(writing, slot.code.clone());
    view! {
        <Card title=title>
            {flags}
            {slot.hint.map(|hint| view! { <p class="hint">{form}{hint}</p> })}
            {stands_in.map(|words| view! { <p class="hint">{words}</p> })}
            {files}
            {ways}
            {refused}
            {place}
        </Card>
    }
    .into_any()
}

/// Why the last file posted by a form was refused.
fn refused(writing: Writing, slot: &Slot<String>) -> Option<AnyView> {
    let words = writing.refused(&slot.code).map(|error| problem(&error, writing.language))?;
    let alert = view! {
        <Notice tone=Tone::Bad alert=true>
            <p>{words}</p>
        </Notice>
    };
    Some(alert.into_any())
}

/// The acknowledged files.
fn files(writing: Writing, slot: &Slot<String>) -> impl IntoView + use<> {
    let (code, label) = (slot.code.clone(), slot.label.clone());
    move || {
        let files = writing.files_in(&code);
        let rows = files.into_iter().map(|file| row(writing, &label, file)).collect_view();
        view! { <Documents>{rows}</Documents> }
    }
}

/// A file with its small picture and a button to remove it.
fn row(writing: Writing, label: &str, file: DocumentView) -> AnyView {
    let words = Wizard::of(writing.language);
    let draft = writing.draft.to_string();
    let spoken = [label, ", ", &file.name].concat();
    view! {
        <DocumentRow
            title=file.name.clone()
            detail=words_for_bytes(file.bytes, writing.language)
            thumb=thumb(&file)
            format=format_of(&file)
            state=Some((Tone::Ok, words.received.to_owned()))
        >
            <form method="post" action="/api/hapus-berkas">
                <input type="hidden" name="draft" value=draft />
                <input type="hidden" name="document" value=file.id.to_string() />
                <input type="hidden" name="name" value=file.name.clone() />
                <Button label=words.remove kind=ButtonKind::Link spoken=spoken />
            </form>
        </DocumentRow>
    }
    .into_any()
}

/// The address of a picture of the file, if it is one.
pub fn thumb(file: &DocumentView) -> Option<String> {
    MediaType::parse(&file.media_type).filter(|kind| kind.is_image()).map(|_| routes::document(file.id))
}

/// "PDF".
pub fn format_of(file: &DocumentView) -> String {
    MediaType::parse(&file.media_type).map(|kind| kind.extension().to_uppercase()).unwrap_or_default()
}

/// Files on their way to this slot.
fn ways(writing: Writing, code: String) -> impl IntoView {
    move || {
        let ids = writing.uploads.with(|uploads| {
            uploads.iter().filter(|way| way.slot == code).map(|way| way.id).collect::<Vec<_>>()
        });
        ids.into_iter().map(|id| untrack(|| way(writing, id))).collect_view()
    }
}

fn way(writing: Writing, id: u32) -> AnyView {
    let words = Wizard::of(writing.language);
    let Some(file) = writing.uploads.with(|uploads| uploads.iter().find(|way| way.id == id).cloned()) else {
        return ().into_any();
    };
    let now = move || writing.uploads.with(|uploads| uploads.iter().find(|way| way.id == id).cloned());
    let said = Signal::derive(move || now().map(|way| said(&way, writing)).unwrap_or_default());
    let percent = Signal::derive(move || now().and_then(|way| percent(&way)));
    let error = Signal::derive(move || now().and_then(|way| wrong(&way, writing)));
    let again = move || {
        now().filter(|way| way.progress == Progress::Broken).map(|way| {
            view! {
                <button type="button" class="btn btn-link" data-again=id.to_string()>
                    {words.retry}
                    <span class="vh">" "{way.name}</span>
                </button>
            }
        })
    };
    view! {
        <div class="field">
            <Sending name=file.name.clone() words=said percent=percent />
            <FieldErrorLine id=["kirim-", &id.to_string(), "-error"].concat() error=error />
            <div class="cluster">
                {again}
                <button type="button" class="btn btn-link" data-cancel=id.to_string()>
                    {words.cancel}
                    <span class="vh">" "{file.name}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn percent(way: &Way) -> Option<u8> {
    match way.progress {
        Progress::Sending { sent, .. } => u8::try_from(sent.min(way.bytes) * 100 / way.bytes.max(1)).ok(),
        Progress::Waiting | Progress::Broken | Progress::Refused(_) => Some(0),
        Progress::Checking => None,
    }
}

fn said(way: &Way, writing: Writing) -> String {
    let words = Wizard::of(writing.language);
    let size = |bytes| words_for_bytes(bytes, writing.language);
    match way.progress {
        Progress::Waiting => [&size(way.bytes), " · ", words.waiting].concat(),
        Progress::Sending { sent, seconds } => {
            bytes_left(&size(sent), &size(way.bytes), seconds, writing.language)
        }
        Progress::Checking => words.checking.to_owned(),
        Progress::Refused(_) | Progress::Broken => size(way.bytes),
    }
}

fn wrong(way: &Way, writing: Writing) -> Option<String> {
    match &way.progress {
        Progress::Refused(error) => Some(problem(error, writing.language)),
        Progress::Broken => Some(Wizard::of(writing.language).file_broken_off.to_owned()),
        _ => None,
    }
}

/// The place for another file, or the promise to bring the original.
fn place(writing: Writing, slot: &Slot<String>) -> impl IntoView + use<> {
    let slot = slot.clone();
    let (bring_key, code, most) = (slot.bring_key(), slot.code.clone(), usize::from(slot.max_files));
    let bring = writing.answer(bring_key);
    let brings = Memo::new(move |_| slot.bring_original && bring.get() == "yes");
    let state = Memo::new(move |_| (brings.get(), writing.files_in(&code).len().min(most)));
    let slot = StoredValue::new(slot);
    move || {
        let (brings, count) = state.get();
        slot.with_value(|slot| match (brings, count) {
            (true, 0) => brought(writing, slot),
            (_, count) if count < most => {
                (chooser(writing, slot, count), promise(writing, slot, count)).into_any()
            }
            _ => ().into_any(),
        })
    }
}

/// The original comes to the counter.
fn brought(writing: Writing, slot: &Slot<String>) -> AnyView {
    let words = Wizard::of(writing.language);
    let form = bring_form(writing, slot, "no", words.bring_not);
    view! {
        <Notice title=words.brought.to_owned()>
            <p>{words.brought_text}</p>
            {form}
        </Notice>
    }
    .into_any()
}

/// A form of its own with the native input; with WASM files go as soon as they are chosen.
fn chooser(writing: Writing, slot: &Slot<String>, count: usize) -> impl IntoView + use<> {
    let words = Wizard::of(writing.language);
    let field = slot.field();
    let button = move || {
        (!writing.awake.get())
            .then(|| view! { <Button label=words.upload kind=ButtonKind::Ghost wide=true /> })
    };
    let label = if count == 0 { words.choose } else { words.add_photo };
    let several = slot.max_files > 1;
    view! {
        <form
            method="post"
            action=routes::upload(writing.draft, &slot.code)
            enctype="multipart/form-data"
            data-slot=slot.code.clone()
        >
            <Upload
                name="berkas"
                field=field.clone()
                label=label
                hint=words.formats.to_owned()
                multiple=several
                error=writing.error(field)
            />
            {button}
        </form>
    }
}

/// "Saya akan membawa dokumen asli", where that is allowed and nothing is there yet.
fn promise(writing: Writing, slot: &Slot<String>, count: usize) -> Option<AnyView> {
    let words = Wizard::of(writing.language);
    (slot.bring_original && count == 0).then(|| bring_form(writing, slot, "yes", words.bring).into_any())
}

fn bring_form(
    writing: Writing,
    slot: &Slot<String>,
    value: &'static str,
    label: &'static str,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=step::ACTION>
            {step::carried(writing, domain::DOCUMENTS)}
            <input type="hidden" name=slot.bring_key() value=value />
            <Button label=label kind=ButtonKind::Link spoken=slot.label.clone() send=("_go", "stay".to_owned()) />
        </form>
    }
}
