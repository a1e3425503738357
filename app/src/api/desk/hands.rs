//! From hand to hand: the next request for whoever asks, and one's own to a colleague.
use super::{case, errors_of, form, note_done};
use crate::{
    api::{Posted, values},
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use domain::Command;
use leptos::prelude::*;

/// The name of the flash that says that nothing waits.
pub(crate) const NEXT_FORM: &str = "berikutnya";

/// Takes the request with the least service time left, of those that the filter shows.
#[server(name = PostNext, prefix = "/api/petugas", endpoint = "berikutnya")]
pub async fn post_next(#[server(default)] part: String) -> Result<(), AppError> {
    let visitor = visitor();
    let (query, _) = routes::read_desk_filter(&part);
    let result = service().take_next(&visitor.actor, &query).await;
    match &result {
        Ok(Some(number)) => note_done(&visitor, number, Command::Claim.as_str()).await,
        Ok(None) => {
            visitor.keep_done(NEXT_FORM, "nothing_next").await;
            leptos_axum::redirect(&routes::queue(&super::filter_of(&part), None));
            return Ok(());
        }
        Err(_) => {}
    }
    Posted {
        form: "berikutnya-galat",
        values: values([]),
        back: routes::queue(&super::filter_of(&part), None),
    }
    .settle(&visitor, result, |number| case(&number.unwrap_or_default(), &part))
    .await
}

/// Hands a request over to a colleague.
#[server(name = PostHandOver, prefix = "/api/petugas", endpoint = "serahkan")]
pub async fn post_hand_over(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] version: i64,
    #[server(default)] to: String,
    #[server(default)] handover_note: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let colleague = to.parse().ok();
    let result = service().hand_over(&visitor.actor, &number, version, colleague, &handover_note).await;
    if result.is_ok() {
        note_done(&visitor, &number, "handed_over").await;
    }
    let typed = values([("to", to.as_str()), ("handover_note", handover_note.as_str())]);
    Posted { form: &form::lease_name(&number), values: typed, back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}
