//! The log of the database begins anew.
use crate::{Office, asked};
use futures::future::join_all;
use sea_orm::ConnectionTrait as _;
use std::time::{Duration, Instant};

/// More than the frames of which the log is emptied.
const BALLAST: &str = "INSERT INTO ballast SELECT zeroblob(9000000)";

/// The log is put into the database again and again while two servers write, and begins anew; nothing is left out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_begins_anew_under_two_servers_loses_nothing() {
    let office = Office::new();
    let rounds = asked("MIRROR_LOGS", 2);
    let errands = office.drafts(1..rounds + 1, 4).await;
    let (one, two) = (office.serve().await, office.serve().await);
    // What fills the log keeps the rules of the mode.
    let writes = office.installation.database().await;
    writes.execute_unprepared("PRAGMA wal_autocheckpoint=0").await.unwrap();
    writes.execute_unprepared("PRAGMA busy_timeout=8000").await.unwrap();
    writes.execute_unprepared("CREATE TABLE ballast (bytes BLOB)").await.unwrap();
    let log = office.installation.path().join("kk.db-wal");
    // The run of the log is in its header.
    let run = || std::fs::read(&log).unwrap()[16..20].to_vec();
    let (mut largest, mut anew) = (0, 0);
    for some in errands.chunks(4) {
        let before = run();
        writes.execute_unprepared(BALLAST).await.unwrap();
        let sent = join_all(some.iter().enumerate().map(|(at, errand)| {
            let running = if at % 2 == 0 { &one } else { &two };
            office.send(running, errand)
        }));
        assert!(sent.await.iter().all(|sent| *sent));
        let begun = Instant::now();
        while run() == before {
            assert!(begun.elapsed() < Duration::from_secs(30), "it was not emptied");
            tokio::time::sleep(Duration::from_millis(100)).await;
            writes.execute_unprepared("INSERT INTO ballast VALUES (zeroblob(1))").await.unwrap();
        }
        anew += 1;
        largest = largest.max(std::fs::metadata(&log).unwrap().len());
    }
    writes.close().await.unwrap();
    one.kill();
    two.kill();
    eprintln!(
        "mirror: {} sends, the log began anew {anew} times and had {largest} bytes at most",
        errands.len()
    );
    assert!(largest < 32 << 20, "{largest}");
    let told = office.succeeds(&["verify-mirror"]);
    assert!(!told.contains("set aside"), "it went on without a new whole copy: {told}");
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0);
}
