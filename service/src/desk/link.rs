//! Linking: an officer ties an account to a person of the register, on evidence that came with a request.
//! Registering proves a phone and an e-mail, not a person.
use crate::{
    Actor, Error, Service,
    accounts::{AccountLine, remember},
    clock::millis,
    entity::account,
};
use domain::ActorKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

impl Service {
    /// Ties the account behind a request to the person it applies as. Only while holding the request.
    pub async fn link_account(&self, actor: &Actor, number: &str, version: i64) -> Result<(), Error> {
        let officer = actor.officer()?;
        if matches!(officer.kind(), ActorKind::FrontDesk | ActorKind::Administrator) {
            return Err(Error::Forbidden);
        }
        let row = self.visible_number(actor, number).await?;
        self.must_hold(&row, officer, version).await?;
        let txn = self.db.begin().await?;
        account::Entity::update_many()
            .col_expr(account::Column::Link, Expr::value("linked"))
            .filter(account::Column::Id.eq(row.account_id))
            .exec(&txn)
            .await?;
        let line = AccountLine {
            account: row.account_id,
            kind: "linked",
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail: format!("evidence={}", row.id),
            at: millis(self.clock.now()),
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }
}
