//! How pages travel: compressed, and to who just arrived with everything in them.
#![expect(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use http::{StatusCode, header};
use tower::ServiceExt as _;

use crate::testing::{Installation, text};

const ADDRESS: &str = "/aset/main.1a2b.css";
const STYLE: &str = "body{color:teal}";

async fn installation() -> Installation {
    let installation = Installation::new().await;
    installation.build([("main.css", ADDRESS, STYLE), ("wake.js", "/aset/wake.3c.js", "await 0;")]);
    installation
}

/// How `/masuk` travels when it is asked for with these headers.
async fn encoding(headers: &[(&str, &str)]) -> Option<String> {
    let asked = headers.iter().fold(
        http::Request::get("/masuk")
            .header(header::HOST, "kk.contoh.go.id")
            .header(header::ACCEPT_ENCODING, "gzip, br"),
        |asked, (name, value)| asked.header(*name, *value),
    );
    let response = installation().await.routes().oneshot(asked.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    response.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn pages_are_compressed_unless_another_site_may_read_their_length() {
    let brotli = Some("br".to_owned());
    let known = ("cookie", "__Host-sesi=1");
    assert_eq!(encoding(&[]).await, brotli);
    assert_eq!(
        encoding(&[("sec-fetch-site", "cross-site")]).await,
        brotli,
        "nothing personal without a cookie"
    );
    assert_eq!(encoding(&[known, ("sec-fetch-site", "same-origin")]).await, brotli);
    assert_eq!(encoding(&[known, ("sec-fetch-site", "none")]).await, brotli);
    assert_eq!(encoding(&[known, ("referer", "https://kk.contoh.go.id/")]).await, brotli);
    assert_eq!(encoding(&[known, ("sec-fetch-site", "cross-site")]).await, None);
    assert_eq!(encoding(&[known, ("sec-fetch-site", "same-site")]).await, None);
    assert_eq!(encoding(&[known, ("referer", "https://jahat.example/")]).await, None);
    assert_eq!(encoding(&[known]).await, None);
}

#[tokio::test]
async fn who_just_arrived_gets_the_style_within_the_page() {
    let routes = installation().await.routes();
    for (headers, carried) in [
        (&[("sec-fetch-site", "none")][..], true),
        (&[("sec-fetch-site", "cross-site")], true),
        (&[], true),
        (&[("referer", "https://elsewhere.example/masuk")], true),
        (&[("sec-fetch-site", "same-origin")], false),
        (&[("referer", "https://kk.contoh.go.id/")], false),
    ] {
        let asked = headers.iter().fold(
            http::Request::get("/masuk").header(header::HOST, "kk.contoh.go.id"),
            |asked, (name, value)| asked.header(*name, *value),
        );
        let page = text(routes.clone().oneshot(asked.body(Body::empty()).unwrap()).await.unwrap()).await;
        assert_eq!(page.contains(STYLE), carried, "{headers:?}");
        assert_eq!(
            page.contains(&format!("<link rel=\"stylesheet\" href=\"{ADDRESS}\"")),
            !carried,
            "{headers:?}"
        );
        // For the next page, when there is time.
        assert_eq!(page.contains("rel=\"prefetch\""), carried, "{headers:?}");
    }
}
