//! One box under load: how many requests a second are sent durably and how many pages read beside them, and what is
//! left of that when ten times as many people come as it can serve.
//!
//! Run by `scripts/load`; marked `#[ignore]` because it wants a quiet machine. `LOAD_SENDS` and `LOAD_READS` (a
//! second), `LOAD_SECONDS`; `LOAD_SERVER` names another program than the unoptimised one of this build.
#![cfg(unix)]
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "figures to read; tests")]

mod guesses;
mod nodes;
mod overload;
#[path = "../support/mod.rs"]
mod support;
mod times;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use futures::{StreamExt as _, stream};
use reqwest::{Client, header, redirect::Policy};
use support::{
    Errand, Installation, Person,
    program::{Running, program},
};
use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use crate::times::Times;

/// Names another program.
const PROGRAM: &str = "LOAD_SERVER";
/// How many drafts one account has.
const DRAFTS_OF_ONE: u64 = 16;

fn number(name: &str, unset: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(unset)
}

/// The least share that counts as enough; none of it if nobody says.
fn share(name: &str) -> f64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(0.0)
}

/// Drafts that are ready to be sent.
async fn prepare(installation: &Installation, drafts: u64) -> Vec<Errand> {
    let service = installation.open().await;
    let people = (0..drafts.div_ceil(DRAFTS_OF_ONE)).map(|place| {
        let service = &service;
        async move {
            let citizen = Person::citizen(service, u32::try_from(place + 1).unwrap()).await;
            let mut errands = Vec::new();
            for _ in 0..DRAFTS_OF_ONE.min(drafts - place * DRAFTS_OF_ONE) {
                errands.push(citizen.errand(service).await);
            }
            errands
        }
    });
    let mut errands: Vec<Errand> = stream::iter(people).buffered(8).collect::<Vec<_>>().await.concat();
    // Of one account one after the other, not at once.
    errands.sort_by_key(|errand| errand.draft.as_u128() % 1_000_003);
    errands
}

/// A page of somebody's own, one after the other.
fn page_of(who: &Errand, turn: u64) -> String {
    match turn % 4 {
        0 => "/bantuan".to_owned(),
        1 => "/permohonan".to_owned(),
        2 => format!("/permohonan/{}", who.draft),
        _ => "/syarat".to_owned(),
    }
}

struct Load {
    client: Client,
    at: String,
    sends: Mutex<Times>,
    reads: Mutex<Times>,
}

impl Load {
    fn on(running: &Running) -> Self {
        Self {
            client: Client::builder()
                .redirect(Policy::none())
                .timeout(Duration::from_mins(1))
                .build()
                .unwrap(),
            at: running.address(),
            sends: Mutex::default(),
            reads: Mutex::default(),
        }
    }

    async fn send(&self, errand: &Errand) {
        let begun = Instant::now();
        let answer = errand.press(&self.client, &self.at).send().await;
        let right = answer.is_ok_and(|answer| errand.is_receipt(&answer));
        self.sends.lock().unwrap().add(begun.elapsed(), right);
    }

    async fn read(&self, path: &str, cookie: &str) {
        let begun = Instant::now();
        let answer = self
            .client
            .get(format!("{}{path}", self.at))
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie)
            .send()
            .await;
        let right = match answer {
            // What was not sent yet leads to its draft.
            Ok(answer) => {
                let status = answer.status();
                let whole = answer.bytes().await;
                let right = (status.is_success() || status.is_redirection()) && whole.is_ok();
                if !right {
                    println!("load: {path} answered {status}, {:?}", whole.err());
                }
                right
            }
            Err(error) => {
                println!("load: {path}: {error}");
                false
            }
        };
        self.reads.lock().unwrap().add(begun.elapsed(), right);
    }
}

/// Does something `rate` times a second, as people come: not waiting for the answer before.
async fn each<F, R>(rate: u64, times: u64, mut act: F)
where
    F: FnMut(u64) -> R,
    R: Future<Output = ()> + Send + 'static,
{
    let mut tick = interval(Duration::from_secs(1) / u32::try_from(rate.max(1)).unwrap());
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut acts = JoinSet::new();
    for turn in 0..times {
        tick.tick().await;
        acts.spawn(act(turn));
    }
    acts.join_all().await;
}

async fn under_load(installation: Installation, name: &str) {
    let (sends, reads) = (number("LOAD_SENDS", 10), number("LOAD_READS", 50));
    let seconds = number("LOAD_SECONDS", 5);
    let errands = Arc::new(prepare(&installation, sends * seconds).await);
    let running = Running::start(program(PROGRAM, &[]), &installation).await;
    let load = Arc::new(Load::on(&running));
    let begun = Instant::now();
    let sending = each(sends, sends * seconds, |turn| {
        let (load, errands) = (Arc::clone(&load), Arc::clone(&errands));
        async move { load.send(&errands[usize::try_from(turn).unwrap()]).await }
    });
    let reading = each(reads, reads * seconds, |turn| {
        let (load, errands) = (Arc::clone(&load), Arc::clone(&errands));
        async move {
            let who = &errands[usize::try_from(turn).unwrap() % errands.len()];
            load.read(&page_of(who, turn), &who.owner.cookie).await;
        }
    });
    tokio::join!(sending, reading);
    let took = begun.elapsed();
    println!(
        "load: {name}, asked {sends} sendings and {reads} pages a second for {seconds} s; took {:.1} s",
        took.as_secs_f64()
    );
    println!("load: {name}, sendings: {}", load.sends.lock().unwrap().tell(took));
    println!("load: {name}, pages:    {}", load.reads.lock().unwrap().tell(took));
    // What got a receipt is there.
    running.kill();
    let stored = installation.count("SELECT COUNT(*) FROM request").await;
    let (sent, read) = (load.sends.lock().unwrap(), load.reads.lock().unwrap());
    assert_eq!(u64::try_from(stored).unwrap(), sent.right(), "receipts and requests");
    assert_eq!((sent.wrong(), read.wrong()), (0, 0), "somebody was not served");
    // All were asked for, so that whoever is too slow for them takes longer.
    let kept = Duration::from_secs(seconds).as_secs_f64() / took.as_secs_f64();
    let least = share("LOAD_RATE_LEAST");
    assert!(
        kept >= least,
        "{:.0} % of the rate was kept, {:.0} % are asked for",
        kept * 100.0,
        least * 100.0
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "wants a quiet machine; scripts/load"]
async fn one_box_on_sqlite() {
    under_load(Installation::on_sqlite(), "SQLite").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "wants a quiet machine; scripts/load"]
async fn one_box_on_postgres() {
    if support::postgres().is_none() {
        println!("load: skipped on PostgreSQL, TEST_POSTGRES_URL is not set (scripts/with-postgres sets it)");
        return;
    }
    under_load(Installation::on_postgres().await, "PostgreSQL").await;
}
