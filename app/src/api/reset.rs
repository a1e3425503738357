//! A forgotten password.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, entry, values};
use crate::{
    routes,
    visitor::{RESET, RESET_PHONE, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, Reset, ResetSubject};
use tokio::time::timeout;
use uuid::Uuid;

/// Where the page of the sign-in reads what became of a new password.
pub(crate) const RESET_NEWS: &str = "sandi-baru-jadi";

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
    let service = service();
    let subjects = service.reset_subjects(name, &visitor.address).await?;
    visitor.session.insert(RESET, &subjects).await.map_err(entry::session_failed)?;
    // Only somebody who is there gets a code: an answer that waited for that would tell, by its time, when much is going on.
    let most = service.as_long() / 2;
    let sending = tokio::spawn(async move {
        if let Err(error) = service.send_reset_codes(&subjects).await {
            tracing::warn!(%error, "a code for a new password was not sent");
        }
    });
    let _ = timeout(most, sending).await;
    Ok(())
}

/// Sets the new password, or asks the phone first.
#[server(name = PostNewPassword, prefix = "/api", endpoint = "sandi-baru")]
pub async fn post_new_password(
    #[server(default)] code: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = finish(&visitor, &code, &password, &password_again).await;
    Posted { form: "sandi-baru", values: values([("code", &code)]), back: routes::FORGOT_NEW.into() }
        .settle(&visitor, result, str::to_owned)
        .await
}

async fn finish(visitor: &Visitor, code: &str, password: &str, again: &str) -> Result<&'static str, Error> {
    let subjects: Option<Vec<ResetSubject>> = visitor.session.get(RESET).await.ok().flatten();
    let reset = service().finish_reset(&subjects.ok_or(Error::NotFound)?, code, password, again).await?;
    let _: Result<Option<Vec<ResetSubject>>, _> = visitor.session.remove(RESET).await;
    match reset {
        Reset::Done(account) => done(visitor, account).await,
        Reset::Phone(pending) => {
            visitor.session.insert(RESET_PHONE, pending).await.map_err(entry::session_failed)?;
            Ok(routes::FORGOT_PHONE)
        }
    }
}

/// The new password counts.
async fn done(visitor: &Visitor, account: Uuid) -> Result<&'static str, Error> {
    // The mailbox is proven in this browser: nobody's tries elsewhere hold its owner up.
    entry::remember_device(&service().trust_device(account, visitor.device.as_deref()).await?);
    visitor.keep_done(RESET_NEWS, "reset").await;
    Ok(routes::SIGN_IN)
}

/// What waits in this browser for the phone's code.
pub(crate) async fn pending(visitor: &Visitor) -> Result<Uuid, Error> {
    visitor.session.get(RESET_PHONE).await.ok().flatten().ok_or(Error::NotFound)
}

async fn forget(visitor: &Visitor) {
    let _: Result<Option<Uuid>, _> = visitor.session.remove(RESET_PHONE).await;
}

/// The phone's code: the new password counts at once.
#[server(name = PostResetPhone, prefix = "/api", endpoint = "sandi-ponsel")]
pub async fn post_reset_phone(#[server(default)] code: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = finish_by_phone(&visitor, &code).await;
    Posted { form: "sandi-ponsel", values: values([("code", &code)]), back: routes::FORGOT_PHONE.into() }
        .settle(&visitor, result, str::to_owned)
        .await
}

async fn finish_by_phone(visitor: &Visitor, code: &str) -> Result<&'static str, Error> {
    let account = service().finish_reset_by_phone(pending(visitor).await?, code).await?;
    forget(visitor).await;
    done(visitor, account).await
}

/// Another code to the phone.
#[server(name = PostResetPhoneAgain, prefix = "/api", endpoint = "sandi-ulang-kode")]
pub async fn post_reset_phone_again() -> Result<(), AppError> {
    let visitor = visitor();
    let result = async { service().resend_reset_code(pending(&visitor).await?).await }.await;
    if result.is_ok() {
        visitor.keep_done("sandi-ulang", "resent").await;
    }
    Posted { form: "sandi-ponsel", values: values([]), back: routes::FORGOT_PHONE.into() }
        .settle(&visitor, result, |()| routes::FORGOT_PHONE.into())
        .await
}

/// Without the phone: the new password counts later, unless the owner objects.
#[server(name = PostResetWait, prefix = "/api", endpoint = "sandi-tunggu")]
pub async fn post_reset_wait() -> Result<(), AppError> {
    let visitor = visitor();
    let result = wait(&visitor).await;
    Posted { form: "sandi-ponsel", values: values([]), back: routes::FORGOT_PHONE.into() }
        .settle(&visitor, result, |()| routes::SIGN_IN.into())
        .await
}

async fn wait(visitor: &Visitor) -> Result<(), Error> {
    service().wait_for_reset(pending(visitor).await?).await?;
    forget(visitor).await;
    visitor.keep_done(RESET_NEWS, "waits").await;
    Ok(())
}

/// The owner objects to a new password that waits.
#[server(name = PostResetObject, prefix = "/api", endpoint = "sandi-batal")]
pub async fn post_reset_object(#[server(default)] token: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().object_to_reset(&token, &visitor.address).await;
    if result.is_ok() {
        visitor.keep_done(RESET_NEWS, "objected").await;
    }
    // What the link carries is not repeated in an address of ours: whoever failed is told on the sign-in page.
    Posted { form: "masuk", values: values([]), back: routes::SIGN_IN.into() }
        .settle(&visitor, result, |()| routes::SIGN_IN.into())
        .await
}
