//! Guessing: counted whatever is tried, the same for names that nobody has, and no burden for others.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, answers::left, both_databases};
use service::{Error, RegistrationForm};
use time::Duration;

const WRONG: &str = "bukan-sandi-yang-benar-1";
const RIGHT: &str = "perahu-kayu-biru-7";

fn form(serial: u32, phone: &str) -> RegistrationForm {
    RegistrationForm {
        nik: format!("990101010180{serial:04}"),
        kk_number: format!("990101050115{serial:04}"),
        name: "Made Wirawan".into(),
        phone: phone.into(),
        email: format!("made{serial}@contoh.test"),
        password: RIGHT.into(),
        password_again: RIGHT.into(),
    }
}

both_databases!(however_a_nik_is_spelt_wrong_passwords_are_counted_together, house => {
    house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let spellings = ["9901010405800001", "99.01.01.040580.0001", "9901 0104 0580 0001", "990101-040580-0001", "9901010405800001 "];
    for name in spellings.iter().cycle().take(5) {
        let tried = house.service.sign_in(name, WRONG, None, "127.0.0.1").await;
        assert!(matches!(tried, Err(Error::WrongCredentials)), "{name}: {tried:?}");
    }
    for name in spellings {
        let tried = house.service.sign_in(name, RIGHT, None, "127.0.0.1").await;
        assert!(matches!(tried, Err(Error::TooMany { .. })), "{name}: {tried:?}");
    }
});

both_databases!(tries_to_reset_a_name_that_nobody_has_end_like_those_of_somebody, house => {
    house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let mut ends = Vec::new();
    for name in ["siti@contoh.test", "tidak.ada@contoh.test"] {
        let mut said = Vec::new();
        for _ in 0..12 {
            // From a new browser each time.
            let subjects = crate::reset::asks(&house.service, name, "127.0.0.1").await;
            let tried = house.service.finish_reset(&subjects, "000000", WRONG, WRONG).await;
            said.push(matches!(tried, Err(Error::TooMany { .. })));
        }
        ends.push(said);
    }
    assert_eq!(ends[0], ends[1]);
    assert!(ends[0].contains(&true), "{ends:?}");
});

both_databases!(two_names_of_one_person_are_reset_like_two_of_nobody_and_give_no_more_tries, house => {
    let service = &house.service;
    house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let subjects = crate::reset::asks(service, "siti@contoh.test", "127.0.0.1").await;
    let code = house.code_to("email", "siti@contoh.test").await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let mut told = Vec::new();
    for names in [["siti@contoh.test", "9901010405800001"], ["tidak.ada@contoh.test", "9901010405800777"]] {
        let mut seen = Vec::new();
        for name in names.into_iter().chain(names) {
            let subjects = crate::reset::asks(service, name, "127.0.0.1").await;
            seen.push(left(&service.finish_reset(&subjects, wrong, RIGHT, RIGHT).await));
        }
        told.push(seen);
    }
    assert_eq!(told[0], [Some(9), Some(9), Some(8), Some(8)]);
    assert_eq!(told[0], told[1]);
    // Six more by one name: the person has none left, though the other name has.
    for _ in 0..6 {
        assert!(left(&service.finish_reset(&subjects, wrong, RIGHT, RIGHT).await).is_some());
    }
    let by_nik = crate::reset::asks(service, "9901010405800001", "127.0.0.1").await;
    assert_eq!(left(&service.finish_reset(&by_nik, &code, RIGHT, RIGHT).await), Some(7));
});

both_databases!(a_reset_code_that_has_expired_sends_a_new_one_to_the_same_mailbox, house => {
    house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let subjects = crate::reset::asks(&house.service, "siti@contoh.test", "127.0.0.1").await;
    let old = house.code_to("email", "siti@contoh.test").await;
    house.clock.advance(Duration::minutes(11));
    let new = "layar-hijau-teduh-42";
    assert!(house.service.finish_reset(&subjects, &old, new, new).await.is_err());
    let sent = house.code_to("email", "siti@contoh.test").await;
    assert_ne!(sent, old);
    let reset = house.service.finish_reset(&subjects, &sent, new, new).await.unwrap();
    house.phone_proves(reset, "+6281290000001").await;
});

both_databases!(nobody_is_buried_in_codes_that_others_ask_for, house => {
    let mut sent = 0;
    let mut refused = false;
    for serial in 1..40 {
        match house.service.register(&form(serial, "081290000077"), domain::Language::Id, "127.0.0.1").await {
            Ok(_) => sent += 1,
            Err(Error::TooMany { .. }) => refused = true,
            Err(other) => unreachable!("{other:?}"),
        }
    }
    assert!(refused && sent <= 20, "{sent}");
    // Others go on.
    house.service.register(&form(50, "081290000078"), domain::Language::Id, "127.0.0.1").await.unwrap();
});

const SITI: &str = "siti@contoh.test";

both_databases!(of_fifty_wrong_passwords_at_the_same_moment_five_are_tried, house => {
    house.citizen("9901010405800001", SITI, "081290000001").await;
    let tries = futures::future::join_all((0..50).map(|_| house.service.sign_in(SITI, WRONG, None, "127.0.0.1"))).await;
    let tried = tries.iter().filter(|tried| matches!(tried, Err(Error::WrongCredentials))).count();
    let waits = tries.iter().filter(|tried| matches!(tried, Err(Error::TooMany { .. }))).count();
    assert_eq!((tried, waits), (5, 45));
});

both_databases!(tries_at_two_servers_count_together_and_a_restart_forgets_none, house => {
    house.citizen("9901010405800001", SITI, "081290000001").await;
    let other = house.reopened(|_| ()).await;
    for turn in 0..5 {
        let server = if turn % 2 == 0 { &house.service } else { &other };
        let tried = server.sign_in(SITI, WRONG, None, "127.0.0.1").await;
        assert!(matches!(tried, Err(Error::WrongCredentials)), "{turn}: {tried:?}");
    }
    drop(other);
    let after_the_restart = house.reopened(|_| ()).await;
    for server in [&house.service, &after_the_restart] {
        let waits = server.sign_in(SITI, RIGHT, None, "127.0.0.1").await;
        assert!(matches!(waits, Err(Error::TooMany { .. })), "{waits:?}");
    }
});

both_databases!(of_forty_wrong_codes_at_the_same_moment_ten_are_tried, house => {
    let id = house.service.register(&form(1, "081290000001"), domain::Language::Id, "127.0.0.1").await.unwrap();
    let code = house.code_to("email", "made1@contoh.test").await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let guess = || house.service.prove_address(id, service::CodePurpose::RegisterEmail, wrong);
    let tries = futures::future::join_all((0..40).map(|_| guess())).await;
    // The tenth is told to wait as the last of those that were looked at.
    let tried = tries.iter().filter(|tried| matches!(tried, Err(Error::Fields(_)))).count();
    let waits = tries.iter().filter(|tried| matches!(tried, Err(Error::TooMany { .. }))).count();
    assert!(tried <= 10 && tried + waits == 40, "{tried} {waits}");
    let locked = house.service.prove_address(id, service::CodePurpose::RegisterEmail, &code).await;
    assert!(matches!(locked, Err(Error::TooMany { .. })), "the right one waits too: {locked:?}");
});

both_databases!(each_further_try_waits_twice_as_long_and_none_longer_than_ten_minutes, house => {
    house.citizen("9901010405800001", SITI, "081290000001").await;
    for _ in 0..5 {
        assert!(matches!(house.service.sign_in(SITI, WRONG, None, "1").await, Err(Error::WrongCredentials)));
    }
    let mut waits = Vec::new();
    for _ in 0..9 {
        let Err(Error::TooMany { retry_after }) = house.service.sign_in(SITI, WRONG, None, "1").await else {
            unreachable!("no wait after {waits:?}");
        };
        waits.push(retry_after.as_secs());
        house.clock.advance(Duration::seconds(i64::try_from(retry_after.as_secs()).unwrap()));
        assert!(matches!(house.service.sign_in(SITI, WRONG, None, "1").await, Err(Error::WrongCredentials)));
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 600, 600]);
    // A right password after the wait ends it.
    house.clock.advance(Duration::seconds(600));
    house.service.sign_in(SITI, RIGHT, None, "1").await.unwrap();
    house.service.sign_in(SITI, RIGHT, None, "1").await.unwrap();
});

both_databases!(strangers_lock_nobody_out_of_a_browser_that_the_account_knows, house => {
    let account = house.citizen("9901010405800001", SITI, "081290000001").await.account().unwrap();
    let browser = house.service.trust_device(account, None).await.unwrap();
    for _ in 0..30 {
        let _ = house.service.sign_in(SITI, WRONG, None, "203.0.113.9").await;
    }
    assert!(matches!(house.service.sign_in(SITI, RIGHT, None, "198.51.100.1").await, Err(Error::TooMany { .. })));
    for name in [SITI, "9901010405800001"] {
        let step = house.service.sign_in(name, RIGHT, Some(&browser), "203.0.113.9").await.unwrap();
        assert_eq!(step, service::SignInStep::Done(account), "{name}");
    }
    // A browser that was taken is counted for itself.
    for _ in 0..10 {
        assert!(matches!(house.service.sign_in(SITI, WRONG, Some(&browser), "1").await, Err(Error::WrongCredentials)));
    }
    assert!(matches!(house.service.sign_in(SITI, RIGHT, Some(&browser), "1").await, Err(Error::TooMany { .. })));
});

both_databases!(a_browser_is_known_by_a_secret_that_was_given_out_and_no_other, house => {
    let siti = house.citizen("9901010405800001", SITI, "081290000001").await.account().unwrap();
    let budi = house.citizen("9901010405800002", "budi@contoh.test", "081290000002").await.account().unwrap();
    let given = house.service.trust_device(siti, None).await.unwrap();
    assert!(house.service.is_browser(&given));
    for made_up in [String::new(), "0".repeat(64), format!("{}é", &given[..31]), given[..63].to_owned(), format!("{given}0")] {
        assert!(!house.service.is_browser(&made_up), "{made_up}");
        assert_ne!(house.service.trust_device(siti, Some(&made_up)).await.unwrap(), made_up);
    }
    // A family has one browser, and each account knows it for itself.
    let signs_in = || house.service.sign_in("budi@contoh.test", RIGHT, Some(&given), "1");
    assert_eq!(signs_in().await.unwrap(), service::SignInStep::NeedsCode(budi));
    assert_eq!(house.service.trust_device(budi, Some(&given)).await.unwrap(), given);
    assert_eq!(signs_in().await.unwrap(), service::SignInStep::Done(budi));
});

both_databases!(a_new_password_ends_the_waiting_that_others_caused, house => {
    let account = house.citizen("9901010405800001", SITI, "081290000001").await.account().unwrap();
    for _ in 0..30 {
        let _ = house.service.sign_in(SITI, WRONG, None, "1").await;
    }
    let subjects = crate::reset::asks(&house.service, SITI, "2").await;
    let code = house.code_to("email", SITI).await;
    let new = "layar-hijau-teduh-42";
    let reset = house.service.finish_reset(&subjects, &code, new, new).await.unwrap();
    assert_eq!(house.phone_proves(reset, "+6281290000001").await, account);
    let browser = house.service.trust_device(account, None).await.unwrap();
    assert_eq!(house.service.sign_in(SITI, new, Some(&browser), "2").await.unwrap(), service::SignInStep::Done(account));
    house.service.sign_in(SITI, new, None, "2").await.unwrap();
});

both_databases!(a_browser_that_was_not_used_for_half_a_year_is_a_stranger_again, house => {
    let account = house.citizen("9901010405800001", SITI, "081290000001").await.account().unwrap();
    let browser = house.service.trust_device(account, None).await.unwrap();
    house.clock.advance(Duration::days(179));
    assert_eq!(house.service.sign_in(SITI, RIGHT, Some(&browser), "1").await.unwrap(), service::SignInStep::Done(account));
    house.clock.advance(Duration::days(181));
    assert_eq!(house.service.sign_in(SITI, RIGHT, Some(&browser), "1").await.unwrap(), service::SignInStep::NeedsCode(account));
    house.service.sweep().await.unwrap();
    assert_eq!(house.count("device").await, 0);
});

both_databases!(a_password_set_by_code_or_changed_holds_nothing_personal, house => {
    house.citizen("9901010405800001", SITI, "081290000001").await;
    let subjects = crate::reset::asks(&house.service, SITI, "1").await;
    let code = house.code_to("email", SITI).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    // Without the right code nobody learns what is personal.
    let tried = house.service.finish_reset(&subjects, wrong, "wirawan-itu-saya", "wirawan-itu-saya").await;
    assert!(matches!(&tried, Err(Error::Fields(issues)) if issues[0].field == "code"), "{tried:?}");
    for personal in ["wirawan-itu-saya", "siti-kuda-nil-9", "kuda-nil-040580", "nil-081290000001", "990101-kuda-nil"] {
        let refused = house.service.finish_reset(&subjects, &code, personal, personal).await;
        let Err(Error::Fields(issues)) = refused else { unreachable!("{personal}: {refused:?}") };
        assert_eq!(issues[0].error, domain::FieldError::PasswordHasPersonal, "{personal}");
    }
    let common = house.service.finish_reset(&subjects, &code, "finalfantasy", "finalfantasy").await;
    assert!(matches!(&common, Err(Error::Fields(issues)) if issues[0].error == domain::FieldError::PasswordCommon));
    // None of it has used the code up.
    house.service.finish_reset(&subjects, &code, "layar-hijau-teduh-42", "layar-hijau-teduh-42").await.unwrap();
});

both_databases!(an_account_has_so_many_drafts_open_and_no_more, house => {
    let citizen = house.citizen("9901010405800001", SITI, "081290000001").await;
    house.card(&citizen).await;
    let mut ids = Vec::new();
    for _ in 0..40 {
        let id = uuid::Uuid::now_v7();
        house.service.start_draft(&citizen, id, "KK-07").await.unwrap();
        ids.push(id);
    }
    let refused = house.service.start_draft(&citizen, uuid::Uuid::now_v7(), "KK-07").await;
    assert!(matches!(&refused, Err(Error::Fields(issues)) if issues[0].field == "drafts"), "{refused:?}");
    // Going on with one that is there is none more.
    house.service.start_draft(&citizen, ids[0], "KK-07").await.unwrap();
    house.service.discard_draft(&citizen, ids[1]).await.unwrap();
    house.service.start_draft(&citizen, uuid::Uuid::now_v7(), "KK-07").await.unwrap();
});

both_databases!(a_flood_of_guesses_is_sent_away_uncounted_and_holds_up_nobody_who_comes_for_the_first_time, house => {
    let account = house.citizen("9901010405800001", SITI, "081290000001").await.account().unwrap();
    house.citizen("9901010405800002", "budi@contoh.test", "081290000002").await;
    let service = house.reopened(|settings| settings.password_threads = 1).await;
    let browser = service.trust_device(account, None).await.unwrap();
    let counted_before = house.count("rate").await;
    let guesses = (0..300).map(|turn| {
        let service = &service;
        async move {
            let made_up = (turn % 3 == 0).then(|| format!("{turn:064x}"));
            service.sign_in(&format!("x{turn}@contoh.test"), WRONG, made_up.as_deref(), "203.0.113.9").await
        }
    });
    // Who guesses was there before.
    let (tries, known, new) = tokio::join!(
        futures::future::join_all(guesses),
        service.sign_in(SITI, RIGHT, Some(&browser), "198.51.100.1"),
        service.sign_in("budi@contoh.test", RIGHT, None, "198.51.100.2"),
    );
    assert_eq!(known.unwrap(), service::SignInStep::Done(account));
    assert!(matches!(new, Ok(service::SignInStep::NeedsCode(_))), "{new:?}");
    let tried = tries.iter().filter(|tried| matches!(tried, Err(Error::WrongCredentials))).count();
    let sent_away = tries.iter().filter(|tried| matches!(tried, Err(Error::Busy))).count();
    assert_eq!(tried + sent_away, 300);
    assert!(sent_away >= 200, "{sent_away}");
    // Of each that was tried its name, and the addresses, and the code of the new browser.
    let counted = usize::try_from(house.count("rate").await - counted_before).unwrap();
    assert!(counted <= tried + 10, "{counted} of {tried}");
});
