#![expect(clippy::unwrap_used, reason = "tests")]
use std::{sync::Arc, time::Duration};

use axum::body::Body;
use futures::{Stream, StreamExt as _};
use http::{StatusCode, header};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::testing::{Installation, request};

/// Reads events as they come.
struct Listener {
    body: std::pin::Pin<Box<dyn Stream<Item = String> + Send>>,
    kept: String,
}

impl Listener {
    /// The next event without pauses, as `(id, event, data)`; nothing at the end of the stream.
    async fn next(&mut self) -> Option<(String, String, String)> {
        loop {
            if let Some((event, rest)) = self.kept.split_once("\n\n") {
                let field = |name: &str| {
                    event
                        .lines()
                        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                        .unwrap_or_default()
                };
                let read = (field("id").to_owned(), field("event").to_owned(), field("data").to_owned());
                self.kept = rest.to_owned();
                if read.1.is_empty() {
                    continue;
                }
                return Some(read);
            }
            let wait = tokio::time::timeout(Duration::from_secs(5), self.body.next());
            self.kept += &wait.await.unwrap()?;
        }
    }

    async fn expect(&mut self, event: &str) -> (String, String) {
        let (id, kind, data) = self.next().await.unwrap();
        assert_eq!(kind, event, "{data}");
        (id, data)
    }
}

async fn open(installation: &Installation, cookie: &str, after: Option<&str>) -> (StatusCode, Listener) {
    let mut request = request("GET", "/live").header(header::COOKIE, cookie);
    if let Some(after) = after {
        request = request.header("last-event-id", after);
    }
    let response = installation.routes().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status();
    let body = response.into_body().into_data_stream();
    let body = Box::pin(body.map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap()));
    (status, Listener { body, kept: String::new() })
}

async fn listening(installation: &Installation, cookie: &str) -> Listener {
    let (status, mut listener) = open(installation, cookie, None).await;
    assert_eq!(status, StatusCode::OK);
    listener.expect("siap").await;
    listener
}

async fn relayed() -> Installation {
    let installation = Installation::new().await;
    let (hub, service) = (installation.hub.clone(), Arc::clone(&installation.service));
    tokio::spawn(hub.relay(service, Duration::from_millis(20), installation.stopping.clone()));
    // Until it has found the feed's end.
    tokio::time::sleep(Duration::from_millis(100)).await;
    installation
}

#[tokio::test]
async fn strangers_hear_nothing() {
    let installation = Installation::new().await;
    assert_eq!(open(&installation, "", None).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_change_reaches_whom_it_concerns_and_nobody_else() {
    let installation = relayed().await;
    let account = installation.officer().await;
    let mut listener = listening(&installation, &installation.signed_in(account).await).await;
    let (foreign, own) = (Uuid::from_u128(1), Uuid::from_u128(2));
    installation.change("submitted", Some(Uuid::from_u128(99)), foreign).await;
    installation.change("approved", Some(account), own).await;
    let (_, data) = listener.expect("perubahan").await;
    assert_eq!(data, format!(r#"{{"kind":"approved","request":"{own}"}}"#));
}

#[tokio::test]
async fn who_was_away_hears_what_was_missed_once_and_in_order() {
    let installation = relayed().await;
    let account = installation.officer().await;
    let cookie = installation.signed_in(account).await;
    let mut listener = listening(&installation, &cookie).await;
    installation.change("first", Some(account), Uuid::from_u128(1)).await;
    let (place, _) = listener.expect("perubahan").await;
    drop(listener);
    for number in 2..=4 {
        installation.change("missed", Some(account), Uuid::from_u128(number)).await;
    }
    let (_, mut listener) = open(&installation, &cookie, Some(&place)).await;
    for number in 2..=4 {
        let (_, data) = listener.expect("perubahan").await;
        assert!(data.contains(&Uuid::from_u128(number).to_string()), "{data}");
    }
    installation.change("last", Some(account), Uuid::from_u128(5)).await;
    assert!(listener.expect("perubahan").await.1.contains("last"));
}

#[tokio::test]
async fn a_place_that_cannot_be_read_means_loading_afresh() {
    let installation = relayed().await;
    let cookie = installation.signed_in(installation.officer().await).await;
    let (_, mut listener) = open(&installation, &cookie, Some("kemarin")).await;
    listener.expect("reset").await;
}

#[tokio::test]
async fn a_session_that_ends_ends_its_stream_before_the_next_change() {
    let installation = relayed().await;
    let account = installation.officer().await;
    let cookie = installation.signed_in(account).await;
    let mut listener = listening(&installation, &cookie).await;
    installation.clock.advance(time::Duration::hours(1));
    installation.change(super::hub::ACCESS, Some(account), Uuid::nil()).await;
    let (_, data) = listener.expect("tutup").await;
    assert!(data.contains("session"), "{data}");
    assert_eq!(listener.next().await, None);
}

#[tokio::test]
async fn access_that_stays_is_no_reason_to_end() {
    let installation = relayed().await;
    let account = installation.officer().await;
    let mut listener = listening(&installation, &installation.signed_in(account).await).await;
    installation.change(super::hub::ACCESS, Some(account), Uuid::nil()).await;
    installation.change("approved", Some(account), Uuid::from_u128(1)).await;
    assert!(listener.expect("perubahan").await.1.contains("approved"));
}

#[tokio::test]
async fn stopping_ends_every_stream_with_a_word() {
    let installation = relayed().await;
    let cookie = installation.signed_in(installation.officer().await).await;
    let mut listeners = [listening(&installation, &cookie).await, listening(&installation, &cookie).await];
    installation.stopping.cancel();
    for listener in &mut listeners {
        assert!(listener.expect("tutup").await.1.contains("restart"));
        assert_eq!(listener.next().await, None);
    }
}
