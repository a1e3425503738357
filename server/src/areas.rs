//! Villages by what one types, for the field that suggests them. Public data: no session, and caches may keep it.

use std::sync::Arc;

use app::{
    routes,
    text::lies_in,
    wire::{AppError, Suggestion},
};
use axum::{
    Json, Router,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderValue, header};
use service::{Service, areas::Areas};

use crate::plain::{self, Reader};

/// So many are suggested.
const MOST: usize = 10;
/// No name of a place is longer, with all that it lies in.
const LONGEST: usize = 100;
/// Going back and forth asks once; on a shared computer nothing typed stays for long.
const FOR_A_WHILE: HeaderValue = HeaderValue::from_static("private, max-age=600");

/// The one route.
pub fn router(service: Arc<Service>) -> Router {
    Router::new().route(routes::AREAS, get(suggest)).with_state(service)
}

#[derive(serde::Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn suggest(State(service): State<Arc<Service>>, request: Request) -> Response {
    let asked = axum::extract::Query::<Asked>::try_from_uri(request.uri());
    match asked {
        Ok(asked) if asked.q.chars().count() <= LONGEST => {
            let found = found(service.areas(), &asked.q);
            ([(header::CACHE_CONTROL, FOR_A_WHILE)], Json(found)).into_response()
        }
        _ => plain::refuse(&AppError::Malformed, &Reader { wants_json: true, ..Reader::of(&request) }),
    }
}

fn found(areas: &Areas, words: &str) -> Vec<Suggestion> {
    let hits = areas.search_villages(words, MOST);
    let row = |area: &service::areas::Area<'_>| Suggestion {
        code: area.code.dotted(),
        name: area.name.to_owned(),
        within: lies_in(&areas.path(area.code)),
        postcode: area.postcode.clone().unwrap_or_default(),
    };
    hits.areas.iter().map(row).collect()
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
