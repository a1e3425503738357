//! A request in the copy of one's data: what was sent, what the office decided and why, what came of it.
use super::export::at;
use crate::{
    Error, Service,
    desk::{DecisionBody, NO_DECISIONS},
    entity::{appointment, decision, document, feedback, message, request, result},
    requests::Body,
};
use domain::{Answers, Command, Context, Fact, Language, Procedure, Words, facts};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// In place of a digit that is not shown.
const HIDDEN: char = '•';

/// Questions with their answers, as the page that was filled in has them.
pub(super) fn said(
    procedure: &Procedure<Words>,
    answers: &Answers,
    context: &Context,
    language: Language,
) -> Vec<Value> {
    let facts = facts(&procedure.localize(language), answers, context, language).into_iter();
    let answered = facts.filter(|fact| !fact.value.is_empty());
    let told = answered.map(|Fact { label, question, value, .. }| {
        // Pages hide the middle of a number; here it is whole.
        let value = if value.contains(HIDDEN) { answers.text(&question).to_owned() } else { value };
        json!({ "question": label, "answer": value })
    });
    told.collect()
}

impl Service {
    pub(super) async fn exported_request(
        &self,
        row: &request::Model,
        language: Language,
    ) -> Result<Value, Error> {
        let sealer = self.sealer(row.id).await?;
        let body = Body::open(&sealer, row)?;
        let procedure = self.procedure(&row.catalogue_hash).await?.for_family(&body.context.members);
        let mut messages = Vec::new();
        let mut files = self.message_files(row.id).await?;
        let rows = message::Entity::find()
            .filter(message::Column::RequestId.eq(row.id))
            .order_by_asc(message::Column::Id)
            .all(self.db.read())
            .await?;
        for row in rows {
            messages.push(json!({
                "at": at(row.sent_at),
                "from_office": row.from_office == 1,
                "text": sealer.open_text("message.body", row.id, &row.body)?,
                "files": files.remove(&row.id).unwrap_or_default().into_iter().map(|file| {
                    json!({ "name": file.name, "media_type": file.media_type, "bytes": file.bytes })
                }).collect::<Vec<_>>(),
            }));
        }
        let results = result::Entity::find()
            .filter(result::Column::RequestId.eq(row.id))
            .filter(result::Column::RemovedAt.is_null())
            .all(self.db.read())
            .await?;
        let results = results.into_iter().map(|row| {
            json!({ "kind": row.kind, "attached_at": at(row.attached_at), "sha256": row.sha256, "size": row.size })
        });
        let appointment = appointment::Entity::find_by_id(row.id).one(self.db.read()).await?;
        let appointment = appointment.map(
            |kept| json!({ "starts_at": at(kept.starts_at), "counter": kept.counter, "state": kept.state }),
        );
        let feedback = feedback::Entity::find_by_id(row.id).one(self.db.read()).await?;
        Ok(json!({
            "id": row.id,
            "number": row.displayed_number(),
            "procedure": procedure.title.get(language),
            "status": row.status,
            "submitted_at": at(row.submitted_at),
            "changed_at": at(row.updated_at),
            "applicant": { "name": body.applicant_name, "nik": body.applicant_nik, "kk_number": body.kk_number },
            "card": body.card,
            "answers": body.answers,
            "said": said(&procedure, &body.answers, &body.context, language),
            "changes": body.changes,
            "documents": self.exported_documents(row.id, &procedure, language).await?,
            "messages": messages,
            "decisions": self.exported_decisions(row.id, &procedure, language).await?,
            "results": results.collect::<Vec<_>>(),
            "appointment": appointment,
            "score": feedback.map(|feedback| feedback.score),
            "history": self.exported_history(row.id).await?,
        }))
    }

    pub(super) async fn exported_documents(
        &self,
        request: uuid::Uuid,
        procedure: &Procedure<Words>,
        language: Language,
    ) -> Result<Vec<Value>, Error> {
        let rows = document::Entity::find()
            .filter(document::Column::RequestId.eq(request))
            .filter(document::Column::RemovedAt.is_null())
            .all(self.db.read())
            .await?;
        let sealer = self.sealer(request).await?;
        rows.into_iter()
            .map(|row| {
                Ok(json!({
                    "id": row.id,
                    "slot": row.slot,
                    "label": procedure.slot(&row.slot).map(|slot| slot.label.get(language)),
                    "name": sealer.open_text("document.name", row.id, &row.name)?,
                    "type": row.media_type,
                    "size": row.size,
                    "sha256": row.sha256,
                    "stored_at": at(row.created_at),
                }))
            })
            .collect()
    }

    /// What the office decided and told, with its reasons; who of it decided is nobody's data but the office's.
    async fn exported_decisions(
        &self,
        request: uuid::Uuid,
        procedure: &Procedure<Words>,
        language: Language,
    ) -> Result<Vec<Value>, Error> {
        let rows = decision::Entity::find()
            .filter(decision::Column::RequestId.eq(request))
            .filter(decision::Column::Command.is_not_in(NO_DECISIONS))
            .order_by_asc(decision::Column::DecidedAt)
            .order_by_asc(decision::Column::Id)
            .all(self.db.read())
            .await?;
        let sealer = self.sealer(request).await?;
        rows.into_iter()
            .map(|row| {
                let body: DecisionBody = sealer.open_json("decision.body", row.id, &row.body)?;
                let reasons = self.reason_lines(procedure, &body.flags).into_iter().map(|line| {
                    json!({
                        "about": line.about.as_ref().map(|about| about.get(language)),
                        "reason": line.reason.get(language),
                        "advice": line.advice.get(language),
                        "note": line.note,
                    })
                });
                Ok(json!({
                    "at": at(row.decided_at),
                    "what": row.command,
                    "reasons": reasons.collect::<Vec<_>>(),
                    // Of others it was for colleagues: nobody was told.
                    "note": body.note.filter(|_| row.command == Command::Complete.as_str()),
                }))
            })
            .collect()
    }
}
