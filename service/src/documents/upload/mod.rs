//! Files on their way: what has arrived lies sealed and durable, part by part, so that any interruption costs only
//! what was on the wire.
//!
//! A part is acknowledged once its object is on the disk and its row committed; looking at the picture comes after
//! the last one. The parts of a file are one chain: a part counts only where the one before ended, which the
//! database decides, so that two servers or two connections may both think it is their turn.
mod append;
mod begin;
mod count;
mod finish;
mod opened;
mod sweep;

pub use append::Arriving;
pub(super) use {append::seal_place, begin::place_of as part_place};
pub(crate) use {count::Counting, opened::Opened};

use crate::{
    Actor, Error, Service,
    clock::{Millis, moment},
    entity::{document, upload},
    inspect::InspectError,
    keys::Sealer,
};
use domain::{DocumentView, FieldError};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

const DAY: Millis = 24 * 60 * 60 * 1000;
/// How long what has arrived of a file waits for the rest.
const PARTIAL: Millis = 7 * DAY;
/// How long a whole file waits that became no document, and what became of one is remembered.
const WHOLE: Millis = 2 * DAY;
const NAME: &str = "upload.name";

/// A file that somebody is about to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpload {
    /// For which draft.
    pub draft: Uuid,
    /// Into which slot.
    pub slot: String,
    /// What the sender calls the file.
    pub name: String,
    /// The sender's own id for it, which the document will have: creating again finds what is there.
    pub key: Uuid,
    /// In bytes.
    pub length: u64,
    /// The hash of the whole file as 64 hexadecimal digits; what arrives is compared with it.
    pub sha256: Option<String>,
}

/// How a file on its way stands.
#[derive(Debug)]
pub struct UploadView {
    /// Its own id.
    pub id: Uuid,
    /// As it was announced.
    pub announced: NewUpload,
    /// Bytes that are safe.
    pub received: u64,
    /// When what has arrived is thrown away.
    pub expires_at: OffsetDateTime,
    /// What became of it, once that is known.
    pub outcome: Option<UploadOutcome>,
}

/// What became of a whole file.
#[derive(Debug)]
pub enum UploadOutcome {
    /// It is a document: the acknowledgement.
    Kept(DocumentView),
    /// It is none, for this reason.
    Refused(Error),
}

/// The same as a row remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Kept,
    File(InspectError),
    Full {
        field: String,
        max: u8,
    },
    /// Cancelled, or nobody's any more.
    Gone,
}

impl Outcome {
    /// What the row remembers of an error, if the error is for good.
    fn of(error: &Error) -> Option<Self> {
        match error {
            Error::File(reason) => Some(Self::File(*reason)),
            Error::Fields(issues) => issues.iter().find_map(|issue| match &issue.error {
                FieldError::TooManyDocuments { max } => {
                    Some(Self::Full { field: issue.field.clone(), max: *max })
                }
                _ => None,
            }),
            Error::NotFound | Error::Forbidden | Error::SignInFirst => Some(Self::Gone),
            _ => None,
        }
    }

    fn written(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::Internal("upload outcome".into()))
    }

    fn refusal(self) -> Error {
        match self {
            Self::File(reason) => Error::File(reason),
            Self::Full { field, max } => Error::field(&field, FieldError::TooManyDocuments { max }),
            Self::Kept | Self::Gone => Error::NotFound,
        }
    }
}

fn outcome_of(row: &upload::Model) -> Option<Outcome> {
    row.outcome.as_deref().map(|text| serde_json::from_str(text).unwrap_or(Outcome::Gone))
}

fn whole(bytes: i64) -> u64 {
    u64::try_from(bytes).unwrap_or(0)
}

fn stored(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// When a row is thrown away.
fn expiry(row: &upload::Model) -> Millis {
    let waits = if row.received < row.length { PARTIAL } else { WHOLE };
    row.touched_at + waits
}

impl Service {
    /// How a file of one's own stands.
    pub async fn upload(&self, actor: &Actor, id: Uuid) -> Result<UploadView, Error> {
        let row = self.own_upload(actor, id).await?;
        self.upload_view(row).await
    }

    /// Nobody else's, and none that was cancelled.
    async fn own_upload(&self, actor: &Actor, id: Uuid) -> Result<upload::Model, Error> {
        let citizen = actor.writer()?;
        let row = upload::Entity::find_by_id(id).one(self.db.write()).await?.ok_or(Error::NotFound)?;
        let gone = outcome_of(&row) == Some(Outcome::Gone);
        let expired = crate::clock::millis(self.clock.now()) > expiry(&row);
        if row.account_id == citizen.account && !gone && !expired { Ok(row) } else { Err(Error::NotFound) }
    }

    async fn upload_view(&self, row: upload::Model) -> Result<UploadView, Error> {
        let sealer = self.sealer(row.request_id).await?;
        let outcome = match outcome_of(&row) {
            None => None,
            Some(Outcome::Kept) => Some(UploadOutcome::Kept(self.kept(&sealer, &row).await?)),
            Some(refused) => Some(UploadOutcome::Refused(refused.refusal())),
        };
        Ok(UploadView {
            id: row.id,
            expires_at: moment(expiry(&row)),
            announced: NewUpload {
                draft: row.request_id,
                name: sealer.open_text(NAME, row.id, &row.name)?,
                slot: row.slot,
                key: row.document_id,
                length: whole(row.length),
                sha256: row.sha256,
            },
            received: whole(row.received),
            outcome,
        })
    }

    /// The document that a file became. One that was removed since is none.
    async fn kept(&self, sealer: &Sealer, row: &upload::Model) -> Result<DocumentView, Error> {
        let found = document::Entity::find_by_id(row.document_id).one(self.db.write()).await?;
        let found = found.filter(|known| known.request_id == row.request_id && known.removed_at.is_none());
        let known = found.ok_or(Error::NotFound)?;
        let name = sealer.open_text("document.name", known.id, &known.name)?;
        Ok(super::view(&known, name))
    }
}
