//! Gives a document to who may see it: never as anything that acts, never into a cache.

use app::{Visitor, api::refuse};
use axum::{
    body::Body,
    extract::{Extension, Path, State},
    response::{IntoResponse, Response},
};
use domain::MediaType;
use http::{HeaderValue, header};
use service::{DocumentStream, Error};

use super::Uploads;
use crate::plain::{self, Reader};

/// The desk shows pictures in its own pages; nothing in them runs.
const POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'self'");

pub(super) async fn document(
    State(uploads): State<Uploads>,
    Path(id): Path<String>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let outcome = match id.parse() {
        Ok(id) => uploads.service.stream_document(&visitor.actor, id).await,
        Err(_) => Err(Error::NotFound),
    };
    match outcome {
        Ok(document) => give(document),
        Err(error) => {
            let reader = Reader { language: visitor.language, ..Reader::default() };
            plain::refuse(&refuse(error), &reader)
        }
    }
}

/// One of its pictures: for the same people, as little kept by the browser.
pub(super) async fn picture(
    State(uploads): State<Uploads>,
    Path((id, number)): Path<(String, String)>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let outcome = match (id.parse(), number.parse()) {
        (Ok(id), Ok(number)) => uploads.service.read_preview(&visitor.actor, id, number).await,
        _ => Err(Error::NotFound),
    };
    match outcome {
        Ok(jpeg) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(MediaType::Jpeg.as_str())),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (headers, Body::from(jpeg)).into_response()
        }
        Err(error) => {
            let reader = Reader { language: visitor.language, ..Reader::default() };
            plain::refuse(&refuse(error), &reader)
        }
    }
}

pub(super) fn give(document: DocumentStream) -> Response {
    let kind = document.media_type;
    let way = if kind == MediaType::Pdf { "attachment" } else { "inline" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.as_str())),
        // A file that breaks off is seen to be too short.
        (header::CONTENT_LENGTH, HeaderValue::from(document.size)),
        (header::CONTENT_DISPOSITION, disposition(way, &document.name, kind)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, Body::from_stream(document.pieces)).into_response()
}

/// The name with the ending of what it really is (RFC 6266, with RFC 8187 for letters beyond ASCII).
fn disposition(way: &str, name: &str, kind: MediaType) -> HeaderValue {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let name = format!("{stem}.{}", kind.extension());
    let plain: String = name
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() || ".-_ ".contains(sign) { sign } else { '_' })
        .collect();
    let full: String = name
        .bytes()
        .map(|byte| match byte {
            b'.' | b'-' | b'_' => char::from(byte).to_string(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    HeaderValue::from_str(&format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{full}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_their_header() {
        let header = disposition("inline", "ijazah\"; x=\r\nSet-Cookie: a\u{e9}.php", MediaType::Jpeg);
        let text = header.to_str().unwrap_or_default();
        assert_eq!(
            text,
            "inline; filename=\"ijazah__ x___Set-Cookie_ a_.jpg\"; \
             filename*=UTF-8''ijazah%22%3B%20x%3D%0D%0ASet-Cookie%3A%20a%C3%A9.jpg"
        );
    }
}
