//! Proves that what was acknowledged is there: every document and every part of a file on its way exists, opens, and
//! is what was acknowledged. Names what lies in the store and belongs to nobody.
use super::upload::{part_place, seal_place};
use crate::{
    Error, Service,
    entity::{document, upload, upload_part},
};
use futures::TryStreamExt;
use object_store::{ObjectMeta, ObjectStoreExt, path::Path};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Rows and objects looked at at once.
const BATCH: u64 = 200;
/// What is younger may be on its way into a row.
const FRESH: i64 = 60 * 60;
/// What is older and belongs to nobody is left over.
const OLD: i64 = 2 * 24 * 60 * 60;

/// What is wrong with something that was acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageFault {
    /// It is not in the store.
    Missing,
    /// It does not open: damaged, moved, or sealed with other keys.
    Sealed,
    /// It opens, and is something else than what was acknowledged.
    Different,
    /// The store did not give it.
    Unread,
}

/// What is in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StorageReport {
    /// Acknowledged documents looked at.
    pub documents: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files on their way.
    pub uploads: u64,
    /// Documents that are not as they were acknowledged.
    pub broken_documents: Vec<(Uuid, StorageFault)>,
    /// Files on their way of which something is not as it was acknowledged.
    pub broken_uploads: Vec<(Uuid, StorageFault)>,
    /// Objects that belong to nobody, with their size.
    pub orphans: Vec<(String, u64)>,
    /// Objects that no row knows yet; younger than an hour.
    pub fresh: u64,
    /// Orphans that were deleted now.
    pub removed: u64,
}

impl StorageReport {
    /// Whether everything that was acknowledged is there.
    pub fn is_whole(&self) -> bool {
        self.broken_documents.is_empty() && self.broken_uploads.is_empty()
    }
}

impl Service {
    /// Looks at everything; with `remove` objects that belong to nobody for two days are deleted.
    pub async fn verify_storage(&self, remove: bool) -> Result<StorageReport, Error> {
        let mut report = StorageReport::default();
        self.verify_documents(&mut report).await?;
        self.verify_uploads(&mut report).await?;
        self.find_orphans(&mut report, remove).await?;
        Ok(report)
    }

    async fn verify_documents(&self, report: &mut StorageReport) -> Result<(), Error> {
        // What was removed before it was ever sent is promised to nobody.
        let counts = Condition::any()
            .add(document::Column::RemovedAt.is_null())
            .add(document::Column::SentAt.is_not_null());
        let mut pages = document::Entity::find()
            .filter(counts)
            .order_by_asc(document::Column::Id)
            .paginate(self.db.read(), BATCH);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                report.documents += 1;
                report.bytes += u64::try_from(row.size).unwrap_or(0);
                if let Err(fault) = self.verify_document(&row).await {
                    report.broken_documents.push((row.id, fault));
                }
            }
        }
        Ok(())
    }

    async fn verify_document(&self, row: &document::Model) -> Result<(), StorageFault> {
        let sealed = self.fetched(&Path::from(row.storage_key.clone())).await?;
        let sealer = self.sealer(row.request_id).await.map_err(|_| StorageFault::Sealed)?;
        let plain = sealer.open(super::PLACE, row.id, &sealed).map_err(|_| StorageFault::Sealed)?;
        let same = hex::encode(Sha256::digest(plain.as_slice())) == row.sha256;
        if same { Ok(()) } else { Err(StorageFault::Different) }
    }

    async fn verify_uploads(&self, report: &mut StorageReport) -> Result<(), Error> {
        let mut pages = upload::Entity::find()
            .filter(upload::Column::Outcome.is_null())
            .order_by_asc(upload::Column::Id)
            .paginate(self.db.read(), BATCH);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                report.uploads += 1;
                if let Err(fault) = self.verify_upload(&row).await {
                    // It may have been finished while we looked: then its parts are gone, and rightly.
                    let now = upload::Entity::find_by_id(row.id).one(self.db.write()).await?;
                    if now.is_some_and(|now| now.outcome.is_none()) {
                        report.broken_uploads.push((row.id, fault));
                    }
                }
            }
        }
        Ok(())
    }

    async fn verify_upload(&self, row: &upload::Model) -> Result<(), StorageFault> {
        let parts = upload_part::Entity::find()
            .filter(upload_part::Column::UploadId.eq(row.id))
            .order_by_asc(upload_part::Column::Start)
            .all(self.db.write())
            .await
            .map_err(|_| StorageFault::Unread)?;
        let mut end = 0;
        for part in parts.iter().filter(|part| part.start < row.received) {
            let sealed = self.fetched(&part_place(row.id, part.id)).await?;
            let sealer = self.sealer(row.request_id).await.map_err(|_| StorageFault::Sealed)?;
            let place = seal_place(row.id, part.start);
            let plain = sealer.open(&place, part.id, &sealed).map_err(|_| StorageFault::Sealed)?;
            if part.start != end || i64::try_from(plain.len()) != Ok(part.size) {
                return Err(StorageFault::Different);
            }
            end += part.size;
        }
        if end == row.received { Ok(()) } else { Err(StorageFault::Missing) }
    }

    async fn fetched(&self, path: &Path) -> Result<bytes::Bytes, StorageFault> {
        let fault = |error| match error {
            object_store::Error::NotFound { .. } => StorageFault::Missing,
            _ => StorageFault::Unread,
        };
        self.store.get(path).await.map_err(fault)?.bytes().await.map_err(fault)
    }

    async fn find_orphans(&self, report: &mut StorageReport, remove: bool) -> Result<(), Error> {
        let mut listed = self.store.list(None).try_chunks(usize::try_from(BATCH).unwrap_or(200));
        let now = self.clock.now().unix_timestamp();
        while let Some(objects) = listed.try_next().await.map_err(|error| Error::from(error.1))? {
            for object in self.unknown(objects).await? {
                let age = now - object.last_modified.timestamp();
                if age < FRESH {
                    report.fresh += 1;
                    continue;
                }
                if remove && age > OLD {
                    self.store.delete(&object.location).await?;
                    report.removed += 1;
                }
                report.orphans.push((object.location.to_string(), object.size));
            }
        }
        Ok(())
    }

    /// Those of which no row knows.
    async fn unknown(&self, objects: Vec<ObjectMeta>) -> Result<Vec<ObjectMeta>, Error> {
        let (parts, documents): (Vec<_>, Vec<_>) =
            objects.into_iter().partition(|object| object.location.as_ref().starts_with("unggah/"));
        let mut unknown = self.unknown_parts(parts).await?;
        let keys = documents.iter().map(|object| object.location.to_string());
        let known: BTreeSet<String> = document::Entity::find()
            .filter(document::Column::StorageKey.is_in(keys))
            .all(self.db.write())
            .await?
            .into_iter()
            .map(|row| row.storage_key)
            .collect();
        unknown.extend(documents.into_iter().filter(|object| !known.contains(object.location.as_ref())));
        Ok(unknown)
    }
}
