//! The machine is lost right after receipts were given.
use crate::{
    Office, asked, files,
    support::{
        Errand,
        program::{Running, program},
    },
};
use futures::future::join_all;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_receipt_comes_back_when_the_machine_is_lost_right_after_it() {
    let office = Office::new();
    let mut receipts: Vec<Errand> = Vec::new();
    let rounds = asked("MIRROR_ROUNDS", 2);
    for round in 0..rounds {
        let errands = office.drafts(round + 1..round + 2, 3).await;
        let running = office.serve().await;
        // Some at once, so that they wait for one writing.
        let sent = join_all(errands.iter().map(|errand| office.send(&running, errand))).await;
        running.kill();
        let given = errands.into_iter().zip(sent).filter_map(|(errand, sent)| sent.then_some(errand));
        receipts.extend(given);
        office.is_lost();
        office.succeeds(&["restore-mirror"]);
        assert_eq!(office.lost(&receipts).await, 0, "round {round}");
    }
    eprintln!("mirror: {rounds} disks lost, {} receipts, 0 lost", receipts.len());
    assert_eq!(receipts.len(), usize::try_from(rounds).unwrap() * 3, "all of them got one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_mode_the_same_loss_is_seen() {
    let office = Office::new();
    let errands = office.drafts(1..2, 2).await;
    let running = office.serve().await;
    office.holds_documents(4).await;
    running.kill();
    let running = Running::start(program("MIRROR_SERVER", &[]), &office.installation).await;
    for errand in &errands {
        assert!(office.send(&running, errand).await);
    }
    running.kill();
    office.is_lost();
    // A file of a draft that did not get there in time: nothing acknowledged, so the rest comes back and says so.
    let late = files(&office.mirror().join("documents")).remove(0);
    std::fs::remove_file(late).unwrap();
    let told = office.succeeds(&["restore-mirror"]);
    assert!(told.contains("1 documents of drafts and files on their way"), "{told}");
    assert_eq!(office.lost(&errands).await, 2, "the harness is blind");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_side_by_side_keep_one_mirror() {
    let office = Office::new();
    let errands = office.drafts(1..2, 4).await;
    let (one, two) = (office.serve().await, office.serve().await);
    let sent = join_all(errands.iter().enumerate().map(|(at, errand)| {
        let running = if at % 2 == 0 { &one } else { &two };
        office.send(running, errand)
    }));
    assert!(sent.await.iter().all(|sent| *sent));
    one.kill();
    two.kill();
    office.is_lost();
    let told = office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0, "{told}");
}
