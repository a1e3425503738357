//! One family's affairs, and everybody who might put a hand on them.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeSet, sync::Arc};

use axum::Router;
use domain::{Language, Role};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement};
use server::live::hub::Hub;
use service::{NewTicket, NewUpload, Service};
use uuid::Uuid;

use crate::support::{Browser, Installation, Person, nik};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Nobody signed in.
    Stranger,
    /// Whose affairs they are.
    Owner,
    /// Another citizen.
    Other,
    /// An officer of the office that has the request.
    Desk(Role),
    /// A verifier of another office.
    Elsewhere,
}

impl Who {
    /// Everybody.
    pub const ALL: [Self; 8] = [
        Self::Stranger,
        Self::Other,
        Self::Elsewhere,
        Self::Desk(Role::Administrator),
        Self::Desk(Role::FrontDesk),
        Self::Desk(Role::Supervisor),
        Self::Desk(Role::Verifier),
        Self::Owner,
    ];

    /// Whether the family's data may be on this one's screen.
    pub fn may_see(self) -> bool {
        !matches!(self, Self::Stranger | Self::Other | Self::Elsewhere | Self::Desk(Role::Administrator))
    }
}

/// What the owner asks.
const QUESTION: &str = "Mengapa belum selesai juga?";

/// The family's affairs. The request is in review, held by the verifier.
pub struct World {
    /// Its folder lives as long as it does.
    _installation: Installation,
    pub routes: Router,
    /// A draft that is ready to be sent.
    pub draft: Uuid,
    /// A document of the draft.
    pub draft_document: Uuid,
    /// A document that was removed from the draft.
    pub removed: Uuid,
    /// A file on its way into the draft.
    pub upload: Uuid,
    /// A draft that may be thrown away.
    pub spare: Uuid,
    /// A request that was sent.
    pub request: Uuid,
    /// One that may be taken back.
    pub second: Uuid,
    /// Its number.
    pub number: String,
    /// The code of its receipt.
    pub code: String,
    /// Its version.
    pub version: i64,
    /// Its documents.
    pub documents: Vec<Uuid>,
    /// The number of what the owner has asked the office.
    pub ticket: String,
    /// The only member of the card.
    pub member: Uuid,
    /// An officer's help that the owner has consented to.
    pub assistance: Uuid,
    people: Vec<(Who, Person)>,
    service: Arc<Service>,
    database: DatabaseConnection,
}

impl World {
    pub async fn new() -> Self {
        // It holds much on its way.
        Box::pin(Self::built()).await
    }

    async fn built() -> Self {
        let installation = Installation::on_sqlite();
        let service = installation.open().await;
        service.ensure_office("KEC", "Kecamatan", "kecamatan").await.unwrap();
        let owner = Person::citizen(&service, 1).await;
        let mut people = vec![
            (Who::Owner, owner.clone()),
            (Who::Other, Person::citizen(&service, 2).await),
            (Who::Elsewhere, Person::officer_of(&service, "KEC", Role::Verifier).await),
        ];
        for role in Role::all() {
            people.push((Who::Desk(role), Person::officer(&service, role).await));
            if role == Role::Administrator {
                people[people.len() - 1].1.confirm(&service).await;
            }
        }
        let sent = owner.errand(&service).await.draft;
        let number = service.send(&owner.actor, sent, true).await.unwrap().number.to_string();
        let verifier = people.iter().find(|(who, _)| *who == Who::Desk(Role::Verifier)).unwrap();
        service.claim(&verifier.1.actor, &number, None).await.unwrap();
        // Looking leaves a line in the owner's history, once a quarter of an hour: here it is left before rows are compared.
        for (_, person) in people.iter().filter(|(who, _)| matches!(who, Who::Desk(_)) && who.may_see()) {
            service.desk_request(&person.actor, &number, Language::Id).await.unwrap();
        }
        let detail = service.request(&owner.actor, sent, Language::Id).await.unwrap();
        let receipt = service.receipt(&owner.actor, sent, Language::Id).await.unwrap();
        while service.draw_waiting_previews().await.unwrap() > 0 {}
        let second = owner.errand(&service).await.draft;
        service.send(&owner.actor, second, true).await.unwrap();
        let draft = owner.errand(&service).await.draft;
        let removed = owner.upload(&service, draft, "ktp_el").await;
        service.remove_document(&owner.actor, draft, removed).await.unwrap();
        let coming = NewUpload {
            draft,
            slot: "ktp_el".to_owned(),
            name: "ktp_el.jpg".to_owned(),
            key: Uuid::now_v7(),
            length: 3,
            sha256: None,
        };
        let upload = service.begin_upload(&owner.actor, &coming).await.unwrap().id;
        let view = service.step_view(&owner.actor, draft, "", Language::Id).await.unwrap();
        let member = service.card(&owner.actor).await.unwrap().card.unwrap().members[0].id;
        let helper = Person::officer_of(&service, "KEC", Role::FrontDesk).await;
        let asked = service.ask_to_help(&helper.actor, &nik(1), false).await.unwrap();
        let mail = service.mailbox().await.unwrap();
        let code = mail.iter().find_map(|letter| letter.code.clone()).unwrap();
        let assistance = service.begin_to_help(&helper.actor, asked, &code).await.unwrap();
        let asked = NewTicket { key: Uuid::new_v4(), text: QUESTION.to_owned(), ..NewTicket::default() };
        let asked = service.ask_for_help(&owner.actor, &asked, Language::Id, "127.0.0.1").await.unwrap();
        let ticket = service.opened_ticket(asked).await.unwrap();
        Self {
            ticket,
            routes: installation.routes(&service, &Hub::default()),
            database: installation.database().await,
            draft,
            upload,
            spare: owner.errand(&service).await.draft,
            second,
            draft_document: view.documents[0].id,
            removed,
            request: sent,
            number,
            code: receipt.proof.unwrap().code.as_str().to_owned(),
            version: detail.version,
            documents: detail.documents.iter().map(|document| document.id).collect(),
            member,
            assistance,
            people,
            service,
            _installation: installation,
        }
    }

    /// A browser of somebody.
    pub fn browser(&self, who: Who) -> Browser {
        let person = self.people.iter().find(|(known, _)| *known == who);
        Browser::new(&self.routes).with_cookie(person.map_or("", |(_, person)| &person.cookie))
    }

    /// A browser of an administrator who has not typed the password again.
    pub async fn unconfirmed(&self) -> Browser {
        let known = self.people.iter().find(|(who, _)| *who == Who::Desk(Role::Administrator)).unwrap();
        let again = Person::signed_in(&self.service, known.1.account()).await;
        Browser::new(&self.routes).with_cookie(&again.cookie)
    }

    /// What of the family's is in `text` and must not be; what was `asked` may be said again.
    pub fn betrayed(&self, asked: &str, text: &str) -> Vec<String> {
        let plain_number = self.number.replace('-', "");
        let secrets = [
            self.number.clone(),
            plain_number,
            nik(1),
            "Slamet Riyadi".to_owned(),
            "SKTLK/99/V/2026".to_owned(),
            "Pasar Contoh".to_owned(),
            "warga1@contoh.test".to_owned(),
            "ktp_el.jpg".to_owned(),
            QUESTION.to_owned(),
        ];
        secrets
            .into_iter()
            .filter(|secret| text.contains(secret.as_str()) && !asked.contains(secret.as_str()))
            .collect()
    }

    /// Every row but those that say how often something was tried and who is signed in.
    pub async fn rows(&self) -> BTreeSet<String> {
        let mut rows = BTreeSet::new();
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('rate', 'session', 'desk_presence')";
        for table in self.texts(tables).await {
            let columns = self.texts(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let line: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            let sql = format!("SELECT '{table}: ' || {} AS line FROM \"{table}\"", line.join(" || ' ' || "));
            rows.extend(self.texts(&sql).await);
        }
        rows
    }

    async fn texts(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.database.get_database_backend(), sql);
        let rows = self.database.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }
}
