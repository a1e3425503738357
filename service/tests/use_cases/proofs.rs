//! Addresses that prove somebody: a code proves the address that it went to and no other, whatever comes at the same
//! moment, and an address that two people share names neither.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{FieldError, Language};
use futures::future::join;
use service::{CodePurpose, Error, Proof, RegistrationForm, SignInStep, channel::ChannelKind};
use time::Duration;

const PASSWORD: &str = "perahu-kayu-biru-7";
const NEW_PASSWORD: &str = "kuda nil di sawah 9";
const SLIP: &str = "sitti@contoh.test";
const EMAIL: &str = "siti@contoh.test";
const PHONE: &str = "081290000001";

fn form(email: &str) -> RegistrationForm {
    RegistrationForm {
        nik: "9901010405800001".into(),
        kk_number: "9901021706190002".into(),
        name: "Siti Rahma".into(),
        phone: PHONE.into(),
        email: email.into(),
        password: PASSWORD.into(),
        password_again: PASSWORD.into(),
    }
}

fn is_wrong_code<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Fields(issues)) if matches!(issues[0].error, FieldError::CodeWrong { .. }))
}

/// What came by both ways.
async fn codes(house: &House) -> (String, String) {
    (house.code_to("email", EMAIL).await, house.code_to("phone", "+6281290000001").await)
}

both_databases!(a_code_proves_the_address_that_it_went_to_and_no_other, house => {
    let service = &house.service;
    let id = service.register(&form(SLIP), Language::Id, "127.0.0.1").await.unwrap();
    let to_the_slip = house.code_to("email", SLIP).await;
    service.correct_address(id, CodePurpose::RegisterEmail, EMAIL).await.unwrap();
    assert_eq!(service.registration(id).await.unwrap().email, EMAIL);
    let refused = service.prove_address(id, CodePurpose::RegisterEmail, &to_the_slip).await;
    assert!(is_wrong_code(&refused), "whoever reads the first mailbox has not proven the second: {refused:?}");
    // The same address once more: nobody's code is taken back (F12).
    let (email, phone) = codes(&house).await;
    service.correct_address(id, CodePurpose::RegisterEmail, EMAIL).await.unwrap();
    service.correct_address(id, CodePurpose::RegisterPhone, "+62 812-9000-0001").await.unwrap();
    assert_eq!(service.prove_address(id, CodePurpose::RegisterEmail, &email).await.unwrap(), Proof::OneToGo);
    // What is proven is corrected no more.
    let late = service.correct_address(id, CodePurpose::RegisterEmail, SLIP).await;
    assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    assert_eq!(service.registration(id).await.unwrap().email, EMAIL);
    let proof = service.prove_address(id, CodePurpose::RegisterPhone, &phone).await.unwrap();
    assert!(matches!(proof, Proof::Account { contested: false, .. }), "{proof:?}");
});

both_databases!(both_codes_at_the_same_moment_make_one_account, house => {
    let service = &house.service;
    let id = service.register(&form(EMAIL), Language::Id, "127.0.0.1").await.unwrap();
    let (email, phone) = codes(&house).await;
    let both = join(
        service.prove_address(id, CodePurpose::RegisterEmail, &email),
        service.prove_address(id, CodePurpose::RegisterPhone, &phone),
    )
    .await;
    let made = [&both.0, &both.1].into_iter().filter(|proof| matches!(proof, Ok(Proof::Account { .. }))).count();
    assert_eq!(made, 1, "{both:?}");
    assert!(matches!(service.sign_in(EMAIL, PASSWORD, None, "1").await, Ok(SignInStep::NeedsCode(_))));
});

both_databases!(an_address_corrected_at_the_moment_of_its_proof_is_never_proven_unseen, house => {
    let service = &house.service;
    for round in 0..12 {
        let id = service.register(&form(SLIP), Language::Id, "127.0.0.1").await.unwrap();
        let code = house.code_to("email", SLIP).await;
        let fresh = format!("siti{round}@contoh.test");
        let both = join(
            service.prove_address(id, CodePurpose::RegisterEmail, &code),
            service.correct_address(id, CodePurpose::RegisterEmail, &fresh),
        )
        .await;
        let view = service.registration(id).await.unwrap();
        assert_eq!(view.email_proven, view.email == SLIP, "round {round}: {both:?}");
        house.clock.advance(Duration::days(1));
    }
});

both_databases!(a_code_to_reset_a_password_counts_once, house => {
    let service = &house.service;
    house.citizen("9901010405800001", EMAIL, PHONE).await;
    let asked = crate::reset::asks(service, EMAIL, "127.0.0.1").await;
    let code = house.code_to("email", EMAIL).await;
    let other = "layar kapal merah 9";
    let both = join(
        service.finish_reset(&asked, &code, NEW_PASSWORD, NEW_PASSWORD),
        service.finish_reset(&asked, &code, other, other),
    )
    .await;
    assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|won| **won).count(), 1, "{both:?}");
    let (won, lost) = if both.0.is_ok() { (NEW_PASSWORD, other) } else { (other, NEW_PASSWORD) };
    house.phone_proves(both.0.or(both.1).unwrap(), "+6281290000001").await;
    assert!(service.sign_in(EMAIL, won, None, "1").await.is_ok());
    // Whoever has the mailbox may be a helper: the phone hears of it too.
    for told in [EMAIL, "+6281290000001"] {
        assert!(house.letter_to(told, "account_changed").await.contains("password"), "{told}");
    }
    assert!(matches!(service.sign_in(EMAIL, lost, None, "1").await, Err(Error::WrongCredentials)));
});

both_databases!(an_address_of_two_people_signs_in_neither_until_it_is_one_persons_again, house => {
    let service = &house.service;
    let siti = house.citizen("9901010405800001", EMAIL, PHONE).await.account().unwrap();
    let made = house.citizen("9901020101900005", EMAIL, PHONE).await;
    for name in [EMAIL, PHONE] {
        let refused = service.sign_in(name, PASSWORD, None, "1").await;
        assert!(matches!(refused, Err(Error::WrongCredentials)), "{name}: {refused:?}");
    }
    let by_nik = service.sign_in("9901010405800001", PASSWORD, None, "1").await.unwrap();
    assert_eq!(by_nik, SignInStep::NeedsCode(siti));
    let by_nik = service.sign_in("9901020101900005", PASSWORD, None, "1").await.unwrap();
    assert_eq!(by_nik, SignInStep::NeedsCode(made.account().unwrap()));
    service.begin_address_change(&made, ChannelKind::Email, "made@contoh.test", PASSWORD).await.unwrap();
    let code = house.code_to("email", "made@contoh.test").await;
    service.finish_address_change(&made, ChannelKind::Email, &code).await.unwrap();
    assert_eq!(service.sign_in(EMAIL, PASSWORD, None, "1").await.unwrap(), SignInStep::NeedsCode(siti));
});
