//! Why a message did not leave, in codes that are safe to store, log and show.

use std::{fmt, time::Duration};

/// The outcome of a failed try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// A later try may succeed.
    #[error("temporary: {0}")]
    Temporary(FailureCode),
    /// A later try may succeed, but none before so long.
    #[error("temporary: {0}")]
    Later(FailureCode, Duration),
    /// The same message will never be accepted.
    #[error("permanent: {0}")]
    Permanent(FailureCode),
}

impl SendError {
    /// The code, whatever the outcome.
    pub const fn code(self) -> FailureCode {
        match self {
            Self::Temporary(code) | Self::Later(code, _) | Self::Permanent(code) => code,
        }
    }

    /// Whether the outbox should try again.
    pub const fn is_temporary(self) -> bool {
        matches!(self, Self::Temporary(_) | Self::Later(..))
    }
}

/// What went wrong. `Display` gives the stored form, such as `smtp-550` or `timeout`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureCode {
    /// The mail server answered with this reply code (RFC 5321, 4.2).
    Smtp(u16),
    /// The gateway answered with this HTTP status.
    Http(u16),
    /// No connection, or it broke.
    Unreachable,
    /// The other side was too slow.
    TimedOut,
    /// The encrypted connection could not be made: certificate, or no TLS offered.
    Tls,
    /// The other side refused our credentials, or demands some.
    Credentials,
    /// What came back is no answer of this protocol.
    Nonsense,
    /// The address cannot be written in this protocol.
    Address,
    /// The message could not be put together.
    Unsendable,
    /// What it says counts no more.
    TooLate,
    /// The browser takes no notices any more.
    Gone,
}

impl fmt::Display for FailureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(code) => write!(f, "smtp-{code}"),
            Self::Http(code) => write!(f, "http-{code}"),
            Self::Unreachable => f.write_str("unreachable"),
            Self::TimedOut => f.write_str("timeout"),
            Self::Tls => f.write_str("tls"),
            Self::Credentials => f.write_str("credentials"),
            Self::Nonsense => f.write_str("nonsense"),
            Self::Address => f.write_str("address"),
            Self::Unsendable => f.write_str("unsendable"),
            Self::TooLate => f.write_str("too-late"),
            Self::Gone => f.write_str("gone"),
        }
    }
}
