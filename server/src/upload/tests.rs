#![expect(clippy::unwrap_used, reason = "tests")]

use axum::body::{Body, Bytes};
use http::{Request, header};
use tower::ServiceExt as _;

use super::*;
use crate::testing::{Installation, request, text};

const BOUNDARY: &str = "----batas";

fn form(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn posted(cookie: &str) -> http::request::Builder {
    posted_to(cookie, Uuid::now_v7(), "ijazah")
}

fn posted_to(cookie: &str, draft: Uuid, slot: &str) -> http::request::Builder {
    request("POST", &routes::upload(draft, slot))
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "application/json")
}

async fn answered(installation: &Installation, request: Request<Body>) -> (StatusCode, String) {
    let response = installation.routes().oneshot(request).await.unwrap();
    (response.status(), text(response).await)
}

#[tokio::test]
async fn strangers_are_asked_to_sign_in() {
    let installation = Installation::new().await;
    let body = form(&[("berkas", Some("a.jpg"), b"x")]);
    let request = posted("").body(Body::from(body)).unwrap();
    let (status, answer) = answered(&installation, request).await;
    assert_eq!((status, answer.as_str()), (StatusCode::UNAUTHORIZED, r#"{"code":"sign_in_first"}"#));
}

#[tokio::test]
async fn forms_without_a_file_or_cut_off_are_refused_with_a_code() {
    let installation = Installation::new().await;
    let (account, draft, slot) = installation.citizen_with_draft().await;
    let cookie = installation.signed_in(account).await;
    let cut = form(&[("berkas", Some("a.jpg"), b"0123456789")]);
    let cases = [
        (form(&[("berkas", Some(""), b""), ("lain", None, b"x")]), r#""reason":"empty""#),
        (cut[..cut.len() - 30].to_vec(), r#""code":"malformed""#),
        (b"not a form".to_vec(), r#""code":"malformed""#),
    ];
    for (body, expected) in cases {
        let request = posted_to(&cookie, draft, &slot).body(Body::from(body)).unwrap();
        let (status, answer) = answered(&installation, request).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        assert!(answer.contains(expected), "{answer}");
    }
}

#[tokio::test]
async fn too_large_a_file_is_answered_with_its_size_and_the_limit_after_it_was_sent() {
    let installation = Installation::new().await;
    let (account, draft, slot) = installation.citizen_with_draft().await;
    let (citizen, officer) =
        (installation.signed_in(account).await, installation.signed_in(installation.officer().await).await);
    for declared in [true, false] {
        // What is declared is refused to everybody; else it is counted for whoever has a place for it.
        let cookie = if declared { &officer } else { &citizen };
        let body = form(&[("berkas", Some("a.jpg"), &vec![0; 21 * 1024 * 1024])]);
        let length = body.len();
        let chunks: Vec<_> = body.chunks(64 * 1024).map(Bytes::copy_from_slice).collect();
        let sent = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counter = std::sync::Arc::clone(&sent);
        let body = Body::from_stream(futures::stream::iter(chunks.into_iter().map(move |chunk| {
            counter.fetch_add(chunk.len(), std::sync::atomic::Ordering::Relaxed);
            Ok::<_, std::io::Error>(chunk)
        })));
        let mut request = posted_to(cookie, draft, &slot);
        request.headers_mut().unwrap().insert(header::ACCEPT, "text/html".parse().unwrap());
        if declared {
            request = request.header(header::CONTENT_LENGTH, length);
        }
        let (status, page) = answered(&installation, request.body(body).unwrap()).await;
        if declared {
            assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
            assert!(page.contains("20 MB"), "{page}");
        } else {
            assert_eq!(status, StatusCode::SEE_OTHER, "led back to the slot, which says it");
        }
        assert_eq!(sent.load(std::sync::atomic::Ordering::Relaxed), length, "read to its end");
    }
}

#[tokio::test]
async fn officers_have_no_drafts_and_unknown_documents_are_not_found() {
    let installation = Installation::new().await;
    let cookie = installation.signed_in(installation.officer().await).await;
    let body = form(&[("berkas", Some("a.jpg"), b"x")]);
    let request_body = posted(&cookie).body(Body::from(body)).unwrap();
    let (status, answer) = answered(&installation, request_body).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{answer}");
    for (path, cookie, expected) in [
        (routes::document(Uuid::now_v7()), cookie.as_str(), StatusCode::NOT_FOUND),
        (routes::document(Uuid::now_v7()), "", StatusCode::UNAUTHORIZED),
        ("/dokumen/1".to_owned(), cookie.as_str(), StatusCode::NOT_FOUND),
    ] {
        let asked = request("GET", &path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        assert_eq!(answered(&installation, asked).await.0, expected, "{path}");
    }
}

#[test]
fn every_file_keeps_its_place_in_the_order_chosen() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let body =
        form(&[("berkas", Some("1.jpg"), b"satu"), ("n", None, b"x"), ("berkas", Some("2.jpg"), b"dua")]);
    let request = posted("").body(Body::from(body)).unwrap();
    let files = runtime.block_on(multipart::form(request, 10_000)).ok().unwrap().files;
    let seen: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    assert_eq!(seen, [("1.jpg", &b"satu"[..]), ("2.jpg", &b"dua"[..])]);
}

/// One grey point, as PNG.
pub(super) const PHOTO: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa, 0x0, 0x0, 0x0, 0xd, 0x49, 0x48, 0x44, 0x52, 0x0, 0x0, 0x0,
    0x1, 0x0, 0x0, 0x0, 0x1, 0x8, 0x0, 0x0, 0x0, 0x0, 0x3a, 0x7e, 0x9b, 0x55, 0x0, 0x0, 0x0, 0xa, 0x49, 0x44,
    0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x0, 0x0, 0x0, 0x82, 0x0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0x0, 0x0,
    0x0, 0x0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

#[tokio::test]
async fn a_photo_is_acknowledged_by_its_hash_and_shown_to_its_owner_alone() {
    let installation = Installation::new().await;
    let (account, draft, slot) = installation.citizen_with_draft().await;
    let cookie = installation.signed_in(account).await;
    let path = routes::upload(draft, &slot);
    let send = |accept: &str| {
        request("POST", &path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header(header::COOKIE, &cookie)
            .header(header::ACCEPT, accept)
            .header(header::REFERER, "https://kk.contoh.go.id/permohonan/1/isi/berkas")
            .body(Body::from(form(&[("berkas", Some("ijazah \u{201c}asli\u{201d}.png"), &PHOTO)])))
            .unwrap()
    };
    let (status, answer) = answered(&installation, send("application/json")).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let kept: Vec<DocumentView> = serde_json::from_str(&answer).unwrap();
    assert_eq!((kept.len(), kept[0].slot.as_str(), kept[0].sha256.len()), (1, slot.as_str(), 64));

    let ask = async |cookie: &str| {
        let asked = request("GET", &routes::document(kept[0].id)).header(header::COOKIE, cookie);
        installation.routes().oneshot(asked.body(Body::empty()).unwrap()).await.unwrap()
    };
    let shown = ask(&cookie).await;
    assert_eq!(shown.status(), StatusCode::OK);
    for (name, value) in [
        (header::CONTENT_TYPE, "image/jpeg"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'self'",
        ),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=\"ijazah _asli_.jpg\"; filename*=UTF-8''ijazah%20%E2%80%9Casli%E2%80%9D.jpg",
        ),
    ] {
        assert_eq!(shown.headers()[&name], value, "{name}");
    }
    assert_eq!(ask("").await.status(), StatusCode::UNAUTHORIZED);
    let supervisor = installation.signed_in(installation.officer().await).await;
    assert_eq!(ask(&supervisor).await.status(), StatusCode::NOT_FOUND, "a draft is nobody else's");

    // Without JavaScript the same form leads back to its page.
    let response = installation.routes().oneshot(send("text/html")).await.unwrap();
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/permohonan/1/isi/berkas");
}

#[tokio::test]
async fn a_form_that_has_no_place_waits_for_no_memory_and_one_account_sends_four_at_once() {
    let installation = Installation::new().await;
    let (account, draft, slot) = installation.citizen_with_draft().await;
    let uploads = Uploads {
        service: Arc::clone(&installation.service),
        // Nothing is free: whoever waits for memory waits for half a minute.
        memory: Arc::new(Semaphore::new(0)),
        shares: share::Shares::default(),
        going: tus::Going::default(),
    };
    let actor = installation.service.actor(account).await.unwrap();
    let ask = |draft: Uuid, slot: &str| {
        let body = form(&[("berkas", Some("a.jpg"), b"x")]);
        let (slot, request) = (slot.to_owned(), posted("").body(Body::from(body)).unwrap());
        let (uploads, actor) = (&uploads, &actor);
        async move { uploads.take(actor, draft, &slot, request).await }
    };
    let soon = Duration::from_secs(5);
    for (draft, slot) in [(Uuid::now_v7(), slot.as_str()), (draft, "tidak_ada")] {
        let refused = tokio::time::timeout(soon, ask(draft, slot)).await.unwrap();
        assert!(matches!(refused, Err(Refusal::Other(AppError::NotFound))), "{slot}");
    }
    let held: Vec<_> = (0..share::AT_ONCE).map(|_| uploads.shares.take(account).ok().unwrap()).collect();
    let refused = tokio::time::timeout(soon, ask(draft, &slot)).await.unwrap();
    assert!(matches!(refused, Err(Refusal::Other(AppError::Busy))));
    drop(held);
    assert!(
        tokio::time::timeout(Duration::from_millis(300), ask(draft, &slot)).await.is_err(),
        "waits for memory"
    );
}
