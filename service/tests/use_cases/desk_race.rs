//! Officers at the same moment, many times: never two decisions, never two holders, everybody else is told.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Role, Status, Target};
use futures::future::join_all;
use service::{Actor, DecisionForm, Error, QueueFilter, QueueQuery};
use std::collections::BTreeSet;

/// `KK_RACE_ROUNDS` runs it longer.
fn rounds() -> u32 {
    std::env::var("KK_RACE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(40)
}

async fn world(house: &House) -> (Actor, Vec<Actor>) {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let mut officers = Vec::new();
    for name in ["rina", "budi", "dewi", "supri"] {
        officers.push(house.officer(&format!("{name}@contoh.test"), Role::Verifier).await);
    }
    (citizen, officers)
}

fn whole(command: Command, version: i64) -> DecisionForm {
    let flag = Flag { target: Target::General, reason: "needs_visit".into(), note: String::new() };
    let flags = if command == Command::Return { vec![flag] } else { Vec::new() };
    DecisionForm { command, version, flags, note: String::new(), recorded: service::Recorded::default() }
}

both_databases!(each_gets_another_request_by_taking_the_next_one, house => {
    let (citizen, officers) = world(&house).await;
    house.card(&citizen).await;
    let mut all = BTreeSet::new();
    for _ in 0..8 {
        house.clock.advance(time::Duration::minutes(1));
        all.insert(house.lost_card(&citizen).await);
    }
    let (mut taken, everything) = (Vec::new(), QueueQuery::default());
    for _ in 0..2 {
        let round = join_all(officers.iter().map(|officer| house.service.take_next(officer, &everything))).await;
        taken.extend(round.into_iter().map(|next| next.unwrap().unwrap()));
    }
    assert_eq!(taken.iter().cloned().collect::<BTreeSet<_>>(), all, "everybody has two of their own");
    assert_eq!(taken.len(), 8);
    assert_eq!(house.service.take_next(&officers[0], &QueueQuery::default()).await.unwrap(), None);
    // The least time left comes first, also among those whose holder went away.
    house.clock.advance(time::Duration::minutes(16));
    let first = house.service.take_next(&officers[0], &QueueQuery::default()).await.unwrap().unwrap();
    let page = house.service.queue(&officers[0], &QueueQuery::part(QueueFilter::Open), None, Language::Id).await.unwrap();
    assert_eq!(page.rows[0].number, first);
    assert!(house.service.check_desk().await.unwrap().is_whole());
});

both_databases!(whatever_officers_do_at_once_a_request_is_decided_once, house => {
    let (citizen, officers) = world(&house).await;
    house.card(&citizen).await;
    for round in 0..rounds() {
        // Yesterday's leases are over, and nobody sends too often.
        house.clock.advance(time::Duration::hours(1));
        let number = house.lost_card(&citizen).await;
        let holder = &officers[round as usize % officers.len()];
        house.service.claim(holder, &number, None).await.unwrap();
        let version = house.service.desk_request(holder, &number, Language::Id).await.unwrap().request.version;
        let (service, number) = (&house.service, number.as_str());
        // The holder decides twice, with contradictory decisions; a colleague takes over and decides; another takes the
        // next one; a third lays back what is not theirs; the citizen takes it back.
        let other = |n: usize| &officers[(round as usize + n) % officers.len()];
        let (approve, give_back) = (whole(Command::Approve, version), whole(Command::Return, version));
        let takes_over = async {
            service.claim(other(1), number, Some("Rekan sedang tidak di tempat")).await?;
            service.decide(other(1), number, &give_back).await
        };
        let takes_next = async {
            let _: Option<String> = service.take_next(other(2), &QueueQuery::default()).await?;
            service.decide(other(2), number, &approve).await
        };
        let lays_back = async {
            service.release(other(3), number).await?;
            Err::<(), Error>(Error::NotHeld)
        };
        let outcomes = tokio::join!(
            service.decide(holder, number, &approve),
            takes_over,
            service.decide(holder, number, &give_back),
            takes_next,
            lays_back,
        );
        let outcomes = [outcomes.0, outcomes.1, outcomes.2, outcomes.3, outcomes.4];
        let decided = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(decided, 1, "round {round}: {outcomes:?}");
        let kind = |error: &Error| matches!(error, Error::Conflict { .. } | Error::NotHeld | Error::Refused(_));
        assert!(outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).all(kind), "{outcomes:?}");
        let page = house.service.desk_request(&officers[0], number, Language::Id).await.unwrap().request;
        assert_eq!(page.version, version + 1, "round {round}");
        assert!(matches!(page.status, Status::Approved | Status::NeedsCorrection));
    }
    assert_eq!(house.count("decision WHERE command NOT IN ('takeover', 'handed_over')").await, i64::from(rounds()));
    assert!(house.service.reconcile().await.unwrap().is_whole());
    assert!(house.service.check_desk().await.unwrap().is_whole());
});

both_databases!(a_request_goes_from_hand_to_hand_with_words_and_never_into_two, house => {
    let (citizen, officers) = world(&house).await;
    house.card(&citizen).await;
    let supervisor = house.officer("penyelia@contoh.test", Role::Supervisor).await;
    let front = house.officer("loket@contoh.test", Role::FrontDesk).await;
    let number = house.lost_card(&citizen).await;
    let service = &house.service;
    service.claim(&officers[0], &number, None).await.unwrap();
    let desk = service.desk_request(&officers[0], &number, Language::Id).await.unwrap();
    let id = |actor: &Actor| actor.account();
    assert!(desk.colleagues.iter().any(|colleague| Some(colleague.id) == id(&officers[1])));
    assert!(desk.colleagues.iter().all(|colleague| Some(colleague.id) != id(&officers[0])), "not to oneself");
    let version = desk.request.version;
    let both = tokio::join!(
        service.hand_over(&officers[0], &number, version, id(&officers[1]), "Tolong periksa ijazahnya."),
        service.hand_over(&officers[0], &number, version, id(&officers[2]), ""),
    );
    let done = [both.0, both.1];
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{done:?}");
    let now = if done[0].is_ok() { &officers[1] } else { &officers[2] };
    let mine = service.queue(now, &QueueQuery::part(QueueFilter::Mine), None, Language::Id).await.unwrap();
    assert_eq!(mine.rows.len(), 1);
    assert_eq!(service.notices(now, Language::Id).await.unwrap()[0].kind, "handed_over");
    // Whoever gave it away decides nothing any more; nobody but a supervisor takes it from a colleague without reason.
    assert!(matches!(service.decide(&officers[0], &number, &whole(Command::Approve, version)).await, Err(Error::Conflict { by: Some(_) })));
    assert!(matches!(service.hand_over(&officers[3], &number, version, id(&officers[0]), "").await, Err(Error::Conflict { by: Some(_) })));
    assert!(service.desk_request(&officers[3], &number, Language::Id).await.unwrap().colleagues.is_empty());
    assert!(matches!(service.hand_over(now, &number, version, None, "").await, Err(Error::Fields(_))));
    assert!(matches!(service.hand_over(now, &number, version, id(&citizen), "").await, Err(Error::Fields(_))), "to officers only");
    service.hand_over(&supervisor, &number, version, id(&front), "").await.unwrap();
    service.decide(&front, &number, &whole(Command::Return, version)).await.unwrap();
    // It lies with the citizen: whoever wants it now comes too late, which is no question of their role.
    let late = service.claim(&officers[3], &number, Some("Rekan sedang tidak di tempat")).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    assert!(service.reconcile().await.unwrap().is_whole());
    assert!(service.check_desk().await.unwrap().is_whole());
});

both_databases!(who_looks_at_what_is_seen_by_colleagues_and_fades, house => {
    let (citizen, officers) = world(&house).await;
    house.card(&citizen).await;
    let number = house.lost_card(&citizen).await;
    let service = &house.service;
    service.look_at(&officers[1], &number).await.unwrap();
    let seen = |page: service::QueuePage| page.rows[0].seen_by.clone();
    let queue = || async { service.queue(&officers[0], &QueueQuery::default(), None, Language::Id).await.unwrap() };
    assert_eq!(seen(queue().await).as_deref(), Some("budi Petugas"));
    assert_eq!(service.request_standing(&officers[0], &number).await.unwrap().onlookers, ["budi Petugas"]);
    assert!(service.request_standing(&officers[1], &number).await.unwrap().onlookers.is_empty(), "not oneself");
    assert_eq!(service.desk_request(&officers[0], &number, Language::Id).await.unwrap().onlookers.len(), 1);
    house.clock.advance(time::Duration::minutes(3));
    assert_eq!(seen(queue().await), None);
    assert!(matches!(service.look_at(&citizen, &number).await, Err(Error::Forbidden)));
});
