//! What requests make of a family: a new version of the card when they are done, and no broken family before.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{
    CardForm, FamilyCard, FieldError, FieldIssue, Language, MemberForm, Role, WarningCode, code_for,
};
use service::{Actor, Error, Recorded};
use std::collections::BTreeMap;
use uuid::Uuid;

async fn card(house: &House, citizen: &Actor) -> Option<FamilyCard> {
    house.service.card(citizen).await.unwrap().card
}

fn with_number(number: &str) -> Recorded {
    Recorded { kk_number: number.into(), nik: String::new() }
}

/// The head has died, the son leads.
async fn son_leads(
    house: &House,
    citizen: &Actor,
    son: Uuid,
    others: &[(&str, &str)],
) -> Result<String, Error> {
    let head = card(house, citizen).await.unwrap().head().unwrap().id.to_string();
    let son = son.to_string();
    let answers = [
        ("reason", "death"),
        ("old_head", head.as_str()),
        ("proof_number", "9901-KM-12112026-0003"),
        ("proof_date.day", "12"),
        ("proof_date.month", "11"),
        ("proof_date.year", "2026"),
        ("spouse_here", "no"),
        ("new_head", son.as_str()),
    ];
    house.sends(citizen, "KK-02", &[&answers, others].concat()).await
}

both_databases!(a_request_that_is_done_makes_a_new_version_of_the_card, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&citizen).await;
    let before = card(&house, &citizen).await.unwrap();
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    assert_eq!(card(&house, &citizen).await.unwrap(), before, "nothing changes before it is done");
    let nobody = Recorded { nik: "9901011411260004".into(), kk_number: String::new() };
    let refused = house.finish(&verifier, &number, nobody).await;
    assert!(matches!(&refused, Err(Error::Fields(issues)) if *issues == [FieldIssue::new("nik", FieldError::NobodyNew)]));
    assert_eq!(card(&house, &citizen).await.unwrap(), before, "refused whole");

    let version = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let form = service::DecisionForm {
        command: domain::Command::Complete,
        version,
        flags: Vec::new(),
        note: String::new(),
        recorded: Recorded::default(),
    };
    house.service.decide(&verifier, &number, &form).await.unwrap();
    let after = card(&house, &citizen).await.unwrap();
    let son = |card: &FamilyCard| card.members[1].clone();
    assert_eq!((son(&before).education.as_str(), son(&after).education.as_str()), ("4", "5"));
    assert_eq!(after.number, before.number);
    let versions = house.service.card_versions(&citizen, Language::Id).await.unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!((&versions[0].card, versions[0].request), (&before, draft));
    assert_eq!(versions[0].number, number);

    // Opened again and done once more: one version, not two.
    let chief = house.officer("chief@contoh.test", Role::Supervisor).await;
    let version = house.service.desk_request(&chief, &number, Language::Id).await.unwrap().request.version;
    let form = service::DecisionForm {
        command: domain::Command::Reopen,
        version,
        flags: Vec::new(),
        note: "Tanggal keliru".into(),
        recorded: Recorded::default(),
    };
    house.service.decide(&chief, &number, &form).await.unwrap();
    house.finish(&verifier, &number, Recorded::default()).await.unwrap();
    assert_eq!(card(&house, &citizen).await.unwrap(), after);
    assert_eq!(house.service.card_versions(&citizen, Language::Id).await.unwrap().len(), 1);
    let other = house.citizen("9901020101900006", "lain@contoh.test", "081290000003").await;
    assert!(house.service.card_versions(&other, Language::Id).await.unwrap().is_empty());
});

async fn decides(
    house: &House,
    officer: &Actor,
    number: &str,
    command: domain::Command,
    flags: Vec<domain::Flag>,
) {
    let version = house.service.desk_request(officer, number, Language::Id).await.unwrap().request.version;
    let (note, recorded) = ("Tanggal keliru".into(), Recorded::default());
    let form = service::DecisionForm { command, version, flags, note, recorded };
    house.service.decide(officer, number, &form).await.unwrap();
}

async fn claims(house: &House, officer: &Actor, number: &str) {
    house.service.claim(officer, number, None).await.unwrap();
}

both_databases!(a_request_that_is_opened_again_and_comes_to_nothing_gives_the_card_back, house => {
    let citizen = house.citizen("9901010405060003", "dimas@contoh.test", "081290000002").await;
    let chief = house.officer("chief@contoh.test", Role::Supervisor).await;
    let son = house.card(&citizen).await;
    let before = card(&house, &citizen).await.unwrap();
    let number = son_leads(&house, &citizen, son, &[]).await.unwrap();
    house.finish(&chief, &number, with_number("9901012211260009")).await.unwrap();
    assert_ne!(card(&house, &citizen).await.unwrap(), before);

    // Done once more without typing the number again: it stays.
    decides(&house, &chief, &number, domain::Command::Reopen, Vec::new()).await;
    let done = card(&house, &citizen).await.unwrap();
    house.finish(&chief, &number, Recorded::default()).await.unwrap();
    assert_eq!(card(&house, &citizen).await.unwrap(), done, "with its number");

    decides(&house, &chief, &number, domain::Command::Reopen, Vec::new()).await;
    claims(&house, &chief, &number).await;
    decides(&house, &chief, &number, domain::Command::Reject, vec![domain::Flag { target: domain::Target::General, reason: "needs_visit".into(), note: String::new() }]).await;
    assert_eq!(card(&house, &citizen).await.unwrap(), before);
    assert!(house.service.card_versions(&citizen, Language::Id).await.unwrap().is_empty());
});

both_databases!(what_was_typed_after_a_request_was_done_is_never_undone, house => {
    let citizen = house.citizen("9901010405060003", "dimas@contoh.test", "081290000002").await;
    let chief = house.officer("chief@contoh.test", Role::Supervisor).await;
    let son = house.card(&citizen).await;
    let number = son_leads(&house, &citizen, son, &[]).await.unwrap();
    house.finish(&chief, &number, with_number("9901012211260009")).await.unwrap();
    house.clock.advance(time::Duration::minutes(1));
    let typed = CardForm { address: "Jalan Melati 3".into(), ..house.service.card_form(&citizen).await.unwrap() };
    house.service.save_card(&citizen, &typed, None).await.unwrap();

    decides(&house, &chief, &number, domain::Command::Reopen, Vec::new()).await;
    house.finish(&chief, &number, with_number("9901012211260010")).await.unwrap();
    let after = card(&house, &citizen).await.unwrap();
    assert_eq!(after.address, "Jalan Melati 3");
    assert_eq!(after.number.as_ref().map(domain::KkNumber::as_str), Some("9901012211260010"), "corrected");
    assert_eq!((after.members.len(), house.service.card_versions(&citizen, Language::Id).await.unwrap().len()), (1, 1));
});

both_databases!(another_head_gets_another_number_which_the_next_request_carries, house => {
    let citizen = house.citizen("9901010405060003", "dimas@contoh.test", "081290000002").await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let son = house.card(&citizen).await;
    let number = son_leads(&house, &citizen, son, &[]).await.unwrap();
    let desk = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    assert!(desk.gives.number && !desk.gives.nik);
    assert_eq!(desk.findings, [], "{:?}", desk.findings);
    house.finish(&verifier, &number, with_number("9901012211260009")).await.unwrap();
    let after = card(&house, &citizen).await.unwrap();
    assert_eq!(after.number.as_ref().map(domain::KkNumber::as_str), Some("9901012211260009"));
    assert_eq!((after.members.len(), after.head().map(|head| head.id)), (1, Some(son)));

    let answers = [("cause", "lost"), ("lost_place", "Pasar"), ("police_station", "Polsek"), ("police_number", "1")];
    let dates = ["lost_date", "police_date"].map(|date| [(format!("{date}.day"), "2"), (format!("{date}.month"), "11"), (format!("{date}.year"), "2026")]);
    let dates = dates.iter().flatten().map(|(name, value)| (name.as_str(), *value));
    let next = house.sends(&citizen, "RP-01", &answers.into_iter().chain(dates).collect::<Vec<_>>()).await.unwrap();
    let desk = house.service.desk_request(&verifier, &next, Language::Id).await.unwrap();
    assert!(desk.kk_number.ends_with("0009"), "{}", desk.kk_number);
});

both_databases!(without_its_new_number_the_card_has_none_and_waits_for_it, house => {
    let citizen = house.citizen("9901010405060003", "dimas@contoh.test", "081290000002").await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let son = house.card(&citizen).await;
    let number = son_leads(&house, &citizen, son, &[]).await.unwrap();
    let typed = house.finish(&verifier, &number, with_number("12")).await;
    assert!(matches!(&typed, Err(Error::Fields(issues)) if issues[0].field == "kk_number"), "{typed:?}");
    let version = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let form = service::DecisionForm {
        command: domain::Command::Complete,
        version,
        flags: Vec::new(),
        note: String::new(),
        recorded: Recorded::default(),
    };
    house.service.decide(&verifier, &number, &form).await.unwrap();
    assert_eq!(card(&house, &citizen).await.unwrap().number, None);
    let form = CardForm { number: "9901012211260009".into(), ..house.service.card_form(&citizen).await.unwrap() };
    house.service.save_card(&citizen, &form, None).await.unwrap();
    assert!(card(&house, &citizen).await.unwrap().number.is_some());
});

both_databases!(a_broken_family_is_foreseen, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let son = house.card(&citizen).await;
    let mother = MemberForm {
        id: Uuid::now_v7(),
        nik: "9901014405820002".into(),
        name: "Siti Rahmawati".into(),
        sex: "2".into(),
        birth_place: "Contoh".into(),
        birth_day: "4".into(),
        birth_month: "5".into(),
        birth_year: "1982".into(),
        religion: "1".into(),
        education: "4".into(),
        occupation: "2".into(),
        marital: "2".into(),
        relation: "3".into(),
        ..MemberForm::default()
    };
    house.service.save_member(&citizen, &mother, None).await.unwrap();
    // The wife is not named as the widow: the officer sees that she is married still.
    let kept = code_for("relation", mother.id);
    let number = son_leads(&house, &citizen, son, &[(&kept, "7")]).await.unwrap();
    let desk = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    let told: Vec<_> = desk.findings.iter().map(|found| (found.code, found.name.as_str(), found.new)).collect();
    assert_eq!(told, [(WarningCode::StillMarried, "Siti Rahmawati", true)]);
});

both_databases!(another_choice_of_head_forgets_what_everybody_was_to_the_first, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let son = house.card(&citizen).await;
    let father = card(&house, &citizen).await.unwrap().head().unwrap().id;
    let relation = code_for("relation", son);
    let draft = Uuid::now_v7();
    house.service.start_draft(&citizen, draft, "KK-02").await.unwrap();
    let saves = async |pairs: &[(&str, &str)]| {
        let patch: BTreeMap<_, _> = pairs.iter().map(|(code, value)| ((*code).to_owned(), (*value).to_owned())).collect();
        house.service.save_answers(&citizen, draft, &patch).await.unwrap().answers
    };
    saves(&[("new_head", &father.to_string()), (&relation, "4")]).await;
    let same = saves(&[("new_head", &father.to_string())]).await;
    assert_eq!(same.get(&relation), Some("4"), "nothing has changed");
    let other = saves(&[("new_head", &son.to_string())]).await;
    assert_eq!(other.get(&relation), None, "it was about somebody else");
    let both = saves(&[("new_head", &father.to_string()), (&relation, "9")]).await;
    assert_eq!(both.get(&relation), Some("9"), "said together, it is about this one");
});
