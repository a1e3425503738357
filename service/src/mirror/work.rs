//! The rounds of a mirror: copying, and beside it emptying the log, whole copies, and documents that were missed.
use super::{MirrorError, Mirrored, Round, TICK, mark::Mark, ship::Core, whole::Why};
use crate::clock::Millis;
use object_store::path::Path;
use rand::RngExt as _;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait as _,
};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, oneshot, watch},
    task::JoinHandle,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

/// A silent mirror is proven so often, in milliseconds.
const PROOF: Millis = 5_000;
/// One that failed is tried again after this, in milliseconds.
const AGAIN: Millis = 1_000;
/// A daily copy that failed is tried again after this, in milliseconds.
const COPY_AGAIN: Millis = 10 * 60 * 1000;
/// Putting the log into the database is tried so often at most, in milliseconds …
const EMPTY_AGAIN: Millis = 2_000;
/// … and so long nobody can write while what was written last is copied for it.
const NOBODY_WRITES: Duration = Duration::from_secs(2);
/// After that failed it is not tried for this time, in milliseconds.
const EMPTY_FAILED: Millis = 30_000;
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

/// The same, if it is done in time. What is not goes on behind, and harms nobody: it keeps the rules of copying.
async fn soon<T: Send + 'static>(
    core: &Arc<Core>,
    work: impl FnOnce(&Core) -> Result<T, MirrorError> + Send + 'static,
) -> Result<T, MirrorError> {
    timeout(NOBODY_WRITES, aside(core, work)).await.unwrap_or(Err(MirrorError::Silent))
}

/// What others want of a worker.
pub(super) struct Wishes {
    pub(super) knocks: Arc<AtomicU64>,
    pub(super) knock: Arc<Notify>,
    pub(super) doubt: Arc<AtomicBool>,
    /// This process lasts: it also empties the log, makes the daily copy and looks for what is missing.
    pub(super) keeps_house: Arc<AtomicBool>,
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
    following: Option<JoinHandle<()>>,
    tried: Millis,
    /// When a whole copy may be tried again, and when the log may be emptied.
    next_whole: Millis,
    next_empty: Millis,
}

impl Worker {
    pub(super) fn new(
        core: &Arc<Core>,
        documents: &Arc<Mirrored>,
        (holds, empties): (DatabaseConnection, DatabaseConnection),
        told: watch::Sender<Round>,
    ) -> Self {
        let (core, documents) = (Arc::clone(core), Arc::clone(documents));
        Self {
            core,
            documents,
            holds,
            empties,
            told,
            whole: None,
            following: None,
            tried: 0,
            next_whole: 0,
            next_empty: 0,
        }
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
                // What was removed before goes there too when the rows that say so are there.
                let gone = self.documents.take_gone();
                let outcome = self.round(prove).await;
                if prove || outcome.is_err() {
                    self.tried = now;
                }
                self.tell(upto, &before, &outcome);
                match outcome {
                    Ok(mark) => {
                        let keeps_house = wishes.keeps_house.load(Ordering::Relaxed);
                        if keeps_house {
                            self.keep_house(mark).await;
                        }
                        self.follow(gone, keeps_house);
                    }
                    Err(_) => self.documents.put_back(gone),
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
                aside(&self.core, |core| core.copy_whole(&Why::OtherLog)).await
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
        // A disk that does not take something is no reason to begin anew, whatever lies there.
        let is_broken = matches!(&error, MirrorError::File { source, .. } if source.kind() != std::io::ErrorKind::NotFound);
        let is_wanted = !is_broken && aside(&self.core, |core| Ok(core.anew().exists())).await?;
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
        // Should it be broken off: the next start sees that it was begun, though the database has its number then.
        aside(&self.core, |core| {
            let failed = |error| MirrorError::file(&core.folder, error);
            std::fs::create_dir_all(&core.folder).map_err(failed)?;
            if let Some(parent) = core.folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                super::sync_folder(parent)?;
            }
            std::fs::File::create(core.anew()).map_err(failed)?;
            super::sync_folder(&core.folder)
        })
        .await?;
        let identity = self.identify().await?;
        let mark = aside(&self.core, move |core| {
            core.identity.store(identity, Ordering::Relaxed);
            core.copy_whole(&Why::Anew)
        })
        .await;
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
        let now = self.core.now();
        if mark.frames >= FRAMES && !mark.may_restart && is_over(self.next_empty, now, EMPTY_FAILED) {
            self.next_empty = now + EMPTY_AGAIN;
            match self.empty().await {
                Ok(()) | Err(MirrorError::AtWork) => {}
                Err(error) => {
                    self.next_empty = now + EMPTY_FAILED;
                    tracing::warn!(%error, "the log of the database could not be put into it");
                }
            }
        }
        if let Some(whole) = self.whole.take_if(|whole| whole.is_finished())
            && let Ok(Err(error)) = whole.await
        {
            self.next_whole = now + COPY_AGAIN;
            if !matches!(error, MirrorError::AtWork) {
                tracing::warn!(%error, "no new whole copy of the database in the mirror; the one before goes on");
            }
        }
        let size = self.core.live.stamp().map_or(BYTES, |stamp| stamp.size().max(BYTES));
        // What is sealed by a former master key opens to nobody when that goes.
        let is_old = mark.key != self.core.keys.current_id() || !(0..AGE).contains(&(now - mark.begun));
        let is_wanted = mark.before + mark.bytes > size || is_old;
        if self.whole.is_none() && is_wanted && is_over(self.next_whole, now, COPY_AGAIN) {
            let core = Arc::clone(&self.core);
            self.whole = Some(tokio::spawn(async move {
                aside(&core, move |core| core.copy_whole(&Why::After(mark.generation))).await
            }));
        }
    }

    /// Documents follow what was acknowledged, in their own time; if all are to be looked at also those that were missed.
    fn follow(&mut self, gone: BTreeSet<Path>, looks: bool) {
        if self.following.as_ref().is_some_and(|following| !following.is_finished()) {
            return self.documents.put_back(gone);
        }
        if gone.is_empty() && !self.documents.has_new() && !(looks && self.documents.is_to_look()) {
            return;
        }
        let (core, documents) = (Arc::clone(&self.core), Arc::clone(&self.documents));
        self.following = Some(tokio::spawn(async move {
            documents.catch_up(looks).await;
            if gone.is_empty() {
                return;
            }
            // Whoever reads all of it finds what its rows name.
            match aside(&core, Core::lock_whole).await {
                Ok(_turn) => documents.remove(gone).await,
                Err(_) => documents.put_back(gone),
            }
        }));
    }

    /// Puts the log into the database, so that it begins anew: with SQLite's write lock, when all of it is copied.
    async fn empty(&self) -> Result<(), MirrorError> {
        let _turn = aside(&self.core, Core::lock_whole).await?;
        // Most of it, while others write.
        soon(&self.core, |core| core.ship(false)).await?;
        let nobody_writes = self
            .holds
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await?;
        let emptied = async {
            soon(&self.core, |core| core.ship(false)).await?;
            let asked =
                Statement::from_string(self.empties.get_database_backend(), "PRAGMA wal_checkpoint(PASSIVE)");
            self.empties.query_one_raw(asked).await?;
            // The mark says what the database's file is known by now, before anybody writes.
            soon(&self.core, |core| core.ship(false)).await.map(drop)
        };
        let emptied = emptied.await;
        nobody_writes.rollback().await?;
        emptied
    }
}

/// Whether a time has come that was set at most `longest` before: a clock that was put back must not stop it.
fn is_over(time: Millis, now: Millis, longest: Millis) -> bool {
    now >= time || now < time - longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_put_back_stops_nothing() {
        assert!(!is_over(1_000, 999, 500));
        assert!(is_over(1_000, 1_000, 500));
        assert!(is_over(1_000, 499, 500));
    }
}
