//! The rounds of a mirror: copying, and beside it emptying the log, whole copies, and documents that were missed.
use super::{
    MirrorError, Mirrored, Round, TICK,
    mark::Mark,
    ship::Core,
};
use crate::clock::Millis;
use rand::RngExt as _;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait as _,
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};
use tokio::{
    sync::{Notify, oneshot, watch},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

/// A silent mirror is proven so often, in milliseconds.
const PROOF: Millis = 5_000;
/// One that failed is tried again after this, in milliseconds.
const AGAIN: Millis = 1_000;
/// The log is put into the database when it has so many frames.
const FRAMES: u32 = 2_000;
/// A generation is followed by another when it has so many bytes beside the whole copy, if that is not larger …
const BYTES: u64 = 64 << 20;
/// … or is so old, in milliseconds: what was erased is gone from the mirror then.
const AGE: Millis = 24 * 60 * 60 * 1000;

/// Does `work` in a thread of its own: a disk that does not answer holds up nothing else, nor the end of the process.
async fn aside<T: Send + 'static>(
    core: &Arc<Core>,
    work: impl FnOnce(&Core) -> Result<T, MirrorError> + Send + 'static,
) -> Result<T, MirrorError> {
    let (tell, told) = oneshot::channel();
    let inner = Arc::clone(core);
    std::thread::Builder::new()
        .name("mirror".to_owned())
        .spawn(move || {
            let _ = tell.send(work(&inner));
        })
        .map_err(|error| MirrorError::file(&core.folder, error))?;
    told.await.unwrap_or(Err(MirrorError::Silent))
}

/// What others want of a worker.
pub(super) struct Wishes {
    pub(super) knocks: Arc<AtomicU64>,
    pub(super) knock: Arc<Notify>,
    pub(super) doubt: Arc<AtomicBool>,
    pub(super) stop: CancellationToken,
}

/// Does the rounds.
pub(super) struct Worker {
    core: Arc<Core>,
    documents: Arc<Mirrored>,
    /// Both stay open to the end of the process.
    holds: DatabaseConnection,
    empties: DatabaseConnection,
    told: watch::Sender<Round>,
    whole: Option<JoinHandle<Result<Mark, MirrorError>>>,
    catching_up: Option<JoinHandle<()>>,
    tried: Millis,
}

impl Worker {
    pub(super) fn new(
        core: &Arc<Core>,
        documents: &Arc<Mirrored>,
        (holds, empties): (DatabaseConnection, DatabaseConnection),
        told: watch::Sender<Round>,
    ) -> Self {
        let (core, documents) = (Arc::clone(core), Arc::clone(documents));
        Self { core, documents, holds, empties, told, whole: None, catching_up: None, tried: 0 }
    }

    /// Until it is stopped.
    pub(super) async fn run(mut self, wishes: Wishes) {
        loop {
            let upto = wishes.knocks.load(Ordering::SeqCst);
            let is_doubted = wishes.doubt.swap(false, Ordering::SeqCst);
            let before = self.told.borrow().clone();
            let now = self.core.now();
            let is_asked = upto > before.upto;
            let since = now - self.tried;
            // A clock that was put back must not stop it.
            let is_due = !(0..PROOF).contains(&since) || (before.failed.is_some() && since >= AGAIN);
            if is_asked || is_due || before.failed.is_none() {
                let prove = is_due || is_doubted || before.failed.is_some();
                let outcome = self.round(prove).await;
                if prove || outcome.is_err() {
                    self.tried = now;
                }
                self.tell(upto, &before, &outcome);
                if let Ok(mark) = outcome {
                    self.keep_house(mark).await;
                }
            }
            tokio::select! {
                () = wishes.stop.cancelled() => return,
                () = wishes.knock.notified() => {}
                () = tokio::time::sleep(TICK) => {}
            }
        }
    }

    fn tell(&self, upto: u64, before: &Round, outcome: &Result<Mark, MirrorError>) {
        let (good, failed) = match outcome {
            Ok(mark) => (Some(mark.at), None),
            Err(error) => (before.good, Some(error.to_string())),
        };
        let was = before.failed.as_ref().map(ToString::to_string);
        match (&failed, was) {
            (Some(error), was) if was.as_ref() != Some(error) => {
                tracing::error!(%error, "the mirror takes nothing: no receipts are given");
            }
            (None, Some(_)) => {
                tracing::warn!("the mirror takes everything again");
                self.documents.look_again();
            }
            _ => {}
        }
        self.told.send_replace(Round { upto, good, failed: outcome.as_ref().err().map(MirrorError::again) });
    }

    async fn round(&mut self, prove: bool) -> Result<Mark, MirrorError> {
        match aside(&self.core, move |core| core.ship(prove)).await {
            Err(MirrorError::OtherLog) => {
                tracing::warn!(
                    "the log does not go on where the mirror ends: a whole copy is made, the old one set aside"
                );
                aside(&self.core, |core| core.copy_whole(None)).await
            }
            Err(
                error @ (MirrorError::None
                | MirrorError::Empty
                | MirrorError::Another
                | MirrorError::Behind
                | MirrorError::Damaged(_)
                | MirrorError::File { .. }),
            ) => self.begin(error).await,
            outcome => outcome,
        }
    }

    /// The first copy of all, or one that somebody wants in spite of what is there.
    async fn begin(&self, error: MirrorError) -> Result<Mark, MirrorError> {
        let anew = self.core.folder.join("anew");
        let is_wanted = anew.exists();
        let is_first = self.core.identity.load(Ordering::Relaxed) == 0;
        let is_nothing = match &error {
            MirrorError::None => true,
            MirrorError::File { source, .. } => source.kind() == std::io::ErrorKind::NotFound,
            _ => false,
        };
        let may_begin = is_wanted || (is_first && is_nothing);
        if !may_begin {
            return Err(if matches!(error, MirrorError::None) { MirrorError::Empty } else { error });
        }
        let identity = self.identify().await?;
        let mark = aside(&self.core, move |core| {
            std::fs::create_dir_all(&core.folder).map_err(|error| MirrorError::file(&core.folder, error))?;
            core.identity.store(identity, Ordering::Relaxed);
            core.copy_whole(None)
        })
        .await;
        if mark.is_ok() && is_wanted {
            let _ = std::fs::remove_file(anew);
        }
        self.documents.look_again();
        mark
    }

    /// Gives the database what tells it from others, unless it has it.
    async fn identify(&self) -> Result<u32, MirrorError> {
        let known = super::identity(&self.holds).await?;
        if known != 0 {
            return Ok(known);
        }
        let number = rand::rng().random_range(1..=i32::MAX);
        self.holds.execute_unprepared(&format!("PRAGMA application_id = {number}")).await?;
        super::identity(&self.holds).await
    }

    /// What nobody waits for.
    async fn keep_house(&mut self, mark: Mark) {
        if mark.frames >= FRAMES
            && !mark.may_restart
            && let Err(error) = self.empty().await
            && !matches!(error, MirrorError::AtWork)
        {
            tracing::warn!(%error, "the log of the database could not be put into it");
        }
        if let Some(whole) = self.whole.take_if(|whole| whole.is_finished())
            && let Ok(Err(error)) = whole.await
        {
            tracing::warn!(%error, "no new whole copy of the database in the mirror; the one before goes on");
        }
        let size =
            self.core.live.database().and_then(|file| {
                file.metadata().map_err(|error| MirrorError::file(&self.core.folder, error))
            });
        let most = size.map_or(BYTES, |size| size.len().max(BYTES));
        // What is sealed by a former master key opens to nobody when that goes.
        let is_old =
            mark.key != self.core.keys.current_id() || !(0..AGE).contains(&(self.core.now() - mark.begun));
        if self.whole.is_none() && (mark.before + mark.bytes > most || is_old) {
            let core = Arc::clone(&self.core);
            self.whole = Some(tokio::spawn(async move {
                aside(&core, move |core| core.copy_whole(Some(&mark.generation))).await
            }));
        }
        if self.catching_up.as_ref().is_none_or(JoinHandle::is_finished) && self.documents.takes_look() {
            let documents = Arc::clone(&self.documents);
            self.catching_up = Some(tokio::spawn(async move { documents.catch_up().await }));
        }
        self.documents.remove_gone().await;
    }

    /// Puts the log into the database, so that it begins anew: with SQLite's write lock, when all of it is copied.
    async fn empty(&self) -> Result<(), MirrorError> {
        let _turn = aside(&self.core, Core::lock_whole).await?;
        let nobody_writes = self
            .holds
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await?;
        let emptied = async {
            aside(&self.core, |core| core.ship(false)).await?;
            let asked =
                Statement::from_string(self.empties.get_database_backend(), "PRAGMA wal_checkpoint(PASSIVE)");
            self.empties.query_one_raw(asked).await?;
            // The mark says what the database's file is known by now, before anybody writes.
            aside(&self.core, |core| core.ship(false)).await.map(drop)
        };
        let emptied = emptied.await;
        nobody_writes.rollback().await?;
        emptied
    }
}
