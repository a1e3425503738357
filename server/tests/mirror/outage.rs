//! The mirror is away, and comes back.
use crate::{Office, said};
use std::time::{Duration, Instant};

/// It must work again so soon after the trouble has ended.
const HEALS_WITHIN: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mirror_that_is_gone_gives_no_receipt_keeps_the_draft_and_heals_by_itself() {
    let office = Office::new();
    let errands = office.drafts(1..2, 3).await;
    let running = office.serve().await;
    assert!(office.send(&running, &errands[0]).await);
    let away = office.elsewhere.path().join("away");
    std::fs::rename(office.mirror(), &away).unwrap();
    std::fs::write(office.mirror(), "a file where the folder was").unwrap();
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert!(!office.send(&running, &errands[1]).await, "no receipt without the mirror");
    assert_eq!(office.installation.count("SELECT COUNT(*) FROM draft").await, 2, "the draft is kept");
    let status = office.run(&["status"]);
    assert_eq!(status.status.code(), Some(2), "{}", said(&status));
    assert!(said(&status).contains("Second copy"), "{}", said(&status));

    // An empty folder is a disk that is not mounted: nothing is written there.
    std::fs::remove_file(office.mirror()).unwrap();
    std::fs::create_dir(office.mirror()).unwrap();
    assert!(!office.send(&running, &errands[1]).await, "no receipt in an empty folder");
    assert!(!office.mirror().join("mark").exists());

    std::fs::remove_dir_all(office.mirror()).unwrap();
    std::fs::rename(&away, office.mirror()).unwrap();
    let begun = Instant::now();
    while !office.send(&running, &errands[1]).await {
        assert!(begun.elapsed() < HEALS_WITHIN, "it does not recover by itself");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(office.send(&running, &errands[2]).await);
    running.kill();
    office.succeeds(&["verify-mirror"]);
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0);
}
