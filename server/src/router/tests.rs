#![expect(clippy::unwrap_used, reason = "tests")]

use std::net::SocketAddr;

use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, Extension},
    routing::{get, post},
};
use http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt as _;
use tower_sessions::Session;

use super::*;
use crate::{
    layer::{ClientAddress, CspNonce, client_address::Line},
    testing::{Installation, request, text},
};

/// Routes that show what the layers did.
fn shown() -> Router {
    let routes = Router::new()
        .route("/nonce", get(async |Extension(CspNonce(nonce)): Extension<CspNonce>| nonce.to_string()))
        .route("/address", get(async |Extension(address): Extension<ClientAddress>| address.key()))
        .route("/panic", get(broken))
        .route("/echo", post(async |body: Bytes| body.len().to_string()))
        .route("/kept/{id}", get(async || ([(header::CACHE_CONTROL, "max-age=5")], "")))
        .layer(middleware::from_fn_with_state(BodyLimit(100), body_limit::enforce));
    let line = Line { trusted: ["10.0.0.0/8".parse().unwrap()].into(), tls: false };
    guarded(routes, &PublicUrl::parse("https://kk.contoh.go.id").unwrap(), line)
}

#[expect(clippy::panic, reason = "to be caught")]
async fn broken() -> &'static str {
    panic!("NIK 3404012345678901")
}

async fn status(method: &str, headers: &[(&str, &str)]) -> StatusCode {
    let request =
        headers.iter().fold(Request::builder().method(method).uri("/echo"), |request, (name, value)| {
            request.header(*name, *value)
        });
    shown().oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status()
}

#[tokio::test]
async fn only_our_own_pages_may_change_anything() {
    let host = ("host", "kk.contoh.go.id");
    let cases: [(&[(&str, &str)], bool); 16] = [
        (&[host, ("sec-fetch-site", "same-origin")], true),
        (&[host, ("sec-fetch-site", "none")], true),
        (&[host, ("sec-fetch-site", "same-site")], false),
        (&[host, ("sec-fetch-site", "cross-site")], false),
        (&[host, ("sec-fetch-site", "cross-site"), ("origin", "https://kk.contoh.go.id")], false),
        (&[host, ("sec-fetch-site", "")], false),
        (&[host, ("origin", "https://kk.contoh.go.id")], true),
        (&[host, ("origin", "https://KK.contoh.go.id")], true),
        (&[("host", "10.0.0.5:8080"), ("origin", "https://kk.contoh.go.id")], true),
        (&[host, ("origin", "https://kk.contoh.go.id.jahat.example")], false),
        (&[host, ("origin", "https://kk.contoh.go.id:8443")], false),
        (&[host, ("origin", "null")], false),
        (&[host, ("origin", "null"), ("referer", "https://kk.contoh.go.id/masuk")], false),
        (&[host, ("referer", "https://kk.contoh.go.id/masuk?x=1")], true),
        (&[host, ("referer", "https://jahat.example/kk.contoh.go.id")], false),
        (&[host], false),
    ];
    for (headers, allowed) in cases {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let status = status(method, headers).await;
            assert_eq!(status != StatusCode::FORBIDDEN, allowed, "{method} {headers:?}: {status}");
        }
    }
}

#[tokio::test]
async fn looking_is_allowed_from_everywhere() {
    for method in ["GET", "HEAD", "OPTIONS"] {
        assert_ne!(status(method, &[("sec-fetch-site", "cross-site")]).await, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_refused_browser_gets_a_page_with_all_headers() {
    let request = Request::post("/echo").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    let response = shown().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
    assert!(text(response).await.contains("tidak berasal dari halaman kami"));
}

fn policy_of(headers: &HeaderMap) -> String {
    headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn browsers_are_told_what_to_forbid() {
    let response = shown().oneshot(request("GET", "/nonce").body(Body::empty()).unwrap()).await.unwrap();
    let headers = response.headers().clone();
    let nonce = text(response).await;
    assert_eq!(nonce.len(), 22);
    let expected = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' \
         'nonce-{nonce}'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-src \
         'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    assert_eq!(policy_of(&headers), expected);
    for (name, value) in [
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(headers[name], value, "{name}");
    }
    assert!(headers["permissions-policy"].to_str().unwrap().contains("camera=(self)"));
    assert!(headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn every_answer_has_a_nonce_of_its_own() {
    let policy = async || {
        let response = shown().oneshot(request("GET", "/nonce").body(Body::empty()).unwrap()).await.unwrap();
        policy_of(response.headers())
    };
    assert_ne!(policy().await, policy().await);
}

#[tokio::test]
async fn a_handlers_own_headers_stay() {
    let response = shown().oneshot(request("GET", "/kept/1").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()[header::CACHE_CONTROL], "max-age=5");
}

#[tokio::test]
async fn without_https_browsers_are_not_told_to_insist_on_it() {
    let line = Line { trusted: [].into(), tls: false };
    let routes = guarded(Router::new(), &PublicUrl::local(), line);
    let response = routes.oneshot(request("GET", "/").body(Body::empty()).unwrap()).await.unwrap();
    assert!(!response.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
}

#[tokio::test]
async fn a_panic_is_one_broken_answer_with_a_number() {
    let response = shown().oneshot(request("GET", "/panic").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let page = text(response).await;
    let incident = id[id.len() - 12..][4..].to_uppercase();
    assert!(page.contains(&incident), "{incident} in {page}");
    assert!(!page.contains("3404012345678901"));
}

#[tokio::test]
async fn clients_do_not_choose_the_number_of_their_request() {
    let request = request("GET", "/nonce").header("x-request-id", "palsu").body(Body::empty()).unwrap();
    assert_ne!(shown().oneshot(request).await.unwrap().headers()["x-request-id"], "palsu");
}

#[tokio::test]
async fn too_much_is_answered_with_a_sentence_whether_declared_or_not() {
    let send = async |length: usize, declared: bool| {
        let body = if declared {
            Body::from(vec![b'x'; length])
        } else {
            let chunks = (0..length.div_ceil(10)).map(|_| Ok::<_, std::io::Error>("xxxxxxxxxx"));
            Body::from_stream(futures::stream::iter(chunks))
        };
        let mut request = request("POST", "/echo");
        if declared {
            request = request.header(header::CONTENT_LENGTH, length);
        }
        let response = shown().oneshot(request.body(body).unwrap()).await.unwrap();
        (response.status(), text(response).await)
    };
    for declared in [true, false] {
        assert_eq!(send(100, declared).await, (StatusCode::OK, "100".to_owned()));
        let (status, page) = send(5_000, declared).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.contains("100 bita"), "{page}");
    }
    assert!(send(5_000, true).await.1.contains("4,9 KB") || send(5_000, true).await.1.contains("5 KB"));
}

#[tokio::test]
async fn addresses_come_from_our_own_proxies_only() {
    let seen = async |peer: &str, forwarded: &str| {
        let mut request =
            request("GET", "/address").header("x-forwarded-for", forwarded).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(format!("{peer}:1234").parse::<SocketAddr>().unwrap()));
        text(shown().oneshot(request).await.unwrap()).await
    };
    assert_eq!(seen("203.0.113.9", "198.51.100.1").await, "203.0.113.9");
    assert_eq!(seen("10.0.0.1", "198.51.100.1").await, "198.51.100.1");
    assert_eq!(seen("[2001:db8:1:2:3:4:5:6]", "198.51.100.1").await, "2001:db8:1:2::/64");
}

#[tokio::test]
async fn a_page_carries_the_nonce_of_its_policy_and_no_other() {
    let installation = Installation::new().await;
    let response =
        installation.routes().oneshot(request("GET", "/masuk").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let policy = policy_of(response.headers());
    let page = text(response).await;
    let nonces: Vec<_> = page.split("nonce=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(nonces.iter().all(|nonce| policy.contains(&format!("'nonce-{nonce}'"))), "{policy}\n{page}");
}

#[tokio::test]
async fn what_is_no_address_of_ours_gets_the_apps_own_page() {
    let installation = Installation::new().await;
    let response = installation
        .routes()
        .oneshot(request("GET", "/tidak-ada").body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(text(response).await.contains("<html"));
}

#[tokio::test]
async fn whoever_watches_learns_whether_it_works() {
    let installation = Installation::new().await;
    for path in ["/healthz", "/readyz"] {
        let response =
            installation.routes().oneshot(request("GET", path).body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
    }
}

/// Routes that show session and visitor, as the real ones are wrapped.
fn visited(installation: &Installation) -> Router {
    Router::new()
        .route(
            "/who",
            get(async |Extension(visitor): Extension<app::Visitor>| {
                format!("{:?} {}", visitor.actor.account(), visitor.language.code())
            }),
        )
        .route("/put", post(async |session: Session| session.insert("x", 1).await.unwrap()))
        .layer(middleware::from_fn_with_state(Arc::clone(&installation.service), visitor::find))
        .layer(session::layer(&installation.service))
}

fn cookies(response: &http::Response<Body>) -> Vec<String> {
    let cookies = response.headers().get_all(header::SET_COOKIE);
    cookies.iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_session_cookie_is_tied_to_host_and_https_and_hidden_from_scripts() {
    let installation = Installation::new().await;
    let request = request("POST", "/put").body(Body::empty()).unwrap();
    let response = visited(&installation).oneshot(request).await.unwrap();
    let cookies = cookies(&response);
    assert_eq!(cookies.len(), 1);
    let cookie = &cookies[0];
    assert!(cookie.starts_with("__Host-kk="), "{cookie}");
    let mut flags: Vec<_> = cookie.split("; ").skip(1).collect();
    flags.sort_unstable();
    assert_eq!(flags, ["HttpOnly", "Max-Age=1800", "Path=/", "SameSite=Lax", "Secure"]);
}

#[tokio::test]
async fn who_only_looks_gets_no_session() {
    let installation = Installation::new().await;
    let response =
        visited(&installation).oneshot(request("GET", "/who").body(Body::empty()).unwrap()).await.unwrap();
    assert!(cookies(&response).is_empty());
}

async fn who(installation: &Installation, path: &str, headers: &[(&str, &str)]) -> String {
    let request =
        headers.iter().fold(request("GET", path), |request, (name, value)| request.header(*name, *value));
    text(visited(installation).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()).await
}

#[tokio::test]
async fn a_session_id_is_nowhere_in_the_database() {
    use sea_orm::{ConnectionTrait as _, Statement};
    let installation = Installation::new().await;
    let account = installation.officer().await;
    let cookie = installation.signed_in(account).await;
    let signed_in = who(&installation, "/who", &[("cookie", &cookie)]).await;
    assert_eq!(signed_in, format!("Some({account}) id"));

    let id: tower_sessions::session::Id = cookie.split('=').nth(1).unwrap().parse().unwrap();
    let database = installation.database().await;
    let sql = Statement::from_string(database.get_database_backend(), "SELECT id_hash, data FROM session");
    for row in database.query_all_raw(sql).await.unwrap() {
        for column in ["id_hash", "data"] {
            let stored: Vec<u8> = row.try_get("", column).unwrap();
            let bytes = id.0.to_le_bytes();
            assert!(!stored.windows(16).any(|window| window == bytes), "{column}");
        }
    }
}

#[tokio::test]
async fn a_session_lives_as_long_as_its_role_allows_and_is_prolonged_by_use() {
    let installation = Installation::new().await;
    let account = installation.officer().await;
    let cookie = installation.signed_in(account).await;
    let by_hand: &[(&str, &str)] = &[("cookie", &cookie)];
    let by_itself: &[(&str, &str)] = &[("cookie", &cookie), ("x-kk-by-itself", "1")];
    let signed_in = |seen: String| seen.starts_with("Some");
    for _ in 0..3 {
        // Officers have a quarter of an hour.
        assert!(signed_in(who(&installation, "/who", by_hand).await));
        installation.clock.advance(time::Duration::minutes(14));
    }
    assert!(signed_in(who(&installation, "/who", by_itself).await), "seen, but not prolonged");
    installation.clock.advance(time::Duration::minutes(2));
    assert!(!signed_in(who(&installation, "/who", by_hand).await));
}

#[tokio::test]
async fn a_session_without_its_account_ends() {
    let installation = Installation::new().await;
    let cookie = installation.signed_in(uuid::Uuid::now_v7()).await;
    let request = request("GET", "/who").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    let response = visited(&installation).oneshot(request).await.unwrap();
    assert!(
        cookies(&response)
            .iter()
            .any(|cookie| cookie.starts_with("__Host-kk=;") && cookie.contains("Path=/"))
    );
    assert_eq!(text(response).await, "None id");
}

#[tokio::test]
async fn a_chosen_language_is_remembered() {
    let installation = Installation::new().await;
    let asked = request("GET", "/who?lang=en").body(Body::empty()).unwrap();
    let response = visited(&installation).oneshot(asked).await.unwrap();
    let cookies = cookies(&response);
    assert_eq!(cookies.len(), 1);
    assert_eq!(text(response).await, "None en");
    let cookie = cookies[0].split(';').next().unwrap().to_owned();
    assert_eq!(who(&installation, "/who", &[("cookie", &cookie)]).await, "None en");
    assert_eq!(who(&installation, "/who?lang=id", &[("cookie", &cookie)]).await, "None id");
}
