//! Back-ups in a store: what holds for a folder holds there, and the portal's own keys do not reach them.
use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    process::{Command, Output},
    sync::atomic::Ordering,
};

use service::SystemClock;

use super::{
    ACCESS, BACKUP_ACCESS, BACKUP_SECRET, BACKUPS, S3, SECRET, run, said,
    support::{Errand, Installation, Person},
};

const PLACE: &str = "s3://cadangan-kk/kantor/utama";

struct Office {
    s3: S3,
    installation: Installation,
    people: u32,
}

impl Office {
    /// With a request and its documents, in a folder of this machine.
    async fn new() -> Self {
        let mut office = Self { s3: S3::start().await, installation: Installation::on_sqlite(), people: 0 };
        let keys = office.installation.path().join("cadangan.keys");
        fs::write(keys, format!("{BACKUP_ACCESS}\n{BACKUP_SECRET}\n")).unwrap();
        office.gets_a_request().await;
        office
    }

    async fn gets_a_request(&mut self) {
        self.people += 1;
        let service = self.installation.open().await;
        let Errand { draft, owner } = Person::citizen(&service, self.people).await.errand(&service).await;
        service.send(&owner.actor, draft, true).await.unwrap();
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        let mut settings = self.installation.environment(1);
        settings.extend([
            ("KK_BACKUP_S3_ENDPOINT", self.s3.endpoint.clone()),
            ("KK_BACKUP_S3_KEYS_FILE", self.installation.path().join("cadangan.keys").display().to_string()),
        ]);
        settings
    }

    async fn run(&self, arguments: &[&str], more: &[(&'static str, String)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command.args(arguments).env_clear().envs(self.settings()).envs(more.iter().cloned());
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }

    async fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, &[]).await;
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        said(&output)
    }

    /// A snapshot's name is a second.
    async fn next_second(&self) {
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    }

    /// The objects of the back-up as the store keeps them, by their names below the place.
    fn objects(&self) -> BTreeMap<String, PathBuf> {
        let folder = self.s3.folder.path().join(BACKUPS).join("kantor/utama");
        let files = self.s3.files(BACKUPS).into_iter();
        let named = files.filter_map(|path| {
            let name = path.strip_prefix(&folder).ok()?.display().to_string();
            Some((name, path))
        });
        named.collect()
    }

    /// Into a new place: whether it says that it may serve, and whether the documents are the same byte for byte.
    async fn is_restored(&self, more: &[&str]) -> bool {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name).display().to_string();
        let settings =
            [("KK_DATABASE_URL", format!("sqlite://{}", at("kk.db"))), ("KK_STORAGE_DIR", at("documents"))];
        let arguments = [&["restore", "--from", PLACE, "--all"], more].concat();
        let output = self.run(&arguments, &settings).await;
        output.status.success() && said(&output).contains("It may serve.")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_is_backed_up_to_a_store_again_and_again_and_put_back_from_it() {
    let mut office = Office::new().await;
    // Larger than one part, and than what is read at once.
    let ballast = "INSERT INTO setting (name, value) VALUES ('ballast', randomblob(12000000))";
    let database = office.installation.database().await;
    sea_orm::ConnectionTrait::execute_unprepared(&database, ballast).await.unwrap();
    database.close().await.unwrap();
    // Of somebody else, in the same bucket.
    let other = office.s3.folder.path().join(BACKUPS).join("kantor/lain");
    fs::create_dir_all(other.join("documents")).unwrap();
    fs::write(other.join("documents/x"), "milik orang lain").unwrap();

    let told = office.succeeds(&["backup", "--to", PLACE]).await;
    assert!(told.contains(&format!("is in {PLACE}.")), "{told}");
    let first = office.objects();
    let documents = |objects: &BTreeMap<String, PathBuf>| {
        objects.keys().filter(|name| name.starts_with("documents/")).count()
    };
    assert_eq!(first.len(), documents(&first) + 2, "database, manifest and documents: {first:?}");
    let database = first.iter().find(|(name, _)| name.ends_with("/database")).unwrap().1;
    assert!(fs::metadata(database).unwrap().len() > 12_000_000);
    for path in first.values() {
        let bytes = fs::read(path).unwrap();
        assert!(!bytes.windows(15).any(|window| window == b"SQLite format 3"), "{path:?} lies open");
    }
    assert!(office.is_restored(&[]).await);

    let database = office.installation.database().await;
    let lighter = "DELETE FROM setting WHERE name = 'ballast'";
    sea_orm::ConnectionTrait::execute_unprepared(&database, lighter).await.unwrap();
    database.close().await.unwrap();
    office.next_second().await;
    office.gets_a_request().await;
    let told = office.succeeds(&["backup", "--to", &format!("{PLACE}/")]).await;
    let both = office.objects();
    let new = documents(&both) - documents(&first);
    assert!(
        new > 0 && told.contains(&format!("Documents: {}, of which {new} are new", documents(&both))),
        "{told}"
    );
    let told = office.succeeds(&["verify-backup", "--from", PLACE]).await;
    assert!(told.contains("2 snapshot(s)") && told.contains("The back-up is whole."), "{told}");
    let name =
        first.keys().find_map(|name| name.strip_prefix("snapshots/")?.strip_suffix("/manifest")).unwrap();
    assert!(office.is_restored(&["--snapshot", name]).await);
    assert!(office.is_restored(&[]).await);

    office.next_second().await;
    let told = office.succeeds(&["backup", "--to", PLACE, "--keep", "1"]).await;
    assert!(told.contains("2 older snapshot(s) were let go."), "{told}");
    assert_eq!(office.objects().len(), documents(&both) + 2);
    assert!(office.is_restored(&[]).await);
    assert_eq!(fs::read(other.join("documents/x")).unwrap(), b"milik orang lain");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_changed_or_lost_in_a_store_is_found() {
    let office = Office::new().await;
    office.succeeds(&["backup", "--to", PLACE]).await;
    for (name, path) in office.objects() {
        let whole = fs::read(&path).unwrap();
        let mut bent = whole.clone();
        let middle = bent.len() / 2;
        bent[middle] ^= 1;
        fs::write(&path, &bent).unwrap();
        let found = office.run(&["verify-backup", "--from", PLACE], &[]).await;
        assert!(!found.status.success(), "a bit of {name}: {}", said(&found));
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        let found = office.run(&["verify-backup", "--from", PLACE], &[]).await;
        assert!(!found.status.success(), "the end of {name}: {}", said(&found));
        fs::remove_file(&path).unwrap();
        let found = office.run(&["verify-backup", "--from", PLACE], &[]).await;
        assert!(!found.status.success(), "{name} itself: {}", said(&found));
        assert!(!office.is_restored(&[]).await, "without {name}");
        fs::write(&path, &whole).unwrap();
    }
    office.succeeds(&["verify-backup", "--from", PLACE]).await;
}

/// The store refuses from the n-th act on, whichever that is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_off_at_any_act_of_the_store_the_snapshots_of_before_are_as_they_were() {
    let mut office = Office::new().await;
    office.succeeds(&["backup", "--to", PLACE]).await;
    let before = office.objects();
    let contents: BTreeMap<_, _> = before.values().map(|path| (path, fs::read(path).unwrap())).collect();
    let name =
        before.keys().find_map(|name| name.strip_prefix("snapshots/")?.strip_suffix("/manifest")).unwrap();
    office.gets_a_request().await;
    let mut ended_at = None;
    for acts in 0..200 {
        office.next_second().await;
        office.s3.left.store(acts, Ordering::SeqCst);
        let output = office.run(&["backup", "--to", PLACE], &[]).await;
        office.s3.left.store(i64::MAX, Ordering::SeqCst);
        for (path, content) in &contents {
            assert_eq!(fs::read(path).unwrap(), *content, "{path:?} after {acts}");
        }
        let told = office.succeeds(&["verify-backup", "--from", PLACE]).await;
        // Half a snapshot is none; the last act, after which it is whole, may fail too.
        let finished = office.objects().keys().filter(|name| name.ends_with("/manifest")).count();
        assert!(told.contains(&format!("{finished} snapshot(s)")), "after {acts}: {told}");
        if output.status.success() {
            assert!(finished > 1, "{told}");
            ended_at = Some(acts);
            break;
        }
    }
    assert!(ended_at.is_some_and(|acts| acts > 8), "list, documents, database and manifest: {ended_at:?}");
    assert!(office.is_restored(&["--snapshot", name]).await && office.is_restored(&[]).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_portals_own_keys_reach_no_back_up_and_what_is_missing_is_told_without_any_key() {
    let office = Office::new().await;
    office.succeeds(&["backup", "--to", PLACE]).await;
    let there = office.objects();
    let path = |name: &str| office.installation.path().join(name).display().to_string();
    fs::write(path("portal.keys"), format!("{ACCESS}\n{SECRET}\n")).unwrap();
    let portal = [("KK_BACKUP_S3_KEYS_FILE", path("portal.keys"))];
    for arguments in
        [["backup", "--to", PLACE], ["verify-backup", "--from", PLACE], ["restore", "--from", PLACE]]
    {
        let output = office.run(&arguments, &portal).await;
        assert!(!output.status.success() && !said(&output).contains(SECRET), "{}", said(&output));
    }
    assert_eq!(office.objects(), there);

    let none = [("KK_BACKUP_S3_KEYS_FILE", path("tidak-ada"))];
    let output = office.run(&["backup", "--to", PLACE], &none).await;
    assert!(
        said(&output).contains("KK_BACKUP_S3_KEYS_FILE: ") && said(&output).contains("cannot be read"),
        "{}",
        said(&output)
    );
    let output = office.run(&["backup", "--to", "s3://Cadangan"], &[]).await;
    assert!(said(&output).contains("s3:// goes on with the name of a bucket"), "{}", said(&output));
    // Documents and back-up in one bucket.
    let more = [
        ("KK_BACKUP_S3_ENDPOINT", office.s3.endpoint.clone()),
        ("KK_BACKUP_S3_KEYS_FILE", path("cadangan.keys")),
    ];
    let output = run(&office.installation, &office.s3, BACKUPS, &["backup", "--to", PLACE], &more).await;
    assert!(said(&output).contains("that is the bucket of the documents"), "{}", said(&output));
    // The portal serves without being able to read that file.
    let told = office.run(&["check-config"], &none).await;
    assert!(!said(&told).contains("KK_BACKUP_S3_KEYS_FILE"), "{}", said(&told));
}

/// Documents in a bucket, back-ups in another one, each with its own keys.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_of_a_bucket_are_backed_up_to_another_bucket_and_put_back_into_a_third() {
    let office = Office::new().await;
    let installation = Installation::on_sqlite();
    let service = installation.open_on(office.s3.bucket("dokumen"), std::sync::Arc::new(SystemClock)).await;
    let Errand { draft, owner } = Person::citizen(&service, 1).await.errand(&service).await;
    service.send(&owner.actor, draft, true).await.unwrap();
    drop(service);
    let keys = office.installation.path().join("cadangan.keys").display().to_string();
    let mut more =
        vec![("KK_BACKUP_S3_ENDPOINT", office.s3.endpoint.clone()), ("KK_BACKUP_S3_KEYS_FILE", keys)];
    let output = run(&installation, &office.s3, "dokumen", &["backup", "--to", PLACE], &more).await;
    assert!(output.status.success(), "{}", said(&output));
    let elsewhere = tempfile::tempdir().unwrap();
    more.push(("KK_DATABASE_URL", format!("sqlite://{}", elsewhere.path().join("kk.db").display())));
    let output =
        run(&installation, &office.s3, "cadangan", &["restore", "--from", PLACE, "--all"], &more).await;
    assert!(output.status.success() && said(&output).contains("It may serve."), "{}", said(&output));
    let contents = |bucket: &str| {
        let mut all: Vec<_> = office.s3.files(bucket).iter().map(|path| fs::read(path).unwrap()).collect();
        all.sort();
        all
    };
    assert_eq!(contents("dokumen").len(), contents("cadangan").len());
}
