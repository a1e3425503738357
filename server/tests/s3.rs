//! Documents and back-ups in buckets: everything that a folder can do, against a store that speaks S3 and checks signatures.
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "s3/backup.rs"]
mod backup;
#[path = "support/mod.rs"]
mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use object_store::{ObjectStore, ObjectStoreExt as _};
use s3s::{
    S3Result,
    access::{S3Access, S3AccessContext},
    auth::SimpleAuth,
    service::S3ServiceBuilder,
};
use s3s_fs::FileSystem;
use server::{
    config::{S3Bucket, Secret, Storage},
    storage,
};
use service::SystemClock;
use support::{Errand, Installation, Person};

const ACCESS: &str = "AKSESKANTOR";
const SECRET: &str = "rahasia-kantor-4711";
/// Whoever makes back-ups.
const BACKUP_ACCESS: &str = "AKSESCADANGAN";
const BACKUP_SECRET: &str = "rahasia-cadangan-0815";
/// The bucket of back-ups, to which the portal's own keys lead nobody.
const BACKUPS: &str = "cadangan-kk";

/// A store with three buckets; gone with the test.
struct S3 {
    folder: tempfile::TempDir,
    endpoint: String,
    /// So many more acts of whoever makes back-ups; then the store refuses.
    left: Arc<AtomicI64>,
}

/// Each has its own buckets, and whoever makes back-ups may be stopped.
struct Doors {
    left: Arc<AtomicI64>,
}

#[async_trait::async_trait]
impl S3Access for Doors {
    async fn check(&self, asked: &mut S3AccessContext<'_>) -> S3Result<()> {
        let backups = asked.s3_path().get_bucket_name() == Some(BACKUPS);
        let keeper = asked.credentials().is_some_and(|who| who.access_key == BACKUP_ACCESS);
        if asked.credentials().is_none() || backups != keeper {
            return Err(s3s::s3_error!(AccessDenied));
        }
        if keeper && self.left.fetch_sub(1, Ordering::SeqCst) <= 0 {
            return Err(s3s::s3_error!(AccessDenied));
        }
        Ok(())
    }
}

impl S3 {
    async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        for bucket in ["dokumen", "cadangan", BACKUPS] {
            fs::create_dir(folder.path().join(bucket)).unwrap();
        }
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        let mut auth = SimpleAuth::from_single(ACCESS, SECRET);
        auth.register(BACKUP_ACCESS.to_owned(), BACKUP_SECRET.into());
        builder.set_auth(auth);
        let left = Arc::new(AtomicI64::new(i64::MAX));
        builder.set_access(Doors { left: Arc::clone(&left) });
        let store = builder.build();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let store = store.clone();
                tokio::spawn(async move {
                    let server = Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(socket), store).await;
                });
            }
        });
        Self { folder, endpoint, left }
    }

    fn bucket(&self, name: &str) -> Arc<dyn ObjectStore> {
        let bucket = S3Bucket {
            bucket: name.to_owned(),
            endpoint: Some(self.endpoint.clone()),
            region: "us-east-1".to_owned(),
            keys_file: PathBuf::new(),
            access_key: Secret::new(ACCESS),
            secret_key: Secret::new(SECRET),
        };
        storage::open(&Storage::S3(bucket)).unwrap()
    }

    /// The files of a bucket as its store keeps them.
    fn files(&self, bucket: &str) -> Vec<PathBuf> {
        fn below(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { below(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        below(&self.folder.path().join(bucket), &mut found);
        found
    }
}

/// The program, with its documents in this bucket.
async fn run(
    installation: &Installation,
    s3: &S3,
    bucket: &str,
    arguments: &[&str],
    more: &[(&'static str, String)],
) -> Output {
    let keys = installation.path().join("s3.keys");
    if !keys.exists() {
        fs::write(&keys, format!("{ACCESS}\n{SECRET}\n")).unwrap();
    }
    let mut settings = installation.environment(1);
    settings.retain(|(name, _)| *name != "KK_STORAGE_DIR");
    settings.extend([
        ("KK_S3_BUCKET", bucket.to_owned()),
        ("KK_S3_ENDPOINT", s3.endpoint.clone()),
        ("KK_S3_KEYS_FILE", keys.display().to_string()),
    ]);
    settings.extend_from_slice(more);
    let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
    command.args(arguments).env_clear().envs(settings);
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_in_a_bucket_are_sealed_verified_backed_up_and_put_back() {
    let s3 = S3::start().await;
    let installation = Installation::on_sqlite();
    let service = installation.open_on(s3.bucket("dokumen"), Arc::new(SystemClock)).await;
    let citizen = Person::citizen(&service, 1).await;
    let Errand { draft, owner } = citizen.errand(&service).await;
    service.send(&owner.actor, draft, true).await.unwrap();
    drop(service);
    let kept = s3.files("dokumen");
    assert!(!kept.is_empty());
    for file in &kept {
        let bytes = fs::read(file).unwrap();
        assert!(
            !bytes.windows(10).any(|window| window == b"\xff\xd8\xff\xe0\x00\x10JFIF"),
            "a picture lies open in {file:?}"
        );
    }

    let verified = run(&installation, &s3, "dokumen", &["verify-storage"], &[]).await;
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(!said(&verified).contains("belong to nobody"), "{}", said(&verified));

    let backup = tempfile::tempdir().unwrap();
    let folder = backup.path().to_str().unwrap();
    let backed_up = run(&installation, &s3, "dokumen", &["backup", "--to", folder], &[]).await;
    assert!(backed_up.status.success(), "{}", said(&backed_up));
    let elsewhere = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", elsewhere.path().join("kk.db").display());
    let restored = run(
        &installation,
        &s3,
        "cadangan",
        &["restore", "--from", folder, "--all"],
        &[("KK_DATABASE_URL", database)],
    )
    .await;
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(!s3.files("cadangan").is_empty());

    // The store has lost one.
    let store = s3.bucket("dokumen");
    let mut lost = futures::StreamExt::collect::<Vec<_>>(store.list(None)).await;
    store.delete(&lost.pop().unwrap().unwrap().location).await.unwrap();
    let verified = run(&installation, &s3, "dokumen", &["verify-storage"], &[]).await;
    assert!(
        !verified.status.success() && said(&verified).contains("is not in the store"),
        "{}",
        said(&verified)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_keys_and_buckets_are_told_before_anybody_waits_and_no_key_is_printed() {
    let s3 = S3::start().await;
    let installation = Installation::on_sqlite();
    let right = run(&installation, &s3, "dokumen", &["check-config"], &[]).await;
    assert!(!said(&right).contains("the bucket dokumen"), "{}", said(&right));
    let other = run(&installation, &s3, "tidak-ada", &["check-config"], &[]).await;
    assert!(said(&other).contains("wrong: the documents in the bucket tidak-ada"), "{}", said(&other));
    fs::write(installation.path().join("s3.keys"), format!("{ACCESS}\nkunci-yang-salah\n")).unwrap();
    let wrong = run(&installation, &s3, "dokumen", &["check-config"], &[]).await;
    assert!(!wrong.status.success());
    assert!(said(&wrong).contains("wrong: the documents in the bucket dokumen"), "{}", said(&wrong));
    assert!(!said(&wrong).contains("kunci-yang-salah"), "{}", said(&wrong));
}
