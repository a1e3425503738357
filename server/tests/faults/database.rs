//! A PostgreSQL that drops connections, and one that starts anew.
use std::{process::Command, time::Duration};

use sea_orm::ConnectionTrait as _;

use crate::{Portal, drafts, support::Installation};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_drops_every_connection_is_found_again() {
    let installation = Installation::on_postgres().await;
    let errands = drafts(&installation, 2, 5).await;
    let portal = Portal::serve(installation, &[]).await;
    let mut receipts = 0;
    for errand in &errands {
        let database = portal.installation.database().await;
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                   AND pid <> pg_backend_pid()";
        // Before and in the middle of it.
        let ((), first) = tokio::join!(
            async {
                for _ in 0..5 {
                    database.execute_unprepared(cut).await.unwrap();
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            },
            portal.send(errand)
        );
        if !first {
            portal.heals(errand).await;
        }
        receipts += 1;
        database.close().await.unwrap();
    }
    portal.running.kill();
    assert_eq!(portal.installation.count("SELECT COUNT(*) FROM request").await, receipts, "each once");
}

/// Stops it as a loss of power would (nothing is written down before) and starts it; `scripts/with-postgres` says how.
fn restart() {
    let how = std::env::var("TEST_POSTGRES_RESTART").unwrap_or_else(|_| panic!("run it by `make faults`"));
    assert!(Command::new("/bin/sh").args(["-c", &how]).status().unwrap().success(), "{how}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it restarts the database of every other test: `make faults`"]
async fn a_database_that_starts_anew_costs_no_receipt_and_is_found_again() {
    let installation = Installation::on_postgres().await;
    let errands = drafts(&installation, 1, 8).await;
    let portal = Portal::serve(installation, &[]).await;
    for errand in &errands {
        let (restarted, first) = tokio::join!(tokio::task::spawn_blocking(restart), async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            portal.send(errand).await
        });
        restarted.unwrap();
        if !first {
            portal.heals(errand).await;
        }
    }
    portal.running.kill();
    let stored = portal.installation.count("SELECT COUNT(*) FROM request").await;
    assert_eq!(usize::try_from(stored).unwrap(), errands.len(), "each once");
}
