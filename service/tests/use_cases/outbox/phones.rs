//! `WhatsApp` and SMS apart: one stands in for the other, and nobody is told twice on one phone.
use super::{
    EMAIL, Office,
    gateway::Mood,
    house::{House, answers::LOST, both_databases},
};
use domain::{Command, Flag, Language, Role, Target, Way};
use service::{DecisionForm, PhoneWays, Recorded, WishForm};
use time::Duration;

async fn wishes(office: &Office, ways: &[Way], first: &str) {
    let form = WishForm { ways: ways.to_vec(), first: first.into(), ..WishForm::default() };
    office.service.save_wishes(&office.siti, &form).await.unwrap();
}

both_databases!(sms_goes_when_whatsapp_brought_nothing_and_not_otherwise, house => {
    let office = Office::of(house).await;
    wishes(&office, &[Way::WhatsApp, Way::Sms], "whatsapp").await;
    office.news().await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!(office.gateway.kinds(), ["whatsapp"]);

    // This number has none: at once.
    office.gateway.with("whatsapp", Mood::Refuses);
    office.news().await;
    office.works_for(Duration::minutes(1)).await;
    assert_eq!(office.gateway.kinds()[1..], ["whatsapp", "sms"]);
    assert_eq!(office.gateway.phones().len(), 2);

    // It is out of order: after a quarter of an hour, and what is late then is spared.
    office.gateway.with("whatsapp", Mood::Down);
    office.news().await;
    office.works_for(Duration::minutes(14)).await;
    assert!(!office.gateway.kinds()[3..].contains(&"sms".to_owned()));
    office.works_for(Duration::minutes(2)).await;
    assert_eq!(office.gateway.phones().len(), 3);
    office.gateway.with("whatsapp", Mood::Works);
    let asked = office.gateway.asked().len();
    office.works_for(Duration::hours(2)).await;
    assert_eq!((office.gateway.phones().len(), office.gateway.asked().len()), (3, asked));
    // The phone is reached: nothing is told to be amiss.
    assert_eq!(office.service.wishes(&office.siti).await.unwrap().unreachable, []);
});

both_databases!(what_asks_something_goes_to_a_phone_once_and_to_the_e_mail_too, house => {
    let office = Office::of(house).await;
    let verifier = office.house.officer("rina@contoh.test", Role::Verifier).await;
    wishes(&office, &[Way::Email, Way::WhatsApp, Way::Sms], "email").await;
    let number = office.news().await;
    office.works_for(Duration::hours(1)).await;
    let before = office.gateway.kinds().len();
    office.service.claim(&verifier, &number, None).await.unwrap();
    let version = office.service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let flags = vec![Flag { target: Target::Question { code: "lost_place".into() }, reason: "typing_slip".into(), note: String::new() }];
    let form = DecisionForm { command: Command::Return, version, flags, note: String::new(), recorded: Recorded::default() };
    office.service.decide(&verifier, &number, &form).await.unwrap();
    office.works_for(Duration::hours(1)).await;
    let told = office.gateway.phones().into_iter().filter(|(_, text)| text.contains("needs_correction")).count();
    assert_eq!((told, office.mail.count(EMAIL, "perlu diperbaiki")), (1, 1));
    assert!(!office.gateway.kinds()[before..].contains(&"sms".to_owned()), "{:?}", office.gateway.kinds());
});

both_databases!(an_office_may_have_one_of_them_or_leave_the_choice_to_its_gateway, house => {
    let office = Office::of(house).await;
    for (phone_ways, ticked, expected) in [
        (PhoneWays { whatsapp: false, sms: true }, Way::Sms, "sms"),
        (PhoneWays { whatsapp: true, sms: false }, Way::WhatsApp, "whatsapp"),
        (PhoneWays::GATEWAY_CHOOSES, Way::Phone, "phone"),
    ] {
        let service = office.house.server_with(vec![office.gateway.adapter()], |settings| settings.phone_ways = phone_ways).await;
        let form = WishForm { ways: vec![ticked], first: ticked.as_str().into(), ..WishForm::default() };
        service.save_wishes(&office.siti, &form).await.unwrap();
        let before = office.gateway.kinds().len();
        let draft = office.house.writes(&office.siti, "RP-01", &LOST).await.unwrap();
        service.send(&office.siti, draft, true).await.unwrap();
        for _ in 0..80 {
            while service.send_due().await.unwrap() > 0 {}
            office.house.clock.advance(Duration::seconds(30));
        }
        assert_eq!(office.gateway.kinds()[before..], [expected]);
    }
    // One tick said both.
    let kept = office.service.wishes(&office.siti).await.unwrap().wishes;
    assert!(kept.whatsapp && kept.sms && !kept.email);
});

both_databases!(what_was_wished_and_written_before_there_were_two_is_understood, house => {
    let office = Office::of(house).await;
    wishes(&office, &[Way::Email], "email").await;
    for (phone, wished) in [(0, false), (1, true)] {
        office.house.execute(&format!("UPDATE notice_wish SET phone = {phone}, whatsapp = NULL, sms = NULL")).await;
        let kept = office.service.wishes(&office.siti).await.unwrap().wishes;
        assert_eq!((kept.whatsapp, kept.sms), (wished, wished));
    }
    // A row that names the phone only goes out as before.
    wishes(&office, &[Way::Sms], "sms").await;
    office.news().await;
    office.house.execute("UPDATE outbox SET channel = 'phone' WHERE channel = 'sms'").await;
    office.works_for(Duration::minutes(1)).await;
    assert_eq!(office.gateway.kinds(), ["phone"]);
    assert_eq!(office.rows("sent").await, 1);
});
