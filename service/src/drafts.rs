//! Drafts: a request being written. Answers are raw and kept whatever they are; what is wrong with them is
//! worked out at each look, never stored. Saving is a patch, so two tabs do not undo each other.
mod blank;
mod discard;
mod places;

use crate::{
    Actor, Citizen, Error, Link, Service,
    assistance::note_help,
    clock::{millis, moment},
    entity::{draft, request},
    limits::Rule,
    requests::{Body, written_by},
};
use domain::{
    Answers, Context, Element, FieldError, Flagged, Labels, Language, MemberView, Nik, Opened, Procedure,
    QuestionKind, StepView, Words, brought_originals, opened,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A family writes some at a time; who has so many sends or deletes one first.
pub(crate) const MOST_DRAFTS: u64 = 40;

/// The sealed content of a draft.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Writing {
    pub(crate) answers: Answers,
}

/// What saving answers.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Saved {
    /// The draft's revision now.
    pub revision: i64,
    /// All answers as stored, with what another tab may have saved.
    pub answers: Answers,
    /// Fields that were left as they are, because somebody else has changed them meanwhile.
    #[serde(default)]
    pub conflicts: Vec<String>,
}

/// A draft in a citizen's list.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub procedure: String,
    /// Whom it is about, where somebody was chosen: two drafts of one procedure are told apart by that.
    pub about: Option<String>,
    /// When it was begun.
    pub begun_at: OffsetDateTime,
    /// When it was last saved.
    pub updated_at: OffsetDateTime,
    /// It corrects a request that was sent.
    pub correction: bool,
}

/// Whether a correction may change this input: a flagged question, a part of its date, or the promise to
/// bring the original of a flagged document.
fn opens(opened: &Opened<'_>, field: &str) -> bool {
    if let Some(slot) = field.strip_prefix("bring.") {
        return opened.slot(slot);
    }
    // `birth_date.day` belongs to a question; `moves.<member>` is one.
    opened.question(domain::question_of(field))
}

impl Service {
    /// Starts a draft. The id is made by the caller; doing it again changes nothing.
    pub async fn start_draft(&self, actor: &Actor, id: Uuid, procedure: &str) -> Result<(), Error> {
        let citizen = actor.writer()?;
        let entry = self.catalogue.find(procedure, self.today()).ok_or(Error::NotFound)?;
        if let Some(known) = draft::Entity::find_by_id(id).one(self.db.read()).await? {
            return if known.account_id == citizen.account { Ok(()) } else { Err(Error::NotFound) };
        }
        if entry.procedure.needs_card
            && self.card_to_keep(citizen.account).await?.is_none_or(|card| card.members.is_empty())
        {
            return Err(Error::field("card", FieldError::NoCard));
        }
        self.limit(Rule::Drafts, &citizen.account.to_string()).await?;
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        let open =
            draft::Entity::find().filter(draft::Column::AccountId.eq(citizen.account)).count(&txn).await?;
        if open >= MOST_DRAFTS {
            return Err(Error::field(
                "drafts",
                FieldError::TooLarge { max: i32::try_from(MOST_DRAFTS).unwrap_or(i32::MAX) },
            ));
        }
        if let Some(known) = draft::Entity::find_by_id(id).one(&txn).await? {
            return if known.account_id == citizen.account { Ok(()) } else { Err(Error::NotFound) };
        }
        if request::Entity::find_by_id(id).one(&txn).await?.is_some() {
            return Err(Error::NotFound);
        }
        let sealer = self.new_sealer(&txn, id).await?;
        draft::Entity::insert(draft::ActiveModel {
            id: Set(id),
            account_id: Set(citizen.account),
            procedure: Set(entry.procedure.code.clone()),
            catalogue_hash: Set(entry.hash.to_vec()),
            body: Set(sealer.seal_json("draft.body", id, &Writing::default())?),
            revision: Set(0),
            created_at: Set(now),
            updated_at: Set(now),
            warned_at: NotSet,
        })
        .exec_without_returning(&txn)
        .await?;
        note_help(&txn, actor, id, now).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Opens a request for correction: the same id, its answers as they were sent.
    pub(crate) async fn reopen_as_draft(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        body: &Body,
    ) -> Result<(), Error> {
        let sealer = self.sealer_in(txn, row.id).await?;
        let writing = Writing { answers: body.answers.clone() };
        let now = millis(self.clock.now());
        draft::Entity::insert(draft::ActiveModel {
            id: Set(row.id),
            account_id: Set(row.account_id),
            procedure: Set(row.procedure.clone()),
            catalogue_hash: Set(row.catalogue_hash.clone()),
            body: Set(sealer.seal_json("draft.body", row.id, &writing)?),
            revision: Set(0),
            created_at: Set(now),
            updated_at: Set(now),
            warned_at: NotSet,
        })
        .exec_without_returning(txn)
        .await?;
        Ok(())
    }

    /// One's own draft; somebody else's is not found. Closed to helpers.
    pub(crate) async fn own_draft(&self, actor: &Actor, id: Uuid) -> Result<draft::Model, Error> {
        self.draft_of(actor.citizen()?, id).await
    }

    /// The draft of the one who writes: one's own, or that of the citizen whom the officer who asks helps.
    pub(crate) async fn written_draft(&self, actor: &Actor, id: Uuid) -> Result<draft::Model, Error> {
        self.draft_of(actor.writer()?, id).await
    }

    async fn draft_of(&self, citizen: &Citizen, id: Uuid) -> Result<draft::Model, Error> {
        draft::Entity::find_by_id(id)
            .filter(draft::Column::AccountId.eq(citizen.account))
            .one(self.db.write())
            .await?
            .ok_or(Error::NotFound)
    }

    pub(crate) async fn writing(&self, row: &draft::Model) -> Result<Writing, Error> {
        Ok(self.sealer(row.id).await?.open_json("draft.body", row.id, &row.body)?)
    }

    /// What is flagged, if the draft corrects a returned request.
    pub(crate) async fn flagged(&self, actor: &Actor, id: Uuid) -> Result<Option<Flagged>, Error> {
        let row = written_by(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await?;
        match row {
            Some(request::Model { flagged: Some(sealed), .. }) => {
                Ok(Some(self.sealer(id).await?.open_json("request.flagged", id, &sealed)?))
            }
            _ => Ok(None),
        }
    }

    /// The answers as they were sent, if the draft corrects a returned request.
    async fn sent_answers(&self, actor: &Actor, id: Uuid) -> Result<Option<Answers>, Error> {
        match written_by(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await? {
            Some(row) => Ok(Some(Body::open(&self.sealer(id).await?, &row)?.answers)),
            None => Ok(None),
        }
    }

    /// What answers are read against: today, the present card, who applies. A correction is read against
    /// what it was first sent with.
    pub(crate) async fn context(&self, actor: &Actor, id: Uuid) -> Result<Context, Error> {
        let citizen = actor.writer()?;
        if let Some(row) = written_by(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await? {
            let body = Body::open(&self.sealer(id).await?, &row)?;
            return Ok(Context { today: self.today(), ..body.context });
        }
        let row = self.account_row(citizen.account).await?;
        let sealer = self.sealer(citizen.account).await?;
        let nik = row
            .nik
            .as_deref()
            .map(|sealed| sealer.open_text("account.nik", citizen.account, sealed))
            .transpose()?
            .and_then(|text| Nik::parse(&text).ok());
        let known = self.card_of(citizen.account).await?;
        let members = known.iter().flat_map(|card| &card.members);
        let applies = |member: &&domain::Member| nik.is_some() && member.nik == nik;
        let applicant = members.clone().find(applies).map(|member| member.id);
        let members = members.map(MemberView::with_nik).collect();
        let card = known.map(|card| card.elements()).unwrap_or_default();
        let linked = citizen.link == Link::Linked;
        let labels = Labels::default();
        Ok(Context { today: self.today(), members, card, linked, applicant, applicant_nik: nik, labels })
    }

    /// Everything the wizard draws from.
    pub async fn step_view(
        &self,
        actor: &Actor,
        id: Uuid,
        step: &str,
        language: Language,
    ) -> Result<StepView, Error> {
        let row = self.written_draft(actor, id).await?;
        let writing = self.writing(&row).await?;
        let mut context = self.context(actor, id).await?;
        let source = self.procedure(&row.catalogue_hash).await?.for_family(&context.members);
        let mut procedure = source.localize(language);
        // The last look shows what would change; a device that gets them reads over them.
        procedure.effects.clone_from(&source.effects);
        procedure.documents.retain(|slot| !slot.when.is_out_of_question(&context));
        let bring_original = brought_originals(&procedure, &writing.answers, &context);
        // The device does not need it: what depends on it is checked when it is sent.
        context.applicant_nik = None;
        context.labels = Labels::default();
        for member in &mut context.members {
            member.elements.remove(&Element::Nik);
        }
        Ok(StepView {
            draft: id,
            revision: row.revision,
            language,
            procedure,
            answers: writing.answers,
            context,
            documents: self.documents_of(id).await?,
            bring_original,
            flagged: self.flagged(actor, id).await?,
            before: self.sent_answers(actor, id).await?,
            step: step.to_owned(),
        })
    }

    /// The procedure of a draft; for a correction with its questions asked of the family, because it opens them one
    /// by one.
    pub(crate) async fn procedure_of_draft(
        &self,
        actor: &Actor,
        row: &draft::Model,
        correction: bool,
    ) -> Result<Procedure<Words>, Error> {
        let procedure = self.procedure(&row.catalogue_hash).await?;
        if !correction {
            return Ok(Procedure::clone(&procedure));
        }
        Ok(procedure.for_family(&self.context(actor, row.id).await?.members))
    }

    /// Saves answers: only the fields given change. In a correction only flagged fields do.
    pub async fn save_answers(
        &self,
        actor: &Actor,
        id: Uuid,
        patch: &BTreeMap<String, String>,
    ) -> Result<Saved, Error> {
        self.save_answers_over(actor, id, patch, &BTreeMap::new()).await
    }

    /// Saves answers that were typed over those of `base`. What is another one there now was changed on another device:
    /// it stays, and is named, so that a person can choose. Fields without a base are saved as they come.
    pub async fn save_answers_over(
        &self,
        actor: &Actor,
        id: Uuid,
        patch: &BTreeMap<String, String>,
        base: &BTreeMap<String, String>,
    ) -> Result<Saved, Error> {
        let row = self.written_draft(actor, id).await?;
        let flagged = self.flagged(actor, id).await?;
        let procedure = self.procedure_of_draft(actor, &row, flagged.is_some()).await?;
        let opened = flagged.as_ref().map(|flagged| opened(&procedure, flagged));
        let open = |field: &str| opened.as_ref().is_none_or(|opened| opens(opened, field));
        let sealer = self.sealer(id).await?;
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        let row = draft::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
        let mut writing: Writing = sealer.open_json("draft.body", id, &row.body)?;
        let differs = |field: &String, value: &String| {
            let there = writing.answers.text(field).trim();
            base.get(field).is_some_and(|base| base.trim() != there && value.trim() != there)
        };
        let (refused, patch): (BTreeMap<_, _>, BTreeMap<_, _>) =
            patch.clone().into_iter().partition(|(field, value)| differs(field, value));
        let patch = &patch;
        for (field, value) in patch.iter().filter(|(field, _)| open(field)) {
            let before = writing.answers.text(field);
            if !before.is_empty() && before != value.trim() {
                let about = procedure.answers_about(field, &writing.answers);
                about.iter().filter(|code| open(code)).for_each(|code| writing.answers.remove(code));
            }
        }
        for (field, value) in patch.iter().filter(|(field, _)| open(field)) {
            writing.answers.set(field, value).map_err(|_| Error::field(field, FieldError::AnswersTooLong))?;
        }
        places::name_places(&self.areas, &procedure, &mut writing.answers, patch)
            .map_err(|_| Error::field("answers", FieldError::AnswersTooLong))?;
        let saved = draft::Entity::update_many()
            .col_expr(draft::Column::Body, Expr::value(sealer.seal_json("draft.body", id, &writing)?))
            .col_expr(draft::Column::Revision, Expr::value(row.revision + 1))
            .col_expr(draft::Column::UpdatedAt, Expr::value(now))
            .filter(draft::Column::Id.eq(id))
            .filter(draft::Column::Revision.eq(row.revision))
            .exec(&txn)
            .await?;
        if saved.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        note_help(&txn, actor, id, now).await?;
        txn.commit().await?;
        let conflicts = refused.into_keys().collect();
        Ok(Saved { revision: row.revision + 1, answers: writing.answers, conflicts })
    }

    /// One's own drafts, last saved first.
    pub async fn drafts(&self, actor: &Actor, language: Language) -> Result<Vec<DraftRow>, Error> {
        let citizen = actor.writer()?;
        let rows = draft::Entity::find()
            .filter(draft::Column::AccountId.eq(citizen.account))
            .order_by_desc(draft::Column::UpdatedAt)
            .all(self.db.read())
            .await?;
        let members = if rows.is_empty() { Vec::new() } else { self.own_members(citizen.account).await? };
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let correction =
                written_by(actor).filter(request::Column::Id.eq(row.id)).one(self.db.read()).await?.is_some();
            let answers = self.writing(&row).await?.answers;
            let chosen = procedure.questions().find_map(|(_, question)| {
                let asks = matches!(question.kind, QuestionKind::Member(_));
                let id: Uuid = answers.text(&question.code).parse().ok().filter(|_| asks)?;
                members.iter().find(|(member, _)| *member == id)
            });
            list.push(DraftRow {
                id: row.id,
                about: chosen.map(|(_, name)| name.clone()),
                begun_at: moment(row.created_at),
                procedure: procedure.title.get(language).to_owned(),
                updated_at: moment(row.updated_at),
                correction,
            });
        }
        Ok(list)
    }

    /// Who is on one's own card, by id and name.
    async fn own_members(&self, account: Uuid) -> Result<Vec<(Uuid, String)>, Error> {
        let card = self.card_of(account).await?;
        Ok(card
            .into_iter()
            .flat_map(|card| card.members)
            .map(|member| (member.id, member.name.as_str().to_owned()))
            .collect())
    }
}
