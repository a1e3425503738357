//! The one place that knows what time it is. Below the service the time is an argument.
use std::sync::atomic::{AtomicI64, Ordering};
use time::OffsetDateTime;

/// Milliseconds since 1970 UTC, as rows store it.
pub(crate) type Millis = i64;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> OffsetDateTime;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }
}

/// A clock that stands still until it is moved: for tests and for seeding requests of earlier days.
#[derive(Debug)]
pub struct HandClock(AtomicI64);

impl HandClock {
    /// Starts at `now`.
    pub fn new(now: OffsetDateTime) -> Self {
        Self(AtomicI64::new(millis(now)))
    }

    /// Moves the time on (or back).
    pub fn advance(&self, by: time::Duration) {
        let by = i64::try_from(by.whole_milliseconds()).unwrap_or(0);
        self.0.fetch_add(by, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> OffsetDateTime {
        moment(self.0.load(Ordering::SeqCst))
    }
}

/// To milliseconds, as rows store it.
pub(crate) fn millis(at: OffsetDateTime) -> Millis {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

/// From milliseconds, as rows store it.
pub(crate) fn moment(at: Millis) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(at) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
