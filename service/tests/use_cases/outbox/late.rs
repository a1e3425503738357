//! Failures that are told later: they count as those that are told at once.
use super::{
    EMAIL, Office,
    house::{House, both_databases},
};
use domain::{Language, Way};
use service::{Error, WishForm};
use time::Duration;
use uuid::Uuid;

both_databases!(an_e_mail_that_comes_back_is_told_and_the_next_way_goes_once, house => {
    let office = Office::of(house).await;
    let verifier = office.house.officer("rina@contoh.test", domain::Role::Verifier).await;
    let number = office.news().await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.mail.count(EMAIL, "submitted"), office.gateway.phones().len()), (1, 0));
    let mark = office.mail.marks().pop().unwrap();

    for wrong in ["", "x", &mark[1..], &mark.replace(&mark[40..], "00000000")] {
        assert!(matches!(office.service.report_bounced(wrong, "5.1.1").await, Err(Error::NotFound)), "{wrong}");
    }
    assert!(office.service.report_bounced(&mark, "5.1.1 <siti@contoh.test>").await.unwrap());
    assert!(!office.service.report_bounced(&mark, "5.1.1").await.unwrap(), "it is known");
    office.works_for(Duration::hours(1)).await;
    // By WhatsApp, and by SMS no more.
    assert_eq!(office.gateway.kinds(), ["whatsapp"]);
    let unreachable = office.service.wishes(&office.siti).await.unwrap().unreachable;
    assert_eq!(unreachable.len(), 1);
    assert_eq!((unreachable[0].way, unreachable[0].failure.as_str()), (Way::Email, "late-5.1.1siticontoh.test"));
    // The officer sees it beside the request.
    let seen = office.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    assert!(format!("{seen:?}").contains("late-5.1.1"), "{seen:?}");
    assert!(!office.service.report_bounced(&mark, "5.1.1").await.unwrap());
    office.works_for(Duration::hours(1)).await;
    assert_eq!(office.gateway.phones().len(), 1);
});

both_databases!(what_a_gateway_says_later_lets_sms_go_and_an_old_or_unknown_report_nothing, house => {
    let office = Office::of(house).await;
    let form = WishForm { ways: vec![Way::WhatsApp, Way::Sms], first: "whatsapp".into(), ..WishForm::default() };
    office.service.save_wishes(&office.siti, &form).await.unwrap();
    office.news().await;
    office.works_for(Duration::hours(1)).await;
    let first: Uuid = office.gateway.asked()[0].parse().unwrap();
    assert!(office.service.report_undelivered(first, "no-whatsapp").await.unwrap());
    office.works_for(Duration::minutes(5)).await;
    assert_eq!(office.gateway.kinds(), ["whatsapp", "sms"]);
    // That one fails, too: there is no other way, and the phone is told to be unreachable.
    let second: Uuid = office.gateway.asked()[1].parse().unwrap();
    assert!(office.service.report_undelivered(second, "absent").await.unwrap());
    office.works_for(Duration::hours(1)).await;
    assert_eq!(office.gateway.phones().len(), 2);
    assert_eq!(office.service.wishes(&office.siti).await.unwrap().unreachable[0].way, Way::Phone);

    office.news().await;
    office.works_for(Duration::minutes(5)).await;
    let last: Uuid = office.gateway.asked()[2].parse().unwrap();
    office.house.clock.advance(Duration::days(15));
    assert!(!office.service.report_undelivered(last, "absent").await.unwrap(), "too old");
    assert!(matches!(office.service.report_undelivered(Uuid::now_v7(), "absent").await, Err(Error::NotFound)));
});
