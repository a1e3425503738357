//! The history of a database against its signed checkpoints.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use service::{Checkpoints, HistoryError, HistoryLine, Keys, LineFault, verify_lines};
use std::convert::Infallible;

fn checkpoints(house: &House, folder: &std::path::Path) -> Checkpoints {
    Checkpoints::in_folder(folder, &Keys::read(&house.keys_file()).unwrap().public_keys()).unwrap()
}

async fn lines(house: &House) -> Vec<HistoryLine> {
    let mut lines = Vec::new();
    house.service.each_line(|line| lines.push(line)).await.unwrap();
    lines
}

both_databases!(whoever_changes_the_history_is_found_out_with_and_without_the_database, house => {
    let service = &house.service;
    let folder = tempfile::tempdir().unwrap();
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    assert!(service.checkpoint_when_due(folder.path()).await.unwrap().unwrap() >= 3);
    assert_eq!(service.checkpoint_when_due(folder.path()).await.unwrap(), None, "once a day");
    house.clock.advance(time::Duration::hours(25));
    service.claim(&rina, &number, None).await.unwrap();
    service.desk_request(&rina, &number, Language::Id).await.unwrap();
    assert_eq!(service.checkpoint_when_due(folder.path()).await.unwrap(), Some(2));
    service.desk_request(&house.officer("budi@contoh.test", Role::Verifier).await, &number, Language::Id).await.unwrap();

    let known = checkpoints(&house, folder.path());
    assert_eq!(known.count, 2);
    let report = service.verify_history(&known).await.unwrap();
    assert_eq!((report.found.len(), report.since), (0, 2));
    let exported = lines(&house).await;
    assert!(!serde_json::to_string(&exported).unwrap().contains("Made"), "ids and codes only");
    let alone = verify_lines(exported.iter().cloned().map(Ok::<_, Infallible>), &known).unwrap();
    assert_eq!((alone.found.len(), alone.since), (0, 2));

    // Who looked is to be somebody else's doing.
    let account = citizen.account().unwrap();
    house.execute("UPDATE event SET actor_role = 'supervisor' WHERE kind = 'looked_at_request' AND seq = 2").await;
    let found = service.verify_history(&known).await.unwrap().found;
    assert!(found.iter().any(|found| found.subject == account && found.seq == 2 && found.fault == LineFault::Changed), "{found:?}");
    assert!(matches!(service.checkpoint(folder.path()).await, Err(HistoryError::Damaged { .. })), "what is damaged is not signed");
    house.execute("DELETE FROM event WHERE kind = 'looked_at_request'").await;
    let found = service.verify_history(&known).await.unwrap().found;
    let gone: Vec<_> = found.iter().map(|found| (found.subject, found.seq, found.fault)).collect();
    assert_eq!(gone, [(account, 2, LineFault::Missing), (account, 3, LineFault::Missing)], "the third by the head of its chain");
});

both_databases!(two_servers_make_one_checkpoint_and_a_removed_one_is_missed, house => {
    let service = &house.service;
    let folder = tempfile::tempdir().unwrap();
    house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let second = house.reopened(|_| {}).await;
    let both = futures::future::join(service.checkpoint(folder.path()), second.checkpoint(folder.path())).await;
    both.0.unwrap();
    both.1.unwrap();
    let count = checkpoints(&house, folder.path()).count;
    for _ in count..3 {
        service.checkpoint(folder.path()).await.unwrap();
    }
    std::fs::remove_file(folder.path().join("checkpoint-000002.txt")).unwrap();
    let keys = Keys::read(&house.keys_file()).unwrap().public_keys();
    assert!(matches!(Checkpoints::in_folder(folder.path(), &keys), Err(HistoryError::Checkpoint(_))));
});
