//! Files that were added to just now, as they stand and by whom, so that the next part need not ask for its row, its key
//! and its sender. What a part is counted by is the rows all the same: an old memory costs a question and never a byte.
use super::append::Arriving;
use crate::{Actor, clock::Millis};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

/// So long after it was read a file is read again, however busy it is; what is older is forgotten with the next part.
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

    /// Who sends this file by this session.
    pub(super) fn sender_of(&self, id: Uuid, session: &[u8], now: Millis) -> Option<Actor> {
        let all = self.lock();
        let known = all.get(&id).filter(|known| is_fresh(known, now))?;
        known.sender.as_ref().filter(|sender| sender.session == session).map(|sender| sender.actor.clone())
    }

    pub(super) fn put(&self, arriving: Arriving, now: Millis) {
        if arriving.missing() == 0 || !is_fresh(&arriving, now) {
            return;
        }
        let mut all = self.lock();
        all.retain(|_, known| is_fresh(known, now));
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
