//! Proving oneself again before an act of administration: a found screen must not change the office's data. It counts
//! for ten minutes and for one session; signing in does not count, and a renewed session begins without.
use super::{AccountLine, remember};
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis},
    entity::session,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// So long it counts.
const COUNTS: Millis = 10 * 60 * 1000;

impl Service {
    /// Whether the one who asks has proven themselves in this session a moment ago; else [`Error::ConfirmFirst`].
    pub async fn require_fresh(&self, actor: &Actor, session: &[u8]) -> Result<(), Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        let row = session::Entity::find_by_id(self.session_key(session)).one(self.db.write()).await?;
        let row = row.filter(|row| row.account_id == Some(account)).ok_or(Error::SignInFirst)?;
        let since = millis(self.clock.now()) - COUNTS;
        if row.confirmed_at.is_some_and(|at| at > since) { Ok(()) } else { Err(Error::ConfirmFirst) }
    }

    /// Proves the one who asks by the password, and by a passkey, the authenticator or a code from paper where there is one.
    /// Wrong ones are issues with `current` and `code`.
    pub async fn confirm(
        &self,
        actor: &Actor,
        session: &[u8],
        password: &str,
        code: &str,
    ) -> Result<(), Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(account).await?;
        self.prove_again(&row, password, code).await?;
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let confirmed = session::Entity::update_many()
            .col_expr(session::Column::ConfirmedAt, Expr::value(Some(now)))
            .filter(session::Column::IdHash.eq(self.session_key(session)))
            .filter(session::Column::AccountId.eq(account))
            .exec(&txn)
            .await?;
        if confirmed.rows_affected != 1 {
            return Err(Error::SignInFirst);
        }
        let line = AccountLine {
            account,
            kind: "confirmed",
            actor: Some(account),
            actor_role: "owner",
            detail: String::new(),
            at: now,
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Whether proving oneself takes a code besides the password.
    pub async fn confirms_by_code(&self, actor: &Actor) -> Result<bool, Error> {
        self.has_factor(actor.account().ok_or(Error::SignInFirst)?).await
    }
}
