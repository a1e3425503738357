//! Passkeys of one's own account.
use super::super::{Posted, entry, sign_in::show_recovery, values};
use crate::{
    routes,
    visitor::{PASSKEY_ASKED, PASSKEY_MAKING, Visitor, service, visitor},
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
pub async fn post_passkey_begin(
    #[server(default)] name: String,
    #[server(default)] current: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = begin(&visitor, &name, &current, &code).await;
    Posted { form: FORM, values: values([("name", &name)]), back: routes::ACCOUNT_PASSKEY.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_PASSKEY.into())
        .await
}

async fn begin(visitor: &Visitor, name: &str, current: &str, code: &str) -> Result<(), Error> {
    let mark = service().begin_passkey(&visitor.actor, current, code).await?;
    visitor.session.insert(PASSKEY_MAKING, mark).await.map_err(|_| Error::Internal("session".into()))?;
    visitor.keep_values(FORM, values([("name", name)])).await;
    Ok(())
}

/// The passkey that this session has begun.
pub(crate) async fn making(visitor: &Visitor) -> String {
    visitor.session.get(PASSKEY_MAKING).await.ok().flatten().unwrap_or_default()
}

/// What the browser of this session is asked so that a passkey proves `account`.
pub(crate) async fn asked(visitor: &Visitor, account: Uuid) -> Result<Option<String>, Error> {
    let before: Option<String> = visitor.session.get(PASSKEY_ASKED).await.ok().flatten();
    let Some(question) = service().passkey_question(account, before.as_deref()).await? else {
        return Ok(None);
    };
    visitor
        .session
        .insert(PASSKEY_ASKED, question.mark)
        .await
        .map_err(|_| Error::Internal("session".into()))?;
    Ok(Some(question.options))
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
        .settle(&visitor, result, Into::into)
        .await
}

async fn add(visitor: &Visitor, name: &str, answer: &str) -> Result<&'static str, Error> {
    let mark = making(visitor).await;
    let codes = service().add_passkey(&visitor.actor, &mark, name, answer).await?;
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
