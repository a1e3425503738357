//! The state of the machine: what an administrator, a technician at a terminal and a program that watches all see alike.
//!
//! [`Figures`] are gathered in one place (`gather.rs`), judged by pure rules (`judge.rs`, with one table of limits), and told
//! by e-mail when something is not as it should be (`alert.rs`). Figures hold numbers and codes, nothing of anybody.
mod alert;
mod figures;
mod gather;
mod judge;
mod place;
mod rounds;
mod subject;

use std::path::PathBuf;

pub use alert::{AlertNews, Alerted};
pub use figures::{
    Dated, Destruction, Disk, FailedLetters, Figures, KeyFigures, KeyFile, Lane, Pool, Previews, Rows,
    Stored, Uploads,
};
pub use judge::{Finding, Point, judge};
pub use subject::{DiskOf, Grade, Job, Line as OutboxLine, Subject};

use crate::{Actor, Error, Service};
use domain::Role;

/// What is looked at besides the database and the store. What is not named is not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// The folder of checkpoints.
    pub checkpoints: Option<PathBuf>,
    /// The folder of back-ups.
    pub backup: Option<PathBuf>,
    /// The folder of documents.
    pub documents: Option<PathBuf>,
    /// The folder of the second copy of strict mode.
    pub mirror: Option<PathBuf>,
    /// The file of the database.
    pub database: Option<PathBuf>,
    /// The key file.
    pub keys: Option<PathBuf>,
}

/// Figures, and what they mean.
#[derive(Clone, Debug)]
pub struct State {
    /// What was found.
    pub figures: Figures,
    /// One judgement a subject.
    pub points: Vec<Point>,
}

impl State {
    /// The worst of all.
    pub fn grade(&self) -> Grade {
        self.points.iter().map(|point| point.grade).max().unwrap_or(Grade::Ok)
    }
}

impl Service {
    /// How it stands. Needs no database: that it does not answer is one of the things to be told.
    pub async fn state(&self) -> State {
        let figures = self.figures().await;
        let points = judge(&figures);
        State { figures, points }
    }

    /// The same, for administrators.
    ///
    /// # Errors
    /// For everybody else.
    pub async fn state_for(&self, actor: &Actor) -> Result<State, Error> {
        if actor.officer()?.role != Role::Administrator {
            return Err(Error::Forbidden);
        }
        Ok(self.state().await)
    }
}
