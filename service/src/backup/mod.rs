//! Back-ups: a snapshot of the database and every document, in a place of their own, and the way back.
//!
//! ```text
//! snapshots/{name}/database   the whole SQLite database at one moment, sealed under a key of its own
//! snapshots/{name}/manifest   what belongs to the snapshot, with hashes, sealed against changes
//! documents/{key}             each document as it lies in the portal's own store: sealed already
//! ```
//!
//! Documents never change and are never written twice, so a second back-up copies what is new. The keys are in none of
//! it: they have a back-up of their own (`keys backup`). On `PostgreSQL` the database is left to its own tools, and a
//! snapshot holds the documents only.
//!
//! The database is taken first: a document is stored before its row is written, so every row finds its file.
mod copy;
mod manifest;
mod restore;
mod sealed;
mod verify;

use std::{collections::BTreeMap, sync::Arc};

use futures::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, path::Path};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _, sea_query::OnConflict,
};
use sha2::{Digest as _, Sha256};
use time::{OffsetDateTime, macros::format_description};

use crate::{
    Service,
    clock::{millis, moment},
    entity::{document, message_file, result, setting},
    keys::SealError,
};
use manifest::{DatabasePart, DocumentPart, Manifest};
pub use restore::{Restored, Way};
pub use verify::{Damage, Verified};

/// When the last back-up was finished, as milliseconds.
const LAST: &str = "last_backup";

/// Why there is no back-up, or none that can be used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Our own database.
    #[error("the database does not answer: {0}")]
    Database(#[from] DbErr),
    /// The place of the back-up, or of the documents.
    #[error("{what} cannot be used: {source}")]
    Store {
        /// Which place.
        what: &'static str,
        /// What it said.
        source: object_store::Error,
    },
    /// A file on this machine.
    #[error("{what}: {source}")]
    File {
        /// Which.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The keys do not open it.
    #[error(
        "the back-up does not open with these keys ({0}); it is damaged, or belongs to another installation's keys"
    )]
    Sealed(#[from] SealError),
    /// A document is acknowledged and not there.
    #[error(
        "the document {0} is acknowledged, but missing in the portal's store: `verify-storage` says more"
    )]
    DocumentMissing(String),
    /// There is nothing of that name.
    #[error("there is no snapshot {0} in this back-up; {1}")]
    NoSnapshot(String, String),
    /// Restoring would overwrite something.
    #[error("{0} is not empty; a back-up is restored into an empty place only")]
    NotEmpty(String),
    /// What was found is not what the manifest says.
    #[error("{0}")]
    Damaged(Damage),
    /// Written by a later version of this program.
    #[error("this back-up was written by a newer version of the program")]
    Newer,
    /// The restored installation does not work.
    #[error("what was restored does not hold: {0}")]
    DoesNotHold(String),
}

impl BackupError {
    fn store(what: &'static str) -> impl FnOnce(object_store::Error) -> Self {
        move |source| Self::Store { what, source }
    }

    fn file(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::File { what, source }
    }
}

/// What `backup` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// The snapshot's name.
    pub name: String,
    /// Bytes of the database, 0 where its own tools take it.
    pub database_bytes: u64,
    /// Documents that belong to the snapshot.
    pub documents: u64,
    /// Of these, copied now.
    pub copied: u64,
    /// Bytes of those.
    pub copied_bytes: u64,
    /// Older snapshots that were let go.
    pub dropped: u64,
}

/// The parts of a back-up and where they lie.
fn documents_at(key: &str) -> Path {
    Path::from(format!("documents/{key}"))
}

fn database_at(name: &str) -> Path {
    Path::from(format!("snapshots/{name}/database"))
}

fn manifest_at(name: &str) -> Path {
    Path::from(format!("snapshots/{name}/manifest"))
}

/// The snapshots of a back-up that were finished, oldest first.
pub(super) async fn snapshots(place: &dyn ObjectStore) -> Result<Vec<String>, BackupError> {
    let under = Path::from("snapshots");
    let found: Vec<_> =
        place.list(Some(&under)).try_collect().await.map_err(BackupError::store("the back-up"))?;
    let mut names: Vec<String> = found
        .iter()
        .filter_map(|object| {
            let name = object.location.as_ref().strip_prefix("snapshots/")?.strip_suffix("/manifest")?;
            Some(name.to_owned())
        })
        .collect();
    names.sort();
    Ok(names)
}

/// `20261126T224010Z`: sorts by time, and no file system minds it.
fn name_of(at: OffsetDateTime) -> String {
    at.format(format_description!("[year][month][day]T[hour][minute][second]Z")).unwrap_or_default()
}

impl Service {
    /// Copies everything to `place` and keeps the newest `keep` snapshots there; the portal may serve meanwhile.
    ///
    /// # Errors
    /// See [`BackupError`]. Broken off at any moment, the snapshots that were there before are as they were.
    pub async fn back_up(&self, place: &Arc<dyn ObjectStore>, keep: usize) -> Result<BackedUp, BackupError> {
        let at = self.clock.now();
        let name = name_of(at);
        let known = self.known_documents(place.as_ref()).await?;
        let folder = tempfile::tempdir().map_err(BackupError::file("no temporary folder"))?;
        let copy_file = folder.path().join("snapshot.db");
        let database = if self.db.is_sqlite() { Some(copy::take(&self.db, &copy_file).await?) } else { None };
        let (keys, tables) = match &database {
            Some(open) => (copy::file_keys(open).await?, copy::count_tables(open).await?),
            None => (copy::file_keys(self.db.read()).await?, BTreeMap::new()),
        };
        if let Some(open) = database {
            open.close().await?;
        }
        let mut done = BackedUp {
            name: name.clone(),
            database_bytes: 0,
            documents: 0,
            copied: 0,
            copied_bytes: 0,
            dropped: 0,
        };
        let mut documents = Vec::with_capacity(keys.len());
        for key in keys {
            let part = match known.get(&key) {
                Some(part) => part.clone(),
                None => match self.copy_document(place.as_ref(), &key).await? {
                    Some(part) => {
                        done.copied += 1;
                        done.copied_bytes += part.bytes;
                        part
                    }
                    // Removed since the database was taken.
                    None => continue,
                },
            };
            documents.push(part);
        }
        done.documents = u64::try_from(documents.len()).unwrap_or(u64::MAX);
        let database = if self.db.is_sqlite() {
            let part = sealed::put(&self.keys, place, &name, &copy_file).await?;
            done.database_bytes = part.bytes;
            Some(part)
        } else {
            None
        };
        let manifest = Manifest { taken_at: millis(at), database, tables, documents };
        manifest.write(&self.keys, place.as_ref(), &name).await?;
        done.dropped = self.let_go(place.as_ref(), keep.max(1)).await?;
        self.note_backup().await?;
        Ok(done)
    }

    /// When the last back-up was finished.
    pub async fn last_backup(&self) -> Result<Option<OffsetDateTime>, crate::Error> {
        let row = setting::Entity::find_by_id(LAST).one(self.db.read()).await?;
        Ok(row.and_then(|row| String::from_utf8(row.value).ok()?.parse().ok()).map(moment))
    }

    async fn note_backup(&self) -> Result<(), DbErr> {
        let value = millis(self.clock.now()).to_string().into_bytes();
        setting::Entity::insert(setting::ActiveModel { name: Set(LAST.to_owned()), value: Set(value) })
            .on_conflict(
                OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned(),
            )
            .exec_without_returning(self.db.write())
            .await?;
        Ok(())
    }

    /// What newer snapshots know of documents that are there already.
    async fn known_documents(
        &self,
        place: &dyn ObjectStore,
    ) -> Result<BTreeMap<String, DocumentPart>, BackupError> {
        let Some(last) = snapshots(place).await?.pop() else { return Ok(BTreeMap::new()) };
        let manifest = Manifest::read(&self.keys, place, &last).await?;
        let mut named: BTreeMap<Path, DocumentPart> =
            manifest.documents.into_iter().map(|part| (documents_at(&part.key), part)).collect();
        let mut known = BTreeMap::new();
        // Listed, not asked for one by one: a store names a thousand in one answer. One that was lost since is copied
        // again.
        let mut there = place.list(Some(&Path::from("documents")));
        while let Some(found) = there.try_next().await.map_err(BackupError::store("the back-up"))? {
            if let Some(part) = named.remove(&found.location).filter(|part| part.bytes == found.size) {
                known.insert(part.key.clone(), part);
            }
        }
        Ok(known)
    }

    /// Copies one document and reads the copy back; `None` when it was removed meanwhile.
    async fn copy_document(
        &self,
        place: &dyn ObjectStore,
        key: &str,
    ) -> Result<Option<DocumentPart>, BackupError> {
        let bytes = match self.store.get(&Path::from(key)).await {
            Ok(found) => found.bytes().await.map_err(BackupError::store("the portal's documents"))?,
            Err(object_store::Error::NotFound { .. }) => {
                let row = document::Entity::find()
                    .filter(document::Column::StorageKey.eq(key))
                    .filter(document::kept())
                    .one(self.db.read())
                    .await?;
                let result = result::Entity::find()
                    .filter(result::Column::StorageKey.eq(key))
                    .filter(result::Column::RemovedAt.is_null())
                    .one(self.db.read())
                    .await?;
                let written = message_file::Entity::find()
                    .filter(message_file::Column::StorageKey.eq(key))
                    .filter(message_file::Column::DiscardedAt.is_null())
                    .one(self.db.read())
                    .await?;
                let known = row.map(|row| row.id).or(result.map(|row| row.id));
                return match known.or(written.map(|row| row.id)) {
                    Some(id) => Err(BackupError::DocumentMissing(id.to_string())),
                    None => Ok(None),
                };
            }
            Err(source) => return Err(BackupError::Store { what: "the portal's documents", source }),
        };
        let part = DocumentPart {
            key: key.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: hex::encode(Sha256::digest(&bytes)),
        };
        let at = documents_at(key);
        place.put(&at, bytes.into()).await.map_err(BackupError::store("the back-up"))?;
        match verify::document(place, &part).await? {
            None => Ok(Some(part)),
            Some(damage) => Err(BackupError::Damaged(damage)),
        }
    }

    /// Removes snapshots before the newest `keep`, and documents that no kept snapshot names.
    async fn let_go(&self, place: &dyn ObjectStore, keep: usize) -> Result<u64, BackupError> {
        let names = snapshots(place).await?;
        let (old, kept) = names.split_at(names.len().saturating_sub(keep));
        if old.is_empty() {
            return Ok(0);
        }
        let mut named = std::collections::BTreeSet::new();
        for name in kept {
            let manifest = Manifest::read(&self.keys, place, name).await?;
            named.extend(manifest.documents.into_iter().map(|part| documents_at(&part.key)));
        }
        let gone = |result: object_store::Result<()>| match result {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(source) => Err(BackupError::Store { what: "the back-up", source }),
        };
        for name in old {
            // The manifest first: half a snapshot must not look like a whole one.
            gone(place.delete(&manifest_at(name)).await)?;
            gone(place.delete(&database_at(name)).await)?;
        }
        let under = Path::from("documents");
        let there: Vec<_> =
            place.list(Some(&under)).try_collect().await.map_err(BackupError::store("the back-up"))?;
        for object in there.into_iter().filter(|object| !named.contains(&object.location)) {
            gone(place.delete(&object.location).await)?;
        }
        Ok(u64::try_from(old.len()).unwrap_or(u64::MAX))
    }
}
