//! What was found, in numbers. Ages are seconds before the moment of looking, so that judging needs no clock.
use super::subject::{DiskOf, Job, Line};
use domain::Status;
use serde::Serialize;
use std::collections::BTreeMap;

/// Seconds.
pub(super) type Seconds = i64;

/// Everything that was found at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// When, in seconds since 1970.
    pub at: Seconds,
    /// Nothing of it is real.
    pub demonstration: bool,
    /// The database.
    pub rows: Rows,
    /// Open requests by status.
    pub requests: BTreeMap<Status, u64>,
    /// Files on their way.
    pub uploads: Uploads,
    /// Small pictures to be drawn.
    pub previews: Previews,
    /// Requests whose files were given up and are still there; none where nothing ever is.
    pub destruction: Option<Destruction>,
    /// Messages, by way.
    pub lanes: BTreeMap<Line, Lane>,
    /// Messages that were given up.
    pub failed: FailedLetters,
    /// Where documents lie.
    pub storage: Stored,
    /// Room on the disks that are ours to look at.
    pub disks: BTreeMap<DiskOf, Disk>,
    /// The keys.
    pub keys: KeyFigures,
    /// The newest checkpoint.
    pub checkpoint: Dated,
    /// The newest back-up.
    pub backup: Dated,
    /// The second copy, in strict mode: when it last took something.
    pub mirror: Option<Dated>,
    /// The copy that lists are read from: how far it is behind.
    pub replica: Option<Dated>,
    /// How long ago each job last did its round; nothing if it never did.
    pub jobs: BTreeMap<Job, Option<Seconds>>,
}

/// The database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// Whether it answers. If not, whatever is counted in it is missing.
    pub answers: bool,
    /// Steps of this program that it has not had.
    pub missing: u64,
    /// Steps that it has had and this program does not know.
    pub unknown: u64,
    /// None of these disturbs this program.
    pub fits: bool,
    /// Settings by which it may lose what it has acknowledged.
    pub forgetful: Vec<String>,
    /// How large it is.
    pub bytes: Option<u64>,
    /// Connections that write.
    pub writing: Pool,
    /// Connections that read; the same ones on `PostgreSQL`.
    pub reading: Pool,
}

impl Rows {
    /// Whether it has the tables that are counted, as this program knows them.
    pub(super) const fn can_be_counted(&self) -> bool {
        self.missing == 0 && self.fits
    }
}

/// Connections of this process to the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pool {
    /// Open.
    pub open: u64,
    /// Of these, in use by nobody.
    pub idle: u64,
    /// So many at most.
    pub most: u64,
}

/// Files on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uploads {
    /// Not yet there as a whole.
    pub arriving: u64,
    /// Whole, and no document yet.
    pub whole: u64,
    /// How long the oldest whole one has waited.
    pub oldest: Option<Seconds>,
}

/// Small pictures to be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Previews {
    /// So many.
    pub waiting: u64,
    /// How long the oldest one has been due.
    pub oldest: Option<Seconds>,
}

/// Requests whose files were given up and are still in the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Destruction {
    /// So many.
    pub waiting: u64,
    /// How long ago the first of them was given up.
    pub oldest: Option<Seconds>,
}

/// Messages by one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// To be sent, now or at their time.
    pub waiting: u64,
    /// Stand by for another way.
    pub standby: u64,
    /// Given up in the last day.
    pub failed: u64,
    /// Sent in the last day.
    pub sent: u64,
    /// How long the oldest message has been due without a single try.
    pub untried: Option<Seconds>,
    /// How long tries have failed with nothing sent by this way meanwhile.
    pub stuck: Option<Seconds>,
    /// To how many people these tries were.
    pub stuck_people: u64,
}

/// Messages that were given up and not sent again, of the last thirty days; codes are not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FailedLetters {
    /// So many.
    pub count: u64,
    /// When the oldest one was given up.
    pub oldest: Option<Seconds>,
}

/// Where documents lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// A small thing was written, read again and deleted.
    pub works: bool,
    /// How long that took.
    pub milliseconds: u64,
}

/// Room on a disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Disk {
    /// Bytes that we may still write.
    pub free: u64,
    /// Bytes in all.
    pub total: u64,
}

/// The file of the keys, beside those that this process has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyFile {
    /// Nobody named it.
    #[default]
    NotWatched,
    /// It has the same keys.
    Same,
    /// It has others: somebody changed it since this process started.
    Different,
    /// It cannot be read, or is no key file.
    Unreadable,
}

/// The keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeyFigures {
    /// The master key in use, by its name.
    pub current: String,
    /// Their file.
    pub file: KeyFile,
    /// How long a renewal has been under way.
    pub renewing: Option<Seconds>,
    /// There is a key to sign with.
    pub signs: bool,
}

/// Something that is made anew each day, or each night.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "found", content = "age")]
pub enum Dated {
    /// Nobody said where, or the database does not answer, which is told on its own.
    #[default]
    NotWatched,
    /// The place cannot be used, or what lies there is damaged.
    Unusable,
    /// There is none.
    Never,
    /// So old is the newest.
    Age(Seconds),
}
