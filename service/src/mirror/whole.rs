//! A whole copy of the database, with which a generation of the mirror begins.
//!
//! The file of the database changes only when its log is emptied into it, which the mirror alone does; so it stands still
//! while it is copied, and with the log from its start it is the database. Writers go on meanwhile.
use super::{
    MirrorError,
    mark::{Mark, Marks},
    pieces::Writer,
    ship::{Core, PIECE, from_the_start, head_piece},
    sync_folder,
    wal::Head,
};
use std::{
    fs,
    os::unix::fs::{DirBuilderExt as _, FileExt as _},
    path::PathBuf,
    sync::atomic::Ordering,
};

/// The folder of generations.
const GENERATIONS: &str = "generations";
/// How the name of one ends that is not whole yet.
pub(super) const HALF: &str = "half";

/// Whether the database's own file cannot have changed between the two.
fn stood_still(before: &Head, after: &Head) -> bool {
    if before.salts == after.salts {
        before.backfilled == after.backfilled
    } else {
        before.backfilled == before.frames && after.backfilled == 0
    }
}

/// What a whole copy is made for.
#[derive(Clone, Debug)]
pub(super) enum Why {
    /// This generation has had its time, and goes when there is another.
    After(String),
    /// The log does not go on from the one there is, which is set aside: it may hold what this database has not.
    OtherLog,
    /// There is none, or it is to be set aside: a file `anew` says so.
    Anew,
}

impl Core {
    /// Makes a whole copy and goes on from there, unless another process has done so meanwhile.
    pub(super) fn copy_whole(&self, why: &Why) -> Result<Mark, MirrorError> {
        let _turn = self.lock_whole()?;
        if let Some(mark) = self.was_made(why)? {
            return Ok(mark);
        }
        self.sweep_halves();
        let mark = self.copy_into(&uuid::Uuid::now_v7().simple().to_string())?;
        match why {
            Why::After(succeeded) => {
                let _ = fs::remove_dir_all(self.folder.join(GENERATIONS).join(succeeded));
            }
            Why::Anew => {
                let _ = fs::remove_file(self.anew());
            }
            Why::OtherLog => {}
        }
        Ok(mark)
    }

    /// The file that asks for a new mirror.
    pub(super) fn anew(&self) -> PathBuf {
        self.folder.join("anew")
    }

    /// The mark of a copy that another process made while this one waited for its turn.
    fn was_made(&self, why: &Why) -> Result<Option<Mark>, MirrorError> {
        match why {
            Why::After(succeeded) => {
                let marks = Marks::read(&self.folder, &self.keys)?.ok_or(MirrorError::None)?;
                Ok((marks.newest.generation != *succeeded).then_some(marks.newest))
            }
            Why::OtherLog => match self.ship(false) {
                Ok(mark) => Ok(Some(mark)),
                Err(MirrorError::OtherLog) => Ok(None),
                Err(error) => Err(error),
            },
            Why::Anew if self.anew().exists() => Ok(None),
            Why::Anew => self.ship(false).map(Some),
        }
    }

    /// Copies that were broken off. Whoever has the turn has no other.
    fn sweep_halves(&self) {
        let found = fs::read_dir(self.folder.join(GENERATIONS)).into_iter().flatten().flatten();
        for half in
            found.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == HALF))
        {
            if let Err(error) = fs::remove_dir_all(&half) {
                tracing::warn!(%error, "half of a copy in the mirror cannot be removed");
            }
        }
    }

    fn copy_into(&self, generation: &str) -> Result<Mark, MirrorError> {
        // It has its name when it is whole.
        let half = format!("{generation}.{HALF}");
        let generations = self.folder.join(GENERATIONS);
        let folder = generations.join(&half);
        let mut builder = fs::DirBuilder::new();
        builder
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|error| MirrorError::file(&folder, error))?;
        let begun = self.now();
        let (before, stamp) = (self.live.head()?, self.live.stamp()?);
        let mut whole =
            Writer::create(&self.of_generation(&half, 0), &self.keys, &format!("{generation}|0"))?;
        let database = self.live.database()?;
        let failed = |error| MirrorError::file(&folder, error);
        let (mut at, size) = (0_u64, database.metadata().map_err(failed)?.len());
        let mut piece = vec![0; PIECE];
        while at < size {
            let length = usize::try_from(size - at).unwrap_or(PIECE).min(PIECE);
            database.read_exact_at(&mut piece[..length], at).map_err(failed)?;
            whole.push(&piece[..length])?;
            at += length as u64;
        }
        let whole = whole.sync()?;
        let _lock = self.lock()?;
        let counted = self.now();
        let head = self.live.head()?;
        if !stood_still(&before, &head) || self.live.stamp()? != stamp {
            return Err(MirrorError::NotStill);
        }
        let mut first =
            Writer::create(&self.of_generation(&half, 1), &self.keys, &format!("{generation}|1"))?;
        first.push(&head_piece(&whole))?;
        if head.frames > 0 {
            self.push_frames(&mut first, &from_the_start(), &head)?;
        }
        let end = first.sync()?;
        sync_folder(&folder)?;
        fs::rename(&folder, generations.join(generation)).map_err(failed)?;
        sync_folder(&generations)?;
        let number =
            Marks::read(&self.folder, &self.keys).ok().flatten().map_or(0, |marks| marks.newest.number);
        let mut mark = Mark {
            number,
            at: counted,
            identity: self.identity.load(Ordering::Relaxed),
            generation: generation.to_owned(),
            key: self.keys.current_id().to_owned(),
            begun,
            before: 0,
            segment: 1,
            bytes: 0,
            pieces: 0,
            tag: [0; 16],
            salts: head.salts,
            frames: head.frames,
            sum: head.sum,
            may_restart: head.backfilled == head.frames,
            stamp: Some(stamp),
        };
        mark.move_to(end);
        mark.create(&self.folder, &self.keys)?;
        Ok(mark)
    }
}
