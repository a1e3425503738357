//! A disk without room, and one that breaks.
use std::{process::Command, time::Duration};

use reqwest::header;

use crate::{Portal, drafts, support::Installation, tracer::Fault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_costs_no_receipt_and_no_process() {
    let installation = Installation::on_sqlite();
    let errands = drafts(&installation, 4, 10).await;
    // No file may grow beyond a little more than the database is now, as on a disk with as little room.
    let database = installation.path().join("kk.db");
    let blocks = std::fs::metadata(&database).unwrap().len() / 512 + 200;
    let limited = format!("trap '' XFSZ; ulimit -S -f {blocks}; exec \"$0\" \"$@\"");
    let portal = Portal::serve(installation, &["/bin/sh", "-c", &limited]).await;
    let (mut receipts, mut refused) = (Vec::new(), None);
    for errand in &errands {
        if portal.send(errand).await {
            receipts.push(errand.draft);
        } else {
            refused = Some(errand);
            break;
        }
    }
    let refused = refused.unwrap_or_else(|| panic!("the disk was never full: {} receipts", receipts.len()));
    assert!(!portal.send(refused).await, "as long as there is no room there is no receipt");
    let looks =
        portal.client.get(portal.at("/bantuan")).header(header::ACCEPT, "text/html").send().await.unwrap();
    assert!(looks.status().is_success(), "what needs no room is still given: {}", looks.status());

    let room = Command::new("prlimit")
        .args(["--fsize=unlimited:unlimited", "--pid", &portal.running.id().to_string()])
        .status()
        .unwrap();
    assert!(room.success());
    portal.heals(refused).await;
    receipts.push(refused.draft);
    portal.running.kill();
    let stored = portal.installation.count("SELECT COUNT(*) FROM request").await;
    assert_eq!(usize::try_from(stored).unwrap(), receipts.len(), "receipts and requests");
}

/// What a disk that breaks answers to whom, and on which file.
const BROKEN: [(&str, &str, &str); 5] = [
    ("fdatasync,fsync", "EIO", "kk.db-wal"),
    ("pwrite64", "EIO", "kk.db-wal"),
    ("pwrite64", "ENOSPC", "kk.db-wal"),
    ("pread64", "EIO", "kk.db-wal"),
    ("pread64", "EIO", "kk.db"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_breaks_costs_no_receipt_and_no_process() {
    let installation = Installation::on_sqlite();
    let errands = drafts(&installation, 1, BROKEN.len()).await;
    let portal = Portal::serve(installation, &[]).await;
    let mut seen = 0;
    for ((calls, error, file), errand) in BROKEN.into_iter().zip(&errands) {
        let file = portal.installation.path().join(file);
        let fault = Fault::begin(portal.running.id(), calls, error, &file);
        let mut received = false;
        for _ in 0..3 {
            received |= portal.send(errand).await;
        }
        // Long enough for what the server does by itself.
        tokio::time::sleep(Duration::from_millis(300)).await;
        seen += usize::from(fault.end() > 0);
        if !calls.starts_with("pread") {
            assert!(!received, "a receipt while {calls} answers {error}");
        }
        portal.heals(errand).await;
    }
    assert!(seen >= 4, "the disk broke for the server: {seen} of {}", BROKEN.len());
    portal.running.kill();
    let stored = portal.installation.count("SELECT COUNT(*) FROM request").await;
    assert_eq!(usize::try_from(stored).unwrap(), errands.len(), "receipts and requests");
}
