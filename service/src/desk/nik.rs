//! A NIK that two accounts claim. Whoever registers second learns nothing of the first, and may write and send; nothing
//! of theirs is approved before an officer, who has seen an identity card, says whose the NIK is.
use super::link::{LINKED, UNLINKED};
use crate::{
    Actor, Error, Service,
    accounts::{ACTIVE, AccountLine, CONTESTED, remember},
    clock::millis,
    entity::account,
    letter::{Letter, OfficeAct},
};
use domain::ActorKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

impl Service {
    /// Gives the NIK to the account behind a request, on the evidence that came with it or at the counter. The account
    /// that had it claims it from now on, and is no longer tied to a person. Both are told.
    pub async fn settle_nik(&self, actor: &Actor, number: &str, version: i64) -> Result<(), Error> {
        let officer = actor.officer()?;
        if !matches!(officer.kind(), ActorKind::Verifier | ActorKind::Supervisor) {
            return Err(Error::Forbidden);
        }
        let row = self.visible_number(actor, number).await?;
        self.must_hold(&row, officer, version).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let claims = account::Entity::find_by_id(row.account_id).one(&txn).await?.ok_or(Error::NotFound)?;
        let Some(index) = claims.nik_claim_index.filter(|_| claims.state == CONTESTED) else {
            return Err(Error::Conflict { by: None });
        };
        let had =
            account::Entity::find().filter(account::Column::NikIndex.eq(index.clone())).one(&txn).await?;
        let line = |account, kind, detail| AccountLine {
            account,
            kind,
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail,
            at,
        };
        // One after the other: a NIK belongs to one account at any moment.
        if let Some(had) = &had {
            account::Entity::update_many()
                .col_expr(account::Column::NikIndex, Expr::value(Option::<Vec<u8>>::None))
                .col_expr(account::Column::NikClaimIndex, Expr::value(Some(index.clone())))
                .col_expr(account::Column::State, Expr::value(CONTESTED))
                .col_expr(account::Column::Link, Expr::value(UNLINKED))
                .filter(account::Column::Id.eq(had.id))
                .exec(&txn)
                .await?;
            let was = if had.link == LINKED { "link=taken" } else { "" };
            remember(&txn, line(had.id, "nik_lost", was.to_owned())).await?;
            self.tell(&txn, had.id, &Letter::ByOffice { act: OfficeAct::NikOthers }, at).await?;
        }
        account::Entity::update_many()
            .col_expr(account::Column::NikIndex, Expr::value(Some(index)))
            .col_expr(account::Column::NikClaimIndex, Expr::value(Option::<Vec<u8>>::None))
            .col_expr(account::Column::State, Expr::value(ACTIVE))
            .filter(account::Column::Id.eq(row.account_id))
            .exec(&txn)
            .await?;
        remember(&txn, line(row.account_id, "nik_settled", format!("evidence={}", row.id))).await?;
        self.tell(&txn, row.account_id, &Letter::ByOffice { act: OfficeAct::NikYours }, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }
}
