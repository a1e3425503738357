//! How long documents are kept: the notice says what this installation does, and what had its time is gone from every page.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use crate::support::{Browser, Installation, Person, picture};
use domain::{Language, Role};
use http::StatusCode;
use server::live::hub::Hub;
use service::{HandClock, NewMessageFile, Retention};
use time::{Duration, OffsetDateTime};

#[tokio::test]
async fn the_privacy_notice_says_how_long_this_installation_keeps_documents() {
    let archive = "selama masa simpan arsip kantor";
    for (retention, done, refused) in [
        (Retention::default(), archive, archive),
        (
            Retention { done: Some(730), refused: Some(90) },
            "730 hari sesudahnya, lalu dimusnahkan",
            "90 hari sesudahnya, lalu dimusnahkan",
        ),
    ] {
        let mut installation = Installation::on_sqlite();
        installation.retention = retention;
        let service = installation.open().await;
        let routes = installation.routes(&service, &Hub::default());
        let page = Browser::new(&routes).get("/privasi").await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text.replace("<!>", "");
        assert!(text.contains(&format!("permohonan yang selesai: {done}.")), "{retention:?}");
        assert!(text.contains(&format!("tidak diperbaiki tepat waktu: {refused}.")), "{retention:?}");
        assert!(text.contains("/akun/data") && text.contains("/akun/akses"));
    }
}

#[tokio::test]
async fn documents_that_had_their_time_are_gone_from_every_page_and_every_address() {
    let retention = Retention { done: None, refused: Some(90) };
    let mut installation = Installation::on_sqlite();
    installation.retention = retention;
    let clock = Arc::new(HandClock::new(OffsetDateTime::now_utc()));
    let service = installation.open_at(Arc::clone(&clock) as Arc<dyn service::Clock>).await;
    let routes = installation.routes(&service, &Hub::default());
    let owner = Person::citizen(&service, 1).await;
    let errand = owner.errand(&service).await;
    let request = errand.draft;
    let number = service.send(&owner.actor, request, true).await.unwrap().number.to_string();
    let file = NewMessageFile { name: "surat.jpg".into(), bytes: picture() };
    service.write_message_with(&owner.actor, request, "", "Ini suratnya", vec![file]).await.unwrap();
    let message = service.conversation(&owner.actor, request).await.unwrap().messages[0].files[0].id;
    let document = service.request(&owner.actor, request, Language::Id).await.unwrap().documents[0].id;
    service.withdraw(&owner.actor, request).await.unwrap();
    let addresses = [
        format!("/dokumen/{document}"),
        format!("/dokumen/{document}/gambar/0"),
        format!("/lampiran/{message}"),
    ];
    let status = format!("/permohonan/{request}");
    while service.draw_waiting_previews().await.unwrap() > 0 {}
    let mut browser = Browser::new(&routes).with_cookie(&owner.cookie);
    for address in &addresses {
        assert_eq!(browser.get(address).await.status, StatusCode::OK, "{address}");
    }
    assert!(!browser.get(&status).await.text.contains("Dimusnahkan"));

    clock.advance(Duration::days(91));
    service.sweep().await.unwrap();
    let owner = Person::signed_in(&service, owner.account()).await;
    let officer = Person::officer(&service, Role::Verifier).await;
    let mut citizen = Browser::new(&routes).with_cookie(&owner.cookie);
    let mut desk = Browser::new(&routes).with_cookie(&officer.cookie);
    for address in &addresses {
        assert_eq!(citizen.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(desk.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let case = format!("/petugas/berkas/{number}");
    for page in [citizen.get(&status).await, desk.get(&case).await] {
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Dimusnahkan karena masa simpannya habis"));
        assert!(!page.text.contains(&format!("/dokumen/{document}")), "nothing leads to it");
    }
}
