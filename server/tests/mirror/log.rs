//! The log of the database begins anew.
use crate::Office;
use futures::future::join_all;

/// The log is put into the database again and again while two servers write, and begins anew; nothing is left out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it fills a log, which takes a minute and more: `make mirror`"]
async fn a_log_that_begins_anew_under_two_servers_loses_nothing() {
    let office = Office::new();
    let errands = office.drafts(1..7, 12).await;
    let (one, two) = (office.serve().await, office.serve().await);
    let log = office.installation.path().join("kk.db-wal");
    let (mut largest, mut shrank, mut before) = (0, 0, 0);
    for some in errands.chunks(6) {
        let sent = join_all(some.iter().enumerate().map(|(at, errand)| {
            let running = if at % 2 == 0 { &one } else { &two };
            office.send(running, errand)
        }));
        assert!(sent.await.iter().all(|sent| *sent));
        // The run of the log is in its header.
        let salt = std::fs::read(&log).unwrap()[16..20].to_vec();
        let salt = u32::from_be_bytes(salt.try_into().unwrap());
        shrank += u32::from(before != 0 && salt != before);
        before = salt;
        largest = largest.max(std::fs::metadata(&log).unwrap().len());
    }
    one.kill();
    two.kill();
    eprintln!(
        "mirror: {} sends, the log began anew {shrank} times and had {largest} bytes at most",
        errands.len()
    );
    assert!(shrank > 0, "it was never emptied");
    assert!(largest < 32 << 20, "{largest}");
    let told = office.succeeds(&["verify-mirror"]);
    assert!(!told.contains("set aside"), "it went on without a new whole copy: {told}");
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0);
}
