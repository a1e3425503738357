//! The database of a snapshot as a sealed stream: pieces of 1 MiB, each under its own number, the last one marked, so
//! that none can be changed, left out, swapped or cut off. Memory holds one piece however large the database is.
//!
//! `KKB1 | length of key id | key id | salt (32) | pieces`. The key is made of master key and salt and used for this one
//! stream, so numbers may serve as nonces.
use super::{BackupError, DatabasePart, database_at};
use crate::{Keys, keys::SealError};
use bytes::Bytes;
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use futures::{Stream, stream};
use object_store::{ObjectStore, ObjectStoreExt as _, buffered::BufWriter};
use rand::RngExt as _;
use sha2::{Digest as _, Sha256};
use std::{path::Path, sync::Arc};
use tokio::{
    fs::File,
    io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _},
};
use tokio_util::io::StreamReader;

const MAGIC: &[u8; 4] = b"KKB1";
const PIECE: usize = 1 << 20;
const TAG: usize = 16;

/// A store takes it in parts of this size, and in as many as it allows (10,000), so that the parts of a large database
/// are larger. Memory holds some of them.
const PART: usize = 10 << 20;
const MOST_PARTS: u64 = 9_000;
/// Parts on their way at once.
const AT_ONCE: usize = 4;
/// So much is read in one answer: one that breaks off is asked for again, however large the whole.
const READ: u64 = 8 << 20;

struct Pieces {
    cipher: XChaCha20Poly1305,
    name: String,
    next: u64,
}

impl Pieces {
    fn new(keys: &Keys, key_id: &str, salt: &[u8; 32], name: &str) -> Result<Self, SealError> {
        let key = keys.backup_key(key_id, salt)?;
        Ok(Self { cipher: XChaCha20Poly1305::new(&Key::from(*key)), name: format!("backup|{name}"), next: 0 })
    }

    fn nonce(&mut self, last: bool) -> XNonce {
        let mut nonce = [0_u8; 24];
        nonce[..8].copy_from_slice(&self.next.to_be_bytes());
        nonce[8] = u8::from(last);
        self.next += 1;
        XNonce::from(nonce)
    }

    fn seal(&mut self, plain: &[u8], last: bool) -> Result<Vec<u8>, SealError> {
        let nonce = self.nonce(last);
        let payload = Payload { msg: plain, aad: self.name.as_bytes() };
        self.cipher.encrypt(&nonce, payload).map_err(|_| SealError::Damaged)
    }

    fn open(&mut self, sealed: &[u8], last: bool) -> Result<Vec<u8>, SealError> {
        let nonce = self.nonce(last);
        let payload = Payload { msg: sealed, aad: self.name.as_bytes() };
        self.cipher.decrypt(&nonce, payload).map_err(|_| SealError::Damaged)
    }
}

/// Fills `piece` as far as the source goes.
async fn fill(source: &mut (impl AsyncRead + Unpin), piece: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < piece.len() {
        match source.read(&mut piece[filled..]).await? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// Puts the file `copy` into the back-up as the database of `name`.
pub(super) async fn put(
    keys: &Keys,
    place: &Arc<dyn ObjectStore>,
    name: &str,
    copy: &Path,
) -> Result<DatabasePart, BackupError> {
    let reading = || BackupError::file("the snapshot of the database cannot be read");
    let mut source = File::open(copy).await.map_err(reading())?;
    let size = source.metadata().await.map_err(reading())?.len();
    let part = usize::try_from(size / MOST_PARTS).map_or(PART, |part| part.max(PART));
    let mut target =
        BufWriter::with_capacity(Arc::clone(place), database_at(name), part).with_max_concurrency(AT_ONCE);
    let written = seal_into(keys, name, &mut source, &mut target).await;
    if written.is_err() {
        // What was sent of it is of no use; that it stays until the store clears it up harms nobody.
        let _ = target.abort().await;
    }
    let part = written?;
    // As with documents: it is a copy when it was read back.
    if open(keys, place.as_ref(), name, &part, None).await? {
        Ok(part)
    } else {
        Err(BackupError::Damaged(super::Damage::Database(name.to_owned())))
    }
}

async fn seal_into(
    keys: &Keys,
    name: &str,
    source: &mut File,
    target: &mut BufWriter,
) -> Result<DatabasePart, BackupError> {
    let reading = || BackupError::file("the snapshot of the database cannot be read");
    let writing = || BackupError::file("the back-up cannot be written");
    let mut salt = [0_u8; 32];
    rand::rng().fill(&mut salt[..]);
    let id = keys.current_id();
    let mut pieces = Pieces::new(keys, id, &salt, name)?;
    let length = u8::try_from(id.len()).map_err(|_| SealError::Form)?;
    let head = [MAGIC.as_slice(), &[length], id.as_bytes(), &salt].concat();
    let (mut plain, mut all, mut bytes) = (Sha256::new(), Sha256::new(), 0_u64);
    all.update(&head);
    target.write_all(&head).await.map_err(writing())?;
    let (mut piece, mut ahead) = (vec![0; PIECE], vec![0; PIECE]);
    let mut filled = fill(source, &mut piece).await.map_err(reading())?;
    loop {
        // Which piece is the last is known when there is nothing after it.
        let more = if filled < PIECE { 0 } else { fill(source, &mut ahead).await.map_err(reading())? };
        plain.update(&piece[..filled]);
        bytes += u64::try_from(filled).unwrap_or(0);
        let sealed = pieces.seal(&piece[..filled], more == 0)?;
        all.update(&sealed);
        target.write_all(&sealed).await.map_err(writing())?;
        if more == 0 {
            break;
        }
        std::mem::swap(&mut piece, &mut ahead);
        filled = more;
    }
    target.shutdown().await.map_err(writing())?;
    Ok(DatabasePart {
        bytes,
        sha256: hex::encode(plain.finalize()),
        sealed_sha256: hex::encode(all.finalize()),
    })
}

/// All of an object, range by range.
fn in_ranges(
    place: &dyn ObjectStore,
    at: object_store::path::Path,
    size: u64,
) -> impl Stream<Item = std::io::Result<Bytes>> {
    stream::try_unfold(0, move |from| {
        let at = at.clone();
        async move {
            if from >= size {
                return Ok(None);
            }
            let to = size.min(from + READ);
            let bytes = place.get_range(&at, from..to).await.map_err(std::io::Error::other)?;
            Ok(Some((bytes, to)))
        }
    })
}

/// Opens the database of `name` into `target`, or nowhere: that proves it. `false` when it is not what `part` says.
pub(super) async fn open(
    keys: &Keys,
    place: &dyn ObjectStore,
    name: &str,
    part: &DatabasePart,
    mut target: Option<&mut File>,
) -> Result<bool, BackupError> {
    let reading = || BackupError::file("the back-up cannot be read");
    let size = match place.head(&database_at(name)).await {
        Ok(found) => found.size,
        Err(object_store::Error::NotFound { .. }) => return Ok(false),
        Err(source) => return Err(BackupError::Store { what: "the back-up", source }),
    };
    let mut source = StreamReader::new(Box::pin(in_ranges(place, database_at(name), size)));
    let (mut plain, mut all, mut bytes) = (Sha256::new(), Sha256::new(), 0_u64);
    let mut start = [0_u8; 5];
    if fill(&mut source, &mut start).await.map_err(reading())? < start.len() || &start[..4] != MAGIC {
        return Ok(false);
    }
    let mut rest = vec![0; usize::from(start[4]) + 32];
    if fill(&mut source, &mut rest).await.map_err(reading())? < rest.len() {
        return Ok(false);
    }
    all.update(start);
    all.update(&rest);
    let Some((id, salt)) = rest.split_last_chunk::<32>() else { return Ok(false) };
    let Ok(id) = std::str::from_utf8(id) else { return Ok(false) };
    let Ok(mut pieces) = Pieces::new(keys, id, salt, name) else { return Ok(false) };
    let (mut piece, mut ahead) = (vec![0; PIECE + TAG], vec![0; PIECE + TAG]);
    let mut filled = fill(&mut source, &mut piece).await.map_err(reading())?;
    loop {
        let more =
            if filled < piece.len() { 0 } else { fill(&mut source, &mut ahead).await.map_err(reading())? };
        all.update(&piece[..filled]);
        let Ok(opened) = pieces.open(&piece[..filled], more == 0) else { return Ok(false) };
        plain.update(&opened);
        bytes += u64::try_from(opened.len()).unwrap_or(0);
        if let Some(target) = &mut target {
            target.write_all(&opened).await.map_err(BackupError::file("the database cannot be written"))?;
        }
        if more == 0 {
            break;
        }
        std::mem::swap(&mut piece, &mut ahead);
        filled = more;
    }
    Ok(bytes == part.bytes
        && hex::encode(plain.finalize()) == part.sha256
        && hex::encode(all.finalize()) == part.sealed_sha256)
}
