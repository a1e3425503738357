//! One browser's stream: first what it missed, then what happens, until it may no longer look.

use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};

use axum::body::Bytes;
use domain::{Viewer, may_see};
use futures::stream;
use rand::RngExt as _;
use service::{Actor, Cursor, Error, Service};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Interval, MissedTickBehavior, interval},
};
use tower_sessions::session::Id;

use super::{
    frame,
    hub::{Change, Hub, PAGE},
    places::Place,
};
use crate::session;

/// A quiet line is closed by proxies; and so often it is asked whether the viewer may still look.
const BREATH: Duration = Duration::from_secs(15);
/// After a restart browsers come back over so many milliseconds, not all at once.
const COME_BACK: std::ops::Range<u64> = 1_000..5_000;

pub(super) struct Stream {
    service: Arc<Service>,
    changes: Receiver<Arc<Change>>,
    place: Place,
    actor: Actor,
    /// What the actor may see, made once.
    viewer: Viewer,
    session: Id,
    breath: Interval,
    ready: VecDeque<Bytes>,
    state: State,
}

enum State {
    /// Nothing sent yet; reads the database after this place, or starts at the feed's end.
    Opening(Option<Cursor>),
    /// Follows the hub; the place of what was last looked at.
    Following(Cursor),
    /// The last event is out.
    Ended,
}

impl Stream {
    /// `after` is how far this browser had come.
    pub(super) fn open(
        service: Arc<Service>,
        hub: &Hub,
        place: Place,
        actor: Actor,
        session: Id,
        after: Option<Cursor>,
    ) -> Self {
        let mut breath = interval(BREATH);
        breath.set_missed_tick_behavior(MissedTickBehavior::Delay);
        breath.reset();
        // Listening begins before the database is read: nothing falls between.
        let changes = hub.listen();
        Self {
            service,
            changes,
            place,
            viewer: actor.viewer(),
            actor,
            session,
            breath,
            ready: VecDeque::new(),
            state: State::Opening(after),
        }
    }

    pub(super) fn frames(self) -> impl futures::Stream<Item = Result<Bytes, Infallible>> {
        stream::unfold(self, |mut stream| async {
            let frame = stream.next().await?;
            Some((Ok(frame), stream))
        })
    }

    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(frame) = self.ready.pop_front() {
                return Some(frame);
            }
            let outcome = match self.state {
                State::Ended => return None,
                State::Opening(after) => self.catch_up(after).await,
                State::Following(cursor) => self.follow(cursor).await,
            };
            if let Err(error) = outcome {
                tracing::warn!(%error, "live stream");
                self.end("busy");
            }
        }
    }

    /// Reads what was missed; tells a browser that was away too long to load afresh.
    async fn catch_up(&mut self, after: Option<Cursor>) -> Result<(), Error> {
        let mut cursor = match after {
            // The beginning of time is what an unreadable place becomes.
            Some(cursor) if cursor != Cursor::default() => cursor,
            unknown => return self.begin(unknown.is_some()).await,
        };
        loop {
            let page = self.service.feed_since(cursor, PAGE).await?;
            if page.reset {
                return self.begin(true).await;
            }
            for entry in &page.entries {
                cursor = entry.cursor;
                if may_see(&self.viewer, &entry.audience, entry.district.as_deref()) {
                    self.ready.push_back(frame::change(entry));
                }
            }
            if page.entries.len() < PAGE as usize {
                break;
            }
        }
        self.state = State::Following(cursor);
        Ok(())
    }

    async fn begin(&mut self, reset: bool) -> Result<(), Error> {
        let cursor = self.service.feed_end().await?;
        self.ready.push_back(if reset { frame::reset(cursor) } else { frame::here(cursor) });
        self.state = State::Following(cursor);
        Ok(())
    }

    async fn follow(&mut self, seen: Cursor) -> Result<(), Error> {
        tokio::select! {
            biased;
            () = self.place.over.cancelled() => self.end("restart"),
            change = self.changes.recv() => match change {
                Ok(change) => self.consider(&change, seen).await?,
                // Too slow: what was dropped is still in the database.
                Err(RecvError::Lagged(_)) => self.state = State::Opening(Some(seen)),
                Err(RecvError::Closed) => self.end("restart"),
            },
            _ = self.breath.tick() => {
                if self.may_still_look().await? {
                    self.ready.push_back(frame::QUIET);
                }
            }
        }
        Ok(())
    }

    async fn consider(&mut self, change: &Change, seen: Cursor) -> Result<(), Error> {
        // Already read from the database while the hub was about to say it.
        if change.cursor <= seen {
            return Ok(());
        }
        self.state = State::Following(change.cursor);
        if change.is_access && change.audience.account == self.actor.account() {
            self.may_still_look().await?;
            return Ok(());
        }
        if may_see(&self.viewer, &change.audience, change.district.as_deref()) {
            self.ready.push_back(change.frame.clone());
        }
        Ok(())
    }

    /// The same person, in the same role, in a session that lives; else the stream ends.
    async fn may_still_look(&mut self) -> Result<bool, Error> {
        let signed_in = session::account_of(&self.service, &self.session).await?;
        let now = match signed_in {
            Some(account) if Some(account) == self.actor.account() => self.service.actor(account).await?,
            _ => Actor::Stranger,
        };
        let same = now != Actor::Stranger && now.viewer() == self.viewer;
        if !same {
            self.end("session");
        }
        Ok(same)
    }

    fn end(&mut self, why: &str) {
        self.ready.push_back(frame::end(why, rand::rng().random_range(COME_BACK)));
        self.state = State::Ended;
    }
}
