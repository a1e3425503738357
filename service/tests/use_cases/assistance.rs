//! An officer fills in a request for a citizen: only with the citizen's code, only while it lasts, only that; and both
//! names stay.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, answers::LOST, both_databases, decisions::deciding};
use domain::{Command, FieldError, Language, Refusal, Role, Status};
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
    assert!(house.letter_to(EMAIL, "assist_began").await.contains("rina Petugas"), "told at the other address too");

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
    for _ in 0..6 {
        let (id, helping) = begins(&house, &rina).await;
        let draft = house.writes(&helping, "RP-01", &LOST).await.unwrap();
        let (sent, ended) = tokio::join!(service.send(&helping, draft, true), service.refuse_help(&made, id));
        ended.unwrap();
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
    assert_eq!(outcomes.0 + outcomes.1, 6);
});

both_databases!(a_card_is_typed_together_where_there_is_none_and_else_stays_closed, house => {
    let made = house.citizen(NIK, EMAIL, "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::FrontDesk).await;
    let service = &house.service;
    let (_, helping) = begins(&house, &rina).await;
    assert!(!service.has_card(&helping).await.unwrap());
    assert_eq!(service.card_form(&helping).await.unwrap().number, "", "the number of the registration is not shown");
    house.card(&helping).await;
    assert_eq!(service.card(&helping).await.unwrap().card.unwrap().members.len(), 2, "what was typed is seen");
    assert!(service.has_card(&made).await.unwrap(), "and is the citizen's");
    house.writes(&helping, "RP-01", &LOST).await.unwrap();
    assert!(matches!(service.office_data(&helping).await, Err(Error::Forbidden)));
    service.stop_helping(&rina).await.unwrap();
    let card = service.card(&made).await.unwrap().card.unwrap();
    let off = service.remove_member(&helping, card.members[1].id, None).await;
    assert!(matches!(off, Err(Error::Forbidden)), "{off:?}");
    house.clock.advance(Duration::minutes(11));
    let (_, again) = begins(&house, &rina).await;
    assert!(matches!(service.card(&again).await, Err(Error::Forbidden)), "there before this help");
    assert!(matches!(service.remove_member(&again, card.members[1].id, None).await, Err(Error::Forbidden)));
});
