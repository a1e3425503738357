//! Files on their way, beside the least that does the same. `make bench-upload` measures; none of it is a test of
//! `make test`, because single figures on a busy machine say little.
#![expect(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::print_stdout, reason = "figures to read")]
mod chunks;
mod memory;
mod pictures;
#[path = "../support/mod.rs"]
mod support;

use std::{sync::Arc, time::Duration};

use server::{config::Storage, storage};
use service::{Service, SystemClock};
use support::{Installation, Person, answers};
use uuid::Uuid;

/// How often the two take turns; the middle counts.
const TURNS: usize = 7;
/// What is measured on a machine that does other things too is measured again before it is called slow.
const TRIES: usize = 3;

/// As an office's folder is: what is acknowledged is on the disk.
async fn opened(installation: &Installation) -> Arc<Service> {
    let folder = installation.path().join("documents");
    let store = storage::open(&Storage::Folder(folder)).unwrap();
    installation.open_on(store, Arc::new(SystemClock)).await
}

/// A citizen with a draft that wants documents.
async fn with_a_draft(service: &Service, serial: u32) -> (Person, Uuid) {
    let citizen = Person::citizen(service, serial).await;
    let draft = Uuid::now_v7();
    service.start_draft(&citizen.actor, draft, "RP-01").await.unwrap();
    service.save_answers(&citizen.actor, draft, &answers(service)).await.unwrap();
    (citizen, draft)
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The best of some tries, which end as soon as one is good enough.
async fn best_of(least: f64, mut share: impl AsyncFnMut() -> f64) -> f64 {
    let mut best = 0.0;
    for _ in 0..TRIES {
        best = f64::max(best, share().await);
        if best >= least {
            break;
        }
    }
    best
}
