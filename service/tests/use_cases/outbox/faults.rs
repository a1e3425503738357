//! What may happen between the outbox and a gateway.
use super::{
    EMAIL, Office, PHONE,
    gateway::Mood,
    house::{House, both_databases},
};
use domain::Way;
use std::{collections::BTreeSet, sync::Arc};
use time::Duration;

fn keys(office: &Office) -> usize {
    office.gateway.asked().into_iter().collect::<BTreeSet<_>>().len()
}

both_databases!(a_gateway_that_is_down_for_an_hour_loses_nothing_and_is_asked_under_one_key, house => {
    let office = Office::of(house).await;
    office.wishes(false, true, Way::Phone).await;
    office.gateway.is(Mood::Down);
    office.news().await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.gateway.phones().len(), office.rows("waiting").await), (0, 1));
    let tries = office.gateway.asked().len();
    assert!((5..20).contains(&tries), "tried more and more seldom: {tries}");
    office.gateway.is(Mood::Works);
    office.works_for(Duration::hours(2)).await;
    assert_eq!(office.gateway.phones().len(), 1);
    assert_eq!((keys(&office), office.rows("sent").await, office.rows("waiting").await), (1, 1, 0));
    assert_eq!(office.gateway.phones()[0].0, PHONE);
});

both_databases!(a_week_end_without_a_gateway_loses_nothing, house => {
    let office = Office::of(house).await;
    office.wishes(false, true, Way::Phone).await;
    office.gateway.is(Mood::Down);
    office.news().await;
    for _ in 0..60 {
        office.house.clock.advance(Duration::hours(1));
        office.service.send_due().await.unwrap();
    }
    assert_eq!((office.rows("waiting").await, office.rows("failed").await), (1, 0));
    office.gateway.is(Mood::Works);
    office.house.clock.advance(Duration::hours(12));
    while office.service.send_due().await.unwrap() > 0 {}
    assert_eq!(office.gateway.phones().len(), 1);
});

both_databases!(a_gateway_that_answers_too_late_sends_once_and_holds_up_no_e_mail, house => {
    let office = Office::of(house).await;
    let other = office.house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    office.wishes(false, true, Way::Phone).await;
    office.gateway.is(Mood::Slow);
    office.news().await;
    let draft = office.house.written_request(&other).await;
    office.service.send(&other, draft, true).await.unwrap();
    office.service.send_due().await.unwrap();
    assert_eq!(office.mail.count("made@contoh.test", "submitted"), 1, "in the same round");
    assert_eq!((office.gateway.phones().len(), office.rows("waiting").await), (1, 1), "kept there, unknown here");
    office.works_for(Duration::minutes(5)).await;
    assert!(office.gateway.asked().len() > 2);
    office.gateway.is(Mood::Works);
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.gateway.phones().len(), keys(&office), office.rows("sent").await), (1, 1, 2));
});

both_databases!(a_message_that_cannot_be_read_holds_up_nobody_else, house => {
    let office = Office::of(house).await;
    let other = office.house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    office.wishes(true, true, Way::Email).await;
    office.news().await;
    let nonsense = if office.house.is_postgres() { "'\\x00'" } else { "x'00'" };
    office.house.execute(&format!("UPDATE outbox SET body = {nonsense} WHERE state = 'waiting'")).await;
    let draft = office.house.written_request(&other).await;
    office.service.send(&other, draft, true).await.unwrap();
    assert!(office.service.send_due().await.is_err(), "it is told");
    assert_eq!(office.mail.count("made@contoh.test", "submitted"), 1, "in the same round");
    assert_eq!(office.rows("waiting").await, 1, "nothing is lost");
});

both_databases!(a_gateway_that_answers_twice_is_believed_once, house => {
    let office = Office::of(house).await;
    office.wishes(false, true, Way::Phone).await;
    office.gateway.is(Mood::Twice);
    office.news().await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.gateway.phones().len(), office.gateway.asked().len()), (1, 1));
    assert_eq!((office.rows("sent").await, office.rows("spared").await), (1, 0));
});

both_databases!(a_sender_that_dies_between_sending_and_recording_leaves_nothing_lost_and_nothing_doubled, house => {
    let office = Office::of(house).await;
    office.wishes(false, true, Way::Phone).await;
    office.gateway.is(Mood::Silent);
    office.news().await;
    // The gateway has it; the sender is gone before it could write that down.
    let service = Arc::clone(&office.service);
    let sender = tokio::spawn(async move { service.send_due().await });
    office.gateway.kept.notified().await;
    sender.abort();
    assert!(sender.await.unwrap_err().is_cancelled());
    assert_eq!((office.gateway.phones().len(), office.rows("waiting").await), (1, 1));
    office.gateway.is(Mood::Works);
    // Another server starts on the same data. What was taken is nobody else's for two minutes.
    let next = office.another().await;
    next.send_due().await.unwrap();
    assert_eq!(office.gateway.asked().len(), 1);
    office.house.clock.advance(Duration::minutes(3));
    next.send_due().await.unwrap();
    assert_eq!((office.gateway.phones().len(), office.gateway.asked().len(), keys(&office)), (1, 2, 1));
    assert_eq!((office.rows("sent").await, office.rows("waiting").await), (1, 0));
});

both_databases!(two_servers_that_look_at_the_same_moment_send_once, house => {
    let office = Office::of(house).await;
    office.wishes(false, true, Way::Phone).await;
    let other = office.another().await;
    office.news().await;
    let (one, two) = tokio::join!(office.service.send_due(), other.send_due());
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!((office.gateway.phones().len(), office.gateway.asked().len()), (1, 1));
});

both_databases!(when_the_first_way_fails_for_a_quarter_of_an_hour_the_next_one_goes_and_the_first_never, house => {
    let office = Office::of(house).await;
    office.wishes(true, true, Way::Phone).await;
    office.gateway.is(Mood::Down);
    office.news().await;
    office.works_for(Duration::minutes(14)).await;
    assert_eq!(office.mail.count(EMAIL, "submitted"), 0, "not yet");
    office.works_for(Duration::minutes(2)).await;
    assert_eq!(office.mail.count(EMAIL, "submitted"), 1);
    office.gateway.is(Mood::Works);
    office.works_for(Duration::hours(2)).await;
    assert_eq!((office.gateway.phones().len(), office.mail.count(EMAIL, "submitted")), (0, 1), "once is enough");
    assert_eq!((office.rows("sent").await, office.rows("spared").await), (1, 1));
});

both_databases!(when_the_first_way_worked_but_could_not_say_so_the_next_one_stays_silent, house => {
    let office = Office::of(house).await;
    office.wishes(true, true, Way::Phone).await;
    office.gateway.is(Mood::Slow);
    office.news().await;
    office.works_for(Duration::minutes(14)).await;
    assert_eq!((office.gateway.phones().len(), office.rows("sent").await), (1, 0), "there, and nobody here knows");
    office.gateway.is(Mood::Works);
    // Its own next try is later than the quarter of an hour: it is asked before the next way goes.
    office.works_for(Duration::minutes(2)).await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.gateway.phones().len(), office.mail.count(EMAIL, "submitted")), (1, 0));
    assert_eq!((office.rows("sent").await, office.rows("spared").await), (1, 1));
});
