//! Objecting to a request of somebody else that concerns one: who may, what each side sees, what it stops, how it ends.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases, contains, decisions::deciding};
use domain::{Command, Element, Language, Refusal, Role, Status};
use service::{Actor, Error, ObjectionState, QueueQuery, Service};
use std::sync::Arc;
use uuid::Uuid;

const WORDS: &str = "Ijazah itu bukan milik saya, melainkan sepupu saya.";
const ANSWER: &str = "Kami sudah melihat ijazah asli atas nama Anda.";

async fn decide(service: &Service, officer: &Actor, number: &str, command: Command) -> Result<(), Error> {
    let version = service.desk_request(officer, number, Language::Id).await.unwrap().request.version;
    service.decide(officer, number, &deciding(command, version)).await
}

/// Siti has sent a request about the education of her grown son, who has an account that an officer has linked.
struct Family {
    siti: Actor,
    son: Actor,
    request: Uuid,
    number: String,
}

async fn family(house: &House) -> Family {
    let siti = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let son = house.citizen("9901010405060003", "dimas@contoh.test", "081290000007").await;
    house.execute("UPDATE account SET link = 'linked'").await;
    let son = house.service.actor(son.account().unwrap()).await.unwrap();
    let request = house.written_request(&siti).await;
    let number = house.service.send(&siti, request, true).await.unwrap().number.to_string();
    Family { siti, son, request, number }
}

async fn kinds(house: &House, actor: &Actor) -> Vec<String> {
    let notices = house.service.notices(actor, Language::Id).await.unwrap();
    notices.into_iter().map(|notice| notice.kind).collect()
}

/// Whether the queue marks the one request that is in it.
async fn is_marked(house: &House, officer: &Actor) -> bool {
    let page = house.service.queue(officer, &QueueQuery::default(), None, Language::Id).await.unwrap();
    assert_eq!(page.rows.len(), 1);
    page.rows[0].objected
}

both_databases!(somebody_concerned_objects_and_nothing_is_approved_until_it_is_answered, house => {
    let service = &house.service;
    let Family { siti, son, request, number } = family(&house).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let dewi = house.officer("dewi@contoh.test", Role::FrontDesk).await;

    let list = service.concerns(&son, Language::Id).await.unwrap();
    assert_eq!((list.len(), list[0].id, list[0].objection), (1, request, None));
    let seen = service.concern(&son, request, Language::Id).await.unwrap();
    assert_eq!((seen.number.as_str(), seen.may_object, seen.ended), (number.as_str(), true, false));
    assert_eq!(seen.changes.iter().map(|change| change.element).collect::<Vec<_>>(), [Element::Education]);
    assert!(seen.changes[0].values.as_ref().unwrap().1.contains("SLTA"), "{seen:?}");
    assert!(matches!(service.request(&son, request, Language::Id).await, Err(Error::NotFound)), "it opens nothing");

    service.claim(&rina, &number, None).await.unwrap();
    assert!(!is_marked(&house, &rina).await);
    assert!(matches!(service.object(&son, request, " \r\n ").await, Err(Error::Fields(_))));
    service.object(&son, request, WORDS).await.unwrap();
    service.object(&son, request, WORDS).await.unwrap();
    assert!(matches!(service.object(&son, request, "Lagi").await, Err(Error::Conflict { .. })), "one at a time");
    assert_eq!(house.count("objection").await, 1);
    assert!(is_marked(&house, &rina).await, "the queue says so");

    // The office sees it, and cannot approve; the applicant learns that there is one.
    let desk = service.desk_request(&rina, &number, Language::Id).await.unwrap();
    assert!(desk.objections.block && desk.objections.may_settle && !desk.commands.contains(&Command::Approve));
    assert!(desk.commands.contains(&Command::Reject) && desk.commands.contains(&Command::Return));
    assert_eq!((desk.objections.all.len(), desk.objections.all[0].words.as_str()), (1, WORDS));
    assert!(!service.desk_request(&dewi, &number, Language::Id).await.unwrap().objections.may_settle);
    let refused = decide(service, &rina, &number, Command::Approve).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::Objected))), "{refused:?}");
    assert_eq!(kinds(&house, &rina).await, ["objected"], "whoever holds it is told");
    let stands = service.request(&siti, request, Language::Id).await.unwrap();
    let lines: Vec<_> = stands.events.iter().map(|line| (line.kind.as_str(), line.by.as_str())).collect();
    assert!(lines.contains(&("objected", "concerned")), "{lines:?}");
    let stands = stands.objection.unwrap();
    assert_eq!((stands.state, stands.waits, stands.told), (ObjectionState::Open, true, None));

    // Taken back, and filed again.
    service.withdraw_objection(&son, request).await.unwrap();
    assert!(matches!(service.withdraw_objection(&son, request).await, Err(Error::Conflict { .. })));
    assert!(!service.desk_request(&rina, &number, Language::Id).await.unwrap().objections.block);
    service.object(&son, request, WORDS).await.unwrap();
    let id = service.desk_request(&rina, &number, Language::Id).await.unwrap().objections.all[1].id;

    let settle = async |officer: &Actor, id: Uuid, answer: &str| {
        service.settle_objection(officer, &number, id, false, (answer, "Pemeriksaan berlanjut.")).await
    };
    assert!(matches!(settle(&dewi, id, ANSWER).await, Err(Error::Forbidden)));
    assert!(matches!(settle(&siti, id, ANSWER).await, Err(Error::Forbidden)));
    assert!(matches!(settle(&rina, id, " ").await, Err(Error::Fields(_))));
    assert!(matches!(settle(&rina, Uuid::now_v7(), ANSWER).await, Err(Error::NotFound)));
    assert!(is_marked(&house, &rina).await, "the second one too");
    settle(&rina, id, ANSWER).await.unwrap();
    assert!(!is_marked(&house, &rina).await);
    assert!(matches!(settle(&rina, id, ANSWER).await, Err(Error::Conflict { .. })), "once");

    let seen = service.concern(&son, request, Language::Id).await.unwrap();
    let states: Vec<_> = seen.objections.iter().map(|own| own.state).collect();
    assert_eq!(states, [ObjectionState::Withdrawn, ObjectionState::Dismissed]);
    assert_eq!(seen.objections[1].answer.as_deref(), Some(ANSWER));
    let stands = service.request(&siti, request, Language::Id).await.unwrap().objection.unwrap();
    assert_eq!(stands.state, ObjectionState::Dismissed);
    assert_eq!(stands.told.as_deref(), Some("Pemeriksaan berlanjut."));
    assert!(kinds(&house, &son).await.contains(&"objection_answered".to_owned()));
    assert!(kinds(&house, &siti).await.contains(&"objection_settled".to_owned()));
    for (to, kind) in [("dimas@contoh.test", "objection_answered"), ("siti@contoh.test", "objection_settled")] {
        let letter = house.letter_to(to, kind).await;
        for secret in [WORDS, ANSWER, "Dimas", "Pemeriksaan berlanjut."] {
            assert!(!letter.contains(secret), "{letter}");
        }
    }
    decide(service, &rina, &number, Command::Approve).await.unwrap();
    let late = service.object(&son, request, "Terlambat").await;
    assert!(matches!(late, Err(Error::Refused(Refusal::WrongStatus { .. }))), "{late:?}");
    assert!(!service.concern(&son, request, Language::Id).await.unwrap().may_object);

    let data = service.export_data(&son, Language::Id).await.unwrap();
    assert!(data["objections"].to_string().contains("sepupu"), "a copy of one's data has it");
    let data = service.export_data(&siti, Language::Id).await.unwrap();
    assert!(!data.to_string().contains("sepupu"), "the applicant's has not");
    let dump = house.everything_stored().await;
    assert!(!contains(&dump, b"sepupu") && !contains(&dump, b"ijazah asli atas nama"), "sealed");
    assert!(service.verify_history(&service::Checkpoints::default()).await.unwrap().found.is_empty());
});

both_databases!(nobody_else_learns_of_it_or_objects, house => {
    let service = &house.service;
    let Family { siti, son, request, number } = family(&house).await;
    let other = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    service.ensure_office("KEC", "Kecamatan", "kecamatan").await.unwrap();
    let far = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    house.execute("UPDATE account SET link = 'linked'").await;
    let other = service.actor(other.account().unwrap()).await.unwrap();
    for actor in [&siti, &other] {
        assert!(service.concerns(actor, Language::Id).await.unwrap().is_empty());
        assert!(matches!(service.concern(actor, request, Language::Id).await, Err(Error::NotFound)));
        assert!(matches!(service.object(actor, request, WORDS).await, Err(Error::NotFound)));
        assert!(matches!(service.withdraw_objection(actor, request).await, Err(Error::NotFound)));
    }
    for actor in [&Actor::Stranger, &far, &agus] {
        assert!(service.concerns(actor, Language::Id).await.is_err());
        assert!(service.object(actor, request, WORDS).await.is_err());
    }
    service.object(&son, request, WORDS).await.unwrap();
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    let id = service.desk_request(&supri, &number, Language::Id).await.unwrap().objections.all[0].id;
    for actor in [&far, &agus] {
        let settled = service.settle_objection(actor, &number, id, true, (ANSWER, "")).await;
        assert!(matches!(settled, Err(Error::NotFound | Error::Forbidden)), "{settled:?}");
    }
    // A colleague who holds it answers it.
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    service.claim(&rina, &number, None).await.unwrap();
    let settled = service.settle_objection(&supri, &number, id, true, (ANSWER, "")).await;
    assert!(matches!(settled, Err(Error::Conflict { by: Some(_) })), "{settled:?}");
    // An account that is no longer linked sees nothing any more, not even its own words.
    house.execute("UPDATE account SET link = 'unlinked'").await;
    let son = service.actor(son.account().unwrap()).await.unwrap();
    assert!(service.concerns(&son, Language::Id).await.unwrap().is_empty());
    assert!(matches!(service.concern(&son, request, Language::Id).await, Err(Error::NotFound)));
});

both_databases!(an_objection_ends_with_its_request_and_who_objected_hears_of_it, house => {
    let service = &house.service;
    let Family { son, request, number, .. } = family(&house).await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    service.object(&son, request, WORDS).await.unwrap();
    service.claim(&supri, &number, None).await.unwrap();
    decide(service, &supri, &number, Command::Reject).await.unwrap();
    let seen = service.concern(&son, request, Language::Id).await.unwrap();
    assert_eq!((seen.objections[0].state, seen.ended), (ObjectionState::Moot, true));
    let told = kinds(&house, &son).await;
    assert_eq!(told.iter().filter(|kind| *kind == "concerned").count(), 1);
    assert!(told.contains(&"objection_answered".to_owned()), "{told:?}");
    // Opened again it concerns them again.
    decide(service, &supri, &number, Command::Reopen).await.unwrap();
    let told = kinds(&house, &son).await;
    assert_eq!(told.iter().filter(|kind| *kind == "concerned").count(), 2);
    service.object(&son, request, "Masih tidak benar.").await.unwrap();
});

both_databases!(an_office_may_decide_beside_an_open_objection_if_it_is_set_so, house => {
    let Family { siti, son, request, number } = family(&house).await;
    let lenient = house.reopened(|settings| settings.objection_blocks = false).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    lenient.object(&son, request, WORDS).await.unwrap();
    lenient.claim(&rina, &number, None).await.unwrap();
    let desk = lenient.desk_request(&rina, &number, Language::Id).await.unwrap();
    assert!(!desk.objections.block && desk.commands.contains(&Command::Approve));
    assert!(!lenient.request(&siti, request, Language::Id).await.unwrap().objection.unwrap().waits);
    decide(&lenient, &rina, &number, Command::Approve).await.unwrap();
    let open = &lenient.concern(&son, request, Language::Id).await.unwrap().objections[0];
    assert_eq!(open.state, ObjectionState::Open, "it still gets its answer");
    lenient.settle_objection(&rina, &number, desk.objections.all[0].id, true, (ANSWER, "")).await.unwrap();
});

both_databases!(an_approval_and_an_objection_at_the_same_moment_are_never_both_done, house => {
    let service = &house.service;
    let Family { siti, son, .. } = family(&house).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let card = service.card(&siti).await.unwrap().card.unwrap();
    let dimas = card.members.iter().find(|member| member.name.as_str().starts_with("Dimas")).unwrap().id.to_string();
    let answers = [
        ("member", dimas.as_str()), ("education", "5"), ("proof", "diploma"), ("school", "SMA Negeri 1 Contoh"),
        ("proof_number", "DN-99"), ("proof_date.day", "4"), ("proof_date.month", "5"), ("proof_date.year", "2026"),
    ];
    let (mut approved, mut objected) = (0, 0);
    for round in 0..12 {
        let request = house.writes(&siti, "KK-07", &answers).await.unwrap();
        let number = service.send(&siti, request, true).await.unwrap().number.to_string();
        service.claim(&rina, &number, None).await.unwrap();
        let version = service.desk_request(&rina, &number, Language::Id).await.unwrap().request.version;
        let (one, two) = (Arc::clone(service), Arc::clone(service));
        let (rina, son, at) = (rina.clone(), son.clone(), number.clone());
        let approving = async move {
            tokio::time::sleep(std::time::Duration::from_millis(round % 4)).await;
            one.decide(&rina, &at, &deciding(Command::Approve, version)).await
        };
        let (decided, filed) = tokio::join!(
            tokio::spawn(approving),
            tokio::spawn(async move { two.object(&son, request, WORDS).await })
        );
        let (decided, filed) = (decided.unwrap(), filed.unwrap());
        assert!(!(decided.is_ok() && filed.is_ok()), "approved beside an objection");
        assert!(decided.is_ok() || filed.is_ok(), "{decided:?} {filed:?}");
        for refused in [decided.as_ref().err(), filed.as_ref().err()].into_iter().flatten() {
            assert!(matches!(refused, Error::Conflict { .. } | Error::Refused(_)), "{refused:?}");
        }
        approved += u32::from(decided.is_ok());
        objected += u32::from(filed.is_ok());
        let status = service.request(&siti, request, Language::Id).await.unwrap().status;
        assert_eq!(status == Status::Approved, decided.is_ok());
    }
    assert_eq!(approved + objected, 12);
});
