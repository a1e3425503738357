//! A second copy that is acknowledged before a receipt is given: the strict mode of SQLite (`KK_MIRROR_DIR`).
//!
//! ```text
//! mark                          up to where everything is in the mirror, written last, before any receipt
//! generations/{name}/000000     a whole copy of the database's file
//! generations/{name}/000001 …   what was committed since: frames of its write-ahead log, as SQLite wrote them
//! documents/{key}               documents, as they lie in the portal's own store
//! lock, whole.lock              who copies; who makes a whole copy or empties the log
//! ```
//!
//! Everything but documents, which are sealed already, is sealed in pieces that are chained to each other (`pieces.rs`).
//!
//! *Who may do what.* Any process of the installation may write to the database. Whoever has `lock` copies, going on
//! from the mark, which it reads each time. Nobody but the mirror puts the log into the database (`wal_autocheckpoint=0`,
//! and each process keeps a connection to its end, since SQLite empties the log when the last one is closed): under
//! `whole.lock` and SQLite's own write lock, when all of the log is in the mirror. So the log never begins anew over
//! something that was not copied, and the file stands still while it is copied whole. The mark says what the file is known
//! by: where it is another (somebody wrote without the mode), a whole copy is made, and what was there before is set aside.
//!
//! *When.* What answers a citizen with a receipt waits ([`Mirror::settled`]); many who wait at once wait for one writing.
//! All else follows within [`TICK`].
mod acknowledge;
mod documents;
mod error;
mod live;
mod mark;
mod pieces;
mod prove;
mod restore;
mod ship;
mod wal;
mod whole;
mod work;

pub use error::MirrorError;
pub use prove::{MirrorProof, prove_empty, restore_mirrored_documents};
pub use restore::{Held, Replayed, hold_mirror, replay_mirror};

use acknowledge::MirrorStanding;
use documents::{Mirrored, document_store};

use crate::{
    Clock, Keys,
    clock::{Millis, moment},
    db,
};
use object_store::ObjectStore;
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use ship::Core;
use std::{
    fs::File,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, watch},
    time::timeout,
};
use tokio_util::sync::{CancellationToken, DropGuard};

/// What nobody waits for is copied within this.
const TICK: Duration = Duration::from_millis(250);
/// So long a receipt waits for the mirror.
const PATIENCE: Duration = Duration::from_secs(8);
/// So long a start waits until it is known how the mirror stands; a whole copy may take longer and goes on.
const START: Duration = Duration::from_secs(30);
/// A mirror that took something so short ago need not be tried before sending.
const TRUSTED: Duration = Duration::from_secs(2);

/// How the last round ended.
#[derive(Clone, Debug)]
struct Round {
    /// Everybody who knocked before this was served.
    upto: u64,
    /// When the mirror last took something, in milliseconds.
    good: Option<Millis>,
    /// What failed, if anything.
    failed: Option<Arc<MirrorError>>,
}

/// The mirror of one database, as one process keeps it.
pub(crate) struct Mirror {
    core: Arc<Core>,
    documents: Arc<Mirrored>,
    knocks: Arc<AtomicU64>,
    knock: Arc<Notify>,
    /// Somebody wants to know that the mirror takes something, even if there is nothing new.
    doubt: Arc<AtomicBool>,
    keeps_house: Arc<AtomicBool>,
    rounds: watch::Receiver<Round>,
    _stop: DropGuard,
}

impl Mirror {
    /// Begins to keep it. A mirror that does not answer is no reason not to serve: no receipts are given meanwhile.
    ///
    /// # Errors
    /// When what is in the mirror might be lost by going on.
    pub(crate) async fn open(
        folder: &Path,
        database_url: &str,
        keys: Arc<Keys>,
        clock: Arc<dyn Clock>,
        store: Arc<dyn ObjectStore>,
    ) -> Result<Self, MirrorError> {
        let path = database_url.trim_start_matches("sqlite:").trim_start_matches("//");
        let path = path.split('?').next().unwrap_or(path);
        let core = Arc::new(Core::new(folder, Path::new(path), keys, clock));
        let connections = (db::lasting(database_url).await?, db::lasting(database_url).await?);
        core.identity.store(identity(&connections.0).await?, Ordering::Relaxed);
        let documents = Arc::new(Mirrored::new(store, folder));
        let (told, mut rounds) = watch::channel(Round { upto: 0, good: None, failed: None });
        let (knocks, knock) = (Arc::new(AtomicU64::new(1)), Arc::new(Notify::new()));
        let (doubt, keeps_house) = (Arc::default(), Arc::default());
        let stop = CancellationToken::new();
        let wishes = work::Wishes {
            knocks: Arc::clone(&knocks),
            knock: Arc::clone(&knock),
            doubt: Arc::clone(&doubt),
            keeps_house: Arc::clone(&keeps_house),
            stop: stop.clone(),
        };
        tokio::spawn(work::Worker::new(&core, &documents, connections, told).run(wishes));
        if let Ok(Ok(round)) = timeout(START, rounds.wait_for(|round| round.upto > 0)).await {
            match round.failed.as_deref() {
                Some(MirrorError::Another) => return Err(MirrorError::Another),
                Some(MirrorError::Behind) => return Err(MirrorError::Behind),
                // Told by the worker; no receipts are given until it is well again.
                Some(_) | None => {}
            }
        } else {
            tracing::error!("the mirror does not answer: no receipts are given until it does");
        }
        Ok(Self { core, documents, knocks, knock, doubt, keeps_house, rounds, _stop: stop.drop_guard() })
    }

    /// The store of documents that also keeps the mirror's.
    pub(crate) fn store(&self) -> Arc<dyn ObjectStore> {
        Arc::clone(&self.documents) as Arc<dyn ObjectStore>
    }

    /// This process lasts, as no command does: it also does what nobody waits for.
    pub(crate) fn keep_house(&self) {
        self.keeps_house.store(true, Ordering::Relaxed);
    }

    /// Until all that was committed before this call is in the mirror.
    ///
    /// # Errors
    /// When that is not so in time: then nothing may be acknowledged.
    pub(crate) async fn settled(&self) -> Result<(), Arc<MirrorError>> {
        let ticket = self.knocks.fetch_add(1, Ordering::SeqCst) + 1;
        self.knock.notify_one();
        let mut rounds = self.rounds.clone();
        match timeout(PATIENCE, rounds.wait_for(|round| round.upto >= ticket)).await {
            Ok(Ok(round)) => round.failed.clone().map_or(Ok(()), Err),
            _ => Err(Arc::new(MirrorError::Silent)),
        }
    }

    /// Whether the mirror takes what is about to be written, and these documents are there: asked before anything is.
    ///
    /// # Errors
    /// When it does not.
    pub(crate) async fn ready(&self, documents: &[String]) -> Result<(), Arc<MirrorError>> {
        let now = self.core.now();
        let recent = now - i64::try_from(TRUSTED.as_millis()).unwrap_or(0);
        let is_trusted = {
            let round = self.rounds.borrow();
            round.failed.is_none() && round.good.is_some_and(|good| good > recent && good <= now)
        };
        if !is_trusted {
            self.doubt.store(true, Ordering::SeqCst);
            self.settled().await?;
        }
        let hold = async {
            for key in documents {
                self.documents.hold(&key.as_str().into()).await?;
            }
            Ok::<(), object_store::Error>(())
        };
        match timeout(PATIENCE, hold).await {
            Ok(held) => held.map_err(|error| Arc::new(error.into())),
            Err(_) => Err(Arc::new(MirrorError::Silent)),
        }
    }

    /// How it stands. One that has not answered at all since the start, which waited for it, takes nothing.
    fn standing(&self) -> MirrorStanding {
        let round = self.rounds.borrow();
        MirrorStanding { good: round.good.map(moment), failed: round.failed.is_some() || round.upto == 0 }
    }
}

/// What tells this database from all others: a number in its header, which copies keep.
async fn identity(connection: &DatabaseConnection) -> Result<u32, MirrorError> {
    let asked = sea_orm::Statement::from_string(connection.get_database_backend(), "PRAGMA application_id");
    let row = connection.query_one_raw(asked).await?;
    let number: i32 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u32::from_ne_bytes(number.to_ne_bytes()))
}

/// Until what was made in a folder would be found again after a power cut.
fn sync_folder(folder: &Path) -> Result<(), MirrorError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| MirrorError::file(folder, error))
}
