//! Tracking a request by its number.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, values};
use crate::{
    routes,
    visitor::{TRACKED, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;

/// Finds a request by its number and the last digits of the phone; the page that follows tells where it stands.
#[server(name = PostTrack, prefix = "/api", endpoint = "lacak")]
pub async fn post_track(
    #[server(default)] number: String,
    #[server(default)] digits: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = find(&visitor, &number, &digits).await;
    // The digits are typed anew: together with the number they open something.
    Posted { form: "lacak", values: values([("number", &number)]), back: routes::TRACK.into() }
        .settle(&visitor, result, |()| routes::TRACK.into())
        .await
}

async fn find(visitor: &Visitor, number: &str, digits: &str) -> Result<(), Error> {
    visitor.forget_tracked().await;
    let id = service().track(number, digits, &visitor.address).await?;
    visitor.session.insert(TRACKED, (id, visitor.at)).await.map_err(|_| Error::Internal("session".into()))
}
