//! Removing a document from a draft, taking that back for a day, and deleting what nobody will miss.
use super::{hold, present_in, too_many, view};
use crate::{
    Actor, Error, Service,
    assistance::note_help,
    clock::{Millis, millis},
    entity::document,
};
use domain::{DocumentView, Slot, Words, opened};
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// How long a removed file can be brought back.
const GRACE: Millis = 24 * 60 * 60 * 1000;

impl Service {
    /// Removes a document from one's own draft. The file itself goes with a later sweep.
    pub async fn remove_document(&self, actor: &Actor, draft: Uuid, id: Uuid) -> Result<(), Error> {
        let (row, _) = self.own_open_document(actor, draft, id).await?;
        if row.removed_at.is_some() {
            return Err(Error::NotFound);
        }
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        hold(&txn, draft).await?;
        note_help(&txn, actor, draft, millis(self.clock.now())).await?;
        mark(&txn, id, Some(millis(self.clock.now()))).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Takes a removal back, while the file is still there.
    pub async fn restore_document(
        &self,
        actor: &Actor,
        draft: Uuid,
        id: Uuid,
    ) -> Result<DocumentView, Error> {
        let (row, slot) = self.own_open_document(actor, draft, id).await?;
        let name = self.sealer(draft).await?.open_text("document.name", row.id, &row.name)?;
        if row.removed_at.is_none() {
            return Ok(view(&row, name));
        }
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        hold(&txn, draft).await?;
        note_help(&txn, actor, draft, millis(self.clock.now())).await?;
        if present_in(&txn, draft, &row.slot).await? >= u64::from(slot.max_files) {
            return Err(too_many(&slot));
        }
        if mark(&txn, id, None).await? == 0 {
            return Err(Error::NotFound);
        }
        txn.commit().await?;
        Ok(view(&row, name))
    }

    /// A document of one's own draft in a slot that is open, with that slot.
    pub(super) async fn own_open_document(
        &self,
        actor: &Actor,
        draft: Uuid,
        id: Uuid,
    ) -> Result<(document::Model, Slot<Words>), Error> {
        let own = self.written_draft(actor, draft).await?;
        let row = document::Entity::find_by_id(id)
            .filter(document::Column::RequestId.eq(draft))
            .one(self.db.write())
            .await?
            .ok_or(Error::NotFound)?;
        let flagged = self.flagged(actor, draft).await?;
        let procedure = self.procedure_of_draft(actor, &own, flagged.is_some()).await?;
        if flagged.is_some_and(|flagged| !opened(&procedure, &flagged).slot(&row.slot)) {
            return Err(Error::NotFound);
        }
        let slot = procedure.slot(&row.slot).ok_or(Error::NotFound)?.clone();
        Ok((row, slot))
    }

    /// Deletes files that were removed a while ago and never sent. One that cannot be deleted does not hold up
    /// the others.
    pub(crate) async fn sweep_documents(&self, now: Millis) -> Result<usize, Error> {
        let never_sent = document::Entity::find()
            .filter(document::Column::RemovedAt.lt(now - GRACE))
            .filter(document::Column::SentAt.is_null())
            .order_by_asc(document::Column::Id)
            .limit(200)
            .all(self.db.read())
            .await?;
        let mut swept = 0;
        for row in never_sent {
            swept += usize::from(self.sweep_document(&row).await?);
        }
        Ok(swept)
    }

    /// The row goes first: a file without a row is lost room, a row without its file a lost document.
    async fn sweep_document(&self, row: &document::Model) -> Result<bool, Error> {
        let gone = document::Entity::delete_many()
            .filter(document::Column::Id.eq(row.id))
            .filter(document::Column::RemovedAt.is_not_null())
            .filter(document::Column::SentAt.is_null())
            .exec(self.db.write())
            .await?;
        if gone.rows_affected == 0 {
            return Ok(false);
        }
        match self.store.delete(&Path::from(row.storage_key.clone())).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => tracing::warn!(%error, "a removed document could not be deleted"),
        }
        if let Err(error) = self.forget_preview(row.id).await {
            tracing::warn!(%error, "the pictures of a removed document could not be deleted");
        }
        Ok(true)
    }
}

async fn mark(txn: &DatabaseTransaction, id: Uuid, removed_at: Option<Millis>) -> Result<u64, Error> {
    let marked = document::Entity::update_many()
        .col_expr(document::Column::RemovedAt, Expr::value(removed_at))
        .filter(document::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(marked.rows_affected)
}

/// The documents of a sending have reached the office.
pub(crate) async fn mark_sent(
    txn: &DatabaseTransaction,
    documents: &[DocumentView],
    at: Millis,
) -> Result<(), Error> {
    document::Entity::update_many()
        .col_expr(document::Column::SentAt, Expr::value(at))
        .filter(document::Column::Id.is_in(documents.iter().map(|document| document.id)))
        .filter(document::Column::SentAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// What was uploaded for a sending that will not be.
pub(crate) async fn remove_unsent(txn: &DatabaseTransaction, draft: Uuid, at: Millis) -> Result<(), Error> {
    document::Entity::update_many()
        .col_expr(document::Column::RemovedAt, Expr::value(at))
        .filter(document::Column::RequestId.eq(draft))
        .filter(document::Column::SentAt.is_null())
        .filter(document::Column::RemovedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}
