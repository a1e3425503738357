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
    sync::atomic::Ordering,
};

/// Whether the database's own file cannot have changed between the two.
fn stood_still(before: &Head, after: &Head) -> bool {
    if before.salts == after.salts {
        before.backfilled == after.backfilled
    } else {
        before.backfilled == before.frames && after.backfilled == 0
    }
}

impl Core {
    /// Makes a whole copy and goes on from there. The generation before it goes if it is `succeeded`; else it is set
    /// aside, for it may hold what this database has not.
    pub(super) fn copy_whole(&self, succeeded: Option<&str>) -> Result<Mark, MirrorError> {
        let _turn = self.lock_whole()?;
        let generation = uuid::Uuid::now_v7().simple().to_string();
        let folder = self.folder.join("generations").join(&generation);
        let done = self.copy_into(&generation);
        if done.is_err() {
            // Half of a copy helps nobody; if it cannot be removed it is in nobody's way.
            let _ = fs::remove_dir_all(&folder);
        } else if let Some(succeeded) = succeeded {
            let _ = fs::remove_dir_all(self.folder.join("generations").join(succeeded));
        }
        done
    }

    fn copy_into(&self, generation: &str) -> Result<Mark, MirrorError> {
        let folder = self.folder.join("generations").join(generation);
        let mut builder = fs::DirBuilder::new();
        builder
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|error| MirrorError::file(&folder, error))?;
        let begun = self.now();
        let (before, stamp) = (self.live.head()?, self.live.stamp()?);
        let mut whole =
            Writer::create(&self.of_generation(generation, 0), &self.keys, &format!("{generation}|0"))?;
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
        let head = self.live.head()?;
        if !stood_still(&before, &head) || self.live.stamp()? != stamp {
            return Err(MirrorError::NotStill);
        }
        let mut first =
            Writer::create(&self.of_generation(generation, 1), &self.keys, &format!("{generation}|1"))?;
        first.push(&head_piece(&whole))?;
        if head.frames > 0 {
            self.push_frames(&mut first, &from_the_start(), &head)?;
        }
        let end = first.sync()?;
        sync_folder(&folder)?;
        sync_folder(&self.folder.join("generations"))?;
        let number =
            Marks::read(&self.folder, &self.keys).ok().flatten().map_or(0, |marks| marks.newest.number);
        let mut mark = Mark {
            number,
            at: self.now(),
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
