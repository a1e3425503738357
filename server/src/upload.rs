//! Files on their way in and out.
//!
//! Not server functions: those skip the body limit for multipart and may panic on it. The form works without
//! JavaScript; a page with scripts sends by tus, so that a file goes on where it broke off.

mod message;
mod multipart;
mod scan;
mod serve;
mod share;
mod ticket;
mod tus;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use app::{Visitor, api::refuse, routes, wire::AppError};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Extension, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{DocumentView, document_type::MAX_ORIGINAL_BYTES};
use http::StatusCode;
use service::{Actor, Error, Service};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    layer::body_limit::{declared_length, drain},
    plain::{self, Reader},
};

/// What the form adds around the file, in bytes: boundaries, names, small fields.
const MARGIN: u64 = 64 * 1024;
const LIMIT: u64 = MAX_ORIGINAL_BYTES + MARGIN;
/// What all uploads on their way may hold together, in KiB. Slow phones send for minutes, so it is memory that
/// is counted, not how many they are.
const MEMORY: u32 = 512 * 1024;
/// So long one waits for memory.
const TURN_WITHIN: Duration = Duration::from_secs(30);
/// 20 MB take seven minutes at 400 kbit/s.
const SENT_WITHIN: Duration = Duration::from_mins(10);

#[derive(Clone)]
struct Uploads {
    service: Arc<Service>,
    memory: Arc<Semaphore>,
    shares: share::Shares,
    going: tus::Going,
}

/// All routes.
pub fn router(service: &Arc<Service>) -> Router {
    let uploads = Uploads {
        service: Arc::clone(service),
        memory: Arc::new(Semaphore::new(MEMORY as usize)),
        shares: share::Shares::default(),
        going: tus::Going::default(),
    };
    // The addresses are the app's; the holes in them are axum's.
    let nil = Uuid::nil();
    let take = routes::upload(nil, "{slot}").replace(&nil.to_string(), "{draft}");
    let give = routes::document(nil).replace(&nil.to_string(), "{id}");
    let picture =
        routes::document_picture(nil, 0).replace(&nil.to_string(), "{id}").replace("/0", "/{number}");
    let write = routes::message_upload(nil).replace(&nil.to_string(), "{id}");
    let attached = routes::message_file(nil).replace(&nil.to_string(), "{id}");
    Router::new()
        .route(&write, post(message::write).layer(DefaultBodyLimit::disable()))
        .route(routes::ASK_UPLOAD, post(ticket::ask).layer(DefaultBodyLimit::disable()))
        .route(&routes::ticket_upload("{number}"), post(ticket::write).layer(DefaultBodyLimit::disable()))
        .route(&attached, get(message::file))
        .route(&picture, get(serve::picture))
        .route(&take, post(receive).layer(DefaultBodyLimit::disable()))
        .route(&give, get(serve::document))
        .merge(tus::router())
        .merge(scan::router(&uploads))
        .with_state(uploads)
}

/// Before anything of a form is held: that it is not too much, and `may`, which says whether it is theirs to send and
/// takes a share. Else the whole answer.
async fn admitted<T>(
    request: Request,
    visitor: &Visitor,
    may: impl Future<Output = Result<T, Refusal>>,
) -> Result<(T, Reader, Request), Response> {
    let mut reader = Reader::of(&request);
    reader.language = visitor.language;
    let outcome = match declared_length(request.headers()) {
        Some(sent) if sent > LIMIT => Err(Refusal::TooLarge { bytes: sent }),
        _ => may.await,
    };
    match outcome {
        Ok(may) => Ok((may, reader, request)),
        Err(refusal) => {
            drain(request.into_body().into_data_stream()).await;
            Err(refusal.answer(&reader))
        }
    }
}

async fn receive(
    State(uploads): State<Uploads>,
    Path((draft, slot)): Path<(String, String)>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let mut reader = Reader::of(&request);
    reader.language = visitor.language;
    let sent = declared_length(request.headers());
    let outcome = match (draft.parse(), sent) {
        (_, Some(sent)) if sent > LIMIT => Err(Refusal::TooLarge { bytes: sent }),
        (Err(_), _) => Err(AppError::NotFound.into()),
        _ if visitor.actor == Actor::Stranger => Err(AppError::SignInFirst.into()),
        (Ok(draft), _) => Ok(draft),
    };
    let draft: Uuid = match outcome {
        Ok(draft) => draft,
        Err(refusal) => {
            drain(request.into_body().into_data_stream()).await;
            return refusal.answer_in_place(&reader, &visitor, draft.parse().ok(), &slot).await;
        }
    };
    match uploads.take(&visitor.actor, draft, &slot, request).await {
        Ok(Taken { waiting: true, .. }) if !reader.wants_json => {
            // Said where a refusal would be: beside its slot, once.
            let said = AppError::File { reason: "waiting".to_owned(), bytes: 0, limit: 0 };
            Refusal::Other(said).answer_in_place(&reader, &visitor, Some(draft), &slot).await
        }
        Ok(Taken { kept, waiting: true }) => (StatusCode::ACCEPTED, Json(kept)).into_response(),
        Ok(Taken { kept, .. }) if reader.wants_json => (StatusCode::CREATED, Json(kept)).into_response(),
        Ok(_) => {
            let documents = routes::step(draft, domain::DOCUMENTS);
            Redirect::to(reader.back.as_deref().unwrap_or(&documents)).into_response()
        }
        Err(refusal) => refusal.answer_in_place(&reader, &visitor, Some(draft), &slot).await,
    }
}

/// What became of the files of a form.
#[derive(Debug, Default)]
struct Taken {
    /// Those that are documents: the acknowledgement.
    kept: Vec<DocumentView>,
    /// Others were taken in and are looked at when the virus scanner answers again.
    waiting: bool,
}

enum Refusal {
    TooLarge { bytes: u64 },
    Other(AppError),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Other(error)
    }
}

impl From<multipart::Refused> for Refusal {
    fn from(refused: multipart::Refused) -> Self {
        match refused {
            multipart::Refused::TooLarge { at_least } => Self::TooLarge { bytes: at_least },
            multipart::Refused::Malformed => Self::Other(AppError::Malformed),
            multipart::Refused::NoFile => {
                Self::Other(AppError::File { reason: "empty".to_owned(), bytes: 0, limit: 0 })
            }
        }
    }
}

impl Refusal {
    /// For a plain form: back to the documents with the reason beside the slot. Else as [`Self::answer`].
    async fn answer_in_place(
        &self,
        reader: &Reader,
        visitor: &Visitor,
        draft: Option<Uuid>,
        slot: &str,
    ) -> Response {
        let error = self.error();
        let about_the_file = matches!(
            error,
            AppError::File { .. } | AppError::Fields { .. } | AppError::Busy | AppError::TooMany { .. }
        );
        match draft {
            Some(draft)
                if about_the_file
                    && !reader.wants_json
                    && slot.len() <= 64
                    && visitor.actor.writer().is_ok() =>
            {
                visitor.keep(&format!("unggah:{slot}"), BTreeMap::new(), error).await;
                Redirect::to(&routes::step(draft, domain::DOCUMENTS)).into_response()
            }
            _ => self.answer(reader),
        }
    }

    fn error(&self) -> AppError {
        match self {
            Self::TooLarge { bytes } => {
                AppError::File { reason: "too_large".to_owned(), bytes: *bytes, limit: MAX_ORIGINAL_BYTES }
            }
            Self::Other(error) => error.clone(),
        }
    }

    fn answer(&self, reader: &Reader) -> Response {
        match self {
            Self::TooLarge { bytes } => plain::too_large(*bytes, MAX_ORIGINAL_BYTES, reader),
            Self::Other(error) => plain::refuse(error, reader),
        }
    }
}

impl Uploads {
    /// Reads the form and keeps its files.
    async fn take(&self, actor: &Actor, draft: Uuid, slot: &str, request: Request) -> Result<Taken, Refusal> {
        // Before anything of it is held: whether there is a place for it, and that this account sends no more than a few.
        let mine = match self.service.may_upload(actor, draft, slot).await {
            Ok(account) => self.shares.take(account),
            Err(error) => Err(refuse(error)),
        };
        let _mine = match mine {
            Ok(mine) => mine,
            Err(error) => {
                drain(request.into_body().into_data_stream()).await;
                return Err(error.into());
            }
        };
        let key = key_of(request.uri().query().unwrap_or_default());
        let (files, _memory) = self.read(request).await?;
        // A key names one file.
        let key = key.filter(|_| files.len() == 1);
        self.keep(actor, draft, slot, key, files).await.map_err(|error| refuse(error).into())
    }

    /// Reads the files of a form that has some.
    async fn read(
        &self,
        request: Request,
    ) -> Result<(Vec<multipart::File>, tokio::sync::SemaphorePermit<'_>), Refusal> {
        let (form, memory) = self.read_form(request).await?;
        if form.files.is_empty() { Err(multipart::Refused::NoFile.into()) } else { Ok((form.files, memory)) }
    }

    /// Reads the form when there is memory for it; what is answered beside it holds that memory.
    async fn read_form(
        &self,
        request: Request,
    ) -> Result<(multipart::Form, tokio::sync::SemaphorePermit<'_>), Refusal> {
        let most = declared_length(request.headers()).unwrap_or(LIMIT);
        let share = u32::try_from(most.div_ceil(1024)).unwrap_or(MEMORY);
        let waiting = tokio::time::timeout(TURN_WITHIN, self.memory.acquire_many(share)).await;
        let Ok(Ok(memory)) = waiting else { return Err(AppError::Busy.into()) };
        let reading = tokio::time::timeout(SENT_WITHIN, multipart::form(request, LIMIT)).await;
        let Ok(form) = reading else { return Err(AppError::Busy.into()) };
        Ok((form?, memory))
    }

    /// In the order in which they were chosen. What was kept before one is refused stays kept: each file is
    /// acknowledged for itself.
    async fn keep(
        &self,
        actor: &Actor,
        draft: Uuid,
        slot: &str,
        key: Option<Uuid>,
        files: Vec<multipart::File>,
    ) -> Result<Taken, Error> {
        let mut taken = Taken::default();
        for file in files {
            let id = key.unwrap_or_else(Uuid::now_v7);
            match self.service.take_document(actor, draft, slot, id, &file.name, file.bytes).await? {
                Some(kept) => taken.kept.push(kept),
                None => taken.waiting = true,
            }
        }
        Ok(taken)
    }
}

/// The sender's own name for the file, `?kunci=<uuid>`: sent again, it is kept once.
fn key_of(query: &str) -> Option<Uuid> {
    query.split('&').find_map(|pair| pair.strip_prefix("kunci=")?.parse().ok())
}

#[cfg(test)]
mod tests;
