//! A card that is typed with help, where there was none.
use super::{EMAIL, NIK, begins};
use crate::house::{House, answers::LOST, both_databases};
use domain::{CardForm, Role};
use service::Error;
use time::Duration;

both_databases!(a_card_is_typed_together_where_there_is_none_and_else_stays_closed, house => {
    let made = house.citizen(NIK, EMAIL, "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::FrontDesk).await;
    let service = &house.service;
    let (_, helping) = begins(&house, &rina).await;
    assert!(!service.has_card(&helping).await.unwrap());
    assert_eq!(service.card_form(&helping).await.unwrap().number, "", "the number of the registration is not shown");
    house.card(&helping).await;
    assert_eq!(service.card(&helping).await.unwrap().card.unwrap().members.len(), 2, "what was typed is seen");
    assert!(service.has_card(&made).await.unwrap(), "and is the citizen's");
    house.writes(&helping, "RP-01", &LOST).await.unwrap();
    assert!(matches!(service.office_data(&helping).await, Err(Error::Forbidden)));
    service.stop_helping(&rina).await.unwrap();
    let card = service.card(&made).await.unwrap().card.unwrap();
    let off = service.remove_member(&helping, card.members[1].id, None).await;
    assert!(matches!(off, Err(Error::Forbidden)), "{off:?}");
    house.clock.advance(Duration::minutes(11));
    let (_, again) = begins(&house, &rina).await;
    assert!(matches!(service.card(&again).await, Err(Error::Forbidden)), "there before this help");
    assert!(matches!(service.remove_member(&again, card.members[1].id, None).await, Err(Error::Forbidden)));
});

both_databases!(a_card_with_a_head_alone_is_not_there, house => {
    let made = house.citizen(NIK, EMAIL, "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::FrontDesk).await;
    let service = &house.service;
    let head = CardForm { address: "Dusun Rahasia 1".into(), ..House::head_of_a_card() };
    service.save_card(&made, &head, None).await.unwrap();
    let (_, helping) = begins(&house, &rina).await;
    assert!(!service.has_card(&helping).await.unwrap());
    assert!(service.card(&helping).await.unwrap().card.is_none());
    assert_eq!(service.card_form(&helping).await.unwrap().address, "", "what the citizen typed is not shown");
    house.card(&helping).await;
    assert_eq!(service.card(&helping).await.unwrap().card.unwrap().members.len(), 2);
});

both_databases!(a_card_typed_twice_at_once_is_typed_once, house => {
    let made = house.citizen(NIK, EMAIL, "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::FrontDesk).await;
    let service = &house.service;
    let (_, helping) = begins(&house, &rina).await;
    let form = House::head_of_a_card();
    let (one, other) =
        tokio::join!(service.save_card(&helping, &form, None), service.save_card(&helping, &form, None));
    one.unwrap();
    other.unwrap();
    assert!(service.card(&made).await.unwrap().card.is_some());
});
