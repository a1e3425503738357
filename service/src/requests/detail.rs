//! One request as its owner sees it: status, history in plain lines, what was sent, what is to do.
use super::{Body, Expectation, transition::status_of, visible_to};
use crate::{
    Actor, Error, FormName, ObjectionStands, Service,
    assistance::helper_ids,
    clock::moment,
    entity::request,
    letter::ReasonLine,
    outbox::{Delivery, Unreachable},
    results::ResultView,
};
use domain::{
    Change, DocumentView, Fact, Flagged, Labels, Language, Procedure, ReceiptNumber, Status, Words, facts,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

/// One line of the history.
#[derive(Clone, Debug)]
pub struct EventView {
    /// What happened: the code of a command.
    pub kind: String,
    /// The role of who did it.
    pub by: String,
    /// The name of the officer who helped to do it.
    pub helped_by: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// One request.
#[derive(Clone, Debug)]
pub struct RequestDetail {
    /// Its id.
    pub id: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// What was asked for: the title of the procedure and of all that the request went on with.
    pub title: String,
    /// The procedure it was written under.
    pub procedure: Procedure<String>,
    /// Where it stands.
    pub status: Status,
    /// How often it has changed.
    pub version: i64,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
    /// Expected by.
    pub due_at: OffsetDateTime,
    /// When it will be ready, while the office has it.
    pub expected: Option<Expectation>,
    /// Corrections are taken until.
    pub correction_due_at: Option<OffsetDateTime>,
    /// Its history, oldest first.
    pub events: Vec<EventView>,
    /// What is to change.
    pub changes: Vec<Change>,
    /// What codes were called when it was sent.
    pub labels: Labels,
    /// Everything answered, in words.
    pub facts: Vec<Fact>,
    /// Documents.
    pub documents: Vec<DocumentView>,
    /// When their files had had their time: they can be looked at no more.
    pub files_gone: Option<OffsetDateTime>,
    /// Slots whose original will be brought.
    pub bring_original: Vec<String>,
    /// What is flagged, while a correction is awaited.
    pub flagged: Option<Flagged>,
    /// The reasons of the last return or refusal, in words.
    pub reasons: Vec<ReasonLine>,
    /// What came out of it, once told.
    pub results: Vec<ResultView>,
    /// What its owner learns of objections to it.
    pub objection: Option<ObjectionStands>,
    /// What its owner has answered about it, 1 to 5.
    pub feedback: Option<u8>,
    /// The officer's words about the result.
    pub result_note: Option<String>,
    /// The official forms filled in from it.
    pub forms: Vec<FormName>,
    /// What became of the messages.
    pub deliveries: Vec<Delivery>,
    /// Addresses of its owner at which letters did not arrive.
    pub unreachable: Vec<Unreachable>,
}

impl Service {
    /// A request that the one who asks may see.
    pub async fn request(&self, actor: &Actor, id: Uuid, language: Language) -> Result<RequestDetail, Error> {
        let row = visible_to(actor)
            .filter(request::Column::Id.eq(id))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        self.detail_of(row, language).await
    }

    /// The request with this number, under the same scope.
    pub(crate) async fn visible_number(&self, actor: &Actor, number: &str) -> Result<request::Model, Error> {
        let number = ReceiptNumber::parse(number).map_err(|_| Error::NotFound)?;
        visible_to(actor)
            .filter(request::Column::Number.eq(number.as_str()))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)
    }

    /// The procedure of a request, with its questions asked of the family of the request.
    pub(crate) async fn procedure_for(&self, row: &request::Model) -> Result<Procedure<Words>, Error> {
        let body = Body::open(&self.sealer(row.id).await?, row)?;
        Ok(self.procedure(&row.catalogue_hash).await?.for_family(&body.context.members))
    }

    pub(crate) async fn detail_of(
        &self,
        row: request::Model,
        language: Language,
    ) -> Result<RequestDetail, Error> {
        let sealer = self.sealer(row.id).await?;
        let body = Body::open(&sealer, &row)?;
        let source = self.procedure(&row.catalogue_hash).await?.for_family(&body.context.members);
        let mut procedure = source.localize(language);
        // Only the device must not have them; the desk asks which question a change came from.
        procedure.effects.clone_from(&source.effects);
        let flagged: Option<Flagged> = row
            .flagged
            .as_deref()
            .map(|sealed| sealer.open_json("request.flagged", row.id, sealed))
            .transpose()?;
        let lines = self.lines(row.id).await?;
        let status = status_of(&row)?;
        let expected = if status.is_open() && status != Status::NeedsCorrection {
            Some(self.expectation(&row, &lines).await?)
        } else {
            None
        };
        let names = self.officer_names(lines.iter().flat_map(|line| helper_ids(&line.detail))).await?;
        let events = lines.into_iter().map(|line| {
            let helpers: Vec<_> =
                helper_ids(&line.detail).iter().filter_map(|id| names.get(id).cloned()).collect();
            EventView {
                helped_by: Some(helpers.join(", ")).filter(|names| !names.is_empty()),
                kind: line.kind,
                by: line.actor_role,
                at: moment(line.happened_at),
            }
        });
        let events = events.collect();
        let last = self.last_decision(row.id).await?;
        let (reasons, result_note) = match last {
            Some(decision) => {
                let words: crate::desk::DecisionBody =
                    sealer.open_json("decision.body", decision.id, &decision.body)?;
                (self.reason_lines(&source, &words.flags), words.note)
            }
            None => (Vec::new(), None),
        };
        Ok(RequestDetail {
            id: row.id,
            number: row.displayed_number(),
            status,
            expected,
            version: row.version,
            submitted_at: moment(row.submitted_at),
            due_at: moment(row.due_at),
            correction_due_at: row.correction_due_at.map(moment),
            events,
            forms: self.forms_needed(&row, &procedure, &body.changes),
            title: body.title(&procedure),
            facts: facts(&procedure, &body.answers, &body.context, language),
            labels: body.context.labels,
            changes: body.changes,
            documents: body.documents,
            files_gone: row.files_discarded_at.map(moment),
            bring_original: body.bring_original,
            flagged,
            results: self
                .results_of(&row)
                .await?
                .into_iter()
                .filter(|one| one.expires_at.is_some())
                .collect(),
            objection: self.objection_stands(row.id).await?,
            feedback: if status.is_end() { self.feedback_of(row.id).await? } else { None },
            reasons,
            result_note,
            deliveries: self.deliveries(row.id).await?,
            unreachable: self.unreachable(row.account_id).await?,
            procedure,
        })
    }

    async fn last_decision(&self, request: Uuid) -> Result<Option<crate::entity::decision::Model>, Error> {
        use crate::entity::decision;
        use sea_orm::QueryOrder;
        Ok(decision::Entity::find()
            .filter(decision::Column::RequestId.eq(request))
            .filter(decision::Column::Command.is_not_in(crate::desk::NO_DECISIONS))
            .order_by_desc(decision::Column::DecidedAt)
            .order_by_desc(decision::Column::Id)
            .one(self.db.read())
            .await?)
    }
}
