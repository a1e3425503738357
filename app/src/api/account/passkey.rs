//! Passkeys of one's own account.
use super::super::{Posted, entry, sign_in::show_recovery, values};
use crate::{
    routes,
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;
use uuid::Uuid;

/// The flash of both pages.
pub(crate) const FORM: &str = "kunci-sandi";
/// What the page of the second factor says afterwards.
pub(crate) const DONE: &str = "dua-langkah-jadi";

/// Begins to add one.
#[server(name = PostPasskeyBegin, prefix = "/api", endpoint = "kunci-sandi-mulai")]
pub async fn post_passkey_begin(#[server(default)] current: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().begin_passkey(&visitor.actor, &current).await;
    Posted { form: FORM, values: values([]), back: routes::ACCOUNT_PASSKEY.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_PASSKEY.into())
        .await
}

/// Adds what the browser made.
#[server(name = PostPasskey, prefix = "/api", endpoint = "kunci-sandi")]
pub async fn post_passkey(
    #[server(default)] name: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = add(&visitor, &name, &code).await;
    Posted { form: FORM, values: values([("name", &name)]), back: routes::ACCOUNT_PASSKEY.into() }
        .settle(&visitor, result, |next| next.into())
        .await
}

async fn add(visitor: &Visitor, name: &str, answer: &str) -> Result<&'static str, Error> {
    let codes = service().add_passkey(&visitor.actor, name, answer).await?;
    entry::renew(visitor).await?;
    visitor.keep_done(DONE, "passkey_added").await;
    let Some(codes) = codes else { return Ok(routes::ACCOUNT_FACTOR) };
    show_recovery(visitor, codes).await;
    Ok(routes::ACCOUNT_RECOVERY)
}

/// Takes one away.
#[server(name = PostPasskeyRemove, prefix = "/api", endpoint = "kunci-sandi-hapus")]
pub async fn post_passkey_remove(
    #[server(default)] passkey: String,
    #[server(default)] current: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let id = passkey.parse::<Uuid>().ok();
    let back = id.map_or_else(|| routes::ACCOUNT_FACTOR.to_owned(), routes::passkey);
    let result = remove(&visitor, id, &current).await;
    Posted { form: FORM, values: values([]), back }
        .settle(&visitor, result, |()| routes::ACCOUNT_FACTOR.into())
        .await
}

async fn remove(visitor: &Visitor, passkey: Option<Uuid>, current: &str) -> Result<(), Error> {
    visitor.actor.account().ok_or(Error::SignInFirst)?;
    service().remove_passkey(&visitor.actor, passkey.ok_or(Error::NotFound)?, current).await?;
    entry::renew(visitor).await?;
    visitor.keep_done(DONE, "passkey_removed").await;
    Ok(())
}
