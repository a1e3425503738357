//! Pressed twice, or by two people at the same moment: one wins, and the others are told so in words.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Role, Status, Target};
use futures::future::join_all;
use service::{Actor, DecisionForm, Error};
use uuid::Uuid;

async fn citizen(house: &House) -> Actor {
    house.citizen("9901020101900005", "made@contoh.test", "081290000002").await
}

async fn press_twice(house: &House, citizen: &Actor, draft: Uuid) -> Vec<String> {
    let presses = join_all((0..4).map(|_| house.service.send(citizen, draft, true))).await;
    presses.into_iter().map(|sent| sent.expect("each press gets the receipt").number.to_string()).collect()
}

both_databases!(a_citizen_who_presses_twice_gets_one_receipt, house => {
    let citizen = citizen(&house).await;
    let draft = house.written_request(&citizen).await;
    let mut numbers = press_twice(&house, &citizen, draft).await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let number = numbers[0].clone();
    house.service.claim(&verifier, &number, None).await.unwrap();
    let version = house.service.request(&citizen, draft, Language::Id).await.unwrap().version;
    let flag = Flag { target: Target::Question { code: "proof_number".into() }, reason: "differs_from_document".into(), note: String::new() };
    let form = DecisionForm { command: Command::Return, version, flags: vec![flag], note: String::new(), recorded: service::Recorded::default() };
    house.service.decide(&verifier, &number, &form).await.unwrap();
    numbers.extend(press_twice(&house, &citizen, draft).await);
    numbers.dedup();
    assert_eq!(numbers, [number], "a correction keeps its number");
    let request = house.service.request(&citizen, draft, Language::Id).await.unwrap();
    assert_eq!((request.status, request.version), (Status::Submitted, version + 2));
    assert!(house.service.reconcile().await.unwrap().is_whole());
});

both_databases!(of_officers_who_take_the_same_request_one_has_it_and_the_others_hear_so, house => {
    let citizen = citizen(&house).await;
    let draft = house.written_request(&citizen).await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let mut officers = Vec::new();
    for name in ["rina", "budi", "dewi", "supri"] {
        officers.push(house.officer(&format!("{name}@contoh.test"), Role::Verifier).await);
    }
    let taken = join_all(officers.iter().map(|officer| house.service.claim(officer, &number, None))).await;
    let (won, lost): (Vec<_>, Vec<_>) = taken.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1, "{lost:?}");
    assert!(lost.iter().all(|lost| matches!(lost, Err(Error::Conflict { .. }))), "{lost:?}");
    assert!(house.service.reconcile().await.unwrap().is_whole());
});
