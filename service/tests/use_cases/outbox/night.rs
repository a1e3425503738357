//! Quiet hours: news waits for the morning, codes do not.
use super::{
    EMAIL, Office,
    gateway::Mood,
    house::{House, answers::LOST, both_databases},
};
use domain::Way;
use time::Duration;

both_databases!(news_of_the_night_goes_in_the_morning_in_its_order_and_a_code_goes_at_once, house => {
    let office = Office::of(house).await;
    office.wishes(true, false, Way::Email).await;
    // 22:00 at the office.
    office.house.clock.advance(Duration::hours(12));
    office.news().await;
    let second = office.house.writes(&office.siti, "RP-01", &LOST).await.unwrap();
    office.service.send(&office.siti, second, true).await.unwrap();
    office.service.withdraw(&office.siti, second).await.unwrap();
    crate::reset::asks(&office.service, EMAIL, "127.0.0.1").await;
    office.works_for(Duration::minutes(7 * 60 + 59)).await;
    let kinds = |office: &Office| office.mail.got().into_iter().map(|(_, kind)| kind).collect::<Vec<_>>();
    assert_eq!(kinds(&office), ["code"]);
    office.works_for(Duration::minutes(2)).await;
    assert_eq!(kinds(&office), ["code", "submitted", "submitted", "withdrawn"]);
});

both_databases!(what_could_not_go_in_the_evening_is_not_tried_at_night_and_its_stand_in_waits_too, house => {
    let office = Office::of(house).await;
    office.wishes(true, true, Way::Phone).await;
    office.gateway.is(Mood::Down);
    // 20:50 at the office.
    office.house.clock.advance(Duration::minutes(10 * 60 + 50));
    office.news().await;
    office.works_for(Duration::minutes(10)).await;
    let tries = office.gateway.asked().len();
    office.works_for(Duration::hours(8)).await;
    assert_eq!((office.gateway.asked().len(), office.mail.got().len()), (tries, 0));
    office.gateway.is(Mood::Works);
    office.works_for(Duration::minutes(90)).await;
    assert_eq!((office.gateway.phones().len(), office.mail.count(EMAIL, "submitted")), (1, 0));
});
