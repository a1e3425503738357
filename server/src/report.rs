//! What the gateway says later about a message that it took over.
//!
//! It is no browser, so it comes past the guard against other sites; it proves itself by a hash of what it says, made with
//! a secret that both know, and says it again within five minutes or not at all. `docs/gateway.md` is the contract.

use std::sync::Arc;

use app::routes;
use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    routing::post,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use service::{Error, Service};
use sha2::Sha256;
use uuid::Uuid;

use crate::config::Secret;

/// `t=<seconds since 1970>,v1=<hex of HMAC-SHA256 over "<t>.<body>">`
const SIGNATURE: &str = "kk-signature";
/// So far the clocks may be apart, in seconds.
const APART: i64 = 300;
/// More than any report needs.
const LONGEST: usize = 4 * 1024;

#[derive(Deserialize)]
struct Report {
    id: Uuid,
    status: Status,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Status {
    Delivered,
    Failed,
}

/// Whether the report was news.
#[derive(Serialize)]
struct Heard {
    changed: bool,
}

#[derive(Clone)]
struct Desk {
    service: Arc<Service>,
    secret: Secret,
}

/// The one route; without a secret there is none.
pub fn router(service: &Arc<Service>, secret: Option<&Secret>) -> Router {
    let Some(secret) = secret else { return Router::new() };
    Router::new()
        .route(routes::GATEWAY_REPORT, post(hear))
        .layer(DefaultBodyLimit::max(LONGEST))
        .with_state(Desk { service: Arc::clone(service), secret: secret.clone() })
}

async fn hear(State(desk): State<Desk>, headers: HeaderMap, body: Bytes) -> Result<Json<Heard>, StatusCode> {
    let said = headers.get(SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !is_theirs(&desk.secret, said, &body, desk.service.now().unix_timestamp()) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let report: Report = serde_json::from_slice(&body).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    if report.status == Status::Delivered {
        // It counts as delivered since it was taken over.
        return Ok(Json(Heard { changed: false }));
    }
    match desk.service.report_undelivered(report.id, &report.reason).await {
        Ok(changed) => Ok(Json(Heard { changed })),
        Err(Error::NotFound) => Err(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::warn!(%error, "a report of the gateway could not be recorded");
            Err(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

fn is_theirs(secret: &Secret, said: &str, body: &[u8], now: i64) -> bool {
    let part = |name: &str| said.split(',').find_map(|part| part.trim().strip_prefix(name));
    let (Some(at), Some(hash)) = (part("t="), part("v1=")) else { return false };
    let (Ok(seconds), Ok(hash)) = (at.parse::<i64>(), hex::decode(hash)) else { return false };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()) else { return false };
    mac.update(at.as_bytes());
    mac.update(b".");
    mac.update(body);
    now.abs_diff(seconds) <= APART.unsigned_abs() && mac.verify_slice(&hash).is_ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use axum::body::Body;
    use http::Request;
    use tower::ServiceExt as _;

    use super::*;
    use crate::testing::{Installation, text};

    const SECRET: &str = "rahasia-bersama-yang-panjang";

    fn sign(secret: &str, at: i64, body: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{at}.{body}").as_bytes());
        format!("t={at},v1={}", hex::encode(mac.finalize().into_bytes()))
    }

    async fn says(routes: Router, signature: &str, body: &str) -> (u16, String) {
        let request = Request::post(routes::GATEWAY_REPORT)
            .header("host", "kk.contoh.go.id")
            .header(SIGNATURE, signature)
            .body(Body::from(body.to_owned()))
            .unwrap();
        let answer = routes.oneshot(request).await.unwrap();
        (answer.status().as_u16(), text(answer).await)
    }

    #[tokio::test]
    async fn only_the_gateway_is_heard_and_only_for_five_minutes() {
        let installation = Installation::new().await;
        let now = installation.service.now().unix_timestamp();
        let secret = Secret::new(SECRET);
        let routes = || router(&installation.service, Some(&secret));
        let unknown = format!(r#"{{"id":"{}","status":"failed","reason":"expired"}}"#, Uuid::now_v7());
        let good = sign(SECRET, now, &unknown);
        // Believed, and it concerns nothing of ours.
        assert_eq!(says(routes(), &good, &unknown).await.0, 404);
        let delivered = unknown.replace("failed", "delivered");
        let (status, answer) = says(routes(), &sign(SECRET, now, &delivered), &delivered).await;
        assert_eq!((status, answer.as_str()), (200, r#"{"changed":false}"#));
        for wrong in [
            String::new(),
            "t=1".to_owned(),
            sign("rahasia-lain", now, &unknown),
            // What was heard before, later on.
            sign(SECRET, now - 301, &unknown),
            sign(SECRET, now + 301, &unknown),
            sign(SECRET, now, &delivered),
            good.replace(&now.to_string(), &(now + 1).to_string()),
        ] {
            assert_eq!(says(routes(), &wrong, &unknown).await.0, 401, "{wrong}");
        }
        for malformed in ["", "{}", r#"{"id":"x","status":"failed"}"#] {
            assert_eq!(says(routes(), &sign(SECRET, now, malformed), malformed).await.0, 422, "{malformed}");
        }
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(says(routes(), &sign(SECRET, now, &long), &long).await.0, 413);
        assert_eq!(says(router(&installation.service, None), &good, &unknown).await.0, 404);
    }

    #[tokio::test]
    async fn the_whole_house_lets_it_through_and_guards_everything_else() {
        let installation = Installation::new().await;
        let body = format!(r#"{{"id":"{}","status":"delivered"}}"#, Uuid::now_v7());
        let signature = sign(SECRET, installation.service.now().unix_timestamp(), &body);
        let routes = installation.routes_reported(Secret::new(SECRET));
        assert_eq!(says(routes, &signature, &body).await.0, 200);
        let request =
            Request::post("/api/keluar").header("host", "kk.contoh.go.id").body(Body::empty()).unwrap();
        let refused = installation.routes_reported(Secret::new(SECRET)).oneshot(request).await.unwrap();
        assert_eq!(refused.status().as_u16(), 403);
    }
}
