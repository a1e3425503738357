//! Acts of administration want the password again: for ten minutes, in one session, with the authenticator where there
//! is one.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{FieldError, Role};
use service::{Actor, Error, totp_now};
use time::Duration;
use uuid::Uuid;

const PASSWORD: &str = "perahu-kayu-biru-7";

async fn session(house: &House, actor: &Actor) -> Vec<u8> {
    let id = Uuid::now_v7().as_bytes().to_vec();
    let until = house.service.now() + Duration::hours(10);
    house.service.session_save(&id, actor.account(), b"{}", until).await.unwrap();
    id
}

async fn fresh(house: &House, actor: &Actor, session: &[u8]) -> bool {
    match house.service.require_fresh(actor, session).await {
        Ok(()) => true,
        Err(Error::ConfirmFirst) => false,
        Err(other) => panic!("{other:?}"),
    }
}

fn issue(error: &Error) -> Option<(&str, &FieldError)> {
    match error {
        Error::Fields(issues) => issues.first().map(|issue| (issue.field.as_str(), &issue.error)),
        _ => None,
    }
}

both_databases!(the_password_counts_for_ten_minutes_and_in_this_session_only, house => {
    let service = &house.service;
    let actor = house.officer("agus@contoh.test", Role::Administrator).await;
    let (here, there) = (session(&house, &actor).await, session(&house, &actor).await);
    assert!(!fresh(&house, &actor, &here).await, "signing in does not count");
    let wrong = service.confirm(&actor, &here, "salah", "").await.unwrap_err();
    assert_eq!(issue(&wrong), Some(("current", &FieldError::PasswordWrong)));
    assert!(!fresh(&house, &actor, &here).await);
    service.confirm(&actor, &here, PASSWORD, "").await.unwrap();
    assert!(fresh(&house, &actor, &here).await);
    assert!(!fresh(&house, &actor, &there).await);
    // What is written into the session by and by leaves it as it is.
    service.session_save(&here, actor.account(), b"{\"a\":1}", service.now() + Duration::hours(1)).await.unwrap();
    house.clock.advance(Duration::seconds(599));
    assert!(fresh(&house, &actor, &here).await);
    house.clock.advance(Duration::seconds(1));
    assert!(!fresh(&house, &actor, &here).await);
    let log = service.security_log(&actor, None).await.unwrap();
    assert_eq!(log.lines.iter().filter(|line| line.kind == "confirmed").count(), 1);
});

both_databases!(nobody_confirms_for_the_session_of_another, house => {
    let service = &house.service;
    let actor = house.officer("agus@contoh.test", Role::Administrator).await;
    let other = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let theirs = session(&house, &actor).await;
    assert!(matches!(service.confirm(&other, &theirs, PASSWORD, "").await, Err(Error::SignInFirst)));
    assert!(matches!(service.require_fresh(&other, &theirs).await, Err(Error::SignInFirst)));
    assert!(!fresh(&house, &actor, &theirs).await);
    assert!(matches!(service.require_fresh(&actor, b"no such session").await, Err(Error::SignInFirst)));
});

both_databases!(who_has_an_authenticator_shows_it_too, house => {
    let service = &house.service;
    let actor = house.officer("agus@contoh.test", Role::Administrator).await;
    let account = actor.account().unwrap();
    let secret = service.enrol(account).await.unwrap().secret;
    let code = || totp_now(&secret, service.now().unix_timestamp()).unwrap();
    service.confirm_second_factor(account, &code()).await.unwrap();
    house.clock.advance(Duration::seconds(30));
    let here = session(&house, &actor).await;
    assert!(service.confirms_by_code(&actor).await.unwrap());
    let missing = service.confirm(&actor, &here, PASSWORD, "").await.unwrap_err();
    assert_eq!(issue(&missing), Some(("code", &FieldError::Missing)));
    assert!(!fresh(&house, &actor, &here).await);
    service.confirm(&actor, &here, PASSWORD, &code()).await.unwrap();
    assert!(fresh(&house, &actor, &here).await);
    let again = service.confirm(&actor, &here, PASSWORD, &code()).await.unwrap_err();
    assert_eq!(issue(&again), Some(("code", &FieldError::CodeUsed)));
});
