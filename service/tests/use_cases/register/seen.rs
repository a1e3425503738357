//! Who learns what from it: linked citizens their own card, officers what a request has to do with, others nothing.
use super::town::{
    FATHER, OTHER_CARD, OWN_CARD, SON, card, family, file, import, linked, linked_without_a_card, loads,
    made, row, stored,
};
use crate::house::{House, both_databases};
use domain::{CardForm, Element, FamilyCard, FieldError, Language, Role};
use service::{Actor, Difference, Error, ImportOptions, Keys, RegisterFinding};
use uuid::Uuid;

both_databases!(whoever_is_not_linked_learns_nothing, house => {
    let citizen = made(&house).await;
    let before = (card(&house, &citizen).await, house.service.card_form(&citizen).await.unwrap());
    loads(&house, &family("5")).await;
    assert!(card(&house, &citizen).await.is_none());
    assert!(before == (None, house.service.card_form(&citizen).await.unwrap()));
    assert!(house.service.office_data(&citizen).await.unwrap().is_none());
    assert!(matches!(house.service.take_office_data(&citizen).await, Err(Error::NotFound)));
    let draft = house.service.start_draft(&citizen, Uuid::now_v7(), "KK-07").await;
    assert!(matches!(&draft, Err(Error::Fields(issues)) if issues[0].error == FieldError::NoCard), "{draft:?}");

    // A card that was typed, with the numbers of others on it: still nothing.
    house.card(&citizen).await;
    assert!(house.service.office_data(&citizen).await.unwrap().is_none());
    assert!(matches!(house.service.take_office_data(&citizen).await, Err(Error::NotFound)));
    let stranger = Actor::default();
    assert!(matches!(house.service.office_data(&stranger).await, Err(Error::SignInFirst)));
});

both_databases!(whoever_is_linked_begins_with_the_offices_card, house => {
    let citizen = linked_without_a_card(&house).await;
    loads(&house, &family("4")).await;
    let shown = card(&house, &citizen).await.unwrap();
    assert_eq!(shown.number.as_ref().map(domain::KkNumber::as_str), Some(OWN_CARD));
    assert_eq!(house.service.card_form(&citizen).await.unwrap().address, "Dusun Kemiri 12");
    let office = house.service.office_data(&citizen).await.unwrap().unwrap();
    assert!(office.shown && office.differences.is_empty());
    assert_eq!(house.count("family_card").await, 0, "looking keeps nothing");

    // Another import may come while it is looked at: who is on it keeps the same address.
    loads(&house, &family("5")).await;
    let ids = |card: &FamilyCard| card.members.iter().map(|member| member.id).collect::<Vec<_>>();
    let again = card(&house, &citizen).await.unwrap();
    assert_eq!(ids(&again), ids(&shown));

    // With the first draft it is one's own, and a later import changes nothing under it.
    house.service.start_draft(&citizen, Uuid::now_v7(), "KK-07").await.unwrap();
    assert_eq!(house.count("family_card").await, 1);
    loads(&house, &family("8")).await;
    assert_eq!(card(&house, &citizen).await.unwrap(), again);
    let office = house.service.office_data(&citizen).await.unwrap().unwrap();
    assert!(!office.shown);
    let differs = Difference::Member {
        name: "DIMAS PRASETYO".into(),
        element: Element::Education,
        own: "5".into(),
        office: "8".into(),
    };
    assert_eq!(office.differences, [differs]);
    house.service.take_office_data(&citizen).await.unwrap();
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "8");
    assert_eq!(ids(&card(&house, &citizen).await.unwrap()), ids(&again), "a draft about them is still about them");
    assert!(house.service.office_data(&citizen).await.unwrap().is_none(), "nothing differs any more");
});

both_databases!(the_first_change_of_the_offices_card_keeps_the_rest_of_it, house => {
    let citizen = linked_without_a_card(&house).await;
    loads(&house, &family("5")).await;
    let form = CardForm { rt: "9".into(), ..house.service.card_form(&citizen).await.unwrap() };
    house.service.save_card(&citizen, &form, None).await.unwrap();
    let kept = card(&house, &citizen).await.unwrap();
    assert_eq!((kept.rt.as_str(), kept.members.len()), ("009", 3));
    let office = house.service.office_data(&citizen).await.unwrap().unwrap();
    assert!(matches!(&office.differences[..], [Difference::Card { element: Element::Rt, .. }]), "{office:?}");
});

both_databases!(what_a_linked_account_types_about_others_brings_nothing_of_them, house => {
    let citizen = linked_without_a_card(&house).await;
    let stranger = row(OTHER_CARD, "9901036303750007", "YOHANA TARIGAN", ["1975", "6", "6", "1"], "");
    loads(&house, &[family("4"), vec![stranger]].concat()).await;
    let mut told = Vec::new();
    for nik in ["9901036303750007", "9901036303750008"] {
        let form = domain::MemberForm {
            id: Uuid::from_u128(7),
            nik: nik.into(),
            name: "Yohana Tarigan".into(),
            sex: "2".into(),
            birth_place: "Contoh".into(),
            birth_day: "4".into(),
            birth_month: "5".into(),
            birth_year: "1980".into(),
            religion: "2".into(),
            education: "1".into(),
            occupation: "2".into(),
            marital: "1".into(),
            relation: "9".into(),
            ..domain::MemberForm::default()
        };
        house.service.save_member(&citizen, &form, None).await.unwrap();
        told.push(house.service.office_data(&citizen).await.unwrap().unwrap().differences);
    }
    assert_eq!(told[0], told[1], "a number that the office knows and one that it does not");
    assert!(matches!(&told[0][..], [Difference::OnlyHere { .. }]), "{told:?}");

    // And who is not in the register gets nothing.
    loads(&house, &family("4")[..2]).await;
    assert!(house.service.office_data(&citizen).await.unwrap().is_none());
});

both_databases!(what_a_request_changed_later_is_newer_than_the_offices_data, house => {
    let citizen = made(&house).await;
    loads(&house, &family("4")).await;
    house.clock.advance(time::Duration::hours(1));
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let citizen = linked(&house, &citizen, &verifier).await;
    let number = house.service.requests(&citizen, Language::Id).await.unwrap()[0].number.clone();
    assert!(house.service.office_data(&citizen).await.unwrap().is_some(), "Made is not on the card that was typed");
    house.finish(&verifier, &number, service::Recorded::default()).await.unwrap();
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "5");
    assert!(house.service.office_data(&citizen).await.unwrap().is_none(), "the office's data are older");
    let yesterday = ImportOptions { as_of: Some(house.service.today().previous_day().unwrap()), ..ImportOptions::default() };
    assert!(import(&house, &family("4"), yesterday).await.unwrap().counts);
    assert!(house.service.office_data(&citizen).await.unwrap().is_none(), "these too, though they came later");
    house.clock.advance(time::Duration::hours(1));
    loads(&house, &family("4")).await;
    assert!(house.service.office_data(&citizen).await.unwrap().is_some());
});

both_databases!(officers_who_may_see_the_request_see_what_the_register_says_and_nobody_else, house => {
    let citizen = made(&house).await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&citizen).await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let desk = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    assert_eq!(desk.register, None, "nothing is loaded");

    let mut rows = family("8");
    rows[1] = rows[1].replace("DIMAS PRASETYO", "DIMAS PRASETIO");
    loads(&house, &rows).await;
    let register = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap().register.unwrap();
    assert_eq!(register.as_of, house.service.now());
    let differs = |element, own: &str, office: &str| RegisterFinding::Differs(Difference::Member {
        name: "Dimas Prasetyo".into(), element, own: own.into(), office: office.into(),
    });
    assert_eq!(register.findings, [
        differs(Element::Name, "Dimas Prasetyo", "DIMAS PRASETIO"),
        differs(Element::Education, "4", "8"),
        RegisterFinding::Differs(Difference::OnlyOffice { name: "MADE WIRAWAN".into() }),
    ]);

    // The son is on another card there; the applicant is on none.
    loads(&house, &[
        row(OWN_CARD, FATHER, "SLAMET RIYADI", ["1980", "4", "2", "1"], ""),
        row(OTHER_CARD, SON, "DIMAS PRASETYO", ["2006", "4", "1", "4"], ""),
    ]).await;
    let desk = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    let other = domain::KkNumber::parse(OTHER_CARD).unwrap();
    assert_eq!(desk.register.unwrap().findings, [
        RegisterFinding::NoApplicant,
        RegisterFinding::OtherCard { name: "Dimas Prasetyo".into(), number: other },
    ]);

    for (name, role) in [("dewi", Role::FrontDesk), ("supri", Role::Supervisor)] {
        let officer = house.officer(&format!("{name}@contoh.test"), role).await;
        assert!(house.service.desk_request(&officer, &number, Language::Id).await.unwrap().register.is_some());
    }
    let chief = house.officer("agus@contoh.test", Role::Administrator).await;
    house.service.ensure_office("KEC", "Kecamatan", "kecamatan").await.unwrap();
    let elsewhere = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    for (who, wrong) in [("administrator", chief), ("another office", elsewhere), ("the citizen", citizen), ("a stranger", Actor::default())] {
        assert!(house.service.desk_request(&wrong, &number, Language::Id).await.is_err(), "{who}");
    }
});

both_databases!(with_new_index_keys_the_register_is_loaded_again_and_whoever_is_on_it_keeps_the_same_address, house => {
    let citizen = linked_without_a_card(&house).await;
    loads(&house, &family("4")).await;
    let ids = |card: &FamilyCard| card.members.iter().map(|member| member.id).collect::<Vec<_>>();
    let shown = card(&house, &citizen).await.unwrap();
    let mut keys = Keys::read(&house.keys_file()).unwrap();
    keys.begin_indexes();
    keys.write_again(&house.keys_file()).unwrap();
    assert!(house.reopened(|_| {}).await.renew_indexes().await.unwrap().register_dropped);
    assert_eq!(stored(&house).await, [0; 3]);
    keys.use_new_indexes();
    keys.write_again(&house.keys_file()).unwrap();
    let service = house.reopened(|_| {}).await;
    assert!(service.card(&citizen).await.unwrap().card.is_none());
    service.import_families(file(&family("4")), ImportOptions::default(), &mut |_| ()).await.unwrap();
    assert_eq!(ids(&service.card(&citizen).await.unwrap().card.unwrap()), ids(&shown));
});
