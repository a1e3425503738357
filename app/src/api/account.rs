//! One's own account and inbox.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
mod factor;
mod keeping;
pub(crate) mod passkey;
mod push;
mod rights;
mod wishes;

pub(crate) use rights::ANSWER_FORM;
pub(crate) use wishes::WISHES;

use super::{Posted, values};
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;

/// Ends every other session of this account.
#[server(name = PostEndOthers, prefix = "/api", endpoint = "keluar-lain")]
pub async fn post_end_others() -> Result<(), AppError> {
    let visitor = visitor();
    let id = visitor.session.id().map(|id| id.0.to_le_bytes());
    let result = match id {
        Some(id) => service().end_other_sessions(&visitor.actor, &id).await,
        None => Err(Error::SignInFirst),
    };
    let result = match result {
        Ok(()) => service().end_push_elsewhere(&visitor.actor, visitor.device.as_deref()).await,
        refused => refused,
    };
    if result.is_ok() {
        visitor.keep_done("perangkat", "ended_others").await;
    }
    Posted { form: "perangkat-keluar", values: values([]), back: routes::ACCOUNT_DEVICES.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_DEVICES.into())
        .await
}

/// Marks all messages as read.
#[server(name = PostReadNotices, prefix = "/api", endpoint = "pesan-dibaca")]
pub async fn post_read_notices() -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().read_notices(&visitor.actor).await;
    Posted { form: "pesan", values: values([]), back: routes::INBOX.into() }
        .settle(&visitor, result, |()| routes::INBOX.into())
        .await
}

/// Ends one session of this account.
#[server(name = PostEndOne, prefix = "/api", endpoint = "keluar-satu")]
pub async fn post_end_one(#[server(default)] session: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().end_session(&visitor.actor, &session).await;
    if result.is_ok() {
        visitor.keep_done("perangkat", "ended").await;
    }
    Posted { form: "perangkat-keluar", values: values([]), back: routes::ACCOUNT_DEVICES.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_DEVICES.into())
        .await
}
