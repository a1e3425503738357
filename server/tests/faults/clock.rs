//! A clock that jumps by a day while the server runs, forward and back again.
use std::{fs, time::Duration};

use reqwest::header;

use crate::{HEALS_WITHIN, Portal, drafts, support::Installation};

/// How a process gets another clock than its machine; libfaketime reads the difference anew at each question.
fn faketime() -> String {
    let found = fs::read_dir("/usr/lib").unwrap().flatten().map(|folder| folder.path().join("faketime/libfaketime.so.1"));
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
        let date = answer.headers().get(header::DATE).unwrap().to_str().unwrap().to_owned();
        date
    };
    let mut receipts = 0;
    let (mut errand, mut last) = (errands.next().unwrap(), dated().await);
    for jump in ["+86400", "+0", "-86400", "+0"] {
        fs::write(&clock, jump).unwrap();
        // Its jobs look at the clock too.
        tokio::time::sleep(Duration::from_millis(700)).await;
        let page = portal.client.get(portal.at("/bantuan")).header(header::ACCEPT, "text/html").send().await.unwrap();
        assert!(page.status().is_success(), "{jump}: {}", page.status());
        let date = dated().await;
        assert_ne!(date[..11], last[..11], "{jump}: the server lives on another day");
        last = date;
        // A session of another day may have ended: then there is a page to sign in at, and no receipt.
        if jump == "+0" {
            let next = errands.next().unwrap();
            portal.heals(&next).await;
            receipts += 1;
            errand = errands.next().unwrap_or(next);
        } else {
            receipts += i64::from(portal.answers(&errand).await);
        }
    }
    assert!(receipts >= 2 && HEALS_WITHIN > Duration::ZERO);
    portal.running.kill();
    assert_eq!(portal.installation.count("SELECT COUNT(*) FROM request").await, receipts, "receipts and requests");
}
