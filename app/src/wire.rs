//! What travels between an island and its server functions.
use domain::{FieldIssue, Refusal};
use serde::{Deserialize, Serialize};

/// Why something did not happen, as codes. The words are in `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum AppError {
    /// What was typed is not right.
    Fields {
        /// What, field by field.
        issues: Vec<FieldIssue>,
    },
    /// The rules do not allow it.
    Refused {
        /// Why not.
        refusal: Refusal,
    },
    /// Nobody is signed in, or no longer.
    SignInFirst,
    /// This role may not.
    Forbidden,
    /// No such thing, or not theirs.
    NotFound,
    /// It changed meanwhile.
    Conflict {
        /// Who acted first, where known.
        by: Option<String>,
    },
    /// The officer does not hold the request.
    NotHeld,
    /// Two accounts claim the NIK: the officer must settle that first.
    Contested,
    /// Too often.
    TooMany {
        /// Try again after so many seconds.
        seconds: u64,
    },
    /// Name and password do not belong together.
    WrongCredentials,
    /// A file was refused.
    File {
        /// A code of the reason.
        reason: String,
        /// Its size in bytes, when that is the reason.
        bytes: u64,
        /// The limit in bytes, when that is the reason.
        limit: u64,
    },
    /// Too busy for now.
    Busy,
    /// Our own fault.
    Internal {
        /// By which the log can be found.
        incident: String,
    },
    /// What was sent cannot be read as a request to this function.
    Malformed,
}

#[cfg(feature = "ssr")]
impl leptos::server_fn::error::FromServerFnError for AppError {
    type Encoder = leptos::server_fn::codec::JsonEncoding;

    fn from_server_fn_error(error: leptos::server_fn::error::ServerFnErrorErr) -> Self {
        use leptos::server_fn::error::ServerFnErrorErr;
        match error {
            ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_) => Self::Malformed,
            _ => Self::Internal { incident: String::new() },
        }
    }
}

/// What saving a draft answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The draft's revision now.
    pub revision: i64,
    /// All answers as stored.
    pub answers: domain::Answers,
    /// Fields that were left as they are, because another device has changed them meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<String>,
}

/// A village that is suggested while one types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it lies in, on one line.
    pub within: String,
    /// Its postcode, or nothing.
    pub postcode: String,
    /// The district it lies in, or nothing.
    pub district: String,
    /// The regency it lies in or is.
    pub regency: String,
    /// The province it lies in.
    pub province: String,
}

/// A line of the queue for the desk's island.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "marks of a line, each for itself")]
pub struct QueueLine {
    /// Its number, as displayed.
    pub number: String,
    /// The short name of its procedure.
    pub procedure: String,
    /// The village.
    pub village: String,
    /// Where it stands.
    pub status: domain::Status,
    /// Who holds it now.
    pub holder: Option<String>,
    /// The one who asks holds it.
    pub mine: bool,
    /// A colleague who has it on screen.
    pub seen_by: Option<String>,
    /// The citizen wrote something that nobody has read.
    pub unread: bool,
    /// Somebody whom it concerns objects, and is not answered yet.
    pub objected: bool,
    /// Percent of the service time that has gone by.
    pub elapsed: u8,
    /// How long ago it was sent, in words.
    pub age: String,
    /// Sent again after a correction.
    pub corrected: bool,
}

/// The queue for the desk's island.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueView {
    /// The filter, as addresses carry it.
    pub filter: String,
    /// The filter narrows the part: then the counts tell of something else.
    pub narrowed: bool,
    /// The parts with their counts.
    pub parts: Vec<(String, u64)>,
    /// The lines.
    pub lines: Vec<QueueLine>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// How the request on screen stands, for the desk's island.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Version and holder in one, to compare with what was seen.
    pub seen: String,
    /// Who acted last, in words.
    pub by: String,
    /// Who has it on screen too, in words; empty when nobody has.
    pub with: String,
}

/// What a page remembers of how a request stood: its version and who held it.
#[cfg(feature = "ssr")]
pub(crate) fn seen(version: i64, holder: Option<&str>, mine: bool) -> String {
    let held = if mine { "=" } else { holder.unwrap_or("-") };
    format!("{version} {held}")
}

/// Where the desk's island fetches the queue.
pub const QUEUE_LINES: &str = "/api/petugas/antrean";
/// Where what is looked for on the desk goes; never into an address.
pub const DESK_SEARCH: &str = "/api/petugas/cari";
/// Where it asks how the request on screen stands.
pub const STANDING: &str = "/api/petugas/keadaan";
/// Where it gives a sign of life for the request that the officer holds.
pub const LEASE: &str = "/api/petugas/pegang";
