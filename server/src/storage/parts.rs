//! Parts of files on their way, in a folder. Making a file for each part, and giving it its name, costs more than the
//! part; so each process adds the parts of one file on its way to one file of its own, one frame behind the other.
//!
//! A frame is on the disk before its part is said to be stored, and with it all before it. What a process that was
//! killed left half-written is behind everything that was said to be stored, and no other process ever writes there.
use std::{
    collections::{HashMap, HashSet},
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use bytes::Bytes;
use object_store::PutPayload;
use uuid::Uuid;

/// Where parts lie in the store.
const FOLDER: &str = "unggah";
/// How a file of frames is called.
const ENDING: &str = "parts";
/// Before each part: its id, its size, what it is, and room.
const HEAD: usize = 32;
/// There is a part.
const PRESENT: u8 = 1;
/// There was one.
const GONE: u8 = 2;
/// So long after the last part one more is added to the same file. Sweeps look at what is days old only.
const GOES_ON: Duration = Duration::from_hours(1);
/// So many files are gone on with.
const AT_MOST: usize = 4096;

/// Which part, of which file on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    upload: Uuid,
    part: Uuid,
}

impl Place {
    /// What the store's name for it says.
    pub(super) fn of(location: &object_store::path::Path) -> Option<Self> {
        let mut names = location.parts();
        let (folder, upload, part) = (names.next()?, names.next()?, names.next()?);
        if folder.as_ref() != FOLDER || names.next().is_some() {
            return None;
        }
        Some(Self { upload: upload.as_ref().parse().ok()?, part: part.as_ref().parse().ok()? })
    }
}

/// A part where it lies.
#[derive(Debug)]
pub(super) struct Found {
    file: PathBuf,
    pub(super) part: Uuid,
    pub(super) size: u64,
    at: u64,
    is_gone: bool,
    pub(super) modified: SystemTime,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Parts {
    root: PathBuf,
    ours: Mutex<Ours>,
}

/// What this process writes.
#[derive(Debug, Default)]
struct Ours {
    /// Where the next part of a file on its way goes.
    ends: HashMap<Uuid, End>,
    /// Files that somebody writes just now.
    written: HashSet<PathBuf>,
}

#[derive(Debug)]
struct End {
    file: PathBuf,
    at: u64,
    used: Instant,
}

impl Parts {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), ours: Mutex::default() }
    }

    fn ours(&self) -> MutexGuard<'_, Ours> {
        self.ours.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder(&self, upload: Uuid) -> PathBuf {
        self.root.join(FOLDER).join(upload.to_string())
    }

    /// Stores a part; it is on the disk when this returns.
    pub(super) fn add(&self, place: Place, bytes: &PutPayload) -> io::Result<()> {
        match self.add_once(place, bytes) {
            // Another server has deleted what was there.
            Err(error) if error.kind() == ErrorKind::NotFound => self.add_once(place, bytes),
            done => done,
        }
    }

    fn add_once(&self, place: Place, bytes: &PutPayload) -> io::Result<()> {
        let end = self.take(place.upload);
        let file = end.file.clone();
        let written = self.write(end, place, bytes);
        let mut ours = self.ours();
        ours.written.remove(&file);
        // Behind a part that failed nothing is written: the next one gets a new file.
        let end = written?;
        if ours.ends.len() >= AT_MOST {
            ours.ends.clear();
        }
        ours.ends.insert(place.upload, end);
        Ok(())
    }

    /// Whoever takes it has it alone; another one at the same moment writes a new file.
    fn take(&self, upload: Uuid) -> End {
        let mut ours = self.ours();
        let known = ours.ends.remove(&upload).filter(|end| end.used.elapsed() < GOES_ON);
        let end = known.unwrap_or_else(|| {
            let file = self.folder(upload).join(format!("{}.{ENDING}", Uuid::now_v7()));
            End { file, at: 0, used: Instant::now() }
        });
        ours.written.insert(end.file.clone());
        end
    }

    fn write(&self, mut end: End, place: Place, bytes: &PutPayload) -> io::Result<End> {
        let is_new = end.at == 0;
        let mut file = if is_new {
            self.make(place.upload, &end.file)?
        } else {
            OpenOptions::new().write(true).open(&end.file)?
        };
        file.seek(SeekFrom::Start(end.at))?;
        let size = u64::try_from(bytes.content_length()).unwrap_or(u64::MAX);
        file.write_all(&head(place.part, size))?;
        for piece in bytes {
            file.write_all(piece)?;
        }
        file.sync_data()?;
        if is_new {
            sync_folder(&self.folder(place.upload))?;
        }
        end.at += length(HEAD) + size;
        end.used = Instant::now();
        Ok(end)
    }

    /// A new file; its folder is made if need be, and is on the disk.
    fn make(&self, upload: Uuid, file: &Path) -> io::Result<File> {
        let new = || OpenOptions::new().write(true).create_new(true).open(file);
        match new() {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            made => return made,
        }
        let all = self.root.join(FOLDER);
        fs::create_dir_all(self.folder(upload))?;
        sync_folder(&all)?;
        sync_folder(&self.root)?;
        new()
    }

    /// Where a part lies, if it lies in a file of frames.
    pub(super) fn find(&self, place: Place) -> io::Result<Option<Found>> {
        for file in files_of(&self.folder(place.upload))? {
            let found = parts_of(&file)?.into_iter().find(|found| found.part == place.part && !found.is_gone);
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The parts in one file of frames.
    pub(super) fn in_file(&self, location: &object_store::path::Path) -> io::Result<Vec<Found>> {
        let mut found = parts_of(&self.root.join(location.as_ref()))?;
        found.retain(|found| !found.is_gone);
        Ok(found)
    }

    /// Whether there was one. The last one takes its file along.
    pub(super) fn remove(&self, place: Place) -> io::Result<bool> {
        let Some(found) = self.find(place)? else { return Ok(false) };
        // Nobody begins to write the file while it is decided whether it goes.
        let mut ours = self.ours();
        let mut file = OpenOptions::new().write(true).open(&found.file)?;
        file.seek(SeekFrom::Start(found.at + 24))?;
        file.write_all(&[GONE])?;
        let is_empty = parts_of(&found.file)?.iter().all(|found| found.is_gone);
        if is_empty && !ours.written.contains(&found.file) {
            ours.ends.retain(|_, end| end.file != found.file);
            fs::remove_file(&found.file)?;
            // Only if nothing else is there.
            let _ = fs::remove_dir(self.folder(place.upload));
        }
        Ok(true)
    }
}

impl Found {
    pub(super) fn read(&self) -> io::Result<Bytes> {
        let mut file = File::open(&self.file)?;
        file.seek(SeekFrom::Start(self.at + length(HEAD)))?;
        let mut bytes = vec![0; usize::try_from(self.size).map_err(io::Error::other)?];
        file.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// Whether this is a file of frames.
pub(super) fn is_frames(location: &object_store::path::Path) -> bool {
    location.extension() == Some(ENDING)
        && location.parts().next().is_some_and(|name| name.as_ref() == FOLDER)
}

fn head(part: Uuid, size: u64) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..16].copy_from_slice(part.as_bytes());
    head[16..24].copy_from_slice(&size.to_le_bytes());
    head[24] = PRESENT;
    head
}

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn files_of(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed?,
    };
    let files = listed.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    Ok(files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == ENDING)).collect())
}

/// All whole frames, up to the first that is none. A file that has gone meanwhile has none.
fn parts_of(path: &Path) -> io::Result<Vec<Found>> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        opened => opened?,
    };
    let about = file.metadata()?;
    let (mut found, mut at, modified) = (Vec::new(), 0, about.modified()?);
    while at + length(HEAD) <= about.len() {
        let mut head = [0; HEAD];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut head)?;
        let [part, size] = [&head[..16], &head[16..24]];
        let size = size.try_into().map_or(u64::MAX, u64::from_le_bytes);
        let end = at.checked_add(length(HEAD)).and_then(|begin| begin.checked_add(size));
        let is_frame = matches!(head[24], PRESENT | GONE);
        let Some(end) = end.filter(|end| is_frame && *end <= about.len()) else { break };
        let part = Uuid::from_slice(part).map_err(io::Error::other)?;
        found.push(Found { file: path.to_owned(), part, size, at, is_gone: head[24] == GONE, modified });
        at = end;
    }
    Ok(found)
}
