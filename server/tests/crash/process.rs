//! Which server is killed.

use std::process::Command;

use crate::{careless, support::program::program};

/// Which server.
#[derive(Clone, Copy, Debug)]
pub enum Program {
    /// The one that is shipped.
    Real,
    /// One that gives receipts before it commits.
    Careless,
}

impl Program {
    /// What starts it.
    pub fn command(self) -> Command {
        match self {
            Self::Real => program("CRASH_SERVER", &[]),
            Self::Careless => careless::command(),
        }
    }
}
