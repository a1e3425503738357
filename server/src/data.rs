//! "Unduh data saya": everything about the one who asks, as JSON, for ten minutes after the password was typed.

use std::sync::Arc;

use app::{Visitor, api::refuse, routes};
use axum::{
    Router,
    extract::{Extension, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderValue, header};
use service::{Error, Service};

use crate::plain::{self, Reader};

/// The route.
pub fn router(service: &Arc<Service>) -> Router {
    Router::new().route(routes::ACCOUNT_DATA_FILE, get(export)).with_state(Arc::clone(service))
}

async fn export(State(service): State<Arc<Service>>, Extension(visitor): Extension<Visitor>) -> Response {
    match made(&service, &visitor).await {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (
                    header::CONTENT_DISPOSITION,
                    HeaderValue::from_static("attachment; filename=\"data-saya.json\""),
                ),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (headers, text).into_response()
        }
        Err(error) => {
            plain::refuse(&refuse(error), &Reader { language: visitor.language, ..Reader::default() })
        }
    }
}

async fn made(service: &Service, visitor: &Visitor) -> Result<String, Error> {
    visitor.actor.citizen()?;
    if !visitor.data_proven().await {
        return Err(Error::NotFound);
    }
    let data = service.export_data(&visitor.actor, visitor.language).await?;
    serde_json::to_string_pretty(&data).map_err(|_| Error::Internal("export".to_owned()))
}
