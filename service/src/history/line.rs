//! A line of the history as it leaves the database: for the export, and for checking without the database.
use super::{Line, hash_of};
use crate::entity::event;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One line with all that its hash covers. Ids and codes, nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryLine {
    /// Whose chain: an account or a request.
    pub subject: Uuid,
    /// Its place in that chain, from 1.
    pub seq: i64,
    /// What happened, as a code.
    pub kind: String,
    /// Who did it.
    pub actor: Option<Uuid>,
    /// In which role.
    pub actor_role: String,
    /// Ids and codes.
    pub detail: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The hash of the line before, in hex.
    pub previous: String,
    /// Its own hash, in hex.
    pub hash: String,
}

impl HistoryLine {
    /// The hash that its content and the line before give.
    pub(super) fn computed(&self) -> Option<String> {
        let previous = hex::decode(&self.previous).ok()?;
        let line = Line {
            subject: self.subject,
            kind: &self.kind,
            actor: self.actor,
            actor_role: &self.actor_role,
            detail: self.detail.clone(),
            at: self.at,
        };
        Some(hex::encode(hash_of(&line, self.seq, &previous)))
    }
}

impl From<event::Model> for HistoryLine {
    fn from(row: event::Model) -> Self {
        Self {
            subject: row.subject,
            seq: row.seq,
            kind: row.kind,
            actor: row.actor,
            actor_role: row.actor_role,
            detail: row.detail,
            at: row.happened_at,
            previous: hex::encode(row.previous_hash),
            hash: hex::encode(row.hash),
        }
    }
}
