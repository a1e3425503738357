//! Acts on many requests at once: each is checked on its own, nobody is refused by it, and what was not done says why.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, FieldError, Language, Refusal, Role, Status};
use service::{
    Actor, BatchAct, BatchReport, Chosen, DecisionForm, Error, MOST_AT_ONCE, NUMBER_NEEDED, QueueFilter,
    QueueQuery, Recorded,
};
use uuid::Uuid;

async fn lost_cards(house: &House, count: usize) -> (Actor, Vec<String>) {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    house.card(&citizen).await;
    let mut numbers = Vec::new();
    for _ in 0..count {
        numbers.push(house.lost_card(&citizen).await);
    }
    (citizen, numbers)
}

/// As they stand in the queue of this officer.
async fn seen(house: &House, officer: &Actor, numbers: &[String]) -> Vec<Chosen> {
    let page =
        house.service.queue(officer, &QueueQuery::part(QueueFilter::All), None, Language::Id).await.unwrap();
    let version =
        |number: &String| page.rows.iter().find(|row| row.number == *number).map_or(1, |row| row.version);
    numbers.iter().map(|number| Chosen { number: number.clone(), version: version(number) }).collect()
}

async fn status(house: &House, officer: &Actor, number: &str) -> Status {
    house.service.desk_request(officer, number, Language::Id).await.unwrap().request.status
}

async fn decide(house: &House, officer: &Actor, number: &str, command: Command) {
    let version = house.service.desk_request(officer, number, Language::Id).await.unwrap().request.version;
    let form = DecisionForm {
        command,
        version,
        flags: Vec::new(),
        note: String::new(),
        recorded: Recorded::default(),
    };
    house.service.decide(officer, number, &form).await.unwrap();
}

async fn kinds(house: &House, officer: &Actor, number: &str) -> Vec<String> {
    let events = house.service.desk_request(officer, number, Language::Id).await.unwrap().request.events;
    events.into_iter().map(|event| event.kind).collect()
}

fn why(report: &BatchReport, number: &str) -> String {
    let found = report.not_done.iter().find(|(of, _)| of == number);
    found.map_or_else(String::new, |(_, error)| format!("{error:?}"))
}

both_databases!(a_mixed_choice_is_done_where_it_can_be_and_told_where_not, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    service.ensure_office("KEC", "Kecamatan Contoh", "kecamatan").await.unwrap();
    let elsewhere = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    let (citizen, numbers) = lost_cards(&house, 5).await;
    let [free, budis, moved, gone, twice] = numbers.as_slice() else { unreachable!() };
    let chosen = seen(&house, &rina, &numbers).await;

    // Meanwhile a colleague takes one, another is taken and laid back, a third is withdrawn by the citizen.
    service.claim(&budi, budis, None).await.unwrap();
    service.claim(&budi, moved, None).await.unwrap();
    service.release(&budi, moved).await.unwrap();
    let id = service.desk_request(&rina, gone, Language::Id).await.unwrap().request.id;
    service.withdraw(&citizen, id).await.unwrap();

    let mut asked = chosen.clone();
    asked.push(chosen[4].clone());
    asked.push(Chosen { number: "K7RT-4MQX-9".into(), version: 1 });
    asked.push(Chosen { number: "<script>".into(), version: 1 });
    let report = service.batch(&rina, &asked, &BatchAct::Claim).await.unwrap();
    assert_eq!(report.done, [free.clone(), twice.clone()], "each once");
    assert_eq!(report.not_done.len(), 5, "{:?}", report.not_done);
    assert!(why(&report, budis).contains("Conflict"), "{}", why(&report, budis));
    assert!(why(&report, moved).contains("Conflict"), "seen in another version");
    assert!(why(&report, gone).contains("Conflict"), "{}", why(&report, gone));
    assert_eq!(report.not_done.iter().filter(|(_, error)| matches!(error, Error::NotFound)).count(), 2);
    assert!(kinds(&house, &rina, free).await.ends_with(&["claim".into()]), "one line of its own");

    // Another office and administrators get nothing done, and learn nothing.
    let now = seen(&house, &rina, &numbers).await;
    let report = service.batch(&elsewhere, &now, &BatchAct::Claim).await.unwrap();
    assert!(report.done.is_empty() && report.not_done.iter().all(|(_, error)| matches!(error, Error::NotFound)));
    let administrator = house.officer("agus@contoh.test", Role::Administrator).await;
    assert!(matches!(service.batch(&administrator, &now, &BatchAct::Claim).await, Err(Error::Forbidden)));
    for stranger in [&citizen, &Actor::Stranger] {
        assert!(service.batch(stranger, &now, &BatchAct::Claim).await.is_err());
    }

    // Laying back and handing over: only one's own.
    let now = seen(&house, &rina, &[free.clone(), budis.clone(), twice.clone()]).await;
    let to_budi = BatchAct::HandOver { to: budi.account(), note: "Tolong dilanjutkan.".into() };
    let report = service.batch(&rina, &now[..2], &to_budi).await.unwrap();
    assert_eq!((report.done.as_slice(), report.not_done.len()), ([free.clone()].as_slice(), 1));
    let report = service.batch(&rina, &now, &BatchAct::Release).await.unwrap();
    assert_eq!(report.done.as_slice(), std::slice::from_ref(twice));
    assert!(kinds(&house, &rina, twice).await.ends_with(&["release".into()]));
    let colleagues = service.possible_colleagues(&rina).await.unwrap();
    assert!(colleagues.iter().any(|other| other.name == "budi Petugas"));
    assert!(colleagues.iter().all(|other| other.name != "jauh Petugas" && other.name != "rina Petugas"));
    let history = service.verify_history(&service::Checkpoints::default()).await.unwrap();
    assert!(history.found.is_empty(), "{:?}", history.found);
    assert!(service.check_desk().await.unwrap().is_whole());
});

both_databases!(many_are_returned_for_one_reason_and_never_refused, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let (_, numbers) = lost_cards(&house, 3).await;
    let reasons = service.shared_reasons();
    let refuses_only = ["outside_region", "already_in_process", "needs_court"];
    assert!(!reasons.is_empty() && reasons.iter().all(|reason| !refuses_only.contains(&reason.code.as_str())));
    let back = |reason: &str| BatchAct::Return { reason: reason.into(), note: "Datang sebelum Jumat.".into() };
    let chosen = seen(&house, &rina, &numbers).await;
    for (reason, error) in [("", FieldError::Missing), ("outside_region", FieldError::NotInList), ("blurred", FieldError::NotInList)] {
        let Err(Error::Fields(issues)) = service.batch(&rina, &chosen, &back(reason)).await else { unreachable!("{reason}") };
        assert_eq!((issues[0].field.as_str(), &issues[0].error), ("reason", &error), "{reason}");
    }
    // Nobody returns what is not in the own hands.
    let report = service.batch(&rina, &chosen, &back("needs_visit")).await.unwrap();
    assert!(report.not_done.iter().all(|(_, error)| matches!(error, Error::NotHeld)), "{:?}", report.not_done);
    service.batch(&rina, &chosen[..2], &BatchAct::Claim).await.unwrap();
    let chosen = seen(&house, &rina, &numbers).await;
    let report = service.batch(&rina, &chosen, &back("needs_visit")).await.unwrap();
    assert_eq!((report.done.len(), report.not_done.len()), (2, 1));
    for number in &numbers[..2] {
        assert_eq!(status(&house, &rina, number).await, Status::NeedsCorrection);
        assert_eq!(kinds(&house, &rina, number).await.iter().filter(|kind| *kind == "return").count(), 1);
    }
    let letters = service.mailbox().await.unwrap();
    assert_eq!(letters.iter().filter(|entry| entry.channel == "email" && entry.text.subject == "perlu diperbaiki").count(), 2);
});

both_databases!(signing_and_collecting_go_in_one_act_but_for_those_that_need_a_number, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let front = house.officer("dewi@contoh.test", Role::FrontDesk).await;
    let (_, mut numbers) = lost_cards(&house, 2).await;
    let other = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    let draft = house.written_request(&other).await;
    numbers.push(service.send(&other, draft, true).await.unwrap().number.to_string());
    for number in &numbers[..2] {
        service.claim(&rina, number, None).await.unwrap();
        for command in [Command::Approve, Command::EnterSiak] {
            decide(&house, &rina, number, command).await;
        }
    }
    let sign = |chosen: Vec<Chosen>| async move { chosen };
    let chosen = sign(seen(&house, &rina, &numbers).await).await;
    let report = service.batch(&front, &chosen, &BatchAct::AwaitSignature).await.unwrap();
    assert!(report.done.is_empty(), "the front desk may not: {:?}", report.done);
    let report = service.batch(&rina, &chosen, &BatchAct::AwaitSignature).await.unwrap();
    assert_eq!((report.done.len(), report.not_done.len()), (2, 1));
    assert!(why(&report, &numbers[2]).contains("NotHeld"), "{}", why(&report, &numbers[2]));

    let place = |note: &str| BatchAct::Complete { note: note.into() };
    let chosen = seen(&house, &rina, &numbers).await;
    assert!(matches!(service.batch(&rina, &chosen, &place(" ")).await, Err(Error::Fields(_))));
    let report = service.batch(&rina, &chosen, &place("Loket 2, Senin sampai Kamis")).await.unwrap();
    assert_eq!(report.done.len(), 2, "{:?}", report.not_done);
    for number in &numbers[..2] {
        let request = service.desk_request(&rina, number, Language::Id).await.unwrap().request;
        assert_eq!((request.status, request.result_note.as_deref()), (Status::Done, Some("Loket 2, Senin sampai Kamis")));
    }
});

both_databases!(a_request_that_gets_a_new_number_is_left_to_its_own_page, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    house.card(&citizen).await;
    let number = house.birth(&citizen, "Ayu Lestari", "12").await;
    service.claim(&rina, &number, None).await.unwrap();
    for command in [Command::Approve, Command::EnterSiak, Command::AwaitSignature] {
        decide(&house, &rina, &number, command).await;
    }
    let chosen = seen(&house, &rina, std::slice::from_ref(&number)).await;
    let report = service.batch(&rina, &chosen, &BatchAct::Complete { note: "Loket 2".into() }).await.unwrap();
    assert!(report.done.is_empty());
    let Some((_, Error::Fields(issues))) = report.not_done.first() else { unreachable!("{:?}", report.not_done) };
    assert_eq!(issues[0].field, NUMBER_NEEDED);
    assert_eq!(status(&house, &rina, &number).await, Status::AwaitingSignature);
});

both_databases!(the_limit_holds_and_no_act_of_many_skips_a_step, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let (_, numbers) = lost_cards(&house, 1).await;
    let many: Vec<Chosen> =
        (0..=MOST_AT_ONCE).map(|_| Chosen { number: numbers[0].clone(), version: 1 }).collect();
    let Err(Error::Fields(issues)) = service.batch(&rina, &many, &BatchAct::Claim).await else { unreachable!() };
    assert_eq!(issues[0].error, FieldError::TooLarge { max: 500 });
    assert!(matches!(service.batch(&rina, &[], &BatchAct::Claim).await, Err(Error::Fields(_))));
    assert!(kinds(&house, &rina, &numbers[0]).await.iter().all(|kind| kind != "claim"), "nothing is done of too many");
    let report = service.batch(&rina, &many[1..], &BatchAct::Claim).await.unwrap();
    assert_eq!(report.done, numbers, "500 are not too many");
    // No act of many approves, rejects or reopens: what is left takes the next step only.
    let chosen = seen(&house, &rina, &numbers).await;
    let report = service.batch(&rina, &chosen, &BatchAct::AwaitSignature).await.unwrap();
    let Some((_, Error::Refused(refusal))) = report.not_done.first() else { unreachable!("{:?}", report.not_done) };
    assert_eq!(*refusal, Refusal::WrongStatus { status: Some(Status::InReview) });
    let nobody = BatchAct::HandOver { to: Some(Uuid::now_v7()), note: String::new() };
    let report = service.batch(&rina, &chosen, &nobody).await.unwrap();
    assert!(why(&report, &numbers[0]).contains("NotInList"), "{:?}", report.not_done);
});

both_databases!(two_officers_at_once_decide_every_case_once_and_are_told_what_was_not_theirs, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let (_, numbers) = lost_cards(&house, 9).await;
    // The middle three are in both choices, in opposite order.
    let chosen = seen(&house, &rina, &numbers).await;
    let mut of_budi = chosen[3..].to_vec();
    of_budi.reverse();
    let at_once = async |act: BatchAct, first: Vec<Chosen>, second: Vec<Chosen>| {
        let run = |officer: &Actor, chosen: Vec<Chosen>| {
            let (service, officer, act) = (std::sync::Arc::clone(service), officer.clone(), act.clone());
            tokio::spawn(async move { service.batch(&officer, &chosen, &act).await.unwrap() })
        };
        let (one, two) = tokio::join!(run(&rina, first), run(&budi, second));
        (one.unwrap(), two.unwrap())
    };
    let (one, two) = at_once(BatchAct::Claim, chosen[..6].to_vec(), of_budi).await;
    let mut taken: Vec<_> = one.done.iter().chain(&two.done).cloned().collect();
    taken.sort();
    let mut all = numbers.clone();
    all.sort();
    assert_eq!(taken, all, "each is taken once: {one:?} {two:?}");
    for (report, asked) in [(&one, 6), (&two, 6)] {
        assert_eq!(report.done.len() + report.not_done.len(), asked, "nothing is left out of the report");
        for (number, error) in &report.not_done {
            assert!(numbers[3..6].contains(number));
            assert!(matches!(error, Error::Conflict { .. }), "{number}: {error:?}");
        }
    }
    for number in &numbers {
        assert_eq!(kinds(&house, &rina, number).await.iter().filter(|kind| *kind == "claim").count(), 1);
    }
    // Each returns all nine: each of them is returned once, by whoever holds it.
    let back = BatchAct::Return { reason: "needs_visit".into(), note: String::new() };
    let now = seen(&house, &rina, &numbers).await;
    let (one_back, two_back) = at_once(back, now.clone(), now.into_iter().rev().collect()).await;
    for (report, held) in [(&one_back, &one.done), (&two_back, &two.done)] {
        let (mut done, mut held) = (report.done.clone(), held.clone());
        done.sort();
        held.sort();
        assert_eq!(done, held, "only one's own");
        assert_eq!(report.not_done.len(), 9 - held.len());
        assert!(
            report.not_done.iter().all(|(_, error)| matches!(error, Error::Conflict { .. } | Error::NotHeld | Error::Refused(_))),
            "{:?}", report.not_done
        );
    }
    for number in &numbers {
        assert_eq!(status(&house, &rina, number).await, Status::NeedsCorrection);
        assert_eq!(kinds(&house, &rina, number).await.iter().filter(|kind| *kind == "return").count(), 1);
    }
    assert!(service.verify_history(&service::Checkpoints::default()).await.unwrap().found.is_empty());
    assert!(service.check_desk().await.unwrap().is_whole());
});
