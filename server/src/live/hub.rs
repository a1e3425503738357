//! The one reader of the feed in this process.
//!
//! It reads when a commit of this process wakes it, and by the clock for the commits of others (the command
//! line, further servers). Each change goes out once, already written as bytes.

use std::{sync::Arc, time::Duration};

use axum::body::Bytes;
use domain::Audience;
use service::{Cursor, Error, FeedEntry, Service};
use tokio::{
    sync::{Mutex, broadcast},
    time::{MissedTickBehavior, interval},
};
use tokio_util::sync::CancellationToken;

use super::frame;

/// How many changes a slow stream may lag behind before it reads the database again.
const REMEMBERED: usize = 1_024;
/// Rows read at once.
pub(super) const PAGE: u32 = 256;

/// One change, for all streams.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) cursor: Cursor,
    pub(super) audience: Audience,
    pub(super) district: Option<String>,
    /// A role or a session changed: the streams of this account must look who they are.
    pub(super) is_access: bool,
    pub(super) frame: Bytes,
}

impl Change {
    pub(super) fn of(entry: &FeedEntry) -> Self {
        Self {
            cursor: entry.cursor,
            audience: entry.audience,
            district: entry.district.clone(),
            is_access: entry.kind == ACCESS,
            frame: frame::change(entry),
        }
    }
}

/// The kind of a feed row that says that an account's role or sessions changed.
pub const ACCESS: &str = "access";

/// Hands out changes. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hub {
    changes: broadcast::Sender<Arc<Change>>,
    /// How far it has read. Outlives a failure, so that nothing is skipped by starting again.
    read: Arc<Mutex<Option<Cursor>>>,
}

impl Default for Hub {
    fn default() -> Self {
        Self { changes: broadcast::channel(REMEMBERED).0, read: Arc::default() }
    }
}

impl Hub {
    /// Everything from now on.
    pub(super) fn listen(&self) -> broadcast::Receiver<Arc<Change>> {
        self.changes.subscribe()
    }

    /// How many streams are open.
    pub fn listeners(&self) -> usize {
        self.changes.receiver_count()
    }

    /// Follows the feed until `stopping`.
    ///
    /// # Errors
    /// When the database fails; started again, it goes on where it was.
    pub async fn relay(
        self,
        service: Arc<Service>,
        every: Duration,
        stopping: CancellationToken,
    ) -> Result<(), Error> {
        let mut woken = service.woken();
        let mut clock = interval(every);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut read = self.read.lock().await;
        let cursor = match &mut *read {
            Some(cursor) => cursor,
            empty => empty.insert(service.feed_end().await?),
        };
        loop {
            tokio::select! {
                () = stopping.cancelled() => return Ok(()),
                // Lagging means that there were several signals: one look is enough for all.
                _ = woken.recv() => {}
                _ = clock.tick() => {}
            }
            while self.pass_on(&service, cursor).await? {}
        }
    }

    /// Passes one page on; whether there may be more.
    async fn pass_on(&self, service: &Service, cursor: &mut Cursor) -> Result<bool, Error> {
        let page = service.feed_since(*cursor, PAGE).await?;
        for entry in &page.entries {
            *cursor = entry.cursor;
            // Nobody listening is no failure.
            let _ = self.changes.send(Arc::new(Change::of(entry)));
        }
        Ok(page.entries.len() >= PAGE as usize)
    }
}
