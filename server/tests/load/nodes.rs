//! One, two and four processes on one `PostgreSQL` and one store: what a request costs of their processor time
//! together. It may not cost more because there are others; what each does by itself, such as reading the feed, counts.
//!
//! The same work is done by one, two and four in turn, several times, so that whatever else the machine does weighs on
//! all alike. They have ports of their own, no networks.

use std::time::Duration;

use futures::{StreamExt as _, stream};

use crate::{
    Load, PROGRAM, number, page_of, prepare,
    support::{
        self, Errand, Installation,
        program::{Running, program},
    },
};

const NODES: [usize; 3] = [1, 2, 4];
/// So many are answered at once.
const AT_ONCE: usize = 8;
/// Pages beside each sending.
const PAGES: u32 = 10;

async fn started(installation: &Installation, count: usize) -> Vec<Running> {
    let mut nodes = Vec::new();
    for _ in 0..count {
        nodes.push(Running::start(program(PROGRAM, &[]), installation).await);
    }
    nodes
}

/// Sends each of `errands` and looks at pages beside it, by one process after the other.
async fn work(loads: &[Load], errands: &[Errand]) {
    stream::iter(errands.iter().enumerate())
        .for_each_concurrent(AT_ONCE, |(turn, errand)| async move {
            for page in 0..PAGES {
                let load = &loads[(turn + page as usize) % loads.len()];
                load.read(&page_of(errand, page.into()), &errand.owner.cookie).await;
            }
            loads[turn % loads.len()].send(errand).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "wants a quiet machine; make nodes"]
async fn one_two_and_four_nodes() {
    if support::postgres().is_none() {
        println!("nodes: skipped, TEST_POSTGRES_URL is not set (scripts/with-postgres sets it)");
        return;
    }
    let (rounds, sends) = (number("NODES_ROUNDS", 3), number("NODES_SENDS", 60));
    let installation = Installation::on_postgres().await;
    let errands = prepare(&installation, rounds * sends * NODES.len() as u64 * 2).await;
    let mut parts = errands.chunks(usize::try_from(sends).unwrap());
    let mut costs = NODES.map(|_| Vec::new());
    for _ in 0..rounds {
        for (costs, count) in costs.iter_mut().zip(NODES) {
            let nodes = started(&installation, count).await;
            let loads: Vec<Load> = nodes.iter().map(Load::on).collect();
            // The first answers open connections and read what is kept in memory.
            work(&loads, parts.next().unwrap()).await;
            let before: Duration = nodes.iter().map(Running::given).sum();
            work(&loads, parts.next().unwrap()).await;
            let after: Duration = nodes.iter().map(Running::given).sum();
            for load in &loads {
                let wrong = load.sends.lock().unwrap().wrong() + load.reads.lock().unwrap().wrong();
                assert_eq!(wrong, 0, "somebody was not served");
            }
            let answered = u32::try_from(sends).unwrap() * (PAGES + 1);
            costs.push(after.saturating_sub(before).as_secs_f64() * 1_000.0 / f64::from(answered));
        }
    }
    let medians = costs.map(|mut costs| {
        costs.sort_by(f64::total_cmp);
        costs[costs.len() / 2]
    });
    for (count, cost) in NODES.iter().zip(medians) {
        println!(
            "nodes: {count}: {cost:.2} ms of processor time a request, {:.2} of what one needs",
            cost / medians[0]
        );
    }
    let stored = installation.count("SELECT COUNT(*) FROM request").await;
    assert_eq!(usize::try_from(stored).unwrap(), errands.len(), "every receipt is a request");
    let most = std::env::var("NODES_MOST").ok().and_then(|most| most.parse().ok()).unwrap_or(1.1);
    assert!(medians.iter().all(|cost| *cost <= medians[0] * most), "{medians:?}");
}
