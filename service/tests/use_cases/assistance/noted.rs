//! Whoever helped with a request is named and does not decide on it, whoever sends it.
use super::{begins, two, version};
use crate::house::{House, answers::LOST, both_databases, decisions::deciding};
use domain::{Command, Language, Refusal, Role};
use service::{Arrange, AuditForm, Error, QueueQuery};
use std::collections::BTreeSet;
use time::Duration;

both_databases!(who_helped_does_not_decide, house => {
    let (made, _) = two(&house).await;
    let service = &house.service;
    let rina = house.officer("verifikator@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let (_, helping) = begins(&house, &rina).await;
    let number = house.sends(&helping, "RP-01", &LOST).await.unwrap();
    service.claim(&rina, &number, None).await.unwrap();
    let desk = service.desk_request(&rina, &number, Language::Id).await.unwrap();
    assert!(desk.helped_by_me);
    for command in [Command::Approve, Command::Reject, Command::Verify] {
        assert!(!desk.commands.contains(&command), "{command:?} is not offered");
        let outcome = service.decide(&rina, &number, &deciding(command, desk.request.version)).await;
        assert!(matches!(outcome, Err(Error::Refused(Refusal::FourEyes))), "{command:?}: {outcome:?}");
    }
    // Returned, corrected by the citizen alone: still not by whoever helped.
    service.decide(&rina, &number, &deciding(Command::Return, desk.request.version)).await.unwrap();
    let id = service.requests(&made, Language::Id).await.unwrap()[0].id;
    service.send(&made, id, true).await.unwrap();
    service.claim(&rina, &number, None).await.unwrap();
    let seen = version(service, &rina, &number).await;
    let outcome = service.decide(&rina, &number, &deciding(Command::Approve, seen)).await;
    assert!(matches!(outcome, Err(Error::Refused(Refusal::FourEyes))), "{outcome:?}");
    service.release(&rina, &number).await.unwrap();
    service.claim(&budi, &number, None).await.unwrap();
    let desk = service.desk_request(&budi, &number, Language::Id).await.unwrap();
    assert!(!desk.helped_by_me && desk.helpers.len() == 1);
    service.decide(&budi, &number, &deciding(Command::Approve, desk.request.version)).await.unwrap();
});

both_databases!(who_filled_in_a_draft_is_named_and_does_not_decide_though_the_citizen_sends, house => {
    let (made, _) = two(&house).await;
    let service = &house.service;
    let rina = house.officer("verifikator@contoh.test", Role::Verifier).await;
    let (_, helping) = begins(&house, &rina).await;
    let draft = house.writes(&helping, "RP-01", &LOST).await.unwrap();
    service.stop_helping(&rina).await.unwrap();
    let number = service.send(&made, draft, true).await.unwrap().number.to_string();

    let detail = service.request(&made, draft, Language::Id).await.unwrap();
    assert_eq!(detail.events[0].helped_by.as_deref(), Some("verifikator Petugas"));
    let line = "event WHERE kind = 'submit' AND actor_role = 'owner' AND detail LIKE '%helped_by=%assistance=%'";
    assert_eq!(house.count(line).await, 1);
    assert!(service.assistances(&made).await.unwrap()[0].sent.is_empty(), "the citizen sent it");
    assert!(matches!(service.receipt(&helping, draft, Language::Id).await, Err(Error::NotFound)));
    assert_eq!(service.take_next(&rina, &QueueQuery::default()).await.unwrap(), None, "not offered to whoever helped");
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    assert!(service.take_next(&budi, &QueueQuery::default()).await.unwrap().is_some(), "others are offered it");
    let colleagues = service.desk_request(&budi, &number, Language::Id).await.unwrap().colleagues;
    assert!(colleagues.iter().all(|one| one.id != rina.account().unwrap()), "nor handed over");
    service.release(&budi, &number).await.unwrap();
    service.claim(&rina, &number, None).await.unwrap();
    let desk = service.desk_request(&rina, &number, Language::Id).await.unwrap();
    assert_eq!((desk.helpers, desk.helped_by_me), (vec!["verifikator Petugas".to_owned()], true));
    assert!(!desk.objections.may_settle);
    let ticked = service.tick(&rina, &number, desk.request.version, &BTreeSet::new()).await;
    assert!(matches!(ticked, Err(Error::Refused(Refusal::FourEyes))), "an approval rests on it: {ticked:?}");
    let outcome = service.decide(&rina, &number, &deciding(Command::Approve, desk.request.version)).await;
    assert!(matches!(outcome, Err(Error::Refused(Refusal::FourEyes))), "{outcome:?}");

    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let history = service.audit(&agus, &AuditForm::default(), None).await.unwrap().lines;
    let sent: Vec<_> = history.iter().filter(|line| line.kind == "submit").map(|line| &line.helpers).collect();
    assert_eq!(sent, [&["verifikator Petugas".to_owned()]]);

    // Returned and corrected alone: the new line names nobody, the desk still does.
    house.clock.advance(Duration::minutes(1));
    service.decide(&rina, &number, &deciding(Command::Return, desk.request.version)).await.unwrap();
    house.clock.advance(Duration::minutes(11));
    let (_, again) = begins(&house, &rina).await;
    let receipt = service.receipt(&again, draft, Language::Id).await;
    assert!(matches!(receipt, Err(Error::NotFound)), "not sent with this help");
    service.send(&made, draft, true).await.unwrap();
    let detail = service.request(&made, draft, Language::Id).await.unwrap();
    assert_eq!(detail.events.iter().filter(|event| event.helped_by.is_some()).count(), 1);
    assert!(service.desk_request(&rina, &number, Language::Id).await.unwrap().helped_by_me);
    assert!(service.verify_history(&service::Checkpoints::default()).await.unwrap().found.is_empty());
});

both_databases!(only_documents_are_help_too, house => {
    let (made, _) = two(&house).await;
    let service = &house.service;
    let rina = house.officer("verifikator@contoh.test", Role::Verifier).await;
    let mut drafts = Vec::new();
    for _ in 0..3 {
        drafts.push(house.writes(&made, "RP-01", &LOST).await.unwrap());
    }
    let (_, helping) = begins(&house, &rina).await;
    let document = async |draft| {
        service.step_view(&helping, draft, "", Language::Id).await.unwrap().documents[0].clone()
    };
    let [removed, added, arranged] = [document(drafts[0]).await, document(drafts[1]).await, document(drafts[2]).await];
    assert_eq!(house.count("assisted_request").await, 0, "looking is no help");
    // Each act is help by itself.
    service.remove_document(&helping, drafts[0], removed.id).await.unwrap();
    assert_eq!(house.count("assisted_request").await, 1, "taking out");
    house.upload(&helping, drafts[1], &added.slot).await;
    assert_eq!(house.count("assisted_request").await, 2, "putting in");
    service.arrange_document(&helping, drafts[2], arranged.id, Arrange::Turn).await.unwrap();
    assert_eq!(house.count("assisted_request").await, 3, "turning");
    service.stop_helping(&rina).await.unwrap();
    let back = service.restore_document(&helping, drafts[0], removed.id).await;
    assert!(matches!(back, Err(Error::Forbidden)), "{back:?}");
    assert!(matches!(service.scan_of(&helping, drafts[0], &removed.slot).await, Err(Error::Forbidden)));
    assert!(matches!(service.end_scan(&helping, drafts[0]).await, Err(Error::Forbidden)));
    service.send(&made, drafts[1], true).await.unwrap();
    let detail = service.request(&made, drafts[1], Language::Id).await.unwrap();
    assert_eq!(detail.events[0].helped_by.as_deref(), Some("verifikator Petugas"));
});

both_databases!(what_the_citizen_sends_alone_afterwards_has_a_receipt_of_the_citizens, house => {
    let (made, rina) = two(&house).await;
    let service = &house.service;
    let (_, helping) = begins(&house, &rina).await;
    let number = house.sends(&helping, "RP-01", &LOST).await.unwrap();
    let id = service.requests(&made, Language::Id).await.unwrap()[0].id;
    service.receipt(&helping, id, Language::Id).await.unwrap();
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    service.claim(&budi, &number, None).await.unwrap();
    let seen = version(service, &budi, &number).await;
    service.decide(&budi, &number, &deciding(Command::Return, seen)).await.unwrap();
    house.clock.advance(Duration::minutes(1));
    service.send(&made, id, true).await.unwrap();
    service.receipt(&made, id, Language::Id).await.unwrap();
    let seen = service.receipt(&helping, id, Language::Id).await;
    assert!(matches!(seen, Err(Error::NotFound)), "{seen:?}");
});
