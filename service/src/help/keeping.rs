//! How long tickets live: one that was answered and not gone on with is closed after a month; three months after it was
//! closed everything it says is destroyed with its key. Its number and what was done with it stay.
use super::{TicketState, history::TicketLine};
use crate::{
    Error, Service,
    clock::Millis,
    entity::{help_ticket, message, message_file, outbox},
};
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use uuid::Uuid;

const DAY: Millis = 24 * 60 * 60 * 1000;
/// An answer that nobody went on with, after so long.
const CLOSED_AFTER: Millis = 30 * DAY;
/// What a closed ticket says, after so long.
const FORGOTTEN_AFTER: Millis = 90 * DAY;
/// So many in one round.
const BATCH: u64 = 100;

impl Service {
    /// Closes what was answered long ago and forgets what was closed long ago.
    pub(crate) async fn sweep_tickets(&self, now: Millis) -> Result<(), Error> {
        let answered = help_ticket::Entity::find()
            .filter(help_ticket::Column::State.eq(TicketState::Answered.as_str()))
            .filter(help_ticket::Column::UpdatedAt.lt(now - CLOSED_AFTER))
            .limit(BATCH)
            .all(self.db.read())
            .await?;
        for row in answered {
            let txn = self.db.begin().await?;
            let closed = help_ticket::Entity::update_many()
                .col_expr(help_ticket::Column::State, Expr::value(TicketState::Closed.as_str()))
                .col_expr(help_ticket::Column::ClosedAt, Expr::value(Some(now)))
                .filter(help_ticket::Column::Id.eq(row.id))
                .filter(help_ticket::Column::State.eq(row.state.as_str()))
                .filter(help_ticket::Column::UpdatedAt.eq(row.updated_at))
                .exec(&txn)
                .await?;
            // Gone on with meanwhile, or another server was faster.
            if closed.rows_affected == 1 {
                let line = TicketLine { kind: "ticket_closed", actor: None, role: "system", at: now };
                self.note_ticket(&txn, row.id, line).await?;
                txn.commit().await?;
            }
        }
        let old = help_ticket::Entity::find()
            .filter(help_ticket::Column::ClosedAt.lt(now - FORGOTTEN_AFTER))
            .filter(help_ticket::Column::Body.is_not_null())
            .limit(BATCH)
            .all(self.db.read())
            .await?;
        for row in old {
            self.drop_ticket_files(row.id).await?;
            let txn = self.db.begin().await?;
            self.forget_ticket(&txn, row.id, now).await?;
            txn.commit().await?;
        }
        Ok(())
    }

    /// Deletes the files of a ticket, before what it says is destroyed: broken off, the next round goes on.
    async fn drop_ticket_files(&self, ticket: Uuid) -> Result<(), Error> {
        let files = message_file::Entity::find()
            .filter(message_file::Column::RequestId.eq(ticket))
            .all(self.db.read())
            .await?;
        for file in files {
            match self.store.delete(&Path::from(file.storage_key.as_str())).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
            message_file::Entity::delete_by_id(file.id).exec(self.db.write()).await?;
        }
        Ok(())
    }

    /// The same for the tickets of an account that ends.
    pub(crate) async fn drop_ticket_files_of(&self, account: Uuid) -> Result<(), Error> {
        let tickets: Vec<Uuid> = help_ticket::Entity::find()
            .select_only()
            .column(help_ticket::Column::Id)
            .filter(help_ticket::Column::AccountId.eq(account))
            .into_tuple()
            .all(self.db.read())
            .await?;
        for ticket in tickets {
            self.drop_ticket_files(ticket).await?;
        }
        Ok(())
    }

    /// Destroys what the tickets of an account say. Answers how many there were.
    pub(crate) async fn forget_tickets_of(
        &self,
        txn: &DatabaseTransaction,
        account: Uuid,
        at: Millis,
    ) -> Result<usize, Error> {
        let tickets: Vec<Uuid> = help_ticket::Entity::find()
            .select_only()
            .column(help_ticket::Column::Id)
            .filter(help_ticket::Column::AccountId.eq(account))
            .filter(help_ticket::Column::Body.is_not_null())
            .into_tuple()
            .all(txn)
            .await?;
        for ticket in &tickets {
            self.forget_ticket(txn, *ticket, at).await?;
        }
        Ok(tickets.len())
    }

    async fn forget_ticket(&self, txn: &DatabaseTransaction, id: Uuid, at: Millis) -> Result<(), Error> {
        message::Entity::delete_many().filter(message::Column::RequestId.eq(id)).exec(txn).await?;
        outbox::Entity::delete_many().filter(outbox::Column::AccountId.eq(id)).exec(txn).await?;
        self.destroy_sealer(txn, id).await?;
        help_ticket::Entity::update_many()
            .col_expr(help_ticket::Column::Body, Expr::value(Option::<Vec<u8>>::None))
            .col_expr(help_ticket::Column::State, Expr::value(TicketState::Closed.as_str()))
            .col_expr(help_ticket::Column::Unread, Expr::value(0_i16))
            .filter(help_ticket::Column::Id.eq(id))
            .exec(txn)
            .await?;
        let line = TicketLine { kind: "ticket_forgotten", actor: None, role: "system", at };
        self.note_ticket(txn, id, line).await
    }
}
