//! Proves that what was acknowledged is there: every document and every part of a file on its way exists, opens, and
//! is what was acknowledged. Names what lies in the store and belongs to nobody.
use super::{
    Sealed, preview,
    upload::{part_place, seal_place},
};
use crate::{
    Error, Service,
    entity::{document, document_preview, message_file, result, upload, upload_part},
};
use futures::TryStreamExt;
use object_store::{ObjectMeta, ObjectStoreExt, path::Path};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
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
    /// Results that officers attached.
    pub results: u64,
    /// Files on their way.
    pub uploads: u64,
    /// Documents that are not as they were acknowledged.
    pub broken_documents: Vec<(Uuid, StorageFault)>,
    /// Results that are not as they were attached.
    pub broken_results: Vec<(Uuid, StorageFault)>,
    /// Files on their way of which something is not as it was acknowledged.
    pub broken_uploads: Vec<(Uuid, StorageFault)>,
    /// Objects that belong to nobody, with their size.
    pub orphans: Vec<(String, u64)>,
    /// Objects that no row knows yet; younger than an hour.
    pub fresh: u64,
    /// Orphans that were deleted now.
    pub removed: u64,
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn fault(error: object_store::Error) -> StorageFault {
    match error {
        object_store::Error::NotFound { .. } => StorageFault::Missing,
        _ => StorageFault::Unread,
    }
}

impl StorageReport {
    /// Whether everything that was acknowledged is there.
    pub fn is_whole(&self) -> bool {
        self.broken_documents.is_empty() && self.broken_results.is_empty() && self.broken_uploads.is_empty()
    }
}

impl Service {
    /// Looks at everything; with `remove` objects that belong to nobody for two days are deleted.
    pub async fn verify_storage(&self, remove: bool) -> Result<StorageReport, Error> {
        let mut report = StorageReport::default();
        self.verify_documents(&mut report).await?;
        self.verify_message_files(&mut report).await?;
        self.verify_results(&mut report).await?;
        self.verify_uploads(&mut report).await?;
        self.find_orphans(&mut report, remove).await?;
        Ok(report)
    }

    async fn verify_documents(&self, report: &mut StorageReport) -> Result<(), Error> {
        let mut pages = document::Entity::find()
            .filter(document::kept())
            .order_by_asc(document::Column::Id)
            .paginate(self.db.read(), BATCH);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                report.documents += 1;
                report.bytes += u64::try_from(row.size).unwrap_or(0);
                if let Err(fault) = self.verify_document(&row).await
                    && self.is_kept(row.id).await?
                {
                    report.broken_documents.push((row.id, fault));
                }
            }
        }
        Ok(())
    }

    /// Files of messages count as documents: they were acknowledged like them.
    async fn verify_message_files(&self, report: &mut StorageReport) -> Result<(), Error> {
        let rows = message_file::Entity::find()
            .filter(message_file::Column::DiscardedAt.is_null())
            .order_by_asc(message_file::Column::Id);
        let mut pages = rows.paginate(self.db.read(), BATCH);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                report.documents += 1;
                report.bytes += u64::try_from(row.size).unwrap_or(0);
                let (key, sha256) = (&row.storage_key, &row.sha256);
                let sealed = Sealed { key, place: crate::message_files::MESSAGE_FILE, id: row.id, sha256 };
                if let Err(fault) = self.verify_sealed(row.request_id, sealed).await {
                    report.broken_documents.push((row.id, fault));
                }
            }
        }
        Ok(())
    }

    /// It was not removed or given up while we looked.
    async fn is_kept(&self, document: Uuid) -> Result<bool, Error> {
        let now =
            document::Entity::find_by_id(document).filter(document::kept()).one(self.db.write()).await?;
        Ok(now.is_some())
    }

    async fn verify_document(&self, row: &document::Model) -> Result<(), StorageFault> {
        let sealed = Sealed { key: &row.storage_key, place: super::PLACE, id: row.id, sha256: &row.sha256 };
        self.verify_sealed(row.request_id, sealed).await
    }

    async fn verify_results(&self, report: &mut StorageReport) -> Result<(), Error> {
        let mut pages = result::Entity::find()
            .filter(result::Column::StorageKey.is_not_null())
            .filter(result::Column::RemovedAt.is_null())
            .order_by_asc(result::Column::Id)
            .paginate(self.db.read(), BATCH);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                report.results += 1;
                let key = row.storage_key.as_deref().unwrap_or_default();
                let sealed = Sealed { key, place: crate::results::CONTENT, id: row.id, sha256: &row.sha256 };
                if let Err(fault) = self.verify_sealed(row.request_id, sealed).await {
                    // Its time may have run out while we looked.
                    let now = result::Entity::find_by_id(row.id).one(self.db.write()).await?;
                    if now.is_some_and(|now| now.storage_key.is_some()) {
                        report.broken_results.push((row.id, fault));
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads it in the memory of a piece.
    async fn verify_sealed(&self, subject: Uuid, sealed: Sealed<'_>) -> Result<(), StorageFault> {
        let got = self.store.get(&Path::from(sealed.key)).await.map_err(fault)?;
        let mut source = got.into_stream();
        let sealer = self.sealer(subject).await.map_err(|_| StorageFault::Sealed)?;
        let (mut opening, mut hash) = (sealer.open_file(sealed.place, sealed.id), Sha256::new());
        while let Some(part) = source.try_next().await.map_err(fault)? {
            for piece in opening.push(&part).map_err(|_| StorageFault::Sealed)? {
                hash.update(&piece);
            }
        }
        hash.update(opening.finish().map_err(|_| StorageFault::Sealed)?);
        let same = hex::encode(hash.finalize()) == sealed.sha256;
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
        // Files for browsers belong to a release, not to a row.
        let objects = objects.into_iter().filter(|object| {
            object.location.parts().next().is_none_or(|first| first.as_ref() != crate::releases::FOLDER)
        });
        let (parts, others): (Vec<_>, Vec<_>) =
            objects.partition(|object| object.location.as_ref().starts_with("unggah/"));
        let mut unknown = self.unknown_parts(parts).await?;
        let of = |object: &ObjectMeta| preview::document_of(object.location.as_ref());
        let drawn: Vec<Uuid> = others.iter().filter_map(of).collect();
        let previews: BTreeSet<Uuid> = document_preview::Entity::find()
            .filter(document_preview::Column::DocumentId.is_in(drawn))
            .all(self.db.write())
            .await?
            .into_iter()
            .map(|row| row.document_id)
            .collect();
        let keys: Vec<String> = others.iter().map(|object| object.location.to_string()).collect();
        let documents = document::Entity::find()
            .filter(document::Column::StorageKey.is_in(keys.clone()))
            .all(self.db.write())
            .await?;
        let written = message_file::Entity::find()
            .filter(message_file::Column::StorageKey.is_in(keys.clone()))
            .all(self.db.write())
            .await?;
        let results = result::Entity::find()
            .filter(result::Column::StorageKey.is_in(keys))
            .all(self.db.write())
            .await?;
        let known: BTreeSet<String> = documents
            .into_iter()
            .map(|row| row.storage_key)
            .chain(written.into_iter().map(|row| row.storage_key))
            .chain(results.into_iter().filter_map(|row| row.storage_key))
            .collect();
        unknown.extend(others.into_iter().filter(|object| match of(object) {
            Some(document) => !previews.contains(&document),
            None => !known.contains(object.location.as_ref()),
        }));
        Ok(unknown)
    }
}
