//! A number for every request: in the log, in the answer, and on the page that says something broke.

use std::fmt;

use axum::{extract::Request, middleware::Next, response::Response};
use http::{HeaderName, HeaderValue};
use uuid::Uuid;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The number. Ours alone: one that a client sends is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

impl RequestId {
    /// The part that is read out on the phone: eight signs, random in a version-7 UUID.
    pub fn incident(&self) -> String {
        self.0.simple().to_string()[24..].to_uppercase()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Numbers the request and its answer.
pub async fn number(mut request: Request, next: Next) -> Response {
    let id = RequestId(Uuid::now_v7());
    request.headers_mut().remove(&HEADER);
    request.extensions_mut().insert(id);
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
