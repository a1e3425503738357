//! Reads the files out of a posted form, and lets the sender finish when there is too much.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, BodyDataStream, Bytes},
    extract::{FromRequest as _, Multipart, Request, multipart::Field},
};
use futures::Stream;

use crate::layer::body_limit::drain;

/// A chosen file. The name is what the sender says.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// A form: its files, and its other fields by name.
#[derive(Default)]
pub(super) struct Form {
    pub(super) files: Vec<File>,
    pub(super) fields: BTreeMap<String, String>,
}

/// Longest words of a field that are kept, and the most fields.
const FIELD: usize = 16 * 1024;
const FIELDS: usize = 16;

pub(super) enum Refused {
    /// More than the limit.
    TooLarge { at_least: u64 },
    /// No form with files, or one cut off.
    Malformed,
    /// Nothing was chosen.
    NoFile,
}

/// All of the form, at most `limit` bytes with everything around it.
pub(super) async fn form(request: Request, limit: u64) -> Result<Form, Refused> {
    let (head, body) = request.into_parts();
    let tap = Tap::new(body, limit);
    let request = Request::from_parts(head, Body::from_stream(tap.clone()));
    let outcome = match Multipart::from_request(request, &()).await {
        Ok(form) => read(form).await,
        Err(_) => Err(Refused::Malformed),
    };
    if outcome.is_err() {
        // The sender is still sending and reads the answer afterwards.
        let is_over = tap.is_over();
        drain(tap.rest()).await;
        if is_over {
            return Err(Refused::TooLarge { at_least: limit + 1 });
        }
    }
    outcome
}

async fn read(mut form: Multipart) -> Result<Form, Refused> {
    let mut read = Form::default();
    while let Some(field) = form.next_field().await.map_err(|_| Refused::Malformed)? {
        let Some(name) = field.file_name().map(str::to_owned) else {
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = whole(field).await?;
            if bytes.len() <= FIELD && read.fields.len() < FIELDS {
                read.fields.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
            continue;
        };
        let bytes = whole(field).await?;
        // What a browser sends for a file input without a choice.
        if !(name.is_empty() && bytes.is_empty()) {
            read.files.push(File { name, bytes });
        }
    }
    Ok(read)
}

async fn whole(mut field: Field<'_>) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| Refused::Malformed)? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The body, counted, and still there when the form's reader has given up.
#[derive(Clone)]
struct Tap(Arc<Mutex<Counted>>);

struct Counted {
    body: BodyDataStream,
    left: u64,
    over: bool,
}

impl Tap {
    fn new(body: Body, limit: u64) -> Self {
        Self(Arc::new(Mutex::new(Counted { body: body.into_data_stream(), left: limit, over: false })))
    }

    fn is_over(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).over
    }

    fn rest(&self) -> BodyDataStream {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut counted.body, Body::empty().into_data_stream())
    }
}

impl Stream for Tap {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let polled = Pin::new(&mut counted.body).poll_next(context);
        if let Poll::Ready(Some(Ok(chunk))) = &polled {
            let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            let Some(left) = counted.left.checked_sub(length) else {
                counted.over = true;
                let error = std::io::Error::other("over the limit");
                return Poll::Ready(Some(Err(axum::Error::new(error))));
            };
            counted.left = left;
        }
        polled
    }
}
