//! A small installation for tests that look at the server from outside: a folder and a database of its own,
//! opened as often as a test wants.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(dead_code, unused_imports, clippy::allow_attributes, reason = "not every test uses everything")]

mod browser;
mod people;
pub mod program;
#[path = "../../../service/tests/house/template.rs"]
mod template;

use std::{path::Path, sync::Arc, time::Duration};

use app::text::Letters;
use axum::Router;
use object_store::local::LocalFileSystem;
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, Statement};
use server::{
    assets::Built,
    config::PublicUrl,
    layer::client_address::Line,
    live::hub::Hub,
    router::{self, House},
    seeing::Meter,
};
use service::{Catalogue, Clock, Keys, Opening, Retention, Service, Settings, SystemClock, areas::Areas};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub use browser::{Answer, Browser, encoded};
pub use people::{Errand, PASSWORD, Person, answers, member, nik, picture};

/// One installation.
pub struct Installation {
    folder: tempfile::TempDir,
    /// Where its rows are.
    pub database_url: String,
    /// What [`Settings`] calls so: nobody waits, unless that is what is looked at.
    pub as_long: Duration,
    /// How long files of what has ended are kept; for good, unless that is what is looked at.
    pub retention: Retention,
}

impl Installation {
    /// On a fresh `SQLite` file.
    pub fn on_sqlite() -> Self {
        let folder = folder();
        let database_url = format!("sqlite://{}", folder.path().join("kk.db").display());
        Self { folder, database_url, as_long: Duration::ZERO, retention: Retention::default() }
    }

    /// On a fresh database of the `PostgreSQL` server that `TEST_POSTGRES_URL` names; without one the test
    /// fails and says what to do.
    pub async fn on_postgres() -> Self {
        let base = postgres().unwrap_or_else(|| {
            panic!("TEST_POSTGRES_URL is not set: run the tests by `scripts/with-postgres cargo test`")
        });
        let name = format!("t{}", Uuid::new_v4().simple());
        template::postgres(&base, &name).await;
        let (server, _) = base.rsplit_once('/').unwrap();
        Self {
            folder: folder(),
            database_url: format!("{server}/{name}"),
            as_long: Duration::ZERO,
            retention: Retention::default(),
        }
    }

    /// Where its files are.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Opens it, as one process does. The first time it is made.
    pub async fn open(&self) -> Arc<Service> {
        self.open_at(Arc::new(SystemClock)).await
    }

    /// Opens it with another clock.
    pub async fn open_at(&self, clock: Arc<dyn Clock>) -> Arc<Service> {
        let store = LocalFileSystem::new_with_prefix(self.path().join("documents")).unwrap();
        self.open_on(Arc::new(store), clock).await
    }

    /// Opens it with its documents elsewhere.
    pub async fn open_on(
        &self,
        store: Arc<dyn object_store::ObjectStore>,
        clock: Arc<dyn Clock>,
    ) -> Arc<Service> {
        if let Some(file) = self.database_url.strip_prefix("sqlite://").map(Path::new)
            && !file.exists()
        {
            template::sqlite(file).await;
        }
        let service = Service::open(Opening {
            database_url: self.database_url.clone(),
            replica_url: None,
            keys: Keys::read(&self.path().join("keys.json")).unwrap(),
            store,
            clock,
            settings: Settings {
                demonstration: true,
                password_threads: 2,
                as_long: self.as_long,
                retention: self.retention,
                // Passkeys are made for a name with TLS.
                public_url: "https://kk.contoh.go.id".to_owned(),
                ..Settings::default()
            },
            channels: Vec::new(),
            wording: Arc::new(Letters),
            catalogue: Catalogue::built_in().unwrap(),
            areas: Areas::built_in(),
        })
        .await
        .unwrap();
        service.migrate().await.unwrap();
        service.ensure_office("DINAS", "Dinas Contoh", "dinas").await.unwrap();
        service
    }

    /// Everything that one process serves, as at `https://kk.contoh.go.id`.
    pub fn routes(&self, service: &Arc<Service>, hub: &Hub) -> Router {
        self.routes_until(service, hub, CancellationToken::new())
    }

    /// The same, by a process that is told to stop.
    pub fn routes_until(&self, service: &Arc<Service>, hub: &Hub, stopping: CancellationToken) -> Router {
        router::router(House {
            service: Arc::clone(service),
            assets: Built::read(&self.path().join("site")).unwrap(),
            hub: hub.clone(),
            public_url: PublicUrl::parse("https://kk.contoh.go.id").unwrap(),
            line: Line { trusted: [].into(), tls: true },
            stopping,
            meter: Meter::default(),
            metrics_token: None,
            report_secret: None,
            capacity: 1_000,
        })
    }

    /// The settings of a process that serves it.
    pub fn environment(&self, port: u16) -> Vec<(&'static str, String)> {
        let path = |name: &str| self.path().join(name).display().to_string();
        vec![
            ("KK_DEMO", "1".to_owned()),
            ("KK_DATABASE_URL", self.database_url.clone()),
            ("KK_KEYS_FILE", path("keys.json")),
            ("KK_STORAGE_DIR", path("documents")),
            ("KK_ASSETS_DIR", path("site")),
            ("KK_LISTEN", format!("127.0.0.1:{port}")),
            ("KK_LOG", "warn".to_owned()),
        ]
    }

    /// Its database, as somebody else sees it.
    pub async fn database(&self) -> DatabaseConnection {
        Box::pin(Database::connect(&self.database_url)).await.unwrap()
    }

    /// Everybody may try as often again as in the beginning: a thousand lost answers cost a thousand tries.
    pub async fn forget_tries(&self) {
        let database = self.database().await;
        database.execute_unprepared("DELETE FROM rate").await.unwrap();
        database.close().await.unwrap();
    }

    /// A number that `sql` counts.
    pub async fn count(&self, sql: &str) -> i64 {
        let database = self.database().await;
        let statement = Statement::from_string(database.get_database_backend(), sql);
        let number = database.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap();
        database.close().await.unwrap();
        number
    }
}

/// The server for tests on `PostgreSQL`, if there is one.
pub fn postgres() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())
}

fn folder() -> tempfile::TempDir {
    // The HTTP client wants one though it only speaks to this machine; another test may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("site/aset")).unwrap();
    std::fs::create_dir_all(folder.path().join("documents")).unwrap();
    std::fs::write(folder.path().join("site/manifest.json"), "{}").unwrap();
    Keys::create().write_new(&folder.path().join("keys.json")).unwrap();
    folder
}
