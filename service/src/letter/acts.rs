//! What was done with accounts and appointments, as letters name it.
use crate::UnlinkReason;
use domain::Urgency;
use serde::{Deserialize, Serialize};

/// What was changed of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountChange {
    /// A new password.
    Password,
    /// Another e-mail.
    Email,
    /// Another phone.
    Phone,
    /// The second factor counts from now on.
    SecondFactorOn,
    /// The second factor is no longer asked.
    SecondFactorOff,
    /// The office has taken the second factor away.
    SecondFactorReset,
    /// New codes for paper.
    RecoveryCodes,
    /// Somebody came in by a code from paper.
    RecoveryUsed,
    /// A passkey counts from now on.
    PasskeyAdded,
    /// A passkey counts no longer.
    PasskeyRemoved,
}

/// What the office did with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum OfficeAct {
    /// It is tied to a person of the register.
    Linked,
    /// It no longer is.
    Unlinked {
        /// Why.
        reason: UnlinkReason,
    },
    /// Two accounts claimed the NIK, and this one has it.
    NikYours,
    /// Two accounts claimed the NIK, and the other one has it.
    NikOthers,
    /// Closed for a while.
    Suspended,
    /// Open again.
    Restored,
    /// A correction of its data was made.
    Corrected,
    /// A correction of its data was refused.
    NotCorrected,
    /// Deleted at its owner's wish.
    Closed,
    /// To an officer: another role, or other requests.
    ScopeChanged,
}

impl OfficeAct {
    /// What somebody else may have caused is a matter of security.
    pub(super) const fn urgency(self) -> Urgency {
        match self {
            Self::Linked | Self::Corrected | Self::NotCorrected => Urgency::News,
            Self::Unlinked { .. }
            | Self::NikYours
            | Self::NikOthers
            | Self::Suspended
            | Self::Restored
            | Self::Closed
            | Self::ScopeChanged => Urgency::Security,
        }
    }

    /// A stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Unlinked { .. } => "unlinked",
            Self::NikYours => "nik_yours",
            Self::NikOthers => "nik_others",
            Self::Suspended => "suspended",
            Self::Restored => "restored",
            Self::Corrected => "corrected",
            Self::NotCorrected => "not_corrected",
            Self::Closed => "closed",
            Self::ScopeChanged => "scope_changed",
        }
    }
}

/// What happened to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentNews {
    /// A time was chosen.
    Booked,
    /// Another time was chosen.
    Changed,
    /// It was taken back.
    Cancelled,
    /// It is on the next working day.
    Reminder,
    /// The office is closed then.
    Displaced,
    /// There is nothing to collect any more.
    Void,
    /// Nobody came.
    Missed,
    /// The result was handed over.
    Collected,
}
