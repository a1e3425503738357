//! Messages about a request: the citizen's from the status page, the officer's from the desk.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, desk, values};
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;
use uuid::Uuid;

fn id_of(typed: &str) -> Result<Uuid, Error> {
    typed.parse().map_err(|_| Error::NotFound)
}

/// The flash of the citizen's form.
pub(crate) const TALK_FORM: &str = "pesan-permohonan";

/// The citizen writes.
#[server(name = PostQuestion, prefix = "/api", endpoint = "pesan-permohonan")]
pub async fn post_question(
    #[server(default)] id: String,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let back = id_of(&id)
        .map_or_else(|_| routes::REQUESTS.to_owned(), |id| format!("{}#pesan", routes::request(id)));
    let result = async {
        visitor.actor.citizen()?;
        service().write_message(&visitor.actor, id_of(&id)?, "", &text).await
    }
    .await;
    if result.is_ok() {
        visitor.keep_done(TALK_FORM, "message").await;
        leptos_axum::redirect(&back);
        return Ok(());
    }
    Posted { form: TALK_FORM, values: values([("text", text.as_str())]), back: back.clone() }
        .settle(&visitor, result, |()| back)
        .await
}

/// An officer writes.
#[server(name = PostMessage, prefix = "/api/petugas", endpoint = "pesan")]
pub async fn post_message(
    #[server(default)] id: String,
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] ready: String,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        visitor.actor.officer()?;
        service().write_message(&visitor.actor, id_of(&id)?, &ready, &text).await
    }
    .await;
    if result.is_ok() {
        desk::note_done(&visitor, &number, "message").await;
    }
    let typed = values([("ready", ready.as_str()), ("text", text.as_str())]);
    Posted { form: &desk::lease_name(&number), values: typed, back: desk::errors_of(&number, &part) }
        .settle(&visitor, result, |()| format!("{}#pesan", desk::case(&number, &part)))
        .await
}
