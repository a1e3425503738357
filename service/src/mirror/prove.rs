//! An installation out of a mirror, and the proof that it is one.
use super::{Held, MirrorError, Replayed, document_store, replay_mirror, sync_folder};
use crate::{Keys, Service, StorageFault, entity::document};
use futures::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _};
use sea_orm::{
    ColumnTrait as _, ConnectOptions, ConnectionTrait as _, DbErr, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, Statement,
};
use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};
use uuid::Uuid;

/// Ids in one statement.
const AT_ONCE: usize = 500;

/// What came out of a mirror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorProof {
    /// Documents looked at.
    pub documents: u64,
    /// Results looked at.
    pub results: u64,
    /// Documents of drafts, and files that were being sent, which are asked for again.
    pub asked_again: usize,
    /// Results and files of messages that are not there: the office attaches them again.
    pub late: Vec<Uuid>,
}

impl Keys {
    /// Puts the database of a mirror together as the new file `database`, proven piece by piece and by SQLite itself.
    ///
    /// # Errors
    /// See [`MirrorError`]; there is no such file then.
    pub async fn restore_mirror(
        &self,
        (mirror, held): (&Path, &Held),
        database: &Path,
        broken_mark: bool,
    ) -> Result<Replayed, MirrorError> {
        let failed = |error| MirrorError::file(database, error);
        // SQLite would put what lies beside it into it.
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut name = database.as_os_str().to_owned();
            name.push(end);
            if Path::new(&name).try_exists().map_err(failed)? {
                return Err(MirrorError::NotEmpty(Path::new(&name).display().to_string()));
            }
        }
        let folder = match database.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let half = database.with_extension("restoring");
        let target = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&half);
        let target = target.map_err(failed)?;
        let replayed = match replay_mirror(self, mirror, held, Some(&target), broken_mark) {
            Ok(replayed) => sound(&half).await.map(|()| replayed),
            Err(error) => Err(error),
        };
        drop(target);
        let Ok(replayed) = replayed else {
            let _ = fs::remove_file(&half);
            return replayed;
        };
        // It has its name when it is whole.
        fs::rename(&half, database).map_err(failed)?;
        sync_folder(folder)?;
        Ok(replayed)
    }
}

/// Whether documents may be put back into this store; asked before anything is.
///
/// # Errors
/// When it cannot be used, or is not empty.
pub async fn prove_empty(documents: &dyn ObjectStore) -> Result<(), MirrorError> {
    match documents.list(None).try_next().await? {
        Some(_) => Err(MirrorError::NotEmpty("the store of documents".to_owned())),
        None => Ok(()),
    }
}

/// Copies every document of a mirror into an empty store; answers how many.
///
/// # Errors
/// When a place cannot be used, or the store is not empty.
pub async fn restore_mirrored_documents(
    mirror: &Path,
    documents: &dyn ObjectStore,
) -> Result<u64, MirrorError> {
    prove_empty(documents).await?;
    let there = document_store(mirror)?;
    let mut found = there.list(None);
    let mut copied = 0;
    while let Some(object) = found.try_next().await? {
        let bytes = there.get(&object.location).await?.bytes().await?;
        documents.put(&object.location, bytes.into()).await?;
        copied += 1;
    }
    Ok(copied)
}

/// Whether SQLite finds nothing wrong with a file; not a byte of it is changed.
async fn sound(file: &Path) -> Result<(), MirrorError> {
    let mut options = ConnectOptions::new(format!("sqlite://{}", file.display()));
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| sqlite.read_only(true).immutable(true));
    let database = crate::db::connect(options).await?;
    let asked = Statement::from_string(database.get_database_backend(), "PRAGMA integrity_check(1)");
    let said = match database.query_one_raw(asked).await? {
        Some(row) => row.try_get_by_index::<String>(0)?,
        None => String::new(),
    };
    database.close().await?;
    if said == "ok" { Ok(()) } else { Err(MirrorError::Unsound(said)) }
}

impl Service {
    /// Proves an installation that came out of a mirror: the history of every request, and that each document opens and
    /// is what was acknowledged.
    ///
    /// Only what is sent waits for its files. Other files follow their rows to the mirror; those that were still on their
    /// way are told, and nothing goes on as if they were there: documents are taken out of their drafts, whose slots ask
    /// for them again, and files that were being sent begin anew.
    ///
    /// # Errors
    /// [`MirrorError::Unsound`] with what does not hold.
    pub async fn prove_mirrored(&self) -> Result<MirrorProof, MirrorError> {
        let unsound = |what: String| MirrorError::Unsound(what);
        let numbers = self.broken_histories().await.map_err(|error| unsound(error.to_string()))?;
        if !numbers.is_empty() {
            let numbers = numbers.join(", ");
            return Err(unsound(format!("requests do not open or have a broken history: {numbers}")));
        }
        let found = self.verify_storage(false).await.map_err(|error| unsound(error.to_string()))?;
        let missing = |of: &[(Uuid, StorageFault)]| -> BTreeSet<Uuid> {
            of.iter().filter(|(_, fault)| *fault == StorageFault::Missing).map(|(id, _)| *id).collect()
        };
        let (documents, results) = (missing(&found.broken_documents), missing(&found.broken_results));
        let sent = self.sent_among(&documents).await?;
        let broken =
            found.broken_documents.iter().filter(|(id, _)| sent.contains(id) || !documents.contains(id));
        let broken = broken.chain(found.broken_results.iter().filter(|(id, _)| !results.contains(id)));
        let broken: Vec<String> = broken.map(|(id, fault)| format!("{id} ({fault:?})")).collect();
        if !broken.is_empty() {
            return Err(unsound(format!("documents are not what was acknowledged: {}", broken.join(", "))));
        }
        let dropped = self.drop_from_drafts(&documents).await?;
        for (id, _) in &found.broken_uploads {
            self.give_up_upload(*id).await.map_err(|error| unsound(error.to_string()))?;
        }
        let late = documents.difference(&dropped).chain(&results).copied().collect();
        Ok(MirrorProof {
            documents: found.documents,
            results: found.results,
            asked_again: dropped.len() + found.broken_uploads.len(),
            late,
        })
    }

    /// Which of these documents a request was sent with.
    async fn sent_among(&self, ids: &BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>, DbErr> {
        let mut sent = BTreeSet::new();
        for some in ids.iter().copied().collect::<Vec<_>>().chunks(AT_ONCE) {
            let rows = document::Entity::find()
                .select_only()
                .column(document::Column::Id)
                .filter(document::Column::Id.is_in(some.iter().copied()))
                .filter(document::Column::SentAt.is_not_null());
            sent.extend(rows.into_tuple::<Uuid>().all(self.db.read()).await?);
        }
        Ok(sent)
    }

    /// Removes these documents, which were sent with nothing, for good; answers which of them are documents.
    async fn drop_from_drafts(&self, ids: &BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>, DbErr> {
        let mut dropped = BTreeSet::new();
        for some in ids.iter().copied().collect::<Vec<_>>().chunks(AT_ONCE) {
            let here = document::Column::Id.is_in(some.iter().copied());
            let rows =
                document::Entity::find().select_only().column(document::Column::Id).filter(here.clone());
            dropped.extend(rows.into_tuple::<Uuid>().all(self.db.read()).await?);
            document::Entity::delete_many().filter(here).exec(self.db.write()).await?;
        }
        Ok(dropped)
    }
}
