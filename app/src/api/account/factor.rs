//! The second factor of one's own account.
use super::super::{Posted, entry, sign_in::show_recovery, values};
use crate::{
    routes,
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;

/// Begins to set up an authenticator.
#[server(name = PostFactor, prefix = "/api", endpoint = "dua-langkah")]
pub async fn post_factor(
    #[server(default)] current: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().begin_second_factor(&visitor.actor, &current, &code).await;
    settle(&visitor, result.map(|()| routes::ACCOUNT_FACTOR)).await
}

/// The authenticator proves itself by a code.
#[server(name = PostFactorConfirm, prefix = "/api", endpoint = "dua-langkah-aktif")]
pub async fn post_factor_confirm(#[server(default)] code: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = confirm(&visitor, &code).await;
    settle(&visitor, result).await
}

async fn confirm(visitor: &Visitor, code: &str) -> Result<&'static str, Error> {
    let account = visitor.actor.account().ok_or(Error::SignInFirst)?;
    let codes = service().confirm_second_factor(account, code).await?;
    entry::renew(visitor).await?;
    if codes.is_empty() {
        visitor.keep_done(super::passkey::DONE, "app_added").await;
        return Ok(routes::ACCOUNT_FACTOR);
    }
    show_recovery(visitor, codes).await;
    Ok(routes::ACCOUNT_RECOVERY)
}

/// Takes the second factor away, or breaks its setting up off.
#[server(name = PostFactorRemove, prefix = "/api", endpoint = "dua-langkah-lepas")]
pub async fn post_factor_remove(#[server(default)] current: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = remove(&visitor, &current).await;
    Posted { form: "dua-langkah-lepas", values: values([]), back: routes::ACCOUNT_FACTOR_OFF.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_FACTOR.into())
        .await
}

async fn remove(visitor: &Visitor, current: &str) -> Result<(), Error> {
    let before = service().second_factor(&visitor.actor).await?;
    // What was never set up whole is broken off without a word.
    let had = before.stands() && before.enrolment.is_none();
    service().remove_second_factor(&visitor.actor, current).await?;
    if had {
        entry::renew(visitor).await?;
        visitor.keep_done(super::passkey::DONE, "removed").await;
    }
    Ok(())
}

/// Makes new codes for paper.
#[server(name = PostRecoveryCodes, prefix = "/api", endpoint = "kode-pemulihan")]
pub async fn post_recovery_codes(
    #[server(default)] current: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = renew(&visitor, &current, &code).await;
    Posted { form: "kode-pemulihan-baru", values: values([]), back: routes::ACCOUNT_RECOVERY_NEW.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_RECOVERY.into())
        .await
}

async fn renew(visitor: &Visitor, current: &str, code: &str) -> Result<(), Error> {
    let codes = service().renew_recovery_codes(&visitor.actor, current, code).await?;
    show_recovery(visitor, codes).await;
    Ok(())
}

async fn settle(visitor: &Visitor, result: Result<&'static str, Error>) -> Result<(), AppError> {
    Posted { form: "dua-langkah", values: values([]), back: routes::ACCOUNT_FACTOR.into() }
        .settle(visitor, result, Into::into)
        .await
}
