//! The office's side: what is said against a request, and answering it, either way.
use super::{ANSWER, Answer, BODY, ObjectionState, clean, end, file::announce, state_of};
use crate::{
    Actor, Error, Service,
    assistance::has_helped,
    clock::{Millis, millis, moment},
    entity::{objection, request},
    letter::Letter,
    requests::{Who, regarding},
    results::note_on,
};
use domain::{ActorKind, FieldError, Refusal, hide_numbers};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

/// An objection as officers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskObjection {
    /// Its id.
    pub id: Uuid,
    /// Who objects.
    pub by: String,
    /// What they say.
    pub words: String,
    /// How it stands.
    pub state: ObjectionState,
    /// When it was filed.
    pub filed_at: OffsetDateTime,
    /// What was answered to whoever objects.
    pub answer: Option<String>,
    /// What was told to the applicant.
    pub told: Option<String>,
    /// Who has answered.
    pub settled_by: Option<String>,
}

/// The objections to a request, for whoever works on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskObjections {
    /// All of them, oldest first.
    pub all: Vec<DeskObjection>,
    /// One must be answered before the request can be approved.
    pub block: bool,
    /// This officer may answer them.
    pub may_settle: bool,
}

/// What the applicant learns of objections to their request: neither whose they are nor what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectionStands {
    /// The last one stands so; an open one comes first.
    pub state: ObjectionState,
    /// The office waits with its approval until it is answered.
    pub waits: bool,
    /// What the office tells the applicant about it.
    pub told: Option<String>,
}

impl Service {
    /// The objections to a request of the desk, oldest first.
    pub(crate) async fn desk_objections(&self, request: Uuid) -> Result<Vec<DeskObjection>, Error> {
        let rows = self.objection_rows(request).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sealer = self.sealer(request).await?;
        let mut told = Vec::with_capacity(rows.len());
        for row in rows {
            let state = state_of(&row)?;
            let answer: Option<Answer> =
                row.answer.as_deref().map(|sealed| sealer.open_json(ANSWER, row.id, sealed)).transpose()?;
            let officer = row.settled_by.filter(|_| answer.is_some());
            let (answer, note) = answer.map(|answer| (answer.to_objector, answer.to_applicant)).unzip();
            told.push(DeskObjection {
                id: row.id,
                by: self.name_of_account(row.account_id).await?,
                words: sealer.open_text(BODY, row.id, &row.body)?,
                state,
                filed_at: moment(row.filed_at),
                answer,
                told: note.filter(|note| !note.is_empty()),
                settled_by: match officer {
                    Some(officer) => Some(self.officer_name(officer).await?),
                    None => None,
                },
            });
        }
        Ok(told)
    }

    /// The name of whoever objected; nothing once they have closed their account.
    async fn name_of_account(&self, account: Uuid) -> Result<String, Error> {
        let row = self.account_row(account).await?;
        if row.is_erased() {
            return Ok(String::new());
        }
        Ok(self.sealer(account).await?.open_text("account.name", account, &row.name)?)
    }

    /// What the applicant learns.
    pub(crate) async fn objection_stands(&self, request: Uuid) -> Result<Option<ObjectionStands>, Error> {
        let rows = self.objection_rows(request).await?;
        let open = rows.iter().find(|row| row.open_for.is_some());
        let Some(row) = open.or(rows.last()) else { return Ok(None) };
        let state = state_of(row)?;
        let told = match &row.answer {
            Some(sealed) => {
                let answer: Answer = self.sealer(request).await?.open_json(ANSWER, row.id, sealed)?;
                Some(answer.to_applicant).filter(|told| !told.is_empty())
            }
            None => None,
        };
        Ok(Some(ObjectionStands { state, waits: self.settings.objection_blocks, told }))
    }

    /// Answers an objection: `upheld` or not, with words to whoever objects and, if there is something to say, to the
    /// applicant. Both are told.
    ///
    /// # Errors
    /// `Forbidden` for those who do not decide; `Refused` for whoever helped to fill it in; `Conflict` while a colleague
    /// holds the request, or when it is answered.
    pub async fn settle_objection(
        &self,
        actor: &Actor,
        number: &str,
        objection: Uuid,
        upheld: bool,
        (to_objector, to_applicant): (&str, &str),
    ) -> Result<(), Error> {
        let officer = actor.officer()?;
        if !matches!(officer.kind(), ActorKind::Verifier | ActorKind::Supervisor) {
            return Err(Error::Forbidden);
        }
        let row = self.visible_number(actor, number).await?;
        if let Some(holder) = self.held_by_other(&row, officer) {
            return Err(Error::Conflict { by: Some(self.officer_name(holder).await?) });
        }
        let words = |field: &str, typed: &str| clean(field, typed).map(|text| hide_numbers(&text));
        let answer = Answer {
            to_objector: words("objection_answer", to_objector)?,
            to_applicant: words("objection_note", to_applicant)?,
        };
        if answer.to_objector.is_empty() {
            return Err(Error::field("objection_answer", FieldError::Missing));
        }
        let found = objection::Entity::find_by_id(objection)
            .filter(objection::Column::RequestId.eq(row.id))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        let at = millis(self.clock.now());
        let state = if upheld { ObjectionState::Upheld } else { ObjectionState::Dismissed };
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let txn = self.db.begin().await?;
        if has_helped(&txn, row.id, officer.account).await? {
            return Err(Error::Refused(Refusal::FourEyes));
        }
        let sealed = self.sealer_in(&txn, row.id).await?.seal_json(ANSWER, found.id, &answer)?;
        if !end(&txn, &found, state, (Some(officer.account), Some(sealed), at)).await? {
            return Err(Error::Conflict { by: None });
        }
        let who = Who { account: Some(officer.account), kind: officer.kind() };
        let line = (state.kind(), who.account, who.role());
        note_on(&txn, &row, line, format!("objection={}", found.id), at).await?;
        let answered = Letter::ObjectionAnswered {
            number: row.displayed_number(),
            procedure: procedure.name.clone(),
            outcome: state,
        };
        self.tell(&txn, found.account_id, &answered, at).await?;
        let settled = Letter::ObjectionSettled { regarding: regarding(&row, &procedure), upheld };
        self.tell(&txn, row.account_id, &settled, at).await?;
        announce(&txn, &row, state, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Ends what is open when the request itself ends, and says so to whoever objected: there is nothing left to answer.
    pub(crate) async fn end_objections(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        at: Millis,
    ) -> Result<(), Error> {
        let open = objection::Entity::find()
            .filter(objection::Column::RequestId.eq(row.id))
            .filter(objection::Column::OpenFor.is_not_null())
            .all(txn)
            .await?;
        if open.is_empty() {
            return Ok(());
        }
        let procedure = self.procedure(&row.catalogue_hash).await?;
        for found in open {
            if end(txn, &found, ObjectionState::Moot, (None, None, at)).await? {
                let letter = Letter::ObjectionAnswered {
                    number: row.displayed_number(),
                    procedure: procedure.name.clone(),
                    outcome: ObjectionState::Moot,
                };
                self.tell(txn, found.account_id, &letter, at).await?;
            }
        }
        Ok(())
    }
}
