//! A file of sealed pieces: each is bound to the file, its number and the piece before it, so that none can be changed,
//! left out, swapped or repeated. Where the file ends is said elsewhere (by the mark, or by the next file).
//!
//! `KKM1 | length of key id | key id | salt (32) | pieces`, and a piece is `length (4) | nonce (24) | sealed`.
use super::MirrorError;
use crate::{Keys, keys::PieceKey};
use rand::RngExt as _;
use std::{
    fs::{File, OpenOptions},
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};
use zeroize::Zeroizing;

const MAGIC: &[u8; 4] = b"KKM1";
/// A longer piece is none of ours.
const LONGEST: usize = 4 << 20;
/// The last bytes of a piece, which the next one is bound to.
pub(super) type Tag = [u8; 16];

/// Where in a file the next piece comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct End {
    /// Bytes.
    pub(super) bytes: u64,
    /// Pieces.
    pub(super) pieces: u64,
    /// Of the last piece.
    pub(super) tag: Tag,
}

fn place(name: &str, end: &End) -> String {
    format!("mirror|{name}|{}|{}", end.pieces, hex::encode(end.tag))
}

fn last_of(sealed: &[u8]) -> Option<Tag> {
    sealed.last_chunk::<16>().copied()
}

/// Writes such a file. Nothing is durable before [`Writer::sync`].
pub(super) struct Writer {
    file: File,
    key: PieceKey,
    name: String,
    end: End,
}

impl Writer {
    /// A new file in place of whatever has its name.
    pub(super) fn create(path: &Path, keys: &Keys, name: &str) -> Result<Self, MirrorError> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(MirrorError::file(path, error));
            }
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(|error| MirrorError::file(path, error))?;
        let mut salt = [0_u8; 32];
        rand::rng().fill(&mut salt[..]);
        let id = keys.current_id();
        let length = u8::try_from(id.len()).map_err(|_| crate::keys::SealError::Form)?;
        let head = [MAGIC.as_slice(), &[length], id.as_bytes(), &salt].concat();
        file.write_all(&head).map_err(|error| MirrorError::file(path, error))?;
        let end = End { bytes: head.len() as u64, ..End::default() };
        Ok(Self { file, key: keys.piece_key(id, &salt)?, name: name.to_owned(), end })
    }

    /// Goes on where it ended; what was written behind that and never counted goes.
    pub(super) fn resume(path: &Path, keys: &Keys, name: &str, end: End) -> Result<Self, MirrorError> {
        let failed = |error| MirrorError::file(path, error);
        let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(failed)?;
        let (key, _) = head(&mut file, keys).map_err(failed)?.ok_or_else(|| MirrorError::damaged(path))?;
        let there = file.metadata().map_err(failed)?.len();
        if there < end.bytes {
            return Err(MirrorError::damaged(path));
        }
        if there > end.bytes {
            file.set_len(end.bytes).map_err(failed)?;
        }
        file.seek(SeekFrom::Start(end.bytes)).map_err(failed)?;
        Ok(Self { file, key, name: name.to_owned(), end })
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, plain: &[u8]) -> Result<(), MirrorError> {
        let sealed = self.key.seal(&place(&self.name, &self.end), plain)?;
        let length = u32::try_from(sealed.len()).map_err(|_| crate::keys::SealError::Form)?;
        let failed = |error| MirrorError::file(Path::new(&self.name), error);
        self.file.write_all(&[length.to_be_bytes().as_slice(), &sealed].concat()).map_err(failed)?;
        self.end = End {
            bytes: self.end.bytes + 4 + u64::from(length),
            pieces: self.end.pieces + 1,
            tag: last_of(&sealed).unwrap_or_default(),
        };
        Ok(())
    }

    /// Until it would survive a power cut; answers where it ends.
    pub(super) fn sync(&self) -> Result<End, MirrorError> {
        self.file.sync_all().map_err(|error| MirrorError::file(Path::new(&self.name), error))?;
        Ok(self.end)
    }
}

/// The key of a file and how long its head is; nothing when it has none, or none of ours.
fn head(file: &mut File, keys: &Keys) -> std::io::Result<Option<(PieceKey, u64)>> {
    let mut start = [0; 5];
    if !fill(file, &mut start)? || &start[..4] != MAGIC {
        return Ok(None);
    }
    let mut rest = vec![0; usize::from(start[4]) + 32];
    if !fill(file, &mut rest)? {
        return Ok(None);
    }
    let Some((id, salt)) = rest.split_last_chunk::<32>() else { return Ok(None) };
    let Ok(id) = std::str::from_utf8(id) else { return Ok(None) };
    Ok(keys.piece_key(id, salt).ok().map(|key| (key, 5 + rest.len() as u64)))
}

/// Whether there was as much.
fn fill(file: &mut File, bytes: &mut [u8]) -> std::io::Result<bool> {
    match file.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Reads such a file, piece by piece.
pub(super) struct Reader {
    file: File,
    key: PieceKey,
    name: String,
    end: End,
    path: std::path::PathBuf,
}

impl Reader {
    /// Opens it.
    pub(super) fn open(path: &Path, keys: &Keys, name: &str) -> Result<Self, MirrorError> {
        let failed = |error: std::io::Error| {
            if error.kind() == std::io::ErrorKind::NotFound {
                MirrorError::damaged(path)
            } else {
                MirrorError::file(path, error)
            }
        };
        let mut file = File::open(path).map_err(failed)?;
        let (key, bytes) =
            head(&mut file, keys).map_err(failed)?.ok_or_else(|| MirrorError::damaged(path))?;
        let end = End { bytes, ..End::default() };
        Ok(Self { file, key, name: name.to_owned(), end, path: path.to_owned() })
    }

    /// The piece that comes next; an error when it is not whole.
    pub(super) fn next(&mut self) -> Result<Zeroizing<Vec<u8>>, MirrorError> {
        let failed = |error| MirrorError::file(&self.path, error);
        let damaged = || MirrorError::damaged(&self.path);
        let mut length = [0; 4];
        if !fill(&mut self.file, &mut length).map_err(failed)? {
            return Err(damaged());
        }
        let length = u32::from_be_bytes(length);
        let size = usize::try_from(length).ok().filter(|size| *size <= LONGEST).ok_or_else(damaged)?;
        let mut sealed = vec![0; size];
        if !fill(&mut self.file, &mut sealed).map_err(failed)? {
            return Err(damaged());
        }
        let plain = self.key.open(&place(&self.name, &self.end), &sealed).map_err(|_| damaged())?;
        self.end = End {
            bytes: self.end.bytes + 4 + u64::from(length),
            pieces: self.end.pieces + 1,
            tag: last_of(&sealed).unwrap_or_default(),
        };
        Ok(plain)
    }

    /// Where the piece after this one comes.
    pub(super) fn end(&self) -> End {
        self.end
    }
}
