//! Sessions as their owner sees them: what is ended elsewhere is out at once, and here nothing changes.
use crate::support::{Browser, Installation, Person};
use http::StatusCode;
use server::live::hub::Hub;

const DEVICES: &str = "/akun/perangkat";

#[tokio::test]
async fn one_press_ends_every_other_session_and_not_this_one() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let citizen = Person::citizen(&service, 1).await;
    let stranger = Person::citizen(&service, 2).await;
    let browser = |who: &Person| Browser::new(&routes).with_cookie(&who.cookie);
    let mut here = browser(&citizen);
    let mut there = browser(&Person::signed_in(&service, citizen.account()).await);
    let mut on_a_third = browser(&Person::signed_in(&service, citizen.account()).await);
    let mut somebody_else = browser(&stranger);
    for signed_in in [&mut here, &mut there, &mut on_a_third, &mut somebody_else] {
        assert_eq!(signed_in.get(DEVICES).await.status, StatusCode::OK);
    }
    let (_, page) = here.visit(DEVICES).await;
    let (end, page) = here.fill(&page, "/api/keluar-lain", "", &[]).await;
    assert!(end.starts_with(DEVICES) && page.status == StatusCode::OK, "{end}: {}", page.text);
    for out in [&mut there, &mut on_a_third] {
        let (end, _) = out.visit(DEVICES).await;
        assert!(end.starts_with("/masuk"), "{end}");
    }
    for still_in in [&mut here, &mut somebody_else] {
        assert_eq!(still_in.get(DEVICES).await.status, StatusCode::OK);
    }
}

/// It is kept nowhere, so the address alone says so.
#[tokio::test]
async fn whoever_is_sent_away_when_too_many_sign_in_reads_why() {
    let installation = Installation::on_sqlite();
    let routes = installation.routes(&installation.open().await, &Hub::default());
    let says_so = async |path: &str| {
        let (_, page) = Browser::new(&routes).visit(path).await;
        assert_eq!(page.status, StatusCode::OK);
        page.text.contains("Sedang sangat ramai")
    };
    assert!(says_so("/masuk?sibuk=1").await);
    assert!(!says_so("/masuk").await);
}
