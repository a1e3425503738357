//! How one is told of news.
use super::super::{Posted, values};
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use domain::Way;
use leptos::prelude::*;
use service::{WishForm, channel::ChannelKind};

/// The flash of the form.
pub(crate) const WISHES: &str = "kabar";

/// Keeps by which ways and in which language one is told. Boxes that are not ticked are not sent by browsers.
#[server(name = PostWishes, prefix = "/api", endpoint = "kabar")]
pub async fn post_wishes(
    #[server(default)] email: String,
    #[server(default)] phone: String,
    #[server(default)] whatsapp: String,
    #[server(default)] sms: String,
    #[server(default)] push: String,
    #[server(default)] first: String,
    #[server(default)] language: String,
    #[server(default)] digest: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let typed = values([("first", &first), ("language", &language)]);
    let form = WishForm {
        ways: [&email, &phone, &whatsapp, &sms, &push]
            .into_iter()
            .zip(Way::ALL)
            .filter_map(|(ticked, way)| (!ticked.is_empty()).then_some(way))
            .collect(),
        digest: !digest.is_empty(),
        first,
        language,
    };
    let result = service().save_wishes(&visitor.actor, &form).await;
    if result.is_ok() {
        visitor.keep_done(WISHES, "saved").await;
        leptos_axum::redirect(routes::ACCOUNT_NOTICES);
        return Ok(());
    }
    Posted { form: WISHES, values: typed, back: routes::ACCOUNT_NOTICES.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_NOTICES.into())
        .await
}

/// Sends what did not arrive to the same address once more.
#[server(name = PostSendUndelivered, prefix = "/api", endpoint = "kabar-lagi")]
pub async fn post_send_undelivered(#[server(default)] channel: String) -> Result<(), AppError> {
    let visitor = visitor();
    let kind = if channel == "phone" { ChannelKind::Phone } else { ChannelKind::Email };
    let result = service().send_undelivered(&visitor.actor, kind).await;
    if result.is_ok() {
        visitor.keep_done(WISHES, "again").await;
        leptos_axum::redirect(routes::ACCOUNT_NOTICES);
        return Ok(());
    }
    Posted { form: WISHES, values: values([]), back: routes::ACCOUNT_NOTICES.into() }
        .settle(&visitor, result, |_| routes::ACCOUNT_NOTICES.into())
        .await
}
