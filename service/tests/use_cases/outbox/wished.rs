//! Wishes: by which ways, and in which language.
use super::{
    EMAIL, Office, PHONE,
    house::{House, both_databases},
};
use domain::{Command, Flag, Language, Role, Target, Way};
use service::{DecisionForm, Error, Recorded, WishForm};
use time::Duration;

both_databases!(news_goes_by_the_ways_that_were_wished_and_codes_go_anyway, house => {
    let office = Office::of(house).await;
    // Nobody has said anything: e-mail, and the phone only if that fails.
    office.news().await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.mail.count(EMAIL, "submitted"), office.gateway.phones().len()), (1, 0));
    office.wishes(false, true, Way::Phone).await;
    office.news().await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.mail.count(EMAIL, "submitted"), office.gateway.phones().len()), (1, 1));
    // Only the inbox of the portal.
    office.wishes(false, false, Way::Email).await;
    office.news().await;
    office.works_for(Duration::hours(1)).await;
    assert_eq!((office.mail.count(EMAIL, "submitted"), office.gateway.phones().len()), (1, 1));
    let inbox = office.service.notices(&office.siti, Language::Id).await.unwrap();
    assert_eq!(inbox.iter().filter(|notice| notice.kind == "submitted").count(), 3);
    crate::reset::asks(&office.service, EMAIL, "127.0.0.1").await;
    office.works_for(Duration::minutes(1)).await;
    assert_eq!(office.mail.count(EMAIL, "code"), 1);
});

both_databases!(what_asks_something_of_somebody_goes_by_every_way_that_was_wished, house => {
    let office = Office::of(house).await;
    let verifier = office.house.officer("rina@contoh.test", Role::Verifier).await;
    let number = office.news().await;
    office.service.claim(&verifier, &number, None).await.unwrap();
    let version = office.service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let flags = vec![Flag { target: Target::Question { code: "lost_place".into() }, reason: "typing_slip".into(), note: String::new() }];
    let form = DecisionForm { command: Command::Return, version, flags, note: String::new(), recorded: Recorded::default() };
    office.service.decide(&verifier, &number, &form).await.unwrap();
    office.works_for(Duration::hours(1)).await;
    assert_eq!(office.mail.count(EMAIL, "perlu diperbaiki"), 1);
    let phones = office.gateway.phones();
    assert_eq!(phones.iter().filter(|(to, text)| to == PHONE && text.contains("needs_correction")).count(), 1);
});

both_databases!(wishes_are_read_as_they_were_kept_and_what_is_none_is_refused, house => {
    let office = Office::of(house).await;
    let service = &office.service;
    let usual = service.wishes(&office.siti).await.unwrap();
    assert!(usual.wishes.email && usual.wishes.whatsapp && usual.wishes.sms && usual.language.is_none());
    assert_eq!(usual.quiet, Some(("21.00".into(), "06.00".into())));
    assert!(!usual.email.clone().unwrap().contains("siti@"), "masked: {usual:?}");
    let form = WishForm { ways: vec![Way::WhatsApp], first: "sms".into(), language: "en".into(), ..WishForm::default() };
    for _ in 0..2 {
        service.save_wishes(&office.siti, &form).await.unwrap();
    }
    let kept = service.wishes(&office.siti).await.unwrap();
    assert_eq!((kept.wishes.email, kept.wishes.whatsapp, kept.wishes.sms), (false, true, false));
    assert_eq!(kept.wishes.first, Way::Sms);
    assert_eq!(kept.language, Some(Language::En));
    for wrong in [
        WishForm { first: "push".into(), ..form.clone() },
        WishForm { first: "fax".into(), ..form.clone() },
        WishForm { language: "jv".into(), ..form.clone() },
    ] {
        assert!(matches!(service.save_wishes(&office.siti, &wrong).await, Err(Error::Fields(_))), "{wrong:?}");
    }
    let nobody = service.save_wishes(&service::Actor::Stranger, &form).await;
    assert!(matches!(nobody, Err(Error::SignInFirst)));
});
