//! A panic is one broken answer, with a number to ask about, not a broken connection.

use std::panic::AssertUnwindSafe;

use app::wire::AppError;
use axum::{extract::Request, middleware::Next, response::Response};
use futures::FutureExt as _;

use crate::{
    layer::RequestId,
    plain::{self, Reader},
};

/// Answers 500 with the request's number when the handler panics. Where it panicked is in the log, written by
/// the hook of [`quiet_hook`].
pub async fn catch(request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let incident = request.extensions().get::<RequestId>().map(RequestId::incident).unwrap_or_default();
    let caught = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    caught.unwrap_or_else(|_| {
        tracing::error!(%incident, "a handler panicked");
        plain::refuse(&AppError::Internal { incident }, &reader)
    })
}

/// Logs where a panic happened but not what it said: messages quote the data they stumbled over.
pub fn quiet_hook() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
