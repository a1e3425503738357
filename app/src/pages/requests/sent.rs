//! What a request holds as it was sent: the changes, the answers, each document.
use crate::{
    pages::account::{change_words, line},
    routes,
    text::{Common, Requests, Wizard, day, element},
    ui::{
        card::Card,
        disclosure::Disclosure,
        document_row::{DocumentRow, Documents},
        summary_list::{Fact, SummaryList},
    },
    visitor::service,
};
use domain::{Change, ChangeSubject, DocumentView, Labels, Language, MediaType, words_for_bytes};
use leptos::prelude::*;
use service::RequestDetail;

/// A change as a line of a summary list.
pub(crate) fn change_fact(change: &Change, labels: &Labels, language: Language) -> Fact {
    let name = match &change.subject {
        ChangeSubject::Member(_, name) => format!("{name}: "),
        ChangeSubject::NewCard => format!("{}: ", Wizard::of(language).new_card),
        ChangeSubject::NewMember | ChangeSubject::Card => String::new(),
    };
    Fact {
        was: change.was.as_deref().map(|was| labels.display(change.element, was, language)),
        ..line(
            &format!("{name}{}", element(change.element, language)),
            labels.display(change.element, &change.will, language),
        )
    }
}

pub(super) fn sent(words: Requests, request: &RequestDetail, language: Language) -> AnyView {
    let common = Common::of(language);
    let changes: Vec<Fact> =
        request.changes.iter().map(|change| change_fact(change, &request.labels, language)).collect();
    let facts: Vec<Fact> = request
        .facts
        .iter()
        .filter(|fact| !fact.value.is_empty())
        .map(|fact| line(&fact.label, fact.value.clone()))
        .collect();
    let label =
        |slot: &str| request.procedure.slot(slot).map_or_else(|| slot.to_owned(), |slot| slot.label.clone());
    let mut slots: Vec<&str> = Vec::new();
    for document in &request.documents {
        if !slots.contains(&document.slot.as_str()) {
            slots.push(&document.slot);
        }
    }
    let documents = slots.into_iter().map(|slot| paper(request, slot, &label(slot), language)).collect_view();
    let brought = request
        .bring_original
        .iter()
        .map(|slot| label(slot))
        .map(|title| view! { <DocumentRow title=title detail=words.brought format="–" /> })
        .collect_view();
    let details = (!facts.is_empty()).then(|| {
        view! {
            <Disclosure summary=words.answers><SummaryList facts=facts words=change_words(&common) /></Disclosure>
        }
    });
    view! {
        <Card title=words.what_you_sent.to_owned()>
            <SummaryList facts=changes words=change_words(&common) />
            {details}
            <Documents>{documents}{brought}</Documents>
        </Card>
    }
    .into_any()
}

/// That the documents can be looked at no more, and since when.
pub(in crate::pages) fn gone(request: &RequestDetail, language: Language) -> Option<String> {
    let since = day(request.files_gone?, service().settings().zone, language);
    Some(format!("{} {since}", Requests::of(language).files_gone))
}

/// One document, however many photos it is: how many pages, how large, each to be looked at.
fn paper(request: &RequestDetail, slot: &str, label: &str, language: Language) -> Option<AnyView> {
    let mut files: Vec<&DocumentView> = request.documents.iter().filter(|file| file.slot == slot).collect();
    files.sort_by_key(|file| file.position);
    let first = *files.first()?;
    let image = MediaType::parse(&first.media_type).is_some_and(MediaType::is_image);
    let gone = gone(request, language);
    let thumb = (image && gone.is_none()).then(|| routes::document_turned(first.id, first.turns));
    let pages: u32 = files.iter().map(|file| file.pages.max(1)).sum();
    let size = words_for_bytes(files.iter().map(|file| file.bytes).sum(), language);
    let detail = if pages > 1 { format!("{pages} {} · {size}", Wizard::of(language).pages) } else { size };
    let show = Common::of(language).show;
    let several = files.len() > 1;
    let links = files.iter().enumerate().map(|(at, file)| {
        let words = if several { format!("{show} {}", at + 1) } else { show.to_owned() };
        view! { <a href=routes::document_turned(file.id, file.turns)>{words}<span class="vh">" "{label.to_owned()}</span></a> }
    });
    let links = gone.is_none().then(|| links.collect_view());
    let detail = gone.unwrap_or(detail);
    Some(
        view! { <DocumentRow title=label.to_owned() detail=detail thumb=thumb format="PDF">{links}</DocumentRow> }
            .into_any(),
    )
}
