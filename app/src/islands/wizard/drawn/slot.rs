//! One slot: what is wanted, the files that are there, the files on their way, the place for another. What
//! does not apply now waits hidden: the chooser when the slot is full, the promise once a file is there.
use super::{super::told, reasons::reason, rows::document, sheet::Sheet, step};
use crate::{
    assets::Assets,
    routes,
    text::{self, Forms, Photo, Slots, problem},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        disclosure::Disclosure,
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
    let rows = (0..files.len()).map(|at| document(sheet, &slot.label, at, &files)).collect_view();
    let (again, form_of) = (again(sheet, slot), || bring_form(sheet, slot, "yes", words.bring));
    let promise = (slot.bring_original || again.is_some()).then(|| {
        let bring = slot.bring_original.then(form_of);
        view! { <div data-promise hidden=brings || !files.is_empty()>{again}{bring}</div> }
    });
    let brought = slot.bring_original.then(|| brought(sheet, slot, brings));
    let inside = (refused(sheet, slot), chooser(sheet, slot, brings || full), promise, brought);
    let (id, example) = (["slot-", &slot.code].concat(), example(sheet, slot));
    let hint = slot.hint.clone().map(|hint| view! { <p class="hint">{form}{hint}</p> });
    view! {
        <div data-slot=slot.code.clone() id=id hidden=!applies>
            <Card title=title>
                {flags}
                {hint}
                {stands_in.map(|words| view! { <p class="hint">{words}</p> })}
                {to_sign}
                {example}
                <Documents>{rows}</Documents>
                <div data-ways></div>
                {inside}
            </Card>
        </div>
    }
    .into_any()
}

/// How a good photo of such a document looks; fetched when somebody opens it.
fn example(sheet: &Sheet, slot: &Slot<String>) -> AnyView {
    let (words, kind) = (Slots::of(sheet.language()), kind_of(&slot.code));
    let assets = use_context::<Assets>().unwrap_or_default();
    let source = assets.url(&["contoh-", kind, ".svg"].concat());
    let alt = text::example(kind, sheet.language());
    view! {
        <Disclosure summary=words.example>
            <img src=source alt=alt width="240" height="180" loading="lazy" />
            <p class="small">{words.example_hint}</p>
        </Disclosure>
    }
    .into_any()
}

/// The picture that comes nearest to a kind of document. Codes are words of the catalogue; what nobody knows is a
/// letter, as most of them are.
fn kind_of(slot: &str) -> &'static str {
    let has = |parts: &[&str]| parts.iter().any(|part| slot.contains(part));
    if has(&["kartu_keluarga", "salinan_kk", "kk_rusak"]) {
        "keluarga"
    } else if has(&["ktp", "kia", "kitap", "kartu"]) {
        "kartu"
    } else if has(&["buku", "paspor", "splp"]) {
        "buku"
    } else if has(&["akta", "ijazah", "petikan", "penetapan"]) {
        "akta"
    } else if has(&["formulir", "pernyataan", "persetujuan", "kuasa"]) {
        "formulir"
    } else {
        "surat"
    }
}

/// The same document from an earlier request.
fn again(sheet: &Sheet, slot: &Slot<String>) -> Option<AnyView> {
    let language = sheet.language();
    let known = sheet.start().reusable.iter().find(|known| known.slot == slot.code)?;
    let words = Slots::of(language);
    let from = text::from_request(&known.number, &known.uploaded, language);
    let (draft, code, request) = (sheet.draft().to_string(), slot.code.clone(), known.request.to_string());
    let label = slot.label.clone();
    Some(
        view! {
            <form method="post" action="/api/pakai-lagi">
                <input type="hidden" name="draft" value=draft />
                <input type="hidden" name="slot" value=code />
                <input type="hidden" name="request" value=request />
                <Button label=words.again kind=ButtonKind::Link spoken=label />
                <span class="small muted">" "{from}</span>
            </form>
        }
        .into_any(),
    )
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
    let (phone, words_of) = (routes::lend_phone(sheet.draft(), &slot.code), Slots::of(sheet.language()));
    let label = slot.label.clone();
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
            {(!sheet.assisted()).then(|| view! {
                <p class="small">
                    <a href=phone>{words_of.phone}<span class="vh">" "{label}</span></a>
                </p>
            })}
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
