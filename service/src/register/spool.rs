//! Sorts more than memory holds: what is pushed comes back in the order of its keys, however much it is. Sorted
//! runs lie in files without a name, which are gone when the process is.
use crate::keys::ShortIndex;
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, binary_heap::PeekMut},
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
};

/// First an index, then a line of the file: what belongs together comes in the order of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) index: ShortIndex,
    pub(super) line: u64,
}

/// What is being sorted.
pub(super) struct Spool {
    most: usize,
    entries: Vec<(Key, usize, usize)>,
    bytes: Vec<u8>,
    runs: Vec<File>,
}

impl Spool {
    /// Holds about `most` bytes in memory.
    pub(super) fn new(most: usize) -> Self {
        Self { most, entries: Vec::new(), bytes: Vec::new(), runs: Vec::new() }
    }

    /// Takes one in.
    pub(super) fn push(&mut self, key: Key, body: &[u8]) -> io::Result<()> {
        let held = self.bytes.len() + self.entries.len() * size_of::<(Key, usize, usize)>();
        if held + body.len() > self.most && !self.entries.is_empty() {
            self.spill()?;
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(body);
        self.entries.push((key, start, self.bytes.len()));
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.entries.is_empty() {
            return Ok(());
        }
        self.entries.sort_by_key(|(key, ..)| *key);
        let mut run = BufWriter::new(tempfile::tempfile()?);
        for (key, start, end) in &self.entries {
            let body = self.bytes.get(*start..*end).unwrap_or_default();
            run.write_all(&key.index)?;
            run.write_all(&key.line.to_be_bytes())?;
            run.write_all(&u32::try_from(body.len()).map_err(io::Error::other)?.to_be_bytes())?;
            run.write_all(body)?;
        }
        self.runs.push(run.into_inner()?);
        self.entries.clear();
        self.bytes.clear();
        Ok(())
    }

    /// Everything in order. May be asked for more than once, and more may be pushed in between.
    pub(super) fn sorted(&mut self) -> io::Result<Sorted> {
        self.spill()?;
        let mut sorted = Sorted { runs: Vec::with_capacity(self.runs.len()), next: BinaryHeap::new() };
        for (place, run) in self.runs.iter_mut().enumerate() {
            run.rewind()?;
            let mut run =
                Run { file: BufReader::with_capacity(64 * 1024, run.try_clone()?), body: Vec::new() };
            if let Some(key) = run.next()? {
                sorted.next.push(Reverse((key, place)));
            }
            sorted.runs.push(run);
        }
        Ok(sorted)
    }
}

struct Run {
    file: BufReader<File>,
    body: Vec<u8>,
}

impl Run {
    /// Reads on; the key of what now lies in `body`.
    fn next(&mut self) -> io::Result<Option<Key>> {
        let mut head = [0_u8; 28];
        match self.file.read(&mut head[..1])? {
            0 => return Ok(None),
            _ => self.file.read_exact(&mut head[1..])?,
        }
        let (index, rest) = head.split_at(16);
        let (line, length) = rest.split_at(8);
        let key = Key {
            index: index.try_into().map_err(io::Error::other)?,
            line: u64::from_be_bytes(line.try_into().map_err(io::Error::other)?),
        };
        let length = u32::from_be_bytes(length.try_into().map_err(io::Error::other)?);
        self.body.resize(usize::try_from(length).map_err(io::Error::other)?, 0);
        self.file.read_exact(&mut self.body)?;
        Ok(Some(key))
    }
}

/// Reads all runs at once, the least key first.
pub(super) struct Sorted {
    runs: Vec<Run>,
    next: BinaryHeap<Reverse<(Key, usize)>>,
}

impl Sorted {
    /// The next one; its body is put into `body`.
    pub(super) fn next(&mut self, body: &mut Vec<u8>) -> io::Result<Option<Key>> {
        let Some(mut least) = self.next.peek_mut() else { return Ok(None) };
        let Reverse((key, place)) = *least;
        let Some(run) = self.runs.get_mut(place) else { return Ok(None) };
        std::mem::swap(body, &mut run.body);
        match run.next()? {
            Some(following) => *least = Reverse((following, place)),
            None => {
                PeekMut::pop(least);
            }
        }
        Ok(Some(key))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn all(spool: &mut Spool) -> Vec<(u8, u64, Vec<u8>)> {
        let (mut sorted, mut body, mut all) = (spool.sorted().unwrap(), Vec::new(), Vec::new());
        while let Some(key) = sorted.next(&mut body).unwrap() {
            all.push((key.index[0], key.line, body.clone()));
        }
        all
    }

    proptest! {
        #[test]
        fn whatever_is_pushed_comes_back_sorted_and_whole_however_little_memory_there_is(
            pushed in proptest::collection::vec((0_u8..9, proptest::collection::vec(any::<u8>(), 0..40)), 0..60),
            most in 0_usize..2_000,
        ) {
            let mut spool = Spool::new(most);
            let mut wanted = Vec::new();
            for (line, (index, body)) in pushed.into_iter().enumerate() {
                let line = line as u64;
                spool.push(Key { index: [index; 16], line }, &body).unwrap();
                wanted.push((index, line, body));
            }
            wanted.sort();
            prop_assert_eq!(&all(&mut spool), &wanted);
            spool.push(Key { index: [3; 16], line: 1_000 }, b"later").unwrap();
            wanted.push((3, 1_000, b"later".to_vec()));
            wanted.sort();
            prop_assert_eq!(all(&mut spool), wanted);
        }
    }
}
