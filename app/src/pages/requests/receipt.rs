//! The receipt: a page that can be kept and printed on one A4 sheet.
use super::status::change_fact;
use crate::{
    pages::{
        account::{change_words, line},
        forms,
        frame::{Page, page},
    },
    routes,
    text::{Common, Requests, day_time},
    ui::{
        button::LinkButton,
        card::Card,
        receipt::ReceiptHead,
        summary_list::{Fact, SummaryList},
    },
    visitor::{service, visitor},
};
use domain::words_for_bytes;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::Error;
use uuid::Uuid;

/// The receipt of a request.
pub fn receipt() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        visitor.actor.citizen()?;
        let id: Uuid = asked.parse().map_err(|_| Error::NotFound)?;
        let language = visitor.language;
        let words = Requests::of(language);
        let common = Common::of(language);
        let service = service();
        let zone = service.settings().zone;
        let receipt = service.receipt(&visitor.actor, id, language).await?;
        let mut facts = vec![
            line(words.receipt_what, receipt.title.clone()),
            line(words.receipt_by, receipt.applicant.clone()),
            line(words.expected, day_time(receipt.due_at, zone, language)),
        ];
        facts.extend(receipt.changes.iter().map(|change| change_fact(change, &receipt.labels, language)));
        let hash = words.hash;
        let documents: Vec<Fact> = receipt
            .documents
            .iter()
            .map(|(label, bytes, digest)| {
                line(label, format!("{} · {hash} {digest}", words_for_bytes(*bytes, language)))
            })
            .chain(receipt.bring_original.iter().map(|label| line(label, words.brought)))
            .collect();
        let forms = forms::card(id, &receipt.forms, language);
        Ok(Page::new(
            words.receipt,
            view! {
                <h1>{words.receipt_title}</h1>
                <ReceiptHead label=words.number number=receipt.number.to_string()
                    when=format!("{} {}", words.receipt_when, day_time(receipt.submitted_at, zone, language)) code=None />
                <p>{words.receipt_keep}</p>
                <Card><SummaryList facts=facts words=change_words(&common) /></Card>
                <Card title=words.documents.to_owned()><SummaryList facts=documents words=change_words(&common) /></Card>
                {forms}
                <h2 class="section">{words.receipt_next}</h2>
                <p>{words.receipt_next_text}</p>
                <p class="small">{words.receipt_ask}" "{words.receipt_ask_text}" "{receipt.office}</p>
                <p class="small muted">{words.receipt_is_not}</p>
                <p class="no-print"><LinkButton label=words.to_status href=routes::request(id) /></p>
            },
        ))
    })
}
