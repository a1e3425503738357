//! A database beside a mirror that is not of it, or has lost track of it.
use crate::{Office, files, said};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_database_never_takes_the_place_of_a_mirror() {
    let office = Office::new();
    let errands = office.drafts(1..2, 1).await;
    let running = office.serve().await;
    assert!(office.send(&running, &errands[0]).await);
    running.kill();
    let before = files(&office.mirror());
    office.is_lost();
    let refused = office.run(&["migrate"]);
    assert!(!refused.status.success(), "{}", said(&refused));
    assert!(said(&refused).contains("restore-mirror"), "{}", said(&refused));
    assert_eq!(files(&office.mirror()), before);
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0);
}

/// A program without the mode writes and puts the log into the database; what was there before goes on from nothing that
/// the mirror has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_written_without_the_mode_is_in_the_mirror_after_the_next_start() {
    let office = Office::new();
    // An empty log when the copy is made: any log could come after that.
    for _ in 0..2 {
        office.run(&["status"]);
        office.put_log_into_database().await;
    }
    office.run(&["status"]);
    assert!(office.mirror().join("mark").exists());
    let errands = office.drafts(1..2, 2).await;
    office.put_log_into_database().await;
    let running = office.serve().await;
    for errand in &errands {
        assert!(office.send(&running, errand).await);
    }
    running.kill();
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_database_beside_a_mirror_buries_nothing() {
    let office = Office::new();
    let errands = office.drafts(1..2, 1).await;
    office.put_log_into_database().await;
    let (database, older) = (office.installation.path().join("kk.db"), office.elsewhere.path().join("kk.db"));
    std::fs::copy(&database, &older).unwrap();
    let running = office.serve().await;
    assert!(office.send(&running, &errands[0]).await);
    running.kill();
    office.put_log_into_database().await;
    // Now the mirror knows a later file.
    office.serve().await.kill();
    let before = files(&office.mirror().join("generations"));
    office.is_lost();
    std::fs::copy(&older, &database).unwrap();
    let refused = office.run(&["migrate"]);
    assert!(!refused.status.success(), "{}", said(&refused));
    assert_eq!(files(&office.mirror().join("generations")), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_restored_beside_the_log_of_another_database() {
    let office = Office::new();
    office.drafts(1..1, 0).await;
    office.run(&["status"]);
    for end in ["-wal", "-shm", "-journal"] {
        office.is_lost();
        let left = office.installation.path().join(format!("kk.db{end}"));
        std::fs::write(&left, "of another database").unwrap();
        let refused = office.run(&["restore-mirror"]);
        assert!(!refused.status.success() && said(&refused).contains(end), "{}", said(&refused));
        std::fs::remove_file(left).unwrap();
    }
    office.succeeds(&["restore-mirror"]);
}
