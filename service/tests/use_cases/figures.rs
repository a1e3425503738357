//! The public figures: counted when it happens, closed some days after the month, and the same ever after.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Month, Role, Shown, Target, Times};
use service::{Actor, DecisionForm, Recorded, Service};
use time::{Duration, OffsetDateTime, macros::datetime};

fn at(house: &House, moment: OffsetDateTime) {
    house.clock.advance(moment - house.service.now());
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// So many requests for a change of education, each of somebody else.
async fn sent(house: &House, people: std::ops::Range<u32>) -> Vec<(Actor, uuid::Uuid, String)> {
    let mut all = Vec::new();
    for at in people {
        let nik = format!("99010201019{at:05}");
        let phone = format!("0812910{at:05}");
        let citizen = house.citizen(&nik, &format!("warga{at}@contoh.test"), &phone).await;
        let draft = house.written_request(&citizen).await;
        let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
        all.push((citizen, draft, number));
    }
    all
}

async fn returned(service: &Service, officer: &Actor, number: &str, reasons: &[&str]) {
    service.claim(officer, number, None).await.unwrap();
    let version = service.desk_request(officer, number, Language::Id).await.unwrap().request.version;
    let targets = [
        Target::Document { slot: "ijazah".into() },
        Target::General,
        Target::Document { slot: "kartu_keluarga".into() },
    ];
    let flag = |(target, reason): (Target, &&str)| Flag {
        target,
        reason: (*reason).to_owned(),
        note: String::new(),
    };
    let flags = targets.into_iter().zip(reasons).map(flag).collect();
    let form = DecisionForm {
        command: Command::Return,
        version,
        flags,
        note: String::new(),
        recorded: Recorded::default(),
    };
    service.decide(officer, number, &form).await.unwrap();
}

both_databases!(a_month_is_closed_once_some_days_after_its_end_and_hides_what_is_small, house => {
    let service = house.reopened(|settings| settings.least_published = 3).await;
    let supervisor = house.officer("supri@contoh.test", Role::Supervisor).await;
    assert_eq!(service.close_months().await.unwrap(), 0, "nothing was counted yet");
    assert_eq!(service.public_figures((None, None)).await.unwrap().shown, None);
    // On Monday at eight, in western Indonesia.
    at(&house, datetime!(2026-11-23 01:00 UTC));
    let requests = sent(&house, 1..5).await;
    for (at, (citizen, draft, number)) in requests.iter().enumerate() {
        returned(&service, &supervisor, number, &["blurred"]).await;
        service.send(citizen, *draft, true).await.unwrap();
        if at == 0 {
            // Only the first time counts.
            returned(&service, &supervisor, number, &["glare"]).await;
            service.send(citizen, *draft, true).await.unwrap();
        }
    }
    house.clock.advance(Duration::hours(2));
    for (_, _, number) in &requests[..3] {
        house.finish(&supervisor, number, Recorded::default()).await.unwrap();
    }
    at(&house, datetime!(2026-12-02 16:59 UTC));
    assert_eq!(service.close_months().await.unwrap(), 0, "the second of December");
    at(&house, datetime!(2026-12-02 17:00 UTC));
    assert_eq!((service.close_months().await.unwrap(), service.close_months().await.unwrap()), (1, 0));

    let figures = service.public_figures((None, None)).await.unwrap();
    assert_eq!(figures.there, Some((month("2026-11"), month("2026-11"))));
    assert_eq!((figures.shown, figures.least), (figures.there, 3));
    assert_eq!(domain::iso(figures.next), "2027-01-03");
    let all = figures.published.whole(None);
    assert_eq!((all.came, all.went), (Shown::AtLeast(4), Shown::AtLeast(3)), "25 services with nothing beside it");
    assert_eq!(all.times, Times::TooFew);
    let services = figures.published.services();
    assert_eq!(services.len(), 1);
    assert_eq!((services[0].0.as_str(), services[0].1.came, services[0].1.went), ("KK-07", Shown::Exact(4), Shown::Exact(3)));
    assert_eq!(figures.published.whole(Some("KK-04")).came, Shown::Few);
    let reasons = figures.published.reasons(Some("KK-07")).unwrap();
    assert_eq!(reasons, [("blurred".to_owned(), Shown::Exact(4))], "one return for glare was the second of its request");

    // As many as are hidden with the usual threshold.
    let usual = house.service.public_figures((None, None)).await.unwrap();
    assert_eq!(usual.published.whole(None).came, Shown::Few);
    assert!(usual.published.services().is_empty());

    // Months without anything follow, and what comes late into a closed one changes nothing.
    house.execute("UPDATE desk_day SET n = n + 100").await;
    at(&house, datetime!(2027-02-10 03:00 UTC));
    assert_eq!(service.close_months().await.unwrap(), 2);
    let later = service.public_figures((Some(month("2026-11")), Some(month("2026-11")))).await.unwrap();
    assert_eq!(later.there, Some((month("2026-11"), month("2027-01"))));
    assert_eq!(later.published, figures.published);
    let empty = service.public_figures((Some(month("2027-01")), None)).await.unwrap();
    assert_eq!(empty.published.whole(None).came, Shown::Few);
    assert!(house.service.check_desk().await.unwrap().is_whole());
});

both_databases!(a_month_that_an_older_process_counted_has_no_times_and_reasons, house => {
    let service = house.reopened(|settings| settings.least_published = 3).await;
    let supervisor = house.officer("supri@contoh.test", Role::Supervisor).await;
    at(&house, datetime!(2026-11-23 01:00 UTC));
    let requests = sent(&house, 1..4).await;
    for (_, _, number) in &requests {
        house.finish(&supervisor, number, Recorded::default()).await.unwrap();
    }
    house.execute("DELETE FROM desk_day WHERE kind = 'took'").await;
    at(&house, datetime!(2026-12-05 03:00 UTC));
    assert_eq!(service.close_months().await.unwrap(), 1);
    let published = service.public_figures((None, None)).await.unwrap().published;
    let cells = published.whole(Some("KK-07"));
    assert_eq!((cells.came, cells.went, cells.times), (Shown::Exact(3), Shown::Exact(3), Times::NotCounted));
    assert_eq!(published.reasons(None), None);
});

both_databases!(a_month_in_whose_middle_counting_began_is_not_published, house => {
    at(&house, datetime!(2026-11-10 01:00 UTC) + Duration::days(14));
    sent(&house, 1..2).await;
    house.clock.advance(Duration::days(2));
    sent(&house, 2..3).await;
    house.execute("DELETE FROM desk_day WHERE day < '2026-11-26'").await;
    at(&house, datetime!(2027-01-05 03:00 UTC));
    assert_eq!(house.service.close_months().await.unwrap(), 1);
    let figures = house.service.public_figures((None, None)).await.unwrap();
    assert_eq!(figures.there, Some((month("2026-12"), month("2026-12"))));
});

both_databases!(two_servers_close_a_month_once, house => {
    at(&house, datetime!(2026-11-23 01:00 UTC));
    sent(&house, 1..2).await;
    at(&house, datetime!(2026-12-05 03:00 UTC));
    let other = house.reopened(|_| ()).await;
    let (one, two) = tokio::join!(house.service.close_months(), other.close_months());
    assert!(one.unwrap() + two.unwrap() >= 1);
    assert_eq!(house.count("month_figure").await, 1);
});
