//! Strict mode: the machine is lost with its disk right after a receipt, and everything that had one comes back from the
//! mirror. Requests are sent to real servers, which are killed; then database, log and documents are deleted.
//!
//! `MIRROR_ROUNDS` says how often the disk is lost, `MIRROR_FLIPS` how often each file is damaged.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests; the figures are wanted")]

#[path = "../support/mod.rs"]
mod support;

mod damage;
mod log;
mod loss;
mod outage;
mod price;
mod whole;
mod wrong;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

use domain::Language;
use reqwest::{Client, redirect::Policy};
use support::{
    Errand, Installation, Person,
    program::{Running, program},
};

struct Office {
    installation: Installation,
    /// Another disk.
    elsewhere: tempfile::TempDir,
    client: Client,
}

impl Office {
    fn new() -> Self {
        let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_mins(1));
        let (installation, elsewhere) = (Installation::on_sqlite(), tempfile::tempdir().unwrap());
        Self { installation, elsewhere, client: client.build().unwrap() }
    }

    fn mirror(&self) -> PathBuf {
        self.elsewhere.path().join("mirror")
    }

    /// A server in strict mode.
    async fn serve(&self) -> Running {
        let mut command = program("MIRROR_SERVER", &[]);
        command.env("KK_MIRROR_DIR", self.mirror());
        Running::start(command, &self.installation).await
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command.args(arguments).env_clear().envs(self.installation.environment(1));
        command.env("KK_MIRROR_DIR", self.mirror()).output().unwrap()
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        said(&output)
    }

    /// As SQLite does it by itself where there is no mode.
    async fn put_log_into_database(&self) {
        assert_eq!(self.installation.count("PRAGMA wal_checkpoint(TRUNCATE)").await, 0, "somebody reads");
    }

    async fn drafts(&self, people: std::ops::Range<u32>, each: usize) -> Vec<Errand> {
        let service = self.installation.open().await;
        let mut errands = Vec::new();
        for serial in people {
            let citizen = Person::citizen(&service, serial).await;
            for _ in 0..each {
                errands.push(citizen.errand(&service).await);
            }
        }
        errands
    }

    /// Presses "Kirim": whether a receipt was given.
    async fn send(&self, running: &Running, errand: &Errand) -> bool {
        match errand.press(&self.client, &running.address()).send().await {
            Ok(answer) => errand.is_receipt(&answer),
            Err(_) => false,
        }
    }

    /// Until so many documents are in the mirror, whole: those of a draft follow when there is time.
    async fn holds_documents(&self, count: usize) {
        let (folder, begun) = (self.mirror().join("documents"), Instant::now());
        // One on its way has a name with a number sign; whoever kills the server then has one less.
        let is_whole = |file: &PathBuf| !file.to_string_lossy().contains('#');
        while !folder.exists() || files(&folder).iter().filter(|file| is_whole(file)).count() < count {
            assert!(begun.elapsed() < Duration::from_mins(1), "documents do not follow");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The disk dies.
    fn is_lost(&self) {
        for name in ["kk.db", "kk.db-wal", "kk.db-shm"] {
            let _ = std::fs::remove_file(self.installation.path().join(name));
        }
        let documents = self.installation.path().join("documents");
        std::fs::remove_dir_all(&documents).unwrap();
        std::fs::create_dir(&documents).unwrap();
    }

    /// Which of these receipts are gone, or lack a document.
    async fn lost(&self, receipts: &[Errand]) -> usize {
        let service = self.installation.open().await;
        let mut lost = 0;
        for Errand { draft, owner } in receipts {
            lost += usize::from(service.receipt(&owner.actor, *draft, Language::Id).await.is_err());
        }
        let report = service.reconcile().await.unwrap();
        assert!(report.is_whole(), "{report:?}");
        lost
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn asked(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
