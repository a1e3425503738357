#![expect(clippy::unwrap_used, reason = "tests")]

use std::net::SocketAddr;

use axum::{Router, body::Body, extract::ConnectInfo};
use http::{Request, StatusCode, header};
use tower::ServiceExt as _;

use crate::{
    config::Secret,
    testing::{Installation, request, text},
};

const TOKEN: &str = "kata-sandi-untuk-angka-7";

/// What `/metrics` answers to who connects from `peer` with these headers.
async fn asked(routes: &Router, peer: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    let mut request = Request::get("/metrics").header(header::HOST, "kk.contoh.go.id");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    if let Ok(peer) = peer.parse::<SocketAddr>() {
        request.extensions_mut().insert(ConnectInfo(peer));
    }
    let response = routes.clone().oneshot(request).await.unwrap();
    (response.status(), text(response).await)
}

#[tokio::test]
async fn without_a_token_only_a_program_on_this_machine_that_comes_through_no_proxy_reads_them() {
    let routes = Installation::new().await.routes();
    let forwarded = [
        ("x-forwarded-for", "127.0.0.1"),
        ("x-forwarded-proto", "https"),
        ("x-real-ip", "127.0.0.1"),
        ("forwarded", "for=127.0.0.1"),
        ("via", "1.1 nginx"),
    ];
    for peer in ["127.0.0.1:5000", "[::1]:5000", "[::ffff:127.0.0.1]:5000", "127.8.9.10:1"] {
        assert_eq!(asked(&routes, peer, &[]).await.0, StatusCode::OK, "{peer}");
        for header in forwarded {
            let (status, body) = asked(&routes, peer, &[header]).await;
            assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, ""), "{peer} {header:?}");
        }
    }
    let token = format!("Bearer {TOKEN}");
    for peer in ["192.0.2.7:5000", "10.0.0.1:80", "[2001:db8::1]:5000", "unknown"] {
        for headers in [&[][..], &[("x-forwarded-for", "127.0.0.1")], &[("authorization", token.as_str())]] {
            let (status, body) = asked(&routes, peer, headers).await;
            assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, ""), "{peer} {headers:?}");
        }
    }
}

#[tokio::test]
async fn with_a_token_whoever_shows_it_reads_them_and_nobody_else() {
    let routes = Installation::new().await.routes_with(Some(Secret::new(TOKEN)));
    for shown in [format!("Bearer {TOKEN}"), format!("bearer {TOKEN}"), format!("Bearer  {TOKEN} ")] {
        let headers = [("authorization", shown.as_str()), ("x-forwarded-for", "203.0.113.1")];
        assert_eq!(asked(&routes, "192.0.2.7:5000", &headers).await.0, StatusCode::OK, "{shown:?}");
    }
    let longer = format!("Bearer {TOKEN}x");
    let wrong =
        [longer.as_str(), "Bearer kata-sandi-untuk-angka-", "Bearer ", "Bearer", "", TOKEN, "Basic eDp5"];
    for shown in wrong {
        let (status, body) = asked(&routes, "127.0.0.1:5000", &[("authorization", shown)]).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, ""), "{shown:?}");
    }
    assert_eq!(asked(&routes, "127.0.0.1:5000", &[]).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn they_tell_what_was_done_by_template_and_nothing_that_a_client_wrote() {
    let installation = Installation::new().await;
    let routes = installation.routes();
    let (account, draft, _) = installation.citizen_with_draft().await;
    let cookie = installation.signed_in(account).await;
    for (method, path) in [
        ("GET", format!("/permohonan/{draft}")),
        ("GET", "/rahasia/9901010101900001?nik=9901010101900001".to_owned()),
        ("POST", format!("/api/{draft}")),
        ("NIK9901010101900001", "/syarat".to_owned()),
    ] {
        let asked = request(method, &path).header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
        let _ = routes.clone().oneshot(asked).await.unwrap();
    }
    let (status, told) = asked(&routes, "127.0.0.1:5000", &[]).await;
    assert_eq!(status, StatusCode::OK);
    for line in [
        "kk_http_requests_total{route=\"-\",method=\"read\",status=\"4xx\"} 1",
        "kk_http_requests_total{route=\"/syarat\",method=\"other\",status=\"4xx\"} 1",
        "kk_http_in_flight 1",
        "kk_http_duration_seconds_count{route=\"-\"} 2",
        "kk_build{version=\"0.1.0\"} 1",
        "kk_live_streams 0",
        "kk_uploads_acknowledged_bytes_total 0",
        "kk_database_answers 1",
        "kk_storage_works 1",
        "kk_state{subject=\"database\"} 0",
        "kk_state{subject=\"outbox_email\"} 0",
        "kk_outbox_messages{channel=\"email\",state=\"failed\"} 0",
        "kk_database_connections{pool=\"write\",state=\"most\"} 1",
    ] {
        assert!(told.lines().any(|known| known == line), "{line}\n{told}");
    }
    assert!(
        told.contains("route=\"/permohonan/{id}\"")
            || told.contains("route=\"/permohonan/:id\"")
            || told.contains("/permohonan/{"),
        "{told}"
    );
    for secret in ["9901", &draft.to_string(), &account.to_string(), "made@contoh.test", "Wirawan"] {
        assert!(!told.contains(secret), "{secret}\n{told}");
    }
    is_open_metrics(&told);
}

/// As the format is written down: each name is described once before its values, values are numbers, the end is marked.
fn is_open_metrics(text: &str) {
    let mut described = std::collections::BTreeSet::new();
    let mut kind = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line == "# EOF" {
            assert!(lines.peek().is_none(), "nothing comes after the end");
            return;
        }
        if let Some(about) = line.strip_prefix("# ") {
            let mut words = about.split(' ');
            let (what, name) = (words.next().unwrap(), words.next().unwrap());
            if what == "HELP" {
                assert!(described.insert(name.to_owned()), "{name} is described twice");
            }
            assert!(["HELP", "TYPE", "UNIT"].contains(&what), "{line}");
            name.clone_into(&mut kind);
            continue;
        }
        assert!(line.starts_with(&kind), "{line} stands under {kind}");
        let (labels, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
        assert_eq!(labels.contains('{'), labels.ends_with('}'), "{line}");
    }
    unreachable!("the end is not marked");
}

#[tokio::test]
async fn bytes_of_a_file_count_when_they_are_acknowledged() {
    let installation = Installation::new().await;
    let (account, draft, slot) = installation.citizen_with_draft().await;
    let service = &installation.service;
    let actor = service.actor(account).await.unwrap();
    let (key, name, length) = (uuid::Uuid::now_v7(), "kk.jpg".to_owned(), 1_000);
    let new = service::NewUpload { draft, slot, name, key, length, sha256: None };
    let upload = service.begin_upload(&actor, &new).await.unwrap();
    let mut arriving = service.resume_upload(&actor, upload.id, 0).await.unwrap();
    service.add_to_upload(&mut arriving, vec![7; 300]).await.unwrap();
    service.add_waiting(&mut arriving, vec![7; 100]).await.unwrap();
    let routes = installation.routes();
    let told = asked(&routes, "127.0.0.1:5000", &[]).await.1;
    assert!(told.contains("kk_uploads_acknowledged_bytes_total 300\n"), "{told}");
    assert!(told.contains("kk_uploads_arriving 1\n"), "{told}");
    service.count_waiting(&mut arriving).await.unwrap();
    let told = asked(&routes, "127.0.0.1:5000", &[]).await.1;
    assert!(told.contains("kk_uploads_acknowledged_bytes_total 400\n"), "{told}");
}
