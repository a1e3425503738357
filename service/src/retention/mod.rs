//! How long an office keeps the files of requests that have ended, and their destruction (UU 43/2009 Ps 51; UU 27/2022
//! Ps 43, 44). How long is for the office and its archivist to decide; without a setting nothing is destroyed.
//!
//! Two steps, each with its line in the request's history. First the files are given up: nobody reads them from then on,
//! and the request does not go on. Then they are deleted with every picture drawn of them, and only when all of them are
//! gone it is written that they are. Rows with the name of the slot, size and hash stay: with the line they are the proof.
//! What is in a back-up goes when the back-up is discarded.
mod destroy;
mod late;
mod proof;

pub use proof::{DestroyedFile, DestroyedFiles};

use crate::{
    Error, Service,
    clock::Millis,
    entity::{document, message_file, request},
    requests::Who,
    results::note_on,
};
use domain::{ActorKind, Status};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

const DAY: Millis = 24 * 60 * 60 * 1000;
/// So many requests in one round, of each status.
const BATCH: u64 = 50;
/// Lines of the history.
const DISCARDED: &str = "files_discarded";
const DESTROYED: &str = "files_destroyed";
const SYSTEM: Who = Who { account: None, kind: ActorKind::System };

/// For how many days the files of a request are kept after it has ended; none: for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Of what was done.
    pub done: Option<u16>,
    /// Of what was refused, withdrawn, or not put right in time.
    pub refused: Option<u16>,
}

impl Retention {
    /// Whether nothing is ever destroyed.
    pub(crate) fn is_none(self) -> bool {
        self.done.is_none() && self.refused.is_none()
    }

    fn days(self, status: Status) -> Option<u16> {
        match status {
            Status::Done => self.done,
            Status::Rejected | Status::Withdrawn | Status::Expired => self.refused,
            Status::Submitted
            | Status::InReview
            | Status::Verified
            | Status::NeedsCorrection
            | Status::Approved
            | Status::InSiak
            | Status::AwaitingSignature => None,
        }
    }
}

impl Service {
    /// Gives up what has had its time, and destroys what is given up.
    pub(crate) async fn sweep_retention(&self, now: Millis) -> Result<(), Error> {
        for status in Status::all() {
            let Some(days) = self.settings.retention.days(status) else { continue };
            let due = request::Entity::find()
                .filter(request::Column::Status.eq(status.as_str()))
                .filter(request::Column::DecidedAt.lt(now - Millis::from(days) * DAY))
                .filter(request::Column::FilesDiscardedAt.is_null())
                .filter(request::Column::FilesDestroyedAt.is_null())
                .order_by_asc(request::Column::DecidedAt)
                .paginate(self.db.read(), BATCH)
                .fetch_page(0)
                .await?;
            for row in due {
                // One that is just being reopened is looked at again in the next round.
                if let Err(error) = self.give_up_files(&row, days, now).await {
                    tracing::warn!(request = %row.id, %error, "files that have had their time are still kept");
                }
            }
            self.destroy_late_files(status, days, now).await?;
        }
        self.destroy_given_up(now).await
    }

    /// Nobody reads them from here on. Refused if anything happened to the request since `row` was read.
    async fn give_up_files(&self, row: &request::Model, days: u16, at: Millis) -> Result<(), Error> {
        let txn = self.db.begin().await?;
        let files = discard(&txn, row, at).await?;
        // One that has none is not asked for again, and nothing is said of it: it may be reopened, which takes this back.
        let step =
            if files == 0 { request::Column::FilesDestroyedAt } else { request::Column::FilesDiscardedAt };
        let taken = request::Entity::update_many()
            .col_expr(step, Expr::value(at))
            .filter(request::Column::Id.eq(row.id))
            .filter(request::Column::Version.eq(row.version))
            .filter(request::Column::FilesDiscardedAt.is_null())
            .exec(&txn)
            .await?;
        if taken.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        if files > 0 {
            let detail = format!("files={files} rule={}:{days}d", row.status);
            note_on(&txn, row, (DISCARDED, SYSTEM.account, SYSTEM.role()), detail, at).await?;
        }
        txn.commit().await?;
        Ok(())
    }
}

/// Marks what is there of a request's files. Answers how many.
async fn discard(txn: &DatabaseTransaction, row: &request::Model, at: Millis) -> Result<u64, Error> {
    // What was removed from a correction and never sent goes its own way.
    let sent = document::Entity::update_many()
        .col_expr(document::Column::DiscardedAt, Expr::value(at))
        .col_expr(document::Column::RemovedAt, Expr::col(document::Column::RemovedAt).if_null(at))
        .filter(document::Column::RequestId.eq(row.id))
        .filter(document::Column::SentAt.is_not_null())
        .filter(document::Column::DiscardedAt.is_null())
        .exec(txn)
        .await?;
    let written = message_file::Entity::update_many()
        .col_expr(message_file::Column::DiscardedAt, Expr::value(at))
        .filter(message_file::Column::RequestId.eq(row.id))
        .filter(message_file::Column::DiscardedAt.is_null())
        .exec(txn)
        .await?;
    Ok(sent.rows_affected + written.rows_affected)
}
