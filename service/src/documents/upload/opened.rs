//! Files that were added to just now, as they stand, so that the next part need not ask for its row and its key. What a
//! part is counted by is the row all the same: an old memory costs a question and never a byte.
use super::append::Arriving;
use crate::clock::Millis;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

/// So long after it was read a file is read again, however busy it is: its key is in no memory for longer.
const FRESH: Millis = 10 * 1000;
/// So many are remembered.
const AT_MOST: usize = 512;

/// Those of this process.
#[derive(Default)]
pub(crate) struct Opened(Mutex<HashMap<Uuid, Arriving>>);

impl Opened {
    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, Arriving>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// This file of this account, if it ends there. Whoever takes it has it alone.
    pub(super) fn take(&self, id: Uuid, account: Uuid, offset: u64, now: Millis) -> Option<Arriving> {
        let known = self.lock().remove(&id)?;
        let fits = known.account == account && known.received() == offset && is_fresh(&known, now);
        fits.then_some(known)
    }

    pub(super) fn put(&self, arriving: Arriving, now: Millis) {
        if arriving.missing() == 0 || !is_fresh(&arriving, now) {
            return;
        }
        let mut all = self.lock();
        if all.len() >= AT_MOST {
            all.retain(|_, known| is_fresh(known, now));
        }
        if all.len() < AT_MOST {
            all.insert(arriving.id, arriving);
        }
    }

    pub(super) fn forget(&self, id: Uuid) {
        self.lock().remove(&id);
    }
}

fn is_fresh(arriving: &Arriving, now: Millis) -> bool {
    (0..FRESH).contains(&(now - arriving.read_at))
}
