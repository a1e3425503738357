//! Officers as administrators keep them: invited, given a role and a scope, closed, opened again; and the history searched.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use service::{
    Actor, Arrival, AuditForm, AuditSubject, DeviceKind, Error, InviteForm, QueueFilter, QueueQuery,
    ScopeForm, SignInStep,
};

const PASSWORD: &str = "perahu-kayu-biru-7";

fn scope(role: &str, district: &str) -> ScopeForm {
    ScopeForm { role: role.into(), office: "DINAS".into(), district: district.into() }
}

fn invitation(email: &str, role: &str, district: &str) -> InviteForm {
    InviteForm {
        name: "Wati Contoh".into(),
        email: email.into(),
        language: String::new(),
        scope: scope(role, district),
    }
}

/// The token in the letter to somebody who is invited.
async fn token_to(house: &House, email: &str) -> String {
    let letter: serde_json::Value = serde_json::from_str(&house.letter_to(email, "invited").await).unwrap();
    letter["token"].as_str().unwrap().to_owned()
}

async fn sent(house: &House) -> (Actor, String) {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    (citizen, number)
}

both_databases!(an_invited_officer_chooses_a_password_once_and_begins_with_role_and_scope, house => {
    let service = &house.service;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let wati = "wati@contoh.test";
    let refused = service.invite_officer(&rina, &invitation(wati, "verifier", "")).await;
    assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
    let taken = service.invite_officer(&agus, &invitation("rina@contoh.test", "verifier", "")).await;
    assert!(matches!(taken, Err(Error::Conflict { .. })), "{taken:?}");
    for wrong in [invitation("salah", "verifier", ""), invitation(wati, "raja", "")] {
        assert!(matches!(service.invite_officer(&agus, &wrong).await, Err(Error::Fields(_))));
    }
    service.invite_officer(&agus, &invitation(wati, "front_desk", "")).await.unwrap();
    let first = token_to(&house, wati).await;
    service.invite_officer(&agus, &invitation(wati, "verifier", "Contoh")).await.unwrap();
    let token = token_to(&house, wati).await;
    assert!(matches!(service.invited(&first, "1").await, Err(Error::NotFound)), "the second one replaces the first");
    let told = service.invited(&token, "1").await.unwrap();
    assert_eq!((told.email.as_str(), told.role, told.district.as_deref()), (wati, Role::Verifier, Some("Contoh")));
    assert_eq!(service.officers(&agus, "", None).await.unwrap().invited.len(), 1);
    let weak = service.accept_invitation(&token, "pendek", "pendek", "1").await;
    assert!(matches!(weak, Err(Error::Fields(_))), "{weak:?}");
    let both = tokio::join!(
        service.accept_invitation(&token, PASSWORD, PASSWORD, "1"),
        service.accept_invitation(&token, PASSWORD, PASSWORD, "2"),
    );
    let accounts: Vec<_> = [both.0, both.1].into_iter().filter_map(Result::ok).collect();
    assert_eq!(accounts.len(), 1, "the link works once, also for two at the same moment");
    assert!(matches!(service.invited(&token, "1").await, Err(Error::NotFound)));
    let actor = service.actor(accounts[0]).await.unwrap();
    let officer = actor.officer().unwrap();
    assert_eq!((officer.role, officer.district.as_deref()), (Role::Verifier, Some("Contoh")));
    assert_eq!(service.sign_in(wati, PASSWORD, None, "1").await.unwrap(), SignInStep::NeedsCode(accounts[0]));
    assert_eq!(house.count("officer_invitation").await, 0, "name and address live on in the account only");
    // One that nobody takes up ends by itself.
    service.invite_officer(&agus, &invitation("lain@contoh.test", "verifier", "")).await.unwrap();
    let late = token_to(&house, "lain@contoh.test").await;
    house.clock.advance(time::Duration::hours(73));
    assert!(matches!(service.accept_invitation(&late, PASSWORD, PASSWORD, "1").await, Err(Error::NotFound)));
    service.sweep().await.unwrap();
    assert_eq!(house.count("officer_invitation").await, 0);
    assert!(service.reconcile().await.unwrap().is_whole());
});

both_databases!(a_closed_officer_is_out_at_once_gives_back_what_was_held_and_comes_back_with_a_reason, house => {
    let service = &house.service;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let (citizen, number) = sent(&house).await;
    service.claim(&rina, &number, None).await.unwrap();
    let hers = rina.account().unwrap();
    let until = service.now() + time::Duration::minutes(15);
    service.session_save(&[7; 16], Some(hers), b"{}", until).await.unwrap();
    service.signed_in(hers, Arrival::Known, &DeviceKind::from_code("chrome/linux")).await.unwrap();
    let seen = service.officer(&agus, hers).await.unwrap();
    assert_eq!((seen.holds, seen.seen_at.is_some(), seen.signed_in_at.is_some()), (1, true, true));
    for (who, reason) in [(&budi, "left"), (&citizen, "left")] {
        assert!(matches!(service.suspend_officer(who, hers, reason).await, Err(Error::Forbidden)));
    }
    assert!(matches!(service.suspend_officer(&agus, hers, "").await, Err(Error::Fields(_))), "never without a reason");
    let citizens = service.suspend_officer(&agus, citizen.account().unwrap(), "left").await;
    assert!(matches!(citizens, Err(Error::NotFound)), "citizens are no officers: {citizens:?}");
    service.suspend_officer(&agus, hers, "suspicion").await.unwrap();
    assert_eq!(service.actor(hers).await.unwrap(), Actor::Stranger);
    assert!(service.session_load(&[7; 16]).await.unwrap().is_none());
    service.claim(&budi, &number, None).await.unwrap();
    assert!(service.desk_request(&budi, &number, Language::Id).await.unwrap().colleagues.iter().all(|one| one.id != hers));
    service.restore_officer(&agus, hers, "cleared").await.unwrap();
    assert!(service.actor(hers).await.unwrap().officer().is_ok());
    let lines = service.audit(&agus, &AuditForm { actor: agus.account().unwrap().to_string(), ..AuditForm::default() }, None).await.unwrap().lines;
    let told: Vec<_> = lines.iter().filter(|line| line.kind != "audit_read").map(|line| (line.kind.as_str(), line.detail.as_str())).collect();
    assert_eq!(told, [("restored", "reason=cleared"), ("suspended", "reason=suspicion")]);
    assert!(service.reconcile().await.unwrap().is_whole());
    assert!(service.check_desk().await.unwrap().is_whole());
});

both_databases!(an_administrator_is_always_left_and_nobody_changes_themselves, house => {
    let service = &house.service;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let hasan = house.officer("hasan@contoh.test", Role::Administrator).await;
    let (a, h) = (agus.account().unwrap(), hasan.account().unwrap());
    assert!(matches!(service.suspend_officer(&agus, a, "left").await, Err(Error::Forbidden)));
    assert!(matches!(service.change_officer(&agus, a, &scope("verifier", "")).await, Err(Error::Forbidden)));
    // Each closes the other at the same moment: one of them stays.
    let lesser = scope("verifier", "");
    let both = tokio::join!(service.suspend_officer(&agus, h, "left"), service.change_officer(&hasan, a, &lesser));
    assert_eq!(u8::from(both.0.is_ok()) + u8::from(both.1.is_ok()), 1, "{both:?}");
    let left = "account WHERE role = 'administrator' AND suspended_at IS NULL";
    assert_eq!(house.count(left).await, 1);
    let (last, gone) = if both.0.is_ok() { (&agus, h) } else { (&hasan, a) };
    if both.0.is_ok() {
        service.restore_officer(last, gone, "mistake").await.unwrap();
    } else {
        service.change_officer(last, gone, &scope("administrator", "")).await.unwrap();
    }
    assert_eq!(house.count(left).await, 2);
});

both_databases!(an_officer_of_one_district_sees_nothing_of_another, house => {
    let service = &house.service;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let (_, number) = sent(&house).await;
    service.claim(&rina, &number, None).await.unwrap();
    let hers = rina.account().unwrap();
    // "contoh" is written as requests write it.
    service.change_officer(&agus, hers, &scope("verifier", " contoh ")).await.unwrap();
    let rina = service.actor(hers).await.unwrap();
    assert_eq!(rina.officer().unwrap().district.as_deref(), Some("Contoh"));
    let open = QueueQuery::part(QueueFilter::Open);
    assert_eq!(service.queue(&rina, &open, None, Language::Id).await.unwrap().rows.len(), 1);
    let sum = |counts: service::QueueCounts| counts.0.iter().find(|(part, _)| *part == QueueFilter::Open).unwrap().1;
    assert_eq!(sum(service.queue_counts(&rina).await.unwrap()), 1);
    service.claim(&rina, &number, None).await.unwrap();
    service.change_officer(&agus, hers, &scope("verifier", "Lain")).await.unwrap();
    let rina = service.actor(hers).await.unwrap();
    assert!(service.queue(&rina, &open, None, Language::Id).await.unwrap().rows.is_empty());
    assert_eq!(sum(service.queue_counts(&rina).await.unwrap()), 0);
    assert_eq!(service.take_next(&rina, &QueueQuery::default()).await.unwrap(), None);
    let looks = service.desk_request(&rina, &number, Language::Id).await.map(|_| ());
    let takes = service.claim(&rina, &number, Some("Mau lihat")).await;
    let stands = service.request_standing(&rina, &number).await.map(|_| ());
    for outcome in [looks, takes, stands, service.look_at(&rina, &number).await] {
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
    // What she held was laid back, and nobody hands it to her.
    service.claim(&budi, &number, None).await.unwrap();
    let desk = service.desk_request(&budi, &number, Language::Id).await.unwrap();
    assert!(desk.colleagues.iter().all(|one| one.id != hers));
    let document = desk.documents()[0].id;
    assert!(matches!(service.stream_document(&rina, document).await.map(|_| ()), Err(Error::NotFound)));
});

both_databases!(the_history_is_searched_by_administrators_only_and_the_search_is_written_down, house => {
    let service = &house.service;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let (citizen, number) = sent(&house).await;
    service.claim(&rina, &number, None).await.unwrap();
    for other in [&rina, &citizen] {
        assert!(matches!(service.audit(other, &AuditForm::default(), None).await.map(|_| ()), Err(Error::Forbidden)));
        assert!(matches!(service.audit_file(other, &AuditForm::default()).await.map(|_| ()), Err(Error::Forbidden)));
    }
    let of_request = AuditForm { number: number.clone(), ..AuditForm::default() };
    let found = service.audit(&agus, &of_request, None).await.unwrap();
    let told: Vec<_> = found.lines.iter().map(|line| (line.kind.as_str(), line.actor.as_deref())).collect();
    assert_eq!(told[0], ("claim", Some("rina Petugas")));
    assert!(found.lines.iter().all(|line| line.subject == AuditSubject::Request(number.clone())));
    assert!(found.lines.iter().all(|line| line.role != "owner" || line.actor.is_none()), "citizens have no name here");
    let by_kind = AuditForm { kind: "claim".into(), actor: rina.account().unwrap().to_string(), ..AuditForm::default() };
    assert_eq!(service.audit(&agus, &by_kind, None).await.unwrap().lines.len(), 1);
    for wrong in [
        AuditForm { number: "salah".into(), ..AuditForm::default() },
        AuditForm { from: "kemarin".into(), ..AuditForm::default() },
        AuditForm { from: "2026-11-23".into(), to: "2026-11-22".into(), ..AuditForm::default() },
        AuditForm { actor: "siapa".into(), ..AuditForm::default() },
    ] {
        assert!(matches!(service.audit(&agus, &wrong, None).await.map(|_| ()), Err(Error::Fields(_))), "{wrong:?}");
    }
    let yesterday = AuditForm { to: "2026-11-21".into(), ..AuditForm::default() };
    assert!(service.audit(&agus, &yesterday, None).await.unwrap().lines.is_empty());
    // Page by page nothing is left out and nothing is told twice.
    for _ in 0..60 {
        service.audit(&agus, &of_request, None).await.unwrap();
    }
    let own = AuditForm { kind: "audit_read".into(), ..AuditForm::default() };
    let first = service.audit(&agus, &own, None).await.unwrap();
    assert_eq!(first.lines.len(), 50);
    let second = service.audit(&agus, &own, first.next.as_deref()).await.unwrap();
    assert!(second.next.is_none());
    // 60 and three more before this one: number, kind and the day; the first page's own look stands before its lines.
    assert_eq!(first.lines.len() + second.lines.len(), 64, "the second page's own look is newer than where it begins");
    let file = service.audit_file(&agus, &AuditForm::default()).await.unwrap();
    let text = format!("{file:?}");
    for personal in ["9901020101900005", "Made Wirawan", "made@contoh.test", "9901010405060003"] {
        assert!(!text.contains(personal), "{personal}");
    }
    assert_eq!(service.audit(&agus, &AuditForm { kind: "audit_exported".into(), ..AuditForm::default() }, None).await.unwrap().lines.len(), 1);
    assert!(service.reconcile().await.unwrap().is_whole());
});

both_databases!(supervisors_see_who_is_on_duty_and_hand_over_from_there, house => {
    let service = &house.service;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let (_, number) = sent(&house).await;
    service.claim(&rina, &number, None).await.unwrap();
    let until = service.now() + time::Duration::minutes(15);
    service.session_save(&[8; 16], budi.account(), b"{}", until).await.unwrap();
    assert!(matches!(service.on_duty(&rina, Language::Id).await.map(|_| ()), Err(Error::Forbidden)));
    let duty = service.on_duty(&supri, Language::Id).await.unwrap();
    let told: Vec<_> = duty.iter().map(|one| (one.officer.name.as_str(), one.held.len())).collect();
    assert_eq!(told, [("rina Petugas", 1), ("budi Petugas", 0)]);
    let held = &duty[0].held[0];
    assert_eq!(held.number, number);
    service.hand_over(&supri, &held.number, held.version, budi.account(), "").await.unwrap();
    let duty = service.on_duty(&supri, Language::Id).await.unwrap();
    assert_eq!((duty.len(), duty[0].officer.name.as_str(), duty[0].held.len()), (1, "budi Petugas", 1));
});
