//! A forgotten password.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, entry, values};
use crate::{
    routes,
    visitor::{RESET, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, ResetSubject};

/// Sends a code if the account exists; says the same in any case.
#[server(name = PostForgot, prefix = "/api", endpoint = "lupa-sandi")]
pub async fn post_forgot(#[server(default)] name: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = begin(&visitor, &name).await;
    Posted { form: "lupa-sandi", values: values([("name", &name)]), back: routes::FORGOT.into() }
        .settle(&visitor, result, |()| routes::FORGOT_NEW.into())
        .await
}

async fn begin(visitor: &Visitor, name: &str) -> Result<(), Error> {
    let subjects = service().begin_reset(name, &visitor.address).await?;
    visitor.session.insert(RESET, subjects).await.map_err(|_| Error::Internal("session".into()))
}

/// Sets the new password.
#[server(name = PostNewPassword, prefix = "/api", endpoint = "sandi-baru")]
pub async fn post_new_password(
    #[server(default)] code: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = finish(&visitor, &code, &password, &password_again).await;
    Posted { form: "sandi-baru", values: values([("code", &code)]), back: routes::FORGOT_NEW.into() }
        .settle(&visitor, result, |()| routes::SIGN_IN.into())
        .await
}

async fn finish(visitor: &Visitor, code: &str, password: &str, again: &str) -> Result<(), Error> {
    let subjects: Option<Vec<ResetSubject>> = visitor.session.get(RESET).await.ok().flatten();
    let account = service().finish_reset(&subjects.ok_or(Error::NotFound)?, code, password, again).await?;
    let _: Result<Option<Vec<ResetSubject>>, _> = visitor.session.remove(RESET).await;
    // The mailbox is proven in this browser: nobody's tries elsewhere hold its owner up.
    entry::remember_device(&service().trust_device(account, visitor.device.as_deref()).await?);
    visitor.keep_done("sandi-baru-jadi", "reset").await;
    Ok(())
}
