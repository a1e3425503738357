//! Documents on their way: kept once however often they are sent, and nobody else's until they are.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod house;

use domain::{Command, Flag, Language, Role, Target};
use house::{House, both_databases};
use service::{DecisionForm, Error};
use uuid::Uuid;

both_databases!(a_file_sent_again_is_kept_once, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let key = Uuid::new_v4();
    let send = |slot: &'static str| house.service.store_document_once(&citizen, draft, slot, key, "foto.jpg", House::picture());
    let (first, beside) = tokio::join!(send("ijazah"), send("ijazah"));
    let (first, beside, later) = (first.unwrap(), beside.unwrap(), send("ijazah").await.unwrap());
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
    let form = DecisionForm { command: Command::Return, version, flags: vec![flag], note: String::new() };
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
    house.service.save_answers(&citizen, draft, &answers.collect()).await.unwrap();
    let view = house.service.step_view(&citizen, draft, "", Language::Id).await.unwrap();
    let needed = domain::needed_slots(&view.procedure, &view.answers, &view.context);
    for slot in needed.into_iter().filter(|slot| slot.required) {
        house.upload(&citizen, draft, &slot.code).await;
    }
    let Err(Error::Fields(issues)) = house.service.send(&citizen, draft, true).await else { panic!("sent") };
    assert_eq!(issues.iter().map(|issue| issue.error.code()).collect::<Vec<_>>(), ["nothing_changes"], "{issues:?}");
});
