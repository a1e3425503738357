//! The clock of service: it stands still while the citizen has to act, its marks are told once and to the right people,
//! and a changed calendar moves what was promised.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Role, Target};
use service::{Actor, DecisionForm, Error, QueueQuery};
use time::{Duration, OffsetDateTime, macros::datetime};
use uuid::Uuid;

/// Monday, when the office opens in western Indonesia. The house begins on the Sunday before.
const MONDAY: OffsetDateTime = datetime!(2026-11-23 01:00 UTC);

fn at(house: &House, moment: OffsetDateTime) {
    house.clock.advance(moment - house.service.now());
}

async fn sent(house: &House) -> (Actor, Uuid, String) {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    (citizen, draft, number)
}

async fn used(house: &House, officer: &Actor) -> u8 {
    house.service.queue(officer, &QueueQuery::default(), None, Language::Id).await.unwrap().rows[0].elapsed
}

async fn told(house: &House, officer: &Actor) -> usize {
    let notices = house.service.notices(officer, Language::Id).await.unwrap();
    notices.iter().filter(|notice| notice.kind == "service_time").count()
}

both_databases!(marks_are_told_once_and_a_correction_stops_the_clock, house => {
    let service = &house.service;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let supervisor = house.officer("supri@contoh.test", Role::Supervisor).await;
    at(&house, MONDAY);
    let (citizen, draft, number) = sent(&house).await;
    service.claim(&verifier, &number, None).await.unwrap();
    let promised = service.request(&citizen, draft, Language::Id).await.unwrap().due_at;
    let target = (0..400).find(|hours| domain::due_at(MONDAY, *hours, domain::Zone::Wib, &[]) >= promised).unwrap();
    // Whole hours, from which on so much is used.
    let hours = |share: i64| (i64::from(target) * share + 99) / 100;
    let after = |hours: i64| domain::due_at(MONDAY, u16::try_from(hours).unwrap(), domain::Zone::Wib, &[]);
    assert_eq!(service.pass_marks().await.unwrap(), 0);
    at(&house, after(hours(50)) + Duration::minutes(1));
    assert_eq!((service.pass_marks().await.unwrap(), service.pass_marks().await.unwrap()), (1, 0));
    assert_eq!((told(&house, &verifier).await, told(&house, &supervisor).await), (0, 0), "half is no hurry");
    assert_eq!(used(&house, &verifier).await, 50);

    service.claim(&verifier, &number, None).await.unwrap();
    let version = service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let flag = Flag { target: Target::Question { code: "proof_number".into() }, reason: "differs_from_document".into(), note: String::new() };
    let form = DecisionForm { command: Command::Return, version, flags: vec![flag], note: String::new(), recorded: service::Recorded::default() };
    service.decide(&verifier, &number, &form).await.unwrap();
    house.clock.advance(Duration::days(7));
    assert_eq!(service.pass_marks().await.unwrap(), 0, "the citizen's time is not the office's");
    service.send(&citizen, draft, true).await.unwrap();
    let again = service.request(&citizen, draft, Language::Id).await.unwrap().due_at;
    assert_eq!(again, promised + Duration::days(7), "the same working time is left");
    assert_eq!(used(&house, &verifier).await, 50);
    service.claim(&verifier, &number, None).await.unwrap();

    at(&house, after(hours(80)) + Duration::days(7) + Duration::minutes(1));
    assert_eq!(service.pass_marks().await.unwrap(), 1);
    assert_eq!((told(&house, &verifier).await, told(&house, &supervisor).await), (1, 0));
    at(&house, again + Duration::minutes(1));
    assert_eq!((service.pass_marks().await.unwrap(), service.pass_marks().await.unwrap()), (1, 0));
    assert_eq!((told(&house, &verifier).await, told(&house, &supervisor).await), (2, 1));
    house.clock.advance(Duration::days(30));
    assert_eq!(service.pass_marks().await.unwrap(), 0);
    assert!(used(&house, &verifier).await > 100);
    assert!(service.check_desk().await.unwrap().is_whole());
});

both_databases!(a_new_holiday_moves_what_was_promised_and_back, house => {
    let service = &house.service;
    let administrator = house.officer("agus@contoh.test", Role::Administrator).await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    at(&house, MONDAY);
    let (citizen, draft, _) = sent(&house).await;
    let due = || async { service.request(&citizen, draft, Language::Id).await.unwrap().due_at };
    let promised = due().await;
    assert_eq!(service.reckon_anew().await.unwrap(), 0);
    let day = domain::iso(MONDAY.date());
    service.add_holiday(&administrator, ["23", "11", "2026"], "Hari libur contoh").await.unwrap();
    assert_eq!((service.reckon_anew().await.unwrap(), service.reckon_anew().await.unwrap()), (1, 0));
    assert!(due().await > promised);
    assert_eq!(used(&house, &verifier).await, 0);
    assert!(service.check_desk().await.unwrap().is_whole());
    assert_eq!(service.holidays(&administrator).await.unwrap()[0].name, "Hari libur contoh");
    service.remove_holiday(&administrator, &day).await.unwrap();
    service.reckon_anew().await.unwrap();
    assert_eq!(due().await, promised);
    assert!(matches!(service.remove_holiday(&administrator, &day).await, Err(Error::NotFound)));
    assert!(matches!(service.add_holiday(&administrator, ["31", "2", "2027"], "x").await, Err(Error::Fields(_))));
    assert!(matches!(service.add_holiday(&administrator, ["1", "1", "2027"], " ").await, Err(Error::Fields(_))));
    for other in [&verifier, &citizen] {
        assert!(matches!(service.add_holiday(other, ["1", "1", "2027"], "x").await, Err(Error::Forbidden)));
        assert!(matches!(service.holidays(other).await, Err(Error::Forbidden)));
    }
});

both_databases!(a_day_that_another_server_changes_counts_a_second_later, house => {
    let administrator = house.officer("agus@contoh.test", Role::Administrator).await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    at(&house, MONDAY);
    sent(&house).await;
    house.clock.advance(Duration::hours(7));
    let before = used(&house, &verifier).await;
    assert!(before > 0);
    let other = house.reopened(|_| ()).await;
    other.add_holiday(&administrator, ["23", "11", "2026"], "Hari libur contoh").await.unwrap();
    house.clock.advance(Duration::seconds(1));
    assert_eq!(used(&house, &verifier).await, 0);
    other.remove_holiday(&administrator, &domain::iso(MONDAY.date())).await.unwrap();
    house.clock.advance(Duration::seconds(1));
    assert_eq!(used(&house, &verifier).await, before);
});
