//! Results: attached by who holds the request, told when it is done, handed out to the applicant for a while.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, FieldError, Language, ResultKind};
use service::{Actor, DecisionForm, Error, Looked, NewResult, Recorded, ResultReader};
use std::fmt::Write as _;
use time::Duration;
use uuid::Uuid;

const EMAIL: &str = "siti@contoh.test";
const PHONE: &str = "+6281290000001";

/// A small PDF that says it is signed. Nobody's signature is judged here.
fn pdf(signed: bool) -> Vec<u8> {
    let signature = if signed { "/Type /Sig /ByteRange [0 1 2 3]" } else { "" };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
        format!("<< {signature} >>"),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ =
        write!(file, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

fn card(whose: &str) -> NewResult {
    NewResult { kind: "kk".into(), whose: whose.into(), ..NewResult::default() }
}

async fn step(house: &House, verifier: &Actor, number: &str, command: Command) {
    let version = house.service.desk_request(verifier, number, Language::Id).await.unwrap().request.version;
    let (flags, note, recorded) = (Vec::new(), String::new(), Recorded::default());
    let form = DecisionForm { command, version, flags, note, recorded };
    house.service.decide(verifier, number, &form).await.unwrap();
}

struct Story {
    siti: Actor,
    verifier: Actor,
    request: Uuid,
    number: String,
}

/// A request that waits for its signature, held by the verifier.
async fn awaiting(house: &House) -> Story {
    let service = &house.service;
    let siti = house.citizen("9901016507840002", EMAIL, "081290000001").await;
    let verifier = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    let request = house.written_request(&siti).await;
    let number = service.send(&siti, request, true).await.unwrap().number.to_string();
    service.claim(&verifier, &number, None).await.unwrap();
    let early = service.attach_result(&verifier, &number, &card("Slamet"), Some(pdf(true))).await;
    assert!(
        matches!(early, Err(Error::Conflict { .. })),
        "there is no result of a request that is being checked"
    );
    for command in [Command::Approve, Command::EnterSiak, Command::AwaitSignature] {
        step(house, &verifier, &number, command).await;
    }
    Story { siti, verifier, request, number }
}

both_databases!(several_results_are_told_when_the_request_is_done_and_had_by_the_applicant_for_ninety_days, house => {
    let service = &house.service;
    let Story { siti, verifier, request, number } = awaiting(&house).await;
    let first = service.attach_result(&verifier, &number, &card("Slamet Riyadi"), Some(pdf(true))).await.unwrap();
    let birth = NewResult { kind: "birth".into(), whose: "Dimas".into(), ..NewResult::default() };
    service.attach_result(&verifier, &number, &birth, Some(pdf(false))).await.unwrap();
    let collect = NewResult { kind: "collect".into(), place: "Loket 3".into(), when: "Senin".into(), ..NewResult::default() };
    service.attach_result(&verifier, &number, &collect, None).await.unwrap();
    let there = service.desk_results(&verifier, &number).await.unwrap();
    assert_eq!(there.iter().map(|one| (one.kind, one.signed)).collect::<Vec<_>>(), [
        (ResultKind::Card, true), (ResultKind::Birth, false), (ResultKind::Collect, false),
    ]);
    // Not before it is done.
    let mine = ResultReader::Actor(&siti);
    assert!(service.request(&siti, request, Language::Id).await.unwrap().results.is_empty());
    assert!(matches!(service.read_result(mine, first).await, Err(Error::NotFound)));
    step(&house, &verifier, &number, Command::Complete).await;
    let letter = house.letter_to(EMAIL, "done").await;
    assert!(letter.contains(r#""results":3"#), "{letter}");
    let shown = service.request(&siti, request, Language::Id).await.unwrap().results;
    assert_eq!(shown.len(), 3);
    assert_eq!(service.read_result(mine, first).await.unwrap().bytes, pdf(true), "byte by byte");
    let lines = service.request(&siti, request, Language::Id).await.unwrap().events;
    assert_eq!(lines.iter().filter(|line| line.kind == "result_read").count(), 1);
    // The owner reads which officer's office opened it.
    service.read_result(ResultReader::Actor(&verifier), first).await.unwrap();
    let looks = service.access_log(&siti, None, Language::Id).await.unwrap().lines;
    let of_results: Vec<_> = looks.iter().filter(|look| look.what == Looked::Result).collect();
    assert_eq!(of_results.len(), 1, "{looks:?}");
    assert_eq!(of_results[0].request, Some((request, number.clone())));
    assert!(service.reconcile().await.unwrap().is_whole());
    // Nobody else's.
    let other = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let elsewhere = Uuid::now_v7();
    for reader in [ResultReader::Actor(&other), ResultReader::Proven(elsewhere)] {
        assert!(matches!(service.read_result(reader, first).await, Err(Error::NotFound)));
    }
    assert!(matches!(service.read_result(ResultReader::Actor(&Actor::Stranger), first).await, Err(Error::SignInFirst)));
    let files = house.stored_files().await;
    house.clock.advance(Duration::days(91));
    assert!(matches!(service.read_result(mine, first).await, Err(Error::NotFound)));
    service.sweep().await.unwrap();
    assert_eq!(house.stored_files().await, files - 2);
    let shown = service.request(&siti, request, Language::Id).await.unwrap().results;
    assert!(shown.len() == 3 && shown.iter().all(|one| !one.there), "it is said that their time is over");
});

both_databases!(a_result_belongs_to_somebody_and_its_loss_is_seen, house => {
    use object_store::{ObjectStore, ObjectStoreExt};
    let Story { verifier, number, .. } = awaiting(&house).await;
    let objects = || async {
        let listed = house.store.list(None);
        let listed: Vec<_> = futures::TryStreamExt::try_collect(listed).await.unwrap();
        listed.into_iter().map(|object| object.location).collect::<Vec<_>>()
    };
    let before = objects().await;
    let id = house.service.attach_result(&verifier, &number, &card("Slamet Riyadi"), Some(pdf(true))).await.unwrap();
    // Objects get the machine's time, rows that of the house: it is old enough to be swept.
    house.clock.advance(Duration::days(3650));
    let report = house.service.verify_storage(true).await.unwrap();
    assert_eq!((report.results, report.removed), (1, 0), "{report:?}");
    assert!(report.is_whole() && report.orphans.is_empty(), "{report:?}");
    let place = objects().await.into_iter().find(|place| !before.contains(place)).unwrap();
    house.store.delete(&place).await.unwrap();
    let report = house.service.verify_storage(false).await.unwrap();
    assert_eq!(report.broken_results, [(id, service::StorageFault::Missing)]);
});

both_databases!(who_has_the_number_gets_the_result_with_a_one_time_code_and_any_earlier_code_works_f12, house => {
    let service = &house.service;
    let Story { verifier, request, number, .. } = awaiting(&house).await;
    let first = service.attach_result(&verifier, &number, &card("Slamet Riyadi"), Some(pdf(true))).await.unwrap();
    step(&house, &verifier, &number, Command::Complete).await;
    assert_eq!(service.track(&number, "0001", "x").await.unwrap(), request);
    service.send_result_code(request, "x").await.unwrap();
    let code = house.code_to("phone", PHONE).await;
    service.send_result_code(request, "x").await.unwrap();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = service.prove_for_results(request, wrong).await;
    assert!(matches!(&refused, Err(Error::Fields(issues)) if matches!(issues[0].error, FieldError::CodeWrong { .. })));
    service.prove_for_results(request, &code).await.unwrap();
    assert!(service.prove_for_results(request, &code).await.is_err(), "once");
    assert_eq!(service.read_result(ResultReader::Proven(request), first).await.unwrap().bytes, pdf(true));
});

both_databases!(a_result_attached_later_is_told_at_once_and_one_attached_by_mistake_is_taken_back, house => {
    let service = &house.service;
    let Story { siti, verifier, request, number } = awaiting(&house).await;
    step(&house, &verifier, &number, Command::Complete).await;
    let late = service.attach_result(&verifier, &number, &card("Slamet Riyadi"), Some(pdf(true))).await.unwrap();
    assert!(house.letter_to(EMAIL, "result_ready").await.contains(&number));
    service.remove_result(&verifier, &number, late).await.unwrap();
    assert!(matches!(service.remove_result(&verifier, &number, late).await, Err(Error::NotFound)));
    assert!(matches!(service.read_result(ResultReader::Actor(&siti), late).await, Err(Error::NotFound)));
    assert!(service.request(&siti, request, Language::Id).await.unwrap().results.is_empty());
});

both_databases!(what_is_no_pdf_or_acts_or_says_too_little_is_refused, house => {
    let service = &house.service;
    let Story { siti, verifier, number, .. } = awaiting(&house).await;
    let active = String::from_utf8(pdf(true)).unwrap().replace("/MediaBox", "/AA << >> /JavaScript (x) /MediaBox").into_bytes();
    for bytes in [Vec::new(), b"GIF89a".to_vec(), active, House::picture()] {
        let refused = service.attach_result(&verifier, &number, &card("Slamet"), Some(bytes)).await;
        assert!(matches!(refused, Err(Error::File(_))), "{refused:?}");
    }
    for new in [card(" "), NewResult { kind: "ijazah".into(), ..card("x") }, NewResult { kind: "collect".into(), ..card("x") }] {
        let refused = service.attach_result(&verifier, &number, &new, Some(pdf(true))).await;
        assert!(matches!(refused, Err(Error::Fields(_))), "{refused:?}");
    }
    assert!(matches!(service.attach_result(&siti, &number, &card("x"), Some(pdf(true))).await, Err(Error::Forbidden)));
    let colleague = house.officer("budi@contoh.test", domain::Role::Verifier).await;
    let refused = service.attach_result(&colleague, &number, &card("x"), Some(pdf(true))).await;
    assert!(refused.is_err(), "held by a colleague");
    assert_eq!(house.count("result").await, 0);
});
