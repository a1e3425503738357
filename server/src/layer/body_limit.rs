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

use app::wire::AppError;

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
/// So long nothing may come of a form that has begun; and so long all of it may take. 64 KiB take two seconds at
/// 400 kbit/s.
const PATIENCE: Patience = Patience { silent: Duration::from_secs(30), whole: Duration::from_mins(3) };

/// How long a sender may take.
#[derive(Debug, Clone, Copy)]
struct Patience {
    silent: Duration,
    whole: Duration,
}

/// Answers 413 with a sentence to a body over the limit, declared or not.
pub async fn enforce(State(BodyLimit(limit)): State<BodyLimit>, request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let declared = declared_length(request.headers());
    if let Some(bytes) = declared.filter(|bytes| *bytes > limit) {
        drain(request.into_body().into_data_stream()).await;
        return plain::too_large(bytes, limit, &reader);
    }
    let over = Arc::new(AtomicBool::new(false));
    let request = request.map(|body| watched(body, limit, PATIENCE, Arc::clone(&over)));
    let response = next.run(request).await;
    if over.load(Ordering::Relaxed) {
        return plain::too_large(limit + 1, limit, &reader);
    }
    response
}

/// The request with all of its body here, or the sentence for a body that is too large or never comes whole.
pub async fn whole(BodyLimit(limit): BodyLimit, request: Request) -> Result<Request, Response> {
    let reader = Reader::of(&request);
    let declared = declared_length(request.headers());
    let (parts, body) = request.into_parts();
    if let Some(bytes) = declared.filter(|bytes| *bytes > limit) {
        drain(body.into_data_stream()).await;
        return Err(plain::too_large(bytes, limit, &reader));
    }
    let over = Arc::new(AtomicBool::new(false));
    match axum::body::to_bytes(watched(body, limit, PATIENCE, Arc::clone(&over)), usize::MAX).await {
        Ok(bytes) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Err(_) if over.load(Ordering::Relaxed) => Err(plain::too_large(limit + 1, limit, &reader)),
        Err(_) => Err(plain::refuse(&AppError::Malformed, &reader)),
    }
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

/// The body, which fails after `limit` bytes and says so in `over`, and when nothing comes any more.
fn watched(body: Body, limit: u64, patience: Patience, over: Arc<AtomicBool>) -> Body {
    let until = tokio::time::Instant::now() + patience.whole;
    let failed = |why: std::io::Error| {
        let ended = Body::empty().into_data_stream();
        Some((Err(axum::Error::new(why)), (ended, 0)))
    };
    let chunks = stream::unfold((body.into_data_stream(), 0_u64), move |(mut rest, mut read)| {
        let over = Arc::clone(&over);
        async move {
            let soon = until.min(tokio::time::Instant::now() + patience.silent);
            let Ok(chunk) = tokio::time::timeout_at(soon, rest.next()).await else {
                return failed(std::io::ErrorKind::TimedOut.into());
            };
            let chunk = chunk?;
            if let Ok(bytes) = &chunk {
                read = read.saturating_add(length(bytes));
                if read > limit {
                    over.store(true, Ordering::Relaxed);
                    drain(rest).await;
                    return failed(std::io::Error::other("too large"));
                }
            }
            Some((chunk, (rest, read)))
        }
    });
    Body::from_stream(chunks)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(body: Body, patience: Patience) -> (bool, usize) {
        let mut chunks = watched(body, 1_000, patience, Arc::default()).into_data_stream();
        let mut read = 0;
        while let Some(chunk) = chunks.next().await {
            match chunk {
                Ok(chunk) => read += chunk.len(),
                Err(_) => return (false, read),
            }
        }
        (true, read)
    }

    fn drops(every: Duration) -> Body {
        Body::from_stream(stream::unfold(0, move |sent| async move {
            tokio::time::sleep(every).await;
            (sent < 20).then(|| (Ok::<_, std::io::Error>(Bytes::from_static(b"x")), sent + 1))
        }))
    }

    #[tokio::test]
    async fn who_begins_a_form_and_goes_silent_or_dribbles_is_cut_off() {
        let patience = Patience { silent: Duration::from_millis(200), whole: Duration::from_millis(400) };
        assert_eq!(read(drops(Duration::from_millis(1)), patience).await, (true, 20), "in time");
        assert_eq!(read(drops(Duration::from_mins(1)), patience).await, (false, 0), "silent");
        let (whole, bytes) = read(drops(Duration::from_millis(50)), patience).await;
        assert!(!whole && bytes > 0, "never silent, and never done");
    }
}
