//! Password, e-mail and phone of one's own account.
use super::super::{Posted, entry, values};
use crate::{
    routes,
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, PasswordChange, channel::ChannelKind};

/// Changes the password.
#[server(name = PostChangePassword, prefix = "/api", endpoint = "sandi-ganti")]
pub async fn post_change_password(
    #[server(default)] current: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = change(&visitor, PasswordChange { current, password, password_again }).await;
    Posted { form: "sandi-ganti", values: values([]), back: routes::ACCOUNT_PASSWORD.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT.into())
        .await
}

async fn change(visitor: &Visitor, change: PasswordChange) -> Result<(), Error> {
    let id = visitor.session.id().map(|id| id.0.to_le_bytes()).ok_or(Error::SignInFirst)?;
    service().change_password(&visitor.actor, &change, &id, visitor.device.as_deref()).await?;
    entry::renew(visitor).await?;
    visitor.keep_done("akun", "password").await;
    Ok(())
}

fn kind(channel: &str) -> ChannelKind {
    if channel == "phone" { ChannelKind::Phone } else { ChannelKind::Email }
}

fn place(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Email => routes::ACCOUNT_EMAIL,
        ChannelKind::Phone => routes::ACCOUNT_PHONE,
    }
}

/// Takes a new e-mail or phone and sends a code there.
#[server(name = PostChangeAddress, prefix = "/api", endpoint = "alamat-ganti")]
pub async fn post_change_address(
    #[server(default)] channel: String,
    #[server(default)] address: String,
    #[server(default)] current: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let kind = kind(&channel);
    let result = service().begin_address_change(&visitor.actor, kind, &address, &current).await;
    Posted { form: "alamat-ganti", values: values([("address", &address)]), back: place(kind).into() }
        .settle(&visitor, result, |()| place(kind).into())
        .await
}

/// Proves the new address; or sends another code, or gives it up: `go` says which.
#[server(name = PostAddressCode, prefix = "/api", endpoint = "alamat-kode")]
pub async fn post_address_code(
    #[server(default)] channel: String,
    #[server(default)] code: String,
    #[server(default)] go: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let (kind, actor) = (kind(&channel), &visitor.actor);
    let (result, done, next) = match go.as_str() {
        "again" => (service().resend_address_code(actor, kind).await, "resent", place(kind)),
        "drop" => (service().drop_address_change(actor, kind).await, "", place(kind)),
        _ => (service().finish_address_change(actor, kind, &code).await, kind_done(kind), routes::ACCOUNT),
    };
    if result.is_ok() && !done.is_empty() {
        visitor.keep_done(if next == routes::ACCOUNT { "akun" } else { "alamat" }, done).await;
    }
    Posted { form: "alamat-kode", values: values([("code", &code)]), back: place(kind).into() }
        .settle(&visitor, result, |()| next.into())
        .await
}

const fn kind_done(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Email => "email",
        ChannelKind::Phone => "phone",
    }
}
