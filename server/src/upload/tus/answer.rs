//! Answers: the protocol's head for any client, and for a page that asks for JSON the state in one value.

use app::{
    text::{problem, sentence},
    wire::AppError,
};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::{DocumentView, Language};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;
use service::{Error, UploadOutcome, UploadView};
use time::{OffsetDateTime, format_description::StaticFormatDescription, macros::format_description};

use super::{metadata, receive::GoesOn};
use crate::plain::{self, Reader};

/// RFC 9110's date.
const HTTP_DATE: StaticFormatDescription =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");

/// More is to come.
const RECEIVING: &str = "receiving";

/// Why not: the protocol's own status, or an error with a sentence.
pub(super) enum No {
    Plain(StatusCode),
    Error(AppError),
}

impl From<StatusCode> for No {
    fn from(status: StatusCode) -> Self {
        Self::Plain(status)
    }
}

impl From<AppError> for No {
    fn from(error: AppError) -> Self {
        Self::Error(error)
    }
}

/// How a file stands.
#[derive(Debug, Serialize)]
struct Told<'a> {
    /// `receiving`, `checking`, `kept` or `refused`.
    state: &'static str,
    received: u64,
    length: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a DocumentView>,
    #[serde(flatten)]
    refused: Option<Refused>,
}

/// A refusal with its sentence.
#[derive(Debug, Serialize)]
struct Refused {
    #[serde(flatten)]
    error: AppError,
    sentence: String,
}

/// Who reads it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    pub(super) language: Language,
    pub(super) wants_json: bool,
}

impl Answer {
    /// A refusal without a body.
    pub(super) fn empty(error: &AppError) -> Response {
        plain::refuse(error, &Reader::default()).into_parts().0.status.into_response()
    }

    pub(super) fn no(self, no: No) -> Response {
        let error = match no {
            No::Plain(status) => return status.into_response(),
            No::Error(error) => error,
        };
        let language = self.language;
        // Status and waiting time are those of every refusal.
        let plain = plain::refuse(&error, &Reader { language, ..Reader::default() });
        let wait = plain.headers().get(header::RETRY_AFTER).cloned();
        let refused = self.refused(error);
        let mut response = if self.wants_json {
            (plain.status(), Json(refused)).into_response()
        } else {
            (plain.status(), refused.sentence).into_response()
        };
        if let Some(wait) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, wait);
        }
        response
    }

    fn refused(self, error: AppError) -> Refused {
        let sentence = match &error {
            AppError::Fields { issues } if issues.len() == 1 => sentence(&issues[0].error, self.language),
            other => problem(other, self.language),
        };
        Refused { error, sentence }
    }

    /// Bytes are safe, and more are to come.
    pub(super) fn goes_on(self, file: &GoesOn) -> Response {
        let mut response = if self.wants_json {
            let (received, length) = (file.received, file.length);
            Json(Told { state: RECEIVING, received, length, document: None, refused: None }).into_response()
        } else {
            StatusCode::NO_CONTENT.into_response()
        };
        offset(response.headers_mut(), file.received, file.expires_at);
        response
    }

    /// Bytes are safe; with the last of them, what became of the file.
    pub(super) fn added(self, settled: Result<UploadView, Error>) -> Response {
        let view = match settled {
            Ok(view) => view,
            Err(error) => return self.no(error.into()),
        };
        if let Some(UploadOutcome::Refused(error)) = view.outcome {
            return self.no(error.into());
        }
        let mut response =
            if self.wants_json { self.told(&view) } else { StatusCode::NO_CONTENT.into_response() };
        let headers = response.headers_mut();
        offset(headers, view.received, view.expires_at);
        if let Some(UploadOutcome::Kept(document)) = &view.outcome {
            put(headers, "kk-document", &document.id.to_string());
            put(headers, "kk-sha256", &document.sha256);
        }
        response
    }

    pub(super) fn told(self, view: &UploadView) -> Response {
        let is_whole = view.received == view.announced.length;
        let (state, document, refused) = match &view.outcome {
            Some(UploadOutcome::Kept(document)) => ("kept", Some(document), None),
            Some(UploadOutcome::Refused(error)) => ("refused", None, Some(error)),
            None if is_whole => ("checking", None, None),
            None => (RECEIVING, None, None),
        };
        let refused = refused.map(|error| self.refused(wire(error)));
        let told = Told { state, received: view.received, length: view.announced.length, document, refused };
        Json(told).into_response()
    }
}

/// The wire's words for what a row remembers.
fn wire(error: &Error) -> AppError {
    match error {
        Error::File(reason) => app::api::refuse(Error::File(*reason)),
        Error::Fields(issues) => AppError::Fields { issues: issues.clone() },
        _ => AppError::NotFound,
    }
}

/// The answer to HEAD.
pub(super) fn stands(view: &UploadView) -> Response {
    let mut response = StatusCode::OK.into_response();
    let headers = response.headers_mut();
    offset(headers, view.received, view.expires_at);
    put(headers, "upload-length", &view.announced.length.to_string());
    put(headers, "upload-metadata", &metadata::write(&view.announced));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn offset(headers: &mut HeaderMap, received: u64, expires_at: OffsetDateTime) {
    put(headers, "upload-offset", &received.to_string());
    put(headers, "upload-expires", &http_date(expires_at));
}

fn put(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

fn http_date(at: OffsetDateTime) -> String {
    at.to_offset(time::UtcOffset::UTC).format(HTTP_DATE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_http_wants_them() {
        assert_eq!(
            http_date(time::macros::datetime!(2026-12-03 02:05:09 UTC)),
            "Thu, 03 Dec 2026 02:05:09 GMT"
        );
    }
}
