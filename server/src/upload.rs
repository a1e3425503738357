//! Files on their way in and out.
//!
//! Not server functions: those skip the body limit for multipart and may panic on it. The form works without
//! JavaScript; an island sends the same form and reads JSON.

mod multipart;
mod serve;

use std::sync::Arc;

use app::{Visitor, api::refuse, routes, wire::AppError};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Extension, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{DocumentView, document_type::MAX_ORIGINAL_BYTES};
use http::StatusCode;
use service::{Actor, Error, Service};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    layer::body_limit::{declared_length, drain},
    plain::{self, Reader},
};

/// What the form adds around the file, in bytes: boundaries, names, small fields.
const MARGIN: u64 = 64 * 1024;
/// A photo needs up to 400 MB while it is drawn anew.
const DRAWN_AT_ONCE: usize = 2;

#[derive(Clone)]
struct Uploads {
    service: Arc<Service>,
    drawing: Arc<Semaphore>,
}

/// Both routes.
pub fn router(service: &Arc<Service>) -> Router {
    let uploads = Uploads { service: Arc::clone(service), drawing: Arc::new(Semaphore::new(DRAWN_AT_ONCE)) };
    // The addresses are the app's; the holes in them are axum's.
    let nil = Uuid::nil();
    let take = routes::upload(nil, "{slot}").replace(&nil.to_string(), "{draft}");
    let give = routes::document(nil).replace(&nil.to_string(), "{id}");
    Router::new()
        .route(&take, post(receive).layer(DefaultBodyLimit::disable()))
        .route(&give, get(serve::document))
        .with_state(uploads)
}

async fn receive(
    State(uploads): State<Uploads>,
    Path((draft, slot)): Path<(Uuid, String)>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let mut reader = Reader::of(&request);
    reader.language = visitor.language;
    let limit = MAX_ORIGINAL_BYTES + MARGIN;
    let sent = declared_length(request.headers());
    let too_large = sent.filter(|sent| *sent > limit);
    if too_large.is_some() || visitor.actor == Actor::Stranger {
        drain(request.into_body().into_data_stream()).await;
        return match too_large {
            Some(sent) => plain::too_large(sent, MAX_ORIGINAL_BYTES, &reader),
            None => plain::refuse(&AppError::SignInFirst, &reader),
        };
    }
    let files = match multipart::files(request, limit).await {
        Ok(files) => files,
        Err(multipart::Refused::TooLarge { at_least }) => {
            return plain::too_large(sent.unwrap_or(at_least), MAX_ORIGINAL_BYTES, &reader);
        }
        Err(multipart::Refused::Malformed) => return plain::refuse(&AppError::Malformed, &reader),
        Err(multipart::Refused::NoFile) => {
            let nothing = AppError::File { reason: "empty".to_owned(), bytes: 0, limit: 0 };
            return plain::refuse(&nothing, &reader);
        }
    };
    match uploads.keep(&visitor.actor, draft, &slot, files).await {
        Ok(kept) if reader.wants_json => (StatusCode::CREATED, Json(kept)).into_response(),
        Ok(_) => {
            let documents = routes::step(draft, domain::DOCUMENTS);
            Redirect::to(reader.back.as_deref().unwrap_or(&documents)).into_response()
        }
        Err(error) => plain::refuse(&refuse(error), &reader),
    }
}

impl Uploads {
    /// In the order in which they were chosen. What was kept before one is refused stays kept: each file is
    /// acknowledged for itself.
    async fn keep(
        &self,
        actor: &Actor,
        draft: Uuid,
        slot: &str,
        files: Vec<multipart::File>,
    ) -> Result<Vec<DocumentView>, Error> {
        let mut kept = Vec::with_capacity(files.len());
        for file in files {
            let _turn = self.drawing.acquire().await.map_err(|_| Error::Busy)?;
            kept.push(self.service.store_document(actor, draft, slot, &file.name, file.bytes).await?);
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests;
