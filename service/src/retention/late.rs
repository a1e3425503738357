//! Files that came with a message after everything else of a request was destroyed: one may go on writing about what has
//! ended. They are kept for as long as the rule says, from when they came.
use super::{BATCH, DAY, SYSTEM};
use crate::{
    Error, Service,
    clock::Millis,
    entity::{message_file, request},
    results::note,
};
use domain::Status;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait as _, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A line of the history.
const DESTROYED_LATE: &str = "message_files_destroyed";

impl Service {
    /// Destroys those that have had their time, and whatever of them a round before left over.
    pub(super) async fn destroy_late_files(
        &self,
        status: Status,
        days: u16,
        now: Millis,
    ) -> Result<(), Error> {
        let had_their_time = Condition::any()
            .add(message_file::Column::DiscardedAt.is_not_null())
            .add(message_file::Column::CreatedAt.lt(now - Millis::from(days) * DAY));
        let of = message_file::Entity::belongs_to(request::Entity)
            .from(message_file::Column::RequestId)
            .to(request::Column::Id);
        let due = message_file::Entity::find()
            .join(JoinType::InnerJoin, of.into())
            .filter(had_their_time)
            .filter(request::Column::Status.eq(status.as_str()))
            .filter(request::Column::FilesDestroyedAt.is_not_null())
            .order_by_asc(message_file::Column::CreatedAt)
            .limit(BATCH)
            .all(self.db.read())
            .await?;
        let mut files: BTreeMap<Uuid, Vec<message_file::Model>> = BTreeMap::new();
        for row in due {
            files.entry(row.request_id).or_default().push(row);
        }
        for (request, files) in files {
            let rule = format!("{}:{days}d", status.as_str());
            if let Err(error) = self.destroy_late(request, &files, &rule, now).await {
                tracing::warn!(%request, %error, "files of messages that have had their time are still kept");
            }
        }
        Ok(())
    }

    async fn destroy_late(
        &self,
        request: Uuid,
        files: &[message_file::Model],
        rule: &str,
        at: Millis,
    ) -> Result<(), Error> {
        let these = message_file::Column::Id.is_in(files.iter().map(|row| row.id));
        // Nobody reads them from here on.
        message_file::Entity::update_many()
            .col_expr(
                message_file::Column::DiscardedAt,
                Expr::col(message_file::Column::DiscardedAt).if_null(at),
            )
            .filter(these.clone())
            .exec(self.db.write())
            .await?;
        for row in files {
            self.delete_stored(&row.storage_key).await?;
        }
        let txn = self.db.begin().await?;
        let gone = message_file::Entity::delete_many().filter(these).exec(&txn).await?;
        if gone.rows_affected == 0 {
            // Another server was faster, and has written it.
            return Ok(());
        }
        let detail = format!("message_files={} rule={rule}", gone.rows_affected);
        note(&txn, request, DESTROYED_LATE, SYSTEM, detail, at).await?;
        txn.commit().await?;
        Ok(())
    }
}
