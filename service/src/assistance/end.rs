//! The end: by the officer, by the citizen, by whoever closes one of the two accounts, or because the officer helps
//! somebody else. What was being sent is sent or refused, never half of it.
use super::{EndedBy, helper};
use crate::{
    Actor, Error, Officer, Service,
    accounts::{AccountLine, CITIZEN, remember},
    clock::{Millis, millis},
    entity::{account, assistance, one_time_code},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::Expr,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Ends these rows, as far as they are open. Each leaves a line in the citizen's account.
async fn end_where(
    txn: &DatabaseTransaction,
    which: Condition,
    (by, actor, role): (EndedBy, Option<Uuid>, &str),
    at: Millis,
) -> Result<(), Error> {
    let open = assistance::Entity::find()
        .filter(which)
        .filter(assistance::Column::StartedAt.is_not_null())
        .filter(assistance::Column::EndedAt.is_null())
        .filter(assistance::Column::EndsAt.gt(at))
        .order_by_asc(assistance::Column::Id)
        .all(txn)
        .await?;
    hold_accounts(txn, open.iter().map(|row| row.account_id)).await?;
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
    Ok(())
}

/// Holds the rows of these accounts to the end of the transaction: before their assistances and codes, in the order of
/// their ids, as everybody does who changes an account. An officer's own row is held before those of citizens.
pub(super) async fn hold_accounts(
    txn: &DatabaseTransaction,
    accounts: impl IntoIterator<Item = Uuid>,
) -> Result<(), Error> {
    for id in accounts.into_iter().collect::<BTreeSet<_>>() {
        account::Entity::find_by_id(id).lock_exclusive().one(txn).await?;
    }
    Ok(())
}

/// Whom this officer helps now.
pub(super) async fn helped_now(txn: &DatabaseTransaction, officer: Uuid) -> Result<Vec<Uuid>, Error> {
    let open = assistance::Entity::find()
        .select_only()
        .column(assistance::Column::AccountId)
        .filter(assistance::Column::OfficerId.eq(officer))
        .filter(assistance::Column::StartedAt.is_not_null())
        .filter(assistance::Column::EndedAt.is_null());
    Ok(open.into_tuple().all(txn).await?)
}

/// Ends what this officer helps with.
pub(super) async fn end_of(
    txn: &DatabaseTransaction,
    officer: &Officer,
    by: EndedBy,
    at: Millis,
) -> Result<(), Error> {
    let which = Condition::all().add(assistance::Column::OfficerId.eq(officer.account));
    end_where(txn, which, (by, Some(officer.account), officer.role.as_str()), at).await
}

/// Ends everything in which this account helps or is helped, in the transaction that closes or secures it, and takes back
/// the codes that still wait: they are the consent of whoever had the account before. `actor` and `role` stand in the
/// history.
pub(crate) async fn end_all_of(
    txn: &DatabaseTransaction,
    account: Uuid,
    (by, actor, role): (EndedBy, Option<Uuid>, &str),
    at: Millis,
) -> Result<(), Error> {
    let which = Condition::any()
        .add(assistance::Column::OfficerId.eq(account))
        .add(assistance::Column::AccountId.eq(account));
    hold_accounts(txn, [account]).await?;
    let asked = assistance::Entity::find()
        .select_only()
        .column(assistance::Column::Id)
        .filter(which.clone())
        .filter(assistance::Column::StartedAt.is_null())
        .into_query();
    one_time_code::Entity::delete_many()
        .filter(one_time_code::Column::Subject.in_subquery(asked))
        .exec(txn)
        .await?;
    end_where(txn, which, (by, actor, role), at).await
}

/// The same by the account's own owner, who has changed how one comes in.
pub(crate) async fn end_by_owner(
    txn: &DatabaseTransaction,
    owner: &account::Model,
    at: Millis,
) -> Result<(), Error> {
    // In the citizen's history an officer is no owner.
    let (by, role) = match owner.role.as_str() {
        CITIZEN => (EndedBy::Citizen, "owner"),
        role => (EndedBy::Officer, role),
    };
    end_all_of(txn, owner.id, (by, Some(owner.id), role), at).await
}

impl Service {
    /// Ends what the officer who asks helps with: done, or signing out. Not helping is no error.
    pub async fn stop_helping(&self, actor: &Actor) -> Result<(), Error> {
        let Ok(officer) = helper(actor) else { return Ok(()) };
        let txn = self.db.begin().await?;
        end_of(&txn, officer, EndedBy::Officer, millis(self.clock.now())).await?;
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
