//! How long the files of what has ended are kept, their destruction, and the proof of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
use crate::house::{House, Stubborn, both_databases, decisions::deciding};
use domain::{Command, Language, Role};
use service::{Actor, Error, Grade, NewMessageFile, Recorded, Retention, Service, Subject};
use std::sync::{Arc, atomic::Ordering};
use time::Duration;
use uuid::Uuid;

const RULE: Retention = Retention { done: Some(365), refused: Some(90) };

struct Sent {
    owner: Actor,
    id: Uuid,
    number: String,
}

struct Cases {
    rina: Actor,
    supri: Actor,
    done: Sent,
    refused: Sent,
    /// Nobody has looked at it yet.
    open: Sent,
}

async fn refuse(service: &Service, officer: &Actor, number: &str) {
    service.claim(officer, number, None).await.unwrap();
    let version = service.desk_request(officer, number, Language::Id).await.unwrap().request.version;
    service.decide(officer, number, &deciding(Command::Reject, version)).await.unwrap();
}

async fn cases(house: &House) -> Cases {
    let service = &house.service;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    let mut sent = Vec::new();
    for (nik, email, phone) in [
        ("9901020101900005", "made@contoh.test", "081290000002"),
        ("9901024202920006", "sekar@contoh.test", "081290000009"),
        ("9901016507840002", "siti@contoh.test", "081290000001"),
    ] {
        let owner = house.citizen(nik, email, phone).await;
        let id = house.written_request(&owner).await;
        let number = service.send(&owner, id, true).await.unwrap().number.to_string();
        sent.push(Sent { owner, id, number });
    }
    let Ok([done, refused, open]) = <[Sent; 3]>::try_from(sent) else { unreachable!() };
    let file = NewMessageFile { name: "surat-saya.jpg".into(), bytes: House::picture() };
    service.write_message_with(&done.owner, done.id, "", "Ini suratnya", vec![file]).await.unwrap();
    house.finish(&rina, &done.number, Recorded::default()).await.unwrap();
    refuse(service, &rina, &refused.number).await;
    while service.draw_waiting_previews().await.unwrap() > 0 {}
    Cases { rina, supri, done, refused, open }
}

/// Which documents of a request are there to be read.
async fn readable(service: &Service, sent: &Sent) -> usize {
    let mut there = 0;
    for document in service.request(&sent.owner, sent.id, Language::Id).await.unwrap().documents {
        match service.read_document(&sent.owner, document.id).await {
            Ok(_) => there += 1,
            Err(Error::NotFound) => {}
            Err(error) => panic!("{error}"),
        }
    }
    there
}

/// What is in the store of these requests, pictures of their documents among it.
async fn stored(house: &House, service: &Service, sent: &Sent) -> usize {
    use futures::TryStreamExt as _;
    use object_store::ObjectStore as _;
    let documents = service.request(&sent.owner, sent.id, Language::Id).await.unwrap().documents;
    let ids: Vec<String> =
        documents.iter().map(|file| file.id.to_string()).chain([sent.id.to_string()]).collect();
    let objects: Vec<_> = house.store.list(None).try_collect().await.unwrap();
    objects.iter().filter(|one| ids.iter().any(|id| one.location.as_ref().contains(id.as_str()))).count()
}

async fn kinds(service: &Service, sent: &Sent) -> Vec<String> {
    let detail = service.request(&sent.owner, sent.id, Language::Id).await.unwrap();
    detail.events.into_iter().map(|line| line.kind).filter(|kind| kind.starts_with("files_")).collect()
}

both_databases!(files_of_what_has_ended_are_destroyed_when_their_time_is_over_and_the_history_proves_it, house => {
    let Cases { rina, supri, done, refused, open } = cases(&house).await;
    let service = house.reopened(|settings| settings.retention = RULE).await;
    let began = service.now();
    let before = house.stored_files().await;
    house.clock.advance(Duration::days(89));
    service.sweep().await.unwrap();
    assert_eq!(readable(&service, &refused).await, 2, "a day is left");

    house.clock.advance(Duration::days(2));
    service.sweep().await.unwrap();
    assert_eq!(readable(&service, &refused).await, 0);
    assert_eq!(stored(&house, &service, &refused).await, 0, "nor pictures of them");
    assert_eq!((readable(&service, &done).await, readable(&service, &open).await), (2, 2));
    assert!(house.stored_files().await < before);
    let detail = service.request(&refused.owner, refused.id, Language::Id).await.unwrap();
    assert!(detail.files_gone.is_some() && detail.documents.len() == 2 && !detail.changes.is_empty());
    assert_eq!(kinds(&service, &refused).await, ["files_discarded", "files_destroyed"]);
    let draft = Uuid::now_v7();
    service.start_draft(&refused.owner, draft, "KK-07").await.unwrap();
    assert!(service.reusable(&refused.owner, draft).await.unwrap().is_empty(), "nor are they taken again");

    // It does not go on without them.
    let seen = service.desk_request(&supri, &refused.number, Language::Id).await.unwrap();
    assert!(!seen.commands.contains(&Command::Reopen));
    let reopened = service.decide(&supri, &refused.number, &deciding(Command::Reopen, seen.request.version)).await;
    assert!(matches!(reopened, Err(Error::Refused(_))), "{reopened:?}");
    let kept = service.desk_request(&supri, &done.number, Language::Id).await.unwrap();
    assert!(kept.commands.contains(&Command::Reopen));

    house.clock.advance(Duration::days(280));
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!((readable(&service, &done).await, stored(&house, &service, &done).await), (0, 0));
    assert!(service.conversation(&done.owner, done.id).await.unwrap().messages[0].files.is_empty());
    assert_eq!(kinds(&service, &done).await, ["files_discarded", "files_destroyed"], "once");
    assert_eq!(readable(&service, &open).await, 2, "however old: it has not ended");
    service.desk_request(&rina, &done.number, Language::Id).await.unwrap();

    // What is left is whole, and says what was there.
    let storage = service.verify_storage(false).await.unwrap();
    assert!(storage.is_whole() && storage.orphans.is_empty(), "{storage:?}");
    let whole = service.reconcile().await.unwrap();
    assert!(whole.is_whole(), "{whole:?}");
    let proof = service.destroyed_files(began, service.now() + Duration::days(1)).await.unwrap();
    let told: Vec<_> = proof.iter().map(|one| (one.number.clone(), one.rule.as_str(), one.files.len(), one.message_files, one.holds)).collect();
    assert_eq!(told, [
        (service.request(&refused.owner, refused.id, Language::Id).await.unwrap().number, "rejected:90d", 2, 0, true),
        (service.request(&done.owner, done.id, Language::Id).await.unwrap().number, "done:365d", 2, 1, true),
    ]);
    let sent = service.request(&done.owner, done.id, Language::Id).await.unwrap().documents;
    assert!(proof[1].files.iter().all(|file| sent.iter().any(|one| one.id == file.id && one.sha256 == file.sha256)));
    let later = service.destroyed_files(service.now() + Duration::days(1), service.now() + Duration::days(2)).await;
    assert!(later.unwrap().is_empty());
    house.execute("UPDATE document SET sha256 = 'x' WHERE destroyed_at IS NOT NULL").await;
    let proof = service.destroyed_files(began, service.now() + Duration::days(1)).await.unwrap();
    assert!(proof.iter().all(|one| !one.holds), "whoever rewrites what was destroyed is found out");
});

both_databases!(without_a_rule_nothing_is_destroyed, house => {
    let Cases { done, refused, .. } = cases(&house).await;
    house.clock.advance(Duration::days(3650));
    house.service.sweep().await.unwrap();
    assert_eq!((readable(&house.service, &done).await, readable(&house.service, &refused).await), (2, 2));
    assert_eq!(kinds(&house.service, &done).await, Vec::<String>::new());
    let points = house.service.state().await.points;
    assert!(points.iter().all(|point| point.subject != Subject::Destruction), "nor spoken of");
});

both_databases!(what_the_store_does_not_delete_is_not_said_to_be_destroyed, house => {
    let Cases { refused, .. } = cases(&house).await;
    let store = Arc::new(Stubborn { inner: Arc::clone(&house.store), refuses: true.into() });
    let service = house.storing_in(Arc::<Stubborn>::clone(&store), |settings| settings.retention = RULE).await;
    house.clock.advance(Duration::days(91));
    service.sweep().await.unwrap();
    assert_eq!(kinds(&service, &refused).await, ["files_discarded"], "given up, and not yet gone");
    assert_eq!(readable(&service, &refused).await, 0, "nobody reads it meanwhile");
    assert!(stored(&house, &service, &refused).await > 0);
    let all = |service: Arc<Service>| async move {
        service.destroyed_files(service.now() - Duration::days(2), service.now() + Duration::days(2)).await.unwrap()
    };
    assert!(all(Arc::clone(&service)).await.is_empty());
    let report = service.verify_storage(false).await.unwrap();
    assert!(report.is_whole() && report.orphans.is_empty(), "{report:?}");

    let judged = async || {
        let points = service.state().await.points;
        points.into_iter().find(|point| point.subject == Subject::Destruction).unwrap().grade
    };
    assert_eq!(judged().await, Grade::Ok, "the next round may do it");
    house.clock.advance(Duration::days(1));
    service.sweep().await.unwrap();
    assert_eq!(judged().await, Grade::Late, "somebody looks at it");

    store.refuses.store(false, Ordering::SeqCst);
    service.sweep().await.unwrap();
    assert_eq!(judged().await, Grade::Ok);
    assert_eq!(stored(&house, &service, &refused).await, 0);
    assert_eq!(kinds(&service, &refused).await, ["files_discarded", "files_destroyed"]);
    assert_eq!(all(Arc::clone(&service)).await.len(), 1);
});

both_databases!(two_servers_destroy_once_and_a_request_that_was_just_reopened_keeps_its_files, house => {
    let Cases { supri, done, refused, .. } = cases(&house).await;
    let rule = Retention { done: Some(90), refused: Some(90) };
    let one = house.reopened(|settings| settings.retention = rule).await;
    let other = house.reopened(|settings| settings.retention = rule).await;
    house.clock.advance(Duration::days(91));
    let version = one.desk_request(&supri, &refused.number, Language::Id).await.unwrap().request.version;
    let form = deciding(Command::Reopen, version);
    let (first, second, reopened) =
        tokio::join!(one.sweep(), other.sweep(), house.service.decide(&supri, &refused.number, &form));
    // A round that met another one goes on with the next.
    let _ = (first, second);
    one.sweep().await.unwrap();
    assert_eq!(kinds(&one, &done).await, ["files_discarded", "files_destroyed"]);
    let left = readable(&one, &refused).await;
    assert_eq!(left, if reopened.is_ok() { 2 } else { 0 }, "one of the two: {reopened:?}");
    assert_eq!(kinds(&one, &refused).await.len(), if reopened.is_ok() { 0 } else { 2 });
    assert!(one.verify_storage(false).await.unwrap().is_whole());
    assert!(one.reconcile().await.unwrap().is_whole());
});

both_databases!(a_request_without_files_is_said_nothing_about_and_may_go_on, house => {
    let Cases { supri, refused, .. } = cases(&house).await;
    let service = house.reopened(|settings| settings.retention = RULE).await;
    house.execute("DELETE FROM document").await;
    house.clock.advance(Duration::days(91));
    service.sweep().await.unwrap();
    assert_eq!(kinds(&service, &refused).await, Vec::<String>::new());
    let all = service.destroyed_files(service.now() - Duration::days(1), service.now() + Duration::days(1)).await;
    assert!(all.unwrap().is_empty());
    let marked = "request WHERE files_destroyed_at IS NOT NULL";
    assert_eq!(house.count(marked).await, 1, "it is not asked for again");
    let seen = service.desk_request(&supri, &refused.number, Language::Id).await.unwrap();
    assert!(seen.request.files_gone.is_none());
    service.decide(&supri, &refused.number, &deciding(Command::Reopen, seen.request.version)).await.unwrap();
    assert_eq!(house.count(marked).await, 0, "what comes now has its own time");
});

both_databases!(what_comes_with_a_message_later_has_its_own_time, house => {
    let Cases { refused, done, .. } = cases(&house).await;
    // Sooner than people stop writing about what has ended.
    let soon = Retention { refused: Some(7), ..RULE };
    let store = Arc::new(Stubborn { inner: Arc::clone(&house.store), refuses: false.into() });
    let service = house.storing_in(Arc::<Stubborn>::clone(&store), |settings| settings.retention = soon).await;
    house.clock.advance(Duration::days(8));
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    let write = async |sent: &Sent| {
        let file = NewMessageFile { name: "lagi.jpg".into(), bytes: House::picture() };
        service.write_message_with(&sent.owner, sent.id, "", "Mengapa ditolak?", vec![file]).await.unwrap();
    };
    write(&refused).await;
    write(&done).await;
    let files = async |sent: &Sent| {
        let messages = service.conversation(&sent.owner, sent.id).await.unwrap().messages;
        messages.iter().map(|message| message.files.len()).sum::<usize>()
    };
    house.clock.advance(Duration::days(6));
    service.sweep().await.unwrap();
    assert_eq!(files(&refused).await, 1, "a day is left, however long ago the request ended");

    store.refuses.store(true, Ordering::SeqCst);
    house.clock.advance(Duration::days(2));
    service.sweep().await.unwrap();
    assert_eq!((files(&refused).await, stored(&house, &service, &refused).await), (0, 1), "given up, and not yet gone");
    assert_eq!(kinds(&service, &refused).await, ["files_discarded", "files_destroyed"]);
    store.refuses.store(false, Ordering::SeqCst);
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(stored(&house, &service, &refused).await, 0);
    let lines = "event WHERE kind = 'message_files_destroyed'";
    assert_eq!((house.count(lines).await, files(&done).await), (1, 2), "of what is refused only, and once");
    let proof = service.destroyed_files(service.now() - Duration::days(365), service.now()).await.unwrap();
    assert!(proof.len() == 1 && proof[0].holds, "{proof:?}");
    assert!(service.verify_storage(false).await.unwrap().is_whole());
    assert!(service.reconcile().await.unwrap().is_whole());
});
