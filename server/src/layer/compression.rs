//! Pages travel compressed: on a weak network the bytes are what one waits for.
//!
//! The length of a compressed page tells which texts in it are alike, and who makes a browser ask again and
//! again with a text of their own reads the rest of the page from those lengths (the BREACH attack). So a
//! page with somebody's data in it, that is one asked for with a cookie, is compressed only when our own pages
//! or the person's own hand asked for it, which a browser says by itself.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, Predicate},
};

use crate::{config::PublicUrl, layer::same_origin};

/// Nine tenths of what brotli can do, in a hundredth of the time.
const LEVEL: CompressionLevel = CompressionLevel::Precise(5);
/// Below it the head of the answer is longer.
const SHORT: u64 = 512;

/// Compresses pages and JSON as the browser likes it; files and live streams go as they are.
pub fn layer() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(LEVEL).compress_when(
        |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
            let text = |name| {
                headers
                    .get(name)
                    .and_then(|value: &http::HeaderValue| value.to_str().ok())
                    .unwrap_or_default()
            };
            let kind = text(header::CONTENT_TYPE);
            let short = text(header::CONTENT_LENGTH).parse().is_ok_and(|length: u64| length < SHORT);
            (kind.starts_with("text/html") || kind.starts_with("application/json")) && !short
        },
    )
}

/// Takes away a browser's offer to uncompress when another site may have made it ask.
pub async fn only_for_ours(
    State(public_url): State<PublicUrl>,
    mut request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if headers.contains_key(header::COOKIE) && !same_origin::is_ours(headers, &public_url) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    next.run(request).await
}
