//! How much anybody may send, and a sentence for who sends more.
//!
//! Answering while the sender still sends ends in a connection reset, which says nothing; so what is on its
//! way is read, up to a bound, and thrown away.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::{Stream, StreamExt as _, stream};
use http::{HeaderMap, header};

use crate::plain::{self, Reader};

/// Bytes of a body.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimit(pub u64);

impl BodyLimit {
    /// For forms: 64 KiB of answers, three times as long when every byte is %-escaped, and room.
    pub const FORM: Self = Self(512 * 1024);
}

/// Read and thrown away at most, in bytes and in time; who sends more is cut off.
const DRAIN: u64 = 64 * 1024 * 1024;
const DRAIN_FOR: Duration = Duration::from_mins(1);

/// Answers 413 with a sentence to a body over the limit, declared or not.
pub async fn enforce(State(BodyLimit(limit)): State<BodyLimit>, request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let declared = declared_length(request.headers());
    if let Some(bytes) = declared.filter(|bytes| *bytes > limit) {
        drain(request.into_body().into_data_stream()).await;
        return plain::too_large(bytes, limit, &reader);
    }
    let over = Arc::new(AtomicBool::new(false));
    let request = request.map(|body| watched(body, limit, Arc::clone(&over)));
    let response = next.run(request).await;
    if over.load(Ordering::Relaxed) {
        return plain::too_large(limit + 1, limit, &reader);
    }
    response
}

/// What the sender says about the length.
pub fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads the rest, so that the sender gets to the answer.
pub async fn drain<S>(mut body: S)
where
    S: Stream<Item = Result<Bytes, axum::Error>> + Unpin,
{
    let mut read = 0_u64;
    let reading = async {
        while let Some(Ok(chunk)) = body.next().await {
            read = read.saturating_add(length(&chunk));
            if read > DRAIN {
                return;
            }
        }
    };
    // Too slow or done: either way the answer follows.
    let _ = tokio::time::timeout(DRAIN_FOR, reading).await;
}

fn length(chunk: &Bytes) -> u64 {
    u64::try_from(chunk.len()).unwrap_or(u64::MAX)
}

/// The body, which fails after `limit` bytes and says so in `over`.
fn watched(body: Body, limit: u64, over: Arc<AtomicBool>) -> Body {
    let chunks = stream::unfold((body.into_data_stream(), 0_u64), move |(mut rest, mut read)| {
        let over = Arc::clone(&over);
        async move {
            let chunk = rest.next().await?;
            if let Ok(bytes) = &chunk {
                read = read.saturating_add(length(bytes));
                if read > limit {
                    over.store(true, Ordering::Relaxed);
                    drain(rest).await;
                    let ended = Body::empty().into_data_stream();
                    return Some((Err(axum::Error::new(std::io::Error::other("too large"))), (ended, 0)));
                }
            }
            Some((chunk, (rest, read)))
        }
    });
    Body::from_stream(chunks)
}
