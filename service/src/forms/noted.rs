//! A form of a request shows whole NIK: whoever is given one leaves a line in its history.
use crate::{
    Actor, Error, Service,
    clock::millis,
    entity::{event, request},
    history::{self, Head, Line},
    requests::Who,
};
use domain::ActorKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

/// What the line is called.
pub const FORM_GIVEN: &str = "form";
/// Somebody else may write a line at the same moment.
const TRIES: usize = 4;

impl Service {
    /// Notes that a form was given; once while nothing else happens in between.
    pub(super) async fn note_form(&self, actor: &Actor, id: Uuid, code: &str) -> Result<(), Error> {
        let kind = match actor {
            Actor::Officer(officer) => officer.kind(),
            _ => ActorKind::Owner,
        };
        let who = Who { account: actor.account(), kind };
        for _ in 0..TRIES {
            match self.try_note_form(who, id, code).await {
                Err(Error::Conflict { .. }) => {}
                done => return done,
            }
        }
        Err(Error::Conflict { by: None })
    }

    async fn try_note_form(&self, who: Who, id: Uuid, code: &str) -> Result<(), Error> {
        let txn = self.db.begin().await?;
        let row = request::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
        let detail = format!("form={code}");
        let last = event::Entity::find()
            .filter(event::Column::Subject.eq(id))
            .order_by_desc(event::Column::Seq)
            .one(&txn)
            .await?;
        let is_same = |line: &event::Model| {
            line.kind == FORM_GIVEN && line.actor == who.account && line.detail == detail
        };
        if last.as_ref().is_some_and(is_same) {
            return Ok(());
        }
        let line = Line {
            subject: id,
            kind: FORM_GIVEN,
            actor: who.account,
            actor_role: who.role(),
            detail,
            at: millis(self.clock.now()),
        };
        let head =
            history::append(&txn, &Head { seq: row.history_seq, hash: row.history_head }, line).await?;
        let moved = request::Entity::update_many()
            .col_expr(request::Column::HistorySeq, Expr::value(head.seq))
            .col_expr(request::Column::HistoryHead, Expr::value(head.hash))
            .filter(request::Column::Id.eq(id))
            .filter(request::Column::HistorySeq.eq(row.history_seq))
            .exec(&txn)
            .await?;
        if moved.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        txn.commit().await?;
        Ok(())
    }
}
