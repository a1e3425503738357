//! The present card, typed on pages that may be old by the time they are sent.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{CardForm, MemberForm};
use service::{Actor, Error};
use uuid::Uuid;

async fn citizen(house: &House) -> (Actor, Uuid) {
    let citizen = house.citizen("9901010405800001", "slamet@contoh.test", "081290000001").await;
    let son = house.card(&citizen).await;
    (citizen, son)
}

async fn revision(house: &House, citizen: &Actor) -> i64 {
    house.service.card(citizen).await.unwrap().revision
}

async fn son_form(house: &House, citizen: &Actor, son: Uuid) -> MemberForm {
    MemberForm::of(house.service.card(citizen).await.unwrap().card.unwrap().member(son).unwrap())
}

both_databases!(an_old_page_overwrites_nothing, house => {
    let (citizen, son) = citizen(&house).await;
    let old = revision(&house, &citizen).await;
    let head = house.service.card_form(&citizen).await.unwrap();
    let newer = CardForm { address: "Jalan Melati 3".into(), ..head.clone() };
    house.service.save_card(&citizen, &newer, Some(old)).await.unwrap();

    let conflict = |result: Result<(), Error>| assert!(matches!(result, Err(Error::Conflict { by: None })));
    let stale = CardForm { address: "Dusun Lama 1".into(), ..head };
    conflict(house.service.save_card(&citizen, &stale, Some(old)).await);
    let renamed = MemberForm { name: "Dimas Saputra".into(), ..son_form(&house, &citizen, son).await };
    conflict(house.service.save_member(&citizen, &renamed, Some(old)).await);
    conflict(house.service.remove_member(&citizen, son, Some(old)).await);
    let card = house.service.card(&citizen).await.unwrap().card.unwrap();
    assert_eq!((card.address.as_str(), card.members.len()), ("Jalan Melati 3", 2));
    assert_eq!(card.member(son).unwrap().name.as_str(), "Dimas Prasetyo");

    // Having seen how it stands now, they may.
    let now = revision(&house, &citizen).await;
    house.service.save_member(&citizen, &renamed, Some(now)).await.unwrap();
    let now = revision(&house, &citizen).await;
    house.service.remove_member(&citizen, son, Some(now)).await.unwrap();
});

both_databases!(a_page_sent_twice_is_saved_once, house => {
    let (citizen, son) = citizen(&house).await;
    let old = revision(&house, &citizen).await;
    let renamed = MemberForm { name: "Dimas Saputra".into(), ..son_form(&house, &citizen, son).await };
    house.service.save_member(&citizen, &renamed, Some(old)).await.unwrap();
    house.service.save_member(&citizen, &renamed, Some(old)).await.unwrap();
    assert_eq!(revision(&house, &citizen).await, old + 1);
});

both_databases!(two_pages_may_each_add_somebody, house => {
    let (citizen, son) = citizen(&house).await;
    let seen = revision(&house, &citizen).await;
    let like = son_form(&house, &citizen, son).await;
    for (nik, name) in [("9901010405080004", "Bagas Prasetyo"), ("9901010405100005", "Galih Prasetyo")] {
        let added = MemberForm { id: Uuid::now_v7(), nik: nik.into(), name: name.into(), ..like.clone() };
        house.service.save_member(&citizen, &added, Some(seen)).await.unwrap();
    }
    let card = house.service.card(&citizen).await.unwrap().card.unwrap();
    assert_eq!(card.members.len(), 4);
});

both_databases!(changes_at_once_are_made_one_after_the_other, house => {
    let (citizen, son) = citizen(&house).await;
    let like = son_form(&house, &citizen, son).await;
    let forms: Vec<_> = (1..=6)
        .map(|day: u8| MemberForm {
            id: Uuid::now_v7(),
            nik: format!("99010104050800{day:02}"),
            name: "Bagas Prasetyo".into(),
            ..like.clone()
        })
        .collect();
    let saved = forms.iter().map(|form| house.service.save_member(&citizen, form, None));
    for result in futures::future::join_all(saved).await {
        result.unwrap();
    }
    assert_eq!(house.service.card(&citizen).await.unwrap().card.unwrap().members.len(), 8, "none is lost");
});
