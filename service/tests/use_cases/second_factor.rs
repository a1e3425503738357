//! The second factor: asked at every sign-in, each code once, a way back on paper, required of officers.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{FieldError, Role};
use futures::future::join_all;
use service::{Actor, Arrival, Error, SignInStep, totp_now};
use time::Duration;
use uuid::Uuid;

const PASSWORD: &str = "perahu-kayu-biru-7";
const EMAIL: &str = "made@contoh.test";

async fn citizen(house: &House) -> Actor {
    house.citizen("9901020101900005", EMAIL, "081290000002").await
}

/// What the authenticator shows now.
fn shown(house: &House, secret: &str) -> String {
    totp_now(secret, house.service.now().unix_timestamp()).unwrap()
}

/// Sets an authenticator up; its secret and the codes for paper.
async fn enrolled(house: &House, account: Uuid) -> (String, Vec<String>) {
    let secret = house.service.enrol(account).await.unwrap().secret;
    let paper = house.service.confirm_second_factor(account, &shown(house, &secret)).await.unwrap();
    house.clock.advance(Duration::seconds(30));
    (secret, paper)
}

fn field_error(error: &Error) -> Option<&FieldError> {
    match error {
        Error::Fields(issues) => issues.first().map(|issue| &issue.error),
        _ => None,
    }
}

both_databases!(an_authenticator_is_set_up_by_password_and_code_and_then_always_asked, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let browser = service.trust_device(account, None).await.unwrap();
    assert!(service.begin_second_factor(&actor, "salah", "").await.is_err());
    service.begin_second_factor(&actor, PASSWORD, "").await.unwrap();
    let given = service.second_factor(&actor).await.unwrap().enrolment.unwrap();
    assert_eq!(service.enrol(account).await.unwrap(), given, "drawn again it is the same");
    assert!(given.link.starts_with("otpauth://totp/KK%20Daring"), "{}", given.link);
    assert!(given.link.contains(&format!("secret={}", given.secret.replace(' ', ""))));
    assert_eq!(service.sign_in(EMAIL, PASSWORD, Some(&browser), "1").await.unwrap(), SignInStep::Done(account), "not before it has proven itself");
    assert!(service.confirm_second_factor(account, "abc").await.is_err());
    let paper = service.confirm_second_factor(account, &shown(&house, &given.secret)).await.unwrap();
    assert_eq!(paper.len(), 10);
    assert_eq!(service.sign_in(EMAIL, PASSWORD, Some(&browser), "1").await.unwrap(), SignInStep::NeedsFactor(account));
    assert!(matches!(service.enrol(account).await, Err(Error::Conflict { .. })), "it is never shown again");
    house.clock.advance(Duration::seconds(30));
    let proven = service.prove_second_factor(account, &shown(&house, &given.secret), Some(&browser)).await.unwrap();
    assert_eq!((proven.browser.as_str(), proven.arrival), (browser.as_str(), Arrival::Factor { is_new: false }));
    assert!(house.letter_to(EMAIL, "account_changed").await.contains("second_factor_on"));
});

both_databases!(a_code_counts_once_also_when_it_is_sent_many_times_at_once, house => {
    let service = &house.service;
    let account = citizen(&house).await.account().unwrap();
    let (secret, _) = enrolled(&house, account).await;
    let code = shown(&house, &secret);
    let tries = join_all((0..6).map(|_| service.prove_second_factor(account, &code, None))).await;
    assert_eq!(tries.iter().filter(|tried| tried.is_ok()).count(), 1, "{tries:?}");
    let again = service.prove_second_factor(account, &code, None).await.unwrap_err();
    assert_eq!(field_error(&again), Some(&FieldError::CodeUsed));
    house.clock.advance(Duration::seconds(30));
    let next = shown(&house, &secret);
    service.prove_second_factor(account, &next, None).await.unwrap();
    // The one before it is within the slack of clocks, but time goes one way.
    let earlier = service.prove_second_factor(account, &code, None).await.unwrap_err();
    assert_eq!(field_error(&earlier), Some(&FieldError::CodeUsed));
});

both_databases!(a_code_by_e_mail_is_no_way_around_the_authenticator, house => {
    let service = &house.service;
    let account = citizen(&house).await.account().unwrap();
    service.send_sign_in_code(account, service::channel::ChannelKind::Email).await.unwrap();
    let code = house.code_to("email", EMAIL).await;
    enrolled(&house, account).await;
    let around = service.finish_sign_in(account, &code, None).await;
    assert!(matches!(around, Err(Error::NotFound)), "{around:?}");
});

both_databases!(a_code_from_paper_counts_once_and_is_told, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (_, paper) = enrolled(&house, account).await;
    let tries = join_all((0..4).map(|_| service.prove_second_factor(account, &paper[3], None))).await;
    assert_eq!(tries.iter().filter(|tried| tried.is_ok()).count(), 1, "{tries:?}");
    assert_eq!(service.second_factor(&actor).await.unwrap().recovery_left, 9);
    assert!(house.letter_to(EMAIL, "account_changed").await.contains("recovery_used"));
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await.account().unwrap();
    enrolled(&house, other).await;
    assert!(service.prove_second_factor(other, &paper[4], None).await.is_err(), "somebody else's paper");
    assert!(service.renew_recovery_codes(&actor, PASSWORD, "").await.is_err(), "not by the password alone");
    service.renew_recovery_codes(&actor, PASSWORD, &paper[6]).await.unwrap();
    assert!(service.prove_second_factor(account, &paper[5], None).await.is_err(), "paper of before");
});

both_databases!(guessing_ends_after_ten_tries_of_both_kinds_together, house => {
    let service = &house.service;
    let account = citizen(&house).await.account().unwrap();
    let (secret, _) = enrolled(&house, account).await;
    let right = shown(&house, &secret);
    let wrong = if right == "123456" { "123457" } else { "123456" };
    for guess in [wrong, "aaaaa-aaaaa"].repeat(5) {
        assert!(service.prove_second_factor(account, guess, None).await.is_err());
    }
    let locked = service.prove_second_factor(account, &right, None).await;
    assert!(matches!(locked, Err(Error::TooMany { .. })), "{locked:?}");
});

both_databases!(it_is_taken_away_by_password_and_reset_by_an_administrator_only, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    enrolled(&house, account).await;
    assert!(service.remove_second_factor(&actor, "salah").await.is_err());
    service.remove_second_factor(&actor, PASSWORD).await.unwrap();
    assert_eq!(service.sign_in(EMAIL, PASSWORD, None, "1").await.unwrap(), SignInStep::NeedsCode(account));

    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let hers = rina.account().unwrap();
    enrolled(&house, hers).await;
    let until = service.now() + Duration::hours(1);
    service.session_save(&[7; 16], Some(hers), b"{}", until).await.unwrap();
    for by in [&rina, &actor] {
        assert!(service.reset_second_factor(Some(by), hers).await.is_err());
    }
    enrolled(&house, agus.account().unwrap()).await;
    assert!(service.reset_second_factor(Some(&agus), agus.account().unwrap()).await.is_err(), "not one's own");
    service.reset_second_factor(Some(&agus), hers).await.unwrap();
    assert!(service.session_load(&[7; 16]).await.unwrap().is_none());
    assert!(house.letter_to("rina@contoh.test", "account_changed").await.contains("second_factor_reset"));
    let by_hand = service.account_by_email("agus@contoh.test").await.unwrap();
    service.reset_second_factor(None, by_hand).await.unwrap();
    assert!(matches!(service.reset_second_factor(None, by_hand).await, Err(Error::NotFound)));
});

both_databases!(officers_set_one_up_before_they_come_in_where_it_is_required, house => {
    let strict = house.reopened(|settings| settings.officer_second_factor = true).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let account = rina.account().unwrap();
    let browser = strict.trust_device(account, None).await.unwrap();
    let step = strict.sign_in("rina@contoh.test", PASSWORD, Some(&browser), "1").await.unwrap();
    assert_eq!(step, SignInStep::NeedsEnrolment(account));
    enrolled(&house, account).await;
    let step = strict.sign_in("rina@contoh.test", PASSWORD, Some(&browser), "1").await.unwrap();
    assert_eq!(step, SignInStep::NeedsFactor(account));
    assert!(matches!(strict.remove_second_factor(&rina, PASSWORD).await, Err(Error::Forbidden)));
    let citizen = citizen(&house).await.account().unwrap();
    assert!(!strict.must_enrol(citizen).await.unwrap(), "citizens are offered one");
});
