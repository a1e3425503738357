//! For whoever watches the process: alive, and able to work.

use std::sync::Arc;

use axum::{Router, extract::State, routing::get};
use http::StatusCode;
use service::Service;

/// `/healthz` answers while the process runs; `/readyz` while the database answers too.
pub fn router(service: Arc<Service>) -> Router {
    Router::new().route("/healthz", get(async || "ok")).route("/readyz", get(ready)).with_state(service)
}

async fn ready(State(service): State<Arc<Service>>) -> (StatusCode, &'static str) {
    match service.ping().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready")
        }
    }
}
