//! The appointment of a request as a file that calendars read, for its owner.

use std::sync::Arc;

use app::{Visitor, api::refuse, routes, text::appointment_event};
use axum::{
    Router,
    extract::{Extension, Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::calendar_file;
use http::{HeaderValue, header};
use service::{Error, Service};
use uuid::Uuid;

use crate::plain::{self, Reader};

/// The file.
pub fn router(service: &Arc<Service>) -> Router {
    let nil = Uuid::nil();
    let address = routes::appointment_file(nil).replace(&nil.to_string(), "{id}");
    Router::new().route(&address, get(file)).with_state(Arc::clone(service))
}

async fn file(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    match written(&service, &visitor, &id).await {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"janji.ics\"")),
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

async fn written(service: &Service, visitor: &Visitor, id: &str) -> Result<String, Error> {
    visitor.actor.citizen()?;
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let case = service.appointment_case(&visitor.actor, id).await?.ok_or(Error::NotFound)?;
    let view = case.appointment.ok_or(Error::NotFound)?;
    let settings = service.settings();
    let link = format!("{}{}", settings.public_url, routes::appointment(id));
    Ok(calendar_file(&appointment_event(&view, &case.number, (settings.zone, link), visitor.language)))
}
