//! The files of the running database, read beside SQLite.
//!
//! SQLite's locks belong to the process: whenever it closes any handle of the database or of its index, they are gone for
//! all. So a handle of these two, once opened, stays open until the process ends. The log itself carries no locks.
use super::{
    MirrorError,
    wal::{HEADER, Head, INDEX, Run},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::File,
    os::unix::fs::{FileExt as _, MetadataExt as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// By device and number of the file.
static KEPT: Mutex<BTreeMap<(u64, u64), &'static File>> = Mutex::new(BTreeMap::new());
/// The index is being written for a moment only, and so is a database that recovers.
const TRIES: u32 = 400;
const PAUSE: Duration = Duration::from_millis(5);
/// Where in the database's header its change counter is.
const CHANGES: u64 = 24;

fn kept(path: &Path) -> Result<&'static File, MirrorError> {
    let failed = |error| MirrorError::file(path, error);
    let found = std::fs::metadata(path).map_err(failed)?;
    let mut files = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = files.get(&(found.dev(), found.ino())) {
        return Ok(file);
    }
    let file: &'static File = Box::leak(Box::new(File::open(path).map_err(failed)?));
    let opened = file.metadata().map_err(failed)?;
    files.insert((opened.dev(), opened.ino()), file);
    Ok(file)
}

/// What the database's own file is known by. It changes only when a log is put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Bytes.
    size: u64,
    /// When it was last written to, in nanoseconds.
    written: i128,
    /// The change counter of its header. SQLite counts only what touches the first page, but never backwards.
    changes: u32,
}

impl Stamp {
    /// Bytes.
    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// Whether this is certainly a state before that one.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        // The counter begins again after its last number.
        let ahead = other.changes.wrapping_sub(self.changes);
        ahead > 0 && ahead < u32::MAX / 2
    }
}

/// Files of a database.
#[derive(Clone, Debug)]
pub(super) struct Live {
    database: PathBuf,
    log: PathBuf,
    index: PathBuf,
}

impl Live {
    pub(super) fn new(database: &Path) -> Self {
        let beside = |end: &str| {
            let mut name = database.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        };
        Self { database: database.to_owned(), log: beside("-wal"), index: beside("-shm") }
    }

    /// The database itself, without its log.
    pub(super) fn database(&self) -> Result<&'static File, MirrorError> {
        kept(&self.database)
    }

    /// What its file is known by at this moment.
    pub(super) fn stamp(&self) -> Result<Stamp, MirrorError> {
        let file = self.database()?;
        let failed = |error| MirrorError::file(&self.database, error);
        let mut changes = [0; 4];
        // An empty file has no header yet.
        let found = file.metadata().map_err(failed)?;
        if found.len() >= CHANGES + 4 {
            file.read_exact_at(&mut changes, CHANGES).map_err(failed)?;
        }
        let written = i128::from(found.mtime()) * 1_000_000_000 + i128::from(found.mtime_nsec());
        Ok(Stamp { size: found.len(), written, changes: u32::from_be_bytes(changes) })
    }

    /// How far the log is committed at this moment.
    pub(super) fn head(&self) -> Result<Head, MirrorError> {
        let file = kept(&self.index)?;
        let mut index = [0; INDEX];
        for _ in 0..TRIES {
            file.read_exact_at(&mut index, 0).map_err(|error| MirrorError::file(&self.index, error))?;
            if let Some(head) = Head::read(&index) {
                return Ok(head);
            }
            std::thread::sleep(PAUSE);
        }
        Err(MirrorError::NoIndex)
    }

    /// The log, to be read from.
    pub(super) fn log(&self) -> Result<(File, Run), MirrorError> {
        let failed = |error| MirrorError::file(&self.log, error);
        let file = File::open(&self.log).map_err(failed)?;
        let mut header = [0; HEADER];
        file.read_exact_at(&mut header, 0).map_err(failed)?;
        let run = Run::read(&header).ok_or(MirrorError::OtherLog)?;
        Ok((file, run))
    }

    /// Frames of the log, as they lie there.
    pub(super) fn frames(
        &self,
        log: &File,
        run: &Run,
        first: u32,
        count: u32,
    ) -> Result<Vec<u8>, MirrorError> {
        let size = run.frame() * usize::try_from(count).unwrap_or(0);
        let mut frames = vec![0; size];
        log.read_exact_at(&mut frames, run.place(first))
            .map_err(|error| MirrorError::file(&self.log, error))?;
        Ok(frames)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Of a database that was changed so often.
    pub(in crate::mirror) fn stamp(changes: u32) -> Stamp {
        Stamp { size: 4096, written: i128::from(changes), changes }
    }

    #[test]
    fn of_two_states_the_one_with_fewer_changes_came_before() {
        assert!(stamp(3).is_before(&stamp(4)));
        assert!(stamp(u32::MAX).is_before(&stamp(2)), "it begins again");
        assert!(!stamp(4).is_before(&stamp(4)));
        assert!(!stamp(5).is_before(&stamp(4)));
    }
}
