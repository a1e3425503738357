//! What keeps an account its owner's: changes that prove themselves, old addresses that are told, sessions that end,
//! and a history of who looked.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{FieldError, Language, Role};
use service::{Actor, Arrival, DeviceKind, Error, Looked, PasswordChange, SignInStep, channel::ChannelKind};
use time::Duration;
use uuid::Uuid;

const PASSWORD: &str = "perahu-kayu-biru-7";
const EMAIL: &str = "made@contoh.test";
const PHONE: &str = "081290000002";

async fn citizen(house: &House) -> Actor {
    house.citizen("9901020101900005", EMAIL, PHONE).await
}

fn field_error(error: &Error) -> Option<&FieldError> {
    match error {
        Error::Fields(issues) => issues.first().map(|issue| &issue.error),
        _ => None,
    }
}

/// A session as the server writes it.
async fn session(house: &House, account: Uuid, id: u8) -> [u8; 16] {
    let id = [id; 16];
    let until = house.service.now() + Duration::hours(1);
    house.service.session_save(&id, Some(account), b"{}", until).await.unwrap();
    id
}

fn change(current: &str, password: &str) -> PasswordChange {
    PasswordChange { current: current.into(), password: password.into(), password_again: password.into() }
}

both_databases!(a_changed_password_ends_every_other_session_and_browser_and_tells_the_owner, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let (mine, other) = (session(&house, account, 1).await, session(&house, account, 2).await);
    let browser = service.trust_device(account, None).await.unwrap();
    let stolen = service.trust_device(account, None).await.unwrap();
    let new = "layar kapal merah 9";
    for (current, wrong, expected) in [
        ("bukan ini", new, FieldError::PasswordWrong),
        (PASSWORD, "pendek", FieldError::TooShort { min: 12 }),
        (PASSWORD, "made wirawan 1990", FieldError::PasswordHasPersonal),
    ] {
        let refused = service.change_password(&actor, &change(current, wrong), &mine, Some(&browser)).await.unwrap_err();
        assert_eq!(field_error(&refused), Some(&expected), "{current} {wrong}");
    }
    let asked = crate::reset::asks(service, EMAIL, "127.0.0.1").await;
    let late = house.code_to("email", EMAIL).await;
    service.change_password(&actor, &change(PASSWORD, new), &mine, Some(&browser)).await.unwrap();
    assert!(service.session_load(&mine).await.unwrap().is_some());
    assert!(service.session_load(&other).await.unwrap().is_none());
    assert_eq!(service.sign_in(EMAIL, new, Some(&browser), "1").await.unwrap(), SignInStep::Done(account));
    assert_eq!(service.sign_in(EMAIL, new, Some(&stolen), "1").await.unwrap(), SignInStep::NeedsCode(account));
    assert!(matches!(service.sign_in(EMAIL, PASSWORD, Some(&browser), "1").await, Err(Error::WrongCredentials)));
    assert!(service.finish_reset(&asked, &late, "kuda nil di sawah 9", "kuda nil di sawah 9").await.is_err());
    assert!(house.letter_to(EMAIL, "account_changed").await.contains("password"));
    let log = service.security_log(&actor, None).await.unwrap();
    assert_eq!(log.lines[0].kind, "password_changed");
});

both_databases!(a_password_that_was_made_up_for_an_officer_ends_unless_its_owner_chooses_another_one, house => {
    let service = &house.service;
    let (rina, budi) = ("rina@contoh.test", "budi@contoh.test");
    let of_rina = house.officer(rina, Role::Verifier).await;
    let of_budi = house.officer(budi, Role::Verifier).await;
    for actor in [&of_rina, &of_budi] {
        let until = service.end_first_password(actor.account().unwrap()).await.unwrap();
        assert_eq!(until, service.now() + Duration::days(3));
        assert_eq!(service.account(actor).await.unwrap().first_password_until, Some(until));
    }
    house.clock.advance(Duration::days(3) - Duration::minutes(1));
    assert!(service.sign_in(rina, PASSWORD, None, "1").await.is_ok());
    let mine = session(&house, of_budi.account().unwrap(), 1).await;
    let own = "layar kapal merah 9";
    service.change_password(&of_budi, &change(PASSWORD, own), &mine, None).await.unwrap();
    assert_eq!(service.account(&of_budi).await.unwrap().first_password_until, None);
    house.clock.advance(Duration::minutes(1));
    assert!(matches!(service.sign_in(rina, PASSWORD, None, "1").await, Err(Error::WrongCredentials)));
    assert!(service.sign_in(budi, own, None, "1").await.is_ok());
    // A new one is got like one that was forgotten.
    let asked = crate::reset::asks(service, rina, "1").await;
    let code = house.code_to("email", rina).await;
    service.finish_reset(&asked, &code, own, own).await.unwrap();
    assert!(service.sign_in(rina, own, None, "1").await.is_ok());
});

both_databases!(of_two_changes_of_a_password_at_the_same_moment_one_counts, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let mine = session(&house, actor.account().unwrap(), 1).await;
    let (one, two) = (change(PASSWORD, "layar kapal merah 9"), change(PASSWORD, "kuda nil di sawah 9"));
    let both = futures::future::join(
        service.change_password(&actor, &one, &mine, None),
        service.change_password(&actor, &two, &mine, None),
    )
    .await;
    assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|won| **won).count(), 1, "{both:?}");
});

both_databases!(a_new_address_counts_once_its_code_came_back_and_the_old_one_is_told, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let new = "made.baru@contoh.test";
    let refused = service.begin_address_change(&actor, ChannelKind::Email, new, "salah").await.unwrap_err();
    assert_eq!(field_error(&refused), Some(&FieldError::PasswordWrong));
    let same = service.begin_address_change(&actor, ChannelKind::Email, EMAIL, PASSWORD).await.unwrap_err();
    assert_eq!(field_error(&same), Some(&FieldError::SameAsBefore));
    // Typed wrong at first: the code of that address opens nothing for the next one.
    service.begin_address_change(&actor, ChannelKind::Email, "made.baru@contoh.tset", PASSWORD).await.unwrap();
    service.begin_address_change(&actor, ChannelKind::Email, new, PASSWORD).await.unwrap();
    assert_eq!(service.address_change(&actor, ChannelKind::Email).await.unwrap().unwrap().to, new);
    assert!(service.sign_in(new, PASSWORD, None, "1").await.is_err(), "not before it is proven");
    let asked = crate::reset::asks(service, EMAIL, "127.0.0.1").await;
    let old_code = house.code_to("email", EMAIL).await;
    let code = house.code_to("email", new).await;
    let both = futures::future::join(
        service.finish_address_change(&actor, ChannelKind::Email, &code),
        service.finish_address_change(&actor, ChannelKind::Email, &code),
    )
    .await;
    assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|won| **won).count(), 1, "{both:?}");
    assert_eq!(service.sign_in(new, PASSWORD, None, "1").await.unwrap(), SignInStep::NeedsCode(account));
    assert!(service.sign_in(EMAIL, PASSWORD, None, "1").await.is_err());
    assert!(house.letter_to(EMAIL, "account_changed").await.contains("email"), "the old address hears of it");
    let reset = service.finish_reset(&asked, &old_code, "kuda nil di sawah 9", "kuda nil di sawah 9").await;
    assert!(reset.is_err(), "a code on its way to the old address opens nothing");

    service.begin_address_change(&actor, ChannelKind::Phone, "0812 9000 0077", PASSWORD).await.unwrap();
    let code = house.code_to("phone", "+6281290000077").await;
    house.clock.advance(Duration::minutes(11));
    let late = service.finish_address_change(&actor, ChannelKind::Phone, &code).await.unwrap_err();
    assert_eq!(field_error(&late), Some(&FieldError::CodeExpired));
    let fresh = house.code_to("phone", "+6281290000077").await;
    service.finish_address_change(&actor, ChannelKind::Phone, &fresh).await.unwrap();
    assert!(house.letter_to("+6281290000002", "account_changed").await.contains("phone"));
    let kinds: Vec<_> = service.security_log(&actor, None).await.unwrap().lines.into_iter().map(|line| line.kind).collect();
    assert_eq!(kinds, ["phone_changed", "email_changed", "registered"]);
});

both_databases!(the_code_of_one_new_address_proves_no_other, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    service.begin_address_change(&actor, ChannelKind::Email, "satu@contoh.test", PASSWORD).await.unwrap();
    let of_one = house.code_to("email", "satu@contoh.test").await;
    service.begin_address_change(&actor, ChannelKind::Email, "dua@contoh.test", PASSWORD).await.unwrap();
    let refused = service.finish_address_change(&actor, ChannelKind::Email, &of_one).await;
    assert!(refused.is_err(), "whoever reads the first mailbox has not proven the second: {refused:?}");
    let phone = service.finish_address_change(&actor, ChannelKind::Phone, &of_one).await;
    assert!(matches!(phone, Err(Error::NotFound)), "{phone:?}");
});

both_databases!(officers_change_no_address_of_their_own, house => {
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let refused = house.service.begin_address_change(&officer, ChannelKind::Email, "lain@contoh.test", PASSWORD).await;
    assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
});

both_databases!(sessions_are_listed_for_their_owner_and_ended_one_by_one, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let other = house.officer("rina@contoh.test", Role::Verifier).await;
    let (mine, second) = (session(&house, account, 1).await, session(&house, account, 2).await);
    let foreign = session(&house, other.account().unwrap(), 3).await;
    let list = service.own_sessions(&actor, &mine).await.unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(list.iter().filter(|session| session.is_this).count(), 1);
    let foreign_handle = service.own_sessions(&other, &foreign).await.unwrap().remove(0).handle;
    for handle in [foreign_handle.as_str(), "", "zz", "00"] {
        assert!(matches!(service.end_session(&actor, handle).await, Err(Error::NotFound)), "{handle}");
    }
    assert!(service.session_load(&foreign).await.unwrap().is_some());
    let handle = list.into_iter().find(|session| !session.is_this).unwrap().handle;
    service.end_session(&actor, &handle).await.unwrap();
    assert!(service.session_load(&second).await.unwrap().is_none());
    assert!(service.session_load(&mine).await.unwrap().is_some());
});

both_databases!(a_new_device_is_told_by_letter_and_a_known_one_is_not, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let phone = DeviceKind::from_code("chrome/android");
    service.signed_in(account, Arrival::Known, &phone).await.unwrap();
    let letters = |mail: Vec<service::MailboxEntry>| mail.iter().filter(|entry| entry.text.subject == "new_device").count();
    assert_eq!(letters(service.mailbox().await.unwrap()), 0);
    service.signed_in(account, Arrival::Code, &phone).await.unwrap();
    assert_eq!(letters(service.mailbox().await.unwrap()), 1);
    assert!(house.letter_to(EMAIL, "new_device").await.contains("chrome/android"));
    let log = service.security_log(&actor, None).await.unwrap().lines;
    assert!(log[0].is_new_device && !log[1].is_new_device);
    assert_eq!(log[0].device, Some(phone));
});

both_databases!(whoever_of_the_office_looks_is_noted_once_a_quarter_of_an_hour, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let draft = house.written_request(&actor).await;
    let number = service.send(&actor, draft, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    assert!(service.access_log(&actor, None, Language::Id).await.unwrap().lines.is_empty());
    for _ in 0..3 {
        service.desk_request(&rina, &number, Language::Id).await.unwrap();
    }
    let document = service.request(&actor, draft, Language::Id).await.unwrap().documents[0].id;
    service.read_document(&rina, document).await.unwrap();
    service.read_document(&actor, document).await.unwrap();
    service.form(&supri, draft, "F-1.06").await.unwrap();
    house.clock.advance(Duration::minutes(20));
    service.desk_request(&rina, &number, Language::Id).await.unwrap();
    let lines = service.access_log(&actor, None, Language::Id).await.unwrap().lines;
    let seen: Vec<_> = lines.iter().map(|line| (line.what, line.role.unwrap())).collect();
    assert_eq!(seen, [
        (Looked::Request, Role::Verifier),
        (Looked::Form, Role::Supervisor),
        (Looked::Document, Role::Verifier),
        (Looked::Request, Role::Verifier),
    ]);
    assert!(lines.iter().all(|line| line.office == "Dinas Contoh"));
    assert!(lines.iter().all(|line| line.request.as_ref().is_some_and(|(id, shown)| *id == draft && *shown == number)));
    assert_eq!(lines[1].about.as_deref(), Some("F-1.06"));
    assert!(lines[2].about.is_some());
    assert!(service.access_log(&other, None, Language::Id).await.unwrap().lines.is_empty());
    assert!(matches!(service.access_log(&rina, None, Language::Id).await, Err(Error::Forbidden)));
    assert!(service.security_log(&actor, None).await.unwrap().lines.iter().all(|line| line.kind == "registered"));
});

both_databases!(officers_who_look_at_the_same_moment_are_all_noted_and_hinder_nobody, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let draft = house.written_request(&actor).await;
    let number = service.send(&actor, draft, true).await.unwrap().number.to_string();
    let mut officers = Vec::new();
    for name in ["rina", "budi", "dewi", "supri"] {
        officers.push(house.officer(&format!("{name}@contoh.test"), Role::Verifier).await);
    }
    let looks = officers.iter().map(|officer| service.desk_request(officer, &number, Language::Id));
    let looks = futures::future::join_all(looks).await;
    assert!(looks.iter().all(Result::is_ok));
    service.claim(&officers[0], &number, None).await.unwrap();
    assert_eq!(service.access_log(&actor, None, Language::Id).await.unwrap().lines.len(), 4);
});

both_databases!(ten_wrong_codes_at_the_same_moment_are_ten_and_no_more, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    service.send_sign_in_code(account, ChannelKind::Email).await.unwrap();
    let code = house.code_to("email", EMAIL).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let tries = futures::future::join_all((0..24).map(|_| service.finish_sign_in(account, wrong, None))).await;
    let looked_at = tries.iter().filter(|tried| matches!(tried, Err(Error::Fields(_)))).count();
    assert_eq!(looked_at, 9, "nine are told how many are left, the tenth and all others to wait");
    let locked = service.finish_sign_in(account, &code, None).await;
    assert!(matches!(locked, Err(Error::TooMany { .. })), "{locked:?}");
});
