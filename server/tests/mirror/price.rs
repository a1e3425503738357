//! What strict mode costs.
use crate::{
    Office, asked,
    support::program::{Running, program},
};
use futures::future::join_all;
use std::time::Instant;

/// What it costs: sends by so many at once, with the mode and without.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "figures; make bench-mirror"]
async fn the_price_of_a_mirror() {
    let each = usize::try_from(asked("MIRROR_SENDS", 10)).unwrap();
    for strict in [false, true, false, true] {
        let office = Office::new();
        let errands = office.drafts(1..17, each).await;
        let running = if strict {
            office.serve().await
        } else {
            Running::start(program("MIRROR_SERVER", &[]), &office.installation).await
        };
        // Documents that were there before the mode follow first: from then on each request brings its own.
        if strict {
            office.holds_documents(errands.len() * 2).await;
        }
        let begun = Instant::now();
        let (served, machine) = (&office, &running);
        let sent = join_all(errands.chunks(each).map(|of_one| async move {
            let mut times = Vec::new();
            for errand in of_one {
                let begun = Instant::now();
                assert!(served.send(machine, errand).await);
                times.push(begun.elapsed());
            }
            times
        }));
        let mut times = sent.await.concat();
        times.sort();
        let took = begun.elapsed();
        let rate = f64::from(u32::try_from(times.len()).unwrap()) / took.as_secs_f64();
        eprintln!(
            "mirror: strict={strict} {} sends by 16 at once in {took:.1?}: {rate:.1} a second, median {:.0?}, 95 of 100 \
             within {:.0?}",
            times.len(),
            times[times.len() / 2],
            times[times.len() * 95 / 100]
        );
        running.kill();
    }
}
