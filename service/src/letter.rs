//! What the portal tells people: codes and catalogue words. The sentences around them are the app's, given
//! as a [`Wording`] at opening, so that every word people read stays in one place.
use crate::accounts::{CodePurpose, DeviceKind};
use domain::{Date, Language, Words};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One thing to repair, or one reason for a refusal, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonLine {
    /// The field or document concerned, or nothing when it is the whole request.
    pub about: Option<Words>,
    /// What is wrong.
    pub reason: Words,
    /// What to do.
    pub advice: Words,
    /// What the officer added, in the officer's own words.
    pub note: String,
}

/// A request, as messages name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regarding {
    /// Its id, for links.
    pub request: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// The name of its procedure.
    pub procedure: Words,
}

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
}

/// Everything the portal tells anybody. No NIK, no family-card number, no document in any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// A one-time code.
    Code {
        /// What it is for.
        purpose: CodePurpose,
        /// The code itself.
        code: String,
        /// How many minutes it is valid.
        minutes: u64,
    },
    /// Somebody tried to register with this person's NIK.
    NikTried,
    /// Somebody signed in on a device not seen before.
    NewDevice {
        /// What kind of browser.
        #[serde(default)]
        device: DeviceKind,
    },
    /// Something by which the account is kept was changed.
    AccountChanged {
        /// What.
        what: AccountChange,
    },
    /// The account is ready.
    Welcome,
    /// The request arrived.
    Submitted {
        /// Which request.
        regarding: Regarding,
        /// Expected by, at the office.
        due: Date,
    },
    /// An officer has begun to check it.
    InReview {
        /// Which request.
        regarding: Regarding,
    },
    /// It must be corrected.
    NeedsCorrection {
        /// Which request.
        regarding: Regarding,
        /// What is to be repaired.
        reasons: Vec<ReasonLine>,
        /// Until when.
        until: Date,
    },
    /// It was refused.
    Rejected {
        /// Which request.
        regarding: Regarding,
        /// Why.
        reasons: Vec<ReasonLine>,
    },
    /// It was approved and goes to the register.
    Approved {
        /// Which request.
        regarding: Regarding,
    },
    /// It was entered in the register.
    InSiak {
        /// Which request.
        regarding: Regarding,
    },
    /// It waits for the electronic signature.
    AwaitingSignature {
        /// Which request.
        regarding: Regarding,
    },
    /// It is done.
    Done {
        /// Which request.
        regarding: Regarding,
        /// Words of the officer about how to get the result.
        note: String,
    },
    /// The citizen took it back.
    Withdrawn {
        /// Which request.
        regarding: Regarding,
    },
    /// Nobody corrected it in time.
    Expired {
        /// Which request.
        regarding: Regarding,
    },
    /// A supervisor opened it again.
    Reopened {
        /// Which request.
        regarding: Regarding,
    },
}

impl Letter {
    /// A stable code of the kind, for lists and logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Code { .. } => "code",
            Self::NikTried => "nik_tried",
            Self::NewDevice { .. } => "new_device",
            Self::AccountChanged { .. } => "account_changed",
            Self::Welcome => "welcome",
            Self::Submitted { .. } => "submitted",
            Self::InReview { .. } => "in_review",
            Self::NeedsCorrection { .. } => "needs_correction",
            Self::Rejected { .. } => "rejected",
            Self::Approved { .. } => "approved",
            Self::InSiak { .. } => "in_siak",
            Self::AwaitingSignature { .. } => "awaiting_signature",
            Self::Done { .. } => "done",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
            Self::Reopened { .. } => "reopened",
        }
    }

    /// The request it is about.
    pub fn regarding(&self) -> Option<&Regarding> {
        match self {
            Self::Code { .. }
            | Self::NikTried
            | Self::NewDevice { .. }
            | Self::AccountChanged { .. }
            | Self::Welcome => None,
            Self::Submitted { regarding, .. }
            | Self::InReview { regarding }
            | Self::NeedsCorrection { regarding, .. }
            | Self::Rejected { regarding, .. }
            | Self::Approved { regarding }
            | Self::InSiak { regarding }
            | Self::AwaitingSignature { regarding }
            | Self::Done { regarding, .. }
            | Self::Withdrawn { regarding }
            | Self::Expired { regarding }
            | Self::Reopened { regarding } => Some(regarding),
        }
    }
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// One line.
    pub subject: String,
    /// The whole text, plain, with blank lines between paragraphs.
    pub body: String,
}

/// Puts letters into words. The app implements it.
pub trait Wording: Send + Sync {
    /// The letter in `language`; `base` is the portal's address for links.
    fn write(&self, letter: &Letter, language: Language, base: &str) -> Wrote;
}
