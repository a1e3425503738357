//! Gives the files out, squeezed where the browser understands it.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use service::Service;

use super::Files;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// Best first: the name in a header, and what ends the twin's name.
const SQUEEZED: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Those with a hash in their name: of this release, or of another one that is or was in use.
pub(super) fn hashed(folder: &str, files: Arc<Files>, service: Arc<Service>) -> Router {
    Router::new().route(
        &format!("{folder}/{{name}}"),
        get(async move |Path(name): Path<String>, headers: HeaderMap| {
            if files.contains_key(&name) {
                return give(&files, &name, &headers, FOR_EVER);
            }
            let mut kept = Files::new();
            let twins = SQUEEZED.into_iter().filter(|(encoding, _)| understands(&headers, encoding));
            for name in twins.map(|(_, end)| format!("{name}{end}")).chain([name.clone()]) {
                if let Some(content) = service.kept_file(&name).await {
                    kept.insert(name, content.into());
                    break;
                }
            }
            give(&kept, &name, &headers, FOR_EVER)
        }),
    )
}

/// One under its own name at the root.
pub(super) fn at_the_root(name: &str, file: &str, files: Arc<Files>) -> Router {
    let file = file.to_owned();
    Router::new()
        .route(
            &format!("/{name}"),
            get(async |State((file, files)): State<(String, Arc<Files>)>, headers: HeaderMap| {
                give(&files, &file, &headers, ASK_AGAIN)
            }),
        )
        .with_state((file, files))
}

/// What is missing today may be there after the next release, so that it is never kept.
fn give(files: &Files, name: &str, asked: &HeaderMap, keep: HeaderValue) -> Response {
    let squeezed = SQUEEZED.into_iter().find_map(|(encoding, end)| {
        let twin = files.get(&format!("{name}{end}"))?;
        understands(asked, encoding).then_some((twin, Some(encoding)))
    });
    let Some((content, encoding)) = squeezed.or_else(|| files.get(name).map(|file| (file, None))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // The name changes with the content.
    let tag = format!("\"{name}{}\"", encoding.map(|encoding| format!("-{encoding}")).unwrap_or_default());
    let known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { content.clone().into_response() };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CACHE_CONTROL, keep);
    headers.remove(header::CONTENT_TYPE);
    if !known {
        headers.insert(header::CONTENT_TYPE, kind_of(name));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    response
}

/// RFC 9110, section 12.5.3: named, or meant by a star, and not with a weight of nought.
fn understands(asked: &HeaderMap, encoding: &str) -> bool {
    let mut star = false;
    let offers = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for offer in offers.flat_map(|value| value.split(',')) {
        let (name, parameters) = offer.split_once(';').unwrap_or((offer, ""));
        let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
        if name.trim().eq_ignore_ascii_case(encoding) {
            return weight > 0.0;
        }
        star |= name.trim() == "*" && weight > 0.0;
    }
    star
}

/// What it is; text also says in which signs.
fn kind_of(name: &str) -> HeaderValue {
    let kind = mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream");
    let plain = HeaderValue::from_static(kind);
    if kind.starts_with("text/") || kind == "image/svg+xml" {
        return HeaderValue::try_from(format!("{kind}; charset=utf-8")).unwrap_or(plain);
    }
    plain
}
