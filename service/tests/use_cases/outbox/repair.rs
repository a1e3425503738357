//! What did not arrive is told, and goes again once its address is right.
use super::{
    EMAIL, Office, PHONE,
    gateway::Mood,
    house::{House, both_databases},
};
use domain::{Language, Role, Way};
use service::{Actor, channel::ChannelKind};
use time::Duration;

const PASSWORD: &str = "perahu-kayu-biru-7";
const BETTER: &str = "siti.baru@contoh.test";

async fn correct_email(office: &Office) {
    // Codes are read where the demonstration shows them.
    let service = &office.house.service;
    service.begin_address_change(&office.siti, ChannelKind::Email, BETTER, PASSWORD).await.unwrap();
    let code = office.house.code_to("email", BETTER).await;
    office.service.finish_address_change(&office.siti, ChannelKind::Email, &code).await.unwrap();
}

// F13: that a request was sent and that its letter arrived are two things, and both are told.
both_databases!(a_letter_that_bounces_is_told_to_citizen_and_officer_and_goes_to_the_corrected_address, house => {
    let office = Office::of(house).await;
    let verifier = office.house.officer("rina@contoh.test", Role::Verifier).await;
    office.wishes(true, false, Way::Email).await;
    office.mail.bounces();
    let number = office.news().await;
    office.works_for(Duration::minutes(1)).await;
    let told = office.service.wishes(&office.siti).await.unwrap().unreachable;
    assert_eq!((told.len(), told[0].way, told[0].failure.as_str(), told[0].kept), (1, Way::Email, "smtp-550", 1));
    let seen = office.service.desk_request(&verifier, &number, Language::Id).await.unwrap().request;
    assert_eq!(seen.unreachable, told);
    let failed: Vec<_> = seen.deliveries.iter().filter(|one| one.state == "failed").collect();
    assert_eq!((failed.len(), failed[0].failure.as_deref()), (1, Some("smtp-550")));
    office.mail.works();
    correct_email(&office).await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.mail.count(EMAIL, "submitted"), office.mail.count(BETTER, "submitted")), (0, 1));
    // Whoever had the old address hears of the change there, and of nothing else.
    assert_eq!((office.mail.count(EMAIL, "account_changed"), office.mail.count(BETTER, "account_changed")), (1, 0));
    assert!(office.service.wishes(&office.siti).await.unwrap().unreachable.is_empty());
    let after = office.service.desk_request(&verifier, &number, Language::Id).await.unwrap().request;
    assert!(after.deliveries.iter().all(|one| one.state == "sent") && after.unreachable.is_empty(), "{:?}", after.deliveries);
});

both_databases!(what_arrived_by_the_other_way_does_not_go_again, house => {
    let office = Office::of(house).await;
    office.wishes(true, true, Way::Email).await;
    office.mail.bounces();
    office.news().await;
    // A bounce is no reason to wait a quarter of an hour.
    office.works_for(Duration::ZERO).await;
    assert_eq!(office.gateway.phones().len(), 1);
    assert_eq!(office.service.wishes(&office.siti).await.unwrap().unreachable.len(), 1);
    office.mail.works();
    correct_email(&office).await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.gateway.phones().len(), office.mail.count(BETTER, "submitted")), (1, 0));
    assert!(office.service.wishes(&office.siti).await.unwrap().unreachable.is_empty());
});

both_databases!(an_address_that_was_right_all_along_gets_it_by_a_word_of_its_owner, house => {
    let office = Office::of(house).await;
    office.wishes(false, true, Way::Phone).await;
    office.gateway.is(Mood::Refuses);
    office.news().await;
    office.works_for(Duration::minutes(1)).await;
    let told = office.service.wishes(&office.siti).await.unwrap().unreachable;
    assert_eq!((told[0].way, told[0].failure.as_str()), (Way::Phone, "http-422"));
    office.gateway.is(Mood::Works);
    assert_eq!(office.service.send_undelivered(&office.siti, ChannelKind::Phone).await.unwrap(), 1);
    office.works_for(Duration::minutes(1)).await;
    let phones = office.gateway.phones();
    assert_eq!((phones.len(), phones[0].0.as_str()), (1, PHONE));
    let asked = office.gateway.asked();
    assert_ne!(asked[0], asked[1], "a gateway answers a known key as before");
    assert!(office.service.wishes(&office.siti).await.unwrap().unreachable.is_empty());
    assert_eq!(office.service.send_undelivered(&office.siti, ChannelKind::Phone).await.unwrap(), 0);
    let nobody = office.service.send_undelivered(&Actor::Stranger, ChannelKind::Phone).await;
    assert!(nobody.is_err());
});

both_databases!(what_waits_for_the_morning_goes_to_the_address_that_is_right_by_then, house => {
    let office = Office::of(house).await;
    office.wishes(true, false, Way::Email).await;
    office.house.clock.advance(Duration::hours(12));
    office.news().await;
    correct_email(&office).await;
    office.works_for(Duration::hours(9)).await;
    assert_eq!((office.mail.count(EMAIL, "submitted"), office.mail.count(BETTER, "submitted")), (0, 1));
});
