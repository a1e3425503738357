//! Results on their way in, by an officer's form, and out, to who signed in or proved to be the applicant.

use std::sync::Arc;

use app::{Visitor, api::refuse, routes, wire::AppError};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Extension, Multipart, Path, State, multipart::MultipartRejection},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::document_type::MAX_ORIGINAL_BYTES;
use http::{HeaderValue, header};
use service::{Error, NewResult, OpenedResult, ResultReader, Service};
use uuid::Uuid;

use crate::plain::{self, Reader};

/// A file and what the form adds around it.
const LIMIT: usize = 20 * 1024 * 1024 + 64 * 1024;

/// Both ways.
pub fn router(service: &Arc<Service>) -> Router {
    let nil = Uuid::nil();
    let give = routes::result(nil).replace(&nil.to_string(), "{id}");
    Router::new()
        .route(&routes::result_upload("{number}"), post(take).layer(DefaultBodyLimit::max(LIMIT)))
        .route(&give, get(hand_out))
        .with_state(Arc::clone(service))
}

async fn take(
    State(service): State<Arc<Service>>,
    Path(number): Path<String>,
    Extension(visitor): Extension<Visitor>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    // Who may not is told before anything is read.
    if let Err(error) = visitor.actor.officer() {
        return no(error, &visitor);
    }
    let (new, file) = match read(form).await {
        Ok(read) => read,
        Err(error) => return back(&visitor, &number, error, &NewResult::default()).await,
    };
    match service.attach_result(&visitor.actor, &number, &new, file).await {
        Ok(_) => {
            visitor.keep_done("hasil-jadi", "done").await;
            Redirect::to(&routes::desk_results(&number)).into_response()
        }
        Err(error @ (Error::SignInFirst | Error::Forbidden | Error::NotFound)) => no(error, &visitor),
        Err(error) => back(&visitor, &number, refuse(error), &new).await,
    }
}

/// Back to the form, with what was typed and what is wrong.
async fn back(visitor: &Visitor, number: &str, error: AppError, new: &NewResult) -> Response {
    let typed = [("kind", &new.kind), ("whose", &new.whose)];
    let typed = typed.into_iter().map(|(name, value)| (name.to_owned(), value.clone()));
    visitor.keep("hasil", typed.collect(), error).await;
    Redirect::to(&routes::desk_results(number)).into_response()
}

async fn read(form: Result<Multipart, MultipartRejection>) -> Result<(NewResult, Option<Vec<u8>>), AppError> {
    let mut form = form.map_err(|_| AppError::Malformed)?;
    let (mut new, mut file) = (NewResult::default(), None);
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
            AppError::File {
                reason: "too_large".to_owned(),
                bytes: MAX_ORIGINAL_BYTES + 1,
                limit: MAX_ORIGINAL_BYTES,
            }
        } else {
            AppError::Malformed
        }
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        let text = || String::from_utf8_lossy(&bytes).chars().take(500).collect();
        match name.as_str() {
            "kind" => new.kind = text(),
            "whose" => new.whose = text(),
            "file" if !bytes.is_empty() => file = Some(bytes.to_vec()),
            _ => {}
        }
    }
    Ok((new, file))
}

async fn hand_out(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let Ok(id) = id.parse() else { return no(Error::NotFound, &visitor) };
    let proven = match visitor.proven().await {
        Some(request) => service.read_result(ResultReader::Proven(request), id).await.ok(),
        None => None,
    };
    let outcome = match proven {
        Some(opened) => Ok(opened),
        None => service.read_result(ResultReader::Actor(&visitor.actor), id).await,
    };
    match outcome {
        Ok(opened) => give(opened),
        Err(error) => no(error, &visitor),
    }
}

fn no(error: Error, visitor: &Visitor) -> Response {
    plain::refuse(&refuse(error), &Reader { language: visitor.language, ..Reader::default() })
}

/// Saved, never shown by the browser itself: the file comes from outside.
fn give(opened: OpenedResult) -> Response {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", opened.name))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, Body::from(opened.bytes)).into_response()
}
