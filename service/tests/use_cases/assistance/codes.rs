//! The code that a citizen reads out: what it opens, how often it may be wrong, what its answers tell, and when it ends.
use super::{EMAIL, NIK, PHONE, asks, begins, is_wrong, not_that, two};
use crate::house::{House, answers::left, both_databases};
use domain::{FieldError, Role};
use service::{Actor, EndedBy, Error, PasswordChange, channel::ChannelKind};
use time::Duration;
use uuid::Uuid;

both_databases!(no_code_no_help_and_nothing_tells_who_has_an_account, house => {
    let (_, rina) = two(&house).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let admin = house.officer("admin@contoh.test", Role::Administrator).await;
    let service = &house.service;
    assert!(matches!(service.ask_to_help(&admin, NIK, false).await, Err(Error::Forbidden)));
    assert!(matches!(service.ask_to_help(&Actor::Stranger, NIK, false).await, Err(Error::SignInFirst)));
    let known = asks(&house, &rina, NIK).await;
    let nobody = asks(&house, &rina, "9901020101900777").await;
    let officers_own = asks(&house, &rina, "budi@contoh.test").await;
    let code = house.code_to("phone", PHONE).await;
    let wrong = not_that(&code);
    for asked in [known, nobody, officers_own] {
        assert!(is_wrong(&service.begin_to_help(&rina, asked, wrong).await));
    }
    assert!(is_wrong(&service.begin_to_help(&rina, nobody, &code).await), "the code of somebody else");
    let by_another = service.begin_to_help(&budi, known, &code).await;
    assert!(matches!(by_another, Err(Error::NotFound)), "the code names the officer: {by_another:?}");
    // Ten tries for a person, however often is asked anew; the same for nobody.
    for name in [NIK, "9901020101900777"] {
        let mut last = Ok(Uuid::nil());
        for _ in 0..10 {
            let asked = asks(&house, &rina, name).await;
            last = service.begin_to_help(&rina, asked, wrong).await;
        }
        assert!(matches!(last, Err(Error::TooMany { .. })), "{name}: {last:?}");
    }
    assert!(matches!(service.begin_to_help(&rina, known, &code).await, Err(Error::TooMany { .. })));
    house.clock.advance(Duration::minutes(11));
    let late = service.begin_to_help(&rina, known, &code).await;
    assert!(
        matches!(&late, Err(Error::Fields(issues)) if issues[0].error == FieldError::CodeExpired),
        "{late:?}"
    );
    let fresh = house.code_to("phone", PHONE).await;
    assert!(service.begin_to_help(&rina, known, &fresh).await.is_ok(), "a new one was sent");
    assert!(service.begin_to_help(&rina, known, &fresh).await.is_err(), "and works once");
});

both_databases!(every_code_that_was_sent_goes_on_counting_until_its_end, house => {
    let (_, rina) = two(&house).await;
    let service = &house.service;
    let mut asked = asks(&house, &rina, NIK).await;
    let code = house.code_to("phone", PHONE).await;
    for _ in 0..6 {
        asked = asks(&house, &rina, NIK).await;
    }
    let by_email = service.ask_to_help(&rina, NIK, true).await.unwrap();
    assert!(is_wrong(&service.begin_to_help(&rina, by_email, &code).await), "another way is another ask");
    service.begin_to_help(&rina, asked, &code).await.unwrap();
    // Asked long ago: a new code is for the same ask.
    house.clock.advance(Duration::minutes(11));
    let asked = asks(&house, &rina, NIK).await;
    let code = house.code_to("phone", PHONE).await;
    house.clock.advance(Duration::minutes(90));
    let late = service.begin_to_help(&rina, asked, &code).await;
    assert!(matches!(&late, Err(Error::Fields(issues)) if issues[0].error == FieldError::CodeExpired), "{late:?}");
    let fresh = house.code_to("phone", PHONE).await;
    service.begin_to_help(&rina, asked, &fresh).await.unwrap();
});

both_databases!(two_names_of_one_person_look_like_two_of_nobody_and_give_no_more_tries, house => {
    let (_, rina) = two(&house).await;
    let service = &house.service;
    let mut told = Vec::new();
    let mut code = String::new();
    for names in [[NIK, "0812-9000-0002"], ["9901020101900777", "081290000777"]] {
        let mut seen = Vec::new();
        for name in names.into_iter().chain(names) {
            let asked = asks(&house, &rina, name).await;
            if name == NIK {
                code = house.code_to("phone", PHONE).await;
            }
            seen.push(left(&service.begin_to_help(&rina, asked, not_that(&code)).await));
        }
        told.push(seen);
    }
    assert_eq!(told[0], [Some(9), Some(9), Some(8), Some(8)]);
    assert_eq!(told[0], told[1]);
    // Six more by one name: the person has none left, though the other name has.
    let asked = asks(&house, &rina, NIK).await;
    for _ in 0..6 {
        assert!(is_wrong(&service.begin_to_help(&rina, asked, not_that(&code)).await));
    }
    let other = asks(&house, &rina, PHONE).await;
    let right = service.begin_to_help(&rina, other, &code).await;
    assert_eq!(left(&right), Some(7), "{right:?}");
});

both_databases!(a_new_password_or_address_ends_help_and_takes_codes_back, house => {
    let (made, rina) = two(&house).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let service = &house.service;
    let old = "perahu-kayu-biru-7";
    let new = "sepeda-merah-tua-9";
    for way in ["password", "reset", "phone"] {
        house.clock.advance(Duration::minutes(61));
        let (id, _) = begins(&house, &rina).await;
        let waiting = asks(&house, &budi, NIK).await;
        let code = house.code_to("phone", PHONE).await;
        match way {
            "password" => {
                let change =
                    PasswordChange { current: old.into(), password: new.into(), password_again: new.into() };
                service.change_password(&made, &change, b"here", None).await.unwrap();
            }
            "reset" => {
                let subjects = crate::reset::asks(service, EMAIL, "127.0.0.1").await;
                let code = house.code_to("email", EMAIL).await;
                let reset = service.finish_reset(&subjects, &code, old, old).await.unwrap();
                house.phone_proves(reset, PHONE).await;
            }
            _ => {
                service.begin_address_change(&made, ChannelKind::Phone, "081290000009", old).await.unwrap();
                let code = house.code_to("phone", "+6281290000009").await;
                service.finish_address_change(&made, ChannelKind::Phone, &code).await.unwrap();
            }
        }
        assert!(service.assisted(&rina, id).await.unwrap().is_none(), "{way}");
        assert!(is_wrong(&service.begin_to_help(&budi, waiting, &code).await), "{way}");
        let last = service.assistances(&made).await.unwrap().remove(0);
        assert_eq!(last.ended_by, Some(EndedBy::Citizen), "{way}");
    }
});
