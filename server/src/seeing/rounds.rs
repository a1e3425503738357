//! What the jobs of this process did: when each last ended a round, and how often one was started again.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use service::Job;
use time::OffsetDateTime;

#[derive(Debug, Default)]
struct Seen {
    rounds: BTreeMap<Job, OffsetDateTime>,
    restarts: BTreeMap<&'static str, u64>,
}

/// Shared by the jobs, which write, and by whoever looks. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Rounds(Arc<Mutex<Seen>>);

impl Rounds {
    fn seen<R>(&self, look: impl FnOnce(&mut Seen) -> R) -> R {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A job has ended a round, or begins.
    pub fn ended(&self, job: Job, at: OffsetDateTime) {
        self.seen(|seen| seen.rounds.insert(job, at));
    }

    /// A job failed or panicked and is started again.
    pub fn restarted(&self, name: &'static str) {
        self.seen(|seen| *seen.restarts.entry(name).or_default() += 1);
    }

    /// The last round of each job.
    pub fn last(&self) -> Vec<(Job, OffsetDateTime)> {
        self.seen(|seen| seen.rounds.iter().map(|(job, at)| (*job, *at)).collect())
    }

    /// How often each was started again.
    pub fn restarts(&self) -> Vec<(&'static str, u64)> {
        self.seen(|seen| seen.restarts.iter().map(|(name, count)| (*name, *count)).collect())
    }
}
