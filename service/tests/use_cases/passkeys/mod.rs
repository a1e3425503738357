//! Passkeys: made after the password, one proof each, of this address only, for their own account only.
#![expect(clippy::unwrap_used, reason = "tests")]
mod authenticator;

use crate::house::{House, both_databases, contains};
use authenticator::Authenticator;
use domain::{FieldError, Role};
use futures::future::join_all;
use service::{Actor, Arrival, Error, Service, SignInStep, totp_now};
use std::sync::Arc;
use time::Duration;
use uuid::Uuid;

const PASSWORD: &str = "perahu-kayu-biru-7";
const EMAIL: &str = "made@contoh.test";
const SITE: &str = "https://kk.contoh.go.id";

async fn citizen(house: &House) -> Actor {
    house.citizen("9901020101900005", EMAIL, "081290000002").await
}

/// The office at an address for which browsers make passkeys.
async fn named(house: &House) -> Arc<Service> {
    house.reopened(|settings| SITE.clone_into(&mut settings.public_url)).await
}

/// Adds a passkey; the device, and the codes for paper.
async fn added(service: &Service, actor: &Actor, seed: u8) -> (Authenticator, Option<Vec<String>>) {
    let mut device = Authenticator::new(seed, SITE);
    let mark = service.begin_passkey(actor, PASSWORD, "").await.unwrap();
    let asked = service.passkey_to_make(actor, &mark).await.unwrap();
    let paper = service.add_passkey(actor, &mark, " HP saya ", &device.make(&asked)).await.unwrap();
    (device, paper)
}

/// One more, proven by the one that is there.
async fn another(
    service: &Service,
    actor: &Actor,
    first: &mut Authenticator,
    seed: u8,
) -> Option<Vec<String>> {
    let proof = first.prove(&asked(service, actor.account().unwrap()).await);
    let mark = service.begin_passkey(actor, PASSWORD, &proof).await.unwrap();
    let question = service.passkey_to_make(actor, &mark).await.unwrap();
    service.add_passkey(actor, &mark, "", &Authenticator::new(seed, SITE).make(&question)).await.unwrap()
}

fn is_refused<T: std::fmt::Debug>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::Fields(issues)) if issues[0].error == FieldError::PasskeyRefused)
}

async fn asked(service: &Service, account: Uuid) -> String {
    service.passkey_question(account, None).await.unwrap().unwrap().options
}

both_databases!(a_passkey_is_made_after_the_password_and_then_asked_at_each_sign_in, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let browser = service.trust_device(account, None).await.unwrap();
    assert!(service.begin_passkey(&actor, "salah", "").await.is_err());
    assert!(matches!(service.passkey_to_make(&actor, "").await, Err(Error::NotFound)), "not without the password");
    assert_eq!(service.passkey_question(account, None).await.unwrap(), None);
    let (mut device, paper) = added(service, &actor, 1).await;
    assert_eq!(paper.map(|paper| paper.len()), Some(10), "the first second factor");
    let view = service.second_factor(&actor).await.unwrap();
    assert!(view.stands() && view.since.is_none());
    assert_eq!((view.passkeys[0].name.as_str(), view.passkeys[0].used), ("HP saya", None));
    assert_eq!(service.sign_in(EMAIL, PASSWORD, Some(&browser), "1").await.unwrap(), SignInStep::NeedsFactor(account));
    let answer = device.prove(&asked(service, account).await);
    let proven = service.prove_second_factor(account, &answer, Some(&browser)).await.unwrap();
    assert_eq!(proven.arrival, Arrival::Passkey { is_new: false });
    assert!(service.second_factor(&actor).await.unwrap().passkeys[0].used.is_some());
    assert!(house.letter_to(EMAIL, "account_changed").await.contains("passkey_added"));
    assert_eq!(another(service, &actor, &mut device, 2).await, None, "those on paper stay");
    assert_eq!(service.second_factor(&actor).await.unwrap().recovery_left, 10);
});

both_databases!(an_answer_counts_once_also_when_it_is_sent_many_times_at_once, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (mut device, _) = added(service, &actor, 1).await;
    let answer = device.prove(&asked(service, account).await);
    let tries = join_all((0..6).map(|_| service.prove_second_factor(account, &answer, None))).await;
    assert_eq!(tries.iter().filter(|tried| tried.is_ok()).count(), 1, "{tries:?}");
    assert!(is_refused(&service.prove_second_factor(account, &answer, None).await), "and not later");
});

both_databases!(a_passkey_proves_its_own_account_at_its_own_address_in_time_and_nothing_else, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (mut device, _) = added(service, &actor, 1).await;
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let other_account = other.account().unwrap();
    let (mut others, _) = added(service, &other, 3).await;
    let prove = async |answer: String| service.prove_second_factor(account, &answer, None).await;
    // The other's device with the other's question, with ours, and ours with the other's question.
    assert!(is_refused(&prove(others.prove(&asked(service, other_account).await)).await));
    assert!(is_refused(&prove(others.prove(&asked(service, account).await)).await));
    assert!(is_refused(&prove(device.prove(&asked(service, other_account).await)).await));
    // A page elsewhere that looks like ours.
    "https://kk.contoh.go.id.jahat.example".clone_into(&mut device.origin);
    assert!(is_refused(&prove(device.prove(&asked(service, account).await)).await));
    SITE.clone_into(&mut device.origin);
    // Too late.
    let question = asked(service, account).await;
    house.clock.advance(Duration::minutes(6));
    assert!(is_refused(&prove(device.prove(&question)).await));
    // A question that the browser thought of.
    let made_up = serde_json::json!({ "rpId": "kk.contoh.go.id", "challenge": "AAAAAAAAAAAAAAAAAAAAAA" }).to_string();
    assert!(is_refused(&prove(device.prove(&made_up)).await));
    // What is no answer at all.
    for nothing in ["{}", "{\"id\":1}", "{\u{0}", &format!("{{{}}}", "a".repeat(20_000))] {
        assert!(is_refused(&prove(nothing.to_owned()).await), "{nothing:.20}");
    }
});

both_databases!(a_copy_of_a_device_is_seen_by_its_counting, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (mut device, _) = added(service, &actor, 1).await;
    for _ in 0..2 {
        let answer = device.prove(&asked(service, account).await);
        service.prove_second_factor(account, &answer, None).await.unwrap();
    }
    device.counted = 1;
    let answer = device.prove(&asked(service, account).await);
    assert!(is_refused(&service.prove_second_factor(account, &answer, None).await));
});

both_databases!(a_session_has_one_question_open_however_often_its_page_is_drawn, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (mut device, _) = added(service, &actor, 1).await;
    let mut before = None;
    for _ in 0..5 {
        let question = service.passkey_question(account, before.as_deref()).await.unwrap().unwrap();
        before = Some(question.mark);
    }
    assert_eq!(house.count("passkey_ceremony").await, 1);
    // Nobody's mark takes away somebody else's question.
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    added(service, &other, 3).await;
    service.passkey_question(other.account().unwrap(), before.as_deref()).await.unwrap().unwrap();
    assert_eq!(house.count("passkey_ceremony").await, 2);
    let answer = device.prove(&asked(service, account).await);
    service.prove_second_factor(account, &answer, None).await.unwrap();
});

both_databases!(whoever_tries_codes_does_not_keep_the_owner_of_a_passkey_out, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (mut device, _) = added(service, &actor, 1).await;
    for _ in 0..12 {
        assert!(service.prove_second_factor(account, "{}", None).await.is_err());
        assert!(service.prove_second_factor(account, "123456", None).await.is_err());
    }
    assert!(matches!(service.prove_second_factor(account, "123456", None).await, Err(Error::TooMany { .. })));
    let right = device.prove(&asked(service, account).await);
    service.prove_second_factor(account, &right, None).await.unwrap();
});

both_databases!(whoever_knows_the_password_alone_makes_no_new_way_in, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let (mut device, _) = added(service, &actor, 1).await;
    for code in ["", "123456", "{}"] {
        assert!(matches!(service.begin_passkey(&actor, PASSWORD, code).await, Err(Error::Fields(_))), "{code}");
        assert!(matches!(service.renew_recovery_codes(&actor, PASSWORD, code).await, Err(Error::Fields(_))), "{code}");
    }
    let proof = device.prove(&asked(service, actor.account().unwrap()).await);
    assert_eq!(service.renew_recovery_codes(&actor, PASSWORD, &proof).await.unwrap().len(), 10);
});

both_databases!(what_was_begun_is_made_once_by_the_session_that_began_within_minutes, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let mark = service.begin_passkey(&actor, PASSWORD, "").await.unwrap();
    let question = service.passkey_to_make(&actor, &mark).await.unwrap();
    assert_eq!(service.passkey_to_make(&actor, &mark).await.unwrap(), question, "drawn again it is the same");
    let mut device = Authenticator::new(1, SITE);
    assert!(matches!(service.passkey_to_make(&other, &mark).await, Err(Error::NotFound)));
    assert!(is_refused(&service.add_passkey(&other, &mark, "", &device.make(&question)).await), "somebody else's");
    let session = service.add_passkey(&actor, "", "", &device.make(&question)).await;
    assert!(is_refused(&session), "another session of the same account");
    let stranger = service.add_passkey(&Actor::Stranger, &mark, "", &device.make(&question)).await;
    assert!(matches!(stranger, Err(Error::SignInFirst)));
    let long = service.add_passkey(&actor, &mark, &"a".repeat(41), &device.make(&question)).await;
    assert!(matches!(long, Err(Error::Fields(issues)) if issues[0].field == "name"));
    let made = device.make(&question);
    service.add_passkey(&actor, &mark, "", &made).await.unwrap();
    assert!(is_refused(&service.add_passkey(&actor, &mark, "", &made).await), "once");
    assert!(matches!(service.passkey_to_make(&actor, &mark).await, Err(Error::NotFound)));
    let proof = device.prove(&asked(service, actor.account().unwrap()).await);
    let mark = service.begin_passkey(&actor, PASSWORD, &proof).await.unwrap();
    let question = service.passkey_to_make(&actor, &mark).await.unwrap();
    house.clock.advance(Duration::minutes(6));
    assert!(matches!(service.passkey_to_make(&actor, &mark).await, Err(Error::NotFound)));
    let late = service.add_passkey(&actor, &mark, "", &Authenticator::new(2, SITE).make(&question)).await;
    assert!(is_refused(&late), "too late");
    service.sweep().await.unwrap();
    assert_eq!(house.count("passkey_ceremony").await, 0);
});

both_databases!(a_passkey_that_is_there_already_is_added_to_nobody, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let (mut device, _) = added(service, &actor, 1).await;
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let mark = service.begin_passkey(&other, PASSWORD, "").await.unwrap();
    let question = service.passkey_to_make(&other, &mark).await.unwrap();
    assert!(is_refused(&service.add_passkey(&other, &mark, "", &device.make(&question)).await));
    let view = service.second_factor(&other).await.unwrap();
    assert!(!view.stands() && view.recovery_left == 0, "and nothing of it stays");
});

both_databases!(an_act_of_administration_is_confirmed_by_password_and_passkey, house => {
    let service = &named(&house).await;
    let actor = house.officer("agus@contoh.test", Role::Administrator).await;
    let (mut device, _) = added(service, &actor, 1).await;
    let session = Uuid::now_v7().as_bytes().to_vec();
    let until = service.now() + Duration::hours(1);
    service.session_save(&session, actor.account(), b"{}", until).await.unwrap();
    assert!(service.confirm(&actor, &session, PASSWORD, "").await.is_err(), "not by the password alone");
    assert!(matches!(service.require_fresh(&actor, &session).await, Err(Error::ConfirmFirst)));
    let answer = device.prove(&asked(service, actor.account().unwrap()).await);
    service.confirm(&actor, &session, PASSWORD, &answer).await.unwrap();
    service.require_fresh(&actor, &session).await.unwrap();
});

both_databases!(the_last_proof_beside_the_password_goes_only_with_the_second_factor, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (mut device, _) = added(service, &actor, 1).await;
    let first = service.second_factor(&actor).await.unwrap().passkeys[0].id;
    assert!(matches!(service.remove_passkey(&actor, first, PASSWORD).await, Err(Error::Conflict { .. })));
    another(service, &actor, &mut device, 2).await;
    let mut seconds = Authenticator::new(2, SITE);
    seconds.counted = 1;
    assert!(service.remove_passkey(&actor, first, "salah").await.is_err());
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    assert!(matches!(service.remove_passkey(&other, first, PASSWORD).await, Err(Error::NotFound)));
    service.remove_passkey(&actor, first, PASSWORD).await.unwrap();
    assert_eq!(service.second_factor(&actor).await.unwrap().passkeys.len(), 1);
    assert!(house.letter_to(EMAIL, "account_changed").await.contains("passkey_removed"));
    // An authenticator beside it, begun and broken off, leaves the passkey alone; then it may go.
    assert!(service.begin_second_factor(&actor, PASSWORD, "").await.is_err(), "a passkey is there");
    let paper = service.renew_recovery_codes(&actor, PASSWORD, &seconds.prove(&asked(service, account).await)).await.unwrap();
    service.begin_second_factor(&actor, PASSWORD, &paper[0]).await.unwrap();
    service.remove_second_factor(&actor, "").await.unwrap();
    assert!(service.second_factor(&actor).await.unwrap().stands());
    let secret = service.enrol(account).await.unwrap().secret;
    let code = totp_now(&secret, service.now().unix_timestamp()).unwrap();
    let paper = service.confirm_second_factor(account, &code).await.unwrap();
    assert!(paper.is_empty(), "those of before stay");
    assert_eq!(service.second_factor(&actor).await.unwrap().recovery_left, 9);
    let left = service.second_factor(&actor).await.unwrap().passkeys[0].id;
    service.remove_passkey(&actor, left, PASSWORD).await.unwrap();
    service.remove_second_factor(&actor, PASSWORD).await.unwrap();
    let view = service.second_factor(&actor).await.unwrap();
    assert!(!view.stands() && view.recovery_left == 0);
    added(service, &actor, 3).await;
    service.remove_second_factor(&actor, PASSWORD).await.unwrap();
    assert_eq!(service.passkey_question(account, None).await.unwrap(), None);
});

both_databases!(of_two_that_are_taken_away_at_once_one_stays, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    let (mut device, _) = added(service, &actor, 1).await;
    another(service, &actor, &mut device, 2).await;
    let ids: Vec<_> = service.second_factor(&actor).await.unwrap().passkeys.iter().map(|one| one.id).collect();
    let gone = join_all(ids.iter().map(|id| service.remove_passkey(&actor, *id, PASSWORD))).await;
    assert_eq!(gone.iter().filter(|gone| gone.is_ok()).count(), 1, "{gone:?}");
    assert_eq!(service.second_factor(&actor).await.unwrap().passkeys.len(), 1);
});

both_databases!(where_browsers_make_no_passkeys_none_are_offered, house => {
    let service = &house.reopened(|settings| "http://127.0.0.1:8080".clone_into(&mut settings.public_url)).await;
    let actor = citizen(&house).await;
    assert!(!service.second_factor(&actor).await.unwrap().offers_passkeys);
    assert!(matches!(service.begin_passkey(&actor, PASSWORD, "").await, Err(Error::NotFound)));
});

both_databases!(a_stolen_database_tells_nothing_of_passkeys, house => {
    let service = &named(&house).await;
    let actor = citizen(&house).await;
    added(service, &actor, 7).await;
    asked(service, actor.account().unwrap()).await;
    house.written_request(&actor).await;
    let stored = house.everything_stored().await;
    // Its name, the id that browsers know it by, and the key that proves it.
    let key = Authenticator::new(7, SITE).public();
    for secret in [b"HP saya".as_slice(), &[7; 20], &key] {
        assert!(!contains(&stored, secret), "{secret:?}");
    }
});
