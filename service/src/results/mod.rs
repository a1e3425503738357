//! Results: the office attaches signed files, or says where to collect what is on paper; the citizen gets them after
//! signing in, or with the number and a one-time code, for a while. Every download leaves a line in the history.
//!
//! A file is kept byte by byte: anything else would break its signature. So it is refused when it could act.
mod attach;
mod code;
mod give;

pub use attach::NewResult;
pub use give::{OpenedResult, ResultReader, ResultView};

use crate::{
    Error, Service,
    clock::Millis,
    entity::{request, result},
    history::{self, Head, Line},
    requests::Who,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The place of a sealed file.
pub(crate) const CONTENT: &str = "result.content";
const BODY: &str = "result.body";
/// So long a result can be had after its owner was told of it.
const LIFE: Millis = 90 * 24 * 60 * 60 * 1000;

/// The sealed words about a result.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Words {
    /// Of which family, or which person, it is.
    whose: String,
    /// Where to collect it.
    place: String,
    /// When.
    when: String,
    /// A signature was found in the file.
    signed: bool,
}

impl Service {
    async fn rows_of(&self, request: Uuid) -> Result<Vec<result::Model>, Error> {
        Ok(result::Entity::find()
            .filter(result::Column::RequestId.eq(request))
            .filter(result::Column::RemovedAt.is_null())
            .order_by_asc(result::Column::AttachedAt)
            .order_by_asc(result::Column::Id)
            .all(self.db.read())
            .await?)
    }

    /// How many results there are that the owner has not been told of; from now on they can be had for a while.
    pub(crate) async fn announce_results(
        &self,
        txn: &DatabaseTransaction,
        request: Uuid,
        at: Millis,
    ) -> Result<u64, Error> {
        let told = result::Entity::update_many()
            .col_expr(result::Column::ExpiresAt, Expr::value(at + LIFE))
            .filter(result::Column::RequestId.eq(request))
            .filter(result::Column::ExpiresAt.is_null())
            .filter(result::Column::RemovedAt.is_null())
            .exec(txn)
            .await?;
        Ok(told.rows_affected)
    }
}

/// A line in a request's history that changes nothing else of it: who looks at it loses nothing.
pub(crate) async fn note(
    txn: &DatabaseTransaction,
    request: Uuid,
    kind: &'static str,
    who: Who,
    detail: String,
    at: Millis,
) -> Result<(), Error> {
    let row = request::Entity::find_by_id(request).one(txn).await?.ok_or(Error::NotFound)?;
    note_on(txn, &row, (kind, who.account, who.role()), detail, at).await
}

/// The same after the line that was the last one when `row` was read: refused if anything was written since.
pub(crate) async fn note_on(
    txn: &DatabaseTransaction,
    row: &request::Model,
    (kind, actor, actor_role): (&'static str, Option<Uuid>, &'static str),
    detail: String,
    at: Millis,
) -> Result<(), Error> {
    let old = Head { seq: row.history_seq, hash: row.history_head.clone() };
    let line = Line { subject: row.id, kind, actor, actor_role, detail, at };
    let head = history::append(txn, &old, line).await?;
    let moved = request::Entity::update_many()
        .col_expr(request::Column::HistorySeq, Expr::value(head.seq))
        .col_expr(request::Column::HistoryHead, Expr::value(head.hash))
        .filter(request::Column::Id.eq(row.id))
        .filter(request::Column::HistorySeq.eq(old.seq))
        .exec(txn)
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict { by: None }) }
}
