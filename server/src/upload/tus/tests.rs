#![expect(clippy::unwrap_used, reason = "tests")]

use axum::body::{Body, Bytes};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures::stream;
use http::{HeaderMap, Request, StatusCode, header};
use sha2::{Digest as _, Sha256};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::testing::{Installation, request, text};

const STREAM: &str = "application/offset+octet-stream";
/// Something that only its name calls a photo.
const NO_PHOTO: &[u8] = b"#!/bin/sh\necho bukan foto\n";

pub(super) struct Counter {
    installation: Installation,
    cookie: String,
    account: Uuid,
    draft: Uuid,
    slot: String,
}

impl Counter {
    pub(super) async fn open() -> Self {
        let installation = Installation::new().await;
        let (account, draft, slot) = installation.citizen_with_draft().await;
        let cookie = installation.signed_in(account).await;
        Self { installation, cookie, account, draft, slot }
    }

    pub(super) fn ask(&self, method: &str, path: &str) -> http::request::Builder {
        request(method, path).header(header::COOKIE, &self.cookie).header("tus-resumable", "1.0.0")
    }

    pub(super) async fn answer(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let response = self.installation.routes().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, text(response).await)
    }

    fn announcement(&self, length: usize, key: Uuid) -> http::request::Builder {
        let value = |text: &str| STANDARD.encode(text);
        let told = format!(
            "draft {},slot {},filename {},key {}",
            value(&self.draft.to_string()),
            value(&self.slot),
            value("foto.jpg"),
            value(&key.to_string())
        );
        self.ask("POST", "/unggah").header("upload-length", length).header("upload-metadata", told)
    }

    /// Where the file is.
    pub(super) async fn announced(&self, length: usize) -> String {
        let request = self.announcement(length, Uuid::now_v7()).body(Body::empty()).unwrap();
        let (status, headers, answer) = self.answer(request).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        assert_eq!(headers["upload-offset"], "0");
        assert!(headers.contains_key("upload-expires"));
        headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    fn patch(&self, place: &str, offset: usize) -> http::request::Builder {
        self.ask("PATCH", place).header("upload-offset", offset).header(header::CONTENT_TYPE, STREAM)
    }

    async fn add(&self, place: &str, offset: usize, bytes: &'static [u8]) -> (StatusCode, HeaderMap, String) {
        self.answer(self.patch(place, offset).body(Body::from(bytes)).unwrap()).await
    }

    pub(super) async fn offset(&self, place: &str) -> String {
        let (status, headers, _) = self.answer(self.ask("HEAD", place).body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        headers["upload-offset"].to_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn what_the_server_can_do_is_told_to_everybody() {
    let counter = Counter::open().await;
    let request = request("OPTIONS", "/unggah").body(Body::empty()).unwrap();
    let (status, headers, _) = counter.answer(request).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(headers["tus-version"], "1.0.0");
    assert_eq!(headers["tus-extension"], "creation,creation-with-upload,checksum,expiration,termination");
    assert_eq!(headers["tus-checksum-algorithm"], "sha1,sha256");
    assert_eq!(headers["tus-max-size"], (20 * 1024 * 1024).to_string().as_str());
}

#[tokio::test]
async fn another_version_of_the_protocol_is_told_ours() {
    let counter = Counter::open().await;
    let mut asked = counter.announcement(3, Uuid::now_v7()).body(Body::empty()).unwrap();
    asked.headers_mut().insert("tus-resumable", "0.2.2".parse().unwrap());
    let (status, headers, _) = counter.answer(asked).await;
    assert_eq!(
        (status, &headers["tus-version"]),
        (StatusCode::PRECONDITION_FAILED, &"1.0.0".parse().unwrap())
    );
}

#[tokio::test]
async fn a_photo_in_two_parts_is_acknowledged_by_its_hash() {
    let counter = Counter::open().await;
    let photo = &crate::upload::tests::PHOTO;
    let place = counter.announced(photo.len()).await;
    let (status, headers, _) = counter.add(&place, 0, &photo[..30]).await;
    assert_eq!((status, headers["upload-offset"].to_str().unwrap()), (StatusCode::NO_CONTENT, "30"));
    assert_eq!(counter.offset(&place).await, "30");
    let (status, headers, _) = counter.add(&place, 30, &photo[30..]).await;
    assert_eq!((status, headers["upload-offset"].to_str().unwrap()), (StatusCode::NO_CONTENT, "67"));
    assert_eq!(headers["kk-sha256"].len(), 64);
    let told = request("GET", &place).header(header::COOKIE, &counter.cookie).body(Body::empty()).unwrap();
    let (status, _, told) = counter.answer(told).await;
    assert_eq!(status, StatusCode::OK);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["state"], &told["document"]["sha256"]),
        (&"kept".into(), &headers["kk-sha256"].to_str().unwrap().into())
    );
}

#[tokio::test]
async fn a_page_that_asks_for_json_gets_the_whole_acknowledgement() {
    let counter = Counter::open().await;
    let photo = &crate::upload::tests::PHOTO;
    let with = counter
        .announcement(photo.len(), Uuid::now_v7())
        .header(header::CONTENT_TYPE, STREAM)
        .header(header::ACCEPT, "application/json")
        .body(Body::from(photo.as_slice()))
        .unwrap();
    let (status, headers, answer) = counter.answer(with).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    assert!(headers.contains_key(header::LOCATION));
    let told: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&told["state"], &told["document"]["slot"]), (&"kept".into(), &counter.slot.as_str().into()));
}

#[tokio::test]
async fn the_last_part_of_what_is_no_document_is_answered_by_a_sentence() {
    let counter = Counter::open().await;
    let place = counter.announced(NO_PHOTO.len()).await;
    let (status, _, answer) = counter.add(&place, 0, NO_PHOTO).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.starts_with("Jenis berkas ini tidak dapat dipakai."), "{answer}");
    let told = request("GET", &place).header(header::COOKIE, &counter.cookie).body(Body::empty()).unwrap();
    let (_, _, told) = counter.answer(told).await;
    assert!(told.contains(r#""state":"refused""#) && told.contains("Jenis berkas"), "{told}");
}

#[tokio::test]
async fn a_line_that_breaks_keeps_what_came() {
    let counter = Counter::open().await;
    let place = counter.announced(NO_PHOTO.len()).await;
    let broken = stream::iter([Ok(Bytes::from_static(&NO_PHOTO[..9])), Err(std::io::Error::other("cut"))]);
    let broken = counter.patch(&place, 0).body(Body::from_stream(broken)).unwrap();
    let (status, ..) = counter.answer(broken).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "whoever reads it tries again");
    assert_eq!(counter.offset(&place).await, "9");
}

#[tokio::test]
async fn bytes_count_only_if_their_checksum_fits() {
    let counter = Counter::open().await;
    let place = counter.announced(NO_PHOTO.len()).await;
    let sent = async |checksum: &str| {
        let request = counter.patch(&place, 0).header("upload-checksum", checksum);
        counter.answer(request.body(Body::from(&NO_PHOTO[..5])).unwrap()).await.0
    };
    let right = STANDARD.encode(Sha256::digest(&NO_PHOTO[..5]));
    assert_eq!(sent(&format!("sha256 {}", STANDARD.encode([0; 32]))).await.as_u16(), 460);
    assert_eq!(sent("md5 AAAA").await, StatusCode::BAD_REQUEST);
    assert_eq!(counter.offset(&place).await, "0");
    assert_eq!(sent(&format!("sha256 {right}")).await, StatusCode::NO_CONTENT);
    let sha1 = STANDARD.encode(<sha1::Sha1 as sha1::Digest>::digest(&NO_PHOTO[5..9]));
    let request = counter.patch(&place, 5).header("upload-checksum", format!("sha1 {sha1}"));
    let (status, ..) = counter.answer(request.body(Body::from(&NO_PHOTO[5..9])).unwrap()).await;
    assert_eq!((status, counter.offset(&place).await.as_str()), (StatusCode::NO_CONTENT, "9"));
}

#[tokio::test]
async fn requests_that_do_not_fit_are_refused_with_the_protocols_status() {
    let counter = Counter::open().await;
    let place = counter.announced(NO_PHOTO.len()).await;
    assert_eq!(counter.add(&place, 3, &NO_PHOTO[..3]).await.0, StatusCode::CONFLICT);
    assert_eq!(counter.add(&place, 0, &crate::upload::tests::PHOTO).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let untyped = counter.ask("PATCH", &place).header("upload-offset", 0).body(Body::from("x")).unwrap();
    assert_eq!(counter.answer(untyped).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let nowhere = counter.ask("PATCH", &place).header(header::CONTENT_TYPE, STREAM).body(Body::from("x"));
    assert_eq!(counter.answer(nowhere.unwrap()).await.0, StatusCode::BAD_REQUEST);
    let no_length = counter.ask("POST", "/unggah").body(Body::empty()).unwrap();
    assert_eq!(counter.answer(no_length).await.0, StatusCode::BAD_REQUEST);
    let no_slot = counter.ask("POST", "/unggah").header("upload-length", 3).body(Body::empty()).unwrap();
    assert_eq!(counter.answer(no_slot).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let huge = counter.announcement(21 * 1024 * 1024, Uuid::now_v7()).body(Body::empty()).unwrap();
    let (status, _, sentence) = counter.answer(huge).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(sentence.contains("21 MB") && sentence.contains("20 MB"), "{sentence}");
    let nothing = counter.ask("HEAD", &format!("/unggah/{}", Uuid::now_v7())).body(Body::empty()).unwrap();
    assert_eq!(counter.answer(nothing).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn strangers_are_asked_to_sign_in_and_other_people_find_nothing() {
    let mut counter = Counter::open().await;
    let place = counter.announced(3).await;
    counter.cookie = counter.installation.signed_in(counter.installation.officer().await).await;
    assert_eq!(counter.add(&place, 0, b"abc").await.0, StatusCode::FORBIDDEN);
    counter.cookie = String::new();
    assert_eq!(counter.add(&place, 0, b"abc").await.0, StatusCode::UNAUTHORIZED);
    let announced = counter.announcement(3, Uuid::now_v7()).body(Body::empty()).unwrap();
    assert_eq!(counter.answer(announced).await.0, StatusCode::UNAUTHORIZED);
}

/// The server remembers for some seconds who sends: how a session ends makes no difference.
#[tokio::test]
async fn once_a_session_has_ended_no_part_counts_that_comes_by_it() {
    for way in ["signed out", "all others ended", "closed", "run out"] {
        let mut counter = Counter::open().await;
        let service = std::sync::Arc::clone(&counter.installation.service);
        let place = counter.announced(NO_PHOTO.len()).await;
        for at in 0..3 {
            assert_eq!(counter.add(&place, at, &NO_PHOTO[at..=at]).await.0, StatusCode::NO_CONTENT);
        }
        let (account, cookie) = (counter.account, counter.cookie.clone());
        let (_, value) = cookie.split_once('=').unwrap();
        let session = crate::session::key(&value.parse().unwrap());
        let actor = service.actor(account).await.unwrap();
        match way {
            "signed out" => service.session_delete(&session).await.unwrap(),
            "all others ended" => service.end_other_sessions(&actor, &[0; 16]).await.unwrap(),
            "closed" => service.suspend_account(account).await.unwrap(),
            _ => {
                let row = service.session_load(&session).await.unwrap().unwrap();
                service.session_save(&session, Some(account), &row.data, service.now()).await.unwrap();
            }
        }
        let (status, ..) = counter.add(&place, 3, &NO_PHOTO[3..5]).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{way}");
        if way == "closed" {
            service.restore_account(account).await.unwrap();
        }
        counter.cookie = counter.installation.signed_in(account).await;
        assert_eq!(counter.offset(&place).await, "3", "{way}");
        assert_eq!(counter.add(&place, 3, &NO_PHOTO[3..5]).await.0, StatusCode::NO_CONTENT, "{way}");
        assert_eq!(counter.offset(&place).await, "5");
    }
}

/// The other session is somebody's too, and knows nothing of the file.
#[tokio::test]
async fn a_part_by_another_session_is_not_taken_for_one_by_the_same() {
    let mut counter = Counter::open().await;
    let place = counter.announced(NO_PHOTO.len()).await;
    assert_eq!(counter.add(&place, 0, &NO_PHOTO[..3]).await.0, StatusCode::NO_CONTENT);
    let own = std::mem::take(&mut counter.cookie);
    assert_eq!(counter.add(&place, 3, &NO_PHOTO[3..5]).await.0, StatusCode::UNAUTHORIZED);
    counter.cookie = counter.installation.signed_in(counter.account).await;
    assert_eq!(counter.add(&place, 3, &NO_PHOTO[3..5]).await.0, StatusCode::NO_CONTENT, "another browser");
    counter.cookie = own;
    assert_eq!(counter.add(&place, 5, &NO_PHOTO[5..7]).await.0, StatusCode::NO_CONTENT, "and back");
}

#[tokio::test]
async fn a_file_can_be_called_off_also_where_only_post_passes() {
    let counter = Counter::open().await;
    for other_name in [false, true] {
        let place = counter.announced(NO_PHOTO.len()).await;
        let call_off = if other_name {
            counter.ask("POST", &place).header("x-http-method-override", "DELETE")
        } else {
            counter.ask("DELETE", &place)
        };
        assert_eq!(counter.answer(call_off.body(Body::empty()).unwrap()).await.0, StatusCode::NO_CONTENT);
        assert_eq!(counter.add(&place, 0, NO_PHOTO).await.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn announcing_twice_under_one_key_is_announcing_once() {
    let counter = Counter::open().await;
    let key = Uuid::now_v7();
    let mut places = Vec::new();
    for _ in 0..2 {
        let request = counter.announcement(NO_PHOTO.len(), key).body(Body::empty()).unwrap();
        let (status, headers, _) = counter.answer(request).await;
        assert_eq!(status, StatusCode::CREATED);
        places.push(headers[header::LOCATION].clone());
        counter.add(places[0].to_str().unwrap(), 0, &NO_PHOTO[..4]).await;
    }
    assert_eq!(places[0], places[1]);
}

#[tokio::test]
async fn chunks_are_acknowledged_while_nobody_looks_at_pictures() {
    let counter = Counter::open().await;
    let stopped = counter.installation.service.stop_drawing().await;
    let photo = &crate::upload::tests::PHOTO;
    let place = counter.announced(photo.len()).await;
    assert_eq!(counter.add(&place, 0, &photo[..30]).await.0, StatusCode::NO_CONTENT);
    let (status, headers, _) = counter.add(&place, 30, &photo[30..]).await;
    assert_eq!(
        (status, headers.contains_key("kk-sha256")),
        (StatusCode::NO_CONTENT, false),
        "safe, not yet looked at"
    );
    drop(stopped);
    let told = request("GET", &place).header(header::COOKIE, &counter.cookie).body(Body::empty()).unwrap();
    let (_, _, told) = counter.answer(told).await;
    assert!(told.contains(r#""state":"kept""#), "{told}");
}
