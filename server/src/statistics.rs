//! The public figures as files. Outside the session, and caches may keep them: a month that is published never changes.

use std::sync::Arc;

use app::{
    api::refuse,
    routes,
    text::{Statistics, StatisticsNames, statistics_file, statistics_reasons_file},
};
use axum::{
    Router,
    extract::{Request, State},
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::{Language, Month, REST};
use http::{HeaderValue, header};
use service::{PublicFigures, Service};

use crate::{
    limit::wide::{self, Wide},
    plain::{self, Reader},
};

/// For one address.
const A_MINUTE: u32 = 120;
/// A new month comes once a month.
const FOR_A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The routes.
pub fn public(service: Arc<Service>) -> Router {
    Router::new()
        .route(routes::STATISTICS_FILE, get(figures))
        .route(routes::STATISTICS_REASONS_FILE, get(reasons))
        .with_state(service)
        .layer(middleware::from_fn_with_state(Wide::new(A_MINUTE), wide::count))
}

/// What is asked for, as the page's form names it. The language is part of the address, so that a cache keeps both.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    dari: String,
    sampai: String,
    layanan: String,
    lang: String,
}

async fn figures(State(service): State<Arc<Service>>, request: Request) -> Response {
    file(&service, asked(&request), "statistik.csv", statistics_file).await
}

async fn reasons(State(service): State<Arc<Service>>, request: Request) -> Response {
    file(&service, asked(&request), "statistik-alasan.csv", statistics_reasons_file).await
}

/// How a file is written.
type Write = fn(&domain::Published, u64, &StatisticsNames<'_>) -> String;

/// What is asked for, and by whom in case that it fails.
fn asked(request: &Request) -> (Asked, Reader) {
    let asked = axum::extract::Query::<Asked>::try_from_uri(request.uri());
    (asked.map(|asked| asked.0).unwrap_or_default(), Reader::of(request))
}

async fn file(
    service: &Service,
    (asked, reader): (Asked, Reader),
    name: &'static str,
    write: Write,
) -> Response {
    let month = |text: &str| text.parse::<Month>().ok();
    let language = Language::parse(&asked.lang).unwrap_or_default();
    let PublicFigures { published, least, .. } =
        match service.public_figures((month(&asked.dari), month(&asked.sampai))).await {
            Ok(figures) => figures,
            Err(error) => return plain::refuse(&refuse(error), &reader),
        };
    let today = service.today();
    let only = asked.layanan.to_ascii_uppercase();
    let names = StatisticsNames {
        service: &|code| match service.catalogue().find(code, today) {
            Some(entry) => entry.procedure.name.get(language).to_owned(),
            None if code == REST => Statistics::of(language).rest.to_owned(),
            None => code.to_owned(),
        },
        reason: &|code| {
            let known = service.catalogue().reason(code);
            known.map_or_else(|| code.to_owned(), |reason| reason.label.get(language).to_owned())
        },
        only: Some(only.as_str()).filter(|only| service.catalogue().knows(only)),
        language,
    };
    let attached = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, attached.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, FOR_A_WHILE),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, write(&published, least, &names)).into_response()
}

#[cfg(test)]
mod tests;
