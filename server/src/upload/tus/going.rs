//! Which files bytes are coming in for, in this process. Whoever asks anew about one of them has lost the old
//! connection: that one gets a moment to bring what is still on its way, so that it is not sent twice.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// So long a new connection waits for the old one. After that it just begins; no byte counts twice all the same.
const PATIENCE: Duration = Duration::from_secs(3);

/// All of them.
#[derive(Clone, Debug, Default)]
pub(in crate::upload) struct Going(Arc<Mutex<HashMap<Uuid, Connection>>>);

#[derive(Clone, Debug)]
struct Connection {
    /// Somebody else waits.
    wanted: CancellationToken,
    over: CancellationToken,
}

/// One connection that brings bytes, until this is dropped.
#[derive(Debug)]
pub(super) struct Bringing {
    id: Uuid,
    going: Going,
    connection: Connection,
}

impl Going {
    /// Waits until nothing more comes by an older connection.
    pub(super) async fn settle(&self, id: Uuid) {
        let old = self.with(|all| all.get(&id).cloned());
        if let Some(old) = old {
            old.wanted.cancel();
            // Late or not: the database decides what counts.
            let _ = tokio::time::timeout(PATIENCE, old.over.cancelled()).await;
        }
    }

    /// This connection brings bytes from now on.
    pub(super) fn bring(&self, id: Uuid) -> Bringing {
        let connection = Connection { wanted: CancellationToken::new(), over: CancellationToken::new() };
        self.with(|all| all.insert(id, connection.clone()));
        Bringing { id, going: self.clone(), connection }
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<Uuid, Connection>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Bringing {
    /// Somebody else waits for this to end.
    pub(super) fn wanted(&self) -> &CancellationToken {
        &self.connection.wanted
    }
}

impl Drop for Bringing {
    fn drop(&mut self) {
        self.connection.over.cancel();
        self.going.with(|all| {
            // A newer one may have taken the place.
            if all.get(&self.id).is_some_and(|known| known.over.is_cancelled()) {
                all.remove(&self.id);
            }
        });
    }
}
