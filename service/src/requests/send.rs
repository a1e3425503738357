//! Sending: one transaction freezes the answers into changes and gives number, status, history, feed and
//! messages. The draft's id is the idempotency key: sending twice gives the same receipt.
mod again;

use super::{Body, foresee::foresee, persons::keep_persons, tell::regarding, written_by};
use crate::{
    Actor, Citizen, Error, Service,
    assistance::{helped_by, note_sending},
    clock::millis,
    desk::{keep, keep_words},
    documents::mark_sent,
    entity::{document, draft, request},
    feed::{self, Announcement},
    history::{self, Head, Line},
    keys::IndexField,
    letter::Letter,
    limits::Rule,
    receipt::Said,
};
use domain::{
    ActorKind, Answers, Audience, Change, Command, Context, DocumentView, FieldError, Finding, FourEyes,
    Procedure, QuestionKind, ReceiptNumber, ServiceClock, Status, Words, brought_originals, decide,
    live_answers, propose, ready,
};
use rand::RngExt;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, SqlErr};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What the citizen gets for sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The request.
    pub id: Uuid,
    /// Its number.
    pub number: ReceiptNumber,
}

struct Prepared {
    procedure: Procedure<Words>,
    draft: draft::Model,
    body: Body,
}

/// Whether a draft and its documents are still what was prepared. Holds the draft until the end of the transaction,
/// so that what another window saves or uploads comes before or is refused, and never vanishes in between.
async fn as_prepared(
    txn: &DatabaseTransaction,
    draft: &draft::Model,
    documents: &[DocumentView],
) -> Result<bool, Error> {
    let now = draft::Entity::find_by_id(draft.id).lock_exclusive().one(txn).await?;
    if now.is_none_or(|now| now.revision != draft.revision) {
        return Ok(false);
    }
    let rows = document::Entity::find()
        .filter(document::Column::RequestId.eq(draft.id))
        .filter(document::Column::RemovedAt.is_null())
        .all(txn)
        .await?;
    // Also as they were put in order and turned.
    let known = |row: &document::Model| {
        documents.iter().any(|one| {
            one.id == row.id
                && i16::from(one.turns) == row.turns
                && u8::try_from(row.position).is_ok_and(|position| position == one.position)
        })
    };
    Ok(rows.len() == documents.len() && rows.iter().all(known))
}

impl Service {
    /// Sends a draft, or a corrected request again.
    pub async fn send(&self, actor: &Actor, id: Uuid, truth_stated: bool) -> Result<Sent, Error> {
        let sent = self.send_here(actor, id, truth_stated).await?;
        // Pressed again, too: only now is there a receipt.
        self.mirrored().await?;
        Ok(sent)
    }

    async fn send_here(&self, actor: &Actor, id: Uuid, truth_stated: bool) -> Result<Sent, Error> {
        let citizen = actor.writer()?;
        let mut known = self.sent_already(actor, id).await?;
        let draft = self.written_draft(actor, id).await;
        if known.is_none() && draft.is_err() {
            // Perhaps another press was done between the two questions.
            known = self.sent_already(actor, id).await?;
        }
        match (known, draft) {
            // Already sent and nothing new to send: the same receipt.
            (Some(row), Err(Error::NotFound)) => sent(&row),
            (_, Err(error)) => Err(error),
            (known, Ok(draft)) => {
                if !truth_stated {
                    return Err(Error::field("statement", FieldError::StatementNotTicked));
                }
                let prepared = self.prepare(actor, citizen, draft).await?;
                self.can_acknowledge(id).await?;
                match known {
                    Some(row) => match self.send_again_corrected(actor, citizen, row.clone(), prepared).await
                    {
                        // Sent at the same moment from elsewhere: the same receipt.
                        Err(Error::Conflict { .. }) if self.written_draft(actor, id).await.is_err() => {
                            sent(&row)
                        }
                        outcome => outcome,
                    },
                    None => self.send_first(actor, citizen, prepared).await,
                }
            }
        }
    }

    async fn sent_already(&self, actor: &Actor, id: Uuid) -> Result<Option<request::Model>, Error> {
        Ok(written_by(actor).filter(request::Column::Id.eq(id)).one(self.db.write()).await?)
    }

    async fn prepare(
        &self,
        actor: &Actor,
        citizen: &Citizen,
        draft: draft::Model,
    ) -> Result<Prepared, Error> {
        let writing = self.writing(&draft).await?;
        let context = self.context(actor, draft.id).await?;
        let procedure = self.procedure(&draft.catalogue_hash).await?.for_family(&context.members);
        let documents = self.documents_of(draft.id).await?;
        let issues = ready(&procedure, &writing.answers, &context, &documents);
        if !issues.is_empty() {
            return Err(Error::Fields(issues));
        }
        let changes = propose(&procedure, &writing.answers, &context).map_err(Error::Fields)?;
        if let (true, Some((_, first))) = (changes.is_empty(), procedure.questions().next()) {
            return Err(Error::field(&first.code, FieldError::NothingChanges));
        }
        let context = with_labels(context, &procedure, &writing.answers, &changes);
        let card = self.card_to_keep(citizen.account).await?;
        let found = foresee(card.as_ref(), &changes, self.today());
        if let (true, Some((_, first))) = (found.iter().any(Finding::hinders), procedure.questions().next()) {
            return Err(Error::field(&first.code, FieldError::FamilyImpossible));
        }
        let account = self.account_row(citizen.account).await?;
        let sealer = self.sealer(citizen.account).await?;
        let text = |place: &str, sealed: &Option<Vec<u8>>| {
            sealed
                .as_deref()
                .map_or(Ok(String::new()), |sealed| sealer.open_text(place, citizen.account, sealed))
        };
        // The card may have got another number since the account was made.
        let number = card.as_ref().and_then(|card| card.number.as_ref());
        let kk_number = match number {
            Some(number) => number.as_str().to_owned(),
            None => text("account.kk_number", &account.kk_number)?,
        };
        let bring_original = brought_originals(&procedure, &writing.answers, &context);
        // Also what an officer who helps does not see: the citizen took it again.
        let reused = self.reused(&Actor::Citizen(citizen.clone()), draft.id).await?;
        let body = Body {
            applicant_name: citizen.name.clone(),
            applicant_nik: text("account.nik", &account.nik)?,
            kk_number,
            card,
            answers: writing.answers,
            context,
            changes,
            documents,
            bring_original,
            before_correction: None,
            new_documents: Vec::new(),
            reused,
        };
        Ok(Prepared { procedure, draft, body })
    }

    async fn send_first(&self, actor: &Actor, citizen: &Citizen, prepared: Prepared) -> Result<Sent, Error> {
        self.limit(Rule::Sends, &citizen.account.to_string()).await?;
        let Prepared { procedure, draft, body } = prepared;
        let now = self.clock.now();
        let at = millis(now);
        let office = self.default_office().await?;
        let number = ReceiptNumber::from_entropy(rand::rng().random());
        let status = decide(None, Command::Submit, ActorKind::Owner, FourEyes::default())?;
        let sealer = self.sealer(draft.id).await?;
        let calendar = self.office_calendar(self.db.read()).await?;
        let clock = ServiceClock::start(self.target(&procedure), now);
        let due = clock.due(&calendar.of(self)).map_or(at, millis);
        let row = request::Model {
            id: draft.id,
            number: number.as_str().to_owned(),
            account_id: citizen.account,
            office_id: office,
            village: body.card.as_ref().map_or_else(String::new, |card| card.village.clone()),
            procedure: procedure.code.clone(),
            catalogue_hash: draft.catalogue_hash.clone(),
            status: status.as_str().to_owned(),
            version: 1,
            assignee: None,
            lease_until: None,
            verified_by: None,
            body: body.seal(&sealer, draft.id)?,
            kk_index: self.keys.index(IndexField::KkNumber, body.kk_number.as_bytes()),
            flagged: None,
            submitted_at: at,
            due_at: due,
            updated_at: at,
            correction_due_at: None,
            reminded_at: None,
            decided_at: None,
            files_discarded_at: None,
            files_destroyed_at: None,
            history_seq: 0,
            history_head: Head::genesis().hash,
        };
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        if !as_prepared(&txn, &draft, &body.documents).await? {
            drop(txn);
            let row = self.sent_already(actor, draft.id).await?;
            return row.as_ref().map_or(Err(Error::Conflict { by: None }), sent);
        }
        note_sending(&txn, actor, row.id, at).await?;
        let helped = helped_by(&txn, row.id, draft.created_at).await?;
        match self.write_request(&txn, row.clone(), &body, &procedure, &helped).await {
            Ok(()) => {
                self.tell_concerned(&txn, &row, (&body, None), &procedure, at).await?;
                mark_sent(&txn, &body.documents, at).await?;
                keep_persons(&txn, &self.keys, draft.id, &body).await?;
                keep(&txn, draft.id).await?;
                self.keep_clock(&txn, draft.id, &clock, at, &calendar).await?;
                self.count_day(&txn, &row, at, self.counted_as_sent(&row)).await?;
                keep_words(&txn, &self.keys, draft.id, &body).await?;
                let announcement = Announcement {
                    kind: Status::Submitted.as_str(),
                    request: Some(row.id),
                    audience: Audience { account: Some(row.account_id), office: Some(row.office_id) },
                    at,
                };
                feed::announce(&txn, announcement).await?;
                let (request, number) = (draft.id, number.clone());
                let (body, procedure) = (&body, &procedure);
                let said = Said { request, number, body, procedure, sent_at: at, due };
                self.issue_receipt(&txn, &sealer, &said).await?;
            }
            // Sent at the same moment from elsewhere: give that receipt.
            Err(Error::Conflict { .. }) => {
                drop(txn);
                let row = self.sent_already(actor, draft.id).await?;
                return row.as_ref().map_or(Err(Error::Conflict { by: None }), sent);
            }
            Err(error) => return Err(error),
        }
        let gone = draft::Entity::delete_by_id(draft.id).exec(&txn).await?;
        if gone.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        #[cfg(feature = "faults")]
        if self.receipt_before_commit.load(std::sync::atomic::Ordering::Relaxed) {
            if self.db.is_sqlite() {
                // Held open it would hold up the session's own write, and the answer with it, until the commit: as
                // if the server were killed between the two each time.
                drop(txn);
            } else {
                tokio::spawn(async move {
                    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
                    let _ = txn.commit().await;
                });
            }
            return Ok(Sent { id: draft.id, number });
        }
        txn.commit().await?;
        self.mark_twins(&row).await;
        self.wake();
        Ok(Sent { id: draft.id, number })
    }

    async fn write_request(
        &self,
        txn: &DatabaseTransaction,
        mut row: request::Model,
        body: &Body,
        procedure: &Procedure<Words>,
        helped: &str,
    ) -> Result<(), Error> {
        let head = history::append(
            txn,
            &Head::genesis(),
            Line {
                subject: row.id,
                kind: Command::Submit.as_str(),
                actor: Some(row.account_id),
                actor_role: "owner",
                detail: format!("procedure={}{}{helped}", row.procedure, taken_again(body)),
                at: row.submitted_at,
            },
        )
        .await
        .map_err(|error| {
            if matches!(error, Error::Internal(_)) { Error::Conflict { by: None } } else { error }
        })?;
        row.history_seq = head.seq;
        row.history_head = head.hash;
        let letter = Letter::Submitted {
            regarding: regarding(&row, procedure),
            due: self.local_date(row.due_at),
            originals: originals(procedure, body),
        };
        let (account, at) = (row.account_id, row.submitted_at);
        self.tell(txn, account, &letter, at).await?;
        request::Entity::insert(request::ActiveModel::from(row)).exec_without_returning(txn).await.map_err(
            |error| match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict { by: None },
                _ => error.into(),
            },
        )?;
        Ok(())
    }
}

/// Keeps what every code is called today: lists change, and what was sent is read as it was written.
fn with_labels(
    mut context: Context,
    procedure: &Procedure<Words>,
    answers: &Answers,
    changes: &[Change],
) -> Context {
    let mut labels = std::mem::take(&mut context.labels);
    let live = live_answers(procedure, answers, &context);
    for (_, question) in procedure.questions() {
        if let QuestionKind::Codes { list, .. } = &question.kind {
            labels.keep(*list, live.text(&question.code));
        }
    }
    for change in changes {
        for value in change.was.iter().chain([&change.will]) {
            labels.keep_value(change.element, value);
        }
    }
    for (element, value) in context.members.iter().flat_map(|member| &member.elements) {
        labels.keep_value(*element, value);
    }
    Context { labels, ..context }
}

/// What is to be brought, for the letter.
fn originals(procedure: &Procedure<Words>, body: &Body) -> Vec<Words> {
    body.bring_original.iter().filter_map(|slot| Some(procedure.slot(slot)?.label.clone())).collect()
}

/// For the history: which earlier requests documents were taken from again.
fn taken_again(body: &Body) -> String {
    let from: BTreeSet<&str> = body.reused.values().map(String::as_str).collect();
    if from.is_empty() {
        return String::new();
    }
    let from: Vec<&str> = from.into_iter().collect();
    format!(" reused={} from={}", body.reused.len(), from.join(","))
}

fn sent(row: &request::Model) -> Result<Sent, Error> {
    let number = ReceiptNumber::parse(&row.number).map_err(|_| Error::Internal("receipt number".into()))?;
    Ok(Sent { id: row.id, number })
}
