//! What ends by itself is announced before and told afterwards; and how long a request will take is said honestly.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Status, Target};
use service::{Actor, DecisionForm, Error, Expectation, Recorded};
use std::collections::BTreeMap;
use time::Duration;

const EMAIL: &str = "siti@contoh.test";

async fn citizen(house: &House) -> Actor {
    house.citizen("9901016507840002", EMAIL, "081290000001").await
}

/// How many letters of this kind were written to the citizen by e-mail.
async fn letters(house: &House, kind: &str) -> usize {
    let mail = house.service.mailbox().await.unwrap();
    mail.iter().filter(|entry| entry.to == EMAIL && entry.text.subject == kind).count()
}

async fn notices(house: &House, citizen: &Actor, kind: &str) -> usize {
    let notices = house.service.notices(citizen, Language::Id).await.unwrap();
    notices.iter().filter(|notice| notice.kind == kind).count()
}

both_databases!(a_draft_is_announced_two_weeks_before_its_end_and_saving_it_begins_anew, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let draft = house.written_request(&siti).await;
    house.clock.advance(Duration::days(75));
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "draft_ends").await, 0);
    house.clock.advance(Duration::days(2));
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "draft_ends").await, 1, "once");
    // Saved again: another ninety days, with another letter.
    let patch = BTreeMap::from([("school".to_owned(), "SMA Negeri 9".to_owned())]);
    service.save_answers(&siti, draft, &patch).await.unwrap();
    house.clock.advance(Duration::days(20));
    service.sweep().await.unwrap();
    assert_eq!(service.drafts(&siti, Language::Id).await.unwrap().len(), 1);
    house.clock.advance(Duration::days(57));
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "draft_ends").await, 2);
    house.clock.advance(Duration::days(12));
    service.sweep().await.unwrap();
    assert_eq!(service.drafts(&siti, Language::Id).await.unwrap().len(), 1, "not before the announced day");
    let files = house.stored_files().await;
    house.clock.advance(Duration::days(3));
    service.sweep().await.unwrap();
    assert!(service.drafts(&siti, Language::Id).await.unwrap().is_empty());
    assert_eq!(notices(&house, &siti, "draft_gone").await, 1, "never silent");
    house.clock.advance(Duration::days(2));
    service.sweep().await.unwrap();
    assert_eq!(house.stored_files().await, files - 2, "its files go with it");
});

both_databases!(a_draft_that_was_not_announced_is_not_deleted_however_old_it_is, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    house.written_request(&siti).await;
    // The portal stood still for a year.
    house.clock.advance(Duration::days(365));
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "draft_ends").await, 1);
    assert_eq!(service.drafts(&siti, Language::Id).await.unwrap().len(), 1);
    house.clock.advance(Duration::days(15));
    service.sweep().await.unwrap();
    assert!(service.drafts(&siti, Language::Id).await.unwrap().is_empty());
});

both_databases!(a_correction_is_reminded_of_three_days_and_one_day_before_it_ends_and_its_end_is_told, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let verifier = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    let draft = house.written_request(&siti).await;
    let number = service.send(&siti, draft, true).await.unwrap().number.to_string();
    service.claim(&verifier, &number, None).await.unwrap();
    let version = service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let flags = vec![Flag { target: Target::Question { code: "school".into() }, reason: "typing_slip".into(), note: String::new() }];
    let form = DecisionForm { command: Command::Return, version, flags, note: String::new(), recorded: Recorded::default() };
    service.decide(&verifier, &number, &form).await.unwrap();
    let until = service.request(&siti, draft, Language::Id).await.unwrap().correction_due_at.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "correction_due").await, 0, "the letter of the return has just told it");
    house.clock.advance(until - Duration::days(2) - service.now());
    for _ in 0..2 {
        service.sweep().await.unwrap();
    }
    assert_eq!(letters(&house, "correction_due").await, 1);
    house.clock.advance(Duration::hours(30));
    for _ in 0..2 {
        service.sweep().await.unwrap();
    }
    assert_eq!(letters(&house, "correction_due").await, 2);
    assert_eq!(service.requests(&siti, Language::Id).await.unwrap()[0].correction_due_at, Some(until));
    // A reminder is no change: what was begun on the old page can be sent.
    house.clock.advance(Duration::hours(19));
    service.sweep().await.unwrap();
    assert_eq!(service.request(&siti, draft, Language::Id).await.unwrap().status, Status::Expired);
    assert_eq!((letters(&house, "expired").await, notices(&house, &siti, "expired").await), (1, 1));
    assert_eq!(letters(&house, "correction_due").await, 2);
});

both_databases!(when_a_request_will_be_ready_is_told_by_those_like_it_and_not_at_all_by_too_few, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let verifier = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    // A Monday, 10:00 at the office.
    house.clock.advance(Duration::days(1));
    let draft = house.written_request(&siti).await;
    service.send(&siti, draft, true).await.unwrap();
    let expected = || async { service.request(&siti, draft, Language::Id).await.unwrap().expected.unwrap() };
    assert_eq!(expected().await, Expectation::Unknown);
    let ago = |days: i64| (service.now() - Duration::days(days)).unix_timestamp() * 1000;
    for minutes in 1..=20 {
        let id = uuid::Uuid::now_v7().simple().to_string();
        let id = if house.is_sqlite() { format!("X'{id}'") } else { format!("'{id}'") };
        let (minutes, at) = (minutes * 30, ago(3));
        house.execute(&format!("INSERT INTO service_pace VALUES ({id}, 'KK-07', {minutes}, {at})")).await;
    }
    // Those of another service and of before do not count.
    for (place, (procedure, at)) in [("KK-08", ago(3)), ("KK-07", ago(31))].into_iter().enumerate() {
        let id = uuid::Uuid::from_u128(place as u128 + 1).simple().to_string();
        let id = if house.is_sqlite() { format!("X'{id}'") } else { format!("'{id}'") };
        house.execute(&format!("INSERT INTO service_pace VALUES ({id}, '{procedure}', 1, {at})")).await;
    }
    // Half took five hours, nine of ten nine: 15:00 today, and 11:00 tomorrow after six hours of today.
    let (half, most) = (service.now() + Duration::hours(5), service.now() + Duration::hours(25));
    assert_eq!(expected().await, Expectation::Likely { half: Some(half), most, of: 20 });
    // A holiday that the office adds moves what is told, and back when it is removed.
    let administrator = house.officer("admin@contoh.test", domain::Role::Administrator).await;
    let tomorrow = (service.now() + Duration::days(1)).date();
    let (day, month, year) = (tomorrow.day(), u8::from(tomorrow.month()), tomorrow.year());
    let parts = [day.to_string(), month.to_string(), year.to_string()];
    service.add_holiday(&administrator, parts.each_ref().map(String::as_str), "Libur contoh").await.unwrap();
    let later = most + Duration::days(1);
    assert_eq!(expected().await, Expectation::Likely { half: Some(half), most: later, of: 20 });
    service.remove_holiday(&administrator, &domain::iso(tomorrow)).await.unwrap();
    house.clock.advance(Duration::hours(24));
    assert_eq!(expected().await, Expectation::Likely { half: None, most, of: 20 });
    house.clock.advance(Duration::hours(2));
    assert_eq!(expected().await, Expectation::Longer { of: 20 });
    // What is finished is counted, with ten hours of open time: one of the twenty took as long.
    let number = service.request(&siti, draft, Language::Id).await.unwrap().number;
    house.finish(&verifier, &number, Recorded::default()).await.unwrap();
    assert_eq!(house.count("service_pace WHERE minutes = 600").await, 2);
    assert!(service.request(&siti, draft, Language::Id).await.unwrap().expected.is_none());
});

both_databases!(a_draft_that_its_owner_deletes_is_gone_and_nobody_elses_is, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let other = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&siti).await;
    assert!(matches!(service.discard_draft(&other, draft).await, Err(Error::NotFound)));
    service.discard_draft(&siti, draft).await.unwrap();
    assert!(service.drafts(&siti, Language::Id).await.unwrap().is_empty());
    assert_eq!(house.count("draft").await, 0);
});

both_databases!(who_is_named_in_somebody_elses_request_is_told_once_an_officer_has_linked_them, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    // The son of the card has an account of his own.
    let son = house.citizen("9901010405060003", "dimas@contoh.test", "081290000007").await;
    let first = house.written_request(&siti).await;
    service.send(&siti, first, true).await.unwrap();
    assert_eq!(notices(&house, &son, "concerned").await, 0, "an account that is not linked learns nothing");
    house.execute("UPDATE account SET link = 'linked'").await;
    let card = service.card(&siti).await.unwrap().card.unwrap();
    let dimas = card.members.iter().find(|member| member.name.as_str().starts_with("Dimas")).unwrap().id.to_string();
    let answers = [
        ("member", dimas.as_str()), ("education", "5"), ("proof", "diploma"), ("school", "SMA Negeri 1 Contoh"),
        ("proof_number", "DN-99"), ("proof_date.day", "4"), ("proof_date.month", "5"), ("proof_date.year", "2026"),
    ];
    let second = house.writes(&siti, "KK-07", &answers).await.unwrap();
    let number = service.send(&siti, second, true).await.unwrap().number.to_string();
    service.send(&siti, second, true).await.unwrap();
    assert_eq!(notices(&house, &son, "concerned").await, 1, "once");
    assert_eq!(notices(&house, &siti, "concerned").await, 0, "who sends it knows");
    let letter = house.letter_to("dimas@contoh.test", "concerned").await;
    assert!(letter.contains(&number) && !letter.contains("Dimas") && !letter.contains(&second.to_string()), "{letter}");
    assert!(matches!(service.request(&son, second, Language::Id).await, Err(Error::NotFound)), "it opens nothing");
});

both_databases!(what_a_citizen_thinks_of_an_ended_request_is_kept_once_and_seen_by_supervisors_only, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let request = house.written_request(&siti).await;
    service.send(&siti, request, true).await.unwrap();
    assert!(matches!(service.give_feedback(&siti, request, "5", "").await, Err(Error::Conflict { .. })), "not yet");
    service.withdraw(&siti, request).await.unwrap();
    for wrong in ["", "0", "6", "baik"] {
        assert!(matches!(service.give_feedback(&siti, request, wrong, "").await, Err(Error::Fields(_))), "{wrong}");
    }
    service.give_feedback(&siti, request, "2", "Fotonya lama").await.unwrap();
    service.give_feedback(&siti, request, "4", "Fotonya cepat").await.unwrap();
    assert_eq!(service.request(&siti, request, Language::Id).await.unwrap().feedback, Some(4));
    let supervisor = house.officer("supri@contoh.test", domain::Role::Supervisor).await;
    let figures = service.performance(&supervisor, 30, Language::Id).await.unwrap();
    assert_eq!(figures.scores, [("Pendidikan".to_owned(), [0, 0, 0, 1, 0])], "changed, it counts once");
    let told = service.feedback_words(&supervisor, 30, Language::Id).await.unwrap();
    assert_eq!((told.len(), told[0].score, told[0].text.as_str()), (1, 4, "Fotonya cepat"));
    // Changed on another day it moves there; what was kept before there were figures is counted once.
    house.clock.advance(Duration::days(40));
    service.give_feedback(&siti, request, "5", "Fotonya cepat").await.unwrap();
    house.execute("UPDATE desk_day SET n = 0 WHERE kind = 'score'").await;
    house.execute("UPDATE feedback SET counted = 0").await;
    for _ in 0..2 {
        service.sweep().await.unwrap();
    }
    let figures = service.performance(&supervisor, 7, Language::Id).await.unwrap();
    assert_eq!(figures.scores, [("Pendidikan".to_owned(), [0, 0, 0, 0, 1])]);
    house.clock.advance(Duration::days(40));
    assert!(service.performance(&supervisor, 30, Language::Id).await.unwrap().scores.is_empty());
    assert!(service.feedback_words(&supervisor, 30, Language::Id).await.unwrap().is_empty());
    let verifier = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    assert!(matches!(service.feedback_words(&verifier, 30, Language::Id).await, Err(Error::Forbidden)));
    assert!(!crate::house::contains(&house.everything_stored().await, b"Fotonya"));
});
