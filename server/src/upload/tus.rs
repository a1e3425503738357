//! Files that go on where they broke off: tus 1.0 with creation, creation-with-upload, checksum, expiration and
//! termination, at `/unggah`.
//!
//! Any standard client may be used. It names draft, slot, file and its own key for the file in the metadata
//! (`draft`, `slot`, `filename`, `key`; `sha256` if it knows that of the whole file) and sends the cookie and
//! origin of a page of ours. The answer to the last part is the acknowledgement or the reason why not; asking
//! the address of the file with GET tells the same.

mod answer;
mod going;
mod head;
mod metadata;
mod receive;

use std::{sync::Arc, time::Duration};

use app::{Visitor, api::refuse, routes, wire::AppError};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Extension, Path, Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use service::{Actor, Error, NewUpload, Service, UploadView};
use tokio::time::{Instant, sleep, timeout_at};
use uuid::Uuid;

use super::{Uploads, scan::Phone};
use crate::{layer::body_limit::drain, plain::Reader, session};
use answer::Answer;
pub(super) use going::Going;
use head::{Asked, CHECKSUMS, EXTENSIONS, VERSION};

/// So long the answer to the last part waits for what the file is. Chunks are acknowledged without that.
const LOOKED_AT_WITHIN: Duration = Duration::from_secs(10);

/// So often one looks whether somebody else is done.
const SOMEBODY_ELSE: Duration = Duration::from_millis(100);

/// Its routes. The form without a script has its own, one level deeper.
pub(super) fn router() -> Router<Uploads> {
    let nil = Uuid::nil();
    let one = routes::upload_going(nil).replace(&nil.to_string(), "{id}");
    Router::new()
        .route(routes::UPLOADS, post(create).options(discover))
        .route(&one, get(tell).head(stand).patch(add).delete(call_off).post(by_other_name).options(discover))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(speak))
}

/// The same for a phone that has taken a code; who it is was found before.
pub(super) fn scanned_router() -> Router<Uploads> {
    let nil = Uuid::nil();
    let one = routes::scan_upload_going(nil).replace(&nil.to_string(), "{id}");
    Router::new()
        .route(routes::SCAN_UPLOADS, post(create).options(discover))
        .route(&one, get(tell).head(stand).patch(add).delete(call_off).post(by_other_name).options(discover))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(speak))
}

/// Every answer says which protocol it speaks; who asks in another version is told ours.
async fn speak(request: Request, next: Next) -> Response {
    let exempt = matches!(*request.method(), Method::GET | Method::OPTIONS);
    let mut response = if exempt || head::speaks(request.headers()) {
        next.run(request).await
    } else {
        drain(request.into_body().into_data_stream()).await;
        let headers = [("tus-version", VERSION)];
        (StatusCode::PRECONDITION_FAILED, headers).into_response()
    };
    response.headers_mut().insert("tus-resumable", HeaderValue::from_static(VERSION));
    response
}

/// What this server can do.
async fn discover() -> Response {
    let most = domain::document_type::MAX_ORIGINAL_BYTES.to_string();
    let headers = [
        ("tus-version", VERSION),
        ("tus-extension", EXTENSIONS),
        ("tus-checksum-algorithm", CHECKSUMS),
        ("tus-max-size", most.as_str()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// One request about a file.
struct Doing {
    uploads: Uploads,
    actor: Actor,
    /// By which session, if it is the actor's own.
    session: Option<[u8; 16]>,
    answer: Answer,
}

impl Doing {
    fn of(uploads: Uploads, visitor: &Visitor, headers: &HeaderMap) -> Self {
        let reader = Reader::of_head(headers, &http::Uri::from_static("/"));
        let answer = Answer { language: visitor.language, wants_json: reader.wants_json };
        Self { uploads, actor: visitor.actor.clone(), session: None, answer }
    }

    /// Bytes that come by a browser of theirs count as long as they are signed in there.
    fn signed_in(mut self, visitor: &Visitor, phone: bool) -> Self {
        let own = visitor.session.id().filter(|_| !phone);
        self.session = own.map(|id| session::key(&id));
        self
    }

    fn service(&self) -> &Arc<Service> {
        &self.uploads.service
    }

    /// The sender is still sending, and reads the answer afterwards.
    async fn refuse(&self, error: impl Into<answer::No>, body: Body) -> Response {
        drain(body.into_data_stream()).await;
        self.answer.no(error.into())
    }

    /// A file that is announced, or was before.
    async fn begun(&self, new: &NewUpload) -> Result<UploadView, Error> {
        let view = self.service().begin_upload(&self.actor, new).await?;
        self.stands(view.id).await
    }

    /// The same from a phone: for whom it comes is known from then on.
    async fn begun_by_phone(&mut self, scan: Uuid, new: &NewUpload) -> Result<UploadView, Error> {
        let (owner, view) = self.service().begin_scanned(scan, new).await?;
        self.actor = owner;
        self.stands(view.id).await
    }

    /// How a file stands when nothing more comes by an older connection.
    async fn stands(&self, id: Uuid) -> Result<UploadView, Error> {
        self.uploads.going.settle(id).await;
        self.service().upload(&self.actor, id).await
    }

    /// How a file stands, after waiting a while for somebody to look at it if it is whole.
    async fn settled(&self, id: Uuid) -> Result<UploadView, Error> {
        let deadline = Instant::now() + LOOKED_AT_WITHIN;
        loop {
            let view = self.service().upload(&self.actor, id).await?;
            let is_open = view.outcome.is_none() && view.received == view.announced.length;
            if !is_open || Instant::now() >= deadline {
                return Ok(view);
            }
            let service = Arc::clone(self.service());
            // Goes on when the sender is gone.
            let looking = tokio::spawn(async move { service.finish_upload(id).await });
            match timeout_at(deadline, looking).await {
                // Nobody can look at it just now; its bytes are safe all the same.
                Ok(Ok(Err(Error::Busy))) => sleep(SOMEBODY_ELSE).await,
                Ok(Ok(Err(error))) => return Err(error),
                // Done; or somebody else is at it.
                Ok(_) => {
                    let view = self.service().upload(&self.actor, id).await?;
                    if view.outcome.is_some() {
                        return Ok(view);
                    }
                    sleep(SOMEBODY_ELSE).await;
                }
                Err(_) => {}
            }
        }
    }
}

async fn create(
    State(uploads): State<Uploads>,
    Extension(visitor): Extension<Visitor>,
    phone: Option<Extension<Phone>>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let phone = phone.map(|Extension(Phone(scan))| scan);
    let mut doing = Doing::of(uploads, &visitor, &parts.headers).signed_in(&visitor, phone.is_some());
    if phone.is_none() && doing.actor == Actor::Stranger {
        return doing.refuse(AppError::SignInFirst, body).await;
    }
    let new = match head::announced(&parts.headers, phone.is_some()) {
        Ok(new) => new,
        Err(status) => return doing.refuse(status, body).await,
    };
    let begun = match phone {
        Some(scan) => doing.begun_by_phone(scan, &new).await,
        None => doing.begun(&new).await,
    };
    let view = match begun {
        Ok(view) => view,
        Err(error) => return doing.refuse(refuse(error), body).await,
    };
    let id = view.id;
    // With the first bytes, unless it was announced before and has some.
    let mut response = if head::has_bytes(&parts.headers) && view.received == 0 {
        match receive::into_upload(&doing, id, &Asked { offset: 0, ..Asked::of(&parts.headers) }, body).await
        {
            Ok(Some(goes_on)) => doing.answer.goes_on(&goes_on),
            Ok(None) => doing.answer.added(doing.settled(id).await),
            Err(no) => doing.answer.no(no),
        }
    } else {
        drain(body.into_data_stream()).await;
        doing.answer.added(Ok(view))
    };
    if response.status().is_success() {
        *response.status_mut() = StatusCode::CREATED;
        let place = if phone.is_some() { routes::scan_upload_going(id) } else { routes::upload_going(id) };
        if let Ok(place) = HeaderValue::from_str(&place) {
            response.headers_mut().insert(http::header::LOCATION, place);
        }
    }
    response
}

/// How much has arrived.
async fn stand(
    State(uploads): State<Uploads>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let doing = Doing::of(uploads, &visitor, &headers);
    match found(&id, async |id| doing.stands(id).await).await {
        Ok(view) => answer::stands(&view),
        Err(error) => Answer::empty(&refuse(error)),
    }
}

/// How much has arrived, and what became of it, for people's programs.
async fn tell(
    State(uploads): State<Uploads>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let doing = Doing::of(uploads, &visitor, &headers);
    let answer = Answer { wants_json: true, ..doing.answer };
    match found(&id, async |id| doing.settled(id).await).await {
        Ok(view) => answer.told(&view),
        Err(error) => answer.no(refuse(error).into()),
    }
}

/// More bytes.
async fn add(
    State(uploads): State<Uploads>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let phone = parts.extensions.get::<Phone>().is_some();
    let doing = Doing::of(uploads, &visitor, &parts.headers).signed_in(&visitor, phone);
    if !head::is_offset_stream(&parts.headers) {
        return doing.refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, body).await;
    }
    let Some(asked) = Asked::at_an_offset(&parts.headers) else {
        return doing.refuse(StatusCode::BAD_REQUEST, body).await;
    };
    let Ok(id) = id.parse() else { return doing.refuse(AppError::NotFound, body).await };
    match receive::into_upload(&doing, id, &asked, body).await {
        Ok(Some(goes_on)) => doing.answer.goes_on(&goes_on),
        Ok(None) => doing.answer.added(doing.settled(id).await),
        Err(no) => doing.answer.no(no),
    }
}

/// Never mind.
async fn call_off(
    State(uploads): State<Uploads>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let doing = Doing::of(uploads, &visitor, &headers);
    let answer = doing.answer;
    match found(&id, async |id| doing.service().cancel_upload(&doing.actor, id).await).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => answer.no(refuse(error).into()),
    }
}

/// For networks that let nothing but GET and POST through.
async fn by_other_name(
    uploads: State<Uploads>,
    visitor: Extension<Visitor>,
    id: Path<String>,
    request: Request,
) -> Response {
    match head::other_method(request.headers()) {
        Some(Method::PATCH) => add(uploads, visitor, id, request).await,
        Some(Method::DELETE) => call_off(uploads, visitor, id, request.headers().clone()).await,
        Some(Method::HEAD) => stand(uploads, visitor, id, request.headers().clone()).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

async fn found<T>(id: &str, act: impl AsyncFnOnce(Uuid) -> Result<T, Error>) -> Result<T, Error> {
    act(id.parse().map_err(|_| Error::NotFound)?).await
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod tests;
