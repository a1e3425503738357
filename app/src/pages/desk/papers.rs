//! The list of the documents, with a flag on each slot.
use super::{case::CaseView, flags};
use crate::{
    pages::requests::gone,
    routes,
    text::{Photo, Slots},
    ui::{
        document_row::{DocumentRow, Documents},
        flag::FlagVerdict,
        tag::Tag,
        tone::Tone,
    },
};
use domain::{DocumentView, MediaType, ReasonTarget, words_for_bytes};
use leptos::prelude::*;
use service::PreviewState;

/// The slots that hold files, in the order of the procedure.
pub(super) fn slots(view: &CaseView) -> Vec<(String, String, Vec<&DocumentView>)> {
    let request = &view.detail.request;
    let mut slots: Vec<(String, String, Vec<&DocumentView>)> = Vec::new();
    let known = request.procedure.documents.iter().map(|slot| (slot.code.as_str(), slot.label.as_str()));
    let unknown = request.documents.iter().map(|file| (file.slot.as_str(), file.slot.as_str()));
    for (code, label) in known.chain(unknown) {
        let mut files: Vec<&DocumentView> =
            request.documents.iter().filter(|file| file.slot == code).collect();
        if !files.is_empty() && slots.iter().all(|(known, ..)| known != code) {
            files.sort_by_key(|file| file.position);
            slots.push((code.to_owned(), label.to_owned(), files));
        }
    }
    slots
}

pub(super) fn is_picture(file: &DocumentView) -> bool {
    MediaType::parse(&file.media_type).is_some_and(MediaType::is_image)
}

/// Small pictures of it are there.
pub(super) fn has_pictures(view: &CaseView, file: &DocumentView) -> bool {
    view.detail.previews.get(&file.id).is_some_and(|preview| preview.state == PreviewState::Ready)
}

/// The list in the middle pane.
pub(super) fn section(view: &CaseView) -> AnyView {
    let words = view.words();
    let rows =
        slots(view).into_iter().map(|(code, label, files)| slot(view, &code, &label, &files)).collect_view();
    let brought = view.detail.request.bring_original.iter().map(|code| {
        let slot =
            view.detail.request.procedure.slot(code).map_or_else(|| code.clone(), |slot| slot.label.clone());
        view! { <li>{slot}": "{words.brought}</li> }
    });
    let empty =
        view.detail.request.documents.is_empty().then(|| view! { <p class="muted">{words.no_papers}</p> });
    view! {
        <section class="section">
            <h3>{words.documents}</h3>
            {empty}
            <Documents>{rows}</Documents>
            <ul class="plain">{brought.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn slot(view: &CaseView, code: &str, label: &str, files: &[&DocumentView]) -> AnyView {
    let words = view.words();
    let gone = gone(&view.detail.request, view.language);
    let flag = view.judged().then(|| flags::state(view, &format!("d:{code}"), label));
    let last = files.len().saturating_sub(1);
    let row = |(place, file): (usize, &&DocumentView)| {
        let new =
            view.detail.new_documents.contains(&file.id).then(|| (Tone::Info, words.new_file.to_owned()));
        let size = words_for_bytes(file.bytes, view.language);
        let pixels = file
            .width
            .zip(file.height)
            .map(|(width, height)| if file.turns % 2 == 1 { (height, width) } else { (width, height) })
            .map_or_else(String::new, |(width, height)| format!(" · {width} × {height}"));
        let of = if last > 0 { format!("{}/{} · ", place + 1, files.len()) } else { String::new() };
        let flag = flag.clone().filter(|_| place == last).map(|flag| {
            let reasons = flags::reasons(view, ReasonTarget::Document);
            view! {
                <div class="flag">
                    <FlagVerdict flag=flag.clone() words=flags::words(view.language) />
                    {flags::reason(view.language, flag, reasons)}
                </div>
            }
        });
        let poor = view.detail.poor_photos.get(&file.id).map(|verdict| {
            let words = Photo::of(view.language).flagged(&verdict.causes);
            view! { <Tag label=words tone=Tone::Warn /> }
        });
        let reused = view.detail.reused.get(&file.id).map(|number| {
            let words = Slots::of(view.language).reused;
            view! { <span class="muted">{words}" "{number.clone()}</span> }
        });
        let (href, spoken) = (view.place.document(file.id), label.to_owned());
        let link = match gone.clone() {
            Some(gone) => view! { <span class="muted">{gone}</span> }.into_any(),
            None => {
                view! { <a href=href>{words.open_paper}<span class="vh">" "{spoken}</span></a> }.into_any()
            }
        };
        view! {
            <DocumentRow
                title=label.to_owned()
                detail=format!("{of}{} · {size}{pixels}", file.name)
                thumb=(gone.is_none() && has_pictures(view, file)).then(|| routes::document_picture(file.id, 0))
                format=MediaType::parse(&file.media_type).map_or("", MediaType::extension).to_uppercase()
                state=Signal::stored(new)
            >
                {link}
                {reused}
                {poor}
                {flag}
            </DocumentRow>
        }
    };
    files.iter().enumerate().map(row).collect_view().into_any()
}
