//! What is asked in the very moment in which a draft becomes a request.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::support::{Browser, Installation, Person};
use domain::Role;
use http::StatusCode;
use server::live::hub::Hub;

#[tokio::test]
async fn the_last_look_asked_at_the_moment_of_sending_is_empty_for_its_owner_and_nothing_for_others() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let (owner, other) = (Person::citizen(&service, 1).await, Person::citizen(&service, 2).await);
    let draft = owner.errand(&service).await.draft;
    let asked = format!(r#"{{"draft":"{draft}"}}"#);
    let mut mine = Browser::new(&routes).with_cookie(&owner.cookie).of_an_island();
    let before = mine.post_json("/api/draf/perubahan", &asked).await;
    assert_eq!(before.status, StatusCode::OK, "{}", before.text);
    service.send(&owner.actor, draft, true).await.unwrap();
    let after = mine.post_json("/api/draf/perubahan", &asked).await;
    assert_eq!((after.status, after.text.as_str()), (StatusCode::OK, "[]"));
    let officer = Person::officer(&service, Role::Verifier).await;
    for who in [&other, &officer] {
        let mut browser = Browser::new(&routes).with_cookie(&who.cookie).of_an_island();
        let refused = browser.post_json("/api/draf/perubahan", &asked).await;
        assert!(refused.status.is_client_error(), "{} {}", refused.status, refused.text);
        assert_ne!(refused.text, "[]");
    }
}
