//! A way by which nothing arrives is seen, and the letter about it goes by the other one.
use super::{
    Office,
    gateway::Mood,
    house::{House, both_databases},
};
use domain::{Role, Way};
use service::{Grade, Job, OutboxLine, Subject, WishForm};
use time::Duration;

const PEOPLE: [(&str, &str, &str); 3] = [
    ("9901020101900005", "made@contoh.test", "081290000002"),
    ("9901030101900006", "wayan@contoh.test", "081290000003"),
    ("9901040101900007", "ketut@contoh.test", "081290000004"),
];

async fn lane(office: &Office, line: OutboxLine) -> Grade {
    let points = office.service.state().await.points;
    points.into_iter().find(|point| point.subject == Subject::Outbox(line)).unwrap().grade
}

both_databases!(a_gateway_that_is_down_is_blamed_and_told_by_e_mail, house => {
    let office = Office::of(house).await;
    office.house.officer("agus@contoh.test", Role::Administrator).await;
    office.gateway.is(Mood::Down);
    for (nik, email, phone) in PEOPLE {
        let citizen = office.house.citizen(nik, email, phone).await;
        let form = WishForm { ways: vec![Way::WhatsApp], first: "whatsapp".into(), ..WishForm::default() };
        office.service.save_wishes(&citizen, &form).await.unwrap();
        let draft = office.house.written_request(&citizen).await;
        office.service.send(&citizen, draft, true).await.unwrap();
    }
    office.works_for(Duration::minutes(14)).await;
    assert_eq!(lane(&office, OutboxLine::Phone).await, Grade::Ok, "it may come back by itself");
    office.works_for(Duration::minutes(2)).await;
    assert_eq!(lane(&office, OutboxLine::Phone).await, Grade::Late);
    assert_eq!(lane(&office, OutboxLine::Email).await, Grade::Ok);
    let look = async || {
        let jobs = Job::ALL.map(|job| (job, office.service.now()));
        office.service.note_rounds(&jobs).await.unwrap();
        office.service.alert().await.unwrap()
    };
    assert!(look().await.is_empty());
    office.works_for(Duration::minutes(3)).await;
    assert!(look().await.iter().any(|told| told.point.subject == Subject::Outbox(OutboxLine::Phone)));
    office.service.send_due().await.unwrap();
    assert_eq!(office.mail.count("agus@contoh.test", "state"), 1, "in the round in which the gateway fails again");
    office.gateway.is(Mood::Works);
    office.works_for(Duration::hours(1)).await;
    assert_eq!(lane(&office, OutboxLine::Phone).await, Grade::Ok);
    let sent = office.service.state().await.figures.lanes[&OutboxLine::Phone];
    assert!(sent.sent >= 3 && sent.waiting == 0, "{sent:?}");
});

both_databases!(one_phone_that_is_off_is_no_broken_gateway, house => {
    let office = Office::of(house).await;
    office.wishes(false, true, Way::Phone).await;
    office.gateway.is(Mood::Down);
    office.news().await;
    office.works_for(Duration::hours(2)).await;
    assert_eq!(lane(&office, OutboxLine::Phone).await, Grade::Ok);
    office.house.clock.advance(Duration::hours(5));
    assert_eq!(lane(&office, OutboxLine::Phone).await, Grade::Late);
});
