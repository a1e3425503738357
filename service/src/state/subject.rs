//! What is watched, and how it may stand.
use domain::Way;
use serde::{Deserialize, Serialize};

/// How something stands; the order is that of the exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// As it should.
    Ok,
    /// Somebody should look.
    Late,
    /// Somebody must act.
    Broken,
}

impl Grade {
    /// A stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Late => "late",
            Self::Broken => "broken",
        }
    }

    /// As programs that watch others count: 0, 1, 2.
    pub const fn number(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Late => 1,
            Self::Broken => 2,
        }
    }

    pub(super) fn parse(raw: &str) -> Self {
        if raw == "broken" { Self::Broken } else { Self::Late }
    }
}

/// What happens without a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Sends what lies in the outbox.
    Messages,
    /// Removes what has had its time.
    Sweep,
    /// Looks at files that arrived.
    Files,
    /// Draws small pictures of documents.
    Previews,
    /// Signs the history once a day.
    Checkpoints,
    /// Looks at all of this.
    Watch,
}

impl Job {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Messages, Self::Sweep, Self::Files, Self::Previews, Self::Checkpoints, Self::Watch];

    /// A stable code, in rows and logs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Sweep => "sweep",
            Self::Files => "files",
            Self::Previews => "previews",
            Self::Checkpoints => "checkpoints",
            Self::Watch => "watch",
        }
    }
}

/// Whose disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiskOf {
    /// Of the database's file.
    Database,
    /// Of the folder of documents.
    Documents,
    /// Of the second copy of strict mode.
    Mirror,
}

impl DiskOf {
    /// A stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Documents => "documents",
            Self::Mirror => "mirror",
        }
    }
}

/// A way out, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// E-mail.
    Email,
    /// SMS and `WhatsApp`.
    Phone,
    /// Notices of browsers.
    Push,
}

impl From<Way> for Line {
    fn from(way: Way) -> Self {
        match way {
            Way::Email => Self::Email,
            Way::Phone | Way::WhatsApp | Way::Sms => Self::Phone,
            Way::Push => Self::Push,
        }
    }
}

impl From<Line> for Way {
    fn from(line: Line) -> Self {
        match line {
            Line::Email => Self::Email,
            Line::Phone => Self::Phone,
            Line::Push => Self::Push,
        }
    }
}

/// One thing that is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what", content = "which")]
pub enum Subject {
    /// The database.
    Database,
    /// The keys.
    Keys,
    /// The copy of the database that lists are read from.
    Replica,
    /// Where documents lie.
    Storage,
    /// Room for more.
    Disk(DiskOf),
    /// Messages by one way.
    Outbox(Line),
    /// Messages that were given up.
    Undelivered,
    /// Files that arrived and are no documents yet.
    Uploads,
    /// Small pictures to be drawn.
    Previews,
    /// Files whose time is over.
    Destruction,
    /// Signed checkpoints of the history.
    Checkpoint,
    /// Back-ups.
    Backup,
    /// The second copy of strict mode.
    Mirror,
    /// Background work.
    Job(Job),
}

impl Subject {
    /// A stable code, in rows, metrics and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Keys => "keys",
            Self::Replica => "replica",
            Self::Storage => "storage",
            Self::Disk(DiskOf::Database) => "disk_database",
            Self::Disk(DiskOf::Documents) => "disk_documents",
            Self::Disk(DiskOf::Mirror) => "disk_mirror",
            Self::Outbox(Line::Email) => "outbox_email",
            Self::Outbox(Line::Phone) => "outbox_phone",
            Self::Outbox(Line::Push) => "outbox_push",
            Self::Undelivered => "undelivered",
            Self::Uploads => "uploads",
            Self::Previews => "previews",
            Self::Destruction => "destruction",
            Self::Checkpoint => "checkpoint",
            Self::Backup => "backup",
            Self::Mirror => "mirror",
            Self::Job(Job::Messages) => "job_messages",
            Self::Job(Job::Sweep) => "job_sweep",
            Self::Job(Job::Files) => "job_files",
            Self::Job(Job::Previews) => "job_previews",
            Self::Job(Job::Checkpoints) => "job_checkpoints",
            Self::Job(Job::Watch) => "job_watch",
        }
    }
}
