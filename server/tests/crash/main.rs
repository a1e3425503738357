//! What got a receipt survives `kill -9`.
//!
//! Sixty-four browsers without JavaScript (half as many for fewer than 20 kills) send requests to a real server that is
//! killed in the middle of it, again and again, and started anew. Afterwards every receipt is asked for. That the harness
//! would see a loss is proven on a careless server, which gives the receipt before it commits.
//!
//! `files.rs` does the same to files on their way.
//!
//! Run by `scripts/test crash`; `CRASH_CYCLES` says how often it is killed, `CRASH_SEED` repeats a run,
//! `CRASH_SERVER` names another program than the unoptimised one of this build.
#![cfg(unix)]
#![expect(clippy::print_stderr, clippy::unwrap_used, reason = "the figures are wanted; tests")]

mod careless;
mod files;
mod line;
mod process;
mod senders;
#[path = "../support/mod.rs"]
mod support;
mod verdict;

use std::{ops::Range, time::Instant};

use futures::{StreamExt as _, stream};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use support::{Errand, Installation, Person, program::Running};

use crate::{process::Program, senders::Crowd, verdict::Verdict};

/// What is done to a server.
struct Ordeal {
    program: Program,
    senders: usize,
    cycles: usize,
    /// Drafts of each sender.
    drafts: usize,
    /// It is killed after so many new receipts.
    receipts: Range<usize>,
    /// How likely somebody who has a receipt presses "Kirim" once more.
    presses_again: f64,
}

/// How many drafts one account has.
const DRAFTS_OF_ONE: usize = 16;
/// How many drafts are written side by side.
const AT_ONCE: usize = 8;

impl Ordeal {
    fn of_the_real_one() -> Self {
        let asked = std::env::var("CRASH_CYCLES").ok().and_then(|cycles| cycles.parse().ok());
        let cycles = asked.unwrap_or(20);
        // Four or five receipts in a cycle, some more while it is killed: half as many drafts again.
        Self {
            program: Program::Real,
            // Writing the drafts takes most of the time: for few kills half a crowd is enough.
            senders: if cycles < 20 { 32 } else { 64 },
            cycles,
            drafts: cycles / 8 + 6,
            receipts: 1..9,
            presses_again: 0.25,
        }
    }

    /// Nobody presses again: that would repair what was lost.
    fn of_a_careless_one() -> Self {
        Self {
            program: Program::Careless,
            senders: 4,
            cycles: 3,
            drafts: 2,
            receipts: 1..3,
            presses_again: 0.0,
        }
    }

    async fn suffer(&self, installation: &Installation) -> Verdict {
        let seed = std::env::var("CRASH_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed: u64 = seed.unwrap_or_else(|| rand::rng().random());
        let mut chance = StdRng::seed_from_u64(seed);
        let begun = Instant::now();
        let errands = self.prepare(installation).await;
        let prepared = begun.elapsed();
        let crowd = Crowd::gather(errands, seed, self.presses_again);
        for _ in 0..self.cycles {
            let running = Running::start(self.program.command(), installation).await;
            let enough = crowd.receipts() + chance.random_range(self.receipts.clone());
            crowd.let_in(running.port());
            crowd.until(enough).await;
            tokio::time::sleep(std::time::Duration::from_millis(chance.random_range(0..25))).await;
            running.kill();
            crowd.shut_out();
            installation.forget_tries().await;
        }
        let running = Running::start(self.program.command(), installation).await;
        crowd.let_in(running.port());
        let account = crowd.finish().await;
        running.kill();
        let verdict = Verdict::of(installation, &account).await;
        eprintln!(
            "crash: {:?} seed={seed} kills={} prepared in {prepared:.1?}, all in {:.1?}; {verdict}; {account}",
            self.program,
            self.cycles,
            begun.elapsed()
        );
        verdict
    }

    /// The drafts of each sender.
    async fn prepare(&self, installation: &Installation) -> Vec<Vec<Errand>> {
        let service = installation.open().await;
        let accounts = self.drafts.div_ceil(DRAFTS_OF_ONE);
        let senders = (0..self.senders).map(|sender| {
            let service = &service;
            async move {
                let mut errands = Vec::new();
                for account in 0..accounts {
                    let serial = u32::try_from(sender * accounts + account + 1).unwrap();
                    let citizen = Person::citizen(service, serial).await;
                    for _ in 0..DRAFTS_OF_ONE.min(self.drafts - errands.len()) {
                        errands.push(citizen.errand(service).await);
                    }
                }
                errands
            }
        });
        stream::iter(senders).buffered(AT_ONCE).collect().await
    }
}

async fn nothing_is_lost(installation: Installation) {
    let verdict = Ordeal::of_the_real_one().suffer(&installation).await;
    assert!(verdict.is_whole(), "{verdict:#?}");
}

async fn a_loss_is_seen(installation: Installation) {
    let verdict = Ordeal::of_a_careless_one().suffer(&installation).await;
    assert!(!verdict.lost.is_empty(), "the harness is blind: {verdict:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn every_receipt_survives_kill_9_on_sqlite() {
    nothing_is_lost(Installation::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn every_receipt_survives_kill_9_on_postgres() {
    if support::postgres().is_none() {
        eprintln!(
            "crash: skipped on PostgreSQL, TEST_POSTGRES_URL is not set (scripts/with-postgres sets it)"
        );
        return;
    }
    nothing_is_lost(Installation::on_postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn a_receipt_before_the_commit_is_seen_as_a_loss() {
    a_loss_is_seen(Installation::on_sqlite()).await;
    if support::postgres().is_some() {
        a_loss_is_seen(Installation::on_postgres().await).await;
    }
}
