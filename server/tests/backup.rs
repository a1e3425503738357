//! The restore drill: an office is backed up while it lives, lost, and put back by the program alone; and whatever is
//! changed in a back-up is found.
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/mod.rs"]
mod support;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

use service::HandClock;
use support::{Errand, Installation, Person};
use time::OffsetDateTime;

struct Office {
    installation: Installation,
    backup: tempfile::TempDir,
    /// How many citizens there are.
    people: u32,
}

impl Office {
    /// With a sent request and its documents.
    async fn with_a_request() -> Self {
        let installation = Installation::on_sqlite();
        let mut office = Self { installation, backup: tempfile::tempdir().unwrap(), people: 0 };
        office.gets_a_request().await;
        office
    }

    async fn gets_a_request(&mut self) {
        let service = self.installation.open().await;
        let citizen = Person::citizen(&service, self.people + 1).await;
        self.people += 1;
        let Errand { draft, owner } = citizen.errand(&service).await;
        service.send(&owner.actor, draft, true).await.unwrap();
    }

    fn run(&self, arguments: &[&str], settings: &[(&str, String)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command.args(arguments).env_clear().envs(self.installation.environment(1));
        command.envs(settings.iter().map(|(name, value)| (*name, value.as_str()))).output().unwrap()
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, &[]);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output.stderr));
        said(&output.stdout)
    }

    fn folder(&self) -> &str {
        self.backup.path().to_str().unwrap()
    }

    /// On another machine than the database.
    fn checkpoints(&self) -> PathBuf {
        self.backup.path().with_extension("checkpoints")
    }

    /// Signs the history as it is now, two hours ago.
    async fn signs_the_history(&self) {
        let store = Arc::new(object_store::memory::InMemory::new());
        let clock = Arc::new(HandClock::new(OffsetDateTime::now_utc() - time::Duration::hours(2)));
        let service = self.installation.open_on(store, clock).await;
        assert!(service.checkpoint(&self.checkpoints()).await.unwrap() > 0);
    }

    fn back_up(&self) -> String {
        self.succeeds(&["backup", "--to", self.folder()])
    }

    fn verify(&self) -> Output {
        self.run(&["verify-backup", "--from", self.folder()], &[])
    }

    /// Into a new place; where it is, and what the program said.
    fn restore(&self) -> (tempfile::TempDir, Output) {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name).display().to_string();
        let settings = [
            ("KK_DATABASE_URL", format!("sqlite://{}", at("kk.db"))),
            ("KK_STORAGE_DIR", at("documents")),
            ("KK_CHECKPOINT_DIR", self.checkpoints().display().to_string()),
        ];
        let output = self.run(&["restore", "--from", self.folder(), "--all"], &settings);
        (place, output)
    }
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
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

/// Contents by path, for comparing.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let inside = |path: &PathBuf| path.strip_prefix(folder).unwrap().to_owned();
    files(folder).iter().map(|path| (inside(path), std::fs::read(path).unwrap())).collect()
}

#[tokio::test]
async fn an_office_that_was_lost_is_put_back_with_every_request_and_document() {
    let office = Office::with_a_request().await;
    let told = office.back_up();
    assert!(told.contains("are new"), "{told}");
    let (place, output) = office.restore();
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert!(said(&output.stdout).contains("It may serve."), "{}", said(&output.stdout));
    let documents = contents(&office.installation.path().join("documents"));
    assert!(!documents.is_empty());
    assert_eq!(contents(&place.path().join("documents")), documents, "byte for byte");
    for table in ["request", "document", "event", "account", "outbox"] {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let database =
            sea_orm::Database::connect(format!("sqlite://{}", place.path().join("kk.db").display()));
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql.clone());
        let row = sea_orm::ConnectionTrait::query_one_raw(&Box::pin(database).await.unwrap(), statement)
            .await
            .unwrap();
        let restored: i64 = row.unwrap().try_get_by_index(0).unwrap();
        assert_eq!(restored, office.installation.count(&sql).await, "{table}");
    }
}

#[tokio::test]
async fn what_was_cut_off_the_history_before_the_back_up_is_found_by_the_checkpoints() {
    let office = Office::with_a_request().await;
    office.signs_the_history().await;
    office.back_up();
    let (_place, output) = office.restore();
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert!(said(&output.stdout).contains("1 checkpoint(s) are signed"), "{}", said(&output.stdout));

    // The end of a citizen's own history, as somebody would cut it off who can write to the whole database.
    let database = office.installation.database().await;
    for statement in [
        "CREATE TABLE cut AS SELECT e.subject, e.seq, e.previous_hash FROM event e JOIN account a ON a.id = e.subject \
         AND a.history_seq = e.seq LIMIT 1",
        "DELETE FROM event WHERE EXISTS (SELECT 1 FROM cut WHERE cut.subject = event.subject AND cut.seq = event.seq)",
        "UPDATE account SET history_seq = history_seq - 1, history_head = (SELECT previous_hash FROM cut) \
         WHERE id = (SELECT subject FROM cut)",
        "DROP TABLE cut",
    ] {
        let done = sea_orm::ConnectionTrait::execute_unprepared(&database, statement).await.unwrap();
        assert!(statement.contains("TABLE") || done.rows_affected() == 1, "{statement}");
    }
    database.close().await.unwrap();
    office.back_up();
    let (_place, output) = office.restore();
    assert!(!output.status.success(), "{}", said(&output.stdout));
    assert!(said(&output.stdout).contains("was removed"), "{}", said(&output.stdout));
    assert!(said(&output.stderr).contains("fault(s) in the history"), "{}", said(&output.stderr));
}

#[tokio::test]
async fn a_second_back_up_copies_what_is_new_and_old_ones_go() {
    let mut office = Office::with_a_request().await;
    office.back_up();
    let first = files(&office.backup.path().join("documents")).len();
    std::thread::sleep(std::time::Duration::from_millis(1_100)); // a snapshot's name is a second
    office.gets_a_request().await;
    let told = office.back_up();
    let both = files(&office.backup.path().join("documents")).len();
    assert!(told.contains(&format!("Documents: {both}, of which {} are new", both - first)), "{told}");
    assert!(office.verify().status.success());
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let told = office.succeeds(&["backup", "--to", office.folder(), "--keep", "1"]);
    assert!(told.contains("2 older snapshot(s) were let go"), "{told}");
    assert_eq!(files(&office.backup.path().join("snapshots")).len(), 2, "database and manifest of one");
    assert_eq!(files(&office.backup.path().join("documents")).len(), both, "all still belong to it");
    assert!(office.restore().1.status.success());
}

#[tokio::test]
async fn whatever_is_changed_cut_or_removed_in_a_back_up_is_found() {
    let office = Office::with_a_request().await;
    office.back_up();
    assert!(office.verify().status.success());
    let all = files(office.backup.path());
    assert!(all.len() >= 3, "{all:?}");
    for path in all {
        let whole = std::fs::read(&path).unwrap();
        let mut bent = whole.clone();
        let middle = bent.len() / 2;
        bent[middle] ^= 1;
        let longer = [whole.as_slice(), b"x"].concat();
        for (what, bytes) in [
            ("bent", Some(&bent[..])),
            ("cut", Some(&whole[..whole.len() - 1])),
            ("longer", Some(&longer[..])),
            ("empty", Some(&[][..])),
            ("gone", None),
        ] {
            match bytes {
                Some(bytes) => std::fs::write(&path, bytes).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let looked = office.verify();
            assert!(!looked.status.success(), "{what} {}: {}", path.display(), said(&looked.stdout));
            let (_place, restored) = office.restore();
            assert!(!restored.status.success(), "{what} {}", path.display());
            std::fs::write(&path, &whole).unwrap();
        }
    }
    assert!(office.verify().status.success());
}

#[tokio::test]
async fn nothing_is_overwritten_and_the_keys_stay_apart() {
    let office = Office::with_a_request().await;
    office.back_up();
    let output = office.run(&["restore", "--from", office.folder()], &[]);
    assert!(!output.status.success());
    assert!(said(&output.stderr).contains("is not empty"), "{}", said(&output.stderr));
    for wrong in [office.installation.path().to_owned(), office.installation.path().join("documents/inside")]
    {
        let output = office.run(&["backup", "--to", wrong.to_str().unwrap()], &[]);
        assert!(!output.status.success(), "{}", wrong.display());
    }
    // Other keys open nothing.
    let other = office.installation.path().join("other.json");
    service::Keys::create().write_new(&other).unwrap();
    let settings = [("KK_KEYS_FILE", other.display().to_string())];
    let output = office.run(&["verify-backup", "--from", office.folder()], &settings);
    assert!(!output.status.success());
}
