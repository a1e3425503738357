//! What fails around the server: the disk is full, the store of documents is gone, the database drops every connection.
//! Nobody gets a receipt for what was not stored, the process goes on, and within seconds of the end of the trouble it
//! works as before, by itself.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::{
    process::Command,
    time::{Duration, Instant},
};

use reqwest::{Client, StatusCode, header, redirect::Policy};
use sea_orm::ConnectionTrait as _;
use support::{
    Errand, Installation, Person,
    program::{Running, program},
};

/// It must work again so soon after the trouble has ended.
const HEALS_WITHIN: Duration = Duration::from_secs(5);

struct Portal {
    installation: Installation,
    running: Running,
    client: Client,
}

impl Portal {
    async fn serve(installation: Installation, before: &[&str]) -> Self {
        let running = Running::start(program("FAULTS_SERVER", before), &installation).await;
        let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_mins(1));
        Self { installation, running, client: client.build().unwrap() }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.running.address())
    }

    /// Presses "Kirim": whether a receipt was given. What is no receipt is a page that says so.
    async fn send(&self, errand: &Errand) -> bool {
        let answer = errand.press(&self.client, &self.running.address()).send().await;
        let answer = answer.unwrap_or_else(|error| panic!("the server has no answer: {error}"));
        let receipt = errand.is_receipt(&answer);
        let leads = answer.headers().get(header::LOCATION).and_then(|leads| leads.to_str().ok());
        let (status, leads) = (answer.status(), leads.map(str::to_owned));
        if !receipt {
            let told = status.is_server_error() || leads.is_some_and(|leads| leads.contains("/permohonan/"));
            assert!(told, "{status}: neither a receipt nor a sentence");
        }
        receipt
    }

    async fn upload(&self, errand: &Errand) -> StatusCode {
        let boundary = "batas";
        let picture = support::picture();
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n"
        );
        let body = [head.as_bytes(), &picture, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
        let answer = self
            .client
            .post(self.at(&format!("/unggah/{}/ktp_el", errand.draft)))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"))
            .header(header::REFERER, self.at(&format!("/permohonan/{}/isi/dokumen", errand.draft)))
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "application/json")
            .header(header::COOKIE, &errand.owner.cookie)
            .body(body)
            .send()
            .await;
        answer.unwrap_or_else(|error| panic!("the server has no answer: {error}")).status()
    }

    /// Until it gives a receipt again.
    async fn heals(&self, errand: &Errand) {
        let begun = Instant::now();
        while !self.send(errand).await {
            assert!(begun.elapsed() < HEALS_WITHIN, "it does not recover by itself");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

async fn drafts(installation: &Installation, people: u32, each: usize) -> Vec<Errand> {
    let service = installation.open().await;
    let mut errands = Vec::new();
    for serial in 1..=people {
        let citizen = Person::citizen(&service, serial).await;
        for _ in 0..each {
            errands.push(citizen.errand(&service).await);
        }
    }
    errands
}

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_drops_every_connection_is_found_again() {
    if support::postgres().is_none() {
        // `cargo test` alone has none; `make test` runs everything beside one.
        return;
    }
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
