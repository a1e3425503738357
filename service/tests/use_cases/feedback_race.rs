//! Answers to the question afterwards that are changed crosswise at the same moment: nobody waits for ever, and the figures
//! add up.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use service::{Actor, Error};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// An ended request whose numbers lie in the shard of this remainder.
async fn ended(house: &House, citizen: &Actor, shard: u128) -> Uuid {
    let id = Uuid::from_u128((Uuid::now_v7().as_u128() & !0xff) | shard);
    let service = &house.service;
    service.start_draft(citizen, id, "RP-01").await.unwrap();
    let answers: BTreeMap<String, String> = crate::house::answers::LOST
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    service.save_answers(citizen, id, &answers).await.unwrap();
    for slot in ["surat_kehilangan", "ktp_el"] {
        house.upload(citizen, id, slot).await;
    }
    service.send(citizen, id, true).await.unwrap();
    service.withdraw(citizen, id).await.unwrap();
    id
}

both_databases!(answers_changed_crosswise_at_once_never_wait_for_each_other, house => {
    let service = &house.service;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    house.card(&citizen).await;
    let mut ids = Vec::new();
    for at in 0..4 {
        // The same last four bits: the same shard.
        ids.push(ended(&house, &citizen, (at << 4) | 3).await);
    }
    for (at, id) in ids.iter().enumerate() {
        service.give_feedback(&citizen, *id, if at % 2 == 0 { "2" } else { "4" }, "").await.unwrap();
    }
    for round in 0..30 {
        let turn = ids.iter().enumerate().map(|(at, id)| {
            let (service, citizen, id) = (Arc::clone(service), citizen.clone(), *id);
            let score = if (at + round) % 2 == 0 { "4" } else { "2" };
            tokio::spawn(async move { service.give_feedback(&citizen, id, score, "").await })
        });
        for done in futures::future::join_all(turn.collect::<Vec<_>>()).await {
            let done: Result<(), Error> = done.unwrap();
            assert!(done.is_ok(), "round {round}: {done:?}");
        }
    }
    let supervisor = house.officer("supri@contoh.test", domain::Role::Supervisor).await;
    let figures = service.performance(&supervisor, 7, domain::Language::Id).await.unwrap();
    assert_eq!(figures.scores.len(), 1);
    assert_eq!(figures.scores[0].1, [0, 2, 0, 2, 0], "two gave 2 and two gave 4");
});
