//! Files that come with messages, from either side: looked at, drawn anew, scanned and sealed as documents are, and given
//! out to those who may read the conversation; that an officer looks is noted.
use crate::{
    Actor, DocumentStream, Error, Looked, Service,
    clock::Millis,
    documents::Sealed,
    entity::{help_ticket, message_file, request},
    help::visible_tickets,
    inspect::{InspectError, inspect},
    limits::Rule,
    requests::visible_to,
    scan::scan,
};
use domain::{FieldError, MediaType};
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// Files of one message, at most.
pub const MOST_MESSAGE_FILES: usize = 5;
/// The place of a sealed file.
pub(crate) const MESSAGE_FILE: &str = "message_file.content";
const NAME: &str = "message_file.name";

/// A file as it was chosen.
#[derive(Clone, Debug)]
pub struct NewMessageFile {
    /// The name that the sender's device gives it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageFileView {
    /// Its id.
    pub id: Uuid,
    /// The name it was sent under.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
}

/// A file that is stored and has no row yet.
pub(crate) struct Stored {
    id: Uuid,
    name: Vec<u8>,
    media_type: MediaType,
    size: i64,
    sha256: String,
    key: String,
}

impl Service {
    /// Whether the one who asks may write about this request, before any file is read; answers who that is.
    pub async fn may_attach_to_message(&self, actor: &Actor, request: Uuid) -> Result<Uuid, Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        if !self.conversation(actor, request).await?.may_write {
            return Err(Error::Forbidden);
        }
        let standing = self.standing(Rule::Uploads, &account.to_string()).await?;
        if standing.left == 0 {
            return Err(Error::TooMany { retry_after: standing.retry_after });
        }
        Ok(account)
    }

    /// Looks at each file and stores it sealed; all or none.
    pub(crate) async fn store_message_files(
        &self,
        account: Uuid,
        request: Uuid,
        files: Vec<NewMessageFile>,
    ) -> Result<Vec<Stored>, Error> {
        if files.len() > MOST_MESSAGE_FILES {
            return Err(Error::field("files", FieldError::TooManyDocuments { max: 5 }));
        }
        let mut stored = Vec::with_capacity(files.len());
        for file in files {
            match self.store_message_file(account, request, file).await {
                Ok(one) => stored.push(one),
                Err(error) => {
                    self.forget_message_files(&stored).await;
                    return Err(error);
                }
            }
        }
        Ok(stored)
    }

    async fn store_message_file(
        &self,
        account: Uuid,
        request: Uuid,
        file: NewMessageFile,
    ) -> Result<Stored, Error> {
        self.limit(Rule::Uploads, &account.to_string()).await?;
        let _turn = self.drawing.acquire().await.map_err(|_| Error::Busy)?;
        // Before anything of it is decoded.
        if let Some(clamd) = &self.settings.clamd {
            scan(clamd, &file.bytes).await?;
        }
        let (declared, bytes) = (file.name.clone(), file.bytes);
        let inspected = tokio::task::spawn_blocking(move || inspect(bytes, &declared))
            .await
            .map_err(|_| Error::File(InspectError::Unreadable))?
            .map_err(Error::File)?;
        let sealer = self.sealer(request).await?;
        let id = Uuid::now_v7();
        let key = format!("{request}/{}", Uuid::now_v7());
        let sha256 = hex::encode(Sha256::digest(&inspected.bytes));
        let size = i64::try_from(inspected.bytes.len()).unwrap_or(i64::MAX);
        self.store_sealed(&sealer, &key, MESSAGE_FILE, id, inspected.bytes).await?;
        let name: String = file.name.chars().filter(|sign| !sign.is_control()).take(120).collect();
        let name = sealer.seal(NAME, id, &name)?;
        Ok(Stored { id, name, media_type: inspected.media_type, size, sha256, key })
    }

    /// Deletes what was stored for a message that was not written.
    pub(crate) async fn forget_message_files(&self, stored: &[Stored]) {
        for file in stored {
            // What stays belongs to no row: `verify-storage` finds it.
            let _ = self.store.delete(&Path::from(file.key.as_str())).await;
        }
    }

    /// The files of a request's messages, by message.
    pub(crate) async fn message_files(
        &self,
        request: Uuid,
    ) -> Result<HashMap<Uuid, Vec<MessageFileView>>, Error> {
        let rows = message_file::Entity::find()
            .filter(message_file::Column::RequestId.eq(request))
            .filter(message_file::Column::DiscardedAt.is_null())
            .order_by_asc(message_file::Column::Id)
            .all(self.db.read())
            .await?;
        let mut files: HashMap<Uuid, Vec<MessageFileView>> = HashMap::new();
        if rows.is_empty() {
            return Ok(files);
        }
        let sealer = self.sealer(request).await?;
        for row in rows {
            files.entry(row.message_id).or_default().push(MessageFileView {
                id: row.id,
                name: sealer.open_text(NAME, row.id, &row.name)?,
                media_type: row.media_type,
                bytes: u64::try_from(row.size).unwrap_or(0),
            });
        }
        Ok(files)
    }

    /// Whose conversation this is, if the one who asks may read it: about a request, or a question to the office.
    async fn talked_in(&self, actor: &Actor, about: Uuid) -> Result<(Uuid, String), Error> {
        let request = visible_to(actor).filter(request::Column::Id.eq(about));
        if let Some(request) = request.one(self.db.read()).await? {
            return Ok((request.account_id, format!("request={} ", request.id)));
        }
        let ticket = match actor {
            Actor::Officer(officer) => visible_tickets(officer),
            Actor::Citizen(citizen) => {
                help_ticket::Entity::find().filter(help_ticket::Column::AccountId.eq(citizen.account))
            }
            Actor::Stranger | Actor::Assisted(_) => return Err(Error::NotFound),
        };
        let ticket = ticket.filter(help_ticket::Column::Id.eq(about)).one(self.db.read()).await?;
        let owner = ticket.and_then(|ticket| ticket.account_id).ok_or(Error::NotFound)?;
        Ok((owner, String::new()))
    }

    /// Opens a file of a message: for the citizen of the request or the question, or an officer who may see it.
    pub async fn stream_message_file(&self, actor: &Actor, id: Uuid) -> Result<DocumentStream, Error> {
        actor.account().ok_or(Error::SignInFirst)?;
        let row = message_file::Entity::find_by_id(id)
            .filter(message_file::Column::DiscardedAt.is_null())
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        let (owner, about) = self.talked_in(actor, row.request_id).await?;
        if let Ok(officer) = actor.officer() {
            let about = format!("{about}message_file={id}");
            self.note_look(officer, owner, Looked::Document, &about).await?;
        }
        let media_type =
            MediaType::parse(&row.media_type).ok_or_else(|| Error::Internal("unknown media type".into()))?;
        let sealer = self.sealer(row.request_id).await?;
        let name = sealer.open_text(NAME, row.id, &row.name)?;
        let sealed = Sealed { key: &row.storage_key, place: MESSAGE_FILE, id: row.id, sha256: &row.sha256 };
        let pieces = self.open_sealed(sealer, sealed).await?;
        Ok(DocumentStream { media_type, name, size: u64::try_from(row.size).unwrap_or(0), pieces })
    }
}

/// Writes the rows of a message's files.
pub(crate) async fn insert_message_files(
    txn: &DatabaseTransaction,
    (message, request): (Uuid, Uuid),
    stored: &[Stored],
    at: Millis,
) -> Result<(), Error> {
    for file in stored {
        message_file::Entity::insert(message_file::ActiveModel {
            id: Set(file.id),
            message_id: Set(message),
            request_id: Set(request),
            name: Set(file.name.clone()),
            media_type: Set(file.media_type.as_str().to_owned()),
            size: Set(file.size),
            sha256: Set(file.sha256.clone()),
            storage_key: Set(file.key.clone()),
            created_at: Set(at),
            discarded_at: Set(None),
        })
        .exec_without_returning(txn)
        .await?;
    }
    Ok(())
}
