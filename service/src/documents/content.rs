//! The content of a stored file: sealed in pieces on its way in, opened piece by piece on its way out, so that giving
//! one out takes the memory of a piece, not of the file. The last piece is held back until the hash of all of them is
//! what was acknowledged.
use super::PLACE;
use crate::{Error, Service, entity::document, keys::Sealer};
use bytes::Bytes;
use domain::MediaType;
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{ObjectStoreExt, PutPayload, path::Path};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use uuid::Uuid;

/// The pieces of a file, each proven; an error in place of the last one if together they are not what was acknowledged.
pub type Pieces = BoxStream<'static, Result<Bytes, Error>>;

/// A document that is given out piece by piece.
pub struct DocumentStream {
    /// What it is.
    pub media_type: MediaType,
    /// The name it was sent under.
    pub name: String,
    /// How many bytes there will be.
    pub size: u64,
    /// Its content.
    pub pieces: Pieces,
}

impl std::fmt::Debug for DocumentStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DocumentStream").field("size", &self.size).finish_non_exhaustive()
    }
}

/// Where a sealed file lies, and what it is bound to.
pub(crate) struct Sealed<'a> {
    pub(crate) key: &'a str,
    pub(crate) place: &'a str,
    pub(crate) id: Uuid,
    /// Its hash as acknowledged, 64 hexadecimal digits.
    pub(crate) sha256: &'a str,
}

struct Opening {
    source: BoxStream<'static, object_store::Result<Bytes>>,
    unsealing: Option<crate::keys::Unsealing>,
    ready: VecDeque<Bytes>,
    hash: Sha256,
    expected: String,
}

impl Opening {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, Error> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Ok(Some((piece, self)));
            }
            let Some(unsealing) = &mut self.unsealing else { return Ok(None) };
            if let Some(sealed) = self.source.try_next().await? {
                for piece in unsealing.push(&sealed)? {
                    self.hash.update(&piece);
                    self.ready.push_back(piece);
                }
            } else {
                let rest = self.unsealing.take().map_or(Ok(Bytes::new()), crate::keys::Unsealing::finish)?;
                self.hash.update(&rest);
                if hex::encode(self.hash.finalize_reset()) != self.expected {
                    return Err(Error::Internal("the hash of a stored file differs".into()));
                }
                self.ready.push_back(rest);
            }
        }
    }
}

impl Service {
    /// Seals a file and stores it under `key`; it is durable when this returns.
    pub(crate) async fn store_sealed(
        &self,
        sealer: &Sealer,
        key: &str,
        place: &str,
        id: Uuid,
        file: Bytes,
    ) -> Result<(), Error> {
        let sealed: PutPayload = sealer.seal_file(place, id, file)?.into_iter().collect();
        self.store.put(&Path::from(key), sealed).await?;
        Ok(())
    }

    /// Opens a stored file. What is wrong with its beginning is an error now, not in the middle of an answer.
    pub(crate) async fn open_sealed(&self, sealer: Sealer, sealed: Sealed<'_>) -> Result<Pieces, Error> {
        let source = self.store.get(&Path::from(sealed.key)).await?.into_stream();
        let opening = Opening {
            source,
            unsealing: Some(sealer.open_file(sealed.place, sealed.id)),
            ready: VecDeque::new(),
            hash: Sha256::new(),
            expected: sealed.sha256.to_owned(),
        };
        let Some((first, rest)) = opening.next().await? else { return Ok(futures::stream::empty().boxed()) };
        let rest = futures::stream::try_unfold(rest, Opening::next);
        Ok(futures::stream::once(async { Ok(first) }).chain(rest).boxed())
    }

    /// The whole of a stored file.
    pub(crate) async fn read_sealed(&self, sealer: Sealer, sealed: Sealed<'_>) -> Result<Bytes, Error> {
        let pieces: Vec<Bytes> = self.open_sealed(sealer, sealed).await?.try_collect().await?;
        Ok(pieces.concat().into())
    }

    /// Opens a document piece by piece.
    pub(super) async fn streamed(&self, row: &document::Model) -> Result<DocumentStream, Error> {
        let media_type =
            MediaType::parse(&row.media_type).ok_or_else(|| Error::Internal("unknown media type".into()))?;
        let sealer = self.sealer(row.request_id).await?;
        let name = sealer.open_text("document.name", row.id, &row.name)?;
        let sealed = Sealed { key: &row.storage_key, place: PLACE, id: row.id, sha256: &row.sha256 };
        let pieces = self.open_sealed(sealer, sealed).await?;
        Ok(DocumentStream { media_type, name, size: u64::try_from(row.size).unwrap_or(0), pieces })
    }
}
