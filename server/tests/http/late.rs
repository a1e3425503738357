//! A step that is posted after the session has ended: nothing typed is lost, and nobody else gets it.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use crate::support::{Answer, Browser, Installation, PASSWORD, Person};
use axum::Router;
use server::live::hub::Hub;
use service::Service;
use uuid::Uuid;

const TYPED: &str = "Terminal Contoh sebelah timur";

/// Posts a step of `draft` without a session; the page to sign in at.
async fn posts(browser: &mut Browser, draft: Uuid) -> Answer {
    let draft = draft.to_string();
    let step = [
        ("_draft", draft.as_str()),
        ("_step", "kapan"),
        ("_go", "next"),
        ("cause", "lost"),
        ("lost_place", TYPED),
    ];
    let (end, page) = browser.submit("/api/langkah", &step).await;
    assert_eq!(end, "/masuk");
    assert!(!page.text.contains(TYPED), "not before somebody has signed in");
    page
}

/// Signs the `serial`th citizen in; where that leads.
async fn signs_in(browser: &mut Browser, service: &Service, page: &Answer, serial: u32) -> (String, Answer) {
    let address = format!("warga{serial}@contoh.test");
    let who = [("name", address.as_str()), ("password", PASSWORD)];
    let (end, page) = browser.fill(page, "/api/masuk", "", &who).await;
    assert_eq!(end, "/masuk/kode");
    let mail = service.mailbox().await.unwrap();
    let code = mail.iter().filter(|mail| mail.to == address).find_map(|mail| mail.code.clone()).unwrap();
    browser.fill(&page, "/api/masuk-kode", "", &[("code", code.as_str())]).await
}

/// A house with two citizens, and a draft of the first.
async fn house() -> (Installation, Arc<Service>, Router, Person, Uuid) {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let owner = Person::citizen(&service, 1).await;
    Person::citizen(&service, 2).await;
    let draft = Uuid::now_v7();
    service.start_draft(&owner.actor, draft, "RP-01").await.unwrap();
    (installation, service, routes, owner, draft)
}

async fn stored(service: &Service, owner: &Person, draft: Uuid) -> Option<String> {
    let view = service.step_view(&owner.actor, draft, "kapan", domain::Language::Id).await.unwrap();
    view.answers.get("lost_place").map(str::to_owned)
}

#[tokio::test]
async fn a_step_typed_after_the_session_has_ended_is_stored_after_signing_in() {
    let (_installation, service, routes, owner, draft) = house().await;
    let mut browser = Browser::new(&routes);
    let page = posts(&mut browser, draft).await;
    assert_eq!(stored(&service, &owner, draft).await, None);
    let (end, page) = signs_in(&mut browser, &service, &page, 1).await;
    assert!(end.starts_with(&format!("/permohonan/{draft}/isi/")), "{end}");
    assert!(page.text.contains(TYPED), "it stands in its field again");
    assert_eq!(stored(&service, &owner, draft).await.as_deref(), Some(TYPED));

    // Emptied afterwards, it does not come back.
    let id = draft.to_string();
    let emptied = [("_draft", id.as_str()), ("_step", "kapan"), ("_go", "stay"), ("lost_place", "")];
    browser.submit("/api/langkah", &emptied).await;
    let (_, page) = browser.visit(&end).await;
    assert!(!page.text.contains(TYPED));
}

#[tokio::test]
async fn somebody_else_who_signs_in_there_does_not_see_it() {
    let (_installation, service, routes, owner, draft) = house().await;
    let mut browser = Browser::new(&routes);
    let page = posts(&mut browser, draft).await;
    let (_, page) = signs_in(&mut browser, &service, &page, 2).await;
    assert!(!page.text.contains(TYPED));
    assert_eq!(stored(&service, &owner, draft).await, None);
}
