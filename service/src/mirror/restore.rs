//! The way back: the whole copy, then every frame that came after it, up to the mark; nothing is taken on trust.
use super::{
    MirrorError,
    mark::{Mark, Marks},
    pieces::{End, Reader},
    ship::{FramesHead, path, read_head_piece},
    wal::{FRAME, Sum, follows, of_frame},
};
use crate::Keys;
use std::{fs::File, os::unix::fs::FileExt as _, path::Path, time::Duration};
use time::OffsetDateTime;

/// What a mirror was found to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The generation that was read.
    pub generation: String,
    /// When the mirror last took something.
    pub at: OffsetDateTime,
    /// Files that were read.
    pub files: u32,
    /// Frames after the whole copy.
    pub frames: u64,
    /// Generations that were set aside.
    pub set_aside: u64,
}

/// Where frames have come to.
#[derive(Default)]
struct Standing {
    at: Option<([u8; 8], u32, Sum)>,
    frames: u64,
    size: Option<u64>,
}

/// While it is held no generation of a mirror is replaced, and no document goes from it.
#[derive(Debug)]
pub struct Held {
    _lock: Option<File>,
}

/// Waits until nobody makes a whole copy. Where no lock can be made nobody copies either.
///
/// # Errors
/// When the lock that is there cannot be had.
pub fn hold_mirror(folder: &Path) -> Result<Held, MirrorError> {
    let lock = File::options().create(true).truncate(false).write(true).open(folder.join("whole.lock")).ok();
    if let Some(lock) = &lock {
        lock.lock().map_err(|error| MirrorError::file(folder, error))?;
    }
    Ok(Held { _lock: lock })
}

/// Reads a mirror whole, which is held meanwhile, and proves every piece of it; puts the database together in `target`,
/// if that is given. Of a mark with one unreadable half the other one counts when `broken_mark` is set.
///
/// # Errors
/// What is damaged, cut, missing or left out.
pub fn replay_mirror(
    keys: &Keys,
    folder: &Path,
    _held: &Held,
    target: Option<&File>,
    broken_mark: bool,
) -> Result<Replayed, MirrorError> {
    let mark = mark(keys, folder, broken_mark)?;
    let mut standing = Standing::default();
    for number in 0..=mark.segment {
        let end = if number == mark.segment { mark.end() } else { end_of(keys, folder, &mark, number)? };
        let file = path(folder, &mark.generation, number);
        let mut reader = Reader::open(&file, keys, &format!("{}|{number}", mark.generation))?;
        let mut is_first = true;
        while reader.end().pieces < end.pieces {
            let offset = reader.end();
            let piece = reader.next()?;
            if number == 0 {
                let at = u64::try_from(super::ship::PIECE).unwrap_or(0) * offset.pieces;
                write(target, &piece, at)?;
            } else if is_first {
                read_head_piece(&piece).ok_or_else(|| MirrorError::damaged(&file))?;
            } else {
                standing
                    .apply(&piece, target)
                    .map_err(|error| error.unwrap_or_else(|| MirrorError::damaged(&file)))?;
            }
            is_first = false;
        }
        if reader.end() != end {
            return Err(MirrorError::damaged(&file));
        }
    }
    let is_there = standing.at.map_or(mark.frames == 0, |at| at == (mark.salts, mark.frames, mark.sum));
    if !is_there {
        return Err(MirrorError::Gap(standing.at.map_or(0, |at| at.1)));
    }
    if let (Some(target), Some(size)) = (target, standing.size) {
        target.set_len(size).map_err(|error| MirrorError::file(folder, error))?;
    }
    if let Some(target) = target {
        target.sync_all().map_err(|error| MirrorError::file(folder, error))?;
    }
    let generations = std::fs::read_dir(folder.join("generations")).map_or(1, |found| {
        let names = found.flatten().map(|entry| entry.path());
        names.filter(|path| path.extension().is_none_or(|end| end != super::whole::HALF)).count()
    });
    Ok(Replayed {
        at: crate::clock::moment(mark.at),
        files: mark.segment + 1,
        frames: standing.frames,
        set_aside: u64::try_from(generations.saturating_sub(1)).unwrap_or(0),
        generation: mark.generation,
    })
}

/// The mark, which may be written at this moment.
fn mark(keys: &Keys, folder: &Path, broken_mark: bool) -> Result<Mark, MirrorError> {
    for _ in 0..20 {
        match Marks::read(folder, keys) {
            Ok(Some(marks)) if marks.are_whole => return Ok(marks.newest),
            Ok(None) => return Err(MirrorError::None),
            Err(error @ MirrorError::File { .. }) => return Err(error),
            _ => std::thread::sleep(Duration::from_millis(10)),
        }
    }
    let marks = Marks::read(folder, keys)?.ok_or(MirrorError::None)?;
    if broken_mark { Ok(marks.newest) } else { Err(MirrorError::Mark) }
}

/// Where a file ends that another follows: that says so.
fn end_of(keys: &Keys, folder: &Path, mark: &Mark, number: u32) -> Result<End, MirrorError> {
    let next = path(folder, &mark.generation, number + 1);
    let first = Reader::open(&next, keys, &format!("{}|{}", mark.generation, number + 1))?.next()?;
    read_head_piece(&first).ok_or_else(|| MirrorError::damaged(&next))
}

fn write(target: Option<&File>, bytes: &[u8], at: u64) -> Result<(), MirrorError> {
    let Some(target) = target else { return Ok(()) };
    target.write_all_at(bytes, at).map_err(|error| MirrorError::file(Path::new("the database"), error))
}

impl Standing {
    /// Puts the frames of a piece into the database; an error without a word when the piece is not what it should be.
    fn apply(&mut self, piece: &[u8], target: Option<&File>) -> Result<(), Option<MirrorError>> {
        let (head, frames) = FramesHead::read(piece).ok_or(None)?;
        let (run, first) = (head.run, head.first);
        let fits = match self.at {
            None => first == 1 && head.sum == run.sum,
            Some((salts, last, sum)) if salts == run.salts => first == last + 1 && head.sum == sum,
            Some((salts, ..)) => first == 1 && head.sum == run.sum && follows(salts, run.salts),
        };
        if !fits {
            return Err(Some(MirrorError::Gap(self.at.map_or(0, |at| at.1))));
        }
        let after = run.after(frames, head.sum).ok_or(None)?;
        let page_bytes = u64::try_from(run.page).map_err(|_| None)?;
        let mut count = 0;
        for frame in frames.chunks_exact(run.frame()) {
            let (page, pages) = of_frame(frame);
            let place = u64::from(page).checked_sub(1).ok_or(None)? * page_bytes;
            write(target, &frame[FRAME..], place).map_err(Some)?;
            self.size = pages.map(|pages| u64::from(pages) * page_bytes).or(self.size);
            count += 1;
        }
        self.frames += u64::from(count);
        self.at = Some((run.salts, first + count - 1, after));
        Ok(())
    }
}
