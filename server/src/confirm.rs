//! Asks administrators for their password again before an act of administration runs: which acts, is `app::api::confirm`.

use std::sync::Arc;

use app::{
    Visitor,
    api::{confirm, refuse},
    routes,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use http::{Method, header};
use service::Service;

use crate::plain::{self, Reader};

/// Lets an act run, or keeps what was posted and leads to the page that asks for the password.
pub async fn ask(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let Some(visitor) = visitor.filter(|visitor| {
        request.method() == Method::POST && confirm::concerns(visitor, request.uri().path())
    }) else {
        return next.run(request).await;
    };
    let reader = Reader::of(&request);
    let path = request.uri().path().to_owned();
    let (mut head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, confirm::LARGEST).await else {
        return plain::too_large(0, confirm::LARGEST as u64, &reader);
    };
    let mut fields: Vec<(String, String)> = url::form_urlencoded::parse(&body).into_owned().collect();
    match confirm::may_run(&service, &visitor, &path, &mut fields).await {
        Ok(true) => {
            let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            head.headers.insert(header::CONTENT_LENGTH, body.len().into());
            next.run(Request::from_parts(head, Body::from(body))).await
        }
        Ok(false) => Redirect::to(routes::CONFIRM).into_response(),
        Err(error) => plain::refuse(&refuse(error), &reader),
    }
}
