//! Changing a password by whoever knows the old one. Every other session and every other trusted browser ends.
use super::{AccountLine, pending_password::forget_pending, remember};
use crate::{
    Actor, Error, Service,
    assistance::end_by_owner,
    clock::millis,
    entity::{account, device, one_time_code, session},
    letter::{AccountChange, Letter},
    limits::Rule,
};
use domain::FieldError;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// A change of password, as typed.
#[derive(Clone, Default)]
pub struct PasswordChange {
    /// The one that counts.
    pub current: String,
    /// The new one.
    pub password: String,
    /// The same again.
    pub password_again: String,
}

impl std::fmt::Debug for PasswordChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordChange { .. }")
    }
}

impl Service {
    /// Proves that whoever acts for this account knows its password: before anything that could lock its owner out.
    pub(crate) async fn prove_password(&self, row: &account::Model, typed: &str) -> Result<(), Error> {
        if typed.is_empty() {
            return Err(Error::field("current", FieldError::Missing));
        }
        let key = format!("{}|password", row.id);
        self.reserve(Rule::CodeTries, &key).await?;
        if !self.passwords.matches(typed, Some(row.password_hash.clone())).await? {
            return Err(Error::field("current", FieldError::PasswordWrong));
        }
        self.forgive(Rule::CodeTries, &key).await
    }

    /// Changes the password. `session` and `browser` are those of whoever asks, and stay.
    pub async fn change_password(
        &self,
        actor: &Actor,
        change: &PasswordChange,
        session: &[u8],
        browser: Option<&str>,
    ) -> Result<(), Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        let parsed = self.new_password(&row, &change.password).await?;
        if change.password != change.password_again {
            return Err(Error::field("password_again", FieldError::PasswordsDiffer));
        }
        self.prove_password(&row, &change.current).await?;
        let hash = self.passwords.hash(parsed.as_str()).await?;
        let now = millis(self.clock.now());
        let kept = browser.map(|secret| self.device_hash(id, secret)).unwrap_or_default();
        let txn = self.db.begin().await?;
        let changed = account::Entity::update_many()
            .col_expr(account::Column::PasswordHash, Expr::value(hash))
            .col_expr(account::Column::FirstPasswordUntil, Expr::value(None::<i64>))
            .filter(account::Column::Id.eq(id))
            // Two at once: the second one's proof is of a password that is no more.
            .filter(account::Column::PasswordHash.eq(row.password_hash.clone()))
            .exec(&txn)
            .await?;
        if changed.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        session::Entity::delete_many()
            .filter(session::Column::AccountId.eq(id))
            .filter(session::Column::IdHash.ne(self.session_key(session)))
            .exec(&txn)
            .await?;
        device::Entity::delete_many()
            .filter(device::Column::AccountId.eq(id))
            .filter(device::Column::IdHash.ne(kept))
            .exec(&txn)
            .await?;
        crate::push::end_push_beside(&txn, &self.keys, id, browser).await?;
        // A code of before, such as one for a forgotten password, must not undo this.
        one_time_code::Entity::delete_many().filter(one_time_code::Column::Subject.eq(id)).exec(&txn).await?;
        forget_pending(&txn, id).await?;
        end_by_owner(&txn, &row, now).await?;
        let line = AccountLine {
            account: id,
            kind: "password_changed",
            actor: Some(id),
            actor_role: "owner",
            detail: String::new(),
            at: now,
        };
        remember(&txn, line).await?;
        let letter = Letter::AccountChanged { what: AccountChange::Password };
        self.tell_owner(&txn, &self.sealer_in(&txn, id).await?, &row, &letter, now).await?;
        txn.commit().await?;
        Ok(())
    }
}
