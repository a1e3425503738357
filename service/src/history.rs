//! History: one hash chain per request and per account, its head in that row.
//!
//! A line holds ids and codes, never personal data, so that a lawful deletion does not break a chain.
//! The hash of a line covers everything in it and the hash before it.
mod checkpoint;
mod folder;
mod line;
mod newest;
#[cfg(test)]
mod tests;
mod verify;

pub use checkpoint::{CheckpointFault, Checkpoints};
pub use folder::HistoryError;
pub use line::HistoryLine;
pub(crate) use newest::newest;
pub use verify::{Found, LineFault, VerifyReport, verify_lines};

use crate::{Error, Service, clock::Millis, entity::event};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, SqlErr};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The head of an empty chain.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// Where a chain stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) hash: Vec<u8>,
}

impl Head {
    pub(crate) fn genesis() -> Self {
        Self { seq: 0, hash: GENESIS.to_vec() }
    }
}

/// A line to be written.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) subject: Uuid,
    pub(crate) kind: &'a str,
    pub(crate) actor: Option<Uuid>,
    pub(crate) actor_role: &'a str,
    /// Codes as `key=value` pairs separated by spaces; no personal data.
    pub(crate) detail: String,
    pub(crate) at: Millis,
}

fn hash_of(line: &Line<'_>, seq: i64, previous: &[u8]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(line.subject.as_bytes());
    hasher.update(seq.to_be_bytes());
    hasher.update(line.at.to_be_bytes());
    hasher.update(line.actor.unwrap_or(Uuid::nil()).as_bytes());
    for text in [line.kind, line.actor_role, &line.detail] {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_vec()
}

/// Writes a line after `head` and returns the new head, which the caller stores in the subject's row in
/// the same transaction.
pub(crate) async fn append<C: ConnectionTrait>(db: &C, head: &Head, line: Line<'_>) -> Result<Head, Error> {
    let seq = head.seq + 1;
    let hash = hash_of(&line, seq, &head.hash);
    event::Entity::insert(event::ActiveModel {
        id: Set(Uuid::now_v7()),
        subject: Set(line.subject),
        seq: Set(seq),
        kind: Set(line.kind.to_owned()),
        actor: Set(line.actor),
        actor_role: Set(line.actor_role.to_owned()),
        detail: Set(line.detail),
        happened_at: Set(line.at),
        previous_hash: Set(head.hash.clone()),
        hash: Set(hash.clone()),
    })
    .exec_without_returning(db)
    .await
    .map_err(|error| match error.sql_err() {
        // Somebody else wrote this line at the same moment.
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict { by: None },
        _ => error.into(),
    })?;
    Ok(Head { seq, hash })
}

/// What is wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// A line is missing or out of order, at this place.
    Gap(i64),
    /// A line was changed, at this place.
    Changed(i64),
    /// The last line is not the head that the row names.
    Head,
}

impl Service {
    pub(crate) async fn lines(&self, subject: Uuid) -> Result<Vec<event::Model>, Error> {
        Ok(event::Entity::find()
            .filter(event::Column::Subject.eq(subject))
            .order_by_asc(event::Column::Seq)
            .all(self.db.read())
            .await?)
    }

    /// Recomputes the chain of `subject` and compares it with `head`.
    pub(crate) async fn check_chain(&self, subject: Uuid, head: &Head) -> Result<Option<ChainFault>, Error> {
        let mut previous = Head::genesis();
        for row in self.lines(subject).await? {
            if row.seq != previous.seq + 1 || row.previous_hash != previous.hash {
                return Ok(Some(ChainFault::Gap(row.seq)));
            }
            let line = Line {
                subject: row.subject,
                kind: &row.kind,
                actor: row.actor,
                actor_role: &row.actor_role,
                detail: row.detail.clone(),
                at: row.happened_at,
            };
            if hash_of(&line, row.seq, &previous.hash) != row.hash {
                return Ok(Some(ChainFault::Changed(row.seq)));
            }
            previous = Head { seq: row.seq, hash: row.hash };
        }
        Ok((previous != *head).then_some(ChainFault::Head))
    }
}
