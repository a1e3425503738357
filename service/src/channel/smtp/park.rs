//! Connections waiting for the next letter.
//!
//! Taking one out is owning it, so a cancelled try closes it and nothing half-said is ever reused; only
//! a letter that was accepted brings its connection back.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use lettre::transport::smtp::client::AsyncSmtpConnection;

/// Letters go out one after another; two cover a second sender.
const PLACES: usize = 2;
/// A connection that a firewall forgot is silent; that is known after this time.
const ANSWERS_WITHIN: Duration = Duration::from_secs(3);

#[derive(Default)]
pub(super) struct Park(Mutex<Vec<AsyncSmtpConnection>>);

impl Park {
    /// A kept connection that still answers.
    pub(super) async fn take(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let mut kept = self.pop()?;
            if tokio::time::timeout(ANSWERS_WITHIN, kept.test_connected()).await == Ok(true) {
                return Some(kept);
            }
        }
    }

    fn pop(&self) -> Option<AsyncSmtpConnection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    pub(super) fn put(&self, connection: AsyncSmtpConnection) {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() < PLACES && !connection.has_broken() {
            places.push(connection);
        }
    }
}
