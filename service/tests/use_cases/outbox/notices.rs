//! Notices of browsers: to the browsers that were asked, for as long as they belong to their owner.
use super::{
    EMAIL, Office,
    house::{House, answers::LOST, both_databases},
    push_service::{Browser, Mood, PushService},
};
use domain::Way;
use serde_json::Value;
use service::{Actor, Clock as _, DeviceKind, Error, Keys, MOST_PUSH_DEVICES, WishForm};
use std::sync::Arc;
use time::Duration;

/// An office that offers notices, and the service of the browsers.
async fn office(house: House) -> (Office, PushService) {
    let office = Office::of(house).await;
    let push = PushService::start().await;
    let channels = vec![push.adapter(&office.house), Arc::clone(&office.mail) as _, office.gateway.adapter()];
    let service =
        office.house.server_with(channels, |settings| settings.push_services = push.services()).await;
    (Office { service, ..office }, push)
}

fn phone() -> DeviceKind {
    DeviceKind::from_code("chrome/android")
}

async fn asks(office: &Office, who: &Actor, browser: &Browser, secret: &str) {
    office.service.save_push(who, &browser.subscription, secret, &phone()).await.unwrap();
}

/// What a browser shows of all that came.
fn shown(push: &PushService, browser: &Browser) -> Vec<Value> {
    push.came()
        .iter()
        .filter_map(|came| browser.open(&came.body))
        .map(|text| serde_json::from_slice(&text).unwrap())
        .collect()
}

both_databases!(a_notice_is_read_by_its_browser_alone_and_says_nothing_of_anybody, house => {
    let (office, push) = office(house).await;
    let (first, second) = (push.browser("a"), push.browser("bb"));
    asks(&office, &office.siti, &first, "s1").await;
    asks(&office, &office.siti, &second, "s2").await;
    let number = office.news().await;
    office.works_for(Duration::hours(1)).await;
    let came = push.came();
    assert_eq!(came.len(), 2, "{came:?}");
    assert_eq!((shown(&push, &first).len(), shown(&push, &second).len()), (1, 1), "each opens its own");
    let notice = &shown(&push, &first)[0];
    assert_eq!((notice["title"].as_str(), notice["text"].as_str()), (Some("KK Daring"), Some("News id")));
    assert!(notice["open"].as_str().unwrap().starts_with("/permohonan/"));
    let plain = notice.to_string();
    for personal in [number.as_str(), "siti", "Made", "9901", "0812", "@"] {
        assert!(!plain.to_lowercase().contains(&personal.to_lowercase()), "{personal}: {plain}");
    }
    for one in &came {
        assert_eq!((one.ttl, one.urgency.as_str()), (259_200, "normal"));
        // 86 bytes of head, 1 of end, 16 of seal: what is left is rounded, so that its length tells nothing.
        assert_eq!((one.body.len() - 86 - 17) % 256, 0);
        let life = one.expires() - office.house.clock.now().unix_timestamp();
        assert!((0..=12 * 3600).contains(&life), "{life}");
        assert_eq!(one.key(), office.service.push_key().unwrap());
    }
    // Beside the ways that stand in for one another, not in their place.
    assert_eq!((office.mail.count(EMAIL, "submitted"), office.gateway.phones().len()), (1, 0));
    assert_eq!(office.rows("sent").await, 3);
    let stored = office.house.everything_stored().await;
    let secrets = [format!("{}/a", push.origin()), first.subscription.p256dh.clone(), first.subscription.auth.clone()];
    for secret in secrets {
        assert!(!stored.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret} lies open");
    }
});

both_databases!(a_browser_that_is_gone_is_forgotten_and_the_others_hear_on, house => {
    let (office, push) = office(house).await;
    for (status, name) in [(410, "a"), (404, "bb")] {
        asks(&office, &office.siti, &push.browser(name), name).await;
        push.is(Mood::Says(status));
        office.news().await;
        office.works_for(Duration::minutes(5)).await;
        push.is(Mood::Works);
        assert_eq!(office.service.push_devices(&office.siti).await.unwrap(), []);
    }
    assert_eq!(push.came().len(), 2, "each was tried once");
    asks(&office, &office.siti, &push.browser("ccc"), "s3").await;
    office.news().await;
    office.works_for(Duration::minutes(5)).await;
    assert_eq!(push.came().len(), 3);
    assert_eq!(push.came()[2].path, "/ccc");
});

both_databases!(a_busy_service_is_left_alone_for_as_long_as_it_asks, house => {
    let (office, push) = office(house).await;
    let browser = push.browser("a");
    asks(&office, &office.siti, &browser, "s1").await;
    push.is(Mood::Busy(1_200));
    office.news().await;
    office.works_for(Duration::minutes(19)).await;
    assert_eq!(push.came().len(), 1);
    push.is(Mood::Works);
    office.works_for(Duration::minutes(3)).await;
    assert_eq!(push.came().len(), 2);
    let [first, again] = [0, 1].map(|place| shown(&push, &browser)[place]["id"].clone());
    assert_eq!(first, again, "the browser knows the same again");
});

both_databases!(a_broken_or_silent_service_is_tried_again_and_replaces_what_it_has_already, house => {
    let (office, push) = office(house).await;
    asks(&office, &office.siti, &push.browser("a"), "s1").await;
    push.is(Mood::Says(500));
    office.news().await;
    office.works_for(Duration::seconds(30)).await;
    push.is(Mood::Silent);
    office.works_for(Duration::minutes(2)).await;
    push.is(Mood::Says(302));
    office.works_for(Duration::minutes(2)).await;
    push.is(Mood::Works);
    office.works_for(Duration::minutes(10)).await;
    let came = push.came();
    assert!(came.len() >= 4, "{}", came.len());
    assert!(came.iter().all(|one| one.topic == came[0].topic));
    let tried = came.len();
    office.works_for(Duration::hours(1)).await;
    assert_eq!(push.came().len(), tried, "once it was taken it goes no more");
    // News of another request replaces nothing of this one.
    office.news().await;
    office.works_for(Duration::minutes(1)).await;
    assert_ne!(push.came()[tried].topic, came[0].topic);
});

both_databases!(what_is_nothing_that_a_service_takes_is_given_up, house => {
    let (office, push) = office(house).await;
    asks(&office, &office.siti, &push.browser("a"), "s1").await;
    push.is(Mood::Says(413));
    office.news().await;
    office.works_for(Duration::hours(2)).await;
    assert_eq!((push.came().len(), office.rows("failed").await), (1, 1));
    assert_eq!(office.service.push_devices(&office.siti).await.unwrap().len(), 1, "the browser is not to blame");
});

both_databases!(whoever_else_signs_in_on_a_browser_does_not_get_the_former_ones_news, house => {
    let (office, push) = office(house).await;
    let made = office.house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let browser = push.browser("a");
    asks(&office, &office.siti, &browser, "shared").await;
    // The same person signs in again: nothing changes.
    office.service.end_push_on(Some("shared"), office.siti.account()).await.unwrap();
    assert_eq!(office.service.push_devices(&office.siti).await.unwrap().len(), 1);
    office.news().await;
    // Somebody else does, before it went.
    office.service.end_push_on(Some("shared"), made.account()).await.unwrap();
    office.works_for(Duration::minutes(5)).await;
    assert_eq!(push.came().len(), 0);
    // And asks for notices of their own, by the same address.
    asks(&office, &made, &browser, "shared").await;
    office.news().await;
    office.works_for(Duration::minutes(5)).await;
    assert_eq!((push.came().len(), office.service.push_devices(&office.siti).await.unwrap().len()), (0, 0));
    // An address that is known elsewhere goes over to who has the browser now.
    asks(&office, &office.siti, &browser, "another").await;
    assert_eq!(office.service.push_devices(&made).await.unwrap(), []);
    // Signing out ends it, and nobody else's.
    asks(&office, &made, &push.browser("bb"), "hers").await;
    office.service.end_push_on(Some("another"), None).await.unwrap();
    assert_eq!(office.service.push_devices(&office.siti).await.unwrap(), []);
    assert_eq!(office.service.push_devices(&made).await.unwrap().len(), 1);
});

both_databases!(notices_wait_for_the_morning_and_go_only_where_they_are_wished, house => {
    let (office, push) = office(house).await;
    asks(&office, &office.siti, &push.browser("a"), "s1").await;
    // 22:00 at the office.
    office.house.clock.advance(Duration::hours(12));
    office.news().await;
    office.works_for(Duration::hours(7)).await;
    assert_eq!(push.came().len(), 0);
    office.works_for(Duration::hours(2)).await;
    assert_eq!(push.came().len(), 1);
    // Not wished: the browser stays known, and hears nothing.
    office.wishes(true, false, Way::Email).await;
    office.news().await;
    office.works_for(Duration::minutes(5)).await;
    assert_eq!(push.came().len(), 1);
    assert!(!office.service.wishes(&office.siti).await.unwrap().wishes.push);
    // Codes are no news.
    let all = WishForm { ways: vec![Way::Email, Way::Push], ..WishForm::default() };
    office.service.save_wishes(&office.siti, &all).await.unwrap();
    crate::reset::asks(&office.service, EMAIL, "127.0.0.1").await;
    office.works_for(Duration::minutes(5)).await;
    assert_eq!(push.came().len(), 1);
    // Who turns it on in another browser wishes for it.
    office.wishes(true, false, Way::Email).await;
    asks(&office, &office.siti, &push.browser("bb"), "s2").await;
    assert!(office.service.wishes(&office.siti).await.unwrap().wishes.push);
    office.news().await;
    office.works_for(Duration::minutes(5)).await;
    assert_eq!(push.came().len(), 3);
});

both_databases!(only_what_leads_to_a_listed_service_is_kept_and_the_oldest_of_too_many_goes, house => {
    let (office, push) = office(house).await;
    let good = push.browser("a").subscription;
    for endpoint in ["https://jahat.test/x", "http://127.0.0.1:1/x", "http://169.254.169.254/latest", "https://fcm.googleapis.com/x", ""] {
        let bad = service::channel::Subscription { endpoint: endpoint.into(), ..good.clone() };
        let refused = office.service.save_push(&office.siti, &bad, "s1", &phone()).await;
        assert!(matches!(refused, Err(Error::Fields(_))), "{endpoint}");
    }
    for (p256dh, auth) in [("BAAA", good.auth.as_str()), (good.p256dh.as_str(), "AA"), ("", "")] {
        let bad = service::channel::Subscription { p256dh: p256dh.into(), auth: auth.into(), ..good.clone() };
        assert!(office.service.save_push(&office.siti, &bad, "s1", &phone()).await.is_err(), "{p256dh} {auth}");
    }
    let dewi = office.house.officer("dewi@contoh.test", domain::Role::FrontDesk).await;
    for stranger in [&Actor::Stranger, &dewi] {
        assert!(office.service.save_push(stranger, &good, "s1", &phone()).await.is_err());
        assert!(office.service.push_devices(stranger).await.is_err());
    }
    for count in 1..=MOST_PUSH_DEVICES + 2 {
        office.house.clock.advance(Duration::minutes(1));
        asks(&office, &office.siti, &push.browser(&"x".repeat(count)), &count.to_string()).await;
    }
    let devices = office.service.push_devices(&office.siti).await.unwrap();
    assert_eq!(devices.len(), MOST_PUSH_DEVICES);
    assert!(devices.windows(2).all(|two| two[0].since > two[1].since), "the youngest first");
    // Its owner ends one, nobody else's hand does, and not twice.
    let made = office.house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let id = devices[0].id;
    assert!(matches!(office.service.remove_push(&made, id).await, Err(Error::NotFound)));
    office.service.remove_push(&office.siti, id).await.unwrap();
    assert!(matches!(office.service.remove_push(&office.siti, id).await, Err(Error::NotFound)));
    // Everywhere else but here.
    office.service.end_push_elsewhere(&office.siti, Some("5")).await.unwrap();
    assert_eq!(office.service.push_devices(&office.siti).await.unwrap().len(), 1);
});

both_databases!(without_a_key_none_are_offered_and_after_another_key_browsers_are_asked_anew, house => {
    let (office, push) = office(house).await;
    asks(&office, &office.siti, &push.browser("a"), "s1").await;
    let file = office.house.keys_file();
    let mut keys = Keys::read(&file).unwrap();
    keys.renew_push_key();
    keys.write_again(&file).unwrap();
    let renewed = office.house.server_with(vec![push.adapter(&office.house)], |settings| settings.push_services = push.services()).await;
    assert_ne!(renewed.push_key(), office.service.push_key());
    assert_eq!(renewed.push_devices(&office.siti).await.unwrap(), []);
    let draft = office.house.writes(&office.siti, "RP-01", &LOST).await.unwrap();
    renewed.send(&office.siti, draft, true).await.unwrap();
    while renewed.send_due().await.unwrap() > 0 {}
    assert_eq!(push.came().len(), 0);
    renewed.sweep().await.unwrap();
    assert_eq!(office.house.count("push_subscription").await, 0);

    let text = std::fs::read_to_string(&file).unwrap();
    let mut file_without: Value = serde_json::from_str(&text).unwrap();
    file_without.as_object_mut().unwrap().remove("push").unwrap();
    std::fs::write(&file, file_without.to_string()).unwrap();
    let without = office.house.server_with(Vec::new(), |settings| settings.push_services = push.services()).await;
    assert_eq!(without.push_key(), None);
    let refused = without.save_push(&office.siti, &push.browser("a").subscription, "s1", &phone()).await;
    assert!(matches!(refused, Err(Error::NotFound)));
});
