//! What can go wrong in a use case. Codes only: the words are the app's.
use crate::keys::SealError;
use domain::{FieldIssue, Refusal};
use std::time::Duration;

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was typed is not right; each issue names its field.
    #[error("fields are not right")]
    Fields(Vec<FieldIssue>),
    /// The rules do not allow it now, or not to this person.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Nobody is signed in.
    #[error("sign in first")]
    SignInFirst,
    /// Signed in, but an act of administration wants the password again.
    #[error("confirm first")]
    ConfirmFirst,
    /// Signed in, but in a role that may not.
    #[error("this role may not")]
    Forbidden,
    /// There is no such thing, or it is not theirs: the two are never told apart.
    #[error("not found")]
    NotFound,
    /// It changed meanwhile; for a claimed request, who holds it.
    #[error("changed meanwhile")]
    Conflict {
        /// The officer's display name who acted first, where known.
        by: Option<String>,
    },
    /// The officer does not hold the request.
    #[error("claim the request first")]
    NotHeld,
    /// Too often; try again later.
    #[error("too often")]
    TooMany {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Sign-in details do not match anything (never says which).
    #[error("sign-in details do not match")]
    WrongCredentials,
    /// A file was refused.
    #[error("file refused: {0:?}")]
    File(crate::inspect::InspectError),
    /// Too busy for now; nothing was changed.
    #[error("busy")]
    Busy,
    /// The NIK is claimed by another account too: the office must check before anything is approved.
    #[error("the office must check this NIK first")]
    Contested,
    /// Our own fault. The incident is in the log.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// One issue with one field.
    pub(crate) fn field(field: &str, error: domain::FieldError) -> Self {
        Self::Fields(vec![FieldIssue { field: field.to_owned(), error }])
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(source: sea_orm::DbErr) -> Self {
        // Messages of the database may quote values: keep the kind of failure, drop the rest.
        let kind = match source {
            sea_orm::DbErr::ConnectionAcquire(_) => return Self::Busy,
            sea_orm::DbErr::Conn(_) => "database connection",
            sea_orm::DbErr::Exec(_) => "database statement",
            sea_orm::DbErr::Query(_) => "database query",
            sea_orm::DbErr::RecordNotFound(_) | sea_orm::DbErr::RecordNotUpdated => "database row gone",
            _ => "database",
        };
        tracing::debug!(error = %source, "database error");
        Self::Internal(kind.to_owned())
    }
}

impl From<SealError> for Error {
    fn from(source: SealError) -> Self {
        Self::Internal(source.to_string())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<object_store::Error> for Error {
    fn from(_: object_store::Error) -> Self {
        Self::Internal("document store".to_owned())
    }
}
