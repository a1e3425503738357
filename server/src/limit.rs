//! Hooks the limits of `service` in front of routes that no use case counts.

pub mod wide;

use std::sync::Arc;

use app::{Visitor, api::refuse};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use service::{Rule, Service};

use crate::{
    layer::ClientAddress,
    plain::{self, Reader},
};

/// What is counted, and for whom.
#[derive(Clone)]
pub struct Limit {
    service: Arc<Service>,
    rule: Rule,
}

impl Limit {
    /// Counts `rule`.
    pub fn new(service: &Arc<Service>, rule: Rule) -> Self {
        Self { service: Arc::clone(service), rule }
    }
}

/// Counts a try of the account, or of the address where nobody is signed in; answers 429 when there were too
/// many.
pub async fn count(State(limit): State<Limit>, request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let account = extensions.get::<Visitor>().and_then(|visitor| visitor.actor.account());
    let key = match account {
        Some(account) => account.to_string(),
        None => extensions.get::<ClientAddress>().map(ClientAddress::key).unwrap_or_default(),
    };
    match limit.service.limit(limit.rule, &key).await {
        Ok(()) => next.run(request).await,
        Err(error) => plain::refuse(&refuse(error), &Reader::of(&request)),
    }
}
