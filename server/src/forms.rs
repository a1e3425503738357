//! The official forms as PDF. Filled ones as `/dokumen`: for owner and officers, in no cache; empty statements are
//! the same for everybody.

use std::sync::Arc;

use app::{Visitor, api::refuse, routes};
use axum::{
    Router,
    body::Body,
    extract::{Extension, Path, Request, State},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, header};
use service::{DrawnForm, Error, Service};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    limit::wide::{self, Wide},
    plain::{self, Reader},
};

/// Empty ones for one address.
const A_MINUTE: u32 = 120;
/// So many are drawn at once; who comes then waits a few milliseconds.
const DRAWN_AT_ONCE: usize = 4;
/// Browsers show it in a viewer of their own, which needs styles; nothing in the file acts.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'",
);
/// No form changes within the hour.
const FOR_A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=3600");

#[derive(Clone)]
pub(crate) struct Drawing {
    pub(crate) service: Arc<Service>,
    pub(crate) turns: Arc<Semaphore>,
}

impl Drawing {
    pub(crate) fn new(service: Arc<Service>) -> Self {
        Self { service, turns: Arc::new(Semaphore::new(DRAWN_AT_ONCE)) }
    }
}

/// Forms filled in from a request or a draft.
pub fn router(service: &Arc<Service>) -> Router {
    let nil = Uuid::nil();
    let filled = routes::form(nil, "{code}").replace(&nil.to_string(), "{id}");
    Router::new().route(&filled, get(fill)).with_state(Drawing::new(Arc::clone(service)))
}

/// Empty statements, outside the session.
pub fn public(service: Arc<Service>) -> Router {
    Router::new()
        .route(&routes::empty_form("{code}"), get(empty))
        .with_state(Drawing::new(service))
        .layer(middleware::from_fn_with_state(Wide::new(A_MINUTE), wide::count))
}

async fn fill(
    State(drawing): State<Drawing>,
    Path((id, code)): Path<(String, String)>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let _turn = drawing.turns.acquire().await;
    let outcome = match id.parse() {
        Ok(id) => drawing.service.form(&visitor.actor, id, &code).await,
        Err(_) => Err(Error::NotFound),
    };
    match outcome {
        Ok(form) => give(form, HeaderValue::from_static("no-store")),
        Err(error) => {
            let reader = Reader { language: visitor.language, ..Reader::default() };
            plain::refuse(&refuse(error), &reader)
        }
    }
}

async fn empty(State(drawing): State<Drawing>, Path(code): Path<String>, request: Request) -> Response {
    let _turn = drawing.turns.acquire().await;
    match drawing.service.empty_form(&code).await {
        Ok(form) => give(form, FOR_A_WHILE),
        Err(error) => plain::refuse(&refuse(error), &Reader::of(&request)),
    }
}

pub(crate) fn give(form: DrawnForm, kept: HeaderValue) -> Response {
    // Codes and numbers of ours: letters, digits, dots and dashes.
    let name = HeaderValue::from_str(&format!("inline; filename=\"{}.pdf\"", form.name))
        .unwrap_or(HeaderValue::from_static("inline"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, kept),
    ];
    (headers, Body::from(form.bytes)).into_response()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use http::StatusCode;
    use http_body_util::BodyExt as _;
    use service::Actor;
    use tower::ServiceExt as _;

    use super::*;
    use crate::testing::{Installation, request};

    async fn ask(
        installation: &Installation,
        path: &str,
        cookie: &str,
    ) -> (StatusCode, http::HeaderMap, Vec<u8>) {
        let request = request("GET", path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let answer = installation.routes().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        (status, headers, answer.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    /// A request that the demonstration's citizen has sent: cookie, id, number.
    async fn sent(installation: &Installation) -> (String, Actor, Uuid, String) {
        let account = installation.citizen_of_the_demonstration().await;
        let actor = installation.service.actor(account).await.unwrap();
        let language = domain::Language::Id;
        let row = installation.service.requests(&actor, language).await.unwrap().remove(0);
        (installation.signed_in(account).await, actor, row.id, row.number)
    }

    #[tokio::test]
    async fn the_owner_gets_a_pdf_named_by_form_and_number_that_no_cache_keeps() {
        let installation = Installation::new().await;
        let (cookie, _, id, number) = sent(&installation).await;
        let (status, headers, body) =
            ask(&installation, &format!("/permohonan/{id}/formulir/F-1.02"), &cookie).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(headers[header::CONTENT_DISPOSITION], format!("inline; filename=\"F-1.02-{number}.pdf\""));
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert!(body.starts_with(b"%PDF-"));
    }

    #[tokio::test]
    async fn what_is_no_form_of_the_request_is_not_found() {
        let installation = Installation::new().await;
        let (cookie, _, id, _) = sent(&installation).await;
        for code in ["F-1.03", "F-2.03", "F-9.99", "f-1.02", "..%2F..%2Fetc", "%00", "F-1.02%22%0d%0aX:1"] {
            let (status, ..) =
                ask(&installation, &format!("/permohonan/{id}/formulir/{code}"), &cookie).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{code}");
        }
        let other = Uuid::now_v7();
        for id in [other.to_string(), "x".to_owned()] {
            let (status, ..) =
                ask(&installation, &format!("/permohonan/{id}/formulir/F-1.02"), &cookie).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{id}");
        }
        let (status, ..) = ask(&installation, &format!("/permohonan/{id}/formulir/F-1.02"), "").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }

    #[tokio::test]
    async fn an_officer_who_may_see_the_request_gets_its_forms() {
        let installation = Installation::new().await;
        let (_, _, id, _) = sent(&installation).await;
        let officer = installation.signed_in(installation.officer().await).await;
        let (status, _, body) =
            ask(&installation, &format!("/permohonan/{id}/formulir/F-1.02"), &officer).await;
        assert_eq!((status, &body[..5]), (StatusCode::OK, b"%PDF-".as_slice()));
    }

    #[tokio::test]
    async fn empty_statements_are_everybodys_and_filled_forms_are_not_among_them() {
        let installation = Installation::new().await;
        let (status, headers, body) = ask(&installation, "/formulir/F-1.05", "").await;
        assert_eq!((status, &body[..5]), (StatusCode::OK, b"%PDF-".as_slice()));
        assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=3600");
        assert_eq!(headers[header::CONTENT_DISPOSITION], "inline; filename=\"F-1.05.pdf\"");
        assert!(!headers.contains_key(header::SET_COOKIE));
        for code in ["F-1.02", "F-1.06", "F-9.99", "x"] {
            let (status, ..) = ask(&installation, &format!("/formulir/{code}"), "").await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{code}");
        }
    }

    #[tokio::test]
    async fn a_draft_prefills_its_statements_for_its_owner_alone_and_no_form_of_a_request() {
        let installation = Installation::new().await;
        let account = installation.citizen_of_the_demonstration().await;
        let actor = installation.service.actor(account).await.unwrap();
        let draft = Uuid::now_v7();
        installation.service.start_draft(&actor, draft, "KK-04").await.unwrap();
        let cookie = installation.signed_in(account).await;
        for (code, expected) in [
            ("F-2.03", StatusCode::OK),
            ("F-1.07", StatusCode::OK),
            ("F-1.02", StatusCode::NOT_FOUND),
            ("F-1.05", StatusCode::NOT_FOUND),
        ] {
            let (status, ..) =
                ask(&installation, &format!("/permohonan/{draft}/formulir/{code}"), &cookie).await;
            assert_eq!(status, expected, "{code}");
        }
        let officer = installation.signed_in(installation.officer().await).await;
        let (status, ..) =
            ask(&installation, &format!("/permohonan/{draft}/formulir/F-2.03"), &officer).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "nobody reads what is not sent");
    }
}
