//! A card that has changed since its page was drawn: the page says so, keeps what was typed, and then saves it.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::support::{Browser, Installation, Person};
use domain::CardForm;
use server::live::hub::Hub;

#[tokio::test]
async fn an_old_page_is_told_and_may_be_sent_again() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let owner = Person::citizen(&service, 1).await;
    let mut browser = Browser::new(&routes).with_cookie(&owner.cookie);
    let member = service.card(&owner.actor).await.unwrap().card.unwrap().members[0].id;
    let address = format!("/kk/anggota/{member}");
    let page = browser.get(&address).await;

    let head = service.card_form(&owner.actor).await.unwrap();
    let moved = CardForm { address: "Jalan Melati 3".into(), ..head };
    service.save_card(&owner.actor, &moved, None).await.unwrap();

    let typed = [
        ("nik", "9901010101900001"),
        ("name", "Slamet Riyanto"),
        ("sex", "1"),
        ("birth_place", "Contoh"),
        ("birth_date.day", "1"),
        ("birth_date.month", "1"),
        ("birth_date.year", "1990"),
        ("religion", "1"),
        ("education", "4"),
        ("occupation", "3"),
        ("marital", "1"),
        ("relation", "1"),
    ];
    let (end, told) = browser.fill(&page, "/api/kk-anggota", "name=\"id\"", &typed).await;
    assert_eq!(end, address);
    assert!(told.text.contains("berubah sejak Anda membukanya"), "it says why");
    assert!(told.text.contains("Slamet Riyanto"), "what was typed stays");
    let name = |card: &domain::FamilyCard| card.members[0].name.as_str().to_owned();
    let card = service.card(&owner.actor).await.unwrap().card.unwrap();
    assert_ne!(name(&card), "Slamet Riyanto");

    let (end, _) = browser.fill(&told, "/api/kk-anggota", "name=\"id\"", &typed).await;
    assert_eq!(end, "/kk");
    let card = service.card(&owner.actor).await.unwrap().card.unwrap();
    assert_eq!((name(&card).as_str(), card.address.as_str()), ("Slamet Riyanto", "Jalan Melati 3"));
}

#[tokio::test]
async fn what_was_typed_of_one_is_not_shown_with_another() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let owner = Person::citizen(&service, 1).await;
    let mut browser = Browser::new(&routes).with_cookie(&owner.cookie);
    let page = browser.get("/kk/anggota/baru").await;
    let (end, page) = browser.fill(&page, "/api/kk-anggota", "", &[("name", "Bagas Prasetyo")]).await;
    assert_eq!(end, "/kk/anggota/baru");
    assert!(page.text.contains("Bagas Prasetyo"), "the form comes back with what was typed");
    let member = service.card(&owner.actor).await.unwrap().card.unwrap().members[0].id;
    let other = browser.get(&format!("/kk/anggota/{member}")).await;
    assert!(!other.text.contains("Bagas Prasetyo"));
}
