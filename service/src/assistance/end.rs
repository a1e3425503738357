//! The end: by the officer, by the citizen, by whoever closes one of the two accounts, or because the officer helps
//! somebody else. What was being sent is sent or refused, never half of it.
use super::{EndedBy, helper};
use crate::{
    Actor, Error, Service,
    accounts::{AccountLine, remember},
    clock::{Millis, millis},
    entity::assistance,
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

/// Ends these rows, as far as they are open. Each leaves a line in the citizen's account.
async fn end_where(
    txn: &DatabaseTransaction,
    which: Condition,
    (by, actor, role): (EndedBy, Option<Uuid>, &str),
    at: Millis,
) -> Result<usize, Error> {
    let open = assistance::Entity::find()
        .filter(which)
        .filter(assistance::Column::StartedAt.is_not_null())
        .filter(assistance::Column::EndedAt.is_null())
        .filter(assistance::Column::EndsAt.gt(at))
        .order_by_asc(assistance::Column::Id)
        .all(txn)
        .await?;
    let mut ended = 0;
    for row in open {
        let done = assistance::Entity::update_many()
            .col_expr(assistance::Column::EndedAt, Expr::value(Some(at)))
            .col_expr(assistance::Column::EndedBy, Expr::value(Some(by.as_str())))
            .filter(assistance::Column::Id.eq(row.id))
            .filter(assistance::Column::EndedAt.is_null())
            .exec(txn)
            .await?;
        if done.rows_affected != 1 {
            continue;
        }
        ended += 1;
        let line = AccountLine {
            account: row.account_id,
            kind: "assistance_ended",
            actor,
            actor_role: role,
            detail: format!("assistance={} by={}", row.id, by.as_str()),
            at,
        };
        remember(txn, line).await?;
    }
    Ok(ended)
}

/// Ends what this officer helps with.
pub(super) async fn end_open(
    txn: &DatabaseTransaction,
    officer: Uuid,
    by: EndedBy,
    at: Millis,
) -> Result<(), Error> {
    let which = Condition::all().add(assistance::Column::OfficerId.eq(officer));
    end_where(txn, which, (by, Some(officer), "officer"), at).await.map(|_| ())
}

/// Ends everything in which this account helps or is helped, in the transaction that closes it.
pub(crate) async fn end_all_of(
    txn: &DatabaseTransaction,
    account: Uuid,
    by: EndedBy,
    at: Millis,
) -> Result<(), Error> {
    let which = Condition::any()
        .add(assistance::Column::OfficerId.eq(account))
        .add(assistance::Column::AccountId.eq(account));
    end_where(txn, which, (by, None, "system"), at).await.map(|_| ())
}

impl Service {
    /// Ends what the officer who asks helps with: done, or signing out. Not helping is no error.
    pub async fn stop_helping(&self, actor: &Actor) -> Result<(), Error> {
        let Ok(officer) = helper(actor) else { return Ok(()) };
        let txn = self.db.begin().await?;
        let which = Condition::all().add(assistance::Column::OfficerId.eq(officer.account));
        let by = (EndedBy::Officer, Some(officer.account), officer.role.as_str());
        end_where(&txn, which, by, millis(self.clock.now())).await?;
        txn.commit().await?;
        Ok(())
    }

    /// The citizen ends the help of an officer, at once. One that is over already stays as it is.
    pub async fn refuse_help(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let account = actor.citizen()?.account;
        let own = Condition::all()
            .add(assistance::Column::Id.eq(id))
            .add(assistance::Column::AccountId.eq(account))
            .add(assistance::Column::StartedAt.is_not_null());
        let row = assistance::Entity::find().filter(own.clone()).one(self.db.read()).await?;
        row.ok_or(Error::NotFound)?;
        let txn = self.db.begin().await?;
        let by = (EndedBy::Citizen, Some(account), "owner");
        end_where(&txn, own, by, millis(self.clock.now())).await?;
        txn.commit().await?;
        Ok(())
    }
}
