//! The files of the running database, read beside SQLite.
//!
//! SQLite's locks belong to the process: whenever it closes any handle of the database or of its index, they are gone for
//! all. So a handle of these two, once opened, stays open until the process ends. The log itself carries no locks.
use super::{
    MirrorError,
    wal::{HEADER, Head, INDEX, Run},
};
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
