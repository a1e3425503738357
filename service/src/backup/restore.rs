//! The way back, into an empty place, with proof.
use super::{BackupError, Damage, DocumentPart, Manifest, copy, documents_at, sealed, snapshots, verify};
use crate::{Keys, Service, entity::document};
use futures::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, path::Path};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use sha2::{Digest as _, Sha256};
use std::path::{Path as FilePath, PathBuf};
use tokio::fs::{self, OpenOptions};

/// From where to where.
#[derive(Debug)]
pub struct Way<'a> {
    /// The back-up.
    pub place: &'a dyn ObjectStore,
    /// The snapshot; the newest if not named.
    pub snapshot: Option<&'a str>,
    /// The database file to be made; `None` where the database's own tools have restored it.
    pub database: Option<PathBuf>,
    /// The store of documents, which must be empty.
    pub documents: &'a dyn ObjectStore,
}

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// From which snapshot.
    pub name: String,
    /// Tables whose rows were counted, and agree.
    pub tables: u64,
    /// Rows in all of them.
    pub rows: u64,
    /// Documents that were put back.
    pub documents: u64,
    manifest: Manifest,
}

impl Restored {
    /// When the snapshot was begun, in milliseconds since 1970.
    pub fn taken_at(&self) -> i64 {
        self.manifest.taken_at
    }
}

/// The snapshot that is wanted: by its name, or the newest.
pub(super) fn chosen(names: &[String], wanted: Option<&str>) -> Result<String, BackupError> {
    let there = match names.last() {
        Some(newest) => format!("the newest is {newest}"),
        None => "it holds none at all".to_owned(),
    };
    match wanted {
        None => names
            .last()
            .cloned()
            .ok_or_else(|| BackupError::NoSnapshot("that could be restored".to_owned(), there)),
        Some(wanted) => {
            let found = names.iter().find(|name| *name == wanted).cloned();
            found.ok_or_else(|| BackupError::NoSnapshot(wanted.to_owned(), there))
        }
    }
}

impl Keys {
    /// Reads every snapshot of a back-up, or the named one, whole.
    ///
    /// # Errors
    /// When the place does not answer or has no such snapshot; damage is found, not failed on.
    pub async fn verify_backup(
        &self,
        place: &dyn ObjectStore,
        snapshot: Option<&str>,
    ) -> Result<super::Verified, BackupError> {
        verify::verify(self, place, snapshot).await
    }

    /// Puts a snapshot back into an empty place. Open the installation afterwards and let
    /// [`Service::prove_restored`] look at it.
    ///
    /// # Errors
    /// See [`BackupError`]. What was written until then is not removed: it may be looked at.
    pub async fn restore(&self, way: Way<'_>) -> Result<Restored, BackupError> {
        if let Some(file) = &way.database
            && fs::try_exists(file).await.map_err(BackupError::file(file.display().to_string()))?
        {
            return Err(BackupError::NotEmpty(file.display().to_string()));
        }
        let mut there = way.documents.list(None);
        if there.try_next().await.map_err(BackupError::store("the portal's documents"))?.is_some() {
            return Err(BackupError::NotEmpty("the store of documents".to_owned()));
        }
        let name = chosen(&snapshots(way.place).await?, way.snapshot)?;
        let manifest = Manifest::read(self, way.place, &name).await?;
        let (mut tables, mut rows) = (0, 0);
        match (&way.database, &manifest.database) {
            (Some(file), Some(part)) => {
                self.put_database_back(way.place, &name, part, file).await?;
                let open = copy::open(file).await?;
                let counted = copy::count_tables(&open).await?;
                open.close().await?;
                if counted != manifest.tables {
                    return Err(BackupError::DoesNotHold("its tables have other numbers of rows".to_owned()));
                }
                tables = u64::try_from(counted.len()).unwrap_or(u64::MAX);
                rows = counted.values().sum();
            }
            (Some(file), None) => {
                return Err(BackupError::DoesNotHold(format!(
                    "the snapshot holds documents only, and {} is to be a SQLite database; restore the database with \
                     PostgreSQL's tools and name it in KK_DATABASE_URL",
                    file.display()
                )));
            }
            (None, _) => {}
        }
        for part in &manifest.documents {
            put_document_back(way.place, way.documents, part).await?;
        }
        let documents = u64::try_from(manifest.documents.len()).unwrap_or(u64::MAX);
        Ok(Restored { name, tables, rows, documents, manifest })
    }

    async fn put_database_back(
        &self,
        place: &dyn ObjectStore,
        name: &str,
        part: &super::DatabasePart,
        file: &FilePath,
    ) -> Result<(), BackupError> {
        let cannot = || BackupError::file(file.display().to_string());
        let half = file.with_extension("restoring");
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).await.map_err(cannot())?;
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut target = options.open(&half).await.map_err(cannot())?;
        if !sealed::open(self, place, name, part, Some(&mut target)).await? {
            drop(target);
            fs::remove_file(&half).await.map_err(cannot())?;
            return Err(BackupError::Damaged(Damage::Database(name.to_owned())));
        }
        target.sync_all().await.map_err(cannot())?;
        drop(target);
        // It has its name when it is whole.
        fs::rename(&half, file).await.map_err(cannot())
    }
}

async fn put_document_back(
    place: &dyn ObjectStore,
    documents: &dyn ObjectStore,
    part: &DocumentPart,
) -> Result<(), BackupError> {
    let found = match place.get(&documents_at(&part.key)).await {
        Ok(found) => found,
        Err(object_store::Error::NotFound { .. }) => {
            return Err(BackupError::Damaged(Damage::Missing(part.key.clone())));
        }
        Err(source) => return Err(BackupError::Store { what: "the back-up", source }),
    };
    let bytes = found.bytes().await.map_err(BackupError::store("the back-up"))?;
    if hex::encode(Sha256::digest(&bytes)) != part.sha256 {
        return Err(BackupError::Damaged(Damage::Document(part.key.clone())));
    }
    documents
        .put(&Path::from(part.key.as_str()), bytes.into())
        .await
        .map_err(BackupError::store("the portal's documents"))?;
    Ok(())
}

impl Service {
    /// Proves an installation that was restored: its keys, the history of every request, and that documents open and
    /// are what was acknowledged, `sample` of them spread over all (`None`: every one). Says how many documents.
    ///
    /// # Errors
    /// [`BackupError::DoesNotHold`] with what does not.
    pub async fn prove_restored(
        &self,
        restored: &Restored,
        sample: Option<usize>,
    ) -> Result<u64, BackupError> {
        let broken = |what: String| BackupError::DoesNotHold(what);
        let numbers = self.broken_histories().await.map_err(|error| broken(error.to_string()))?;
        if !numbers.is_empty() {
            return Err(broken(format!(
                "requests do not open or have a broken history: {}",
                numbers.join(", ")
            )));
        }
        let all = &restored.manifest.documents;
        let step = sample.map_or(1, |most| all.len().div_ceil(most.max(1)).max(1));
        let mut opened = 0;
        for part in all.iter().step_by(step) {
            let row = document::Entity::find()
                .filter(document::Column::StorageKey.eq(part.key.as_str()))
                .one(self.db.read())
                .await?;
            let holds = match &row {
                Some(row) => self.fetch(row).await.is_ok(),
                None => self.result_holds(&part.key).await.unwrap_or(false),
            };
            if !holds {
                return Err(broken(format!("the file {} belongs to no row, or does not open", part.key)));
            }
            opened += 1;
        }
        Ok(opened)
    }
}
