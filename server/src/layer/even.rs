//! Answers that must not tell by their time whether somebody or something exists.
//!
//! All that such an answer takes (looking, hashing, writing what the session holds) is done before the wait ends, and
//! after it nothing is left to do that could differ.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::Method;
use service::Service;
use tokio::time::Instant;

use super::body_limit::{self, BodyLimit};

/// Where a form asks for somebody or something by a name that may be nobody's. Signing in is not among them: the
/// password is hashed in any case, and takes longer than all else.
const FORMS: [&str; 5] =
    ["/api/daftar", "/api/lupa-sandi", "/api/lacak", "/api/bantuan-buka", "/api/petugas/bantu-minta"];

/// Gives the answers of [`FORMS`] at whole multiples of `Settings::as_long` after they were asked. They are asked when all
/// of the form is here: whoever held half of it back until just before a multiple would make a step of a moment.
pub async fn hold(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !FORMS.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let request = match body_limit::whole(BodyLimit::FORM, request).await {
        Ok(request) => request,
        Err(refusal) => return refusal,
    };
    let begun = Instant::now();
    let response = next.run(request).await;
    tokio::time::sleep_until(begun + in_steps(begun.elapsed(), service.as_long())).await;
    response
}

/// The least multiple of `step` that is not less than `took`; `took` itself without a step.
fn in_steps(took: Duration, step: Duration) -> Duration {
    if step.is_zero() {
        return took;
    }
    let steps = took.as_nanos().div_ceil(step.as_nanos());
    step.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_waits_for_the_next_whole_step() {
        let ms = Duration::from_millis;
        for (took, step, until) in
            [(1, 300, 300), (300, 300, 300), (301, 300, 600), (0, 300, 0), (7, 0, 7), (899, 300, 900)]
        {
            assert_eq!(in_steps(ms(took), ms(step)), ms(until), "{took} in steps of {step}");
        }
    }
}
