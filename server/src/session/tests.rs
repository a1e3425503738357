//! How long a session lives, asked of the whole router.
#![expect(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use http::{StatusCode, header};
use time::Duration;
use tower::ServiceExt as _;
use tower_sessions::session::Id;
use uuid::Uuid;

use super::{COOKIE, key};
use crate::testing::{Installation, request};

/// A session as signing in leaves it.
pub(super) async fn just_signed_in(installation: &Installation, account: Uuid) -> String {
    let id = Id(i128::from_le_bytes(*Uuid::now_v7().as_bytes()));
    let now = installation.service.now();
    let data = serde_json::json!({ crate::visitor::ACCOUNT: account, super::SINCE: now.unix_timestamp() });
    let data = serde_json::to_vec(&data).unwrap();
    installation
        .service
        .session_save(&key(&id), Some(account), &data, now + Duration::minutes(10))
        .await
        .unwrap();
    format!("{COOKIE}={id}")
}

async fn is_in(installation: &Installation, cookie: &str) -> bool {
    let asked = request("GET", "/akun")
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    installation.routes().oneshot(asked).await.unwrap().status() == StatusCode::OK
}

/// Looks at a page again and again; after how many minutes that is no longer answered.
async fn lives(installation: &Installation, cookie: &str, every: i64) -> i64 {
    let mut minutes = 0;
    while is_in(installation, cookie).await && minutes < 24 * 60 {
        installation.clock.advance(Duration::minutes(every));
        minutes += every;
    }
    minutes
}

#[tokio::test]
async fn officers_are_out_after_a_quarter_of_an_hour_without_use_and_after_ten_hours_with_it() {
    let installation = Installation::new().await;
    let officer = installation.officer().await;
    let idle = just_signed_in(&installation, officer).await;
    assert!(is_in(&installation, &idle).await);
    installation.clock.advance(Duration::minutes(14));
    assert!(is_in(&installation, &idle).await);
    installation.clock.advance(Duration::minutes(16));
    assert!(!is_in(&installation, &idle).await);
    let busy = just_signed_in(&installation, officer).await;
    assert_eq!(lives(&installation, &busy, 10).await, 600);
}

#[tokio::test]
async fn citizens_are_out_after_half_an_hour_without_use_and_after_twelve_hours_with_it() {
    let installation = Installation::new().await;
    let (citizen, _, _) = installation.citizen_with_draft().await;
    let idle = just_signed_in(&installation, citizen).await;
    assert!(is_in(&installation, &idle).await);
    installation.clock.advance(Duration::minutes(29));
    assert!(is_in(&installation, &idle).await);
    installation.clock.advance(Duration::minutes(31));
    assert!(!is_in(&installation, &idle).await);
    let busy = just_signed_in(&installation, citizen).await;
    assert_eq!(lives(&installation, &busy, 20).await, 720);
}

#[tokio::test]
async fn the_end_is_told_ten_minutes_before_on_every_page() {
    let installation = Installation::new().await;
    let (citizen, _, _) = installation.citizen_with_draft().await;
    let cookie = just_signed_in(&installation, citizen).await;
    let told = async || {
        let asked =
            request("GET", "/permohonan").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
        crate::testing::text(installation.routes().oneshot(asked).await.unwrap())
            .await
            .contains("Anda akan dikeluarkan")
    };
    for _ in 0..28 {
        assert!(!told().await);
        installation.clock.advance(Duration::minutes(25));
    }
    assert!(!told().await, "at 11 h 40");
    installation.clock.advance(Duration::minutes(11));
    assert!(told().await, "at 11 h 51");
}
