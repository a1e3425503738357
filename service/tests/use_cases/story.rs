//! The main job end to end below HTTP, on SQLite and on PostgreSQL: register, prove, write, send, claim,
//! return, correct, approve, done; and what must never happen on the way.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, FieldError, Flag, Language, Status, Target};
use service::{Actor, DecisionForm, Error, Proof, QueueFilter, QueueQuery, RegistrationForm, SignInStep};
use std::collections::BTreeMap;
use uuid::Uuid;

fn registration() -> RegistrationForm {
    RegistrationForm {
        nik: "9901016507840002".into(),
        kk_number: "9901010501150001".into(),
        name: "Siti Rahmawati".into(),
        phone: "0812 9000 0001".into(),
        email: "Siti@Contoh.test".into(),
        password: "perahu-kayu-biru-7".into(),
        password_again: "perahu-kayu-biru-7".into(),
    }
}

async fn register(house: &House, form: &RegistrationForm) -> (Uuid, bool) {
    let service = &house.service;
    let id = service.register(form, Language::Id, "127.0.0.1").await.unwrap();
    let (email, phone) =
        (house.code_to("email", "siti@contoh.test").await, house.code_to("phone", "+6281290000001").await);
    let one = service.prove_address(id, service::CodePurpose::RegisterEmail, &email).await.unwrap();
    assert_eq!(one, Proof::OneToGo);
    match service.prove_address(id, service::CodePurpose::RegisterPhone, &phone).await.unwrap() {
        Proof::Account { account, contested } => (account, contested),
        Proof::OneToGo => unreachable!("both are proven"),
    }
}

fn patch(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}

both_databases!(the_whole_story, house => {
    let service = &house.service;
    let (account, contested) = register(&house, &registration()).await;
    assert!(!contested);
    let citizen = service.actor(account).await.unwrap();
    let verifier = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    let draft = house.written_request(&citizen).await;

    let sent = service.send(&citizen, draft, true).await.unwrap();
    assert_eq!(service.send(&citizen, draft, true).await.unwrap(), sent, "sending twice gives the same receipt");

    let number = sent.number.to_string();
    let queue = service.queue(&verifier, &QueueQuery::part(QueueFilter::New), None, Language::Id).await.unwrap();
    assert_eq!(queue.rows.len(), 1);
    service.claim(&verifier, &number, None).await.unwrap();
    let version = service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let flags = vec![
        Flag { target: Target::Document { slot: "ijazah".into() }, reason: "blurred".into(), note: "Nomor tidak terbaca.".into() },
        Flag { target: Target::Question { code: "proof_number".into() }, reason: "differs_from_document".into(), note: String::new() },
    ];
    let form = DecisionForm { command: Command::Return, version, flags, note: String::new(), recorded: service::Recorded::default() };
    service.decide(&verifier, &number, &form).await.unwrap();

    let request = service.request(&citizen, draft, Language::Id).await.unwrap();
    assert_eq!(request.status, Status::NeedsCorrection);
    assert_eq!(request.reasons.len(), 2);
    let letter = house.letter_to("siti@contoh.test", "perlu diperbaiki").await;
    assert!(letter.contains("Nomor tidak terbaca."), "the full reason is in the message: {letter}");

    // Only what was flagged is open.
    service.save_answers(&citizen, draft, &patch(&[("proof_number", "DN-1/B"), ("school", "Bukan ini")])).await.unwrap();
    let view = service.step_view(&citizen, draft, "", Language::Id).await.unwrap();
    assert_eq!(view.answers.text("proof_number"), "DN-1/B");
    assert_eq!(view.answers.text("school"), "SMA Negeri 1 Contoh");
    let old = view.documents_in("ijazah")[0].id;
    service.remove_document(&citizen, draft, old).await.unwrap();
    house.upload(&citizen, draft, "ijazah").await;
    assert_eq!(service.send(&citizen, draft, true).await.unwrap(), sent);

    service.claim(&verifier, &number, None).await.unwrap();
    let desk = service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    assert_eq!(desk.changed_answers, ["proof_number"]);
    assert_eq!(desk.new_documents.len(), 1);
    for command in [Command::Approve, Command::EnterSiak, Command::AwaitSignature, Command::Complete] {
        let version = service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
        let form = DecisionForm { command, version, flags: Vec::new(), note: String::new(), recorded: service::Recorded::default() };
        service.decide(&verifier, &number, &form).await.unwrap();
    }
    assert_eq!(service.request(&citizen, draft, Language::Id).await.unwrap().status, Status::Done);
    let report = service.reconcile().await.unwrap();
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(report.requests, 1);
});

both_databases!(the_second_of_two_officers_is_refused_and_told_who_was_first, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let citizen = service.actor(account).await.unwrap();
    let rina = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", domain::Role::Verifier).await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    service.claim(&rina, &number, None).await.unwrap();
    let version = service.desk_request(&budi, &number, Language::Id).await.unwrap().request.version;
    let taken = service.claim(&budi, &number, None).await;
    assert!(matches!(&taken, Err(Error::Conflict { by: Some(name) }) if name.starts_with("rina")), "{taken:?}");
    let approve = DecisionForm { command: Command::Approve, version, flags: Vec::new(), note: String::new(), recorded: service::Recorded::default() };
    service.decide(&rina, &number, &approve).await.unwrap();
    let flags = vec![Flag { target: Target::General, reason: "needs_visit".into(), note: String::new() }];
    let reject = DecisionForm { command: Command::Reject, version, flags, note: String::new(), recorded: service::Recorded::default() };
    let second = service.decide(&budi, &number, &reject).await;
    assert!(matches!(&second, Err(Error::Conflict { by: Some(name) }) if name.starts_with("rina")), "{second:?}");
    assert_eq!(service.request(&citizen, draft, Language::Id).await.unwrap().status, Status::Approved);
});

both_databases!(a_known_nik_is_not_revealed_and_its_owner_is_told, house => {
    let service = &house.service;
    register(&house, &registration()).await;
    let newcomer = RegistrationForm { email: "lain@contoh.test".into(), phone: "081290000099".into(), ..registration() };
    let id = service.register(&newcomer, Language::Id, "127.0.0.1").await.unwrap();
    let letter = house.letter_to("siti@contoh.test", "mencoba mendaftar").await;
    assert!(!letter.contains("990101"), "no numbers in messages");
    let email = house.code_to("email", "lain@contoh.test").await;
    let phone = house.code_to("phone", "+6281290000099").await;
    service.prove_address(id, service::CodePurpose::RegisterEmail, &email).await.unwrap();
    let proof = service.prove_address(id, service::CodePurpose::RegisterPhone, &phone).await.unwrap();
    let Proof::Account { account, contested: true } = proof else { unreachable!("{proof:?}") };
    let citizen = service.actor(account).await.unwrap();
    let draft = house.written_request(&citizen).await;
    service.send(&citizen, draft, true).await.unwrap();
});

both_databases!(codes_are_counted_expire_and_earlier_ones_stay_valid, house => {
    let service = &house.service;
    let id = service.register(&registration(), Language::Id, "127.0.0.1").await.unwrap();
    let first = house.code_to("email", "siti@contoh.test").await;
    service.resend_code(id, service::CodePurpose::RegisterEmail).await.unwrap();
    let wrong = if first == "000000" { "000001" } else { "000000" };
    let error = service.prove_address(id, service::CodePurpose::RegisterEmail, wrong).await;
    assert!(
        matches!(&error, Err(Error::Fields(issues)) if issues[0].error == FieldError::CodeWrong { tries_left: 9 }),
        "{error:?}"
    );
    // The first code still works after a second was sent (F12).
    service.prove_address(id, service::CodePurpose::RegisterEmail, &first).await.unwrap();
    let phone = house.code_to("phone", "+6281290000001").await;
    house.clock.advance(time::Duration::minutes(11));
    let late = service.prove_address(id, service::CodePurpose::RegisterPhone, &phone).await;
    assert!(matches!(&late, Err(Error::Fields(issues)) if issues[0].error == FieldError::CodeExpired), "{late:?}");
    let fresh = house.code_to("phone", "+6281290000001").await;
    assert_ne!(fresh, phone, "a right but late code gets a new one sent");
    service.prove_address(id, service::CodePurpose::RegisterPhone, &fresh).await.unwrap();
});

both_databases!(sign_in_says_the_same_of_unknown_names_and_wrong_passwords_and_slows_down, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    for name in ["tidak.ada@contoh.test", "siti@contoh.test", "9901016507840009", "081290000001"] {
        let refused = service.sign_in(name, "bukan kata sandinya", None, "127.0.0.1").await;
        assert!(matches!(refused, Err(Error::WrongCredentials)), "{name}: {refused:?}");
    }
    for name in ["siti@contoh.test", "9901016507840002", "0812-9000-0001"] {
        let step = service.sign_in(name, "perahu-kayu-biru-7", None, "127.0.0.1").await.unwrap();
        assert_eq!(step, SignInStep::NeedsCode(account), "{name}");
    }
    let code = house.code_to("email", "siti@contoh.test").await;
    let device = service.finish_sign_in(account, &code, None).await.unwrap();
    let known = service.sign_in("siti@contoh.test", "perahu-kayu-biru-7", Some(&device), "127.0.0.1").await.unwrap();
    assert_eq!(known, SignInStep::Done(account));
    for _ in 0..10 {
        let _ = service.sign_in("siti@contoh.test", "salah salah salah", None, "127.0.0.1").await;
    }
    let locked = service.sign_in("siti@contoh.test", "perahu-kayu-biru-7", None, "127.0.0.1").await;
    assert!(matches!(locked, Err(Error::TooMany { .. })), "{locked:?}");
});

both_databases!(somebody_elses_things_are_not_found, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let siti = service.actor(account).await.unwrap();
    let draft = house.written_request(&siti).await;
    let document = service.step_view(&siti, draft, "", Language::Id).await.unwrap().documents[0].id;
    let other = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    for stranger in [&other, &Actor::Stranger] {
        let refused = |result: Result<(), Error>| matches!(result, Err(Error::NotFound | Error::SignInFirst));
        assert!(refused(service.step_view(stranger, draft, "", Language::Id).await.map(|_| ())));
        assert!(refused(service.save_answers(stranger, draft, &patch(&[("school", "x")])).await.map(|_| ())));
        assert!(refused(service.read_document(stranger, document).await.map(|_| ())));
        assert!(refused(service.remove_document(stranger, draft, document).await));
        assert!(refused(service.send(stranger, draft, true).await.map(|_| ())));
        assert!(refused(service.discard_draft(stranger, draft).await));
        assert!(refused(service.start_draft(stranger, draft, "KK-07").await));
    }
    service.send(&siti, draft, true).await.unwrap();
    assert!(matches!(service.request(&other, draft, Language::Id).await, Err(Error::NotFound)));
    assert!(matches!(service.withdraw(&other, draft).await, Err(Error::NotFound)));
    let administrator = house.officer("agus@contoh.test", domain::Role::Administrator).await;
    assert!(service.queue(&administrator, &QueueQuery::default(), None, Language::Id).await.unwrap().rows.is_empty());
    assert!(matches!(service.read_document(&administrator, document).await, Err(Error::NotFound)));
});

both_databases!(sending_waits_for_what_is_missing_and_says_what, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let citizen = service.actor(account).await.unwrap();
    house.card(&citizen).await;
    let draft = Uuid::now_v7();
    service.start_draft(&citizen, draft, "KK-07").await.unwrap();
    let Err(Error::Fields(issues)) = service.send(&citizen, draft, true).await else { unreachable!() };
    assert!(issues.iter().any(|issue| issue.field == "member"), "{issues:?}");
    let unticked = service.send(&citizen, draft, false).await;
    assert!(matches!(&unticked, Err(Error::Fields(issues)) if issues[0].field == "statement"));
    service.discard_draft(&citizen, draft).await.unwrap();
    assert!(matches!(service.send(&citizen, draft, true).await, Err(Error::NotFound)));
});

both_databases!(two_tabs_on_one_draft_do_not_undo_each_other, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let citizen = service.actor(account).await.unwrap();
    house.card(&citizen).await;
    let draft = Uuid::now_v7();
    service.start_draft(&citizen, draft, "KK-07").await.unwrap();
    service.save_answers(&citizen, draft, &patch(&[("school", "SMA 1")])).await.unwrap();
    let saved = service.save_answers(&citizen, draft, &patch(&[("proof_number", "7")])).await.unwrap();
    assert_eq!((saved.answers.text("school"), saved.answers.text("proof_number")), ("SMA 1", "7"));
});

both_databases!(what_another_device_has_changed_meanwhile_is_named_and_left_for_the_person, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let citizen = service.actor(account).await.unwrap();
    house.card(&citizen).await;
    let draft = Uuid::now_v7();
    service.start_draft(&citizen, draft, "KK-07").await.unwrap();
    let save = async |typed: &[(&str, &str)], over: &[(&str, &str)]| {
        service.save_answers_over(&citizen, draft, &patch(typed), &patch(over)).await.unwrap()
    };
    assert!(save(&[("school", "SMA 1")], &[("school", "")]).await.conflicts.is_empty());
    // The phone was away: it typed over nothing, and answered another question too.
    let phone = save(&[("school", "SMA 2"), ("proof_number", "7")], &[("school", ""), ("proof_number", "")]).await;
    assert_eq!(phone.conflicts, ["school"]);
    assert_eq!((phone.answers.text("school"), phone.answers.text("proof_number")), ("SMA 1", "7"));
    // The same once more, as after an answer that was lost, is no conflict; nor is what both have answered alike.
    assert!(save(&[("proof_number", "7"), ("school", "SMA 1 ")], &[("proof_number", ""), ("school", "")]).await.conflicts.is_empty());
    // Chosen: typed over what is there now.
    let chosen = save(&[("school", "SMA 2")], &[("school", "SMA 1")]).await;
    assert!(chosen.conflicts.is_empty());
    assert_eq!(chosen.answers.text("school"), "SMA 2");
});

both_databases!(twenty_parallel_sendings_give_one_request, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let citizen = service.actor(account).await.unwrap();
    let draft = house.written_request(&citizen).await;
    let mut tasks = Vec::new();
    for _ in 0..20 {
        let (service, citizen) = (std::sync::Arc::clone(service), citizen.clone());
        tasks.push(tokio::spawn(async move { service.send(&citizen, draft, true).await }));
    }
    let mut numbers = Vec::new();
    for task in tasks {
        if let Ok(sent) = task.await.unwrap() {
            numbers.push(sent.number.to_string());
        }
    }
    numbers.dedup();
    assert_eq!(numbers.len(), 1, "one receipt");
    assert_eq!(service.requests(&citizen, Language::Id).await.unwrap().len(), 1);
});

both_databases!(every_change_is_in_the_feed_for_whom_it_concerns, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let citizen = service.actor(account).await.unwrap();
    let other = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let before = service.feed_end().await.unwrap();
    let draft = house.written_request(&citizen).await;
    service.send(&citizen, draft, true).await.unwrap();
    let heard = house.heard(before, 1).await;
    assert_eq!(heard.len(), 1);
    let entry = &heard[0];
    assert_eq!((entry.kind.as_str(), entry.request), ("submitted", Some(draft)));
    assert!(domain::may_see(&citizen.viewer(), &entry.audience, entry.district.as_deref()));
    assert!(!domain::may_see(&other.viewer(), &entry.audience, entry.district.as_deref()));
    assert!(service.feed_since(entry.cursor, 10).await.unwrap().entries.is_empty());
});

both_databases!(nothing_personal_lies_in_the_database_in_clear, house => {
    let service = &house.service;
    let (account, _) = register(&house, &registration()).await;
    let citizen = service.actor(account).await.unwrap();
    let draft = house.written_request(&citizen).await;
    service.send(&citizen, draft, true).await.unwrap();
    let dump = house.everything_stored().await;
    for secret in [
        "9901016507840002", "9901010501150001", "Siti Rahmawati", "siti@contoh.test", "81290000001", "DN-99", "SMA Negeri 1 Contoh",
        "Dimas", "Kemiri", "ijazah.jpg",
    ] {
        assert!(!crate::house::contains(&dump, secret.as_bytes()), "{secret} lies in clear");
    }
    assert!(crate::house::contains(&dump, b"KK-07"), "the dump can see what is there");
});
