//! What was done with a ticket: a chain of its own, like that of a request. Ids and codes, no words.
use crate::{
    Error, Service,
    clock::Millis,
    entity::help_ticket,
    history::{self, Head, Line},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// A line to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct TicketLine {
    pub(super) kind: &'static str,
    pub(super) actor: Option<Uuid>,
    pub(super) role: &'static str,
    pub(super) at: Millis,
}

impl TicketLine {
    fn of(self, subject: Uuid) -> Line<'static> {
        let Self { kind, actor, role, at } = self;
        Line { subject, kind, actor, actor_role: role, detail: String::new(), at }
    }
}

impl Service {
    /// The first line, before there is a row.
    pub(super) async fn first_ticket_line(
        &self,
        txn: &DatabaseTransaction,
        ticket: Uuid,
        line: TicketLine,
    ) -> Result<Head, Error> {
        history::append(txn, &Head::genesis(), line.of(ticket)).await
    }

    /// Another line. The row is held until the transaction ends.
    pub(super) async fn note_ticket(
        &self,
        txn: &DatabaseTransaction,
        ticket: Uuid,
        line: TicketLine,
    ) -> Result<(), Error> {
        let row = help_ticket::Entity::find_by_id(ticket).lock_exclusive().one(txn).await?;
        let row = row.ok_or(Error::NotFound)?;
        let old = Head { seq: row.history_seq, hash: row.history_head };
        let new = history::append(txn, &old, line.of(ticket)).await?;
        let moved = help_ticket::Entity::update_many()
            .set(help_ticket::ActiveModel {
                history_seq: Set(new.seq),
                history_head: Set(new.hash),
                ..Default::default()
            })
            .filter(help_ticket::Column::Id.eq(ticket))
            .filter(help_ticket::Column::HistorySeq.eq(old.seq))
            .exec(txn)
            .await?;
        if moved.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict { by: None }) }
    }
}
