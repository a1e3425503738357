//! What ends by itself is announced before, and told afterwards: corrections that are awaited, and drafts.
//!
//! A draft lives for ninety days after it was last saved, with a letter two weeks before; saving it begins anew.
use crate::{
    Error, Service,
    clock::{Millis, millis},
    documents::remove_unsent,
    entity::{draft, request},
    letter::Letter,
    requests::regarding,
};
use domain::Status;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};

const DAY: Millis = 24 * 60 * 60 * 1000;
/// Before the end of a correction, by so much, its owner is reminded.
const REMINDED_BEFORE: [Millis; 2] = [3 * DAY, DAY];
/// How long a draft lives without being saved.
const DRAFT_LIFE: Millis = 90 * DAY;
/// So long before its end its owner is told.
const DRAFT_WARNING: Millis = 14 * DAY;
/// So many in one round.
const BATCH: u64 = 100;

/// Drafts that were never sent; those that correct a request end with it.
fn old_drafts(saved_before: Millis) -> sea_orm::Select<draft::Entity> {
    let sent = Query::select().column(request::Column::Id).from(request::Entity).to_owned();
    draft::Entity::find()
        .filter(draft::Column::UpdatedAt.lt(saved_before))
        .filter(draft::Column::Id.not_in_subquery(sent))
        .order_by_asc(draft::Column::UpdatedAt)
        .limit(BATCH)
}

impl Service {
    /// Reminds of corrections that end soon: three days before, and one. Whoever was told of the correction itself
    /// within that time is not reminded of it at once. Answers how many were reminded.
    pub(crate) async fn remind_of_corrections(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let due = Expr::col(request::Column::CorrectionDueAt);
        let mut any = Condition::any();
        for before in REMINDED_BEFORE {
            any = any.add(
                Condition::all()
                    .add(due.clone().lte(now + before))
                    .add(Expr::col(request::Column::UpdatedAt).lt(due.clone().sub(before)))
                    .add(
                        Condition::any()
                            .add(request::Column::RemindedAt.is_null())
                            .add(Expr::col(request::Column::RemindedAt).lt(due.clone().sub(before))),
                    ),
            );
        }
        let rows = request::Entity::find()
            .filter(request::Column::Status.eq(Status::NeedsCorrection.as_str()))
            .filter(request::Column::CorrectionDueAt.gt(now))
            .filter(any)
            .limit(BATCH)
            .all(self.db.read())
            .await?;
        let mut told = 0;
        for row in rows {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let until = self.local_date(row.correction_due_at.unwrap_or(now));
            let letter = Letter::CorrectionDue { regarding: regarding(&row, &procedure), until };
            let txn = self.db.begin().await?;
            // Not counted as a change of the request: who looks at it loses nothing.
            let marked = request::Entity::update_many()
                .col_expr(request::Column::RemindedAt, Expr::value(now))
                .filter(request::Column::Id.eq(row.id))
                .filter(request::Column::Version.eq(row.version))
                .filter(match row.reminded_at {
                    Some(before) => request::Column::RemindedAt.eq(before),
                    None => request::Column::RemindedAt.is_null(),
                })
                .exec(&txn)
                .await?;
            // Corrected meanwhile, or another server was faster.
            if marked.rows_affected != 1 {
                continue;
            }
            self.tell(&txn, row.account_id, &letter, now).await?;
            txn.commit().await?;
            self.wake();
            told += 1;
        }
        Ok(told)
    }

    /// Tells the owners of drafts that end within two weeks, once. Answers how many.
    pub(crate) async fn warn_of_old_drafts(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        // Told before it was last saved is not told of this end.
        let untold = Condition::any()
            .add(draft::Column::WarnedAt.is_null())
            .add(Expr::col(draft::Column::WarnedAt).lte(Expr::col(draft::Column::UpdatedAt)));
        let old = old_drafts(now - (DRAFT_LIFE - DRAFT_WARNING)).filter(untold.clone());
        let mut told = 0;
        for row in old.all(self.db.read()).await? {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            // However late the letter is, there are two weeks to answer it.
            let on = self.local_date(Ord::max(row.updated_at + DRAFT_LIFE, now + DRAFT_WARNING));
            let letter = Letter::DraftEnds { draft: row.id, procedure: procedure.name.clone(), on };
            let txn = self.db.begin().await?;
            let marked = draft::Entity::update_many()
                .col_expr(draft::Column::WarnedAt, Expr::value(now))
                .filter(draft::Column::Id.eq(row.id))
                .filter(draft::Column::Revision.eq(row.revision))
                .filter(untold.clone())
                .exec(&txn)
                .await?;
            if marked.rows_affected != 1 {
                continue;
            }
            self.tell(&txn, row.account_id, &letter, now).await?;
            txn.commit().await?;
            self.wake();
            told += 1;
        }
        Ok(told)
    }

    /// Deletes drafts whose time is over and whose owners were told two weeks before. Answers how many.
    pub(crate) async fn drop_old_drafts(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let told = Condition::all()
            .add(draft::Column::WarnedAt.lt(now - DRAFT_WARNING))
            .add(Expr::col(draft::Column::WarnedAt).gt(Expr::col(draft::Column::UpdatedAt)));
        let mut gone = 0;
        for row in old_drafts(now - DRAFT_LIFE).filter(told).all(self.db.read()).await? {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let txn = self.db.begin().await?;
            let deleted = draft::Entity::delete_many()
                .filter(draft::Column::Id.eq(row.id))
                .filter(draft::Column::Revision.eq(row.revision))
                .exec(&txn)
                .await?;
            // Saved, sent or deleted meanwhile.
            if deleted.rows_affected != 1 || request::Entity::find_by_id(row.id).one(&txn).await?.is_some() {
                continue;
            }
            remove_unsent(&txn, row.id, now).await?;
            self.destroy_sealer(&txn, row.id).await?;
            self.tell_inbox(
                &txn,
                row.account_id,
                &Letter::DraftGone { procedure: procedure.name.clone() },
                now,
            )
            .await?;
            txn.commit().await?;
            gone += 1;
        }
        Ok(gone)
    }
}
