//! Every byte of a file that was acknowledged is there: over lines that are cut again and again, while the server is
//! killed. The files are PDF, which are kept byte by byte.
//!
//! `UPLOAD_FILES`, `UPLOAD_BYTES` and `UPLOAD_KILLS` say how many, how large, and how often it is killed;
//! `UPLOAD_SPELL` how many seconds a line is there and then away.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests; the figures are wanted")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use reqwest::{Client, Method, Response};
use sha2::{Digest as _, Sha256};
use tokio::{sync::Semaphore, task::JoinSet};
use uuid::Uuid;

use crate::{
    line::{Flaws, Line},
    process::Program,
    support::{Installation, Person, answers, postgres, program::Running},
};

/// As the wizard sends.
const CHUNK: usize = 256 * 1024;
/// Before it tries again, as the wizard does at first: what is on the wire gets time to arrive.
const PAUSE: Duration = Duration::from_secs(1);
/// Files on their way at once.
const AT_ONCE: usize = 4;
/// What a server that is killed may have had of a file in memory: one part.
const IN_MEMORY: u64 = 256 * 1024;
/// One account has so many of the files.
const OF_ONE: usize = 20;
const SLOTS: [&str; 2] = ["surat_kehilangan", "ktp_el"];

fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A file that is to arrive.
struct File {
    owner: Person,
    draft: Uuid,
    slot: &'static str,
    key: Uuid,
    bytes: Vec<u8>,
}

/// A PDF of one page with so many bytes beside it.
fn paper(chance: &mut StdRng, bytes: u64) -> Vec<u8> {
    let mut paper = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |paper: &mut Vec<u8>, body: &[u8]| {
        places.push(paper.len());
        paper.extend_from_slice(format!("{} 0 obj\n", places.len()).as_bytes());
        paper.extend_from_slice(body);
        paper.extend_from_slice(b"\nendobj\n");
    };
    object(&mut paper, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(&mut paper, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object(&mut paper, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>");
    let mut noise = vec![0; usize::try_from(bytes).unwrap()];
    chance.fill(&mut noise[..]);
    let head = format!("<< /Length {bytes} >>\nstream\n");
    object(&mut paper, &[head.as_bytes(), &noise, b"\nendstream"].concat());
    let xref = paper.len();
    paper.extend_from_slice(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        paper.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let end = format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
    paper.extend_from_slice(end.as_bytes());
    paper
}

async fn files(installation: &Installation, chance: &mut StdRng, count: usize, bytes: u64) -> Vec<Arc<File>> {
    let service = installation.open().await;
    let mut files = Vec::new();
    for serial in 0..count.div_ceil(OF_ONE) {
        let owner = Person::citizen(&service, u32::try_from(serial).unwrap() + 1).await;
        for _ in 0..OF_ONE.min(count - files.len()).div_ceil(SLOTS.len()) {
            let draft = Uuid::now_v7();
            service.start_draft(&owner.actor, draft, "RP-01").await.unwrap();
            service.save_answers(&owner.actor, draft, &answers(&service)).await.unwrap();
            for slot in SLOTS {
                let bytes = paper(chance, bytes);
                files.push(Arc::new(File { owner: owner.clone(), draft, slot, key: Uuid::new_v4(), bytes }));
            }
        }
    }
    files
}

/// What sends a file as the wizard does.
struct Sender {
    client: Client,
    base: String,
    file: Arc<File>,
}

impl Sender {
    fn ask(&self, method: &str, place: &str) -> reqwest::RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.client
            .request(method, format!("{}{place}", self.base))
            .header("cookie", &self.file.owner.cookie)
            .header("origin", &self.base)
            .header("accept", "application/json")
            .header("tus-resumable", "1.0.0")
    }

    /// Until it is acknowledged; the hash that was told.
    async fn send(&self) -> String {
        let mut place = None;
        loop {
            if let Some(hash) = self.attempt(&mut place).await {
                return hash;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// As far as the line goes.
    async fn attempt(&self, place: &mut Option<String>) -> Option<String> {
        let File { bytes, .. } = &*self.file;
        let standing = match place {
            Some(place) => self.ask("HEAD", place).send().await.ok()?,
            None => self.announce().await?,
        };
        let mut offset = offset(&standing)?;
        if place.is_none() {
            *place = Some(standing.headers()["location"].to_str().unwrap().to_owned());
        }
        let place = place.as_deref()?;
        while offset < bytes.len() {
            let chunk = bytes[offset..bytes.len().min(offset + CHUNK)].to_vec();
            let sending = self.ask("PATCH", place).header("upload-offset", offset);
            let sending = sending.header("content-type", "application/offset+octet-stream").body(chunk);
            let answer = sending.send().await.ok()?;
            let status = answer.status();
            assert!(status.is_success() || status.is_server_error() || status == 409, "{status}");
            offset = self::offset(&answer).filter(|_| status.is_success())?;
        }
        let told: serde_json::Value = self.ask("GET", place).send().await.ok()?.json().await.ok()?;
        assert_ne!(told["state"], "refused", "{told}");
        told["document"]["sha256"].as_str().map(str::to_owned)
    }

    async fn announce(&self) -> Option<Response> {
        let File { draft, slot, key, bytes, .. } = &*self.file;
        let pair = |name: &str, value: &str| format!("{name} {}", STANDARD.encode(value));
        let told = [
            pair("draft", &draft.to_string()),
            pair("slot", slot),
            pair("filename", "surat.pdf"),
            pair("key", &key.to_string()),
        ];
        let asking = self.ask("POST", "/unggah").header("upload-length", bytes.len());
        let answer = asking.header("upload-metadata", told.join(",")).send().await.ok()?;
        let status = answer.status();
        assert!(status == 201 || status.is_server_error(), "{status}");
        Some(answer).filter(|_| status == 201)
    }
}

fn offset(answer: &Response) -> Option<usize> {
    answer.headers().get("upload-offset")?.to_str().ok()?.parse().ok()
}

/// All files over one line, some at once.
fn send_all(files: &[Arc<File>], line: &Line) -> JoinSet<()> {
    let base = format!("http://127.0.0.1:{}", line.port());
    let client = Client::builder().timeout(Duration::from_mins(1)).build().unwrap();
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let mut senders = JoinSet::new();
    for file in files {
        let sender = Sender { client: client.clone(), base: base.clone(), file: Arc::clone(file) };
        let turns = Arc::clone(&turns);
        senders.spawn(async move {
            let _turn = turns.acquire().await.unwrap();
            let hash = sender.send().await;
            assert_eq!(hash, hex::encode(Sha256::digest(&sender.file.bytes)), "kept byte by byte");
        });
    }
    senders
}

async fn all_arrive(mut senders: JoinSet<()>) {
    let all = async {
        while let Some(sent) = senders.join_next().await {
            sent.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_mins(30), all).await.unwrap();
}

/// Bytes sent for a byte that arrived.
fn ratio(line: &Line, files: &[Arc<File>]) -> f64 {
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let thousandths = u128::from(line.sent()) * 1000 / u128::try_from(bytes).unwrap();
    f64::from(u32::try_from(thousandths).unwrap()) / 1000.0
}

/// Everything is there, byte by byte, and the store holds what the rows say.
async fn is_whole(installation: &Installation, files: &[Arc<File>]) {
    let service = installation.open().await;
    for file in files {
        let kept = service.read_document(&file.owner.actor, file.key).await.unwrap();
        assert!(kept.bytes == file.bytes, "another file");
    }
    let report = service.verify_storage(false).await.unwrap();
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(report.documents, u64::try_from(files.len()).unwrap());
    assert!(report.orphans.is_empty(), "{report:?}");
}

async fn nothing_is_lost(installation: Installation) {
    let (count, bytes) =
        (usize::try_from(asked("UPLOAD_FILES", 6)).unwrap(), asked("UPLOAD_BYTES", 1_000_000));
    let kills = asked("UPLOAD_KILLS", 10);
    let seed = asked("CRASH_SEED", rand::rng().random());
    let mut chance = StdRng::seed_from_u64(seed);
    let files = files(&installation, &mut chance, count, bytes).await;
    let line = Line::open(Flaws::cutting(), seed).await;
    let begun = Instant::now();
    let senders = send_all(&files, &line);
    let all: u64 = files.iter().map(|file| u64::try_from(file.bytes.len()).unwrap()).sum();
    let mut killed = 0;
    for kill in 0..kills {
        let running = Running::start(Program::Real.command(), &installation).await;
        line.leads_to(Some(running.port()));
        // Somewhere in its share of the bytes.
        let until = all * kill / kills + chance.random_range(0..all / kills);
        while line.sent() < until && !senders.is_empty() && begun.elapsed() < Duration::from_mins(20) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        line.leads_to(None);
        killed += u64::from(line.sent() < all);
        running.kill();
        installation.forget_tries().await;
    }
    let running = Running::start(Program::Real.command(), &installation).await;
    line.leads_to(Some(running.port()));
    all_arrive(senders).await;
    running.kill();
    is_whole(&installation, &files).await;
    let ratio = ratio(&line, &files);
    eprintln!(
        "files: {count} of {bytes} B, {kills} kills ({killed} in the middle), {} connections, {ratio:.3} bytes sent \
         for one, {:.1?}, seed={seed}",
        line.connections(),
        begun.elapsed()
    );
    // What was in a killed server's memory is sent again.
    let again = u32::try_from(kills * u64::try_from(AT_ONCE).unwrap() * IN_MEMORY * 1000 / all).unwrap();
    assert!(ratio <= 1.10 + f64::from(again) / 1000.0, "{ratio}");
}

async fn over(flaws: Flaws, count: u64, bytes: u64, most: f64) {
    let installation = Installation::on_sqlite();
    let seed = asked("CRASH_SEED", rand::rng().random());
    let mut chance = StdRng::seed_from_u64(seed);
    let (count, bytes) = (asked("UPLOAD_FILES", count), asked("UPLOAD_BYTES", bytes));
    let files = files(&installation, &mut chance, usize::try_from(count).unwrap(), bytes).await;
    let running = Running::start(Program::Real.command(), &installation).await;
    let line = Line::open(flaws.clone(), seed).await;
    line.leads_to(Some(running.port()));
    let begun = Instant::now();
    all_arrive(send_all(&files, &line)).await;
    let (ratio, took) = (ratio(&line, &files), begun.elapsed());
    eprintln!(
        "files: {count} of {bytes} B over {flaws:?}: {ratio:.3} bytes sent for one, {took:.1?}, seed={seed}"
    );
    assert!(ratio <= most, "{ratio}");
    running.kill();
    is_whole(&installation, &files).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn every_uploaded_byte_survives_kill_9_on_sqlite() {
    nothing_is_lost(Installation::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn every_uploaded_byte_survives_kill_9_on_postgres() {
    if postgres().is_some() {
        nothing_is_lost(Installation::on_postgres().await).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn a_line_that_is_cut_again_and_again_costs_a_tenth_at_most() {
    over(Flaws::cutting(), 8, 3_000_000, 1.10).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn a_line_that_comes_and_goes_costs_less_than_a_third() {
    let spell = Duration::from_secs(asked("UPLOAD_SPELL", 2));
    let flaws = Flaws { cut_after: u64::MAX - 1..u64::MAX, rate: 100_000, comes_and_goes: Some(spell) };
    over(flaws, 2, 600_000, 1.3).await;
}

/// What the same line does to a form that sends the whole file at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes; scripts/test crash"]
async fn a_whole_file_never_gets_over_a_line_that_is_cut() {
    let installation = Installation::on_sqlite();
    let mut chance = StdRng::seed_from_u64(asked("CRASH_SEED", 1));
    let files = files(&installation, &mut chance, 2, 3_000_000).await;
    let running = Running::start(Program::Real.command(), &installation).await;
    let line = Line::open(Flaws::cutting(), 1).await;
    line.leads_to(Some(running.port()));
    let file = &files[0];
    let address = format!("http://127.0.0.1:{}/unggah/{}/{}", line.port(), file.draft, file.slot);
    for _ in 0..20 {
        let mut body =
            b"--b\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"a.pdf\"\r\n\r\n".to_vec();
        body.extend_from_slice(&file.bytes);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let post = Client::new().post(&address).header("cookie", &file.owner.cookie);
        let post = post.header("origin", format!("http://127.0.0.1:{}", line.port()));
        let post = post.header("content-type", "multipart/form-data; boundary=b").body(body);
        assert!(!post.send().await.is_ok_and(|answer| answer.status().is_success()));
    }
    let service = installation.open().await;
    assert_eq!(service.verify_storage(false).await.unwrap().documents, 0);
}
