//! An officer fills in a request for a citizen: only with the citizen's code, only while it lasts, only that; and both
//! names stay.
#![expect(clippy::unwrap_used, reason = "tests")]
mod card;
mod codes;
mod noted;

use crate::house::{House, answers::LOST, both_databases, decisions::deciding};
use domain::{Command, FieldError, Language, Role, Status};
use service::{Actor, AskedToHelp, EndedBy, Error, Service};
use std::collections::BTreeMap;
use time::Duration;
use uuid::Uuid;

const NIK: &str = "9901020101900005";
const PHONE: &str = "+6281290000002";
const EMAIL: &str = "made@contoh.test";

/// A citizen with a card, and an officer at the counter.
async fn two(house: &House) -> (Actor, Actor) {
    let made = house.citizen(NIK, EMAIL, "081290000002").await;
    house.card(&made).await;
    (made, house.officer("rina@contoh.test", Role::FrontDesk).await)
}

async fn asks(house: &House, officer: &Actor, name: &str) -> AskedToHelp {
    house.service.ask_to_help(officer, name, false).await.unwrap()
}

/// The officer asks, the citizen reads the code out.
async fn begins(house: &House, officer: &Actor) -> (Uuid, Actor) {
    let asked = asks(house, officer, NIK).await;
    let code = house.code_to("phone", PHONE).await;
    let id = house.service.begin_to_help(officer, asked, &code).await.unwrap();
    (id, house.service.assisted(officer, id).await.unwrap().unwrap())
}

fn is_wrong(outcome: &Result<Uuid, Error>) -> bool {
    matches!(outcome, Err(Error::Fields(issues)) if matches!(issues[0].error, FieldError::CodeWrong { .. }))
}

fn not_that(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

async fn is_there(service: &Service, citizen: &Actor, draft: Uuid) -> bool {
    service.step_view(citizen, draft, "", Language::Id).await.is_ok()
}

async fn version(service: &Service, officer: &Actor, number: &str) -> i64 {
    service.desk_request(officer, number, Language::Id).await.unwrap().request.version
}

both_databases!(with_the_citizens_code_a_request_is_sent_in_both_names, house => {
    let (made, rina) = two(&house).await;
    let service = &house.service;
    let (id, helping) = begins(&house, &rina).await;
    assert_eq!(helping.account(), rina.account(), "whoever is signed in stays the officer");
    assert_eq!(helping.writer().unwrap().account, made.account().unwrap());
    let letter = house.letter_to(PHONE, "assist_code").await;
    assert!(letter.contains("rina Petugas") && letter.contains("Dinas Contoh"), "who asks: {letter}");
    assert!(house.letter_to(EMAIL, "assist_began").await.contains("rina Petugas"), "told by e-mail");

    let draft = house.writes(&helping, "RP-01", &LOST).await.unwrap();
    assert_eq!(service.drafts(&helping, Language::Id).await.unwrap().len(), 1);
    let unread = service.send(&helping, draft, false).await;
    assert!(matches!(unread, Err(Error::Fields(_))), "the statement is read out first: {unread:?}");
    let sent = service.send(&helping, draft, true).await.unwrap();
    assert_eq!(service.send(&helping, draft, true).await.unwrap(), sent, "once");

    // The citizen's own, in every way.
    let detail = service.request(&made, sent.id, Language::Id).await.unwrap();
    assert_eq!(detail.status, Status::Submitted);
    assert_eq!(detail.events[0].by, "owner");
    assert_eq!(detail.events[0].helped_by.as_deref(), Some("rina Petugas"));
    let mail = service.mailbox().await.unwrap();
    assert!(mail.iter().any(|entry| entry.to == EMAIL && entry.text.subject == "submitted"));
    let inbox = service.notices(&made, Language::Id).await.unwrap();
    assert!(inbox.iter().any(|notice| notice.kind == "submitted" && notice.request == Some(sent.id)));
    assert!(service.notices(&rina, Language::Id).await.unwrap().iter().all(|notice| notice.kind != "submitted"));

    // The receipt may be printed at the counter; the desk sees who helped; the chain holds both.
    let receipt = service.receipt(&helping, sent.id, Language::Id).await.unwrap();
    assert_eq!(receipt.applicant, "Made Wirawan");
    let number = sent.number.to_string();
    let desk = service.desk_request(&rina, &number, Language::Id).await.unwrap();
    assert_eq!((desk.helpers, desk.helped_by_me), (vec!["rina Petugas".to_owned()], true));
    let lines: Vec<_> = service.assistances(&made).await.unwrap();
    assert_eq!((lines[0].id, lines[0].open, lines[0].sent.len()), (id, true, 1));
    assert_eq!(house.count("event WHERE kind = 'submit' AND detail LIKE '%helped_by=%assistance=%'").await, 1);
    for kind in ["assistance_asked", "assistance_began"] {
        assert_eq!(house.count(&format!("event WHERE kind = '{kind}'")).await, 1, "{kind}");
    }
    assert!(service.verify_history(&service::Checkpoints::default()).await.unwrap().found.is_empty());
});

both_databases!(a_helper_reaches_the_wizard_and_nothing_else_of_the_account, house => {
    let (made, rina) = two(&house).await;
    let service = &house.service;
    let number = house.lost_card(&made).await;
    let before = service.requests(&made, Language::Id).await.unwrap()[0].id;
    let own = house.writes(&made, "RP-01", &LOST).await.unwrap();
    let other = house.citizen("9901020101910006", "ayu@contoh.test", "081290000003").await;
    house.card(&other).await;
    let foreign = house.writes(&other, "RP-01", &LOST).await.unwrap();
    let (_, helping) = begins(&house, &rina).await;

    assert!(service.step_view(&helping, own, "", Language::Id).await.is_ok(), "goes on with a draft of the citizen's");
    let view = service.step_view(&helping, own, "", Language::Id).await.unwrap();
    let told = serde_json::to_string(&view).unwrap();
    assert!(!told.contains("9901010405800001") && !told.contains("9901010405060003"), "no NIK of the family");
    for draft in [foreign, before] {
        assert!(matches!(service.step_view(&helping, draft, "", Language::Id).await, Err(Error::NotFound)));
        assert!(matches!(service.send(&helping, draft, true).await, Err(Error::NotFound)));
        let saved = service.save_answers(&helping, draft, &BTreeMap::new()).await;
        assert!(matches!(saved, Err(Error::NotFound)));
    }
    assert!(matches!(service.request(&helping, before, Language::Id).await, Err(Error::NotFound)));
    assert!(matches!(service.receipt(&helping, before, Language::Id).await, Err(Error::NotFound)));
    assert!(matches!(service.requests(&helping, Language::Id).await, Err(Error::Forbidden)));
    assert!(matches!(service.card(&helping).await, Err(Error::Forbidden)));
    assert!(matches!(service.discard_draft(&helping, own).await, Err(Error::Forbidden)));
    assert!(matches!(service.withdraw(&helping, before).await, Err(Error::Forbidden)));
    assert!(matches!(service.export_data(&helping, Language::Id).await, Err(Error::Forbidden)));
    assert!(matches!(service.close_account(&helping, "perahu-kayu-biru-7").await, Err(Error::Forbidden)));
    assert!(matches!(service.assistances(&helping).await, Err(Error::Forbidden)));
    assert!(matches!(service.reusable(&helping, own).await, Err(Error::Forbidden)));
    assert!(matches!(service.desk_request(&helping, &number, Language::Id).await, Err(Error::Forbidden)));
    let document = view.documents[0].id;
    assert!(matches!(service.read_document(&helping, document).await, Err(Error::NotFound)));
    // What is the signed-in account's own is the officer's.
    assert_eq!(service.account(&helping).await.unwrap().name, "rina Petugas");
    assert!(matches!(service.refuse_help(&helping, Uuid::now_v7()).await, Err(Error::Forbidden)));
});

both_databases!(every_end_ends_it_at_once, house => {
    let (made, rina) = two(&house).await;
    let service = &house.service;
    let draft = house.writes(&made, "RP-01", &LOST).await.unwrap();
    let refused = async |helping: &Actor| {
        let saved = service.save_answers(helping, draft, &BTreeMap::new()).await;
        let sent = service.send(helping, draft, true).await;
        matches!(saved, Err(Error::Forbidden)) && matches!(sent, Err(Error::Forbidden))
    };
    let ended = async |by: Option<EndedBy>| {
        let last = service.assistances(&made).await.unwrap().remove(0);
        assert!(!last.open);
        assert_eq!(last.ended_by, by);
    };

    let (id, helping) = begins(&house, &rina).await;
    house.clock.advance(Duration::minutes(61));
    assert!(service.assisted(&rina, id).await.unwrap().is_none() && refused(&helping).await, "its time is over");
    ended(None).await;

    let (id, helping) = begins(&house, &rina).await;
    service.stop_helping(&rina).await.unwrap();
    assert!(service.assisted(&rina, id).await.unwrap().is_none() && refused(&helping).await, "the officer");
    ended(Some(EndedBy::Officer)).await;

    house.clock.advance(Duration::minutes(11));
    let (id, helping) = begins(&house, &rina).await;
    let other = house.citizen("9901020101910006", "ayu@contoh.test", "081290000003").await;
    assert!(matches!(service.refuse_help(&other, id).await, Err(Error::NotFound)), "not somebody else's");
    service.refuse_help(&made, id).await.unwrap();
    service.refuse_help(&made, id).await.unwrap();
    assert!(service.assisted(&rina, id).await.unwrap().is_none() && refused(&helping).await, "the citizen");
    ended(Some(EndedBy::Citizen)).await;

    house.clock.advance(Duration::minutes(11));
    let (_, helping) = begins(&house, &rina).await;
    let asked = asks(&house, &rina, "ayu@contoh.test").await;
    let code = house.code_to("phone", "+6281290000003").await;
    service.begin_to_help(&rina, asked, &code).await.unwrap();
    assert!(refused(&helping).await, "one at a time");
    ended(Some(EndedBy::Next)).await;

    house.clock.advance(Duration::minutes(11));
    let (id, helping) = begins(&house, &rina).await;
    service.suspend_account(rina.account().unwrap()).await.unwrap();
    assert!(refused(&helping).await, "a suspended officer");
    ended(Some(EndedBy::Suspended)).await;
    service.restore_account(rina.account().unwrap()).await.unwrap();
    assert!(service.assisted(&rina, id).await.unwrap().is_none(), "and it does not come back");
    assert!(is_there(service, &made, draft).await, "what was saved stays the citizen's");
});

both_databases!(a_correction_is_helped_with_like_a_first_sending, house => {
    let (made, rina) = two(&house).await;
    let service = &house.service;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let number = house.lost_card(&made).await;
    service.claim(&budi, &number, None).await.unwrap();
    let seen = version(service, &budi, &number).await;
    service.decide(&budi, &number, &deciding(Command::Return, seen)).await.unwrap();
    let (_, helping) = begins(&house, &rina).await;
    let drafts = service.drafts(&helping, Language::Id).await.unwrap();
    assert!(drafts[0].correction);
    let sent = service.send(&helping, drafts[0].id, true).await.unwrap();
    let detail = service.request(&made, sent.id, Language::Id).await.unwrap();
    let helped: Vec<_> = detail.events.iter().filter(|event| event.helped_by.is_some()).collect();
    assert_eq!(helped.len(), 1);
    assert_eq!(helped[0].kind, "resubmit");
});

both_databases!(an_end_while_it_is_being_sent_comes_before_or_after_and_never_between, house => {
    let (made, rina) = two(&house).await;
    let service = &house.service;
    let mut outcomes = (0, 0);
    for round in 0..6 {
        let (id, helping) = begins(&house, &rina).await;
        let draft = house.writes(&helping, "RP-01", &LOST).await.unwrap();
        // Before, after, and both at once.
        let (sent, ended) = match round % 3 {
            0 => {
                let ended = service.refuse_help(&made, id).await;
                (service.send(&helping, draft, true).await, ended)
            }
            1 => (service.send(&helping, draft, true).await, service.refuse_help(&made, id).await),
            _ => tokio::join!(service.send(&helping, draft, true), service.refuse_help(&made, id)),
        };
        ended.unwrap();
        let there = house.count(&format!("event WHERE kind = 'submit' AND detail LIKE '%assistance={id}%'")).await;
        assert_eq!(there, i64::from(sent.is_ok()), "sent once, or not at all");
        match sent {
            Ok(sent) => {
                outcomes.0 += 1;
                assert_eq!(service.assistances(&made).await.unwrap()[0].sent.len(), 1);
                let detail = service.request(&made, sent.id, Language::Id).await.unwrap();
                assert!(detail.events[0].helped_by.is_some());
            }
            Err(Error::Forbidden) => {
                outcomes.1 += 1;
                assert!(is_there(service, &made, draft).await);
                assert!(service.assistances(&made).await.unwrap()[0].sent.is_empty());
            }
            Err(error) => unreachable!("{error:?}"),
        }
        assert!(matches!(service.start_draft(&helping, Uuid::now_v7(), "RP-01").await, Err(Error::Forbidden)));
        house.clock.advance(Duration::minutes(11));
    }
    assert!(outcomes.0 >= 2 && outcomes.1 >= 2, "both ways: {outcomes:?}");
    assert_eq!(service.requests(&made, Language::Id).await.unwrap().len(), outcomes.0);
    assert_eq!(service.drafts(&made, Language::Id).await.unwrap().len(), outcomes.1);
});
