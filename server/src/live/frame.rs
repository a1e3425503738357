//! The bytes of one event. Made once for all streams; each gets the same buffer.

use axum::body::Bytes;
use serde::Serialize;
use service::{Cursor, FeedEntry};
use uuid::Uuid;

/// Keeps proxies from closing a quiet line.
pub(super) const QUIET: Bytes = Bytes::from_static(b":\n\n");

#[derive(Serialize)]
struct Change<'a> {
    kind: &'a str,
    request: Option<Uuid>,
}

/// Something changed.
pub(super) fn change(entry: &FeedEntry) -> Bytes {
    let data =
        serde_json::to_string(&Change { kind: &entry.kind, request: entry.request }).unwrap_or_default();
    format!("id: {}\nevent: perubahan\ndata: {data}\n\n", entry.cursor).into()
}

/// From here on: a new stream learns its place at once, so that it can come back to it.
pub(super) fn here(cursor: Cursor) -> Bytes {
    format!("id: {cursor}\nevent: siap\ndata: {{}}\n\n").into()
}

/// What was missed is no longer known: load everything afresh.
pub(super) fn reset(cursor: Cursor) -> Bytes {
    format!("id: {cursor}\nevent: reset\ndata: {{}}\n\n").into()
}

/// The last event. `retry` milliseconds later the browser comes back by itself, which after the loss of a
/// session ends in a refusal.
pub(super) fn end(why: &str, retry: u64) -> Bytes {
    format!("retry: {retry}\nevent: tutup\ndata: {{\"why\":\"{why}\"}}\n\n").into()
}
