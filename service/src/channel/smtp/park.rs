//! Connections waiting for the next letter.
//!
//! Taking one out is owning it, so a cancelled try closes it and nothing half-said is ever reused; only
//! a letter that was accepted brings its connection back.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use lettre::transport::smtp::client::AsyncSmtpConnection;

/// Mail servers close idle connections after some minutes; half a minute serves a burst of letters.
const PATIENCE: Duration = Duration::from_secs(30);
/// Letters go out one after another; two cover a second sender.
const PLACES: usize = 2;

#[derive(Default)]
pub(super) struct Park(Mutex<Vec<(Instant, AsyncSmtpConnection)>>);

impl Park {
    /// The connection used last, if it is fresh enough.
    pub(super) fn take(&self) -> Option<AsyncSmtpConnection> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|(since, _)| since.elapsed() < PATIENCE);
        places.pop().map(|(_, connection)| connection)
    }

    pub(super) fn put(&self, connection: AsyncSmtpConnection) {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() < PLACES && !connection.has_broken() {
            places.push((Instant::now(), connection));
        }
    }
}
