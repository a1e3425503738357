//! Closing an account for a while: a stolen officer's password, a phone in strange hands. By whoever has the machine.
use super::{AccountLine, remember};
use crate::{
    Error, Service,
    clock::millis,
    entity::{account, device, one_time_code, session},
    letter::{Letter, OfficeAct},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

impl Service {
    /// The one account that signs in by this name, for the command line.
    pub async fn account_by_name(&self, name: &str) -> Result<Uuid, Error> {
        let row = self.account_named(&super::sign_in::spelt(name)).await?;
        row.map(|row| row.id).ok_or(Error::NotFound)
    }

    /// Closes an account: every session and live stream ends, no browser is known any more, and nobody signs in until
    /// it is restored. What was sent stays, and its owner is told.
    pub async fn suspend_account(&self, account: Uuid) -> Result<(), Error> {
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = account::Entity::find_by_id(account).one(&txn).await?.ok_or(Error::NotFound)?;
        if row.suspended_at.is_some() {
            return Err(Error::Conflict { by: None });
        }
        account::Entity::update_many()
            .col_expr(account::Column::SuspendedAt, Expr::value(Some(at)))
            .filter(account::Column::Id.eq(account))
            .exec(&txn)
            .await?;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(account)).exec(&txn).await?;
        device::Entity::delete_many().filter(device::Column::AccountId.eq(account)).exec(&txn).await?;
        one_time_code::Entity::delete_many()
            .filter(one_time_code::Column::Subject.eq(account))
            .exec(&txn)
            .await?;
        self.note_closing(&txn, &row, "suspended", OfficeAct::Suspended, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Opens it again, also one that its owner has had deleted, within the week in which its data still are there. Its
    /// owner signs in as on a new browser.
    pub async fn restore_account(&self, account: Uuid) -> Result<(), Error> {
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = account::Entity::find_by_id(account).one(&txn).await?.ok_or(Error::NotFound)?;
        if (row.suspended_at.is_none() && row.closed_at.is_none()) || row.is_erased() {
            return Err(Error::Conflict { by: None });
        }
        account::Entity::update_many()
            .col_expr(account::Column::SuspendedAt, Expr::value(Option::<i64>::None))
            .col_expr(account::Column::ClosedAt, Expr::value(Option::<i64>::None))
            .filter(account::Column::Id.eq(account))
            .exec(&txn)
            .await?;
        self.note_closing(&txn, &row, "restored", OfficeAct::Restored, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    async fn note_closing(
        &self,
        txn: &sea_orm::DatabaseTransaction,
        row: &account::Model,
        kind: &str,
        act: OfficeAct,
        at: i64,
    ) -> Result<(), Error> {
        let line = AccountLine {
            account: row.id,
            kind,
            actor: None,
            actor_role: "system",
            detail: String::new(),
            at,
        };
        remember(txn, line).await?;
        self.tell(txn, row.id, &Letter::ByOffice { act }, at).await
    }
}
