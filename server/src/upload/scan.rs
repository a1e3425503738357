//! Files from a phone that has taken the code of somebody at a desk. Its session knows the code; whatever the phone
//! says of drafts and slots does not count.

use std::collections::BTreeMap;

use app::{Visitor, api::refuse, pages::scan::SCAN_FORM, routes, wire::AppError};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Extension, Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::document_type::MAX_ORIGINAL_BYTES;
use service::{Actor, Error};
use uuid::Uuid;

use super::{LIMIT, Refusal, Uploads, tus};
use crate::{
    layer::body_limit::{declared_length, drain},
    plain::{self, Reader},
};

/// The code that the phone behind this request has taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phone(pub(super) Uuid);

/// The form, and the files that go on where they broke off.
pub(super) fn router(uploads: &Uploads) -> Router<Uploads> {
    let going = tus::scanned_router().layer(middleware::from_fn_with_state(uploads.clone(), by_phone));
    Router::new().route(routes::SCAN_FILES, post(receive).layer(DefaultBodyLimit::disable())).merge(going)
}

/// Finds the code, and for a file on its way for whom it comes: only what this phone has announced is found.
async fn by_phone(State(uploads): State<Uploads>, mut request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return plain::refuse(&AppError::Busy, &reader);
    };
    let path = request.uri().path().to_owned();
    let found = async {
        let scan = visitor.scan().await.ok_or(Error::NotFound)?;
        let id = path.strip_prefix(routes::SCAN_UPLOADS).unwrap_or_default();
        let owner = match id.strip_prefix('/') {
            None => Actor::Stranger,
            Some(id) => {
                let id = id.parse().map_err(|_| Error::NotFound)?;
                uploads.service.scanned_upload(scan, id).await?
            }
        };
        Ok::<_, Error>((scan, owner))
    };
    match found.await {
        Ok((scan, actor)) => {
            request.extensions_mut().insert(Phone(scan));
            request.extensions_mut().insert(Visitor { actor, ..visitor });
            next.run(request).await
        }
        Err(error) => {
            drain(request.into_body().into_data_stream()).await;
            plain::refuse(&refuse(error), &reader)
        }
    }
}

/// The form of a phone without scripts.
async fn receive(
    State(uploads): State<Uploads>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let mut reader = Reader::of(&request);
    reader.language = visitor.language;
    let sent = declared_length(request.headers());
    let may = async {
        let scan = visitor.scan().await.ok_or(Error::NotFound)?;
        uploads.service.scanning(scan, visitor.language).await?;
        Ok::<_, Error>(scan)
    };
    let outcome = match may.await {
        Err(error) => {
            drain(request.into_body().into_data_stream()).await;
            return plain::refuse(&refuse(error), &reader);
        }
        Ok(_) if sent.is_some_and(|sent| sent > LIMIT) => {
            drain(request.into_body().into_data_stream()).await;
            Err(Refusal::TooLarge { bytes: sent.unwrap_or(MAX_ORIGINAL_BYTES) })
        }
        Ok(scan) => take(&uploads, scan, request).await,
    };
    if let Err(refusal) = outcome {
        if reader.wants_json {
            return refusal.answer(&reader);
        }
        let mut error = refusal.error();
        if let AppError::Fields { issues } = &mut error {
            // The phone's form has one field, whatever the slot is called.
            for issue in issues.iter_mut() {
                "berkas".clone_into(&mut issue.field);
            }
        }
        visitor.keep(SCAN_FORM, BTreeMap::new(), error).await;
    }
    Redirect::to(routes::SCAN).into_response()
}

async fn take(uploads: &Uploads, scan: Uuid, request: Request) -> Result<(), Refusal> {
    // Before anything of it is held: one phone sends no more than a few forms at a time.
    let _mine = match uploads.shares.take(scan) {
        Ok(mine) => mine,
        Err(error) => {
            drain(request.into_body().into_data_stream()).await;
            return Err(error.into());
        }
    };
    let (files, _memory) = uploads.read(request).await?;
    for file in files {
        uploads.service.store_scanned(scan, &file.name, file.bytes).await.map_err(refuse)?;
    }
    Ok(())
}
