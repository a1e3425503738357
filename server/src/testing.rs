//! A small installation for tests: a real database in a folder of its own, documents in memory.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use app::text::Letters;
use axum::{Router, body::Body};
use http::{Request, Response, header};
use http_body_util::BodyExt as _;
use object_store::memory::InMemory;
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection};
use service::{
    Catalogue, CodePurpose, HandClock, Keys, NewOfficer, Opening, Proof, RegistrationForm, Service, Settings,
    SignInStep, areas::Areas,
};
use time::macros::datetime;
use tokio_util::sync::CancellationToken;
use tower_sessions::session::Id;
use uuid::Uuid;

use crate::{
    assets::Built,
    config::{PublicUrl, Secret},
    layer::client_address::Line,
    live::hub::Hub,
    router::{self, House},
    seeing::Meter,
    session, visitor,
};

pub(crate) struct Installation {
    pub(crate) service: Arc<Service>,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) hub: Hub,
    pub(crate) stopping: CancellationToken,
    folder: tempfile::TempDir,
}

impl Installation {
    pub(crate) async fn new() -> Self {
        Self::with_clamd(None).await
    }

    /// One whose files are scanned by who listens there.
    pub(crate) async fn with_clamd(clamd: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(HandClock::new(datetime!(2026-11-23 02:00 UTC)));
        let service = Service::open(Opening {
            database_url: database(&folder),
            replica_url: None,
            keys: Keys::create(),
            store: Arc::new(InMemory::new()),
            clock: Arc::<HandClock>::clone(&clock),
            settings: Settings {
                demonstration: true,
                password_threads: 1,
                as_long: Duration::ZERO,
                clamd,
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
        std::fs::write(folder.path().join("manifest.json"), "{}").unwrap();
        Self { service, clock, hub: Hub::default(), stopping: CancellationToken::new(), folder }
    }

    /// As if the build had made these: logical name, address, content.
    pub(crate) fn build<const N: usize>(&self, files: [(&str, &str, &str); N]) {
        let folder = self.folder.path();
        std::fs::create_dir_all(folder.join("aset")).unwrap();
        let manifest: BTreeMap<_, _> = files.iter().map(|(name, address, _)| (*name, *address)).collect();
        std::fs::write(folder.join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
        for (_, address, content) in files {
            std::fs::write(folder.join(address.trim_start_matches('/')), content).unwrap();
        }
    }

    /// Everything that is served, as at `https://kk.contoh.go.id`.
    pub(crate) fn routes(&self) -> Router {
        self.routes_of(None, None)
    }

    /// The same, with a secret that the gateway knows.
    pub(crate) fn routes_reported(&self, secret: Secret) -> Router {
        self.routes_of(None, Some(secret))
    }

    /// The same, with a token for metrics.
    pub(crate) fn routes_with(&self, metrics_token: Option<Secret>) -> Router {
        self.routes_of(metrics_token, None)
    }

    fn routes_of(&self, metrics_token: Option<Secret>, report_secret: Option<Secret>) -> Router {
        router::router(House {
            service: Arc::clone(&self.service),
            assets: Built::read(self.folder.path()).unwrap(),
            hub: self.hub.clone(),
            public_url: PublicUrl::parse("https://kk.contoh.go.id").unwrap(),
            line: Line { trusted: [].into(), tls: true },
            stopping: self.stopping.clone(),
            meter: Meter::default(),
            metrics_token,
            report_secret,
            capacity: 1_000,
        })
    }

    /// A supervisor of the only office.
    pub(crate) async fn officer(&self) -> Uuid {
        self.service.ensure_office("DINAS", "Dinas", "dinas").await.unwrap();
        let officer = NewOfficer {
            name: "Sri Rahayu".to_owned(),
            email: "sri@contoh.go.id".to_owned(),
            role: domain::Role::Supervisor,
            office_code: "DINAS".to_owned(),
            password: "kuda nil di sawah 9".to_owned(),
        };
        self.service.create_officer(&officer).await.unwrap()
    }

    /// The cookie of somebody who has just signed in.
    pub(crate) async fn signed_in(&self, account: Uuid) -> String {
        let id = Id(i128::from_le_bytes(*Uuid::now_v7().as_bytes()));
        let data = BTreeMap::from([(visitor::ACCOUNT, account.to_string())]);
        let until = self.service.now() + Duration::from_mins(10);
        let data = serde_json::to_vec(&data).unwrap();
        self.service.session_save(&id.0.to_le_bytes(), Some(account), &data, until).await.unwrap();
        format!("{}={id}", session::COOKIE)
    }

    /// The database, as another process sees it.
    pub(crate) async fn database(&self) -> DatabaseConnection {
        Box::pin(Database::connect(database(&self.folder))).await.unwrap()
    }

    /// A change that another process wrote into the feed.
    pub(crate) async fn change(&self, kind: &str, account: Option<Uuid>, request: Uuid) {
        let hex = |id: Uuid| format!("X'{}'", id.simple());
        let account = account.map_or("NULL".to_owned(), hex);
        let sql = format!(
            "INSERT INTO change_feed (kind, request_id, account_id, office_id, happened_at) \
             VALUES ('{kind}', {}, {account}, NULL, {})",
            hex(request),
            self.service.now().unix_timestamp() * 1000,
        );
        self.database().await.execute_unprepared(&sql).await.unwrap();
    }
}

fn database(folder: &tempfile::TempDir) -> String {
    format!("sqlite://{}", folder.path().join("kk.db").display())
}

/// A request as a browser on our own pages sends it.
pub(crate) fn request(method: &str, path: &str) -> http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "kk.contoh.go.id")
        .header("sec-fetch-site", "same-origin")
}

pub(crate) async fn text(response: Response<Body>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Installation {
    /// The citizen of the demonstration, with a card and requests that were sent.
    pub(crate) async fn citizen_of_the_demonstration(&self) -> Uuid {
        let report = self.service.seed_demo(&self.clock).await.unwrap();
        let line = report.lines.iter().find_map(|line| line.strip_prefix("citizen: ")).unwrap();
        let (name, password) = line.split_once(" / ").unwrap();
        match self.service.sign_in(name, password, None, "").await.unwrap() {
            SignInStep::Done(account)
            | SignInStep::NeedsCode(account)
            | SignInStep::NeedsFactor(account)
            | SignInStep::NeedsEnrolment(account) => account,
        }
    }

    /// A citizen with an empty draft of a service that needs no card: account, draft, first slot.
    pub(crate) async fn citizen_with_draft(&self) -> (Uuid, Uuid, String) {
        let service = &self.service;
        service.ensure_office("DINAS", "Dinas", "dinas").await.unwrap();
        let form = RegistrationForm {
            nik: "9901010101900001".to_owned(),
            kk_number: "9901010501150001".to_owned(),
            name: "Made Wirawan".to_owned(),
            phone: "081290000001".to_owned(),
            email: "made@contoh.test".to_owned(),
            password: "perahu-kayu-biru-7".to_owned(),
            password_again: "perahu-kayu-biru-7".to_owned(),
        };
        let id = service.register(&form, domain::Language::Id, "127.0.0.1").await.unwrap();
        let mut account = None;
        for (channel, purpose) in
            [("email", CodePurpose::RegisterEmail), ("phone", CodePurpose::RegisterPhone)]
        {
            let mail = service.mailbox().await.unwrap();
            let code = mail.into_iter().filter(|mail| mail.channel == channel).find_map(|mail| mail.code);
            if let Proof::Account { account: made, .. } =
                service.prove_address(id, purpose, &code.unwrap()).await.unwrap()
            {
                account = Some(made);
            }
        }
        let account = account.unwrap();
        let actor = service.actor(account).await.unwrap();
        let draft = Uuid::now_v7();
        let procedure =
            service.catalogue().offered(service.today()).find(|entry| !entry.procedure.needs_card);
        let procedure = procedure.unwrap().procedure.clone();
        service.start_draft(&actor, draft, &procedure.code).await.unwrap();
        (account, draft, procedure.documents[0].code.clone())
    }
}
