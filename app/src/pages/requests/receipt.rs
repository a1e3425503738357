//! The receipt: a page that can be kept and printed on one A4 sheet.
use super::sent::change_fact;
use crate::{
    pages::{
        account::{change_words, line},
        forms,
        frame::{Page, page_written},
    },
    routes,
    text::{Assist, Common, Receipt, Requests, Wizard, day_time},
    ui::{
        button::LinkButton,
        card::Card,
        receipt::ReceiptHead,
        summary_list::{Fact, SummaryList},
    },
    visitor::service,
};
use domain::words_for_bytes;
use leptos::prelude::*;
use service::{CodeSquare, ReceiptProof};
use std::fmt::Write as _;

/// The receipt of a request.
pub fn receipt() -> impl IntoView {
    page_written(|visitor, id| async move {
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
            .map(|paper| {
                let pages = Wizard::of(language).pages;
                let pages =
                    if paper.pages > 1 { format!("{} {pages} · ", paper.pages) } else { String::new() };
                let size = words_for_bytes(paper.bytes, language);
                line(&paper.label, format!("{pages}{size} · {hash} {}", paper.hashes.join(", ")))
            })
            .chain(receipt.bring_original.iter().map(|label| line(label, words.brought)))
            .collect();
        // An officer who helped prints it for the citizen; the rest is the citizen's.
        let assisted = visitor.actor.assisted().is_some();
        let forms = if assisted { None } else { forms::card(id, &receipt.forms, language) };
        let of = Receipt::of(language);
        let base = service.settings().public_url.clone();
        let corrected = receipt.corrected_at.map(|at| line(of.corrected, day_time(at, zone, language)));
        facts.splice(2..2, corrected);
        let proof = receipt.proof.clone();
        let square = proof
            .as_ref()
            .and_then(|proof| CodeSquare::of(&format!("{base}{}", routes::verify(proof.code.as_str()))));
        let code = square.map(|square| ViewFn::from(move || drawn(&square, of.square, None)));
        Ok(Page::new(
            words.receipt,
            view! {
                <h1>{words.receipt_title}</h1>
                <ReceiptHead label=words.number number=receipt.number.to_string()
                    when=format!("{} {}", words.receipt_when, day_time(receipt.submitted_at, zone, language)) code=code />
                <p>{words.receipt_keep}</p>
                <Card><SummaryList facts=facts words=change_words(&common) /></Card>
                <Card title=words.documents.to_owned()><SummaryList facts=documents words=change_words(&common) /></Card>
                {proof.map(|proof| proven(&proof, of, &base))}
                {forms}
                <h2 class="section">{words.receipt_next}</h2>
                <p>{words.receipt_next_text}</p>
                <p class="small">{words.receipt_ask}" "{words.receipt_ask_text}" "{receipt.office}</p>
                <p class="small"><b>{words.receipt_is_not}</b></p>
                {assisted.then(|| view! { <p class="no-print">{Assist::of(language).receipt_print}</p> })}
                <p class="no-print cluster">
                    {(!assisted).then(|| view! { <LinkButton label=words.to_status href=routes::request(id) /> })}
                    <a href=routes::receipt_pdf(id)>{of.pdf}</a>
                    {(!assisted).then(|| view! { <a href=routes::TRACK>{of.track}</a> })}
                </p>
            },
        )
        .silent())
    })
}

/// The square code, with the quiet border that readers need.
pub(in crate::pages) fn drawn(
    square: &CodeSquare,
    spoken: &'static str,
    width: Option<&'static str>,
) -> AnyView {
    let side = square.side;
    let runs = square.runs().into_iter();
    let path = runs.fold(String::new(), |mut path, (column, row, length)| {
        let _ = write!(path, "M{column} {row}h{length}v1h-{length}z");
        path
    });
    view! {
        <svg viewBox=format!("-2 -2 {0} {0}", side + 4) width=width height=width role="img" aria-label=spoken shape-rendering="crispEdges">
            <rect x="-2" y="-2" width=side + 4 height=side + 4 fill="#fff" />
            <path fill="#000" d=path />
        </svg>
    }
    .into_any()
}

/// How it can be checked, and with which key it was signed.
fn proven(proof: &ReceiptProof, words: Receipt, base: &str) -> AnyView {
    let signed = match &proof.signature {
        Some((key, _)) => format!("{} {key}.", words.signed),
        None => words.unsigned.to_owned(),
    };
    view! {
        <p class="small">
            {words.code}": "<b class="num nowrap">{proof.code.to_string()}</b>". "
            {words.anybody}" "<a href=routes::VERIFY>{format!("{base}{}", routes::VERIFY)}</a>". "{signed}
        </p>
    }
    .into_any()
}
