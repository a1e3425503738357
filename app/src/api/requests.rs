//! Starting, discarding and withdrawing.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, is_code, values};
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;
use std::collections::BTreeMap;
use uuid::Uuid;

fn id_of(typed: &str) -> Result<Uuid, Error> {
    typed.parse().map_err(|_| Error::NotFound)
}

/// Starts a draft under an id made when the page was drawn: posting twice starts one draft.
#[server(name = PostStart, prefix = "/api", endpoint = "mulai")]
pub async fn post_start(
    #[server(default)] id: String,
    #[server(default)] procedure: String,
    #[server(default)]
    #[server(rename = "jawab")]
    chosen: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let known = is_code(&procedure);
    let back = if known { routes::start(&procedure) } else { routes::NEW_REQUEST.to_owned() };
    let result = async {
        let id = id_of(&id)?;
        if !known {
            return Err(Error::NotFound);
        }
        service().start_draft(&visitor.actor, id, &procedure).await?;
        if !chosen.is_empty() {
            service().save_answers(&visitor.actor, id, &chosen).await?;
        }
        Ok(id)
    }
    .await;
    Posted { form: "mulai", values: values([]), back }.settle(&visitor, result, routes::resume).await
}

/// Deletes a draft.
#[server(name = PostDiscard, prefix = "/api", endpoint = "hapus-draf")]
pub async fn post_discard(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async { service().discard_draft(&visitor.actor, id_of(&id)?).await }.await;
    if result.is_ok() {
        visitor.keep_done("permohonan", "discarded").await;
    }
    Posted { form: "permohonan-galat", values: values([]), back: routes::REQUESTS.into() }
        .settle(&visitor, result, |()| routes::REQUESTS.into())
        .await
}

/// Takes a request back.
#[server(name = PostWithdraw, prefix = "/api", endpoint = "batalkan")]
pub async fn post_withdraw(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id = id_of(&id)?;
        service().withdraw(&visitor.actor, id).await?;
        Ok(id)
    }
    .await;
    let back = id.parse().map_or_else(|_| routes::REQUESTS.to_owned(), routes::request);
    Posted { form: "status", values: values([]), back }.settle(&visitor, result, routes::request).await
}

/// Keeps what the citizen thinks of a request that has ended.
#[server(name = PostFeedback, prefix = "/api", endpoint = "pendapat")]
pub async fn post_feedback(
    #[server(default)] id: String,
    #[server(default)] score: String,
    #[server(default)] words: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id = id_of(&id)?;
        service().give_feedback(&visitor.actor, id, &score, &words).await?;
        Ok(id)
    }
    .await;
    let back = id.parse().map_or_else(|_| routes::REQUESTS.to_owned(), routes::request);
    Posted { form: "status", values: values([]), back }.settle(&visitor, result, routes::request).await
}

/// The flash of the page on which one objects.
pub(crate) const OBJECTION_FORM: &str = "keberatan";

fn concern_of(id: &str) -> String {
    id.parse().map_or_else(|_| routes::REQUESTS.to_owned(), routes::concern)
}

/// Objects to a request of somebody else.
#[server(name = PostObjection, prefix = "/api", endpoint = "keberatan")]
pub async fn post_objection(
    #[server(default)] id: String,
    #[server(default)] words: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async { service().object(&visitor.actor, id_of(&id)?, &words).await }.await;
    let back = concern_of(&id);
    settle_objection(&visitor, result, ("filed", &words), back).await
}

/// Takes an objection back.
#[server(name = PostObjectionBack, prefix = "/api", endpoint = "keberatan-cabut")]
pub async fn post_objection_back(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async { service().withdraw_objection(&visitor.actor, id_of(&id)?).await }.await;
    let back = concern_of(&id);
    settle_objection(&visitor, result, ("taken_back", ""), back).await
}

async fn settle_objection(
    visitor: &crate::visitor::Visitor,
    result: Result<(), Error>,
    (done, words): (&str, &str),
    back: String,
) -> Result<(), AppError> {
    let ok = result.is_ok();
    let home = back.clone();
    Posted { form: OBJECTION_FORM, values: values([("words", words)]), back }
        .settle(visitor, result, |()| home)
        .await?;
    if ok {
        visitor.keep_done(OBJECTION_FORM, done).await;
    }
    Ok(())
}
