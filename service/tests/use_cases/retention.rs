//! How long the files of what has ended are kept, their destruction, and the proof of it.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, Stubborn, both_databases, decisions::deciding};
use domain::{Command, Language, Role};
use service::{Actor, Error, NewMessageFile, Recorded, Retention, Service};
use std::sync::{Arc, atomic::Ordering};
use time::Duration;
use uuid::Uuid;

const RULE: Retention = Retention { done: Some(365), refused: Some(90) };

struct Cases {
    made: Actor,
    rina: Actor,
    supri: Actor,
    /// Done, and its number.
    done: (Uuid, String),
    /// Refused.
    refused: (Uuid, String),
    /// Still being looked at.
    open: Uuid,
}

async fn refuse(service: &Service, officer: &Actor, number: &str) {
    service.claim(officer, number, None).await.unwrap();
    let version = service.desk_request(officer, number, Language::Id).await.unwrap().request.version;
    service.decide(officer, number, &deciding(Command::Reject, version)).await.unwrap();
}

async fn cases(house: &House) -> Cases {
    let service = &house.service;
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    let mut sent = Vec::new();
    for _ in 0..3 {
        let draft = house.written_request(&made).await;
        sent.push((draft, service.send(&made, draft, true).await.unwrap().number.to_string()));
    }
    let [done, refused, open] = sent.try_into().unwrap();
    let file = NewMessageFile { name: "surat-saya.jpg".into(), bytes: House::picture() };
    service.write_message_with(&made, done.0, "", "Ini suratnya", vec![file]).await.unwrap();
    house.finish(&rina, &done.1, Recorded::default()).await.unwrap();
    refuse(service, &rina, &refused.1).await;
    while service.draw_waiting_previews().await.unwrap() > 0 {}
    Cases { made, rina, supri, done, refused, open: open.0 }
}

/// Which documents of a request are there to be read.
async fn readable(service: &Service, actor: &Actor, request: Uuid) -> usize {
    let mut there = 0;
    for document in service.request(actor, request, Language::Id).await.unwrap().documents {
        match service.read_document(actor, document.id).await {
            Ok(_) => there += 1,
            Err(Error::NotFound) => {}
            Err(error) => panic!("{error}"),
        }
    }
    there
}

/// What is in the store of these requests, pictures of their documents among it.
async fn stored(house: &House, service: &Service, actor: &Actor, request: Uuid) -> usize {
    use futures::TryStreamExt as _;
    use object_store::ObjectStore as _;
    let documents = service.request(actor, request, Language::Id).await.unwrap().documents;
    let ids: Vec<String> =
        documents.iter().map(|file| file.id.to_string()).chain([request.to_string()]).collect();
    let objects: Vec<_> = house.store.list(None).try_collect().await.unwrap();
    objects.iter().filter(|one| ids.iter().any(|id| one.location.as_ref().contains(id.as_str()))).count()
}

async fn kinds(service: &Service, actor: &Actor, request: Uuid) -> Vec<String> {
    let detail = service.request(actor, request, Language::Id).await.unwrap();
    detail.events.into_iter().map(|line| line.kind).filter(|kind| kind.starts_with("files_")).collect()
}

both_databases!(files_of_what_has_ended_are_destroyed_when_their_time_is_over_and_the_history_proves_it, house => {
    let Cases { made, rina, supri, done, refused, open } = cases(&house).await;
    let service = house.reopened(|settings| settings.retention = RULE).await;
    let began = service.now();
    let before = house.stored_files().await;
    house.clock.advance(Duration::days(89));
    service.sweep().await.unwrap();
    assert_eq!(readable(&service, &made, refused.0).await, 2, "a day is left");

    house.clock.advance(Duration::days(2));
    service.sweep().await.unwrap();
    assert_eq!(readable(&service, &made, refused.0).await, 0);
    assert_eq!(stored(&house, &service, &made, refused.0).await, 0, "nor pictures of them");
    assert_eq!((readable(&service, &made, done.0).await, readable(&service, &made, open).await), (2, 2));
    assert!(house.stored_files().await < before);
    let detail = service.request(&made, refused.0, Language::Id).await.unwrap();
    assert!(detail.files_gone.is_some() && detail.documents.len() == 2 && !detail.changes.is_empty());
    assert_eq!(kinds(&service, &made, refused.0).await, ["files_discarded", "files_destroyed"]);
    let opened = service.reusable(&made, open).await;
    assert!(matches!(opened, Err(Error::NotFound)), "what was sent is no draft");
    let draft = house.written_request(&made).await;
    let again = service.reusable(&made, draft).await.unwrap();
    assert!(again.iter().all(|one| one.request != refused.0), "{again:?}");

    // It does not go on without them.
    let seen = service.desk_request(&supri, &refused.1, Language::Id).await.unwrap();
    assert!(!seen.commands.contains(&Command::Reopen));
    let reopened = service.decide(&supri, &refused.1, &deciding(Command::Reopen, seen.request.version)).await;
    assert!(matches!(reopened, Err(Error::Refused(_))), "{reopened:?}");
    let kept = service.desk_request(&supri, &done.1, Language::Id).await.unwrap();
    assert!(kept.commands.contains(&Command::Reopen));

    house.clock.advance(Duration::days(280));
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!((readable(&service, &made, done.0).await, stored(&house, &service, &made, done.0).await), (0, 0));
    assert!(service.conversation(&made, done.0).await.unwrap().messages[0].files.is_empty());
    assert_eq!(kinds(&service, &made, done.0).await, ["files_discarded", "files_destroyed"], "once");
    assert_eq!(readable(&service, &made, open).await, 2, "however old: it has not ended");
    service.desk_request(&rina, &done.1, Language::Id).await.unwrap();

    // What is left is whole, and says what was there.
    let storage = service.verify_storage(false).await.unwrap();
    assert!(storage.is_whole() && storage.orphans.is_empty(), "{storage:?}");
    let whole = service.reconcile().await.unwrap();
    assert!(whole.is_whole(), "{whole:?}");
    let proof = service.destroyed_files(began, service.now() + Duration::days(1)).await.unwrap();
    let told: Vec<_> = proof.iter().map(|one| (one.number.clone(), one.rule.as_str(), one.files.len(), one.message_files, one.holds)).collect();
    assert_eq!(told, [
        (service.request(&made, refused.0, Language::Id).await.unwrap().number, "rejected:90d", 2, 0, true),
        (service.request(&made, done.0, Language::Id).await.unwrap().number, "done:365d", 2, 1, true),
    ]);
    let sent = service.request(&made, done.0, Language::Id).await.unwrap().documents;
    assert!(proof[1].files.iter().all(|file| sent.iter().any(|one| one.id == file.id && one.sha256 == file.sha256)));
    let later = service.destroyed_files(service.now() + Duration::days(1), service.now() + Duration::days(2)).await;
    assert!(later.unwrap().is_empty());
    house.execute("UPDATE document SET sha256 = 'x' WHERE destroyed_at IS NOT NULL").await;
    let proof = service.destroyed_files(began, service.now() + Duration::days(1)).await.unwrap();
    assert!(proof.iter().all(|one| !one.holds), "whoever rewrites what was destroyed is found out");
});

both_databases!(without_a_rule_nothing_is_destroyed, house => {
    let Cases { made, done, refused, .. } = cases(&house).await;
    house.clock.advance(Duration::days(3650));
    house.service.sweep().await.unwrap();
    assert_eq!((readable(&house.service, &made, done.0).await, readable(&house.service, &made, refused.0).await), (2, 2));
    assert_eq!(kinds(&house.service, &made, done.0).await, Vec::<String>::new());
});

both_databases!(what_the_store_does_not_delete_is_not_said_to_be_destroyed, house => {
    let Cases { made, refused, .. } = cases(&house).await;
    let store = Arc::new(Stubborn { inner: Arc::clone(&house.store), refuses: true.into() });
    let service = house.storing_in(Arc::<Stubborn>::clone(&store), |settings| settings.retention = RULE).await;
    house.clock.advance(Duration::days(91));
    service.sweep().await.unwrap();
    assert_eq!(kinds(&service, &made, refused.0).await, ["files_discarded"], "given up, and not yet gone");
    assert_eq!(readable(&service, &made, refused.0).await, 0, "nobody reads it meanwhile");
    assert!(stored(&house, &service, &made, refused.0).await > 0);
    let all = |service: Arc<Service>| async move {
        service.destroyed_files(service.now() - Duration::days(2), service.now() + Duration::days(2)).await.unwrap()
    };
    assert!(all(Arc::clone(&service)).await.is_empty());
    let report = service.verify_storage(false).await.unwrap();
    assert!(report.is_whole() && report.orphans.is_empty(), "{report:?}");

    store.refuses.store(false, Ordering::SeqCst);
    service.sweep().await.unwrap();
    assert_eq!(stored(&house, &service, &made, refused.0).await, 0);
    assert_eq!(kinds(&service, &made, refused.0).await, ["files_discarded", "files_destroyed"]);
    assert_eq!(all(Arc::clone(&service)).await.len(), 1);
});

both_databases!(two_servers_destroy_once_and_a_request_that_was_just_reopened_keeps_its_files, house => {
    let Cases { made, supri, done, refused, .. } = cases(&house).await;
    let rule = Retention { done: Some(90), refused: Some(90) };
    let one = house.reopened(|settings| settings.retention = rule).await;
    let other = house.reopened(|settings| settings.retention = rule).await;
    house.clock.advance(Duration::days(91));
    let version = one.desk_request(&supri, &refused.1, Language::Id).await.unwrap().request.version;
    let form = deciding(Command::Reopen, version);
    let (first, second, reopened) =
        tokio::join!(one.sweep(), other.sweep(), house.service.decide(&supri, &refused.1, &form));
    // A round that met another one goes on with the next.
    let _ = (first, second);
    one.sweep().await.unwrap();
    assert_eq!(kinds(&one, &made, done.0).await, ["files_discarded", "files_destroyed"]);
    let left = readable(&one, &made, refused.0).await;
    assert_eq!(left, if reopened.is_ok() { 2 } else { 0 }, "one of the two: {reopened:?}");
    assert_eq!(kinds(&one, &made, refused.0).await.len(), if reopened.is_ok() { 0 } else { 2 });
    assert!(one.verify_storage(false).await.unwrap().is_whole());
    assert!(one.reconcile().await.unwrap().is_whole());
});
