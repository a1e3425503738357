//! How far a mirror is acknowledged: a small file beside the copies, written and synced after them and before any receipt.
//!
//! It has two places that are written by turns, so that breaking off in the middle of one leaves the other. The server goes
//! on with the newer one that is whole; who restores hears when one is not, since the newer one might be it.
use super::{MirrorError, live::Stamp, pieces::End, wal::Sum};
use crate::Keys;
use serde::{Deserialize, Serialize};
use std::{
    fs::{File, OpenOptions},
    os::unix::fs::{FileExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// Bytes of a place; a disk writes so much at once.
const PLACE: usize = 4096;
/// The file's name.
const NAME: &str = "mark";

/// The file of a mirror.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// Up to where everything is in the mirror.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Counts marks.
    pub(super) number: u64,
    /// When it was written, in milliseconds.
    pub(super) at: i64,
    /// Which database it is.
    pub(super) identity: u32,
    /// The folder of copies that counts.
    pub(super) generation: String,
    /// The master key of its pieces.
    pub(super) key: String,
    /// When that was begun, in milliseconds.
    pub(super) begun: i64,
    /// Bytes of its segments before the newest.
    pub(super) before: u64,
    /// The newest segment.
    pub(super) segment: u32,
    /// Where that ends.
    pub(super) bytes: u64,
    /// Its pieces.
    pub(super) pieces: u64,
    /// The last bytes of the last one.
    pub(super) tag: [u8; 16],
    /// The run of the log.
    pub(super) salts: [u8; 8],
    /// Frames of it.
    pub(super) frames: u32,
    /// The checksum of the last one.
    pub(super) sum: Sum,
    /// All of these lie in the database, so that the next run may come right after them.
    pub(super) may_restart: bool,
    /// What the database's file was known by when it was last written to: only while it is the same does the next run
    /// come right after this one.
    pub(super) stamp: Option<Stamp>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    key: String,
    mac: String,
    body: String,
}

impl Mark {
    /// Where the newest segment ends.
    pub(super) fn end(&self) -> End {
        End { bytes: self.bytes, pieces: self.pieces, tag: self.tag }
    }

    /// Moves it to the end of a segment.
    pub(super) fn move_to(&mut self, end: End) {
        (self.bytes, self.pieces, self.tag) = (end.bytes, end.pieces, end.tag);
    }

    fn written(&self, keys: &Keys) -> Result<Vec<u8>, MirrorError> {
        let form = |_| crate::keys::SealError::Form;
        let body = serde_json::to_string(self).map_err(form)?;
        let key = keys.current_id().to_owned();
        let mac = hex::encode(keys.backup_mac(&key, format!("mirror mark|{body}").as_bytes())?);
        let mut bytes = serde_json::to_vec(&Written { key, mac, body }).map_err(form)?;
        if bytes.len() > PLACE {
            return Err(crate::keys::SealError::Form.into());
        }
        bytes.resize(PLACE, 0);
        Ok(bytes)
    }

    /// Only what is exactly as it was written.
    fn parse(keys: &Keys, bytes: &[u8]) -> Option<Self> {
        let length = bytes.iter().rposition(|byte| *byte != 0)? + 1;
        let written: Written = serde_json::from_slice(bytes.get(..length)?).ok()?;
        let mac = hex::decode(&written.mac).ok()?;
        let text = format!("mirror mark|{}", written.body);
        let same = serde_json::to_vec(&written).is_ok_and(|again| again == bytes[..length]);
        let known = keys.is_backup_mac(&written.key, text.as_bytes(), &mac).unwrap_or(false);
        (same && known).then(|| serde_json::from_str(&written.body).ok()).flatten()
    }

    /// Both places of a file that is to be made: it appears when it is whole.
    pub(super) fn create(&mut self, folder: &Path, keys: &Keys) -> Result<(), MirrorError> {
        let new = folder.join("mark.new");
        let failed = |error| MirrorError::file(&new, error);
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new);
        let file = file.map_err(failed)?;
        for place in [0, 1] {
            self.number += 1;
            file.write_all_at(&self.written(keys)?, place * PLACE as u64).map_err(failed)?;
        }
        file.sync_all().map_err(failed)?;
        std::fs::rename(&new, self::file(folder)).map_err(failed)?;
        super::sync_folder(folder)
    }

    /// Writes it in the place of the older one.
    pub(super) fn write(&mut self, folder: &Path, keys: &Keys, older: Place) -> Result<(), MirrorError> {
        let path = file(folder);
        let failed = |error| MirrorError::file(&path, error);
        self.number += 1;
        let file = OpenOptions::new().write(true).open(&path).map_err(failed)?;
        file.write_all_at(&self.written(keys)?, older.offset()).map_err(failed)?;
        file.sync_data().map_err(failed)
    }
}

/// One of the two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The first.
    First,
    /// The second.
    Second,
}

impl Place {
    const fn offset(self) -> u64 {
        match self {
            Self::First => 0,
            Self::Second => PLACE as u64,
        }
    }
}

/// What a file of marks says.
pub(super) struct Marks {
    /// The newer one that is whole.
    pub(super) newest: Mark,
    /// Where the next one comes.
    pub(super) older: Place,
    /// Both are whole, and one comes after the other.
    pub(super) are_whole: bool,
}

impl Marks {
    /// Reads them; nothing when there is no such file.
    pub(super) fn read(folder: &Path, keys: &Keys) -> Result<Option<Self>, MirrorError> {
        let path = file(folder);
        let failed = |error| MirrorError::file(&path, error);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let mut bytes = vec![0; 2 * PLACE];
        let size = file.metadata().map_err(failed)?.len();
        file.read_exact_at(&mut bytes[..usize::try_from(size).unwrap_or(0).min(2 * PLACE)], 0)
            .map_err(failed)?;
        let is_whole = size == 2 * PLACE as u64;
        let marks = (Mark::parse(keys, &bytes[..PLACE]), Mark::parse(keys, &bytes[PLACE..]));
        let found = match marks {
            (Some(first), Some(second)) => {
                let are_whole = is_whole && first.number.abs_diff(second.number) == 1;
                if first.number > second.number {
                    Self { newest: first, older: Place::Second, are_whole }
                } else {
                    Self { newest: second, older: Place::First, are_whole }
                }
            }
            (Some(first), None) => Self { newest: first, older: Place::Second, are_whole: false },
            (None, Some(second)) => Self { newest: second, older: Place::First, are_whole: false },
            (None, None) => return Err(MirrorError::damaged(&path)),
        };
        Ok(Some(found))
    }
}
