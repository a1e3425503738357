//! Who may do what to a request in which status, and where it leads. One table; nothing else decides.
//!
//! The lease of an officer (who holds the request at the moment) is not part of it: `Claim` never moves a
//! request that is already in somebody's hands, it only says whether taking it is possible.

use crate::status::Status;
use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use serde::{Deserialize, Serialize};

/// An act on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Send a draft.
    Submit,
    /// Send again after a correction.
    Resubmit,
    /// Take it to work on it.
    Claim,
    /// Return it for correction, with reasons.
    Return,
    /// Refuse it, with reasons.
    Reject,
    /// Find it right as the first pair of eyes.
    Verify,
    /// Approve it.
    Approve,
    /// Record that it was entered into SIAK.
    EnterSiak,
    /// SIAK refused it: back to the officers.
    SiakRefuse,
    /// SIAK refused it and the citizen must act: back for correction.
    SiakReturn,
    /// Record that the signature was asked for.
    AwaitSignature,
    /// Record that it is signed and delivered.
    Complete,
    /// Take it back.
    Withdraw,
    /// Close it because no correction came in time.
    Expire,
    /// Open a closed one again, with a reason.
    Reopen,
}

impl Command {
    /// Every command.
    pub const fn all() -> [Self; 15] {
        [
            Self::Submit,
            Self::Resubmit,
            Self::Claim,
            Self::Return,
            Self::Reject,
            Self::Verify,
            Self::Approve,
            Self::EnterSiak,
            Self::SiakRefuse,
            Self::SiakReturn,
            Self::AwaitSignature,
            Self::Complete,
            Self::Withdraw,
            Self::Expire,
            Self::Reopen,
        ]
    }

    /// The stable name, as stored and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Resubmit => "resubmit",
            Self::Claim => "claim",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Verify => "verify",
            Self::Approve => "approve",
            Self::EnterSiak => "enter_siak",
            Self::SiakRefuse => "siak_refuse",
            Self::SiakReturn => "siak_return",
            Self::AwaitSignature => "await_signature",
            Self::Complete => "complete",
            Self::Withdraw => "withdraw",
            Self::Expire => "expire",
            Self::Reopen => "reopen",
        }
    }

    /// Reads a stable name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::all().into_iter().find(|command| command.as_str() == raw)
    }
}

/// Who acts, seen from one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// The citizen whose request it is.
    Owner,
    /// An officer who takes requests in.
    FrontDesk,
    /// An officer who decides.
    Verifier,
    /// An officer who also reopens.
    Supervisor,
    /// An officer who has nothing to do with requests.
    Administrator,
    /// The portal itself.
    System,
}

impl ActorKind {
    /// Every kind.
    pub const fn all() -> [Self; 6] {
        [Self::Owner, Self::FrontDesk, Self::Verifier, Self::Supervisor, Self::Administrator, Self::System]
    }
}

/// The rule of two pairs of eyes, as configured, and who has verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FourEyes {
    /// Approval needs two officers.
    pub required: bool,
    /// Who wants to approve is the one who verified.
    pub same_as_verifier: bool,
}

/// What stands in the way of an approval besides status and role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hindrances {
    /// The rule of two pairs of eyes.
    pub four_eyes: FourEyes,
    /// Somebody whom it concerns objects, nobody has answered yet, and the office waits with approvals until then.
    pub objected: bool,
    /// Who decides helped to fill it in.
    pub helped: bool,
}

impl From<FourEyes> for Hindrances {
    fn from(four_eyes: FourEyes) -> Self {
        Self { four_eyes, objected: false, helped: false }
    }
}

/// Whether somebody whom a request concerns may object to it: until it is approved.
pub const fn may_object(status: Status) -> bool {
    matches!(status, Status::Submitted | Status::InReview | Status::NeedsCorrection | Status::Verified)
}

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// Not possible in this status; `None` is a draft.
    WrongStatus {
        /// The present status.
        status: Option<Status>,
    },
    /// Only the citizen who owns it may do this.
    NotYours,
    /// A second officer must look first: whoever verified it, or helped to fill it in, does not decide it.
    FourEyes,
    /// An objection must be answered first.
    Objected,
    /// This role may never do this.
    NotAllowed,
}

through_tree!(Refusal);

impl FromTree for Refusal {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let code: String = record.take("code");
        let refusal = match code.as_str() {
            "wrong_status" => Self::WrongStatus { status: record.take("status") },
            "not_yours" => Self::NotYours,
            "four_eyes" => Self::FourEyes,
            "objected" => Self::Objected,
            "not_allowed" => Self::NotAllowed,
            _ => return Err(Trouble::here("no such refusal").at("code")),
        };
        record.finish("a refusal").map(|()| refusal)
    }
}

/// The new status, or why not. `status` is `None` for a draft.
///
/// # Errors
/// First whether the actor may ever do this (`NotYours`, `NotAllowed`), then the status (`WrongStatus`), then
/// `FourEyes` for whoever helped, `Objected`, and `FourEyes` for a second officer.
pub fn decide(
    status: Option<Status>,
    command: Command,
    actor: ActorKind,
    hindrances: impl Into<Hindrances>,
) -> Result<Status, Refusal> {
    let Hindrances { four_eyes, objected, helped } = hindrances.into();
    if !may_ever(command, actor) {
        let citizens_own = may_ever(command, ActorKind::Owner);
        return Err(if citizens_own { Refusal::NotYours } else { Refusal::NotAllowed });
    }
    let next = next(status, command, actor).ok_or(Refusal::WrongStatus { status })?;
    if helped && matches!(command, Command::Verify | Command::Approve | Command::Reject | Command::Reopen) {
        return Err(Refusal::FourEyes);
    }
    if command == Command::Approve && objected {
        return Err(Refusal::Objected);
    }
    let second_eyes_missing = status != Some(Status::Verified) || four_eyes.same_as_verifier;
    if command == Command::Approve && four_eyes.required && second_eyes_missing {
        return Err(Refusal::FourEyes);
    }
    Ok(next)
}

/// What this actor may do now, in the order of [`Command::all`]; the rule of two pairs of eyes not counted.
pub fn allowed(status: Status, actor: ActorKind) -> Vec<Command> {
    let possible = |command: &Command| decide(Some(status), *command, actor, FourEyes::default()).is_ok();
    Command::all().into_iter().filter(possible).collect()
}

const fn may_ever(command: Command, actor: ActorKind) -> bool {
    use ActorKind::{FrontDesk, Owner, Supervisor, System, Verifier};
    match command {
        Command::Submit | Command::Resubmit | Command::Withdraw => matches!(actor, Owner),
        Command::Claim | Command::Return => matches!(actor, FrontDesk | Verifier | Supervisor),
        Command::Reject
        | Command::Verify
        | Command::Approve
        | Command::EnterSiak
        | Command::SiakRefuse
        | Command::SiakReturn
        | Command::AwaitSignature
        | Command::Complete => matches!(actor, Verifier | Supervisor),
        Command::Reopen => matches!(actor, Supervisor),
        Command::Expire => matches!(actor, System),
    }
}

const fn next(status: Option<Status>, command: Command, actor: ActorKind) -> Option<Status> {
    use Status::{
        Approved, AwaitingSignature, Done, Expired, InReview, InSiak, NeedsCorrection, Rejected, Submitted,
        Verified, Withdrawn,
    };
    let Some(status) = status else {
        return if matches!(command, Command::Submit) { Some(Submitted) } else { None };
    };
    let front_desk = matches!(actor, ActorKind::FrontDesk);
    Some(match (status, command) {
        (NeedsCorrection, Command::Resubmit) => Submitted,
        (Submitted | InReview, Command::Claim)
        | (InSiak, Command::SiakRefuse)
        | (Done | Rejected, Command::Reopen) => InReview,
        (Verified | Approved | InSiak | AwaitingSignature, Command::Claim) if !front_desk => status,
        (InReview, Command::Return) | (InSiak, Command::SiakReturn) => NeedsCorrection,
        (Verified, Command::Return) if !front_desk => NeedsCorrection,
        (InReview | Verified, Command::Reject) => Rejected,
        (InReview, Command::Verify) => Verified,
        (InReview | Verified, Command::Approve) => Approved,
        (Approved, Command::EnterSiak) => InSiak,
        (InSiak, Command::AwaitSignature) => AwaitingSignature,
        (AwaitingSignature, Command::Complete) => Done,
        (Submitted | InReview | Verified | NeedsCorrection, Command::Withdraw) => Withdrawn,
        (NeedsCorrection, Command::Expire) => Expired,
        _ => return None,
    })
}
