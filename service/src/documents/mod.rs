//! Documents: checked, re-encoded, sealed with the request's data key, stored, and acknowledged by hash.
use crate::{
    Actor, Error, Looked, Service,
    clock::millis,
    entity::{document, draft, request, upload as on_its_way},
    inspect::{InspectError, inspect},
    limits::Rule,
    requests::{Body, visible_to},
    scan::scan,
};
use bytes::Bytes;
use domain::{DocumentView, FieldError, MediaType, Slot, Words, opened};
use futures::{StreamExt, TryStreamExt};
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

mod arrange;
mod content;
mod phone;
mod preview;
mod quality;
mod removal;
mod reuse;
mod turned;
mod upload;
mod verify;
mod waiting;

pub use arrange::Arrange;
pub use content::{DocumentStream, Pieces};
pub use phone::{BeforeScan, Scan, Scanning};
pub use preview::{PreviewState, PreviewView};
pub use reuse::Reusable;
pub use upload::{Arriving, NewUpload, UploadOutcome, UploadView};
pub use verify::{StorageFault, StorageReport};

pub(crate) use content::Sealed;
pub(crate) use removal::{mark_sent, remove_unsent};
pub(crate) use upload::{Counting, Opened};

const PLACE: &str = "document.content";

/// An opened document.
#[derive(Clone, Debug)]
pub struct OpenedDocument {
    /// What it is.
    pub media_type: MediaType,
    /// The name it was sent under.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// Why a row was not written.
enum Refused {
    /// The slot has all it may have.
    Full,
    /// Anything else.
    Other(Error),
}

/// Holds the draft until the end of the transaction: it may be on its way to be sent, and then what happens to its
/// files comes too late.
async fn hold(txn: &DatabaseTransaction, draft: Uuid) -> Result<(), Error> {
    let held = draft::Entity::find_by_id(draft).lock_exclusive().one(txn).await?;
    held.map(|_| ()).ok_or(Error::NotFound)
}

/// How many files the slot has.
async fn present_in(txn: &DatabaseTransaction, draft: Uuid, slot: &str) -> Result<u64, Error> {
    let present = document::Entity::find()
        .filter(document::Column::RequestId.eq(draft))
        .filter(document::Column::Slot.eq(slot))
        .filter(document::Column::RemovedAt.is_null());
    Ok(present.count(txn).await?)
}

/// The slot has all it may have.
fn too_many(slot: &Slot<Words>) -> Error {
    Error::field(&slot.field(), FieldError::TooManyDocuments { max: slot.max_files })
}

/// The place after everything that is in the slot, was removed from it, or is on its way there.
async fn next_place<C: ConnectionTrait>(db: &C, draft: Uuid, slot: &str) -> Result<i16, Error> {
    let there: Option<Option<i16>> = document::Entity::find()
        .select_only()
        .column_as(document::Column::Position.max(), "place")
        .filter(document::Column::RequestId.eq(draft))
        .filter(document::Column::Slot.eq(slot))
        .into_tuple()
        .one(db)
        .await?;
    let coming: Option<Option<i16>> = on_its_way::Entity::find()
        .select_only()
        .column_as(on_its_way::Column::Place.max(), "place")
        .filter(on_its_way::Column::RequestId.eq(draft))
        .filter(on_its_way::Column::Slot.eq(slot))
        .filter(on_its_way::Column::Outcome.is_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(there.flatten().max(coming.flatten()).map_or(0, |last| last.saturating_add(1)))
}

/// Writes the row of a document: at the place that was promised to it, or last in its slot.
async fn insert(
    txn: &DatabaseTransaction,
    mut model: document::Model,
    place: Option<i16>,
    most: u8,
) -> Result<document::Model, Refused> {
    let other = |error: sea_orm::DbErr| Refused::Other(error.into());
    hold(txn, model.request_id).await.map_err(Refused::Other)?;
    let present = present_in(txn, model.request_id, &model.slot).await.map_err(Refused::Other)?;
    if present >= u64::from(most) {
        return Err(Refused::Full);
    }
    model.position = match place {
        Some(place) => place,
        None => next_place(txn, model.request_id, &model.slot).await.map_err(Refused::Other)?,
    };
    let row = document::ActiveModel::from(model.clone());
    document::Entity::insert(row).exec_without_returning(txn).await.map_err(other)?;
    preview::ask_for(txn, &model).await.map_err(other)?;
    Ok(model)
}

impl Service {
    /// Takes a file into a slot of one's own draft, at once. The answer is the acknowledgement.
    pub async fn store_document(
        &self,
        actor: &Actor,
        draft: Uuid,
        slot: &str,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<DocumentView, Error> {
        let taken = self.take_document(actor, draft, slot, Uuid::now_v7(), file_name, bytes).await?;
        taken.ok_or(Error::Busy)
    }

    /// The same under an id that the sender has chosen: sent again because the answer was lost, the file is
    /// acknowledged again and not kept twice. A form cannot come back by itself: while clamd is slow or away the file
    /// is taken in, sealed and in quarantine, and becomes a document when it is known to be clean. Then nothing is
    /// answered.
    pub async fn take_document(
        &self,
        actor: &Actor,
        draft: Uuid,
        slot: &str,
        id: Uuid,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<Option<DocumentView>, Error> {
        let citizen = actor.writer()?;
        self.written_draft(actor, draft).await?;
        if let Some(known) = self.acknowledged(draft, slot, id).await? {
            return Ok(Some(known));
        }
        let open = self.open_slot(actor, draft, slot).await?;
        if let Some(clamd) = &self.settings.clamd {
            match scan(clamd, &bytes).await {
                Err(Error::Busy) => {
                    // Its own limit counts it.
                    self.note_help_now(actor, draft).await?;
                    self.quarantine(actor, draft, slot, id, file_name, &bytes).await?;
                    return Ok(None);
                }
                clean => clean?,
            }
        }
        self.limit(Rule::Uploads, &citizen.account.to_string()).await?;
        let turn = self.drawing.acquire().await.map_err(|_| Error::Busy)?;
        // Before it is there to be sent.
        self.note_help_now(actor, draft).await?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let kept = self.keep_clean(citizen.account, draft, &open, (id, None), file_name, bytes).await;
        drop(turn);
        if kept.is_ok() {
            self.count_uploaded(length);
        }
        kept.map(Some)
    }

    /// Whether a file may come, asked before any of it is taken in; answers whose it would be.
    pub async fn may_upload(&self, actor: &Actor, draft: Uuid, slot: &str) -> Result<Uuid, Error> {
        let account = actor.writer()?.account;
        let standing = self.standing(Rule::Uploads, &account.to_string()).await?;
        if standing.left == 0 {
            return Err(Error::TooMany { retry_after: standing.retry_after });
        }
        self.knows_slot(actor, draft, slot).await?;
        Ok(account)
    }

    /// A slot of one's own draft that takes another file.
    async fn open_slot(&self, actor: &Actor, draft: Uuid, slot: &str) -> Result<Slot<Words>, Error> {
        let known = &self.knows_slot(actor, draft, slot).await?;
        let present = self.documents_of(draft).await?;
        let present = present.iter().filter(|document| document.slot == slot).count();
        if present >= usize::from(known.max_files) { Err(too_many(known)) } else { Ok(known.clone()) }
    }

    /// A slot of one's own draft, full or not.
    async fn knows_slot(&self, actor: &Actor, draft: Uuid, slot: &str) -> Result<Slot<Words>, Error> {
        let row = self.written_draft(actor, draft).await?;
        let flagged = self.flagged(actor, draft).await?;
        let procedure = self.procedure_of_draft(actor, &row, flagged.is_some()).await?;
        let known = procedure.slot(slot).ok_or(Error::NotFound)?;
        if flagged.is_some_and(|flagged| !opened(&procedure, &flagged).slot(slot)) {
            return Err(Error::NotFound);
        }
        Ok(known.clone())
    }

    /// Looks at the bytes, seals and stores them, and writes the row. Whoever calls holds a turn: drawing a picture
    /// anew takes memory.
    async fn keep(
        &self,
        account: Uuid,
        draft: Uuid,
        slot: &Slot<Words>,
        (id, place): (Uuid, Option<i16>),
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<DocumentView, Error> {
        // Before anything of it is decoded.
        if let Some(clamd) = &self.settings.clamd {
            scan(clamd, &bytes).await?;
        }
        self.keep_clean(account, draft, slot, (id, place), file_name, bytes).await
    }

    /// The same with what was found clean.
    async fn keep_clean(
        &self,
        account: Uuid,
        draft: Uuid,
        slot: &Slot<Words>,
        (id, place): (Uuid, Option<i16>),
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<DocumentView, Error> {
        let declared = file_name.to_owned();
        let inspected = tokio::task::spawn_blocking(move || inspect(bytes, &declared))
            .await
            .map_err(|_| Error::File(InspectError::Unreadable))?
            .map_err(Error::File)?;
        let sealer = self.sealer(draft).await?;
        let sha256 = hex::encode(Sha256::digest(&inspected.bytes));
        // Two sendings of one file at the same moment must not write one object.
        let key = format!("{draft}/{}", Uuid::now_v7());
        let path = Path::from(key.clone());
        let size = i64::try_from(inspected.bytes.len()).unwrap_or(i64::MAX);
        self.store_sealed(&sealer, &key, PLACE, id, inspected.bytes).await?;
        let name: String = file_name.chars().filter(|sign| !sign.is_control()).take(120).collect();
        let model = document::Model {
            id,
            request_id: draft,
            account_id: account,
            slot: slot.code.clone(),
            position: 0,
            name: sealer.seal("document.name", id, &name)?,
            media_type: inspected.media_type.as_str().to_owned(),
            size,
            width: i32::try_from(inspected.width.unwrap_or(0)).unwrap_or(0),
            height: i32::try_from(inspected.height.unwrap_or(0)).unwrap_or(0),
            pages: i32::try_from(inspected.pages).unwrap_or(0),
            sha256,
            storage_key: key,
            created_at: millis(self.clock.now()),
            removed_at: None,
            sent_at: None,
            quality: inspected.quality.as_ref().map(photo::Verdict::written),
            turns: 0,
            copied_from: None,
            discarded_at: None,
            destroyed_at: None,
        };
        let txn = self.db.begin().await?;
        match insert(&txn, model, place, slot.max_files).await {
            Ok(model) => {
                // Whether this was written is not known if it fails: then the object stays.
                txn.commit().await?;
                Ok(view(&model, name))
            }
            Err(refused) => {
                drop(txn);
                let _ = self.store.delete(&path).await;
                match (self.acknowledged(draft, &slot.code, id).await?, refused) {
                    (Some(known), _) => Ok(known),
                    (None, Refused::Full) => Err(too_many(slot)),
                    (None, Refused::Other(error)) => Err(error),
                }
            }
        }
    }

    /// A file that is there already under this id. One that was removed, or is another's, is none.
    async fn acknowledged(&self, draft: Uuid, slot: &str, id: Uuid) -> Result<Option<DocumentView>, Error> {
        let Some(row) = document::Entity::find_by_id(id).one(self.db.write()).await? else { return Ok(None) };
        if row.request_id != draft || row.slot != slot || row.removed_at.is_some() {
            return Err(Error::NotFound);
        }
        let name = self.sealer(draft).await?.open_text("document.name", id, &row.name)?;
        Ok(Some(view(&row, name)))
    }

    /// The documents of a draft or request, in order of slot and position.
    pub(crate) async fn documents_of(&self, draft: Uuid) -> Result<Vec<DocumentView>, Error> {
        let rows = document::Entity::find()
            .filter(document::Column::RequestId.eq(draft))
            .filter(document::Column::RemovedAt.is_null())
            .order_by_asc(document::Column::Slot)
            .order_by_asc(document::Column::Position)
            .order_by_asc(document::Column::Id)
            .all(self.db.write())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sealer = self.sealer(draft).await?;
        rows.iter().map(|row| Ok(view(row, sealer.open_text("document.name", row.id, &row.name)?))).collect()
    }

    /// Opens a document: its owner, or an officer who may see its request.
    pub async fn read_document(&self, actor: &Actor, id: Uuid) -> Result<OpenedDocument, Error> {
        let (row, turns) = self.readable(actor, id).await?;
        let opened = self.fetch(&row).await?;
        Ok(OpenedDocument { bytes: turned::turned(opened.bytes, turns), ..opened })
    }

    /// The same piece by piece: the memory of one.
    pub async fn stream_document(&self, actor: &Actor, id: Uuid) -> Result<DocumentStream, Error> {
        let (row, turns) = self.readable(actor, id).await?;
        let mut document = self.streamed(&row).await?;
        // How it is turned stands before the picture, in the first piece.
        if let Some(first) = document.pieces.try_next().await? {
            let turned = turned::turned(first.clone(), turns);
            document.size += u64::try_from(turned.len() - first.len()).unwrap_or(0);
            let rest = document.pieces;
            document.pieces = futures::stream::once(async { Ok(turned) }).chain(rest).boxed();
        }
        Ok(document)
    }

    /// The row of a document that this actor may read, and how it is turned; that an officer looks is noted.
    async fn readable(&self, actor: &Actor, id: Uuid) -> Result<(document::Model, u8), Error> {
        actor.account().ok_or(Error::SignInFirst)?;
        let row = document::Entity::find_by_id(id)
            .filter(document::Column::DiscardedAt.is_null())
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        let mut turns = view_turns(&row);
        if actor.account() != Some(row.account_id) {
            // Only what was sent: not what a citizen prepares for a correction.
            let request = visible_to(actor).filter(request::Column::Id.eq(row.request_id));
            let request = request.one(self.db.read()).await?.ok_or(Error::NotFound)?;
            let body = Body::open(&self.sealer(request.id).await?, &request)?;
            // As it was sent, whatever its owner does with it since.
            let sent = body.documents.iter().find(|document| document.id == id).ok_or(Error::NotFound)?;
            turns = sent.turns;
            let about = format!("request={} document={id}", request.id);
            self.note_look(actor.officer()?, row.account_id, Looked::Document, &about).await?;
        }
        Ok((row, turns))
    }

    /// Fetches and opens a stored document and compares its hash with the acknowledgement.
    pub(crate) async fn fetch(&self, row: &document::Model) -> Result<OpenedDocument, Error> {
        let DocumentStream { media_type, name, pieces, .. } = self.streamed(row).await?;
        let pieces: Vec<Bytes> = pieces.try_collect().await?;
        Ok(OpenedDocument { media_type, name, bytes: pieces.concat().into() })
    }
}

fn view_turns(row: &document::Model) -> u8 {
    u8::try_from(row.turns.rem_euclid(4)).unwrap_or(0)
}

fn view(row: &document::Model, name: String) -> DocumentView {
    DocumentView {
        id: row.id,
        slot: row.slot.clone(),
        position: u8::try_from(row.position).unwrap_or(u8::MAX),
        name,
        bytes: u64::try_from(row.size).unwrap_or(0),
        media_type: row.media_type.clone(),
        sha256: row.sha256.clone(),
        width: u32::try_from(row.width).ok().filter(|width| *width > 0),
        height: u32::try_from(row.height).ok().filter(|height| *height > 0),
        turns: view_turns(row),
        pages: u32::try_from(row.pages).unwrap_or(0),
    }
}
