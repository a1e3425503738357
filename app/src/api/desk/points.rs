//! The points of the checklist: kept by their own button, and with whatever is decided in the same form.
use super::{DecisionInput, errors_of, form, note_done};
use crate::{
    api::Posted,
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;
use std::collections::BTreeMap;

/// Keeps the ticks that a form carried; a form without the checklist carries none.
pub(super) async fn keep_points(
    visitor: &Visitor,
    (number, version): (&str, &str),
    has_list: &str,
    points: &BTreeMap<String, String>,
) -> Result<(), Error> {
    if has_list.is_empty() {
        return Ok(());
    }
    let version = version.parse().map_err(|_| Error::Conflict { by: None })?;
    let ticked = points.iter().filter(|(_, sent)| !sent.is_empty()).map(|(key, _)| key.clone()).collect();
    service().tick(&visitor.actor, number, version, &ticked).await
}

/// Keeps the ticks; what was flagged in the same form stays as it was typed.
#[server(name = PostChecklist, prefix = "/api/petugas", endpoint = "periksa")]
pub async fn post_checklist(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] version: String,
    #[server(default)] periksa: String,
    #[server(default)]
    #[server(rename = "butir")]
    points: BTreeMap<String, String>,
    #[server(default)]
    #[server(rename = "tanda")]
    marks: BTreeMap<String, String>,
    #[server(default)]
    #[server(rename = "alasan")]
    reasons: BTreeMap<String, String>,
    #[server(default)]
    #[server(rename = "catatan")]
    notes: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = keep_points(&visitor, (&number, &version), &periksa, &points).await;
    let input = DecisionInput { version, marks, reasons, notes, ..DecisionInput::default() };
    let name = form::form_name(&number);
    if result.is_ok() {
        note_done(&visitor, &number, "checklist").await;
        visitor.keep_values(&name, input.values()).await;
        leptos_axum::redirect(&format!("{}#f-checklist", super::case(&number, &part)));
        return Ok(());
    }
    Posted { form: &name, values: input.values(), back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| super::case(&number, &part))
        .await
}
