//! One person in two requests: officers are told of whom and where, citizens only what they may know.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{CardForm, Language, Role};
use service::{Actor, Duplicate, Elsewhere};
use uuid::Uuid;

/// The same people on a card with another number: somebody is on two cards.
async fn on_another_card(house: &House, citizen: &Actor) {
    let form = CardForm {
        number: "9901010501150088".into(),
        address: "Dusun Kemiri 14".into(),
        rt: "2".into(),
        rw: "5".into(),
        village: "Contohsari".into(),
        district: "Contoh".into(),
        ..CardForm::default()
    };
    house.service.save_card(citizen, &form, None).await.unwrap();
}

async fn seen(house: &House, officer: &Actor, number: &str) -> Vec<Duplicate> {
    house.service.desk_request(officer, number, Language::Id).await.unwrap().duplicates
}

async fn linked(house: &House, citizen: &Actor, verifier: &Actor, number: &str) -> Actor {
    house.service.claim(verifier, number, None).await.unwrap();
    let version = house.service.desk_request(verifier, number, Language::Id).await.unwrap().request.version;
    house.service.link_account(verifier, number, version).await.unwrap();
    let Actor::Citizen(citizen) = citizen else { unreachable!() };
    house.service.actor(citizen.account).await.unwrap()
}

both_databases!(the_same_person_in_open_requests_of_two_cards_is_shown_to_the_officer, house => {
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let one = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let other = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&one).await;
    let first = house.service.send(&one, draft, true).await.unwrap().number.to_string();
    assert_eq!(seen(&house, &verifier, &first).await, []);
    let draft = house.written_request(&other).await;
    on_another_card(&house, &other).await;
    let second = house.service.send(&other, draft, true).await.unwrap().number.to_string();
    let name = "Dimas Prasetyo".to_owned();
    assert_eq!(seen(&house, &verifier, &second).await, [Duplicate::SamePerson { number: first.clone(), name: name.clone() }]);
    assert_eq!(seen(&house, &verifier, &first).await, [Duplicate::SamePerson { number: second.clone(), name }]);

    house.service.withdraw(&other, draft).await.unwrap();
    assert_eq!(seen(&house, &verifier, &first).await, [], "it came to nothing");
});

both_databases!(a_child_reported_twice_is_found_by_name_and_day_of_birth, house => {
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let father = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let mother = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    for citizen in [&father, &mother] {
        house.card(citizen).await;
    }
    let first = house.birth(&father, "Sekar Ayu Lestari", "1").await;
    let second = house.birth(&mother, "Sekar Ayu", "5").await;
    let twin = house.birth(&mother, "Ratna Dewi", "1").await;
    let later = house.birth(&mother, "Sekar Ayu", "16").await;
    let alike = |number: &str, name: &str, other: &str| Duplicate::Alike { number: number.into(), name: name.into(), other: other.into() };
    // Another name on the same card: the sister, or the same child again. The officer asks.
    let same_birth = |number: &str, name: &str, other: &str| Duplicate::SameBirth { number: Some(number.into()), name: name.into(), other: other.into() };
    let (long, short, sister) = ("Sekar Ayu Lestari", "Sekar Ayu", "Ratna Dewi");
    assert_eq!(seen(&house, &verifier, &second).await, [alike(&first, short, long), same_birth(&twin, short, sister)]);
    assert_eq!(seen(&house, &verifier, &first).await, [alike(&second, long, short), same_birth(&twin, long, sister)]);
    assert_eq!(seen(&house, &verifier, &twin).await, [same_birth(&first, sister, long), same_birth(&second, sister, short)]);
    assert_eq!(seen(&house, &verifier, &later).await, [], "eleven days later");
});

both_databases!(who_joins_a_card_and_is_on_it_already_is_named, house => {
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let father = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    house.card(&father).await;
    let child = house.birth(&father, "Sekar Ayu", "1").await;
    let done = service::Recorded { nik: "9901014111260004".into(), kk_number: String::new() };
    house.finish(&verifier, &child, done).await.unwrap();
    let again = house.birth(&father, "Sekar Ayu", "1").await;
    let name = || "Sekar Ayu".to_owned();
    assert_eq!(
        seen(&house, &verifier, &again).await,
        [
            Duplicate::OnCard { name: name(), other: name() },
            Duplicate::Alike { number: child, name: name(), other: name() },
        ]
    );
});

both_databases!(a_citizen_is_told_of_others_only_when_linked_and_never_whose, house => {
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let one = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let other = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&one).await;
    assert_eq!(house.service.elsewhere(&one, draft).await.unwrap(), []);
    house.service.send(&one, draft, true).await.unwrap();

    let draft = house.written_request(&other).await;
    assert_eq!(house.service.elsewhere(&other, draft).await.unwrap(), [], "a stranger learns nothing");
    let sent = house.service.send(&other, draft, true).await.unwrap().number.to_string();
    let other = linked(&house, &other, &verifier, &sent).await;
    let again = house.writes(&other, "RP-01", &[]).await.unwrap();
    assert_eq!(house.service.elsewhere(&other, again).await.unwrap(), [Elsewhere::SameCard]);

    on_another_card(&house, &other).await;
    let son = house.service.card(&other).await.unwrap().card.unwrap().members[1].id.to_string();
    let draft = house.writes(&other, "KK-07", &[("member", son.as_str()), ("education", "1")]).await.unwrap();
    let name = "Dimas Prasetyo".to_owned();
    assert_eq!(house.service.elsewhere(&other, draft).await.unwrap(), [Elsewhere::SamePerson { name }]);

    // One's own requests are no secret.
    let son = house.service.card(&one).await.unwrap().card.unwrap().members[1].id.to_string();
    let draft = house.writes(&one, "KK-07", &[("member", son.as_str()), ("education", "1")]).await.unwrap();
    assert_eq!(house.service.elsewhere(&one, draft).await.unwrap(), [Elsewhere::SameCard], "said once");
    assert!(house.service.elsewhere(&other, draft).await.is_err(), "somebody else's draft");
    assert!(house.service.elsewhere(&verifier, draft).await.is_err());
    assert!(house.service.elsewhere(&Actor::Stranger, Uuid::now_v7()).await.is_err());
});
