//! Notices of the browser that asks.
use super::super::{Posted, answer, entry, values};
use super::WISHES;
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::{prelude::*, server_fn::codec::Json};
use service::{Error, channel::Subscription};
use uuid::Uuid;

/// Keeps what this browser gave when it was asked for notices.
#[server(name = SavePush, prefix = "/api", endpoint = "notifikasi", input = Json, output = Json)]
pub async fn save_push(endpoint: String, p256dh: String, auth: String) -> Result<(), AppError> {
    let to = Subscription { endpoint, p256dh, auth };
    answer(save(&to).await)
}

async fn save(to: &Subscription) -> Result<(), Error> {
    let visitor = visitor();
    let account = visitor.actor.citizen()?.account;
    let secret = if let Some(secret) = &visitor.device {
        secret.clone()
    } else if !to.is_usable(&service().settings().push_services) {
        // Refused below, and nothing is kept for it.
        String::new()
    } else {
        // Its cookie is gone, and without one nobody could end the notices by signing out.
        let secret = service().trust_device(account, None).await?;
        entry::remember_device(&secret);
        secret
    };
    service().save_push(&visitor.actor, to, &secret, &entry::browser()).await
}

/// Ends the notices of one browser.
#[server(name = PostRemovePush, prefix = "/api", endpoint = "notifikasi-hapus")]
pub async fn post_remove_push(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
        service().remove_push(&visitor.actor, id).await
    };
    let result = result.await;
    if result.is_ok() {
        visitor.keep_done(WISHES, "removed").await;
        leptos_axum::redirect(routes::ACCOUNT_NOTICES);
        return Ok(());
    }
    Posted { form: WISHES, values: values([]), back: routes::ACCOUNT_NOTICES.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_NOTICES.into())
        .await
}
