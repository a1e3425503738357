//! Deleting what was given up, and writing that it is gone when it is.
use super::{DESTROYED, SYSTEM, proof::digest};
use crate::{
    Error, Service,
    clock::Millis,
    entity::{document, message_file, request},
    results::note,
    state::Destruction,
};
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// So many requests in one round.
const BATCH: u64 = 100;

impl Service {
    /// Destroys the files of requests that were given up. What the store does not delete holds up nothing else, and is
    /// tried again in the next round.
    pub(super) async fn destroy_given_up(&self, now: Millis) -> Result<(), Error> {
        let left: Vec<Uuid> = request::Entity::find()
            .select_only()
            .column(request::Column::Id)
            .filter(request::Column::FilesDiscardedAt.is_not_null())
            .filter(request::Column::FilesDestroyedAt.is_null())
            .order_by_asc(request::Column::FilesDiscardedAt)
            .limit(BATCH)
            .into_tuple()
            .all(self.db.read())
            .await?;
        for request in left {
            if let Err(error) = self.destroy_files_of(request, now).await {
                tracing::warn!(%request, %error, "files that were given up are not destroyed yet");
            }
        }
        Ok(())
    }

    /// Requests whose files were given up and are still there.
    pub(crate) async fn destruction_waiting(&self, now: Millis) -> Result<Option<Destruction>, Error> {
        let left = request::Entity::find()
            .filter(request::Column::FilesDiscardedAt.is_not_null())
            .filter(request::Column::FilesDestroyedAt.is_null());
        let first: Option<Option<Millis>> = left
            .clone()
            .select_only()
            .column(request::Column::FilesDiscardedAt)
            .order_by_asc(request::Column::FilesDiscardedAt)
            .into_tuple()
            .one(self.db.read())
            .await?;
        let oldest = first.flatten().map(|at| (now - at) / 1000);
        if oldest.is_none() && self.settings.retention.is_none() {
            return Ok(None);
        }
        Ok(Some(Destruction { waiting: left.count(self.db.read()).await?, oldest }))
    }

    async fn destroy_files_of(&self, request: Uuid, at: Millis) -> Result<(), Error> {
        let documents = document::Entity::find()
            .filter(document::Column::RequestId.eq(request))
            .filter(document::Column::DiscardedAt.is_not_null())
            .order_by_asc(document::Column::Id)
            .all(self.db.write())
            .await?;
        let written = message_file::Entity::find()
            .filter(message_file::Column::RequestId.eq(request))
            .filter(message_file::Column::DiscardedAt.is_not_null())
            .all(self.db.write())
            .await?;
        for row in &documents {
            self.delete_stored(&row.storage_key).await?;
            self.forget_preview(row.id).await?;
        }
        for row in &written {
            self.delete_stored(&row.storage_key).await?;
        }
        let txn = self.db.begin().await?;
        let gone = request::Entity::update_many()
            .col_expr(request::Column::FilesDestroyedAt, Expr::value(at))
            .filter(request::Column::Id.eq(request))
            .filter(request::Column::FilesDestroyedAt.is_null())
            .exec(&txn)
            .await?;
        if gone.rows_affected != 1 {
            // Another server was faster, and has written it.
            return Ok(());
        }
        document::Entity::update_many()
            .col_expr(document::Column::DestroyedAt, Expr::value(at))
            .col_expr(document::Column::Name, Expr::value(Vec::<u8>::new()))
            .col_expr(document::Column::Quality, Expr::value(Option::<String>::None))
            .filter(document::Column::Id.is_in(documents.iter().map(|row| row.id)))
            .exec(&txn)
            .await?;
        message_file::Entity::delete_many()
            .filter(message_file::Column::Id.is_in(written.iter().map(|row| row.id)))
            .exec(&txn)
            .await?;
        let detail = format!(
            "documents={} message_files={} digest={}",
            documents.len(),
            written.len(),
            digest(documents.iter().map(|row| (row.id, row.sha256.as_str())))
        );
        note(&txn, request, DESTROYED, SYSTEM, detail, at).await?;
        txn.commit().await?;
        Ok(())
    }

    pub(super) async fn delete_stored(&self, key: &str) -> Result<(), Error> {
        match self.store.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
