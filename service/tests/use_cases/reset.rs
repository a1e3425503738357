//! A forgotten password: the mailbox begins it, the phone finishes it. Whoever reads the mailbox only (a helper, a thief)
//! takes no account over unseen, and whoever lost the number is not locked out.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::FieldError;
use futures::future::join;
use service::{
    Actor, Error, PasswordChange, Reset, ResetSubject, Service, SignInStep, channel::ChannelKind, totp_now,
};
use time::Duration;
use uuid::Uuid;

const PASSWORD: &str = "perahu-kayu-biru-7";
const NEW: &str = "kuda nil di sawah 9";
const EMAIL: &str = "siti@contoh.test";
const PHONE: &str = "+6281290000001";

async fn siti(house: &House) -> Actor {
    house.citizen("9901010405800001", EMAIL, "081290000001").await
}

/// What somebody with the mailbox gets.
async fn by_mailbox(house: &House, new: &str) -> Reset {
    let subjects = asks(&house.service, EMAIL, "127.0.0.1").await;
    let code = house.code_to("email", EMAIL).await;
    house.service.finish_reset(&subjects, &code, new, new).await.unwrap()
}

async fn waiting(house: &House) -> Uuid {
    match by_mailbox(house, NEW).await {
        Reset::Phone(pending) => pending,
        Reset::Done(_) => unreachable!("the mailbox alone is enough"),
    }
}

/// What the letter's link carries.
async fn token(house: &House) -> String {
    let letter = house.letter_to(PHONE, "password_waits").await;
    let mut runs = letter.split(|sign: char| !sign.is_ascii_hexdigit());
    runs.rfind(|run| run.len() == 40).unwrap().to_owned()
}

async fn opens(house: &House, password: &str) -> bool {
    match house.service.sign_in(EMAIL, password, None, "1").await {
        Ok(SignInStep::NeedsCode(_)) => true,
        Err(Error::WrongCredentials) => false,
        other => unreachable!("{other:?}"),
    }
}

/// As the page does: whom the name may mean, and a code to each of them who is somebody.
pub async fn asks(service: &Service, name: &str, address: &str) -> Vec<ResetSubject> {
    let subjects = service.reset_subjects(name, address).await.unwrap();
    service.send_reset_codes(&subjects).await.unwrap();
    subjects
}

both_databases!(the_mailbox_alone_sets_no_new_password, house => {
    let service = &house.service;
    let siti = siti(&house).await;
    let browser = service.trust_device(siti.account().unwrap(), None).await.unwrap();
    let pending = waiting(&house).await;
    assert!(opens(&house, PASSWORD).await && !opens(&house, NEW).await, "nothing has changed yet");
    assert_eq!(
        service.sign_in(EMAIL, PASSWORD, Some(&browser), "1").await.unwrap(),
        SignInStep::Done(siti.account().unwrap())
    );
    let shown = service.pending_password(pending).await.unwrap();
    assert!(shown.phone.ends_with("0001") && !shown.phone.contains("8129"), "{}", shown.phone);
    assert_eq!((shown.hours, shown.standing.tries_left), (48, 10));
    // The mailbox's code is none of the phone's.
    let mail = house.code_to("email", EMAIL).await;
    let right = house.code_to("phone", PHONE).await;
    if mail != right {
        assert!(service.finish_reset_by_phone(pending, &mail).await.is_err());
    }
    // Of two at the same moment one counts.
    let both = join(service.finish_reset_by_phone(pending, &right), service.finish_reset_by_phone(pending, &right)).await;
    assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|won| **won).count(), 1, "{both:?}");
    assert!(opens(&house, NEW).await && !opens(&house, PASSWORD).await);
    assert!(matches!(service.sign_in(EMAIL, NEW, Some(&browser), "1").await.unwrap(), SignInStep::NeedsCode(_)));
    for told in [EMAIL, PHONE] {
        assert!(house.letter_to(told, "account_changed").await.contains("password"), "{told}");
    }
    assert!(matches!(service.pending_password(pending).await, Err(Error::NotFound)));
});

both_databases!(without_the_phone_it_counts_after_two_days_in_which_the_owner_hears_of_it, house => {
    let service = &house.service;
    let siti = siti(&house).await;
    let pending = waiting(&house).await;
    let from = service.wait_for_reset(pending).await.unwrap();
    assert_eq!(from - service.now(), Duration::hours(48));
    for told in [EMAIL, PHONE] {
        house.letter_to(told, "password_waits").await;
    }
    assert!(service.security_log(&siti, None).await.unwrap().lines.iter().any(|line| line.kind == "password_waits"));
    assert!(matches!(service.wait_for_reset(pending).await, Err(Error::NotFound)), "once");
    let late = service.finish_reset_by_phone(pending, &house.code_to("phone", PHONE).await).await;
    assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    house.clock.advance(Duration::hours(47));
    service.sweep().await.unwrap();
    assert!(opens(&house, PASSWORD).await && !opens(&house, NEW).await);
    house.clock.advance(Duration::hours(1));
    let swept = Box::pin(join(service.sweep(), service.sweep())).await;
    assert!(swept.0.is_ok() && swept.1.is_ok(), "{swept:?}");
    assert!(opens(&house, NEW).await && !opens(&house, PASSWORD).await);
    let log = service.security_log(&siti, None).await.unwrap();
    assert_eq!(log.lines.iter().filter(|line| line.kind == "password_reset").count(), 1);
    assert!(matches!(service.object_to_reset(&token(&house).await, "1").await, Err(Error::NotFound)), "too late");
});

both_databases!(the_owner_stops_it_by_the_link_or_by_knowing_the_password, house => {
    let service = &house.service;
    let siti = siti(&house).await;
    service.wait_for_reset(waiting(&house).await).await.unwrap();
    let link = token(&house).await;
    assert!(matches!(service.object_to_reset(&"0".repeat(40), "1").await, Err(Error::NotFound)));
    // Mail programs follow links: looking changes nothing.
    assert_eq!(service.reset_to_object_to(&link, "1").await.unwrap() - service.now(), Duration::hours(48));
    service.object_to_reset(&link, "1").await.unwrap();
    assert!(matches!(service.object_to_reset(&link, "1").await, Err(Error::NotFound)), "once");
    assert!(service.security_log(&siti, None).await.unwrap().lines.iter().any(|line| line.kind == "password_objected"));

    house.clock.advance(Duration::hours(2));
    let pending = waiting(&house).await;
    service.wait_for_reset(pending).await.unwrap();
    let own = "layar kapal merah 9";
    let change = PasswordChange { current: PASSWORD.into(), password: own.into(), password_again: own.into() };
    service.change_password(&siti, &change, b"here", None).await.unwrap();

    house.clock.advance(Duration::hours(2));
    let asked = waiting(&house).await;
    let code = house.code_to("phone", PHONE).await;
    service.begin_address_change(&siti, ChannelKind::Phone, "081290000009", own).await.unwrap();
    let proof = house.code_to("phone", "+6281290000009").await;
    service.finish_address_change(&siti, ChannelKind::Phone, &proof).await.unwrap();
    let late = service.finish_reset_by_phone(asked, &code).await;
    assert!(matches!(late, Err(Error::NotFound)), "a code to the old number opens nothing: {late:?}");

    house.clock.advance(Duration::hours(72));
    service.sweep().await.unwrap();
    assert!(opens(&house, own).await && !opens(&house, NEW).await);
});

both_databases!(asking_again_is_one_that_waits_and_half_an_hour_is_enough_for_a_code, house => {
    let service = &house.service;
    siti(&house).await;
    let first = waiting(&house).await;
    let second = waiting(&house).await;
    let code = house.code_to("phone", PHONE).await;
    assert!(matches!(service.finish_reset_by_phone(first, &code).await, Err(Error::NotFound)));
    house.clock.advance(Duration::minutes(11));
    let expired = service.finish_reset_by_phone(second, &code).await.unwrap_err();
    assert!(matches!(&expired, Error::Fields(issues) if issues[0].error == FieldError::CodeExpired), "{expired:?}");
    service.resend_reset_code(second).await.unwrap();
    house.clock.advance(Duration::minutes(20));
    service.sweep().await.unwrap();
    assert!(matches!(service.pending_password(second).await, Err(Error::NotFound)));
    assert!(opens(&house, PASSWORD).await && !opens(&house, NEW).await);
});

both_databases!(whoever_keeps_a_second_factor_is_protected_by_that, house => {
    let service = &house.service;
    let account = siti(&house).await.account().unwrap();
    let secret = service.enrol(account).await.unwrap().secret;
    service.confirm_second_factor(account, &totp_now(&secret, service.now().unix_timestamp()).unwrap()).await.unwrap();
    assert_eq!(by_mailbox(&house, NEW).await, Reset::Done(account));
    let browser = service.trust_device(account, None).await.unwrap();
    let step = service.sign_in(EMAIL, NEW, Some(&browser), "1").await.unwrap();
    assert_eq!(step, SignInStep::NeedsFactor(account), "the new password alone opens nothing");
});
