//! SQLite's write-ahead log, read as "The WAL File Format" and "The WAL-Index File Format" of its documentation describe
//! them. Pure: bytes in, what they say out.
//!
//! The index (`-shm`) tells how far the log is committed; SQLite writes that only after the log was synced. What it does
//! not yet count is never looked at, so that nothing is copied which might not have been committed.

/// Bytes of the log's own header.
pub(super) const HEADER: usize = 32;
/// Bytes before each page.
pub(super) const FRAME: usize = 24;
/// Bytes of the index that are looked at: its header twice, and how far the log lies in the database.
pub(super) const INDEX: usize = 100;
/// Of the index's header.
const COPY: usize = 48;
/// The version of both formats.
const VERSION: u32 = 3_007_000;

/// The running checksum of a log.
pub(super) type Sum = (u32, u32);

/// How far a log is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Which run of the log: changed whenever it begins from the start.
    pub(super) salts: [u8; 8],
    /// Committed frames.
    pub(super) frames: u32,
    /// The checksum of the last of them.
    pub(super) sum: Sum,
    /// So many of them lie in the database itself.
    pub(super) backfilled: u32,
}

fn native(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).map_or(0, u32::from_ne_bytes)
}

fn big(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).map_or(0, u32::from_be_bytes)
}

/// The checksum after `bytes`, whose words are in the order of big machines or of small ones.
fn sum(is_big: bool, bytes: &[u8], before: Sum) -> Sum {
    let word = |bytes: &[u8]| {
        bytes.try_into().map_or(0, if is_big { u32::from_be_bytes } else { u32::from_le_bytes })
    };
    bytes.chunks_exact(8).fold(before, |(one, two), pair| {
        let one = one.wrapping_add(word(&pair[..4])).wrapping_add(two);
        (one, two.wrapping_add(word(&pair[4..])).wrapping_add(one))
    })
}

impl Head {
    /// Reads an index; nothing while it is being written, or before there is a log.
    pub(super) fn read(index: &[u8; INDEX]) -> Option<Self> {
        let (first, second) = (&index[..COPY], &index[COPY..2 * COPY]);
        let (version, is_set) = (native(first, 0), first[12]);
        let stored = (native(first, 40), native(first, 44));
        if first != second || version != VERSION || is_set != 1 {
            return None;
        }
        if sum(cfg!(target_endian = "big"), &first[..40], (0, 0)) != stored {
            return None;
        }
        let mut salts = [0; 8];
        salts.copy_from_slice(&first[32..40]);
        Some(Self {
            salts,
            frames: native(first, 16),
            sum: (native(first, 24), native(first, 28)),
            backfilled: native(index, 2 * COPY),
        })
    }
}

/// Whether a run of the log with these salts comes right after one with those.
pub(super) fn follows(before: [u8; 8], after: [u8; 8]) -> bool {
    big(&before, 0).wrapping_add(1) == big(&after, 0)
}

/// One run of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Bytes of a page.
    pub(super) page: usize,
    /// Its salts.
    pub(super) salts: [u8; 8],
    /// The order of words in checksums.
    pub(super) is_big: bool,
    /// The checksum before the first frame.
    pub(super) sum: Sum,
}

impl Run {
    /// Reads the header of a log.
    pub(super) fn read(header: &[u8; HEADER]) -> Option<Self> {
        let is_big = match big(header, 0) {
            0x377f_0682 => false,
            0x377f_0683 => true,
            _ => return None,
        };
        let stored = (big(header, 24), big(header, 28));
        let page = usize::try_from(big(header, 8)).ok()?;
        let mut salts = [0; 8];
        salts.copy_from_slice(&header[16..24]);
        let fits = big(header, 4) == VERSION
            && page.is_power_of_two()
            && (512..=65_536).contains(&page)
            && sum(is_big, &header[..24], (0, 0)) == stored;
        fits.then_some(Self { page, salts, is_big, sum: stored })
    }

    /// Bytes of a frame.
    pub(super) const fn frame(&self) -> usize {
        FRAME + self.page
    }

    /// Where a frame begins in the log; the first has the number 1.
    pub(super) fn place(&self, frame: u32) -> u64 {
        HEADER as u64 + u64::from(frame.saturating_sub(1)) * self.frame() as u64
    }

    /// The checksum after frames that follow `before`; nothing when one of them is not what comes next.
    pub(super) fn after(&self, frames: &[u8], before: Sum) -> Option<Sum> {
        if !frames.len().is_multiple_of(self.frame()) {
            return None;
        }
        frames.chunks_exact(self.frame()).try_fold(before, |before, frame| {
            let after = sum(self.is_big, &frame[FRAME..], sum(self.is_big, &frame[..8], before));
            let fits = frame[8..16] == self.salts && (big(frame, 16), big(frame, 20)) == after;
            fits.then_some(after)
        })
    }
}

/// What a frame says: which page it is, and how many pages the database has after it if it ends a transaction.
pub(super) fn of_frame(frame: &[u8]) -> (u32, Option<u32>) {
    let pages = big(frame, 4);
    (big(frame, 0), (pages > 0).then_some(pages))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> ([u8; HEADER], Run) {
        let mut header = [0; HEADER];
        header[..4].copy_from_slice(&0x377f_0682_u32.to_be_bytes());
        header[4..8].copy_from_slice(&VERSION.to_be_bytes());
        header[8..12].copy_from_slice(&512_u32.to_be_bytes());
        header[16..24].copy_from_slice(b"saltsalt");
        let (one, two) = sum(false, &header[..24], (0, 0));
        header[24..28].copy_from_slice(&one.to_be_bytes());
        header[28..].copy_from_slice(&two.to_be_bytes());
        (header, Run { page: 512, salts: *b"saltsalt", is_big: false, sum: (one, two) })
    }

    #[test]
    fn a_header_with_another_byte_is_none() {
        let (header, run) = run();
        assert_eq!(Run::read(&header), Some(run));
        for at in 0..HEADER {
            let mut other = header;
            other[at] ^= 1;
            assert!(Run::read(&other).is_none_or(|read| read != run), "{at}");
        }
    }

    #[test]
    fn a_frame_counts_only_after_the_one_before_it() {
        let (_, run) = run();
        let mut frame = vec![7; run.frame()];
        frame[8..16].copy_from_slice(&run.salts);
        let (one, two) = sum(false, &frame[FRAME..], sum(false, &frame[..8], run.sum));
        frame[16..20].copy_from_slice(&one.to_be_bytes());
        frame[20..24].copy_from_slice(&two.to_be_bytes());
        assert_eq!(run.after(&frame, run.sum), Some((one, two)));
        assert_eq!(run.after(&frame, (one, two)), None, "not after itself");
        frame[100] ^= 1;
        assert_eq!(run.after(&frame, run.sum), None);
        assert_eq!(run.after(&frame[1..], run.sum), None, "half a frame");
    }

    #[test]
    fn the_next_run_has_the_next_salt() {
        assert!(follows([0, 0, 0, 9, 1, 2, 3, 4], [0, 0, 0, 10, 9, 9, 9, 9]));
        assert!(follows([255, 255, 255, 255, 0, 0, 0, 0], [0; 8]));
        assert!(!follows([0; 8], [0; 8]));
    }
}
