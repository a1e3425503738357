//! What belongs to a snapshot. It names no person: ids, sizes, hashes.
//!
//! Written under a keyed hash, so that nobody without the keys can make a back-up look whole.
use super::{BackupError, manifest_at, verify::Damage};
use crate::{Keys, keys::SealError};
use object_store::{ObjectStore, ObjectStoreExt as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form that this version writes, and the newest one that it reads.
const FORMAT: u8 = 1;

/// The database of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DatabasePart {
    /// Bytes of the database itself.
    pub(super) bytes: u64,
    /// SHA-256 of the database itself.
    pub(super) sha256: String,
    /// SHA-256 of the sealed file.
    pub(super) sealed_sha256: String,
}

/// A document of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DocumentPart {
    /// Its name in the store.
    pub(super) key: String,
    /// Bytes as they lie there, sealed.
    pub(super) bytes: u64,
    /// SHA-256 of these.
    pub(super) sha256: String,
}

/// All of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// When, in milliseconds.
    pub(super) taken_at: i64,
    /// `None` where the database has tools of its own.
    pub(super) database: Option<DatabasePart>,
    /// Rows by table.
    pub(super) tables: BTreeMap<String, u64>,
    /// Every document.
    pub(super) documents: Vec<DocumentPart>,
}

#[derive(Deserialize)]
struct Form {
    format: u8,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: u8,
    key_id: String,
    /// HMAC-SHA-256 of `name|body`.
    mac: String,
    /// The manifest as JSON text, kept as it was hashed.
    body: String,
}

impl Manifest {
    /// Writes it last of all: a snapshot without a manifest is none.
    pub(super) async fn write(
        &self,
        keys: &Keys,
        place: &dyn ObjectStore,
        name: &str,
    ) -> Result<(), BackupError> {
        let body = serde_json::to_string(self).map_err(|_| SealError::Form)?;
        let key_id = keys.current_id().to_owned();
        let mac = hex::encode(keys.backup_mac(&key_id, format!("{name}|{body}").as_bytes())?);
        let written = Written { format: FORMAT, key_id, mac, body };
        let bytes = serde_json::to_vec(&written).map_err(|_| SealError::Form)?;
        place.put(&manifest_at(name), bytes.into()).await.map_err(BackupError::store("the back-up"))?;
        Ok(())
    }

    /// Reads it, and trusts it only under these keys.
    pub(super) async fn read(keys: &Keys, place: &dyn ObjectStore, name: &str) -> Result<Self, BackupError> {
        let damaged = || BackupError::Damaged(Damage::Manifest(name.to_owned()));
        let bytes = place
            .get(&manifest_at(name))
            .await
            .map_err(BackupError::store("the back-up"))?
            .bytes()
            .await
            .map_err(BackupError::store("the back-up"))?;
        let form: Form = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        if form.format > FORMAT {
            return Err(BackupError::Newer);
        }
        let written: Written = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        let mac = hex::decode(&written.mac).map_err(|_| damaged())?;
        let known =
            keys.is_backup_mac(&written.key_id, format!("{name}|{}", written.body).as_bytes(), &mac)?;
        if !known || form.format != FORMAT {
            return Err(damaged());
        }
        serde_json::from_str(&written.body).map_err(|_| damaged())
    }
}
