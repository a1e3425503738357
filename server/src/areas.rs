//! Villages and regencies by what one types, for the field that suggests them. Public data: no session, and caches may keep it.

use std::sync::Arc;

use app::{
    routes,
    text::lies_in,
    wire::{AppError, Suggestion},
};
use axum::{
    Json, Router,
    extract::{Request, State},
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderValue, header};
use service::{
    Service,
    areas::{Area, Areas, Hits, Level},
};

use crate::{
    limit::wide::{self, Wide},
    plain::{self, Reader},
};

/// Somebody who types asks some times a second at most.
const A_MINUTE: u32 = 1_200;
/// So many are suggested.
const MOST: usize = 10;
/// No name of a place is longer, with all that it lies in.
const LONGEST: usize = 100;
/// Going back and forth asks once; on a shared computer nothing typed stays for long.
const FOR_A_WHILE: HeaderValue = HeaderValue::from_static("private, max-age=600");

/// The routes.
pub fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route(routes::AREAS, get(suggest_villages))
        .route(routes::REGENCIES, get(suggest_regencies))
        .with_state(service)
        .layer(middleware::from_fn_with_state(Wide::new(A_MINUTE), wide::count))
}

#[derive(serde::Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn suggest_villages(State(service): State<Arc<Service>>, request: Request) -> Response {
    suggest(service.areas(), &request, Areas::search_villages)
}

async fn suggest_regencies(State(service): State<Arc<Service>>, request: Request) -> Response {
    suggest(service.areas(), &request, Areas::search_regencies)
}

/// How areas are looked for.
type Look = for<'a> fn(&'a Areas, &str, usize) -> Hits<'a>;

fn suggest(areas: &Areas, request: &Request, look: Look) -> Response {
    let asked = axum::extract::Query::<Asked>::try_from_uri(request.uri());
    match asked {
        Ok(asked) if asked.q.chars().count() <= LONGEST => {
            let hits = look(areas, &asked.q, MOST);
            let found: Vec<Suggestion> = hits.areas.iter().map(|area| row(areas, area)).collect();
            ([(header::CACHE_CONTROL, FOR_A_WHILE)], Json(found)).into_response()
        }
        _ => plain::refuse(&AppError::Malformed, &Reader { wants_json: true, ..Reader::of(request) }),
    }
}

fn row(areas: &Areas, area: &Area<'_>) -> Suggestion {
    let path = areas.path(area.code);
    let name = |level: Level| {
        path.iter().find(|one| one.level == level).map(|one| one.name.to_owned()).unwrap_or_default()
    };
    Suggestion {
        code: area.code.dotted(),
        name: area.name.to_owned(),
        within: lies_in(&path),
        postcode: area.postcode.clone().unwrap_or_default(),
        district: name(Level::District),
        regency: name(Level::Regency),
        province: name(Level::Province),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use axum::body::Body;
    use http::StatusCode;
    use tower::ServiceExt as _;

    use super::*;
    use crate::testing::{Installation, request, text};

    async fn ask(query: &str) -> (StatusCode, http::HeaderMap, String) {
        let installation = Installation::new().await;
        let request = request("GET", &format!("/wilayah{query}")).body(Body::empty()).unwrap();
        let answer = installation.routes().oneshot(request).await.unwrap();
        (answer.status(), answer.headers().clone(), text(answer).await)
    }

    #[tokio::test]
    async fn ten_villages_are_suggested_to_everybody_and_kept_for_a_while() {
        let (status, headers, body) = ask("?q=sukamaju%20jonggol").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CACHE_CONTROL], "private, max-age=600");
        assert_eq!(headers[header::CONTENT_TYPE], "application/json");
        assert!(!headers.contains_key(header::SET_COOKIE));
        let rows: Vec<Suggestion> = serde_json::from_str(&body).unwrap();
        assert_eq!(rows[0].within, "Kec. Jonggol, Kabupaten Bogor, Jawa Barat");
        let rows: Vec<Suggestion> = serde_json::from_str(&ask("?q=s").await.2).unwrap();
        assert_eq!(rows.len(), MOST);
    }

    #[tokio::test]
    async fn regencies_are_suggested_with_their_province() {
        let (status, _, body) = ask("/kabupaten?q=sleman").await;
        assert_eq!(status, StatusCode::OK);
        let rows: Vec<Suggestion> = serde_json::from_str(&body).unwrap();
        let told = |row: &Suggestion| [row.code.clone(), row.name.clone(), row.district.clone()];
        assert_eq!(rows.iter().map(told).collect::<Vec<_>>(), [["34.04", "Kabupaten Sleman", ""]]);
        assert!(rows[0].province.contains("Yogyakarta"), "{}", rows[0].province);
    }

    #[tokio::test]
    async fn nothing_and_nonsense_find_nothing_and_what_is_too_long_is_refused() {
        for query in ["", "?q=", "?q=%00%ff", "?x=1", "?q=%3Cscript%3E"] {
            let (status, _, body) = ask(query).await;
            assert!(
                status == StatusCode::OK && body == "[]" || status == StatusCode::UNPROCESSABLE_ENTITY,
                "{query} {body}"
            );
        }
        let (status, headers, _) = ask(&format!("?q={}", "a".repeat(101))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    }
}
