//! Takes the bytes of one request. At most one part of it is in memory; what has arrived is kept when the line
//! breaks, unless a checksum over all of it is asked for.

use std::{sync::Arc, time::Duration};

use app::{api::refuse, wire::AppError};
use axum::body::{Body, BodyDataStream, Bytes};
use futures::StreamExt as _;
use http::StatusCode;
use service::{Arriving, Error, Service};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    Doing,
    answer::No,
    going::Bringing,
    head::{Asked, Checksum, checksum_mismatch},
};
use crate::{layer::body_limit::drain, upload::TURN_WITHIN};

/// What is written at once.
const PART: usize = 256 * 1024;
/// What sealing adds behind it, so that it is sealed where it lies.
const SEAL: usize = 16;
/// What one request holds in KiB: a part, the same sealed, and what is being read.
const SHARE: u32 = 1024;
/// A line that has gone quiet so long is perhaps dead: what came is made safe, so that another one finds it.
const QUIET: Duration = Duration::from_secs(2);
/// The same while somebody waits who has lost this line.
const LAST_MOMENT: Duration = Duration::from_millis(100);
/// After so long it is.
const DEAD: Duration = Duration::from_mins(1);

/// Adds the body to a file. How it stands then, unless it is whole.
pub(super) async fn into_upload(
    doing: &Doing,
    id: Uuid,
    asked: &Asked,
    body: Body,
) -> Result<Option<GoesOn>, No> {
    let waiting = timeout(TURN_WITHIN, Arc::clone(&doing.uploads.memory).acquire_many_owned(SHARE)).await;
    let Ok(Ok(share)) = waiting else { return Err(AppError::Busy.into()) };
    let service = Arc::clone(doing.service());
    doing.uploads.going.settle(id).await;
    let opened = service.resume_upload(&doing.actor, id, asked.offset).await;
    let no = match (&opened, &asked.checksum) {
        (Err(Error::Conflict { .. }), _) => Some(StatusCode::CONFLICT.into()),
        (_, Checksum::Unknown) => Some(StatusCode::BAD_REQUEST.into()),
        (Ok(arriving), _) if asked.bytes.is_some_and(|bytes| bytes > arriving.missing()) => {
            Some(StatusCode::PAYLOAD_TOO_LARGE.into())
        }
        _ => None,
    };
    let mut stream = body.into_data_stream();
    let mut arriving = match (no, opened) {
        (None, Ok(arriving)) => arriving,
        (no, opened) => {
            drain(stream).await;
            return Err(no.unwrap_or_else(|| opened.err().unwrap_or(Error::Busy).into()));
        }
    };
    if let Some(session) = &doing.session {
        service.sent_by(&mut arriving, &doing.actor, session);
    }
    let bringing = doing.uploads.going.bring(id);
    let hash = Hash::of(&asked.checksum);
    let mut taking = Taking { service, arriving, bringing, hash, part: Vec::new() };
    // When the line breaks this request is dropped; what has come is kept all the same.
    let taken = tokio::spawn(async move {
        let _share = share;
        let taken = taking.all(&mut stream).await;
        let Taking { service, arriving, bringing, .. } = taking;
        if let Err(no) = taken {
            drop(bringing);
            drain(stream).await;
            return Err(no);
        }
        let goes_on = GoesOn::of(&arriving);
        service.keep_open(arriving);
        drop(bringing);
        Ok(goes_on)
    });
    taken.await.map_err(|_| No::from(AppError::Busy))?
}

/// How a file stands of which more is to come.
pub(super) struct GoesOn {
    pub(super) received: u64,
    pub(super) length: u64,
    pub(super) expires_at: OffsetDateTime,
}

impl GoesOn {
    fn of(arriving: &Arriving) -> Option<Self> {
        let (received, missing) = (arriving.received(), arriving.missing());
        let expires_at = arriving.expires_at();
        (missing > 0).then_some(Self { received, length: received + missing, expires_at })
    }
}

struct Taking {
    service: Arc<Service>,
    arriving: Arriving,
    bringing: Bringing,
    hash: Hash,
    part: Vec<u8>,
}

impl Taking {
    async fn all(&mut self, stream: &mut BodyDataStream) -> Result<(), No> {
        let whole = self.read(stream).await?;
        if !whole || !self.hash.fits() {
            // Without a checksum what came is safe; with one nothing of it counts.
            self.service.drop_waiting(&mut self.arriving).await;
            return if whole { Err(checksum_mismatch().into()) } else { Err(AppError::Busy.into()) };
        }
        Ok(self.service.count_waiting(&mut self.arriving).await?)
    }

    /// Whether the body came to its end.
    async fn read(&mut self, stream: &mut BodyDataStream) -> Result<bool, No> {
        let mut quiet = Duration::ZERO;
        let mut left = self.arriving.missing();
        loop {
            let wanted = self.bringing.wanted().is_cancelled();
            let moment = if wanted { LAST_MOMENT } else { QUIET };
            let next = tokio::select! {
                next = timeout(moment, stream.next()) => next,
                () = self.bringing.wanted().cancelled(), if !wanted => continue,
            };
            match next {
                Ok(Some(Ok(chunk))) => {
                    quiet = Duration::ZERO;
                    left = left.checked_sub(length(&chunk)).ok_or(StatusCode::PAYLOAD_TOO_LARGE)?;
                    self.take(chunk).await?;
                }
                Ok(None) => {
                    self.write().await?;
                    return Ok(true);
                }
                Ok(Some(Err(_))) => {
                    self.made_safe().await?;
                    return Ok(false);
                }
                Err(_) => {
                    quiet += QUIET;
                    self.made_safe().await?;
                    if wanted || quiet >= DEAD {
                        return Ok(false);
                    }
                }
            }
        }
    }

    async fn take(&mut self, mut chunk: Bytes) -> Result<(), Error> {
        self.hash.add(&chunk);
        while !chunk.is_empty() {
            if self.part.capacity() == 0 {
                self.part.reserve_exact(PART + SEAL);
            }
            let piece = chunk.split_to(chunk.len().min(PART - self.part.len()));
            self.part.extend_from_slice(&piece);
            if self.part.len() == PART {
                self.write().await?;
            }
        }
        Ok(())
    }

    /// What came counts now, if it may.
    async fn made_safe(&mut self) -> Result<(), Error> {
        if self.hash.is_asked_for() { Ok(()) } else { self.write().await }
    }

    async fn write(&mut self) -> Result<(), Error> {
        if self.part.is_empty() {
            return Ok(());
        }
        let part = std::mem::take(&mut self.part);
        if self.hash.is_asked_for() {
            self.service.add_waiting(&mut self.arriving, part).await
        } else {
            self.service.add_to_upload(&mut self.arriving, part).await
        }
    }
}

fn length(chunk: &Bytes) -> u64 {
    u64::try_from(chunk.len()).unwrap_or(u64::MAX)
}

/// The hash of what came, and what it should be.
enum Hash {
    None,
    Sha1(Sha1, Vec<u8>),
    Sha256(Sha256, Vec<u8>),
}

impl Hash {
    fn of(asked: &Checksum) -> Self {
        match asked {
            Checksum::Sha1(hash) => Self::Sha1(Sha1::new(), hash.clone()),
            Checksum::Sha256(hash) => Self::Sha256(Sha256::new(), hash.clone()),
            Checksum::None | Checksum::Unknown => Self::None,
        }
    }

    fn is_asked_for(&self) -> bool {
        !matches!(self, Self::None)
    }

    fn add(&mut self, bytes: &[u8]) {
        match self {
            Self::None => {}
            Self::Sha1(hash, _) => hash.update(bytes),
            Self::Sha256(hash, _) => hash.update(bytes),
        }
    }

    fn fits(&self) -> bool {
        match self {
            Self::None => true,
            Self::Sha1(hash, asked) => hash.clone().finalize().as_slice() == asked.as_slice(),
            Self::Sha256(hash, asked) => hash.clone().finalize().as_slice() == asked.as_slice(),
        }
    }
}

impl From<Error> for No {
    fn from(error: Error) -> Self {
        match error {
            Error::Conflict { .. } => StatusCode::CONFLICT.into(),
            other => refuse(other).into(),
        }
    }
}
