//! What stands beside the server and is gone: the store of documents, the mail server, the scanner.
use std::{
    net::TcpListener,
    time::{Duration, Instant},
};

use reqwest::StatusCode;

use crate::{HEALS_WITHIN, Portal, drafts, support::Installation};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_is_gone_takes_no_file_and_comes_back() {
    let installation = Installation::on_sqlite();
    let errands = drafts(&installation, 1, 1).await;
    let portal = Portal::serve(installation, &[]).await;
    let (store, away) =
        (portal.installation.path().join("documents"), portal.installation.path().join("away"));
    let before = portal.installation.count("SELECT COUNT(*) FROM document").await;
    std::fs::rename(&store, &away).unwrap();
    // A file in its place, so that nobody makes the folder anew.
    std::fs::write(&store, "").unwrap();
    let status = portal.upload(&errands[0]).await;
    assert!(status.is_server_error(), "{status}");
    assert_eq!(
        portal.installation.count("SELECT COUNT(*) FROM document").await,
        before,
        "nothing acknowledged"
    );
    std::fs::remove_file(&store).unwrap();
    std::fs::rename(&away, &store).unwrap();
    let begun = Instant::now();
    while !portal.upload(&errands[0]).await.is_success() {
        assert!(begun.elapsed() < HEALS_WITHIN, "it does not recover by itself");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(portal.installation.count("SELECT COUNT(*) FROM document").await, before + 1);
}

/// A port at which nobody listens.
fn nobody() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_mail_receipts_are_given_and_the_letters_wait() {
    let installation = Installation::on_sqlite();
    let errands = drafts(&installation, 1, 3).await;
    let mail = format!("smtp://{}?tls=none", nobody());
    let gateway = format!("http://{}/kirim", nobody());
    let token = installation.path().join("token");
    std::fs::write(&token, "rahasia-gerbang-contoh-0123456789").unwrap();
    let token = token.display().to_string();
    // An office: a demonstration sends nothing.
    let office = [
        "/usr/bin/env",
        "KK_DEMO=0",
        "KK_OFFICE_NAME=Dinas Contoh",
        "KK_PUBLIC_URL=http://127.0.0.1",
        &format!("KK_SMTP_URL={mail}"),
        "KK_SMTP_FROM=kk@contoh.test",
        &format!("KK_GATEWAY_URL={gateway}"),
        &format!("KK_GATEWAY_TOKEN_FILE={token}"),
    ];
    let portal = Portal::serve(installation, &office).await;
    for errand in &errands {
        assert!(portal.send(errand).await, "mail is no part of a receipt");
    }
    let waiting = "SELECT COUNT(*) FROM outbox WHERE kind = 'submitted' AND state = 'waiting'";
    assert!(portal.installation.count(waiting).await >= 3, "each of them has its letter, which waits");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_scanner_no_file_is_taken_unseen_and_everything_else_goes_on() {
    let installation = Installation::on_sqlite();
    let errands = drafts(&installation, 1, 1).await;
    let scanner = nobody();
    let portal = Portal::serve_with(installation, &[], &[("KK_CLAMD", &scanner)]).await;
    let before = portal.installation.count("SELECT COUNT(*) FROM document").await;
    let status = portal.upload(&errands[0]).await;
    assert!(status == StatusCode::ACCEPTED || status.is_server_error(), "it waits or is not taken: {status}");
    assert_eq!(
        portal.installation.count("SELECT COUNT(*) FROM document").await,
        before,
        "nothing unseen is kept"
    );
    assert!(portal.send(&errands[0]).await, "what was seen before is sent");
}
