//! The checklist of a request: who ticked what, that it is required where the office says so, and that a correction
//! makes it be looked at anew.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, FieldError, Flag, Language, Role, Status, Target};
use service::{Actor, DecisionForm, Error, Recorded, Service};
use std::collections::BTreeSet;

const REQUIRED: &str = r#"
version = 2
[[list]]
service = "KK-07"
[[list.point]]
code = "diploma"
document = "ijazah"
required = true
label = { id = "Ijazah sama dengan isian.", en = "The diploma agrees." }
source = "Permendagri 108/2019 Ps 15"
"#;

fn keys(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

async fn version(service: &Service, officer: &Actor, number: &str) -> i64 {
    service.desk_request(officer, number, Language::Id).await.unwrap().request.version
}

async fn decide(service: &Service, officer: &Actor, number: &str, command: Command) -> Result<(), Error> {
    let version = version(service, officer, number).await;
    let flag = Flag {
        target: Target::Document { slot: "ijazah".into() },
        reason: "blurred".into(),
        note: String::new(),
    };
    let flags = if command == Command::Return { vec![flag] } else { Vec::new() };
    let form = DecisionForm { command, version, flags, note: String::new(), recorded: Recorded::default() };
    service.decide(officer, number, &form).await
}

both_databases!(the_holder_ticks_and_everybody_of_the_office_reads_who_did, house => {
    let service = &house.service;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    service.ensure_office("LAIN", "Kecamatan Lain", "kecamatan").await.unwrap();
    let elsewhere = house.officer_of("jauh@contoh.test", Role::Verifier, "LAIN").await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let points = service.checklist(&rina, &number, Language::En).await.unwrap();
    let shown: Vec<&str> = points.iter().map(|point| point.key.as_str()).collect();
    // No letter of graduation and no power of attorney came with it.
    assert_eq!(shown, ["semua:applicant", "KK-07:diploma", "KK-07:level"]);
    assert_eq!(points[1].document.as_deref(), Some("Diploma"));
    assert!(points.iter().all(|point| !point.required && point.tick.is_none()));

    let seen = version(service, &rina, &number).await;
    assert!(matches!(service.tick(&rina, &number, seen, &keys(&["KK-07:level"])).await, Err(Error::NotHeld)));
    service.claim(&rina, &number, None).await.unwrap();
    let seen = version(service, &rina, &number).await;
    assert!(matches!(service.tick(&budi, &number, seen, &keys(&["KK-07:level"])).await, Err(Error::Conflict { .. })));
    assert!(matches!(service.tick(&rina, &number, seen - 1, &keys(&[])).await, Err(Error::Conflict { .. })));
    assert!(matches!(service.tick(&rina, &number, seen, &keys(&["KK-04:mother_nik"])).await, Err(Error::Fields(_))));
    for other in [&elsewhere, &house.officer("agus@contoh.test", Role::Administrator).await] {
        assert!(matches!(service.checklist(other, &number, Language::Id).await, Err(Error::NotFound)));
        assert!(matches!(service.tick(other, &number, seen, &keys(&[])).await, Err(Error::NotFound)));
    }
    assert!(matches!(service.checklist(&citizen, &number, Language::Id).await, Err(Error::Forbidden | Error::NotFound)));

    service.tick(&rina, &number, seen, &keys(&["KK-07:diploma", "semua:applicant"])).await.unwrap();
    service.tick(&rina, &number, seen, &keys(&["KK-07:diploma"])).await.unwrap();
    // The same again writes nothing.
    service.tick(&rina, &number, seen, &keys(&["KK-07:diploma"])).await.unwrap();
    assert_eq!(version(service, &rina, &number).await, seen, "ticks change nothing that was judged");
    let points = service.checklist(&budi, &number, Language::Id).await.unwrap();
    let by: Vec<Option<&str>> = points.iter().map(|point| point.tick.as_ref().map(|tick| tick.by.as_str())).collect();
    assert_eq!(by, [None, Some("rina Petugas"), None]);
    let lines: Vec<_> = service.request(&rina, draft, Language::Id).await.unwrap().events;
    assert_eq!(lines.iter().filter(|line| line.kind == "checklist").count(), 2);
    let history = service.verify_history(&service::Checkpoints::default()).await.unwrap();
    assert!(history.found.is_empty(), "{:?}", history.found);

    // A correction is looked at anew.
    house.clock.advance(time::Duration::minutes(5));
    decide(service, &rina, &number, Command::Return).await.unwrap();
    house.upload(&citizen, draft, "ijazah").await;
    house.clock.advance(time::Duration::minutes(5));
    service.send(&citizen, draft, true).await.unwrap();
    service.claim(&budi, &number, None).await.unwrap();
    let points = service.checklist(&budi, &number, Language::Id).await.unwrap();
    assert!(points[1].tick.is_none());
    assert_eq!(points[1].earlier.as_ref().unwrap().by, "rina Petugas");
    let seen = version(service, &budi, &number).await;
    service.tick(&budi, &number, seen, &keys(&["KK-07:diploma"])).await.unwrap();
    let points = service.checklist(&budi, &number, Language::Id).await.unwrap();
    assert_eq!(points[1].tick.as_ref().unwrap().by, "budi Petugas");
});

both_databases!(what_the_office_requires_is_ticked_before_anything_is_approved, house => {
    let service = house.with_own_file("checklists.toml", REQUIRED).await;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    service.claim(&rina, &number, None).await.unwrap();
    let refused = decide(&service, &rina, &number, Command::Approve).await;
    let Err(Error::Fields(issues)) = refused else { unreachable!("{refused:?}") };
    assert_eq!((issues[0].field.as_str(), &issues[0].error), ("checklist", &FieldError::Missing));
    let seen = version(&service, &rina, &number).await;
    service.tick(&rina, &number, seen, &keys(&["KK-07:diploma"])).await.unwrap();
    decide(&service, &rina, &number, Command::Approve).await.unwrap();
    assert_eq!(service.request(&rina, draft, Language::Id).await.unwrap().status, Status::Approved);
    // What is approved is no longer ticked.
    let seen = version(&service, &rina, &number).await;
    assert!(matches!(service.tick(&rina, &number, seen, &keys(&[])).await, Err(Error::Refused(_))));
});
