//! The queue of the desk: found by whatever somebody types, filters that combine, pages by key, counts that are kept.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Role, Status, Target};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use service::{
    Actor, Age, DecisionForm, Error, HeldBy, QueueFilter, QueuePlace, QueueQuery, QueueSort, SoughtAs,
    TimeLeft,
};

async fn citizen(house: &House) -> Actor {
    house.citizen("9901020101900005", "made@contoh.test", "081290000002").await
}

async fn sent(house: &House, citizen: &Actor) -> String {
    let draft = house.written_request(citizen).await;
    house.service.send(citizen, draft, true).await.unwrap().number.to_string()
}

async fn numbers(house: &House, officer: &Actor, query: &QueueQuery) -> Vec<String> {
    let page = house.service.queue(officer, query, None, Language::Id).await.unwrap();
    page.rows.into_iter().map(|row| row.number).collect()
}

fn looking_for(typed: &str) -> QueueQuery {
    QueueQuery { sought: Some(typed.into()), ..QueueQuery::part(QueueFilter::All) }
}

async fn count(house: &House, officer: &Actor, part: QueueFilter) -> u64 {
    let counts = house.service.queue_counts(officer).await.unwrap().0;
    counts.into_iter().find(|(of, _)| *of == part).unwrap().1
}

async fn decide(
    house: &House,
    officer: &Actor,
    number: &str,
    command: Command,
    flags: Vec<Flag>,
) -> Result<(), Error> {
    let version = house.service.desk_request(officer, number, Language::Id).await?.request.version;
    let form =
        DecisionForm { command, version, flags, note: String::new(), recorded: service::Recorded::default() };
    house.service.decide(officer, number, &form).await
}

both_databases!(whatever_an_officer_types_finds_the_request, house => {
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let number = sent(&house, &citizen(&house).await).await;
    for (typed, kind) in [
        (number.to_lowercase(), SoughtAs::Number),
        ("9901 0201 0190 0005".into(), SoughtAs::Identity),
        ("9901010405060003".into(), SoughtAs::Identity),
        ("9901010501150001".into(), SoughtAs::Identity),
        ("+62 812 9000 0002".into(), SoughtAs::Phone),
        ("MADE@contoh.test".into(), SoughtAs::Email),
        ("made wirawan".into(), SoughtAs::Name),
        ("Prasetyo".into(), SoughtAs::Name),
        ("prasetio dimas".into(), SoughtAs::Name),
        ("Slamet".into(), SoughtAs::Name),
    ] {
        let page = house.service.queue(&officer, &looking_for(&typed), None, Language::Id).await.unwrap();
        assert_eq!(page.sought_as, Some(kind), "{typed}");
        assert_eq!(page.rows.iter().map(|row| row.number.as_str()).collect::<Vec<_>>(), [number.as_str()], "{typed}");
    }
    for nothing in ["Dimas Wirawan", "9901010501150009", "081290000009", "tidak@contoh.test", "??", ""] {
        assert!(numbers(&house, &officer, &looking_for(nothing)).await.is_empty(), "{nothing}");
    }
    // The words of a request are found by nobody from the outside, and by no other office.
    house.service.ensure_office("KEC", "Kecamatan Contoh", "kecamatan").await.unwrap();
    let elsewhere = house.officer_of("budi@contoh.test", Role::Verifier, "KEC").await;
    let administrator = house.officer("agus@contoh.test", Role::Administrator).await;
    for other in [&elsewhere, &administrator] {
        for typed in [number.as_str(), "9901010501150001", "Prasetyo"] {
            assert!(numbers(&house, other, &looking_for(typed)).await.is_empty());
        }
    }
    let dump = house.everything_stored().await;
    for name in ["WIRAWAN", "PRASETIO", "PRASETYO"] {
        assert!(!crate::house::contains(&dump, name.as_bytes()), "{name} is stored in clear");
    }
});

both_databases!(filters_combine_and_each_one_holds, house => {
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let citizen = citizen(&house).await;
    let first = sent(&house, &citizen).await;
    let second = house.lost_card(&citizen).await;
    let both = QueueQuery::default();
    assert_eq!(numbers(&house, &officer, &both).await.len(), 2);
    let education = QueueQuery { procedure: Some("KK-07".into()), ..both.clone() };
    assert_eq!(numbers(&house, &officer, &education).await, [first.as_str()]);
    let place = |village: Option<&str>| Some(QueuePlace { district: "Contoh".into(), village: village.map(Into::into) });
    assert_eq!(numbers(&house, &officer, &QueueQuery { place: place(None), ..both.clone() }).await.len(), 2);
    assert_eq!(numbers(&house, &officer, &QueueQuery { place: place(Some("Contohsari")), ..both.clone() }).await.len(), 2);
    assert!(numbers(&house, &officer, &QueueQuery { place: place(Some("Lain")), ..both.clone() }).await.is_empty());
    assert_eq!(house.service.queue_places(&officer).await.unwrap(), [("Contoh".to_owned(), "Contohsari".to_owned())]);
    // Of one card: each is the other's twin.
    assert_eq!(numbers(&house, &officer, &QueueQuery { twin: true, ..both.clone() }).await.len(), 2);
    house.service.claim(&officer, &first, None).await.unwrap();
    assert_eq!(numbers(&house, &officer, &QueueQuery { held_by: Some(HeldBy::Me), ..both.clone() }).await, [first.as_str()]);
    assert_eq!(numbers(&house, &officer, &QueueQuery { held_by: Some(HeldBy::Nobody), ..both.clone() }).await, [second.as_str()]);
    let of_status = |status| QueueQuery { status: Some(status), ..both.clone() };
    assert_eq!(numbers(&house, &officer, &of_status(Status::InReview)).await, [first.as_str()]);
    assert_eq!(numbers(&house, &officer, &of_status(Status::Submitted)).await, [second.as_str()]);
    let aged = |age| QueueQuery { age: Some(age), ..both.clone() };
    assert_eq!(numbers(&house, &officer, &aged(Age::Today)).await.len(), 2);
    assert!(numbers(&house, &officer, &aged(Age::ThreeDays)).await.is_empty());
    let late = QueueQuery { time_left: Some(TimeLeft::Late), ..both.clone() };
    assert!(numbers(&house, &officer, &late).await.is_empty());
    house.clock.advance(time::Duration::days(9));
    assert_eq!(numbers(&house, &officer, &late).await.len(), 2);
    for (age, found) in [(Age::Today, 0), (Age::ThreeDays, 2), (Age::Week, 2), (Age::TwoWeeks, 0)] {
        assert_eq!(numbers(&house, &officer, &aged(age)).await.len(), found, "{age:?}");
    }
    assert_eq!(numbers(&house, &officer, &QueueQuery { procedure: Some("KK-07".into()), ..late }).await, [first.as_str()]);

    // A flagged document stays a filter after the correction; without the other one there is no twin any more.
    house.service.claim(&officer, &first, None).await.unwrap();
    let flag = Flag { target: Target::Document { slot: "ijazah".into() }, reason: "blurred".into(), note: String::new() };
    decide(&house, &officer, &first, Command::Return, vec![flag]).await.unwrap();
    let flagged = QueueQuery { flagged: true, ..QueueQuery::part(QueueFilter::Waiting) };
    assert_eq!(numbers(&house, &officer, &flagged).await, [first.as_str()]);
    house.service.claim(&officer, &second, None).await.unwrap();
    let whole = Flag { target: Target::General, reason: "needs_visit".into(), note: String::new() };
    let refused = decide(&house, &officer, &second, Command::Reject, vec![whole]).await;
    let twins = QueueQuery { twin: true, ..QueueQuery::part(QueueFilter::Waiting) };
    if refused.is_ok() {
        assert!(numbers(&house, &officer, &twins).await.is_empty());
    } else {
        decide(&house, &officer, &second, Command::Approve, Vec::new()).await.unwrap();
        assert_eq!(numbers(&house, &officer, &twins).await, [first.as_str()]);
    }
});

both_databases!(counts_are_kept_through_every_change_and_repaired_when_somebody_broke_them, house => {
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let supervisor = house.officer("supri@contoh.test", Role::Supervisor).await;
    let citizen = citizen(&house).await;
    let first = sent(&house, &citizen).await;
    let second = house.lost_card(&citizen).await;
    assert_eq!(count(&house, &officer, QueueFilter::New).await, 2);
    house.finish(&officer, &first, service::Recorded::default()).await.unwrap();
    house.service.claim(&officer, &second, None).await.unwrap();
    for (part, n) in [(QueueFilter::New, 0), (QueueFilter::Open, 1), (QueueFilter::Mine, 1), (QueueFilter::Ended, 1), (QueueFilter::Handover, 0)] {
        for who in [&officer, &supervisor] {
            let expected = if part == QueueFilter::Mine && who == &supervisor { 0 } else { n };
            assert_eq!(count(&house, who, part).await, expected, "{part:?}");
        }
    }
    assert!(house.service.check_desk().await.unwrap().is_whole());
    // Those of a district are kept too, and what happens there is told to its officers only.
    let of_district = |district: &str| {
        let service::Actor::Officer(mut officer) = officer.clone() else { unreachable!() };
        officer.district = Some(district.to_owned());
        service::Actor::Officer(officer)
    };
    let entry = house.heard(service::Cursor::default(), 1).await.remove(0);
    let district = entry.district.clone().unwrap();
    assert!(!district.is_empty());
    let (here, there) = (of_district(&district), of_district("Tempat Lain"));
    for (part, n) in [(QueueFilter::Open, 1), (QueueFilter::Mine, 1), (QueueFilter::Ended, 1)] {
        assert_eq!(count(&house, &here, part).await, n, "{part:?}");
        assert_eq!(count(&house, &there, part).await, 0, "{part:?}");
    }
    for (who, sees) in [(&here, true), (&there, false), (&officer, true)] {
        assert_eq!(domain::may_see(&who.viewer(), &entry.audience, Some(&district)), sees);
    }
    for sql in ["UPDATE district_count SET n = n + 1 WHERE status = 'done'", "UPDATE desk_count SET n = n + 3 WHERE status = 'done'", "UPDATE desk_row SET assignee = NULL, status = 'verified' WHERE open = 1"] {
        house.execute(sql).await;
    }
    let found = house.service.repair_desk().await.unwrap();
    assert_eq!((found.rows, found.counts.len()), (1, 2), "{found:?}");
    assert!(house.service.check_desk().await.unwrap().is_whole());
    assert_eq!(count(&house, &officer, QueueFilter::Mine).await, 1);
    assert_eq!(count(&house, &officer, QueueFilter::Ended).await, 1);
    assert_eq!(count(&house, &here, QueueFilter::Ended).await, 1);
});

both_databases!(pages_follow_each_other_in_every_order_without_gap_or_repetition, house => {
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let citizen = citizen(&house).await;
    let number = sent(&house, &citizen).await;
    // Rows of the desk alone: 120 of them, every third at the same moment as the one before.
    for n in 1..=120_u32 {
        let id = uuid::Uuid::from_u128(u128::from(n));
        let id = if house.is_postgres() { format!("'{id}'") } else { format!("x'{}'", id.simple()) };
        let at = 1_700_000_000_000_i64 + i64::from(n / 3) * 1000;
        house.execute(&format!(
            "INSERT INTO desk_row (request_id, number, office_id, procedure, catalogue_hash, village, district, status, open, version, submitted_at, due_at, flagged, twin, indexed) \
             SELECT {id}, 'X{n}', office_id, procedure, catalogue_hash, village, district, status, open, version, {at}, {at}, 0, 0, 1 FROM desk_row WHERE number = '{}'",
            number.replace('-', "")
        )).await;
    }
    for (part, sort) in [QueueFilter::Open, QueueFilter::All].into_iter().flat_map(|part| QueueSort::ALL.map(|sort| (part, sort))) {
        if part == QueueFilter::All {
            // Some wait for the citizen and some have ended.
            house.execute("UPDATE desk_row SET open = (submitted_at / 1000) % 3").await;
        }
        let query = QueueQuery { sort, ..QueueQuery::part(part) };
        let falls = sort == QueueSort::Newest || (part, sort) == (QueueFilter::All, QueueSort::Due);
        let (mut seen, mut place, mut times) = (Vec::new(), None::<String>, Vec::new());
        loop {
            let page = house.service.queue(&officer, &query, place.as_deref(), Language::Id).await.unwrap();
            times.extend(page.rows.iter().map(|row| row.submitted_at));
            seen.extend(page.rows.into_iter().map(|row| row.id));
            match page.next {
                Some(next) => place = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 121, "{part:?} {sort:?}");
        let ordered = if falls { times.windows(2).all(|two| two[0] >= two[1]) } else { times.windows(2).all(|two| two[0] <= two[1]) };
        assert!(ordered, "{sort:?}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 121, "{sort:?}");
    }
});

both_databases!(a_view_is_its_officers_own, house => {
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    let query = QueueQuery { procedure: Some("KK-07".into()), twin: true, ..QueueQuery::part(QueueFilter::New) };
    let id = house.service.save_view(&rina, "  Sekolah   baru ", &query).await.unwrap();
    let views = house.service.saved_views(&rina).await.unwrap();
    assert_eq!((views[0].name.as_str(), &views[0].query), ("Sekolah baru", &query));
    assert!(house.service.saved_views(&budi).await.unwrap().is_empty());
    assert!(matches!(house.service.forget_view(&budi, id).await, Err(Error::NotFound)));
    assert!(matches!(house.service.save_view(&rina, " ", &query).await, Err(Error::Fields(_))));
    house.service.forget_view(&rina, id).await.unwrap();
    assert!(house.service.saved_views(&rina).await.unwrap().is_empty());
});

both_databases!(what_was_sent_before_the_index_was_there_is_drawn_into_it_by_a_job, house => {
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let number = sent(&house, &citizen(&house).await).await;
    for sql in ["DELETE FROM desk_word", "DELETE FROM desk_place", "UPDATE desk_row SET indexed = 0, district = ''"] {
        house.execute(sql).await;
    }
    assert!(numbers(&house, &officer, &looking_for("Prasetyo")).await.is_empty());
    assert_eq!(house.service.index_requests().await.unwrap(), 1);
    assert_eq!(numbers(&house, &officer, &looking_for("Prasetyo")).await, [number]);
    assert_eq!(house.service.index_requests().await.unwrap(), 0);
    assert_eq!(house.service.queue_places(&officer).await.unwrap().len(), 1);
});

both_databases!(a_supervisors_figures_are_kept_as_it_happens, house => {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let supervisor = house.officer("supri@contoh.test", Role::Supervisor).await;
    let citizen = citizen(&house).await;
    let first = sent(&house, &citizen).await;
    let second = house.lost_card(&citizen).await;
    house.clock.advance(time::Duration::days(1));
    service.claim(&rina, &first, None).await.unwrap();
    let flag = Flag { target: Target::Document { slot: "ijazah".into() }, reason: "blurred".into(), note: String::new() };
    decide(&house, &rina, &first, Command::Return, vec![flag]).await.unwrap();
    // Two hours of the office's Monday have gone by.
    house.clock.advance(time::Duration::hours(1));
    house.finish(&supervisor, &second, service::Recorded::default()).await.unwrap();

    let figures = service.performance(&supervisor, 7, Language::Id).await.unwrap();
    assert_eq!(figures.days.len(), 7);
    let of = |back: usize| { let day = &figures.days[6 - back].1; (day.came, day.went) };
    assert_eq!((of(1), of(0), of(2)), ((2, 0), (0, 1), (0, 0)));
    assert_eq!((figures.whole.came, figures.whole.went), (2, 1));
    assert_eq!(figures.whole.half_within, Some(3), "from eight to eleven on Monday; Sunday counts nothing");
    assert_eq!(figures.procedures.iter().map(|(_, came, went)| (*came, *went)).collect::<Vec<_>>(), [(1, 1), (1, 0)]);
    assert_eq!(figures.reasons.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [1]);
    assert_eq!(figures.officers, [("supri Petugas".to_owned(), 4), ("rina Petugas".to_owned(), 1)]);
    assert_eq!(figures.hours[6][10], 2, "on Sunday at ten, in western Indonesia");
    for other in [&rina, &citizen] {
        assert!(matches!(service.performance(other, 7, Language::Id).await, Err(Error::Forbidden)));
    }
});

/// A database without statistics, as a new one is: the columns that the queue asks by decide, however many rows there are.
#[tokio::test]
async fn what_is_in_ones_hands_is_found_by_an_index_of_its_own_on_sqlite() {
    let house = House::on_sqlite().await;
    let database = Box::pin(sea_orm::Database::connect(house.url())).await.unwrap();
    let mine = "FROM desk_row WHERE office_id = ? AND open = ? AND assignee = ?";
    for (asked, index) in [
        (format!("SELECT count(*) {mine}"), "COVERING INDEX desk_row_in_hand"),
        (format!("SELECT number {mine} ORDER BY due_at, request_id LIMIT ?"), "INDEX desk_row_in_hand"),
        (format!("SELECT count(*) {mine} AND district = ?"), "INDEX desk_row_in_hand"),
    ] {
        let plan = format!("EXPLAIN QUERY PLAN {asked}");
        let steps = database.query_all_raw(Statement::from_string(DbBackend::Sqlite, plan)).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
        assert!(steps.len() == 1 && steps[0].contains(index), "{asked}: {steps:?}");
    }
}
