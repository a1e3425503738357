//! Closing an account for a while: a stolen officer's password, a phone in strange hands. By whoever has the machine,
//! or, for officers, by an administrator.
use super::{AccountLine, OfficerReason, administer::give_back, remember};
use crate::{
    Error, Officer, Service,
    assistance::{EndedBy, end_all_of},
    clock::millis,
    entity::{account, device, one_time_code, session},
    letter::{Letter, OfficeAct},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// Who closes or opens it, for the history: an administrator, or whoever has the machine.
fn who(by: Option<(&Officer, OfficerReason)>) -> (Option<Uuid>, &'static str) {
    (by.map(|(officer, _)| officer.account), by.map_or("system", |(officer, _)| officer.role.as_str()))
}

impl Service {
    /// The one account that signs in by this name, for the command line.
    pub async fn account_by_name(&self, name: &str) -> Result<Uuid, Error> {
        let row = self.account_named(&super::sign_in::spelt(name)).await?;
        row.map(|row| row.id).ok_or(Error::NotFound)
    }

    /// Closes an account: every session and live stream ends, no browser is known any more, and nobody signs in until
    /// it is restored. What was sent stays, what was held is given back, and its owner is told.
    pub async fn suspend_account(&self, account: Uuid) -> Result<(), Error> {
        let txn = self.db.begin().await?;
        self.suspend_in(&txn, account, None).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// The same in the caller's transaction, by an administrator or by whoever has the machine.
    pub(super) async fn suspend_in(
        &self,
        txn: &DatabaseTransaction,
        account: Uuid,
        by: Option<(&Officer, OfficerReason)>,
    ) -> Result<(), Error> {
        let at = millis(self.clock.now());
        let row = account::Entity::find_by_id(account).one(txn).await?.ok_or(Error::NotFound)?;
        if row.suspended_at.is_some() {
            return Err(Error::Conflict { by: None });
        }
        account::Entity::update_many()
            .col_expr(account::Column::SuspendedAt, Expr::value(Some(at)))
            .filter(account::Column::Id.eq(account))
            .exec(txn)
            .await?;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(account)).exec(txn).await?;
        device::Entity::delete_many().filter(device::Column::AccountId.eq(account)).exec(txn).await?;
        crate::push::end_push(txn, account).await?;
        one_time_code::Entity::delete_many()
            .filter(one_time_code::Column::Subject.eq(account))
            .exec(txn)
            .await?;
        let (actor, role) = who(by);
        end_all_of(txn, account, (EndedBy::Suspended, actor, role), at).await?;
        give_back(txn, account, at).await?;
        self.note_closing(txn, &row, ("suspended", by), OfficeAct::Suspended, at).await
    }

    /// Opens it again, also one that its owner has had deleted, within the week in which its data still are there. Its
    /// owner signs in as on a new browser.
    pub async fn restore_account(&self, account: Uuid) -> Result<(), Error> {
        let txn = self.db.begin().await?;
        self.restore_in(&txn, account, None).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// The same in the caller's transaction.
    pub(super) async fn restore_in(
        &self,
        txn: &DatabaseTransaction,
        account: Uuid,
        by: Option<(&Officer, OfficerReason)>,
    ) -> Result<(), Error> {
        let at = millis(self.clock.now());
        let row = account::Entity::find_by_id(account).one(txn).await?.ok_or(Error::NotFound)?;
        if (row.suspended_at.is_none() && row.closed_at.is_none()) || row.is_erased() {
            return Err(Error::Conflict { by: None });
        }
        account::Entity::update_many()
            .col_expr(account::Column::SuspendedAt, Expr::value(Option::<i64>::None))
            .col_expr(account::Column::ClosedAt, Expr::value(Option::<i64>::None))
            .filter(account::Column::Id.eq(account))
            .exec(txn)
            .await?;
        self.note_closing(txn, &row, ("restored", by), OfficeAct::Restored, at).await
    }

    async fn note_closing(
        &self,
        txn: &DatabaseTransaction,
        row: &account::Model,
        (kind, by): (&str, Option<(&Officer, OfficerReason)>),
        act: OfficeAct,
        at: i64,
    ) -> Result<(), Error> {
        let (actor, actor_role) = who(by);
        let line = AccountLine {
            account: row.id,
            kind,
            actor,
            actor_role,
            detail: by.map_or_else(String::new, |(_, reason)| format!("reason={}", reason.as_str())),
            at,
        };
        remember(txn, line).await?;
        self.tell(txn, row.id, &Letter::ByOffice { act }, at).await
    }
}
