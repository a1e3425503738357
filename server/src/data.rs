//! "Unduh data saya": everything about the one who asks, for programs and for people, for ten minutes after the password
//! was typed.

use std::sync::Arc;

use app::{Visitor, api::refuse, routes, text::data_sheet};
use axum::{
    Router,
    extract::{Extension, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderValue, header};
use serde_json::Value;
use service::{DrawnForm, Error, Service};

use crate::{
    forms::{Drawing, give},
    plain::{self, Reader},
};

const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-store");

/// The routes.
pub fn router(service: &Arc<Service>) -> Router {
    let drawn = get(sheet).with_state(Drawing::new(Arc::clone(service)));
    Router::new()
        .route(routes::ACCOUNT_DATA_FILE, get(file).with_state(Arc::clone(service)))
        .route(routes::ACCOUNT_DATA_SHEET, drawn)
}

async fn file(State(service): State<Arc<Service>>, Extension(visitor): Extension<Visitor>) -> Response {
    match written(&service, &visitor).await {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (
                    header::CONTENT_DISPOSITION,
                    HeaderValue::from_static("attachment; filename=\"data-saya.json\""),
                ),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
                (header::CACHE_CONTROL, NOT_KEPT),
            ];
            (headers, text).into_response()
        }
        Err(error) => no(error, &visitor),
    }
}

async fn sheet(State(drawing): State<Drawing>, Extension(visitor): Extension<Visitor>) -> Response {
    let _turn = drawing.turns.acquire().await;
    match drawn(&drawing.service, &visitor).await {
        Ok(sheet) => give(sheet, NOT_KEPT),
        Err(error) => no(error, &visitor),
    }
}

fn no(error: Error, visitor: &Visitor) -> Response {
    plain::refuse(&refuse(error), &Reader { language: visitor.language, ..Reader::default() })
}

async fn copy(service: &Service, visitor: &Visitor) -> Result<Value, Error> {
    visitor.actor.citizen()?;
    if !visitor.data_proven().await {
        return Err(Error::NotFound);
    }
    service.export_data(&visitor.actor, visitor.language).await
}

async fn written(service: &Service, visitor: &Visitor) -> Result<String, Error> {
    let data = copy(service, visitor).await?;
    serde_json::to_string_pretty(&data).map_err(|_| Error::Internal("export".to_owned()))
}

async fn drawn(service: &Service, visitor: &Visitor) -> Result<DrawnForm, Error> {
    let data = copy(service, visitor).await?;
    let settings = service.settings();
    let sheet = data_sheet(&data, visitor.language, settings.zone, settings.demonstration);
    service.draw_sheet(sheet).await
}
