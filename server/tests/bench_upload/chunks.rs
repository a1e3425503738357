//! Parts of 256 KB as the wizard sends them, several files side by side, beside a plain copy: a route that compares
//! the same hash, seals by the same cipher, adds to a file and has it on the disk before it answers, so that what it
//! acknowledged is as safe. It knows nobody, counts nothing and keeps no second part apart from the first. Then the same
//! with each file in one request, which is acknowledged once; that is told and not judged.
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{self, DefaultBodyLimit, State},
    routing::patch,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce, aead::AeadInOut as _};
use http::{HeaderMap, Request, StatusCode};
use server::live::hub::Hub;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{
    TURNS, best_of, middle, opened,
    support::{Installation, Person},
    with_a_draft,
};

const PART: usize = 256 * 1024;
const PARTS: usize = 16;
/// Files side by side.
const FILES: u32 = 8;
/// What the server must reach of the plain copy.
const LEAST: f64 = 0.8;

async fn copy(
    State(folder): State<PathBuf>,
    extract::Path(name): extract::Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let (_, told) = headers["upload-checksum"].to_str().unwrap().split_once(' ').unwrap();
    if STANDARD.decode(told).unwrap() != Sha256::digest(&body).as_slice() {
        return StatusCode::BAD_REQUEST;
    }
    let nonce: [u8; 24] = rand::random();
    let mut sealed = body.to_vec();
    let cipher = XChaCha20Poly1305::new(&Key::from([7; 32]));
    cipher.encrypt_in_place(&XNonce::from(nonce), name.as_bytes(), &mut sealed).unwrap();
    let mut file =
        tokio::fs::File::options().append(true).create(true).open(folder.join(name)).await.unwrap();
    file.write_all(&nonce).await.unwrap();
    file.write_all(&sealed).await.unwrap();
    file.sync_data().await.unwrap();
    StatusCode::NO_CONTENT
}

/// A file on its way: where it goes, and whose it is.
struct OnItsWay {
    routes: Router,
    place: String,
    cookie: String,
}

impl OnItsWay {
    fn request(&self, method: &str) -> http::request::Builder {
        Request::builder()
            .method(method)
            .uri(&self.place)
            .header("cookie", &self.cookie)
            .header("origin", "https://kk.contoh.go.id")
            .header("host", "kk.contoh.go.id")
            .header("tus-resumable", "1.0.0")
    }

    /// Announced; one byte more than will come, so that nobody looks at what it is.
    async fn announced(routes: &Router, owner: &Person, draft: Uuid) -> Self {
        let (place, cookie) = ("/unggah".to_owned(), owner.cookie.clone());
        let mut file = Self { routes: routes.clone(), place, cookie };
        let told = [("draft", draft.to_string()), ("slot", "ktp_el".into()), ("filename", "ktp.pdf".into())];
        let told = told.map(|(name, value)| format!("{name} {}", STANDARD.encode(value)));
        let asked = file.request("POST").header("upload-length", PARTS * PART + 1);
        let asked = asked.header("upload-metadata", told.join(",")).body(Body::empty()).unwrap();
        let answer = routes.clone().oneshot(asked).await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.headers()["location"].to_str().unwrap().clone_into(&mut file.place);
        file
    }

    async fn send(self, part: Bytes, checksum: String) {
        for number in 0..PARTS * PART / part.len() {
            let request = self
                .request("PATCH")
                .header("upload-offset", number * part.len())
                .header("upload-checksum", &checksum)
                .header("content-length", part.len())
                .header("content-type", "application/offset+octet-stream");
            let request = request.body(Body::from(part.clone())).unwrap();
            let answer = self.routes.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        }
    }
}

/// How long all of them take, side by side, in requests of so many bytes.
async fn all_sent(files: Vec<OnItsWay>, size: usize) -> Duration {
    let part = Bytes::from((0..size).map(|_| rand::random()).collect::<Vec<u8>>());
    let checksum = format!("sha256 {}", STANDARD.encode(Sha256::digest(&part)));
    let begun = Instant::now();
    let mut senders = tokio::task::JoinSet::new();
    for file in files {
        senders.spawn(file.send(part.clone(), checksum.clone()));
    }
    while let Some(sent) = senders.join_next().await {
        sent.unwrap();
    }
    begun.elapsed()
}

fn copies(folder: &Path) -> Vec<OnItsWay> {
    let routes = Router::new().route("/{name}", patch(copy)).layer(DefaultBodyLimit::disable());
    let routes = routes.with_state(folder.to_owned());
    let file = |_| {
        let place = format!("/{}", Uuid::now_v7());
        OnItsWay { routes: routes.clone(), place, cookie: String::new() }
    };
    (0..FILES).map(file).collect()
}

async fn beside(name: &str, installation: &Installation) {
    let service = opened(installation).await;
    let routes = installation.routes(&service, &Hub::default());
    let folder = installation.path().join("copies");
    std::fs::create_dir_all(&folder).unwrap();
    let mut citizens = Vec::new();
    for serial in 1..=FILES {
        citizens.push(with_a_draft(&service, serial).await);
    }
    let whole = side_by_side(name, &routes, &folder, &citizens, PARTS * PART).await;
    println!("bench-upload: {name}: in one request each, {:.0} % of a plain copy", whole * 100.0);
    let best = best_of(LEAST, async || side_by_side(name, &routes, &folder, &citizens, PART).await).await;
    assert!(best >= LEAST, "{name}: uploads are slower than {LEAST} of a plain copy: {best:.2}");
}

/// What the server reaches of the plain copy, by requests of so many bytes.
async fn side_by_side(
    name: &str,
    routes: &Router,
    folder: &Path,
    citizens: &[(Person, Uuid)],
    size: usize,
) -> f64 {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for turn in 0..=TURNS {
        let mut files = Vec::new();
        for (owner, draft) in citizens {
            files.push(OnItsWay::announced(routes, owner, *draft).await);
        }
        let places: Vec<_> = files.iter().map(|file| file.place.clone()).collect();
        let took = (all_sent(files, size).await, all_sent(copies(folder), size).await);
        for (place, (owner, _)) in places.into_iter().zip(citizens) {
            let file = OnItsWay { routes: routes.clone(), place, cookie: owner.cookie.clone() };
            let off = file.request("DELETE").body(Body::empty()).unwrap();
            assert_eq!(routes.clone().oneshot(off).await.unwrap().status(), StatusCode::NO_CONTENT);
        }
        if turn > 0 {
            ours.push(took.0);
            bare.push(took.1);
        }
    }
    let bytes = f64::from(FILES) * f64::from(u32::try_from(PARTS * PART).unwrap()) / 1e6;
    let [ours, bare] = [ours, bare].map(|times| bytes / middle(times).as_secs_f64());
    let share = ours / bare;
    println!(
        "bench-upload: {name}: {FILES} files side by side, {} KB a request, {ours:.0} MB/s; a plain copy {bare:.0} MB/s; \
         {:.0} %",
        size / 1024,
        share * 100.0
    );
    share
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench-upload`"]
async fn chunks_beside_a_plain_copy_on_sqlite() {
    beside("SQLite", &Installation::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench-upload`"]
async fn chunks_beside_a_plain_copy_on_postgres() {
    let installation = Installation::on_postgres().await;
    beside("PostgreSQL", &installation).await;
}
