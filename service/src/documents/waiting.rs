//! What waits to be worked on: files on their way, whole files that are no document yet, small pictures to be drawn.
use super::preview::WAITING;
use crate::{
    Error, Service,
    clock::Millis,
    entity::{document_preview as preview, upload},
    state::{Previews, Uploads},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

impl Service {
    /// Files on their way.
    pub(crate) async fn uploads_waiting(&self, now: Millis) -> Result<Uploads, Error> {
        let (received, length) = (upload::Column::Received, upload::Column::Length);
        let open = upload::Entity::find().filter(upload::Column::Outcome.is_null());
        let whole = open.clone().filter(Expr::col(received).eq(Expr::col(length)));
        let oldest = whole.clone().order_by_asc(upload::Column::TouchedAt).one(self.db.read()).await?;
        Ok(Uploads {
            arriving: open.filter(Expr::col(received).lt(Expr::col(length))).count(self.db.read()).await?,
            whole: whole.count(self.db.read()).await?,
            oldest: oldest.map(|row| (now - row.touched_at) / 1000),
        })
    }

    /// Small pictures to be drawn.
    pub(crate) async fn previews_waiting(&self, now: Millis) -> Result<Previews, Error> {
        let waiting = preview::Entity::find().filter(preview::Column::State.eq(WAITING));
        let oldest = waiting
            .clone()
            .filter(preview::Column::DueAt.lte(now))
            .order_by_asc(preview::Column::DueAt)
            .one(self.db.read())
            .await?;
        Ok(Previews {
            waiting: waiting.count(self.db.read()).await?,
            oldest: oldest.map(|row| (now - row.due_at) / 1000),
        })
    }
}
