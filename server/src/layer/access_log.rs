//! One line a request: what was asked for, what came of it, how long it took.
//!
//! The route's template, never the path, which holds ids; no query, no address, no header. A line must be
//! safe to keep and to send to whoever helps the office.

use std::time::Duration;

use axum::extract::MatchedPath;
use http::Method;
use tower_http::{
    classify::{ServerErrorsAsFailures, SharedClassifier},
    trace::{MakeSpan, OnResponse, TraceLayer},
};
use tracing::{Span, field};

use super::RequestId;

/// The layer.
pub fn layer() -> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, Named, (), Line, (), (), ()> {
    TraceLayer::new_for_http()
        .make_span_with(Named)
        .on_request(())
        .on_response(Line)
        .on_body_chunk(())
        .on_eos(())
        .on_failure(())
}

/// Opens the span that names the request in every line written while it is served.
#[derive(Debug, Clone, Copy)]
pub struct Named;

impl<B> MakeSpan<B> for Named {
    fn make_span(&mut self, request: &http::Request<B>) -> Span {
        let extensions = request.extensions();
        let route = extensions.get::<MatchedPath>().map_or("-", MatchedPath::as_str);
        let id = extensions.get::<RequestId>().map(field::display);
        tracing::info_span!("request", id, method = known(request.method()), route)
    }
}

/// A method may be any word that a client likes; only those that there are get into the log.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "-",
    }
}

/// Writes the line.
#[derive(Debug, Clone, Copy)]
pub struct Line;

impl<B> OnResponse<B> for Line {
    fn on_response(self, response: &http::Response<B>, took: Duration, _: &Span) {
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(target: "access", status = response.status().as_u16(), milliseconds, "answered");
    }
}
