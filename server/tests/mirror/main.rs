//! Strict mode: the machine is lost with its disk right after a receipt, and everything that had one comes back from the
//! mirror. Requests are sent to real servers, which are killed; then database, log and documents are deleted.
//!
//! `MIRROR_ROUNDS` says how often.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests; the figures are wanted")]

mod support;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
    time::{Duration, Instant},
};

use domain::Language;
use futures::future::join_all;
use object_store::local::LocalFileSystem;
use reqwest::{Client, redirect::Policy};
use service::{
    Catalogue, Clock, HandClock, Keys, Opening, Service, Settings, SystemClock, areas, replay_mirror,
};
use support::{
    Errand, Installation, Person,
    program::{Running, program},
};

/// It must work again so soon after the trouble has ended.
const HEALS_WITHIN: Duration = Duration::from_secs(5);

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_receipt_comes_back_when_the_machine_is_lost_right_after_it() {
    let office = Office::new();
    let mut receipts: Vec<Errand> = Vec::new();
    let rounds = asked("MIRROR_ROUNDS", 3);
    for round in 0..rounds {
        let errands = office.drafts(round * 2 + 1..round * 2 + 3, 3).await;
        let running = office.serve().await;
        // Some at once, so that they wait for one writing.
        let sent = join_all(errands.iter().map(|errand| office.send(&running, errand))).await;
        running.kill();
        let given = errands.into_iter().zip(sent).filter_map(|(errand, sent)| sent.then_some(errand));
        receipts.extend(given);
        office.is_lost();
        office.succeeds(&["restore-mirror"]);
        assert_eq!(office.lost(&receipts).await, 0, "round {round}");
    }
    eprintln!("mirror: {rounds} disks lost, {} receipts, 0 lost", receipts.len());
    assert_eq!(receipts.len(), usize::try_from(rounds).unwrap() * 6, "all of them got one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_mode_the_same_loss_is_seen() {
    let office = Office::new();
    let errands = office.drafts(1..2, 2).await;
    office.serve().await.kill();
    let running = Running::start(program("MIRROR_SERVER", &[]), &office.installation).await;
    for errand in &errands {
        assert!(office.send(&running, errand).await);
    }
    running.kill();
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 2, "the harness is blind");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_side_by_side_keep_one_mirror() {
    let office = Office::new();
    let errands = office.drafts(1..5, 4).await;
    let (one, two) = (office.serve().await, office.serve().await);
    let sent = join_all(errands.iter().enumerate().map(|(at, errand)| {
        let running = if at % 2 == 0 { &one } else { &two };
        office.send(running, errand)
    }));
    assert!(sent.await.iter().all(|sent| *sent));
    one.kill();
    two.kill();
    office.is_lost();
    let told = office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0, "{told}");
}

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_changed_cut_or_removed_in_a_mirror_is_found() {
    let office = Office::new();
    let errands = office.drafts(1..2, 3).await;
    let running = office.serve().await;
    for errand in &errands {
        assert!(office.send(&running, errand).await);
    }
    running.kill();
    office.succeeds(&["verify-mirror"]);
    let keys = Keys::read(&office.installation.path().join("keys.json")).unwrap();
    let is_whole = || replay_mirror(&keys, &office.mirror(), None, false).is_ok();
    assert!(is_whole());
    let rows = files(&office.mirror());
    let rows = rows.iter().filter(|path| path.components().any(|part| part.as_os_str() == "generations"));
    let rows: Vec<_> = rows.cloned().chain([office.mirror().join("mark")]).collect();
    assert!(rows.len() >= 3, "{rows:?}");
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for path in &rows {
        let whole = std::fs::read(path).unwrap();
        for _ in 0..asked("MIRROR_FLIPS", 8) {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap() % whole.len();
            let mut other = whole.clone();
            other[at] ^= 1 << (seed % 8);
            std::fs::write(path, &other).unwrap();
            assert!(!is_whole(), "a flipped bit at {at} of {}", path.display());
            std::fs::write(path, &whole[..at]).unwrap();
            assert!(!is_whole(), "{} cut at {at}", path.display());
        }
        std::fs::remove_file(path).unwrap();
        assert!(!is_whole(), "{} removed", path.display());
        std::fs::write(path, &whole).unwrap();
    }
    assert!(is_whole());
    let documents = files(&office.mirror().join("documents"));
    assert_eq!(documents.len(), 6);
    for path in &documents[..2] {
        let whole = std::fs::read(path).unwrap();
        let mut other = whole.clone();
        other[whole.len() / 2] ^= 1;
        std::fs::write(path, &other).unwrap();
        let found = office.run(&["verify-mirror"]);
        assert!(!found.status.success(), "{}", said(&found));
        std::fs::remove_file(path).unwrap();
        assert!(!office.run(&["verify-mirror"]).status.success());
        std::fs::write(path, &whole).unwrap();
    }
    office.succeeds(&["verify-mirror"]);
}

/// The log is put into the database again and again while two servers write, and begins anew; nothing is left out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_begins_anew_under_two_servers_loses_nothing() {
    let office = Office::new();
    let errands = office.drafts(1..7, 12).await;
    let (one, two) = (office.serve().await, office.serve().await);
    let log = office.installation.path().join("kk.db-wal");
    let (mut largest, mut shrank, mut before) = (0, 0, 0);
    for some in errands.chunks(6) {
        let sent = join_all(some.iter().enumerate().map(|(at, errand)| {
            let running = if at % 2 == 0 { &one } else { &two };
            office.send(running, errand)
        }));
        assert!(sent.await.iter().all(|sent| *sent));
        // The run of the log is in its header.
        let salt = std::fs::read(&log).unwrap()[16..20].to_vec();
        let salt = u32::from_be_bytes(salt.try_into().unwrap());
        shrank += u32::from(before != 0 && salt != before);
        before = salt;
        largest = largest.max(std::fs::metadata(&log).unwrap().len());
    }
    one.kill();
    two.kill();
    eprintln!(
        "mirror: {} sends, the log began anew {shrank} times and had {largest} bytes at most",
        errands.len()
    );
    assert!(shrank > 0, "it was never emptied");
    assert!(largest < 32 << 20, "{largest}");
    let told = office.succeeds(&["verify-mirror"]);
    assert!(!told.contains("set aside"), "it went on without a new whole copy: {told}");
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&errands).await, 0);
}

/// In this process, with a clock that is moved by hand.
async fn keeps(office: &Office, clock: &Arc<HandClock>) -> Arc<Service> {
    let path = |name: &str| office.installation.path().join(name);
    let service = Service::open(Opening {
        database_url: office.installation.database_url.clone(),
        keys: Keys::read(&path("keys.json")).unwrap(),
        store: Arc::new(LocalFileSystem::new_with_prefix(path("documents")).unwrap()),
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        settings: Settings {
            demonstration: true,
            password_threads: 2,
            mirror: Some(office.mirror()),
            ..Settings::default()
        },
        channels: Vec::new(),
        wording: Arc::new(app::text::Letters),
        catalogue: Catalogue::built_in().unwrap(),
        areas: areas::Areas::built_in(),
    });
    let service = service.await.unwrap();
    service.migrate().await.unwrap();
    service.ensure_office("DINAS", "Dinas Contoh", "dinas").await.unwrap();
    service
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_day_a_new_whole_copy_takes_the_place_of_the_old_one() {
    let office = Office::new();
    let clock = Arc::new(HandClock::new(SystemClock.now()));
    let service = keeps(&office, &clock).await;
    let generations = || {
        let found = std::fs::read_dir(office.mirror().join("generations")).unwrap();
        let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let citizen = Person::citizen(&service, 1).await;
    let (first, second) = (citizen.errand(&service).await, citizen.errand(&service).await);
    service.send(&citizen.actor, first.draft, true).await.unwrap();
    let before = generations();
    assert_eq!(before.len(), 1);
    clock.advance(time::Duration::hours(25));
    let begun = Instant::now();
    while generations().len() != 1 || generations() == before {
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", generations());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    service.send(&citizen.actor, second.draft, true).await.unwrap();
    drop(service);
    office.succeeds(&["verify-mirror"]);
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&[first, second]).await, 0);
}

/// What it costs: sends by so many at once, with the mode and without.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "figures; make bench-mirror"]
async fn the_price_of_a_mirror() {
    let each = usize::try_from(asked("MIRROR_SENDS", 10)).unwrap();
    for strict in [false, true, false, true] {
        let office = Office::new();
        let errands = office.drafts(1..17, each).await;
        let running = if strict {
            office.serve().await
        } else {
            Running::start(program("MIRROR_SERVER", &[]), &office.installation).await
        };
        // Documents that were there before the mode follow first: from then on each request brings its own.
        let documents = office.mirror().join("documents");
        while strict && (!documents.exists() || files(&documents).len() < errands.len() * 2) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let begun = Instant::now();
        let (served, machine) = (&office, &running);
        let sent = join_all(errands.chunks(each).map(|of_one| async move {
            let mut times = Vec::new();
            for errand in of_one {
                let begun = Instant::now();
                assert!(served.send(machine, errand).await);
                times.push(begun.elapsed());
            }
            times
        }));
        let mut times = sent.await.concat();
        times.sort();
        let took = begun.elapsed();
        let rate = f64::from(u32::try_from(times.len()).unwrap()) / took.as_secs_f64();
        eprintln!(
            "mirror: strict={strict} {} sends by 16 at once in {took:.1?}: {rate:.1} a second, median {:.0?}, 95 of 100 \
             within {:.0?}",
            times.len(),
            times[times.len() / 2],
            times[times.len() * 95 / 100]
        );
        running.kill();
    }
}
