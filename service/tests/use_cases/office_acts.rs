//! What an office does with accounts: whose a disputed NIK is, tying and untying, closing for a while.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Role, Target};
use service::{Actor, DecisionForm, Error, Proof, Recorded, RegistrationForm, SignInStep, UnlinkReason};

const NIK: &str = "9901020101900005";
const PASSWORD: &str = "perahu-kayu-biru-7";
const OTHER: &str = "layar-hijau-teduh-42";

/// Somebody who registers with the same NIK.
async fn registers_second(house: &House, nik: &str, email: &str, phone: &str) -> (Actor, bool) {
    let form = RegistrationForm {
        nik: nik.into(),
        kk_number: "9901021706190002".into(),
        name: "Made Wirawan".into(),
        phone: phone.into(),
        email: email.into(),
        password: OTHER.into(),
        password_again: OTHER.into(),
    };
    let id = house.service.register(&form, Language::Id, "127.0.0.2").await.unwrap();
    let code = house.code_to("email", email).await;
    house.service.prove_address(id, service::CodePurpose::RegisterEmail, &code).await.unwrap();
    let code = house.code_to("phone", &format!("+62{}", &phone[1..])).await;
    match house.service.prove_address(id, service::CodePurpose::RegisterPhone, &code).await.unwrap() {
        Proof::Account { account, contested } => (house.service.actor(account).await.unwrap(), contested),
        Proof::OneToGo => unreachable!(),
    }
}

async fn decides(
    house: &House,
    officer: &Actor,
    number: &str,
    command: Command,
    note: &str,
) -> Result<(), Error> {
    let version = house.service.desk_request(officer, number, Language::Id).await?.request.version;
    let flags = match command {
        Command::Return => {
            vec![Flag { target: Target::General, reason: "needs_visit".into(), note: note.into() }]
        }
        _ => Vec::new(),
    };
    let form = DecisionForm { command, version, flags, note: note.into(), recorded: Recorded::default() };
    house.service.decide(officer, number, &form).await
}

async fn version(house: &House, officer: &Actor, number: &str) -> i64 {
    house.service.desk_request(officer, number, Language::Id).await.unwrap().request.version
}

/// Everything that somebody can see of an account by oneself, as words.
async fn seen(house: &House, actor: &Actor, name: &str) -> Vec<String> {
    let service = &house.service;
    let account = service.account(actor).await.unwrap();
    let step = service.sign_in(name, OTHER, None, "127.0.0.3").await;
    let subjects = crate::reset::asks(service, name, "127.0.0.3").await;
    let mail = service.mailbox().await.unwrap();
    let codes = mail.iter().filter(|entry| entry.to.starts_with("tamu") && entry.code.is_some()).count();
    let log = service.security_log(actor, None).await.unwrap().lines;
    let notices = service.notices(actor, Language::Id).await.unwrap();
    vec![
        format!("{} {:?} {}", account.name, account.nik, account.linked),
        format!("{}", matches!(step, Ok(SignInStep::NeedsCode(_)))),
        format!("{} {codes}", subjects.len()),
        format!("{:?}", log.iter().map(|line| line.kind.as_str()).collect::<Vec<_>>()),
        format!("{:?}", notices.iter().map(|notice| notice.kind.as_str()).collect::<Vec<_>>()),
    ]
}

both_databases!(whoever_registers_with_a_nik_that_is_taken_sees_what_they_see_with_a_free_one, house => {
    let owner = house.citizen(NIK, "made@contoh.test", "081290000002").await;
    let (second, contested) = registers_second(&house, NIK, "tamu@contoh.test", "081290000055").await;
    assert!(contested);
    let taken = seen(&house, &second, NIK).await;
    // Right password of a free NIK: the same in another house.
    let free = House::on_sqlite().await;
    let (alone, contested) = registers_second(&free, NIK, "tamu@contoh.test", "081290000055").await;
    assert!(!contested);
    assert_eq!(taken, seen(&free, &alone, NIK).await);
    // The owner is told, signs in by the NIK as before, and is no other account.
    assert!(house.letter_to("made@contoh.test", "mencoba mendaftar").await.contains("nik_tried"));
    let step = house.service.sign_in(NIK, PASSWORD, None, "1").await.unwrap();
    assert_eq!(step, SignInStep::NeedsCode(owner.account().unwrap()));
    // A code of the one resets nothing of the other.
    let subjects = crate::reset::asks(&house.service, NIK, "1").await;
    let code = house.code_to("email", "tamu@contoh.test").await;
    let reset = house.service.finish_reset(&subjects, &code, "kuda nil di sawah 9", "kuda nil di sawah 9").await;
    assert_eq!(house.phone_proves(reset.unwrap(), "+6281290000055").await, second.account().unwrap());
    assert!(house.service.sign_in("made@contoh.test", PASSWORD, None, "1").await.is_ok());
});

both_databases!(an_officer_who_has_seen_the_identity_card_says_whose_a_disputed_nik_is, house => {
    let service = &house.service;
    let first = house.citizen(NIK, "made@contoh.test", "081290000002").await;
    let (second, _) = registers_second(&house, NIK, "tamu@contoh.test", "081290000055").await;
    let draft = house.written_request(&second).await;
    let number = service.send(&second, draft, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let dewi = house.officer("dewi@contoh.test", Role::FrontDesk).await;
    assert!(service.desk_request(&rina, &number, Language::Id).await.unwrap().contested);
    service.claim(&rina, &number, None).await.unwrap();
    let refused = decides(&house, &rina, &number, Command::Approve, "").await;
    assert!(matches!(refused, Err(Error::Contested)), "{refused:?}");
    let at = version(&house, &rina, &number).await;
    assert!(matches!(service.link_account(&rina, &number, at).await, Err(Error::Contested)));
    for other in [&dewi, &first, &second] {
        assert!(service.settle_nik(other, &number, at).await.is_err());
    }
    service.settle_nik(&rina, &number, at).await.unwrap();
    assert!(!service.desk_request(&rina, &number, Language::Id).await.unwrap().contested);
    assert!(matches!(service.settle_nik(&rina, &number, at).await, Err(Error::Conflict { .. })));
    decides(&house, &rina, &number, Command::Approve, "").await.unwrap();
    house.letter_to("made@contoh.test", "nik_others").await;
    house.letter_to("tamu@contoh.test", "nik_yours").await;
    let kinds = |lines: Vec<service::SecurityView>| lines.into_iter().map(|line| line.kind).collect::<Vec<_>>();
    assert_eq!(kinds(service.security_log(&first, None).await.unwrap().lines)[0], "nik_lost");
    assert_eq!(kinds(service.security_log(&second, None).await.unwrap().lines)[0], "nik_settled");
    // The one that lost it still signs in by it, and can have it looked at again.
    assert_eq!(service.sign_in(NIK, PASSWORD, None, "1").await.unwrap(), SignInStep::NeedsCode(first.account().unwrap()));
});

both_databases!(a_tie_to_the_register_is_told_and_taken_back_by_somebody_else_with_a_reason, house => {
    let service = &house.service;
    let citizen = house.citizen(NIK, "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let dewi = house.officer("dewi@contoh.test", Role::FrontDesk).await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    service.claim(&rina, &number, None).await.unwrap();
    let at = version(&house, &rina, &number).await;
    for _ in 0..2 {
        service.link_account(&rina, &number, at).await.unwrap();
    }
    assert!(service.account(&citizen).await.unwrap().linked);
    house.letter_to("made@contoh.test", "linked").await;
    let letters = |mail: Vec<service::MailboxEntry>, kind: &str| mail.iter().filter(|entry| entry.text.subject == kind && entry.channel == "email").count();
    assert_eq!(letters(service.mailbox().await.unwrap(), "linked"), 1, "pressed twice is told once");
    for other in [&rina, &dewi, &agus, &citizen] {
        let refused = service.unlink_account(other, &number, UnlinkReason::OtherPerson).await;
        assert!(matches!(refused, Err(Error::Forbidden | Error::NotFound)), "{refused:?}");
    }
    assert!(!service.desk_request(&rina, &number, Language::Id).await.unwrap().may_unlink);
    assert!(service.desk_request(&budi, &number, Language::Id).await.unwrap().may_unlink);
    service.unlink_account(&budi, &number, UnlinkReason::OtherPerson).await.unwrap();
    assert!(!service.account(&citizen).await.unwrap().linked);
    assert!(house.letter_to("made@contoh.test", "unlinked").await.contains("other_person"));
    assert!(matches!(service.unlink_account(&supri, &number, UnlinkReason::Mistake).await, Err(Error::Conflict { .. })));
    service.link_account(&rina, &number, at).await.unwrap();
    service.unlink_account(&supri, &number, UnlinkReason::Mistake).await.unwrap();
    let log = service.security_log(&citizen, None).await.unwrap().lines;
    let kinds: Vec<_> = log.iter().map(|line| line.kind.as_str()).filter(|kind| kind.contains("link")).collect();
    assert_eq!(kinds, ["unlinked", "linked", "unlinked", "linked"]);
});

both_databases!(a_closed_account_is_out_at_once_and_nobody_signs_in_until_it_is_restored, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let account = rina.account().unwrap();
    let until = service.now() + time::Duration::hours(1);
    service.session_save(&[7; 16], Some(account), b"{}", until).await.unwrap();
    let browser = service.trust_device(account, None).await.unwrap();
    assert_eq!(service.account_by_name(" Rina@contoh.test").await.unwrap(), account);
    assert!(matches!(service.account_by_name("tidak.ada@contoh.test").await, Err(Error::NotFound)));
    service.suspend_account(account).await.unwrap();
    assert!(matches!(service.suspend_account(account).await, Err(Error::Conflict { .. })));
    assert!(service.session_load(&[7; 16]).await.unwrap().is_none());
    assert_eq!(service.actor(account).await.unwrap(), Actor::Stranger, "also in what is open");
    for device in [None, Some(browser.as_str())] {
        let refused = service.sign_in("rina@contoh.test", PASSWORD, device, "1").await;
        assert!(matches!(refused, Err(Error::WrongCredentials)), "{refused:?}");
    }
    let kind = service::DeviceKind::from_code("chrome/linux");
    assert!(service.signed_in(account, service::Arrival::Code, &kind).await.is_err(), "not half-way either");
    house.letter_to("rina@contoh.test", "suspended").await;
    service.restore_account(account).await.unwrap();
    assert!(matches!(service.restore_account(account).await, Err(Error::Conflict { .. })));
    let step = service.sign_in("rina@contoh.test", PASSWORD, Some(&browser), "1").await.unwrap();
    assert_eq!(step, SignInStep::NeedsCode(account), "its browsers are forgotten");
    let log = service.security_log(&rina, None).await.unwrap().lines;
    assert_eq!(log.iter().map(|line| line.kind.as_str()).collect::<Vec<_>>()[..2], ["restored", "suspended"]);
});

both_databases!(no_number_of_a_person_leaves_in_an_officers_words, house => {
    let service = &house.service;
    let citizen = house.citizen(NIK, "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    service.claim(&rina, &number, None).await.unwrap();
    service.write_message(&rina, draft, "", "NIK 9901 0201 0190 0005 benar?").await.unwrap();
    let said = &service.conversation(&citizen, draft).await.unwrap().messages[0].text;
    assert_eq!(said, "NIK •••• •••• •••• 0005 benar?");
    let long = "a".repeat(601);
    let refused = decides(&house, &rina, &number, Command::Return, &long).await;
    assert!(matches!(refused, Err(Error::Fields(_))), "{refused:?}");
    decides(&house, &rina, &number, Command::Return, "NIK 9901020101900005 tidak cocok").await.unwrap();
    let letter = house.letter_to("made@contoh.test", "perlu diperbaiki").await;
    assert!(letter.contains("••••••••••••0005") && !letter.contains(NIK), "{letter}");
});
