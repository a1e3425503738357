//! Copies what the log has more than the mirror: under a lock in the mirror's folder, so that of several processes one at
//! a time does it, each going on from the mark.
use super::{
    MirrorError,
    live::{Live, Stamp},
    mark::{Mark, Marks},
    pieces::{End, Writer},
    sync_folder,
    wal::{Head, Run, Sum, follows},
};
use crate::{
    Clock, Keys,
    clock::{Millis, millis},
};
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

/// A segment is followed by the next one when it is so long.
const SEGMENT: u64 = 16 << 20;
/// Bytes of a piece, about.
pub(super) const PIECE: usize = 1 << 20;

/// Where everything is.
pub(crate) struct Core {
    pub(super) folder: PathBuf,
    pub(super) live: Live,
    pub(super) keys: Arc<Keys>,
    pub(super) clock: Arc<dyn Clock>,
    /// Which database it is; 0 until it has a mirror.
    pub(super) identity: AtomicU32,
    /// Writing failed: what is in the newest segment behind its end is not to be trusted.
    unsure: AtomicBool,
    /// The newest mark may be one that was read back from memory and never came to the disk.
    unmarked: AtomicBool,
}

/// Where the log goes on.
pub(super) struct Since {
    /// The last frame that is there.
    frame: u32,
    /// Its checksum; of a new run that before its first frame.
    sum: Option<Sum>,
}

impl Core {
    pub(super) fn new(folder: &Path, database: &Path, keys: Arc<Keys>, clock: Arc<dyn Clock>) -> Self {
        Self {
            folder: folder.to_owned(),
            live: Live::new(database),
            keys,
            clock,
            identity: AtomicU32::new(0),
            unsure: AtomicBool::new(false),
            unmarked: AtomicBool::new(false),
        }
    }

    pub(super) fn now(&self) -> Millis {
        millis(self.clock.now())
    }

    /// Waits for the lock of copying.
    pub(super) fn lock(&self) -> Result<File, MirrorError> {
        let path = self.folder.join("lock");
        let failed = |error| MirrorError::file(&path, error);
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(file)
    }

    /// The lock of whole copies and of emptying the log, if nobody has it.
    pub(super) fn lock_whole(&self) -> Result<File, MirrorError> {
        let path = self.folder.join("whole.lock");
        let failed = |error| MirrorError::file(&path, error);
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(MirrorError::AtWork),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    pub(super) fn of_generation(&self, generation: &str, file: u32) -> PathBuf {
        path(&self.folder, generation, file)
    }

    /// Copies everything that is committed at this moment; answers the mark that says so. If it is to `prove` the mirror
    /// the mark is written though there is nothing new.
    pub(super) fn ship(&self, prove: bool) -> Result<Mark, MirrorError> {
        if !super::mark::file(&self.folder).exists() {
            std::fs::read_dir(&self.folder).map_err(|error| MirrorError::file(&self.folder, error))?;
            return Err(MirrorError::None);
        }
        let _lock = self.lock()?;
        let marks = Marks::read(&self.folder, &self.keys)?.ok_or(MirrorError::None)?;
        if marks.newest.identity != self.identity.load(Ordering::Relaxed) {
            return Err(MirrorError::Another);
        }
        // What is committed after this moment may not be counted: the disk may take its time before the mark is written.
        let at = self.now();
        let head = self.live.head()?;
        let stamp = self.live.stamp()?;
        let from = goes_on(&marks.newest, &head, &stamp)?;
        let mut mark = marks.newest.clone();
        if let Some(from) = from {
            self.unsure_until(|| self.add(&mut mark, &from, &head))?;
            mark.may_restart = false;
        }
        // All that the mark counts lies in the database, which is like this since.
        if head.frames > 0 && head.backfilled == head.frames && self.live.head()? == head {
            (mark.may_restart, mark.stamp) = (true, Some(stamp));
        }
        if prove || mark != marks.newest || self.unmarked.load(Ordering::Relaxed) {
            mark.at = at;
            self.unmarked.store(true, Ordering::Relaxed);
            self.unsure_until(|| mark.write(&self.folder, &self.keys, marks.older))?;
            self.unmarked.store(false, Ordering::Relaxed);
            // Asked for in vain: it would bury this mirror under the next database that does not fit.
            if prove && std::fs::remove_file(self.anew()).is_ok() {
                tracing::warn!("the file `anew` was removed: the mirror goes on without a new copy");
            }
        }
        Ok(mark)
    }

    /// What fails in the middle is not gone on with.
    fn unsure_until<T>(&self, work: impl FnOnce() -> Result<T, MirrorError>) -> Result<T, MirrorError> {
        let done = work();
        if done.is_err() {
            self.unsure.store(true, Ordering::Relaxed);
        }
        done
    }

    fn add(&self, mark: &mut Mark, from: &Since, head: &Head) -> Result<(), MirrorError> {
        let at = |number| self.of_generation(&mark.generation, number);
        let name = |number: u32| format!("{}|{number}", mark.generation);
        let is_new = self.unsure.load(Ordering::Relaxed) || mark.bytes > SEGMENT;
        let mut writer = if is_new {
            let mut writer = Writer::create(&at(mark.segment + 1), &self.keys, &name(mark.segment + 1))?;
            writer.push(&head_piece(&mark.end()))?;
            writer
        } else {
            Writer::resume(&at(mark.segment), &self.keys, &name(mark.segment), mark.end())?
        };
        self.push_frames(&mut writer, from, head)?;
        let end = writer.sync()?;
        if is_new {
            sync_folder(&self.folder.join("generations").join(&mark.generation))?;
            mark.before += mark.bytes;
            mark.segment += 1;
            self.unsure.store(false, Ordering::Relaxed);
        }
        mark.move_to(end);
        (mark.salts, mark.frames, mark.sum) = (head.salts, head.frames, head.sum);
        Ok(())
    }

    /// All frames after `from` up to `head`, proven by their checksums.
    pub(super) fn push_frames(
        &self,
        writer: &mut Writer,
        from: &Since,
        head: &Head,
    ) -> Result<(), MirrorError> {
        // A log that began anew meanwhile is looked at again.
        let unless_anew = |error| match self.live.head() {
            Ok(now) if now.salts == head.salts => error,
            _ => MirrorError::NotStill,
        };
        let (log, run) = self.live.log().map_err(unless_anew)?;
        if run.salts != head.salts {
            return Err(unless_anew(MirrorError::OtherLog));
        }
        let most = u32::try_from(PIECE / run.frame()).unwrap_or(1).max(1);
        let (mut frame, mut sum) = (from.frame, from.sum.unwrap_or(run.sum));
        while frame < head.frames {
            let count = most.min(head.frames - frame);
            let frames = self.live.frames(&log, &run, frame + 1, count)?;
            let after = run.after(&frames, sum).ok_or_else(|| unless_anew(MirrorError::Behind))?;
            let first = FramesHead { run, first: frame + 1, sum };
            writer.push(&[first.written().as_slice(), &frames].concat())?;
            (frame, sum) = (frame + count, after);
        }
        if sum == head.sum { Ok(()) } else { Err(unless_anew(MirrorError::Behind)) }
    }
}

/// A file of a generation: 0 is the whole copy, the others follow.
pub(super) fn path(folder: &Path, generation: &str, file: u32) -> PathBuf {
    folder.join("generations").join(generation).join(format!("{file:06}"))
}

/// From the beginning of the log.
pub(super) const fn from_the_start() -> Since {
    Since { frame: 0, sum: None }
}

/// Whether and where the log has more than the mark counts. A frame proves by its checksum that it comes after the one
/// before it. The first frame of a run comes after nothing: it goes on from the mirror only if the database's file is what
/// it was when the mark's own frames, and nothing else, had been put into it.
fn goes_on(mark: &Mark, head: &Head, stamp: &Stamp) -> Result<Option<Since>, MirrorError> {
    let is_in_database = mark.frames == 0 || mark.may_restart;
    let is_next = mark.frames == 0 || follows(mark.salts, head.salts);
    if head.salts != mark.salts || head.frames == 0 || mark.frames == 0 {
        if is_in_database && mark.stamp.as_ref() == Some(stamp) && (is_next || head.frames == 0) {
            // Nothing was written since it was emptied, or all that was is in the log.
            return Ok((head.frames > 0).then(from_the_start));
        }
        return Err(match &mark.stamp {
            Some(known) if stamp.is_before(known) => MirrorError::Behind,
            _ => MirrorError::OtherLog,
        });
    }
    match head.frames.cmp(&mark.frames) {
        std::cmp::Ordering::Greater => Ok(Some(Since { frame: mark.frames, sum: Some(mark.sum) })),
        std::cmp::Ordering::Equal if head.sum == mark.sum => Ok(None),
        std::cmp::Ordering::Equal | std::cmp::Ordering::Less => Err(MirrorError::Behind),
    }
}

/// The first piece of every file but a whole copy: where the file before it ends.
pub(super) fn head_piece(before: &End) -> Vec<u8> {
    [before.bytes.to_be_bytes().as_slice(), &before.pieces.to_be_bytes(), &before.tag].concat()
}

/// Reads it.
pub(super) fn read_head_piece(piece: &[u8]) -> Option<End> {
    let (bytes, rest) = piece.split_first_chunk::<8>()?;
    let (pieces, tag) = rest.split_first_chunk::<8>()?;
    Some(End {
        bytes: u64::from_be_bytes(*bytes),
        pieces: u64::from_be_bytes(*pieces),
        tag: tag.try_into().ok()?,
    })
}

/// What stands before the frames of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FramesHead {
    /// Their run.
    pub(super) run: Run,
    /// The number of the first.
    pub(super) first: u32,
    /// The checksum before it.
    pub(super) sum: Sum,
}

impl FramesHead {
    /// Bytes of it.
    pub(super) const SIZE: usize = 8 + 4 + 4 + 1 + 8 + 8;

    fn written(&self) -> Vec<u8> {
        let page = u32::try_from(self.run.page).unwrap_or(0);
        let words = [self.sum.0, self.sum.1, self.run.sum.0, self.run.sum.1];
        let mut written = self.run.salts.to_vec();
        written.extend_from_slice(&self.first.to_be_bytes());
        written.extend_from_slice(&page.to_be_bytes());
        written.push(u8::from(self.run.is_big));
        for word in words {
            written.extend_from_slice(&word.to_be_bytes());
        }
        written
    }

    /// Reads it, and what follows.
    pub(super) fn read(piece: &[u8]) -> Option<(Self, &[u8])> {
        let (head, frames) = piece.split_at_checked(Self::SIZE)?;
        let word = |at: usize| {
            head.get(at..at + 4).and_then(|word| word.try_into().ok()).map_or(0, u32::from_be_bytes)
        };
        let run = Run {
            page: usize::try_from(word(12)).ok().filter(|page| (512..=65_536).contains(page))?,
            salts: head[..8].try_into().ok()?,
            is_big: head[16] == 1,
            sum: (word(25), word(29)),
        };
        Some((Self { run, first: word(8), sum: (word(17), word(21)) }, frames))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mirror::live::tests::stamp;

    const RUN: [u8; 8] = [0, 0, 0, 7, 1, 1, 1, 1];
    const NEXT: [u8; 8] = [0, 0, 0, 8, 2, 2, 2, 2];

    fn mark(frames: u32, may_restart: bool) -> Mark {
        Mark {
            number: 1,
            at: 0,
            identity: 9,
            generation: "g".to_owned(),
            key: "k".to_owned(),
            begun: 0,
            before: 0,
            segment: 1,
            bytes: 0,
            pieces: 0,
            tag: [0; 16],
            salts: RUN,
            frames,
            sum: (3, 4),
            may_restart,
            stamp: Some(stamp(10)),
        }
    }

    fn head(salts: [u8; 8], frames: u32) -> Head {
        Head { salts, frames, sum: (3, 4), backfilled: 0 }
    }

    /// What is answered, in a word.
    fn said(mark: &Mark, head: &Head, changes: u32) -> &'static str {
        match goes_on(mark, head, &stamp(changes)) {
            Ok(None) => "nothing",
            Ok(Some(Since { frame: 0, sum: None })) => "from the start",
            Ok(Some(_)) => "on",
            Err(MirrorError::OtherLog) => "other",
            Err(MirrorError::Behind) => "behind",
            Err(_) => "failed",
        }
    }

    #[test]
    fn within_a_run_frames_prove_themselves() {
        let mark = mark(5, false);
        assert_eq!(said(&mark, &head(RUN, 6), 11), "on");
        assert_eq!(said(&mark, &head(RUN, 5), 11), "nothing");
        assert_eq!(said(&mark, &head(RUN, 4), 11), "behind");
        assert_eq!(said(&mark, &Head { sum: (0, 0), ..head(RUN, 5) }, 11), "behind");
    }

    #[test]
    fn the_first_frame_of_a_run_goes_on_only_over_the_file_that_the_mark_knows() {
        let emptied = mark(5, true);
        assert_eq!(said(&emptied, &head(NEXT, 3), 10), "from the start");
        assert_eq!(said(&emptied, &head(NEXT, 0), 10), "nothing");
        let copied = mark(0, true);
        assert_eq!(said(&copied, &head([9; 8], 3), 10), "from the start", "a whole copy of an empty log");
        assert_eq!(said(&copied, &head([9; 8], 0), 10), "nothing");
        let unknown = |mark: &Mark| Mark { stamp: None, ..mark.clone() };
        for mark in [&emptied, &copied] {
            for frames in [0, 3] {
                assert_eq!(said(mark, &head(NEXT, frames), 11), "other", "somebody put a log into it");
                assert_eq!(said(mark, &head(NEXT, frames), 9), "behind", "an older file");
                assert_eq!(said(&unknown(mark), &head(NEXT, frames), 10), "other");
            }
        }
        assert_eq!(said(&emptied, &head([9; 8], 3), 10), "other", "not the next run");
        let in_the_log = mark(5, false);
        assert_eq!(
            said(&in_the_log, &head(NEXT, 3), 10),
            "other",
            "what the mark counts was never put into it"
        );
        assert_eq!(said(&in_the_log, &head(NEXT, 0), 10), "other");
    }
}
