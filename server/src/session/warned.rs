//! What the script that warns before a session ends is told.
#![expect(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use http::{StatusCode, header};
use time::Duration;
use tower::ServiceExt as _;

use super::tests::just_signed_in;
use crate::testing::{Installation, request, text};

/// Seconds left and whether anything prolongs it; nothing when nobody is signed in any more.
async fn left(installation: &Installation, cookie: &str, by_itself: bool) -> Option<(i64, bool)> {
    let mut asked =
        request("GET", "/api/sesi").header(header::ACCEPT, "application/json").header(header::COOKIE, cookie);
    if by_itself {
        asked = asked.header("x-kk-by-itself", "1");
    }
    let answer = installation.routes().oneshot(asked.body(Body::empty()).unwrap()).await.unwrap();
    if answer.status() == StatusCode::UNAUTHORIZED {
        return None;
    }
    assert_eq!(answer.status(), StatusCode::OK);
    let said: serde_json::Value = serde_json::from_str(&text(answer).await).unwrap();
    Some((said["seconds"].as_i64().unwrap(), said["stay"].is_string()))
}

#[tokio::test]
async fn asking_does_not_prolong_a_session_and_the_button_does() {
    let installation = Installation::new().await;
    let (citizen, _, _) = installation.citizen_with_draft().await;
    let cookie = just_signed_in(&installation, citizen).await;
    assert_eq!(left(&installation, &cookie, false).await, Some((30 * 60, true)));
    installation.clock.advance(Duration::minutes(28));
    assert_eq!(left(&installation, &cookie, true).await, Some((2 * 60, true)));
    assert_eq!(left(&installation, &cookie, true).await, Some((2 * 60, true)), "asking changes nothing");
    assert_eq!(left(&installation, &cookie, false).await, Some((30 * 60, true)));
    installation.clock.advance(Duration::minutes(29));
    assert_eq!(left(&installation, &cookie, true).await, Some((60, true)));
    installation.clock.advance(Duration::minutes(1));
    assert_eq!(left(&installation, &cookie, true).await, None, "what was told is when it ends");
}

#[tokio::test]
async fn officers_are_told_of_their_quarter_of_an_hour() {
    let installation = Installation::new().await;
    let officer = installation.officer().await;
    let cookie = just_signed_in(&installation, officer).await;
    assert_eq!(left(&installation, &cookie, false).await, Some((15 * 60, true)));
    installation.clock.advance(Duration::minutes(14));
    assert_eq!(left(&installation, &cookie, true).await, Some((60, true)));
}

#[tokio::test]
async fn nothing_prolongs_a_session_over_its_longest() {
    let installation = Installation::new().await;
    let (citizen, _, _) = installation.citizen_with_draft().await;
    let cookie = just_signed_in(&installation, citizen).await;
    for _ in 0..(12 * 60 / 20 - 1) {
        assert!(left(&installation, &cookie, false).await.is_some());
        installation.clock.advance(Duration::minutes(20));
    }
    assert_eq!(left(&installation, &cookie, false).await, Some((20 * 60, false)));
    assert_eq!(left(&installation, "", true).await, None);
}
