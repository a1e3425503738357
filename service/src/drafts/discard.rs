//! Throwing a draft away.
use crate::{
    Actor, Error, Service,
    clock::millis,
    entity::{document, draft, request},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use uuid::Uuid;

impl Service {
    /// Deletes a draft that was never sent, with its documents and its data key.
    pub async fn discard_draft(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        // Not by whoever only helps. That somebody did stays noted.
        self.own_draft(actor, id).await?;
        let txn = self.db.begin().await?;
        // Held first: it may be on its way to be sent, and what was sent is never thrown away.
        if draft::Entity::find_by_id(id).lock_exclusive().one(&txn).await?.is_none() {
            return Err(Error::NotFound);
        }
        if request::Entity::find_by_id(id).one(&txn).await?.is_some() {
            return Err(Error::Conflict { by: None });
        }
        draft::Entity::delete_by_id(id).exec(&txn).await?;
        document::Entity::update_many()
            .col_expr(document::Column::RemovedAt, Expr::value(millis(self.clock.now())))
            .filter(document::Column::RequestId.eq(id))
            .exec(&txn)
            .await?;
        self.destroy_sealer(&txn, id).await?;
        txn.commit().await?;
        Ok(())
    }
}
