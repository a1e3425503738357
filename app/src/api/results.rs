//! Results: where to collect them, taking one back, and a one-time code for who has the number.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, values};
use crate::{
    routes,
    visitor::{PROVEN, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, NewResult};
use uuid::Uuid;

/// Says where the result is collected.
#[server(name = PostCollect, prefix = "/api/petugas", endpoint = "ambil-di-kantor")]
pub async fn post_collect(
    #[server(default)] number: String,
    #[server(default)] place: String,
    #[server(default)] when: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let new = NewResult {
        kind: "collect".into(),
        place: place.clone(),
        when: when.clone(),
        ..NewResult::default()
    };
    let result = service().attach_result(&visitor.actor, &number, &new, None).await;
    let back = routes::desk_results(&number);
    attached(&visitor, &result, "done").await;
    Posted { form: "hasil", values: values([("place", &place), ("when", &when)]), back: back.clone() }
        .settle(&visitor, result, |_| back)
        .await
}

/// Takes a result back that was attached by mistake.
#[server(name = PostRemoveResult, prefix = "/api/petugas", endpoint = "hapus-hasil")]
pub async fn post_remove_result(
    #[server(default)] number: String,
    #[server(default)] id: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
        service().remove_result(&visitor.actor, &number, id).await
    }
    .await;
    let back = routes::desk_results(&number);
    attached(&visitor, &result, "removed").await;
    Posted { form: "hasil", values: values([]), back: back.clone() }.settle(&visitor, result, |()| back).await
}

async fn attached<T>(visitor: &Visitor, result: &Result<T, Error>, code: &str) {
    if result.is_ok() {
        visitor.keep_done("hasil-jadi", code).await;
    }
}

/// Sends a one-time code to the phone of the request that was found by its number.
#[server(name = PostResultCode, prefix = "/api", endpoint = "lacak-kode")]
pub async fn post_result_code() -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let request = visitor.tracked().await.ok_or(Error::NotFound)?;
        service().send_result_code(request, &visitor.address).await
    }
    .await;
    if result.is_ok() {
        visitor.keep_done("lacak-terkirim", "sent").await;
    }
    Posted { form: "lacak-kode", values: values([]), back: routes::TRACK.into() }
        .settle(&visitor, result, |()| routes::TRACK.into())
        .await
}

/// Opens the results with that code, for a while.
#[server(name = PostResultOpen, prefix = "/api", endpoint = "lacak-buka")]
pub async fn post_result_open(#[server(default)] code: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = open(&visitor, &code).await;
    Posted { form: "lacak-kode", values: values([("code", &code)]), back: routes::TRACK.into() }
        .settle(&visitor, result, |()| routes::TRACK.into())
        .await
}

async fn open(visitor: &Visitor, code: &str) -> Result<(), Error> {
    let request = visitor.tracked().await.ok_or(Error::NotFound)?;
    service().prove_for_results(request, code).await?;
    visitor.session.insert(PROVEN, (request, visitor.at)).await.map_err(|_| Error::Internal("session".into()))
}
