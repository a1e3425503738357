//! Checks a whole history, line by line, in one pass: what each line says of itself, how it follows the one before,
//! and what the checkpoints say it was. Pure: needs neither the database nor a secret.
use super::{
    HistoryLine,
    checkpoint::{Added, Checkpoints, short},
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Clocks of several servers, and transactions on their way while a checkpoint was made.
const SLACK: i64 = 10 * 60 * 1000;

/// What is wrong with a line, or with the place where it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineFault {
    /// Its content is not what was written.
    Changed,
    /// It is not there.
    Missing,
    /// It stands where another one should.
    Reordered,
    /// It does not follow the line before: one of the two was changed.
    Unlinked,
    /// It claims to be older than the last checkpoint, which does not know it.
    Inserted,
}

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Whose chain.
    pub subject: Uuid,
    /// Which line of it.
    pub seq: i64,
    /// What.
    pub fault: LineFault,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct VerifyReport {
    /// Lines that were read.
    pub lines: u64,
    /// Chains that were read.
    pub chains: u64,
    /// Everything that is wrong.
    pub found: Vec<Found>,
    /// Lines that no checkpoint knows yet: nobody would miss the last of a chain if they were cut off.
    pub since: u64,
}

struct State {
    next: i64,
    hash: String,
}

/// Checks lines as they come. Those of a chain must come in their order; chains may be mixed.
pub(super) struct Verifier<'a> {
    checkpoints: &'a Checkpoints,
    chains: HashMap<Uuid, State>,
    added: BTreeMap<Uuid, Added>,
    report: VerifyReport,
}

impl<'a> Verifier<'a> {
    pub(super) fn new(checkpoints: &'a Checkpoints) -> Self {
        Self { checkpoints, chains: HashMap::new(), added: BTreeMap::new(), report: VerifyReport::default() }
    }

    pub(super) fn take(&mut self, line: &HistoryLine) {
        self.report.lines += 1;
        let known = self.checkpoints.known.get(&line.subject);
        let expected_hash = |seq: i64| {
            let place = usize::try_from(seq.checked_sub(1)?).ok()?;
            known?.get(place).map(String::as_str)
        };
        let first = State { next: 1, hash: hex::encode(super::GENESIS) };
        let state = self.chains.entry(line.subject).or_insert(first);
        let mut fault = None;
        let mut missing = Vec::new();
        if line.seq < state.next {
            fault = Some(LineFault::Reordered);
        } else if line.seq > state.next {
            missing.extend((state.next..line.seq).take(10_000));
        }
        let is_itself = line.computed().is_some_and(|hash| hash == line.hash);
        let is_known = expected_hash(line.seq);
        if fault.is_none() {
            fault = match is_known {
                Some(known) if known != short(&line.hash) => Some(LineFault::Changed),
                _ if !is_itself => Some(LineFault::Changed),
                // Of known lines the checkpoints have said all there is to say.
                None if missing.is_empty() && line.previous != state.hash => Some(LineFault::Unlinked),
                None if self.checkpoints.at.is_some_and(|at| line.at < at - SLACK) => {
                    Some(LineFault::Inserted)
                }
                _ => None,
            };
        }
        if line.seq >= state.next {
            state.next = line.seq + 1;
            state.hash.clone_from(&line.hash);
            if is_known.is_none() {
                self.report.since += 1;
                let entry = self.added.entry(line.subject).or_insert((line.seq, Vec::new()));
                entry.1.push(short(&line.hash).to_owned());
            }
        }
        let subject = line.subject;
        self.report.found.extend(missing.into_iter().map(|seq| Found {
            subject,
            seq,
            fault: LineFault::Missing,
        }));
        self.report.found.extend(fault.map(|fault| Found { subject, seq: line.seq, fault }));
    }

    /// The end of a chain as its row names it: nothing may be missing up to there.
    pub(super) fn expect(&mut self, subject: Uuid, seq: i64, hash: &str) {
        let (last, is_other) = match self.chains.get(&subject) {
            Some(state) => (state.next - 1, state.next - 1 == seq && state.hash != hash),
            None => (0, false),
        };
        if last < seq {
            let missing = (last + 1..=seq).take(10_000);
            self.report.found.extend(missing.map(|seq| Found { subject, seq, fault: LineFault::Missing }));
        } else if is_other {
            self.report.found.push(Found { subject, seq, fault: LineFault::Changed });
        }
    }

    /// The report, and what a new checkpoint would add.
    pub(super) fn finish(mut self) -> (VerifyReport, BTreeMap<Uuid, Added>) {
        for (subject, hashes) in &self.checkpoints.known {
            let last = self.chains.get(subject).map_or(0, |state| state.next - 1);
            let known = i64::try_from(hashes.len()).unwrap_or(i64::MAX);
            let missing =
                (last + 1..=known).map(|seq| Found { subject: *subject, seq, fault: LineFault::Missing });
            self.report.found.extend(missing);
        }
        self.report.chains = self.chains.len() as u64;
        self.report.found.sort_unstable();
        self.report.found.dedup_by_key(|found| (found.subject, found.seq));
        (self.report, self.added)
    }
}

/// Checks lines that were exported.
pub fn verify_lines<E>(
    lines: impl IntoIterator<Item = Result<HistoryLine, E>>,
    checkpoints: &Checkpoints,
) -> Result<VerifyReport, E> {
    let mut verifier = Verifier::new(checkpoints);
    for line in lines {
        verifier.take(&line?);
    }
    Ok(verifier.finish().0)
}
