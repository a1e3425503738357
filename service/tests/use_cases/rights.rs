//! What UU 27/2022 gives people: a copy, a correction in time, the end of the account; and who was affected by a breach.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases, contains};
use domain::{Language, Role};
use service::{Actor, BreachAsked, CorrectionState, Error, SignInStep};
use time::Duration;

const NIK: &str = "9901020101900005";
const EMAIL: &str = "made@contoh.test";
const PASSWORD: &str = "perahu-kayu-biru-7";

async fn citizen(house: &House) -> Actor {
    house.citizen(NIK, EMAIL, "081290000002").await
}

both_databases!(a_copy_of_ones_data_holds_all_of_them_and_nothing_of_others, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let sent = house.written_request(&actor).await;
    let number = service.send(&actor, sent, true).await.unwrap().number.to_string();
    let draft = uuid::Uuid::now_v7();
    service.start_draft(&actor, draft, "KK-07").await.unwrap();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    service.desk_request(&rina, &number, Language::Id).await.unwrap();
    service.write_message(&rina, sent, "", "Mohon tunggu sebentar").await.unwrap();
    let data = service.export_data(&actor, Language::Id).await.unwrap();
    let text = data.to_string();
    for known in [NIK, EMAIL, "+6281290000002", "Made Wirawan", "9901021706190002", &number, "SMA Negeri 1 Contoh",
        "Dimas Prasetyo", "ijazah.jpg", "Mohon tunggu sebentar", "looked_at_request", &draft.to_string()] {
        assert!(text.contains(known), "{known}");
    }
    for foreign in ["siti@contoh.test", "Rina", "rina", "password"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
    assert_eq!(data["requests"][0]["documents"].as_array().unwrap().len(), 2);
    assert_eq!(service.security_log(&actor, None).await.unwrap().lines[0].kind, "data_exported");
    assert!(!service.export_data(&other, Language::Id).await.unwrap().to_string().contains(&number));
    assert!(matches!(service.export_data(&rina, Language::Id).await, Err(Error::Forbidden)));
    assert!(matches!(service.export_data(&Actor::Stranger, Language::Id).await, Err(Error::SignInFirst)));
});

both_databases!(a_correction_is_due_within_three_days_and_made_or_refused_with_a_reason, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    for (part, wrong) in [("name", ""), ("nik", "123"), ("x", "Made"), ("other", " ")] {
        assert!(matches!(service.ask_correction(&actor, part, wrong).await, Err(Error::Fields(_))), "{part}");
    }
    service.ask_correction(&actor, "name", "Made Wirawan Putra").await.unwrap();
    service.ask_correction(&actor, "nik", "9901020101900013").await.unwrap();
    assert!(matches!(service.open_corrections(&rina).await, Err(Error::Forbidden)));
    let open = service.open_corrections(&supri).await.unwrap();
    assert_eq!(open.len(), 2);
    assert_eq!(open[0].asked.due_at - open[0].asked.asked_at, Duration::days(3));
    assert!(open.iter().all(|open| !open.present.contains(NIK)), "masked");
    let of = |part| open.iter().find(|open| open.asked.part == part).unwrap().asked.id;
    let (name, nik) = (of(service::Part::Name), of(service::Part::Nik));
    assert!(matches!(service.answer_correction(&rina, name, true, "").await, Err(Error::Forbidden)));
    assert!(matches!(service.answer_correction(&supri, nik, false, " ").await, Err(Error::Fields(_))), "a reason");
    let both = futures::future::join(
        service.answer_correction(&supri, name, true, "Sudah"),
        service.answer_correction(&supri, name, false, "Tidak"),
    )
    .await;
    assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|won| **won).count(), 1, "{both:?}");
    service.answer_correction(&supri, nik, true, "").await.unwrap();
    let mine = service.corrections(&actor).await.unwrap();
    assert!(mine.iter().all(|asked| asked.state != CorrectionState::Open));
    let account = actor.account().unwrap();
    assert_eq!(service.sign_in("9901020101900013", PASSWORD, None, "1").await.unwrap(), SignInStep::NeedsCode(account));
    assert!(service.sign_in(NIK, PASSWORD, None, "1").await.is_err());
    house.letter_to(EMAIL, "corrected").await;
});

both_databases!(a_nik_that_another_account_has_is_not_taken_by_a_correction, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    service.ask_correction(&actor, "nik", "9901016507840002").await.unwrap();
    let id = service.open_corrections(&supri).await.unwrap()[0].asked.id;
    assert!(matches!(service.answer_correction(&supri, id, true, "").await, Err(Error::Contested)));
    assert_eq!(service.open_corrections(&supri).await.unwrap().len(), 1, "it waits still");
});

both_databases!(an_account_ends_when_nothing_is_open_and_a_week_later_its_data_are_destroyed, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let account = actor.account().unwrap();
    let sent = house.written_request(&actor).await;
    let number = service.send(&actor, sent, true).await.unwrap().number.to_string();
    assert!(matches!(service.close_account(&actor, PASSWORD).await, Err(Error::Refused(_))), "a request is open");
    service.withdraw(&actor, sent).await.unwrap();
    let draft = uuid::Uuid::now_v7();
    service.start_draft(&actor, draft, "KK-07").await.unwrap();
    service.ask_correction(&actor, "other", "Alamat saya").await.unwrap();
    service.save_wishes(&actor, &service::WishForm::default()).await.unwrap();
    assert!(matches!(service.close_account(&actor, "salah").await, Err(Error::Fields(_))));
    service.close_account(&actor, PASSWORD).await.unwrap();
    house.letter_to(EMAIL, "closed").await;
    assert_eq!(service.actor(account).await.unwrap(), Actor::Stranger);
    assert!(matches!(service.sign_in(EMAIL, PASSWORD, None, "1").await, Err(Error::WrongCredentials)));
    // Undone within the week.
    house.clock.advance(Duration::days(6));
    service.sweep().await.unwrap();
    service.restore_account(account).await.unwrap();
    assert!(service.sign_in(EMAIL, PASSWORD, None, "1").await.is_ok());
    service.close_account(&actor, PASSWORD).await.unwrap();
    house.clock.advance(Duration::days(8));
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    assert!(matches!(service.restore_account(account).await, Err(Error::Conflict { .. })));
    for table in ["draft", "notice", "notice_wish", "outbox", "family_card", "data_request", "session", "device"] {
        assert_eq!(house.count(table).await, 0, "{table}");
    }
    // The office's record stays, and may still be moved: there is nobody to tell.
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let seen = service.desk_request(&rina, &number, Language::Id).await.unwrap();
    assert_eq!(seen.applicant, "Made Wirawan");
    let stands = service.reconcile().await.unwrap();
    assert!(stands.broken_requests.is_empty() && stands.broken_documents.is_empty(), "{stands:?}");
    let log = service.security_log(&actor, None).await.unwrap().lines;
    assert_eq!(log[0].kind, "erased");
    assert!(!contains(&house.everything_stored().await, EMAIL.as_bytes()));
    // The NIK is free again.
    house.citizen(NIK, "made.baru@contoh.test", "081290000003").await;
});

both_databases!(a_breach_pack_names_who_was_affected_by_what_and_when, house => {
    let service = &house.service;
    let actor = citizen(&house).await;
    let other = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let sent = house.written_request(&actor).await;
    let number = service.send(&actor, sent, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    house.clock.advance(Duration::hours(1));
    let from = service.now();
    service.desk_request(&rina, &number, Language::Id).await.unwrap();
    house.clock.advance(Duration::hours(1));
    let to = service.now();
    service.desk_request(&budi, &number, Language::Id).await.unwrap();
    let asked = |officer: Option<&Actor>, everybody| BreachAsked { from, to, officer: officer.and_then(Actor::account), everybody };
    let found = service.breach_pack(&asked(Some(&rina), false)).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].account, found[0].email.as_deref()), (actor.account().unwrap(), Some(EMAIL)));
    let lines: Vec<_> = found[0].lines.iter().map(|line| (line.what.as_str(), line.by)).collect();
    assert_eq!(lines, [("looked_at_request", rina.account())]);
    assert!(service.breach_pack(&asked(Some(&budi), false)).await.unwrap().is_empty(), "after the span");
    assert_eq!(service.breach_pack(&asked(None, false)).await.unwrap().len(), 1);
    let all = service.breach_pack(&asked(None, true)).await.unwrap();
    assert!(all.iter().any(|one| Some(one.account) == other.account()) && all.len() == 2);
});
