//! A clock that jumps by a day while the server runs, forward and back again.
use std::{fs, time::Duration};

use reqwest::header;

use crate::{
    Portal, drafts,
    support::{Installation, Person},
};

/// How a process gets another clock than its machine; libfaketime reads the difference anew at each question.
fn faketime() -> String {
    let found = fs::read_dir("/usr/lib")
        .unwrap()
        .flatten()
        .map(|folder| folder.path().join("faketime/libfaketime.so.1"));
    found.into_iter().find(|file| file.is_file()).map_or_else(
        || panic!("libfaketime is not installed; `scripts/setup --tests` brings it"),
        |file| file.display().to_string(),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_jumps_by_a_day_costs_no_receipt_and_no_process() {
    let installation = Installation::on_sqlite();
    let mut errands = drafts(&installation, 4, 1).await.into_iter();
    let clock = installation.path().join("clock");
    fs::write(&clock, "+0").unwrap();
    let settings = [
        ("LD_PRELOAD", faketime()),
        ("FAKETIME_TIMESTAMP_FILE", clock.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("FAKETIME_DONT_RESET", "1".to_owned()),
    ];
    let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
    let portal = Portal::serve_with(installation, &[], &settings).await;
    let dated = async || {
        let answer = portal.client.get(portal.at("/healthz")).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
        answer.headers().get(header::DATE).unwrap().to_str().unwrap().to_owned()
    };
    let today = dated().await;
    let mut drafts = Vec::new();
    for jump in ["+86400", "+0", "-86400", "+0"] {
        fs::write(&clock, jump).unwrap();
        // Its jobs look at the clock too.
        tokio::time::sleep(Duration::from_millis(700)).await;
        let page = portal
            .client
            .get(portal.at("/bantuan"))
            .header(header::ACCEPT, "text/html")
            .send()
            .await
            .unwrap();
        assert!(page.status().is_success(), "{jump}: {}", page.status());
        if jump == "+86400" {
            assert_ne!(dated().await[..11], today[..11], "the server lives on another day");
        }
        let mut errand = errands.next().unwrap();
        if jump == "+0" {
            // Tomorrow every session of today has ended: whoever was signed in signs in again.
            let service = portal.installation.open().await;
            errand.owner = Person::signed_in(&service, errand.owner.account()).await;
            portal.heals(&errand).await;
            drafts.push(errand.draft);
        } else {
            let answer = errand.press(&portal.client, &portal.running.address()).send().await.unwrap();
            if errand.is_receipt(&answer) {
                drafts.push(errand.draft);
            }
            if jump == "-86400" {
                // A session of tomorrow goes on, and what is sent bears the server's date.
                let sent =
                    format!("SELECT submitted_at FROM request WHERE id = x'{}'", errand.draft.simple());
                let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
                let ago = now - portal.installation.count(&sent).await;
                assert!((86_000_000..87_000_000).contains(&ago), "sent {ago} ms ago by the machine's clock");
            }
        }
    }
    portal.running.kill();
    let stored = portal.installation.count("SELECT COUNT(*) FROM request").await;
    assert_eq!(usize::try_from(stored).unwrap(), drafts.len(), "receipts and requests");
}
