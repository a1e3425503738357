//! Adding to a file: seal, write, count.
use super::{PARTIAL, begin::place_of, stored, whole};
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis, moment},
    entity::{upload, upload_part},
    keys::Sealer,
};
use object_store::{ObjectStoreExt, PutPayload};
use sea_orm::EntityTrait;
use time::OffsetDateTime;
use uuid::Uuid;

/// A file that bytes are being added to, by one connection.
pub struct Arriving {
    pub(super) id: Uuid,
    pub(super) account: Uuid,
    length: u64,
    received: u64,
    sealer: Sealer,
    /// When the row was read.
    pub(super) read_at: Millis,
    /// When bytes last came.
    touched_at: Millis,
    /// Whose session sends it; nobody's where no browser of a citizen does.
    pub(super) sender: Option<Sender>,
    /// Written, but not to be counted before their checksum is known.
    waiting: Vec<upload_part::Model>,
}

/// A citizen's session. As long as it lives the parts that come by it count.
#[derive(Clone)]
pub(super) struct Sender {
    pub(super) session: Vec<u8>,
    pub(super) actor: Actor,
}

impl std::fmt::Debug for Arriving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arriving")
            .field("id", &self.id)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}

impl Arriving {
    pub(super) fn session(&self) -> Option<&[u8]> {
        self.sender.as_ref().map(|sender| sender.session.as_slice())
    }

    /// Bytes that are safe.
    pub fn received(&self) -> u64 {
        self.received
    }

    /// Bytes that are still to come.
    pub fn missing(&self) -> u64 {
        self.length - self.received
    }

    /// When what has arrived is thrown away, unless more comes.
    pub fn expires_at(&self) -> OffsetDateTime {
        moment(self.touched_at + PARTIAL)
    }

    /// Where the next part begins.
    fn end(&self) -> u64 {
        self.waiting.last().map_or(self.received, |last| whole(last.start + last.size))
    }
}

/// Where a part is sealed for: this file, this stretch of it.
pub(in crate::documents) fn seal_place(upload: Uuid, start: i64) -> String {
    format!("upload.part|{upload}|{start}")
}

/// What is sealed at once of a file that came as a whole.
const PIECE: usize = 256 * 1024;

impl Service {
    /// Opens a file of one's own to add to it at `offset`; refused with the present state if that is not its end.
    pub async fn resume_upload(&self, actor: &Actor, id: Uuid, offset: u64) -> Result<Arriving, Error> {
        let account = actor.writer()?.account;
        let now = millis(self.clock.now());
        if let Some(arriving) = self.opened.take(id, account, offset, now) {
            return Ok(arriving);
        }
        let row = self.own_upload(actor, id).await?;
        if let Some(outcome) = super::outcome_of(&row).filter(|outcome| *outcome != super::Outcome::Kept) {
            return Err(outcome.refusal());
        }
        if whole(row.received) != offset {
            return Err(Error::Conflict { by: None });
        }
        Ok(Arriving {
            id,
            account,
            length: whole(row.length),
            received: offset,
            sealer: self.sealer(row.request_id).await?,
            read_at: now,
            touched_at: row.touched_at,
            sender: None,
            waiting: Vec::new(),
        })
    }

    /// From now on parts count only while this session of theirs lives.
    pub fn sent_by(&self, arriving: &mut Arriving, actor: &Actor, session: &[u8]) {
        if matches!(actor, Actor::Citizen(_)) {
            let session = self.session_key(session);
            arriving.sender = Some(Sender { session, actor: actor.clone() });
        }
    }

    /// Who sent the part before, if this session did, some seconds ago at most. That it still lives is not known: it
    /// is asked when the next part counts.
    pub fn sender_of(&self, upload: Uuid, session: &[u8]) -> Option<Actor> {
        self.opened.sender_of(upload, &self.session_key(session), millis(self.clock.now()))
    }

    /// More is about to come, perhaps by another connection.
    pub fn keep_open(&self, arriving: Arriving) {
        self.opened.put(arriving, millis(self.clock.now()));
    }

    /// Adds bytes; they are safe when this returns. What another connection of the same sender has added meanwhile
    /// is not added again.
    pub async fn add_to_upload(&self, arriving: &mut Arriving, mut bytes: Vec<u8>) -> Result<(), Error> {
        while !bytes.is_empty() {
            let start = arriving.received;
            let (part, sealed) = self.write_part(arriving, bytes).await?;
            if self.count_parts(arriving, vec![part.clone()]).await? {
                return Ok(());
            }
            let _ = self.store.delete(&place_of(arriving.id, part.id)).await;
            bytes = opened(arriving, &part, sealed)?;
            let known = self.received_now(arriving).await?;
            let ahead = known.checked_sub(start).and_then(|ahead| usize::try_from(ahead).ok());
            match ahead {
                Some(ahead) if ahead > 0 && ahead <= bytes.len() => {
                    bytes.drain(..ahead);
                    arriving.received = known;
                }
                _ => return Err(Error::Conflict { by: None }),
            }
        }
        Ok(())
    }

    /// Writes bytes that count only by [`Service::count_waiting`].
    pub async fn add_waiting(&self, arriving: &mut Arriving, bytes: Vec<u8>) -> Result<(), Error> {
        let (part, _) = self.write_part(arriving, bytes).await?;
        arriving.waiting.push(part);
        Ok(())
    }

    /// Counts what was waiting.
    pub async fn count_waiting(&self, arriving: &mut Arriving) -> Result<(), Error> {
        let parts = std::mem::take(&mut arriving.waiting);
        if parts.is_empty() || self.count_parts(arriving, parts.clone()).await? {
            return Ok(());
        }
        self.delete_parts(arriving.id, &parts).await;
        self.received_now(arriving).await?;
        Err(Error::Conflict { by: None })
    }

    /// Throws away what was waiting.
    pub async fn drop_waiting(&self, arriving: &mut Arriving) {
        let parts = std::mem::take(&mut arriving.waiting);
        self.delete_parts(arriving.id, &parts).await;
    }

    /// Takes a whole file in without looking at it: sealed, nobody's document, and a job looks at it later.
    pub(in crate::documents) async fn quarantine(
        &self,
        actor: &Actor,
        draft: Uuid,
        slot: &str,
        key: Uuid,
        name: &str,
        bytes: &[u8],
    ) -> Result<(), Error> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let (slot, name) = (slot.to_owned(), name.to_owned());
        let new = super::NewUpload { draft, slot, name, key, length, sha256: None };
        let there = self.begin_upload_by(actor, &new, None).await?;
        // Posted again, it goes on where it ended.
        let rest = usize::try_from(there.received).ok().and_then(|received| bytes.get(received..));
        let mut arriving = self.resume_upload(actor, there.id, there.received).await?;
        for piece in rest.unwrap_or_default().chunks(PIECE) {
            if let Err(error) = self.add_waiting(&mut arriving, piece.to_vec()).await {
                self.drop_waiting(&mut arriving).await;
                return Err(error);
            }
        }
        self.count_waiting(&mut arriving).await
    }

    async fn delete_parts(&self, upload: Uuid, parts: &[upload_part::Model]) {
        for part in parts {
            let _ = self.store.delete(&place_of(upload, part.id)).await;
        }
    }

    async fn write_part(
        &self,
        arriving: &Arriving,
        bytes: Vec<u8>,
    ) -> Result<(upload_part::Model, PutPayload), Error> {
        let id = Uuid::now_v7();
        let start = stored(arriving.end());
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let [nonce, body] = arriving.sealer.seal_in_place(&seal_place(arriving.id, start), id, bytes)?;
        let sealed: PutPayload = [nonce, body].map(bytes::Bytes::from).into_iter().collect();
        self.store.put(&place_of(arriving.id, id), sealed.clone()).await?;
        Ok((upload_part::Model { id, upload_id: arriving.id, start, size }, sealed))
    }

    /// Whether these parts, in order, now count: only where the file ended.
    async fn count_parts(
        &self,
        arriving: &mut Arriving,
        parts: Vec<upload_part::Model>,
    ) -> Result<bool, Error> {
        let end = whole(parts.last().map_or(0, |last| last.start + last.size));
        let Some(now) = self.count_together(arriving, parts).await? else { return Ok(false) };
        self.count_uploaded(end.saturating_sub(arriving.received));
        arriving.received = end;
        arriving.touched_at = now;
        Ok(true)
    }

    /// Why parts did not count: the session ended, the file was called off, or it ends here by now.
    async fn received_now(&self, arriving: &Arriving) -> Result<u64, Error> {
        if let Some(sender) = &arriving.sender
            && !self.session_lives(&sender.session, arriving.account).await?
        {
            return Err(Error::SignInFirst);
        }
        let row =
            upload::Entity::find_by_id(arriving.id).one(self.db.write()).await?.ok_or(Error::NotFound)?;
        if row.outcome.is_some() { Err(Error::NotFound) } else { Ok(whole(row.received)) }
    }
}

/// What was sealed, as it came.
fn opened(arriving: &Arriving, part: &upload_part::Model, sealed: PutPayload) -> Result<Vec<u8>, Error> {
    let sealed = bytes::Bytes::from(sealed);
    Ok(arriving.sealer.open(&seal_place(arriving.id, part.start), part.id, &sealed)?.to_vec())
}
