//! A small office for tests: its own database (SQLite file, or schema-fresh PostgreSQL database), keys,
//! store and clock.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    clippy::allow_attributes,
    reason = "measurements use a part of it"
)]

pub mod answers;
pub mod decisions;
mod people;
mod stored;
mod stubborn;
mod template;

pub use stored::contains;
pub use stubborn::Stubborn;

use domain::{Command, Language};
use object_store::{ObjectStore, memory::InMemory};
use service::{
    Actor, Brief, Catalogue, DecisionForm, HandClock, Keys, Letter, Opening, Recorded, Service, Settings,
    Wording, Wrote, areas::Areas,
};
use std::{collections::BTreeMap, sync::Arc};
use time::macros::datetime;
use uuid::Uuid;

/// Words that tests can read: the letter as JSON with a subject of its kind.
struct PlainWords;

impl Wording for PlainWords {
    fn write(&self, letter: &Letter, _: Language, _: &str) -> Wrote {
        let subject = match letter.kind() {
            "needs_correction" => "perlu diperbaiki",
            "nik_tried" => "mencoba mendaftar",
            other => other,
        };
        Wrote { subject: subject.into(), body: serde_json::to_string(letter).unwrap() }
    }

    fn brief(&self, letter: &Letter, language: Language) -> Brief {
        let path =
            letter.regarding().map_or("/pesan".into(), |about| format!("/permohonan/{}", about.request));
        Brief { title: "KK Daring".into(), text: format!("{:?} {}", letter.urgency(), language.code()), path }
    }
}

/// As a demonstration is, but that nobody waits for answers which take as long as others.
fn demonstration() -> Settings {
    Settings { demonstration: true, as_long: std::time::Duration::ZERO, ..Settings::default() }
}

/// One office.
pub struct House {
    pub service: Arc<Service>,
    pub clock: Arc<HandClock>,
    pub store: Arc<InMemory>,
    url: String,
    folder: tempfile::TempDir,
}

impl House {
    /// On a fresh SQLite file.
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        template::sqlite(&file).await;
        Self::open(format!("sqlite://{}", file.display()), folder).await
    }

    /// On a fresh PostgreSQL database of the server that `TEST_POSTGRES_URL` names.
    pub async fn on_postgres(base: &str) -> Self {
        let name = format!("t{}", Uuid::new_v4().simple());
        template::postgres(base, &name).await;
        let (server, _) = base.rsplit_once('/').unwrap();
        Self::open(format!("{server}/{name}"), tempfile::tempdir().unwrap()).await
    }

    /// On an empty PostgreSQL database of a user who owns it and may do nothing else on that server.
    pub async fn of_a_poor_user(base: &str) -> Self {
        let name = format!("t{}", Uuid::new_v4().simple());
        let server = Box::pin(sea_orm::Database::connect(base)).await.unwrap();
        let rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
        for sql in [
            format!("CREATE ROLE {name} {rights} PASSWORD '{name}'"),
            format!("CREATE DATABASE {name} OWNER {name}"),
            format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC"),
        ] {
            sea_orm::ConnectionTrait::execute_unprepared(&server, &sql).await.unwrap();
        }
        server.close().await.unwrap();
        let (_, host) = base.rsplit_once('@').unwrap();
        let (host, _) = host.rsplit_once('/').unwrap();
        Self::open(format!("postgres://{name}:{name}@{host}/{name}"), tempfile::tempdir().unwrap()).await
    }

    async fn open(url: String, folder: tempfile::TempDir) -> Self {
        let clock = Arc::new(HandClock::new(datetime!(2026-11-22 03:00 UTC)));
        let store = Arc::new(InMemory::new());
        Keys::create().write_new(&folder.path().join("keys.json")).unwrap();
        let settings = demonstration();
        let catalogue = Catalogue::built_in().unwrap();
        let service =
            Self::opened(&url, &folder.path().join("keys.json"), &store, &clock, (settings, catalogue)).await;
        service.migrate().await.unwrap();
        service.ensure_office("DINAS", "Dinas Contoh", "dinas").await.unwrap();
        Self { service, clock, store, url, folder }
    }

    async fn opened(
        url: &str,
        keys: &std::path::Path,
        store: &Arc<InMemory>,
        clock: &Arc<HandClock>,
        own: (Settings, Catalogue),
    ) -> Arc<Service> {
        Service::open(Self::opening(url, keys, store, clock, own)).await.unwrap()
    }

    fn opening(
        url: &str,
        keys: &std::path::Path,
        store: &Arc<InMemory>,
        clock: &Arc<HandClock>,
        (settings, catalogue): (Settings, Catalogue),
    ) -> Opening {
        Opening {
            database_url: url.to_owned(),
            replica_url: None,
            keys: Keys::read(keys).unwrap(),
            store: Arc::clone(store) as Arc<dyn ObjectStore>,
            clock: Arc::clone(clock) as Arc<dyn service::Clock>,
            settings,
            channels: Vec::new(),
            wording: Arc::new(PlainWords),
            catalogue,
            areas: Areas::built_in(),
        }
    }

    /// Why another server with these settings does not open.
    pub async fn refused(&self, change: impl FnOnce(&mut Settings)) -> String {
        let mut settings = demonstration();
        change(&mut settings);
        let own = (settings, Catalogue::built_in().unwrap());
        let opening = Self::opening(&self.url, &self.keys_file(), &self.store, &self.clock, own);
        Service::open(opening).await.unwrap_err().to_string()
    }

    /// Where its database is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Another server on the same data, with other settings.
    pub async fn reopened(&self, change: impl FnOnce(&mut Settings)) -> Arc<Service> {
        let mut settings = demonstration();
        change(&mut settings);
        let own = (settings, Catalogue::built_in().unwrap());
        Self::opened(&self.url, &self.keys_file(), &self.store, &self.clock, own).await
    }

    /// Another server on the same data, whose files lie in this store.
    pub async fn storing_in(
        &self,
        store: Arc<dyn ObjectStore>,
        change: impl FnOnce(&mut Settings),
    ) -> Arc<Service> {
        let mut settings = demonstration();
        change(&mut settings);
        let own = (settings, Catalogue::built_in().unwrap());
        let opening =
            Opening { store, ..Self::opening(&self.url, &self.keys_file(), &self.store, &self.clock, own) };
        Service::open(opening).await.unwrap()
    }

    /// Another server on the same data that reads lists and figures from a copy.
    pub async fn reading_from(&self, copy: &str) -> Arc<Service> {
        let own = (demonstration(), Catalogue::built_in().unwrap());
        let opening = Opening {
            replica_url: Some(copy.to_owned()),
            ..Self::opening(&self.url, &self.keys_file(), &self.store, &self.clock, own)
        };
        Service::open(opening).await.unwrap()
    }

    /// Another server on the same data that really sends, by these ways.
    pub async fn sending(
        &self,
        channels: Vec<Arc<dyn service::channel::Channel>>,
        change: impl FnOnce(&mut Settings),
    ) -> Arc<Service> {
        // What was written so far counts as sent.
        while self.service.send_due().await.unwrap() > 0 {}
        self.server_with(channels, change).await
    }

    /// The same, and what was written so far is still to be sent.
    pub async fn server_with(
        &self,
        channels: Vec<Arc<dyn service::channel::Channel>>,
        change: impl FnOnce(&mut Settings),
    ) -> Arc<Service> {
        let mut settings = Settings::default();
        change(&mut settings);
        let own = (settings, Catalogue::built_in().unwrap());
        let opening = Opening {
            channels,
            ..Self::opening(&self.url, &self.keys_file(), &self.store, &self.clock, own)
        };
        Service::open(opening).await.unwrap()
    }

    /// Another server on the same data, with a file of the office's own in its catalogue folder.
    pub async fn with_own_file(&self, name: &str, text: &str) -> Arc<Service> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
        let settings = demonstration();
        let own = (settings, Catalogue::with_overrides(folder.path()).unwrap());
        Self::opened(&self.url, &self.keys_file(), &self.store, &self.clock, own).await
    }

    /// Where the keys are.
    pub fn keys_file(&self) -> std::path::PathBuf {
        self.folder.path().join("keys.json")
    }

    /// The newest code sent to an address.
    pub async fn code_to(&self, channel: &str, to: &str) -> String {
        let mail = self.service.mailbox().await.unwrap();
        mail.into_iter()
            .find(|entry| entry.channel == channel && entry.to == to && entry.code.is_some())
            .unwrap()
            .code
            .unwrap()
    }

    /// The phone's code, when the mailbox alone was not enough: the new password counts. Whose it is.
    pub async fn phone_proves(&self, reset: service::Reset, phone: &str) -> Uuid {
        match reset {
            service::Reset::Done(account) => account,
            service::Reset::Phone(pending) => {
                let code = self.code_to("phone", phone).await;
                self.service.finish_reset_by_phone(pending, &code).await.unwrap()
            }
        }
    }

    /// The changes after `cursor`, when there are as many as are waited for. PostgreSQL shows a row when no older
    /// transaction of the whole server is open, whoever's database it is in: soon, not at once.
    pub async fn heard(&self, cursor: service::Cursor, awaited: usize) -> Vec<service::FeedEntry> {
        let mut heard = Vec::new();
        for _ in 0..400 {
            heard = self.service.feed_since(cursor, 100).await.unwrap().entries;
            if heard.len() >= awaited {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        assert!(heard.len() >= awaited, "{awaited} changes are waited for; after ten seconds: {heard:?}");
        heard
    }

    /// The newest letter with this in its subject.
    pub async fn letter_to(&self, to: &str, subject: &str) -> String {
        let mail = self.service.mailbox().await.unwrap();
        mail.into_iter()
            .find(|entry| entry.to == to && entry.text.subject.contains(subject))
            .expect(subject)
            .text
            .body
    }

    /// A KK-07 draft that is ready to be sent.
    pub async fn written_request(&self, citizen: &Actor) -> Uuid {
        let son = self.card(citizen).await;
        let draft = Uuid::now_v7();
        self.service.start_draft(citizen, draft, "KK-07").await.unwrap();
        let mut answers = BTreeMap::new();
        for (field, value) in [
            ("education", "5"),
            ("proof", "diploma"),
            ("school", "SMA Negeri 1 Contoh"),
            ("proof_number", "DN-99/M-SMA/26/0012345"),
            ("proof_date.day", "4"),
            ("proof_date.month", "5"),
            ("proof_date.year", "2026"),
        ] {
            answers.insert(field.to_owned(), value.to_owned());
        }
        answers.insert("member".into(), son.to_string());
        self.service.save_answers(citizen, draft, &answers).await.unwrap();
        self.upload(citizen, draft, "ijazah").await;
        self.upload(citizen, draft, "kartu_keluarga").await;
        draft
    }

    /// A draft with these answers and a picture for every document that it needs.
    pub async fn writes(
        &self,
        citizen: &Actor,
        code: &str,
        answers: &[(&str, &str)],
    ) -> Result<Uuid, service::Error> {
        let draft = Uuid::now_v7();
        self.service.start_draft(citizen, draft, code).await?;
        let answers = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.service.save_answers(citizen, draft, &answers.collect::<BTreeMap<_, _>>()).await?;
        let view = self.service.step_view(citizen, draft, "", Language::Id).await?;
        for slot in domain::needed_slots(&view.procedure, &view.answers, &view.context) {
            self.upload(citizen, draft, &slot.code).await;
        }
        Ok(draft)
    }

    /// Writes and sends a request; its number.
    pub async fn sends(
        &self,
        citizen: &Actor,
        code: &str,
        answers: &[(&str, &str)],
    ) -> Result<String, service::Error> {
        let draft = self.writes(citizen, code, answers).await?;
        Ok(self.service.send(citizen, draft, true).await?.number.to_string())
    }

    /// A small picture into a slot.
    pub async fn upload(&self, citizen: &Actor, draft: Uuid, slot: &str) -> Uuid {
        let name = format!("{slot}.jpg");
        self.service.store_document(citizen, draft, slot, &name, Self::picture()).await.unwrap().id
    }

    /// A small picture.
    pub fn picture() -> Vec<u8> {
        let picture = image::RgbImage::from_fn(64, 48, |x, y| {
            image::Rgb([u8::try_from(x).unwrap(), 90, u8::try_from(y).unwrap()])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    /// Takes a request and carries it to the end, with the numbers that came with the result.
    pub async fn finish(
        &self,
        verifier: &Actor,
        number: &str,
        recorded: Recorded,
    ) -> Result<(), service::Error> {
        self.service.claim(verifier, number, None).await?;
        for command in [Command::Approve, Command::EnterSiak, Command::AwaitSignature, Command::Complete] {
            let version = self.service.desk_request(verifier, number, Language::Id).await?.request.version;
            let recorded = if command == Command::Complete { recorded.clone() } else { Recorded::default() };
            let form = DecisionForm { command, version, flags: Vec::new(), note: String::new(), recorded };
            self.service.decide(verifier, number, &form).await?;
        }
        Ok(())
    }

    /// Whether it stands on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// How many rows a table has, as another process sees it.
    pub async fn count(&self, table: &str) -> i64 {
        use sea_orm::{ConnectionTrait, Statement};
        let db = Box::pin(sea_orm::Database::connect(&self.url)).await.unwrap();
        let sql = format!("SELECT count(*) AS n FROM {table}");
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        row.unwrap().try_get("", "n").unwrap()
    }

    /// Whether it runs on SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Changes rows past the use cases, as only a test may.
    pub async fn execute(&self, sql: &str) {
        use sea_orm::ConnectionTrait;
        self.connection().await.execute_unprepared(sql).await.unwrap();
    }

    /// A connection past the use cases, for many statements.
    pub async fn connection(&self) -> sea_orm::DatabaseConnection {
        Box::pin(sea_orm::Database::connect(&self.url)).await.unwrap()
    }
}

/// One test on each database. Without `TEST_POSTGRES_URL` the PostgreSQL half fails and says what to do.
macro_rules! both_databases {
    ($name:ident, $house:ident => $body:block) => {
        mod $name {
            use super::*;

            async fn story($house: House) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story(House::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let url = std::env::var("TEST_POSTGRES_URL")
                    .expect("TEST_POSTGRES_URL is not set: run the tests by `scripts/with-postgres cargo test`");
                story(House::on_postgres(&url).await).await;
            }
        }
    };
}
pub(crate) use both_databases;
