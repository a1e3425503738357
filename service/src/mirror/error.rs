//! Why there is no copy in the mirror, or none that can be used.
use crate::keys::SealError;
use sea_orm::DbErr;
use std::{path::Path, sync::Arc};

/// Why not. The text is for whoever runs the portal.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// A file, here or there.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of the mirror is not what was written.
    #[error("{0} in the mirror is damaged, cut or missing")]
    Damaged(String),
    /// The mark says two different things, or only half of it can be read.
    #[error(
        "the mark of the mirror is half readable: writing it was broken off by a power cut, or it is damaged. Up to the \
         readable half everything is there; restore that with --broken-mark"
    )]
    Mark,
    /// Something was left out between two pieces.
    #[error("the mirror has a gap after frame {0} of its log")]
    Gap(u32),
    /// What was put together is no sound database.
    #[error("the database that was put together is not sound: {0}")]
    Unsound(String),
    /// Restoring would overwrite something.
    #[error("{0} is there, or not empty; a mirror is restored into an empty place only")]
    NotEmpty(String),
    /// Keys.
    #[error("the mirror does not open with these keys: {0}")]
    Sealed(#[from] SealError),
    /// Our own database.
    #[error("the database does not answer: {0}")]
    Database(#[from] DbErr),
    /// The store of documents, here or there.
    #[error("a document cannot be copied: {0}")]
    Document(#[from] object_store::Error),
    /// An empty folder where a copy was.
    #[error(
        "KK_MIRROR_DIR holds nothing, though this database has had a copy there: is the disk mounted? For a new copy in \
         another place put an empty file named `anew` there"
    )]
    Empty,
    /// The copy is not of this database.
    #[error(
        "KK_MIRROR_DIR holds the copy of another database than this one. If the disk was lost, restore the copy \
         (`kk-daring restore-mirror`); else name another folder, or put an empty file named `anew` there, which sets \
         aside what is there"
    )]
    Another,
    /// The database lacks what was acknowledged.
    #[error(
        "the database is behind its mirror: what was acknowledged is only there. Restore it \
         (`kk-daring restore-mirror`), or put an empty file named `anew` there, which sets aside what is there"
    )]
    Behind,
    /// The database went on while nobody copied: a whole copy is wanted.
    #[error("the log of the database does not go on where the mirror ends; a whole copy is made")]
    OtherLog,
    /// There is no mark.
    #[error("there is no copy in the mirror yet")]
    None,
    /// SQLite's index of the log cannot be read.
    #[error("the index of the database's log cannot be read")]
    NoIndex,
    /// Somebody who does not keep the rules of the mode emptied the log meanwhile.
    #[error("another program wrote to the database while it was copied; it is tried again")]
    NotStill,
    /// Another process is at it.
    #[error("another process makes a whole copy")]
    AtWork,
    /// As another one said.
    #[error("{0}")]
    Told(String),
    /// No answer in time.
    #[error("the mirror does not answer in time")]
    Silent,
}

impl MirrorError {
    pub(super) fn file(path: &Path, source: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), source }
    }

    pub(super) fn damaged(path: &Path) -> Self {
        Self::Damaged(path.display().to_string())
    }

    /// The same for everybody who waited.
    pub(super) fn again(&self) -> Arc<Self> {
        Arc::new(match self {
            Self::Another => Self::Another,
            Self::Behind => Self::Behind,
            Self::Empty => Self::Empty,
            other => Self::Told(other.to_string()),
        })
    }
}
