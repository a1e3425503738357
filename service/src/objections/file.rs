//! Objecting to a request of somebody else, and taking that back.
//!
//! Both leave a line in the request's history, at the place after the one that was read. A decision at the same moment
//! wants that place too, so one of the two is refused: nothing is approved beside an objection that nobody saw.
use super::{BODY, CONCERNED, ObjectionState, clean, end, open_for};
use crate::{
    Actor, Error, Service,
    clock::millis,
    entity::{objection, request},
    feed::{self, Announcement},
    letter::Letter,
    limits::Rule,
    requests::{regarding, status_of},
    results::note_on,
};
use domain::{Audience, FieldError, Refusal, may_object};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, SqlErr};
use uuid::Uuid;

impl Service {
    /// Objects. The same words again, while they wait for an answer, are the same objection.
    ///
    /// # Errors
    /// `NotFound` as in [`Service::concern`]; `Refused` once it is approved; `Conflict` while another objection of the
    /// same person waits.
    pub async fn object(&self, actor: &Actor, id: Uuid, words: &str) -> Result<(), Error> {
        let account = actor.citizen()?.account;
        self.concerning(self.db.read(), actor, id).await?;
        let words = clean("words", words)?;
        if words.is_empty() {
            return Err(Error::field("words", FieldError::Missing));
        }
        for row in self.objection_rows(id).await? {
            if row.account_id == account && row.open_for.is_some() {
                let same = self.own_objection(&row).await?.words == words;
                return if same { Ok(()) } else { Err(Error::Conflict { by: None }) };
            }
        }
        self.limit(Rule::Messages, &account.to_string()).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let (row, _) = self.concerning(&txn, actor, id).await?;
        let status = status_of(&row)?;
        if !may_object(status) {
            return Err(Error::Refused(Refusal::WrongStatus { status: Some(status) }));
        }
        let objection = Uuid::now_v7();
        let sealer = self.sealer_in(&txn, id).await?;
        objection::Entity::insert(objection::ActiveModel {
            id: Set(objection),
            request_id: Set(id),
            account_id: Set(account),
            state: Set(ObjectionState::Open.as_str().to_owned()),
            open_for: Set(Some(open_for(id, account))),
            body: Set(sealer.seal(BODY, objection, &words)?),
            answer: Set(None),
            filed_at: Set(at),
            settled_at: Set(None),
            settled_by: Set(None),
        })
        .exec_without_returning(&txn)
        .await
        .map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict { by: None },
            _ => error.into(),
        })?;
        let line = (ObjectionState::Open.kind(), Some(account), CONCERNED);
        note_on(&txn, &row, line, format!("objection={objection}"), at).await?;
        if let Some(holder) = row.assignee {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let letter = Letter::Objected { regarding: regarding(&row, &procedure) };
            self.tell_inbox(&txn, holder, &letter, at).await?;
        }
        announce(&txn, &row, ObjectionState::Open, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Takes one's objection back, while nobody has answered it.
    pub async fn withdraw_objection(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let account = actor.citizen()?.account;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let (row, _) = self.concerning(&txn, actor, id).await?;
        let open = objection::Entity::find()
            .filter(objection::Column::OpenFor.eq(open_for(id, account)))
            .one(&txn)
            .await?
            .ok_or(Error::Conflict { by: None })?;
        let state = ObjectionState::Withdrawn;
        if !end(&txn, &open, state, (Some(account), None, at)).await? {
            return Err(Error::Conflict { by: None });
        }
        let line = (state.kind(), Some(account), CONCERNED);
        note_on(&txn, &row, line, format!("objection={}", open.id), at).await?;
        announce(&txn, &row, state, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }
}

/// Tells the applicant's page and the desk that something has changed.
pub(super) async fn announce(
    txn: &DatabaseTransaction,
    row: &request::Model,
    state: ObjectionState,
    at: i64,
) -> Result<(), Error> {
    let audience = Audience { account: Some(row.account_id), office: Some(row.office_id) };
    feed::announce(txn, Announcement { kind: state.kind(), request: Some(row.id), audience, at }).await
}
