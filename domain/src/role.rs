//! The roles of officers (Permendagri 95/2019 Ps 44, 46, 47 names operator, verifikator and administrator).

use crate::decision::ActorKind;
use serde::{Deserialize, Serialize};

/// What an officer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Operator: takes requests in and returns them for correction.
    FrontDesk,
    /// Verifikator: decides and records the way through SIAK.
    Verifier,
    /// Supervisor: all of that, and reopens what is closed.
    Supervisor,
    /// Administrator: users, catalogue, settings; nothing on requests.
    Administrator,
}

impl Role {
    /// Every role.
    pub const fn all() -> [Self; 4] {
        [Self::FrontDesk, Self::Verifier, Self::Supervisor, Self::Administrator]
    }

    /// The stable name, as stored and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FrontDesk => "front_desk",
            Self::Verifier => "verifier",
            Self::Supervisor => "supervisor",
            Self::Administrator => "administrator",
        }
    }

    /// Reads a stable name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::all().into_iter().find(|role| role.as_str() == raw)
    }

    /// As whom this role acts on a request.
    pub const fn actor(self) -> ActorKind {
        match self {
            Self::FrontDesk => ActorKind::FrontDesk,
            Self::Verifier => ActorKind::Verifier,
            Self::Supervisor => ActorKind::Supervisor,
            Self::Administrator => ActorKind::Administrator,
        }
    }
}
