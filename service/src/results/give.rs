//! Showing results, and handing them out.
use super::{BODY, CONTENT, Words, note};
use crate::{
    Actor, Error, Looked, Service,
    clock::{millis, moment},
    documents::Sealed,
    entity::{request, result},
    requests::{Who, visible_to},
};
use bytes::Bytes;
use domain::{ActorKind, ResultKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

/// A result as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultView {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: ResultKind,
    /// Of which family or person.
    pub whose: String,
    /// Where to collect it.
    pub place: String,
    /// When.
    pub when: String,
    /// Bytes of the file; 0 without one.
    pub bytes: u64,
    /// A signature was found in the file.
    pub signed: bool,
    /// When it was attached.
    pub attached_at: OffsetDateTime,
    /// The file can be had until then; none until its owner has been told.
    pub expires_at: Option<OffsetDateTime>,
    /// The file can be had now.
    pub there: bool,
}

/// Who asks for a file.
#[derive(Clone, Copy, Debug)]
pub enum ResultReader<'a> {
    /// Who is signed in.
    Actor(&'a Actor),
    /// Who has proven by a one-time code to be the applicant of this request.
    Proven(Uuid),
}

/// A result's file.
#[derive(Clone, Debug)]
pub struct OpenedResult {
    /// A name for it, without anything personal.
    pub name: String,
    /// Its content, as it was signed.
    pub bytes: Bytes,
}

impl Service {
    pub(crate) async fn results_of(&self, row: &request::Model) -> Result<Vec<ResultView>, Error> {
        let rows = self.rows_of(row.id).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let (sealer, now) = (self.sealer(row.id).await?, millis(self.clock.now()));
        let view = |row: result::Model| {
            let words: Words = sealer.open_json(BODY, row.id, &row.body)?;
            Ok(ResultView {
                id: row.id,
                kind: ResultKind::parse(&row.kind).unwrap_or(ResultKind::Other),
                whose: words.whose,
                place: words.place,
                when: words.when,
                bytes: u64::try_from(row.size).unwrap_or(0),
                signed: words.signed,
                attached_at: moment(row.attached_at),
                expires_at: row.expires_at.map(moment),
                there: row.storage_key.is_some() && row.expires_at.is_none_or(|until| until > now),
            })
        };
        rows.into_iter().map(view).collect()
    }

    /// The results of a request on the desk.
    pub async fn desk_results(&self, actor: &Actor, number: &str) -> Result<Vec<ResultView>, Error> {
        actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        self.results_of(&row).await
    }

    /// What a request that was found by its number has as results: only what everybody may know.
    pub async fn tracked_results(&self, request: Uuid) -> Result<Vec<ResultView>, Error> {
        let row = request::Entity::find_by_id(request).one(self.db.read()).await?.ok_or(Error::NotFound)?;
        let told = |one: &ResultView| one.expires_at.is_some();
        Ok(self.results_of(&row).await?.into_iter().filter(told).collect())
    }

    /// Hands out a file. The owner gets it once told of it and until its time is over; each time leaves a line in the
    /// history. An officer who may see the request sees what was attached; its owner reads of it in *Riwayat akses*.
    pub async fn read_result(&self, reader: ResultReader<'_>, id: Uuid) -> Result<OpenedResult, Error> {
        if let ResultReader::Actor(actor) = reader {
            actor.account().ok_or(Error::SignInFirst)?;
        }
        let row = result::Entity::find_by_id(id)
            .filter(result::Column::RemovedAt.is_null())
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        let request = match reader {
            ResultReader::Actor(actor) => visible_to(actor)
                .filter(request::Column::Id.eq(row.request_id))
                .one(self.db.read())
                .await?
                .ok_or(Error::NotFound)?,
            ResultReader::Proven(request) if request == row.request_id => {
                request::Entity::find_by_id(request).one(self.db.read()).await?.ok_or(Error::NotFound)?
            }
            ResultReader::Proven(_) => return Err(Error::NotFound),
        };
        let by_officer = matches!(reader, ResultReader::Actor(Actor::Officer(_)));
        let now = millis(self.clock.now());
        let open = row.expires_at.map_or(by_officer, |until| until > now);
        let (true, Some(key)) = (open, &row.storage_key) else { return Err(Error::NotFound) };
        let sealed = Sealed { key, place: CONTENT, id: row.id, sha256: &row.sha256 };
        let bytes = self.read_sealed(self.sealer(request.id).await?, sealed).await?;
        if let ResultReader::Actor(Actor::Officer(officer)) = reader {
            let about = format!("request={} result={id}", request.id);
            self.note_look(officer, request.account_id, Looked::Result, &about).await?;
        } else {
            let who = Who { account: Some(request.account_id), kind: ActorKind::Owner };
            let way = if matches!(reader, ResultReader::Proven(_)) { "code" } else { "account" };
            let txn = self.db.begin().await?;
            note(&txn, request.id, "result_read", who, format!("result={id} by={way}"), now).await?;
            txn.commit().await?;
        }
        let name = format!("{}-{}.pdf", row.kind, request.displayed_number());
        Ok(OpenedResult { name, bytes })
    }

    /// Whether the file under this name in the store is a result that opens and is what was attached.
    pub(crate) async fn result_holds(&self, key: &str) -> Result<bool, Error> {
        let row = result::Entity::find()
            .filter(result::Column::StorageKey.eq(key))
            .filter(result::Column::RemovedAt.is_null())
            .one(self.db.read())
            .await?;
        let Some(row) = row else { return Ok(false) };
        let sealed = Sealed { key, place: CONTENT, id: row.id, sha256: &row.sha256 };
        Ok(self.read_sealed(self.sealer(row.request_id).await?, sealed).await.is_ok())
    }
}
