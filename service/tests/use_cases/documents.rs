//! Documents on their way: kept once however often they are sent, and nobody else's until they are.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Role, Target};
use service::{DecisionForm, Error};
use uuid::Uuid;

both_databases!(a_file_sent_again_is_kept_once, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let key = Uuid::new_v4();
    let send = |slot: &'static str| house.service.take_document(&citizen, draft, slot, key, "foto.jpg", House::picture());
    let (first, beside) = tokio::join!(send("ijazah"), send("ijazah"));
    let (first, beside, later) = (first.unwrap().unwrap(), beside.unwrap().unwrap(), send("ijazah").await.unwrap().unwrap());
    assert_eq!((first.id, &first), (key, &beside));
    assert_eq!(first, later, "the same acknowledgement");
    let view = house.service.step_view(&citizen, draft, "berkas", Language::Id).await.unwrap();
    assert_eq!(view.documents.iter().filter(|document| document.id == key).count(), 1);
    assert!(matches!(send("kartu_keluarga").await, Err(Error::NotFound)), "a key belongs to one slot");
    house.service.remove_document(&citizen, draft, key).await.unwrap();
    assert!(matches!(send("ijazah").await, Err(Error::NotFound)), "what was cancelled does not come back");
});

both_databases!(an_officer_sees_a_document_once_it_is_sent, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    house.service.claim(&verifier, &number, None).await.unwrap();
    let version = house.service.request(&citizen, draft, Language::Id).await.unwrap().version;
    let flag = Flag { target: Target::Document { slot: "ijazah".into() }, reason: "blurred".into(), note: String::new() };
    let form = DecisionForm { command: Command::Return, version, flags: vec![flag], note: String::new(), recorded: service::Recorded::default() };
    house.service.decide(&verifier, &number, &form).await.unwrap();
    let better = house.upload(&citizen, draft, "ijazah").await;
    assert!(matches!(house.service.read_document(&verifier, better).await, Err(Error::NotFound)));
    house.service.send(&citizen, draft, true).await.unwrap();
    assert!(house.service.read_document(&verifier, better).await.is_ok());
});

both_databases!(what_is_asked_of_each_member_reaches_the_officer, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let son = house.card(&citizen).await;
    let draft = Uuid::now_v7();
    house.service.start_draft(&citizen, draft, "KK-03").await.unwrap();
    let view = house.service.step_view(&citizen, draft, "", Language::Id).await.unwrap();
    let each: Vec<_> = view.procedure.questions().filter(|(_, question)| question.code.contains('.')).collect();
    assert!(!each.is_empty(), "asked of each member");
    assert!(each.iter().any(|(_, question)| question.label.contains("Dimas Prasetyo")));
    assert!(each.iter().all(|(_, question)| !question.label.contains("{name}")));
    assert!(each.iter().any(|(_, question)| question.code.ends_with(&son.to_string())));
});

both_databases!(a_request_that_changes_nothing_is_not_sent, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    house.card(&citizen).await;
    let draft = Uuid::now_v7();
    house.service.start_draft(&citizen, draft, "MV-02").await.unwrap();
    let view = house.service.step_view(&citizen, draft, "", Language::Id).await.unwrap();
    let answers = view.procedure.questions().map(|(_, question)| {
        let value = match &question.kind {
            domain::QuestionKind::Options { options } if question.code.starts_with("moves.") => {
                options.iter().find(|option| option.code == "no").map_or("", |option| &option.code)
            }
            domain::QuestionKind::Options { options } => &options[0].code,
            domain::QuestionKind::YesNo => "no",
            domain::QuestionKind::Number { .. } => "1",
            _ => "Contohsari",
        };
        (question.code.clone(), value.to_owned())
    });
    let place = [
        ("village", "Contohsari"),
        ("district", "Contoh"),
        ("regency", "Kabupaten Lain"),
        ("province", "Provinsi Contoh"),
        ("postcode", "55999"),
    ];
    let place = place.map(|(part, name)| (format!("destination.{part}"), name.to_owned()));
    house.service.save_answers(&citizen, draft, &answers.chain(place).collect()).await.unwrap();
    let view = house.service.step_view(&citizen, draft, "", Language::Id).await.unwrap();
    let needed = domain::needed_slots(&view.procedure, &view.answers, &view.context);
    for slot in needed.into_iter().filter(|slot| slot.required) {
        house.upload(&citizen, draft, &slot.code).await;
    }
    let Err(Error::Fields(issues)) = house.service.send(&citizen, draft, true).await else { panic!("sent") };
    assert_eq!(issues.iter().map(|issue| issue.error.code()).collect::<Vec<_>>(), ["nothing_changes"], "{issues:?}");
});

both_databases!(a_correction_opens_what_hangs_on_a_flag_for_each_member_and_nothing_else, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let son = house.card(&citizen).await;
    let daughter = domain::MemberForm {
        id: Uuid::now_v7(),
        nik: "9901015103080004".into(),
        name: "Ayu Lestari".into(),
        sex: "2".into(),
        birth_place: "Contoh".into(),
        birth_day: "11".into(),
        birth_month: "3".into(),
        birth_year: "2008".into(),
        religion: "1".into(),
        education: "4".into(),
        occupation: "3".into(),
        marital: "1".into(),
        relation: "4".into(),
        ..domain::MemberForm::default()
    };
    house.service.save_member(&citizen, &daughter, None).await.unwrap();
    let draft = Uuid::now_v7();
    house.service.start_draft(&citizen, draft, "KK-03").await.unwrap();
    let leaves = |member: Uuid| domain::code_for("leaves", member);
    let answers = |pairs: &[(String, &str)]| pairs.iter().map(|(name, value)| (name.clone(), (*value).to_owned())).collect();
    let first = [("new_head".to_owned(), son.to_string()), (leaves(daughter.id), "no".to_owned()), ("reason".to_owned(), "household".to_owned())];
    house.service.save_answers(&citizen, draft, &first.into_iter().collect()).await.unwrap();
    house.upload(&citizen, draft, "kartu_keluarga").await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();

    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    house.service.claim(&verifier, &number, None).await.unwrap();
    let version = house.service.request(&citizen, draft, Language::Id).await.unwrap().version;
    let back = |code: &str| {
        let target = Target::Question { code: code.into() };
        let flag = Flag { target, reason: "typing_slip".into(), note: String::new() };
        DecisionForm { command: Command::Return, version, flags: vec![flag], note: String::new(), recorded: service::Recorded::default() }
    };
    let never_asked = house.service.decide(&verifier, &number, &back(&leaves(son))).await;
    assert!(matches!(never_asked, Err(Error::Fields(_))), "nobody could correct that");
    house.service.decide(&verifier, &number, &back("new_head")).await.unwrap();

    let other = daughter.id.to_string();
    let again = answers(&[("new_head".to_owned(), other.as_str()), (leaves(son), "no"), ("reason".to_owned(), "other")]);
    let saved = house.service.save_answers(&citizen, draft, &again).await.unwrap().answers;
    assert_eq!(saved.text(&leaves(son)), "no", "it is asked now, because somebody else is chosen");
    assert_eq!(saved.text("reason"), "household", "nobody pointed at it");
    house.service.send(&citizen, draft, true).await.unwrap();
    let detail = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    assert!(detail.changed_answers.contains(&leaves(son)), "{:?}", detail.changed_answers);
});

both_databases!(what_was_never_sent_is_deleted_a_day_after_its_removal, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let day = time::Duration::hours(25);
    let draft = house.written_request(&citizen).await;
    let needed = house.stored_files().await;
    let spare = house.upload(&citizen, draft, "ijazah").await;
    house.service.remove_document(&citizen, draft, spare).await.unwrap();
    house.service.sweep().await.unwrap();
    assert_eq!(house.stored_files().await, needed + 1, "it can still be taken back");
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    house.clock.advance(day);
    house.service.sweep().await.unwrap();
    assert_eq!(house.stored_files().await, needed, "it was no part of what was sent");

    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    house.service.claim(&verifier, &number, None).await.unwrap();
    let version = house.service.request(&citizen, draft, Language::Id).await.unwrap().version;
    let flag = Flag { target: Target::Document { slot: "ijazah".into() }, reason: "blurred".into(), note: String::new() };
    let form = DecisionForm { command: Command::Return, version, flags: vec![flag], note: String::new(), recorded: service::Recorded::default() };
    house.service.decide(&verifier, &number, &form).await.unwrap();
    let view = house.service.step_view(&citizen, draft, "berkas", Language::Id).await.unwrap();
    let old = view.documents.iter().find(|document| document.slot == "ijazah").unwrap().id;
    house.service.remove_document(&citizen, draft, old).await.unwrap();
    house.upload(&citizen, draft, "ijazah").await;
    house.service.withdraw(&citizen, draft).await.unwrap();
    assert_eq!(house.stored_files().await, needed + 1);
    house.clock.advance(day);
    house.service.sweep().await.unwrap();
    assert_eq!(house.stored_files().await, needed, "the office keeps what it has judged, and nothing else");
    assert!(house.service.read_document(&citizen, old).await.is_ok());
});
