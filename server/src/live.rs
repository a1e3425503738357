//! The live feed over HTTP: `GET /live`, server-sent events with ids only.
//!
//! One reader per process follows the feed (see [`hub`]) and hands each change to every stream; a stream keeps
//! those its viewer may see. A browser that was away says how far it had come and gets the rest from the
//! database first. Nothing but kinds and ids travels: whoever is concerned asks for the rest by the usual ways.

mod frame;
pub mod hub;
mod places;
mod stream;

use std::sync::Arc;

use app::{Visitor, routes};
use axum::{
    Router,
    body::Body,
    extract::{Extension, State},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use service::{Cursor, Rule, Service};
use tokio_util::sync::CancellationToken;

use self::{hub::Hub, places::Places, stream::Stream};
use crate::{
    limit::{self, Limit},
    plain::{self, Reader},
};

/// A person has a few browsers, each with one stream.
const STREAMS_OF_ONE: usize = 6;
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

#[derive(Clone)]
struct Live {
    service: Arc<Service>,
    hub: Hub,
    places: Arc<Places>,
    stopping: CancellationToken,
}

/// The route. `stopping` ends every stream.
pub fn router(service: &Arc<Service>, hub: Hub, stopping: CancellationToken) -> Router {
    let live =
        Live { service: Arc::clone(service), hub, places: Arc::new(Places::new(STREAMS_OF_ONE)), stopping };
    Router::new()
        .route(routes::LIVE, get(open))
        .layer(middleware::from_fn_with_state(Limit::new(service, Rule::Live), limit::count))
        .with_state(live)
}

async fn open(
    State(live): State<Live>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Response {
    let (Some(account), Some(session)) = (visitor.actor.account(), visitor.session.id()) else {
        let reader = Reader { language: visitor.language, ..Reader::default() };
        return plain::refuse(&app::wire::AppError::SignInFirst, &reader);
    };
    // A place that cannot be read is as good as one that was forgotten.
    let after = headers
        .get(LAST_EVENT_ID)
        .map(|value| value.to_str().ok().and_then(|text| text.parse::<Cursor>().ok()).unwrap_or_default());
    let place = live.places.take(account, live.stopping.child_token());
    let stream = Stream::open(live.service, &live.hub, place, visitor.actor, session, after);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        // nginx gathers what it passes on unless told not to.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    (headers, Body::from_stream(stream.frames())).into_response()
}

#[cfg(test)]
mod tests;
