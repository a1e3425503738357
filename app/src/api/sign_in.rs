//! Signing in and out.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, entry, values};
use crate::{
    routes,
    visitor::{ENROLLING, FACTOR, PROVING, Visitor, service, visitor},
    wire::AppError,
};
use http::{HeaderName, HeaderValue};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, redirect};
use service::{Arrival, Error, SignInStep, channel::ChannelKind};
use uuid::Uuid;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
const STORAGE: HeaderValue = HeaderValue::from_static("\"storage\"");

/// Checks name and password.
#[server(name = PostSignIn, prefix = "/api", endpoint = "masuk")]
pub async fn post_sign_in(
    #[server(default)] name: String,
    #[server(default)] password: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = first_step(&visitor, &name, &password).await;
    if matches!(result, Err(Error::Busy)) {
        // Kept nowhere: when very many guess, writing down what each has typed would hold up everybody.
        redirect(routes::SIGN_IN_BUSY);
        return Ok(());
    }
    Posted { form: "masuk", values: values([("name", &name)]), back: routes::SIGN_IN.into() }
        .settle(&visitor, result, |next| next)
        .await
}

async fn first_step(visitor: &Visitor, name: &str, password: &str) -> Result<String, Error> {
    match service().sign_in(name, password, visitor.device.as_deref(), &visitor.address).await? {
        SignInStep::Done(account) => entry::enter(visitor, account, Arrival::Known).await,
        SignInStep::NeedsFactor(account) => {
            entry::wait_for_factor(visitor, account).await?;
            Ok(routes::SIGN_IN_FACTOR.to_owned())
        }
        SignInStep::NeedsEnrolment(account) => {
            entry::wait_for_enrolment(visitor, account).await?;
            Ok(routes::SIGN_IN_ENROL.to_owned())
        }
        SignInStep::NeedsCode(account) => {
            entry::wait_for_code(visitor, account).await?;
            Ok(routes::SIGN_IN_CODE.to_owned())
        }
    }
}

/// The account that must still prove its device.
pub(crate) async fn proving(visitor: &Visitor) -> Result<Uuid, Error> {
    visitor.session.get(PROVING).await.ok().flatten().ok_or(Error::SignInFirst)
}

/// Finishes signing in on a new device.
#[server(name = PostSignInCode, prefix = "/api", endpoint = "masuk-kode")]
pub async fn post_sign_in_code(#[server(default)] code: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = second_step(&visitor, &code).await;
    Posted { form: "masuk-kode", values: values([("code", &code)]), back: routes::SIGN_IN_CODE.into() }
        .settle(&visitor, result, |next| next)
        .await
}

async fn second_step(visitor: &Visitor, code: &str) -> Result<String, Error> {
    let account = proving(visitor).await?;
    let secret = service().finish_sign_in(account, code, visitor.device.as_deref()).await?;
    entry::remember_device(&secret);
    if service().must_enrol(account).await? {
        entry::wait_for_enrolment(visitor, account).await?;
        return Ok(routes::SIGN_IN_ENROL.to_owned());
    }
    entry::enter(visitor, account, Arrival::Code).await
}

/// The account that must still prove its second factor.
pub(crate) async fn owing_factor(visitor: &Visitor) -> Result<Uuid, Error> {
    visitor.session.get(FACTOR).await.ok().flatten().ok_or(Error::SignInFirst)
}

/// The officer who must set up an authenticator.
pub(crate) async fn enrolling(visitor: &Visitor) -> Result<Uuid, Error> {
    visitor.session.get(ENROLLING).await.ok().flatten().ok_or(Error::SignInFirst)
}

/// Finishes signing in with the second factor.
#[server(name = PostSignInFactor, prefix = "/api", endpoint = "masuk-dua-langkah")]
pub async fn post_sign_in_factor(#[server(default)] code: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = by_factor(&visitor, &code).await;
    Posted { form: "masuk-dua-langkah", values: values([]), back: routes::SIGN_IN_FACTOR.into() }
        .settle(&visitor, result, |next| next)
        .await
}

async fn by_factor(visitor: &Visitor, code: &str) -> Result<String, Error> {
    let account = owing_factor(visitor).await?;
    let proven = service().prove_second_factor(account, code, visitor.device.as_deref()).await?;
    entry::remember_device(&proven.browser);
    entry::enter(visitor, account, proven.arrival).await
}

/// Sets up the second factor of an officer who must have one, and finishes signing in.
#[server(name = PostSignInEnrol, prefix = "/api", endpoint = "masuk-siapkan")]
pub async fn post_sign_in_enrol(#[server(default)] code: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = enrol(&visitor, &code).await;
    Posted { form: "masuk-siapkan", values: values([]), back: routes::SIGN_IN_ENROL.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_RECOVERY.into())
        .await
}

async fn enrol(visitor: &Visitor, code: &str) -> Result<(), Error> {
    let account = enrolling(visitor).await?;
    // Whoever has proven more in another browser meanwhile is asked for that here too.
    if !service().must_enrol(account).await? {
        return Err(Error::SignInFirst);
    }
    let codes = service().confirm_second_factor(account, code).await?;
    entry::enter(visitor, account, Arrival::Factor { is_new: false }).await?;
    show_recovery(visitor, codes).await;
    Ok(())
}

/// Keeps codes for paper until the next page has shown them, sealed with the session.
pub(super) async fn show_recovery(visitor: &Visitor, codes: Vec<String>) {
    let values = codes.into_iter().enumerate().map(|(place, code)| (format!("{place:02}"), code));
    visitor.keep_values(RECOVERY, values.collect()).await;
}

/// The flash of codes for paper.
pub(crate) const RECOVERY: &str = "kode-pemulihan";

/// Sends another sign-in code, by e-mail or to the phone.
#[server(name = PostSignInAgain, prefix = "/api", endpoint = "masuk-ulang-kode")]
pub async fn post_sign_in_again(#[server(default)] channel: String) -> Result<(), AppError> {
    let visitor = visitor();
    let kind = if channel == "phone" { ChannelKind::Phone } else { ChannelKind::Email };
    let result = async { service().send_sign_in_code(proving(&visitor).await?, kind).await }.await;
    if result.is_ok() {
        visitor.keep_done("kode-ulang", "resent").await;
    }
    Posted { form: "masuk-kode", values: values([]), back: routes::SIGN_IN_CODE.into() }
        .settle(&visitor, result, |()| routes::SIGN_IN_CODE.into())
        .await
}

/// Ends this session. A page that could run its script has taken away what lies on the device of this account; else
/// the browser is told to throw away what it keeps for this site.
#[server(name = PostSignOut, prefix = "/api", endpoint = "keluar")]
pub async fn post_sign_out(#[server(default)] cleared: String) -> Result<(), AppError> {
    let visitor = visitor();
    if let Err(error) = service().end_push_on(visitor.device.as_deref(), None).await {
        tracing::warn!(%error, "notices of a browser could not be ended");
    }
    if let Err(error) = service().stop_helping(&visitor.actor).await {
        tracing::warn!(%error, "the help of an officer could not be ended");
    }
    if visitor.session.flush().await.is_err() {
        tracing::warn!("session could not be ended");
    }
    if cleared != "true" {
        expect_context::<ResponseOptions>().insert_header(CLEAR_SITE_DATA, STORAGE);
    }
    redirect(&format!("{}?keluar=1", routes::SIGN_IN));
    Ok(())
}
