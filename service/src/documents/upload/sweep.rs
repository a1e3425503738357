//! What never arrived whole goes after a week, what became nothing after two days, and what became of a file is
//! remembered for two days. Objects of which no row knows are left-overs of a server that went away.
use super::{Outcome, PARTIAL, WHOLE};
use crate::{
    Error, Service,
    clock::Millis,
    entity::{upload, upload_part},
};
use futures::TryStreamExt;
use object_store::{ObjectMeta, ObjectStoreExt, path::Path};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Objects asked about at once.
const BATCH: usize = 500;

impl Service {
    pub(crate) async fn sweep_uploads(&self, now: Millis) -> Result<(), Error> {
        let is_partial = Expr::col(upload::Column::Received).lt(Expr::col(upload::Column::Length));
        let never_whole = Condition::all()
            .add(is_partial.clone())
            .add(upload::Column::Outcome.is_null())
            .add(upload::Column::TouchedAt.lt(now - PARTIAL));
        let unclaimed = Condition::all()
            .add(Condition::any().add(is_partial.not()).add(upload::Column::Outcome.is_not_null()))
            .add(upload::Column::TouchedAt.lt(now - WHOLE));
        let over = upload::Entity::find()
            .filter(Condition::any().add(never_whole).add(unclaimed))
            .order_by_asc(upload::Column::TouchedAt)
            .limit(200)
            .all(self.db.read())
            .await?;
        for row in over {
            if row.outcome.is_none() {
                self.settle(row.id, &Outcome::Gone).await?;
            }
            self.throw_parts_away(row.id).await?;
            upload::Entity::delete_by_id(row.id).exec(self.db.write()).await?;
        }
        self.sweep_settled().await
    }

    /// Parts of files that are settled: their server went away before it could delete them.
    async fn sweep_settled(&self) -> Result<(), Error> {
        let settled = upload::Entity::find()
            .filter(upload::Column::Outcome.is_not_null())
            .filter(
                upload::Column::Id.in_subquery(
                    sea_orm::sea_query::Query::select()
                        .column(upload_part::Column::UploadId)
                        .from(upload_part::Entity)
                        .to_owned(),
                ),
            )
            .limit(200)
            .all(self.db.read())
            .await?;
        for row in settled {
            self.throw_parts_away(row.id).await?;
        }
        Ok(())
    }

    /// Deletes parts of which no row knows, once they are two days old. How many there were.
    pub async fn sweep_lost_parts(&self) -> Result<usize, Error> {
        let old = self.clock.now().unix_timestamp() - WHOLE / 1000;
        let mut swept = 0;
        let mut listed = self.store.list(Some(&Path::from("unggah")));
        let mut batch = Vec::new();
        loop {
            let next = listed.try_next().await?;
            let ended = next.is_none();
            batch.extend(next.filter(|object| object.last_modified.timestamp() < old));
            if batch.len() >= BATCH || ended {
                for object in self.unknown_parts(std::mem::take(&mut batch)).await? {
                    self.store.delete(&object.location).await?;
                    swept += 1;
                }
            }
            if ended {
                return Ok(swept);
            }
        }
    }

    /// Those among these objects of which no row knows.
    pub(crate) async fn unknown_parts(&self, objects: Vec<ObjectMeta>) -> Result<Vec<ObjectMeta>, Error> {
        let id = |object: &ObjectMeta| object.location.filename().and_then(|name| Uuid::parse_str(name).ok());
        let known: BTreeSet<Uuid> = upload_part::Entity::find()
            .filter(upload_part::Column::Id.is_in(objects.iter().filter_map(id)))
            .all(self.db.write())
            .await?
            .into_iter()
            .map(|part| part.id)
            .collect();
        Ok(objects.into_iter().filter(|object| !id(object).is_some_and(|id| known.contains(&id))).collect())
    }
}
