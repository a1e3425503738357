//! Nothing changes by a request that another site made.
//!
//! Leptos' server functions have no guard of their own, by decision of their authors, so it stands here,
//! before everything. Browsers say where a request comes from; one that does not say is not served.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, Method, Uri, header};

use crate::{
    config::PublicUrl,
    plain::{self, Reader},
};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Answers 403 to a request that may change something and was not made by our own pages or by hand.
pub async fn require(State(public_url): State<PublicUrl>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE);
    if changes && !is_ours(request.headers(), &public_url) {
        return plain::other_site(&Reader::of(&request));
    }
    next.run(request).await
}

/// Whether our own pages made this request, or a person did by hand.
pub fn is_ours(headers: &HeaderMap, public_url: &PublicUrl) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if headers.contains_key(FETCH_SITE) {
        // `none`: typed, bookmarked, or reloaded by hand.
        return matches!(text(FETCH_SITE), Some("same-origin" | "none"));
    }
    // Browsers of before 2023. `Origin: null` is no address, so it is not ours.
    let Some(source) = text(header::ORIGIN).or_else(|| text(header::REFERER)) else { return false };
    let Some(authority) = source.parse::<Uri>().ok().and_then(|uri| uri.into_parts().authority) else {
        return false;
    };
    let authority = authority.as_str().to_ascii_lowercase();
    let host = text(header::HOST).map(str::to_ascii_lowercase);
    host.as_deref() == Some(&authority) || authority == public_url.authority()
}
