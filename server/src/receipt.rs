//! The receipt as PDF, for its owner, and the public keys with which everybody checks one.

use std::sync::Arc;

use app::{Visitor, api::refuse, routes, text::receipt_sheet};
use axum::{
    Router,
    extract::{Extension, Path, Request, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, header};
use service::{DrawnForm, Error, Service};
use uuid::Uuid;

use crate::{
    forms::{Drawing, give},
    plain::{self, Reader},
};

/// A key is renewed rarely, and one of before is never taken away.
const FOR_A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The receipt of a request.
pub fn router(service: &Arc<Service>) -> Router {
    let nil = Uuid::nil();
    let address = routes::receipt_pdf(nil).replace(&nil.to_string(), "{id}");
    Router::new().route(&address, get(receipt)).with_state(Drawing::new(Arc::clone(service)))
}

/// The public keys, outside the session.
pub fn public(service: Arc<Service>) -> Router {
    Router::new().route(routes::PUBLIC_KEYS, get(keys)).with_state(service)
}

async fn receipt(
    State(drawing): State<Drawing>,
    Path(id): Path<String>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let _turn = drawing.turns.acquire().await;
    match draw(&drawing.service, &visitor, &id).await {
        Ok(sheet) => give(sheet, HeaderValue::from_static("no-store")),
        Err(error) => {
            let reader = Reader { language: visitor.language, ..Reader::default() };
            plain::refuse(&refuse(error), &reader)
        }
    }
}

async fn draw(service: &Service, visitor: &Visitor, id: &str) -> Result<DrawnForm, Error> {
    visitor.actor.writer()?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let receipt = service.receipt(&visitor.actor, id, visitor.language).await?;
    let settings = service.settings();
    let (zone, base) = (settings.zone, settings.public_url.as_str());
    service.draw_sheet(receipt_sheet(&receipt, visitor.language, zone, base, settings.demonstration)).await
}

async fn keys(State(service): State<Arc<Service>>, request: Request) -> Response {
    let pem = service.public_keys();
    if pem.is_empty() {
        return plain::refuse(&refuse(Error::NotFound), &Reader::of(&request));
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/x-pem-file")),
        (header::CACHE_CONTROL, FOR_A_WHILE),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, pem).into_response()
}
