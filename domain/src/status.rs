//! The states of a request after it was sent. Which act leads where is decided in `decision`.

use serde::{Deserialize, Serialize};

/// Where a request stands. A draft has no status yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Sent, waiting for an officer.
    Submitted,
    /// An officer works on it.
    InReview,
    /// Found right by one officer, waiting for the second pair of eyes.
    Verified,
    /// Returned to the citizen; the clock of service stands still.
    NeedsCorrection,
    /// Approved, to be entered into SIAK.
    Approved,
    /// Entered into SIAK, the register of record.
    InSiak,
    /// Waiting for the electronic signature (TTE) of the head of Dinas.
    AwaitingSignature,
    /// Signed and delivered.
    Done,
    /// Refused with reasons.
    Rejected,
    /// Taken back by the citizen.
    Withdrawn,
    /// Not put right in time.
    Expired,
}

impl Status {
    /// Every status, in the order of the road.
    pub const fn all() -> [Self; 11] {
        [
            Self::Submitted,
            Self::InReview,
            Self::Verified,
            Self::NeedsCorrection,
            Self::Approved,
            Self::InSiak,
            Self::AwaitingSignature,
            Self::Done,
            Self::Rejected,
            Self::Withdrawn,
            Self::Expired,
        ]
    }

    /// The stable name, as stored and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::InReview => "in_review",
            Self::Verified => "verified",
            Self::NeedsCorrection => "needs_correction",
            Self::Approved => "approved",
            Self::InSiak => "in_siak",
            Self::AwaitingSignature => "awaiting_signature",
            Self::Done => "done",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// Reads a stable name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::all().into_iter().find(|status| status.as_str() == raw)
    }

    /// Whether somebody still has to do something.
    pub const fn is_open(self) -> bool {
        !self.is_end()
    }

    /// Whether nothing more happens, unless a supervisor reopens it.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Rejected | Self::Withdrawn | Self::Expired)
    }

    /// Whether the service clock stands still: the citizen has to act, or all is over.
    pub const fn clock_stands(self) -> bool {
        self.is_end() || matches!(self, Self::NeedsCorrection)
    }
}
