//! What somebody asks about their own data by right, and the supervisors' answers.
use super::super::{Posted, values};
use crate::{
    routes,
    visitor::{DATA_PROVEN, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;
use uuid::Uuid;

/// The flash of the supervisors' form.
pub(crate) const ANSWER_FORM: &str = "data-jawab";

/// Proves the owner, for the download that follows within ten minutes.
#[server(name = PostDataProof, prefix = "/api", endpoint = "data-saya")]
pub async fn post_data_proof(#[server(default)] current: String) -> Result<(), AppError> {
    let visitor = visitor();
    let mut result = service().prove_owner(&visitor.actor, &current).await;
    if result.is_ok() && visitor.actor.citizen().is_err() {
        result = Err(Error::Forbidden);
    }
    if result.is_ok() && visitor.session.insert(DATA_PROVEN, visitor.at).await.is_err() {
        result = Err(Error::Internal("session".into()));
    }
    Posted { form: "data-unduh", values: values([]), back: routes::ACCOUNT_DATA.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_DATA.into())
        .await
}

/// Asks for a correction.
#[server(name = PostCorrection, prefix = "/api", endpoint = "data-perbaikan")]
pub async fn post_correction(
    #[server(default)] part: String,
    #[server(default)] should_be: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().ask_correction(&visitor.actor, &part, &should_be).await;
    if result.is_ok() {
        visitor.keep_done("data", "asked").await;
    }
    let typed = values([("part", &part), ("should_be", &should_be)]);
    Posted { form: "data-perbaikan", values: typed, back: routes::ACCOUNT_DATA.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_DATA.into())
        .await
}

/// Ends the account.
#[server(name = PostCloseAccount, prefix = "/api", endpoint = "hapus-akun")]
pub async fn post_close_account(#[server(default)] current: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().close_account(&visitor.actor, &current).await;
    if result.is_ok() {
        if visitor.session.flush().await.is_err() {
            tracing::warn!("session could not be ended");
        }
        leptos_axum::redirect(&format!("{}?keluar=1", routes::SIGN_IN));
        return Ok(());
    }
    Posted { form: "data-hapus", values: values([]), back: routes::ACCOUNT_DELETE.into() }
        .settle(&visitor, result, |()| routes::SIGN_IN.into())
        .await
}

/// Answers a correction.
#[server(name = PostCorrectionAnswer, prefix = "/api/petugas", endpoint = "data-jawab")]
pub async fn post_correction_answer(
    #[server(default)] id: String,
    #[server(default)] go: String,
    #[server(default)] answer: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = match id.parse::<Uuid>() {
        Ok(id) => service().answer_correction(&visitor.actor, id, go == "make", &answer).await,
        Err(_) => Err(Error::NotFound),
    };
    if result.is_ok() {
        visitor.keep_done(ANSWER_FORM, "answered").await;
        leptos_axum::redirect(routes::CORRECTIONS);
        return Ok(());
    }
    Posted { form: ANSWER_FORM, values: values([("answer", &answer)]), back: routes::CORRECTIONS.into() }
        .settle(&visitor, result, |()| routes::CORRECTIONS.into())
        .await
}
