//! How many streams one account has.
//!
//! The newest wins: a phone that changed networks leaves a dead stream behind, which would otherwise keep its
//! owner out until it is noticed.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(super) struct Places {
    most: usize,
    taken: Mutex<HashMap<Uuid, VecDeque<(u64, CancellationToken)>>>,
    next: std::sync::atomic::AtomicU64,
}

/// A stream's place; given up when dropped.
pub(super) struct Place {
    places: Arc<Places>,
    account: Uuid,
    number: u64,
    /// Fires when the stream must end.
    pub(super) over: CancellationToken,
}

impl Places {
    pub(super) fn new(most: usize) -> Self {
        Self { most, taken: Mutex::default(), next: std::sync::atomic::AtomicU64::default() }
    }

    /// A place for one more stream; the oldest of the account ends when there are too many.
    pub(super) fn take(self: &Arc<Self>, account: Uuid, over: CancellationToken) -> Place {
        let number = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = taken.entry(account).or_default();
        streams.push_back((number, over.clone()));
        while streams.len() > self.most {
            if let Some((_, oldest)) = streams.pop_front() {
                oldest.cancel();
            }
        }
        Place { places: Arc::clone(self), account, number, over }
    }

    fn give_up(&self, account: Uuid, number: u64) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(streams) = taken.get_mut(&account) {
            streams.retain(|(other, _)| *other != number);
            if streams.is_empty() {
                taken.remove(&account);
            }
        }
    }

    #[cfg(test)]
    pub(super) fn accounts(&self) -> usize {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.give_up(self.account, self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stream_wins_and_nothing_stays_behind() {
        let places = Arc::new(Places::new(2));
        let account = Uuid::from_u128(1);
        let take = || places.take(account, CancellationToken::new());
        let (first, second, other) =
            (take(), take(), places.take(Uuid::from_u128(2), CancellationToken::new()));
        assert!(!first.over.is_cancelled());
        let third = take();
        let over = [&first, &second, &third, &other].map(|place| place.over.is_cancelled());
        assert_eq!(over, [true, false, false, false]);
        drop((first, second, third, other));
        assert_eq!(places.accounts(), 0);
    }
}
