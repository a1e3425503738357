//! Linking: an officer ties an account to a person of the register, on evidence that came with a request, and another
//! one may take that back. Registering proves a phone and an e-mail, not a person. Both are told to the account's owner,
//! and stay in its history with the evidence.
use crate::{
    Actor, Error, Officer, Service,
    accounts::{AccountLine, CONTESTED, remember},
    clock::millis,
    entity::{account, event},
    letter::{Letter, OfficeAct},
};
use domain::ActorKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `account.link` of one that is tied to a person.
pub(crate) const LINKED: &str = "linked";
/// `account.link` of one that is not.
pub(crate) const UNLINKED: &str = "unlinked";

/// Why a tie is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnlinkReason {
    /// The evidence belongs to somebody else.
    OtherPerson,
    /// Somebody else uses the account.
    TakenOver,
    /// Its owner wants it.
    AskedByOwner,
    /// It was pressed by mistake.
    Mistake,
}

impl UnlinkReason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::OtherPerson, Self::TakenOver, Self::AskedByOwner, Self::Mistake];

    /// Its code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OtherPerson => "other_person",
            Self::TakenOver => "taken_over",
            Self::AskedByOwner => "asked_by_owner",
            Self::Mistake => "mistake",
        }
    }

    /// From its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == code)
    }
}

impl Service {
    /// Ties the account behind a request to the person it applies as. Only while holding the request.
    pub async fn link_account(&self, actor: &Actor, number: &str, version: i64) -> Result<(), Error> {
        let officer = actor.officer()?;
        if !links(officer) {
            return Err(Error::Forbidden);
        }
        let row = self.visible_number(actor, number).await?;
        self.must_hold(&row, officer, version).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let tied = account::Entity::update_many()
            .col_expr(account::Column::Link, Expr::value(LINKED))
            .filter(account::Column::Id.eq(row.account_id))
            .filter(account::Column::Link.ne(LINKED))
            .filter(account::Column::State.ne(CONTESTED))
            .exec(&txn)
            .await?;
        if tied.rows_affected != 1 {
            let known =
                account::Entity::find_by_id(row.account_id).one(&txn).await?.ok_or(Error::NotFound)?;
            // Pressed twice: it is tied already.
            return if known.state == CONTESTED { Err(Error::Contested) } else { Ok(()) };
        }
        let line = AccountLine {
            account: row.account_id,
            kind: LINKED,
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail: format!("evidence={}", row.id),
            at,
        };
        remember(&txn, line).await?;
        self.tell(&txn, row.account_id, &Letter::ByOffice { act: OfficeAct::Linked }, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Takes back the tie of the account behind a request: by a supervisor, or by another officer than the one who
    /// made it, so that a mistake is not left to whoever made it.
    pub async fn unlink_account(
        &self,
        actor: &Actor,
        number: &str,
        reason: UnlinkReason,
    ) -> Result<(), Error> {
        let officer = actor.officer()?;
        if !links(officer) {
            return Err(Error::Forbidden);
        }
        let row = self.visible_number(actor, number).await?;
        if !self.may_unlink(officer, row.account_id).await? {
            return Err(Error::Forbidden);
        }
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let freed = account::Entity::update_many()
            .col_expr(account::Column::Link, Expr::value(UNLINKED))
            .filter(account::Column::Id.eq(row.account_id))
            .filter(account::Column::Link.eq(LINKED))
            .exec(&txn)
            .await?;
        if freed.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        let line = AccountLine {
            account: row.account_id,
            kind: UNLINKED,
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail: format!("request={} reason={}", row.id, reason.as_str()),
            at,
        };
        remember(&txn, line).await?;
        let letter = Letter::ByOffice { act: OfficeAct::Unlinked { reason } };
        self.tell(&txn, row.account_id, &letter, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Whether this officer may take the tie of `account` back.
    pub(crate) async fn may_unlink(&self, officer: &Officer, account: Uuid) -> Result<bool, Error> {
        if !links(officer) {
            return Ok(false);
        }
        if officer.kind() == ActorKind::Supervisor {
            return Ok(true);
        }
        let tied = event::Entity::find()
            .filter(event::Column::Subject.eq(account))
            .filter(event::Column::Kind.eq(LINKED))
            .order_by_desc(event::Column::Seq)
            .one(self.db.read())
            .await?;
        Ok(tied.is_some_and(|line| line.actor != Some(officer.account)))
    }
}

fn links(officer: &Officer) -> bool {
    matches!(officer.kind(), ActorKind::Verifier | ActorKind::Supervisor)
}
