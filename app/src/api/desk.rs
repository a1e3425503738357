//! The officers' desk: taking, deciding, linking by plain forms; the queue and the lease as JSON for the island.
#![expect(missing_docs, reason = "the fields of a server function are the inputs of its form")]
mod batch;
mod form;
mod hands;
mod lines;
mod objections;
mod points;
mod search;

pub use batch::*;
pub(crate) use batch::{BATCH_FORM, BATCH_REPORT, SURE, tick_name, ticked};
pub(crate) use form::{DecisionInput, done_name, form_name, lease_name};
pub use hands::*;
pub(crate) use lines::{QueueRead, QueueWanted, queue_view};
pub use objections::*;
pub use points::*;
pub use search::*;
pub(crate) use search::{SEARCH_FORM, VIEW_FORM, sought};

use self::points::keep_points;
use super::{Posted, answer, values};
use crate::{
    routes,
    text::{acted, looking_too},
    visitor::{Visitor, service, visitor},
    wire::{AppError, QueueView, Standing, seen},
};
use domain::{Command, Language, ReceiptNumber};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use service::{Error, UnlinkReason};
use std::collections::BTreeMap;

/// The address of a request on the desk; what is no number leads to the queue.
pub(super) fn case(number: &str, part: &str) -> String {
    let filter = filter_of(part);
    ReceiptNumber::parse(number).map_or_else(
        |_| routes::queue(&filter, None),
        |number| routes::desk_request_beside(&number.to_string(), &filter, None),
    )
}

/// The filter of the queue that a form carried along, as addresses carry it.
fn filter_of(part: &str) -> String {
    let (query, search) = routes::read_desk_filter(part);
    routes::desk_filter(&query, search.as_deref())
}

/// Back to the request, the errors in focus.
pub(super) fn errors_of(number: &str, part: &str) -> String {
    format!("{}#{}", case(number, part), crate::ui::error_summary::ERROR_SUMMARY_ID)
}

/// Notes what was done, for the page to say.
pub(super) async fn note_done(visitor: &Visitor, number: &str, code: &str) {
    visitor.keep_done(&form::done_name(number), code).await;
}

/// Takes a request; with a reason, from a colleague.
#[server(name = PostClaim, prefix = "/api/petugas", endpoint = "ambil")]
pub async fn post_claim(
    #[server(default)] number: String,
    #[server(default)] part: String,
    takeover: Option<String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().claim(&visitor.actor, &number, takeover.as_deref()).await;
    let result = result.map_err(|error| form::takeover_error(error, takeover.as_deref()));
    if result.is_ok() {
        note_done(&visitor, &number, Command::Claim.as_str()).await;
    }
    let typed = values([("takeover", takeover.as_deref().unwrap_or_default())]);
    Posted { form: &form::lease_name(&number), values: typed, back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}

/// Lays a request back for others.
#[server(name = PostRelease, prefix = "/api/petugas", endpoint = "lepas")]
pub async fn post_release(
    #[server(default)] number: String,
    #[server(default)] part: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().release(&visitor.actor, &number).await;
    if result.is_ok() {
        note_done(&visitor, &number, "release").await;
    }
    Posted { form: &form::lease_name(&number), values: values([]), back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}

/// Ties the account behind a request to the person it applies as.
#[server(name = PostLink, prefix = "/api/petugas", endpoint = "tautkan")]
pub async fn post_link(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] version: i64,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().link_account(&visitor.actor, &number, version).await;
    if result.is_ok() {
        note_done(&visitor, &number, "link").await;
    }
    Posted { form: &form::lease_name(&number), values: values([]), back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}

/// Takes that tie back.
#[server(name = PostUnlink, prefix = "/api/petugas", endpoint = "cabut-tautan")]
pub async fn post_unlink(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = match (visitor.actor.officer(), UnlinkReason::parse(&reason)) {
        (Err(error), _) => Err(error),
        (Ok(_), Some(reason)) => service().unlink_account(&visitor.actor, &number, reason).await,
        (Ok(_), None) => Err(Error::NotFound),
    };
    if result.is_ok() {
        note_done(&visitor, &number, "unlink").await;
    }
    Posted { form: &form::lease_name(&number), values: values([]), back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}

/// Gives a NIK that two accounts claim to the one behind this request.
#[server(name = PostSettleNik, prefix = "/api/petugas", endpoint = "nik")]
pub async fn post_settle_nik(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] version: i64,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().settle_nik(&visitor.actor, &number, version).await;
    if result.is_ok() {
        note_done(&visitor, &number, "nik").await;
    }
    Posted { form: &form::lease_name(&number), values: values([]), back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}

/// Keeps a decision that needs reasons and shows what the citizen would read.
#[server(name = PostPreview, prefix = "/api/petugas", endpoint = "tinjau")]
pub async fn post_preview(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] version: String,
    #[server(default)] command: String,
    #[server(default)] note: String,
    #[server(default)]
    #[server(rename = "tanda")]
    marks: BTreeMap<String, String>,
    #[server(default)]
    #[server(rename = "alasan")]
    reasons: BTreeMap<String, String>,
    #[server(default)]
    #[server(rename = "catatan")]
    notes: BTreeMap<String, String>,
    #[server(default)] periksa: String,
    #[server(default)]
    #[server(rename = "butir")]
    points: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let input = DecisionInput { version, command, note, marks, reasons, notes, ..DecisionInput::default() };
    let kept = keep_points(&visitor, (&number, &input.version), &periksa, &points).await;
    let result = match kept.and_then(|()| input.decision()) {
        Ok(decision) => {
            service().preview_decision(&visitor.actor, &number, &decision, visitor.language).await
        }
        Err(error) => Err(error),
    };
    let name = form_name(&number);
    if result.is_ok() {
        visitor.keep_values(&name, input.values()).await;
        leptos_axum::redirect(&form::preview(&number, &part));
        return Ok(());
    }
    Posted { form: &name, values: input.values(), back: errors_of(&number, &part) }
        .settle(&visitor, result, |_| case(&number, &part))
        .await
}

/// Decides.
#[server(name = PostDecision, prefix = "/api/petugas", endpoint = "putusan")]
pub async fn post_decision(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] version: String,
    #[server(default)] command: String,
    #[server(default)] note: String,
    #[server(default)] kk_number: String,
    #[server(default)] nik: String,
    #[server(default)]
    #[server(rename = "tanda")]
    marks: BTreeMap<String, String>,
    #[server(default)]
    #[server(rename = "alasan")]
    reasons: BTreeMap<String, String>,
    #[server(default)]
    #[server(rename = "catatan")]
    notes: BTreeMap<String, String>,
    #[server(default)] periksa: String,
    #[server(default)]
    #[server(rename = "butir")]
    points: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let input = DecisionInput { version, command, note, kk_number, nik, marks, reasons, notes };
    let kept = keep_points(&visitor, (&number, &input.version), &periksa, &points).await;
    let result = match kept.and_then(|()| input.decision()) {
        Ok(decision) => service().decide(&visitor.actor, &number, &decision).await,
        Err(error) => Err(error),
    };
    if result.is_ok() {
        note_done(&visitor, &number, &input.command).await;
    }
    Posted { form: &form_name(&number), values: input.values(), back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}

/// The queue, for the island: it asks by the filter of its own address.
#[server(name = GetQueue, prefix = "/api/petugas", endpoint = "antrean", input = GetUrl)]
pub async fn get_queue(
    #[server(default)]
    #[server(flatten)]
    asked: BTreeMap<String, String>,
) -> Result<QueueView, AppError> {
    let visitor = visitor();
    let value = |name: &str| asked.get(name).cloned();
    let wanted = QueueWanted {
        query: service::QueueQuery::read(value),
        search: value(routes::SEARCH).filter(|name| routes::is_search(name)),
        after: value("sesudah"),
    };
    answer(queue_view(&visitor, &wanted).await.map(|read| read.view))
}

/// How the request on screen stands, for the island.
#[server(name = GetStanding, prefix = "/api/petugas", endpoint = "keadaan", input = GetUrl)]
pub async fn get_standing(#[server(default)] number: String) -> Result<Standing, AppError> {
    let visitor = visitor();
    let result = async {
        service().look_at(&visitor.actor, &number).await?;
        service().request_standing(&visitor.actor, &number).await
    };
    answer(result.await.map(|standing| standing_view(standing, visitor.language)))
}

fn standing_view(standing: service::RequestStanding, language: Language) -> Standing {
    let service::RequestStanding { version, holder, mine, by_role, by_name, onlookers, .. } = standing;
    Standing {
        with: looking_too(&onlookers, language),
        seen: seen(version, holder.as_deref(), mine),
        by: by_name.unwrap_or_else(|| acted(&by_role, language).to_owned()),
    }
}

/// A sign of life: how many seconds the request is held from now.
#[server(name = PostLease, prefix = "/api/petugas", endpoint = "pegang")]
pub async fn post_lease(#[server(default)] number: String) -> Result<u32, AppError> {
    let visitor = visitor();
    let now = service().now();
    let lease: Result<_, Error> = service().renew_lease(&visitor.actor, &number).await;
    answer(lease.map(|lease| u32::try_from((lease.until - now).whole_seconds()).unwrap_or(0)))
}
