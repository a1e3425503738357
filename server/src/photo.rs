//! What the browser says about photos, in one language: words, the same for everybody, fetched when a photo needs
//! them and not before.

use std::collections::BTreeMap;

use app::{routes, text::Photo};
use axum::{
    Json, Router,
    extract::RawQuery,
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::Language;
use http::{HeaderValue, header};

const FOR_A_WHILE: HeaderValue = HeaderValue::from_static("private, max-age=600");

/// The one route.
pub fn router() -> Router {
    Router::new().route(routes::PHOTO_WORDS, get(words))
}

async fn words(RawQuery(query): RawQuery) -> Response {
    let language = match query.as_deref() {
        Some("bahasa=en") => Language::En,
        _ => Language::Id,
    };
    let words: BTreeMap<_, _> = Photo::of(language).for_browser().into_iter().collect();
    ([(header::CACHE_CONTROL, FOR_A_WHILE)], Json(words)).into_response()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use axum::body::Body;
    use tower::ServiceExt as _;

    use super::*;
    use crate::testing::{Installation, request, text};

    #[tokio::test]
    async fn words_about_photos_come_in_both_languages_to_everybody() {
        let installation = Installation::new().await;
        for (query, again) in
            [("", "Foto ulang"), ("?bahasa=id", "Foto ulang"), ("?bahasa=en", "Photograph again")]
        {
            let asked = request("GET", &format!("/foto/kata{query}")).body(Body::empty()).unwrap();
            let answer = installation.routes().oneshot(asked).await.unwrap();
            assert_eq!(answer.headers()[header::CACHE_CONTROL], "private, max-age=600");
            let words: BTreeMap<String, String> = serde_json::from_str(&text(answer).await).unwrap();
            assert_eq!(words["again"], again, "{query}");
            assert!(words.contains_key("blurred_cure"));
        }
    }
}
