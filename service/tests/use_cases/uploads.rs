//! Files on their way: safe part by part, wherever they break off, and documents once they are whole.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
use crate::house::{House, both_databases, contains};
use domain::Language;
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt};
use service::{Actor, Error, NewUpload, Service, StorageFault, UploadOutcome};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A PDF of some size: it is kept byte by byte.
fn paper(bytes: usize) -> Vec<u8> {
    let mut paper = b"%PDF-1.4\n%".to_vec();
    paper.extend((0..bytes).map(|at| b'a' + u8::try_from(at * at % 23).unwrap()));
    paper.push(b'\n');
    let mut places = Vec::new();
    for object in [
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>\nendobj\n",
    ] {
        places.push(paper.len());
        paper.extend_from_slice(object.as_bytes());
    }
    let xref = paper.len();
    paper.extend_from_slice(b"xref\n0 4\n0000000000 65535 f \n");
    for place in places {
        paper.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let end = format!("trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
    paper.extend_from_slice(end.as_bytes());
    paper
}

fn announced(draft: Uuid, slot: &str, file: &[u8]) -> NewUpload {
    NewUpload {
        draft,
        slot: slot.to_owned(),
        name: "ijazah.pdf".to_owned(),
        key: Uuid::now_v7(),
        length: u64::try_from(file.len()).unwrap(),
        sha256: None,
    }
}

/// A draft with an empty slot for a diploma.
async fn draft(house: &House, citizen: &Actor) -> Uuid {
    let draft = house.written_request(citizen).await;
    let view = house.service.step_view(citizen, draft, "berkas", Language::Id).await.unwrap();
    for document in view.documents.iter().filter(|document| document.slot == "ijazah") {
        house.service.remove_document(citizen, draft, document.id).await.unwrap();
    }
    draft
}

async fn made(house: &House) -> (Actor, Uuid) {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = draft(house, &citizen).await;
    (citizen, draft)
}

/// Adds these bytes as one connection.
async fn add(house: &House, actor: &Actor, id: Uuid, at: usize, bytes: &[u8]) -> Result<(), Error> {
    let mut arriving = house.service.resume_upload(actor, id, u64::try_from(at).unwrap()).await?;
    house.service.add_to_upload(&mut arriving, bytes.to_vec()).await
}

async fn parts(house: &House) -> usize {
    use futures::TryStreamExt;
    let prefix = object_store::path::Path::from("unggah");
    house.store.list(Some(&prefix)).try_collect::<Vec<_>>().await.unwrap().len()
}

both_databases!(a_file_goes_on_where_it_broke_off_and_is_kept_byte_by_byte, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(300_000);
    let new = NewUpload { sha256: Some(hex::encode(Sha256::digest(&file))), ..announced(draft, "ijazah", &file) };
    let id = house.service.begin_upload(&citizen, &new).await.unwrap().id;
    add(&house, &citizen, id, 0, &file[..100_000]).await.unwrap();
    let again = house.service.begin_upload(&citizen, &new).await.unwrap();
    assert_eq!((again.id, again.received), (id, 100_000), "announced again, because the answer was lost");
    assert!(matches!(add(&house, &citizen, id, 0, &file).await, Err(Error::Conflict { .. })), "not twice");
    add(&house, &citizen, id, 100_000, &file[100_000..]).await.unwrap();
    house.service.finish_upload(id).await.unwrap();
    let view = house.service.upload(&citizen, id).await.unwrap();
    let Some(UploadOutcome::Kept(document)) = view.outcome else { panic!("{view:?}") };
    assert_eq!((document.id, document.sha256), (new.key, hex::encode(Sha256::digest(&file))));
    assert_eq!(house.service.read_document(&citizen, new.key).await.unwrap().bytes, file);
    assert_eq!(parts(&house).await, 0, "the parts have done their work");
    assert!(house.service.reconcile().await.unwrap().is_whole());
});

both_databases!(two_connections_of_one_sender_never_write_a_byte_twice, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(90_000);
    let id = house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    // A connection that seems dead, and the one that took its place.
    let mut old = house.service.resume_upload(&citizen, id, 0).await.unwrap();
    let mut new = house.service.resume_upload(&citizen, id, 0).await.unwrap();
    house.service.add_to_upload(&mut old, file[..40_000].to_vec()).await.unwrap();
    house.service.add_to_upload(&mut new, file[..70_000].to_vec()).await.unwrap();
    assert_eq!(new.received(), 70_000);
    let late = house.service.add_to_upload(&mut old, file[40_000..50_000].to_vec()).await;
    assert!(matches!(late, Err(Error::Conflict { .. })), "all of it is there already");
    house.service.add_to_upload(&mut new, file[70_000..].to_vec()).await.unwrap();
    let (here, there) = tokio::join!(house.service.finish_upload(id), house.service.finish_upload(id));
    here.and(there).unwrap();
    let view = house.service.upload(&citizen, id).await.unwrap();
    let Some(UploadOutcome::Kept(document)) = view.outcome else { panic!("{view:?}") };
    assert_eq!(house.service.read_document(&citizen, document.id).await.unwrap().bytes, file);
});

both_databases!(a_file_is_nobody_elses, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(10);
    let id = house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    let other = house.citizen("9901020101900006", "putu@contoh.test", "081290000003").await;
    let officer = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    assert!(matches!(house.service.upload(&other, id).await, Err(Error::NotFound)));
    assert!(matches!(add(&house, &other, id, 0, &file).await, Err(Error::NotFound)));
    assert!(matches!(house.service.cancel_upload(&other, id).await, Err(Error::NotFound)));
    assert!(matches!(house.service.begin_upload(&other, &announced(draft, "ijazah", &file)).await, Err(Error::NotFound)));
    assert!(matches!(house.service.upload(&officer, id).await, Err(Error::Forbidden)));
    assert!(matches!(house.service.upload(&Actor::Stranger, id).await, Err(Error::SignInFirst)));
    let unknown = NewUpload { slot: "lain".into(), ..announced(draft, "lain", &file) };
    assert!(matches!(house.service.begin_upload(&citizen, &unknown).await, Err(Error::NotFound)));
});

both_databases!(what_has_arrived_lies_sealed, house => {
    let (citizen, draft) = made(&house).await;
    let file = [b"rahasia sekali ".as_slice(), &paper(10)].concat();
    let id = house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    add(&house, &citizen, id, 0, &file[..20]).await.unwrap();
    let everything = house.everything_stored().await;
    assert!(!contains(&everything, b"rahasia sekali"));
    assert!(!contains(&everything, b"ijazah.pdf"));
});

both_databases!(what_the_server_refuses_is_told_for_two_days_and_leaves_nothing, house => {
    let (citizen, draft) = made(&house).await;
    let file = b"<?php echo 1 ?>".to_vec();
    let new = announced(draft, "ijazah", &file);
    let id = house.service.begin_upload(&citizen, &new).await.unwrap().id;
    add(&house, &citizen, id, 0, &file).await.unwrap();
    house.service.finish_upload(id).await.unwrap();
    let view = house.service.upload(&citizen, id).await.unwrap();
    assert!(matches!(view.outcome, Some(UploadOutcome::Refused(Error::File(_)))), "{view:?}");
    assert!(matches!(add(&house, &citizen, id, file.len(), b"").await, Err(Error::File(_))));
    assert_eq!(parts(&house).await, 0);
    let damaged = NewUpload { sha256: Some("0".repeat(64)), ..announced(draft, "ijazah", &paper(9)) };
    let id = house.service.begin_upload(&citizen, &damaged).await.unwrap().id;
    add(&house, &citizen, id, 0, &paper(9)).await.unwrap();
    house.service.finish_upload(id).await.unwrap();
    let view = house.service.upload(&citizen, id).await.unwrap();
    assert!(matches!(view.outcome, Some(UploadOutcome::Refused(Error::File(_)))), "{view:?}");
    house.clock.advance(time::Duration::days(2) + time::Duration::minutes(1));
    house.service.sweep().await.unwrap();
    assert_eq!(house.count("upload").await, 0);
});

both_databases!(partial_files_wait_for_a_week_and_whole_ones_that_nobody_claimed_for_two_days, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(1_000);
    let partial = house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    add(&house, &citizen, partial, 0, &file[..500]).await.unwrap();
    let whole = house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    add(&house, &citizen, whole, 0, &file).await.unwrap();
    house.clock.advance(time::Duration::days(2) + time::Duration::minutes(1));
    house.service.sweep().await.unwrap();
    assert!(matches!(house.service.upload(&citizen, whole).await, Err(Error::NotFound)));
    assert_eq!((house.count("upload").await, parts(&house).await), (1, 1));
    house.clock.advance(time::Duration::days(4));
    assert_eq!(house.service.upload(&citizen, partial).await.unwrap().received, 500);
    house.clock.advance(time::Duration::days(1));
    assert!(matches!(house.service.upload(&citizen, partial).await, Err(Error::NotFound)));
    house.service.sweep().await.unwrap();
    assert_eq!((house.count("upload").await, house.count("upload_part").await, parts(&house).await), (0, 0, 0));
});

both_databases!(whose_server_went_away_is_finished_by_the_job, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(1_000);
    let new = announced(draft, "ijazah", &file);
    let id = house.service.begin_upload(&citizen, &new).await.unwrap().id;
    add(&house, &citizen, id, 0, &file).await.unwrap();
    assert_eq!(house.service.finish_waiting_uploads().await.unwrap(), 0, "its own server is still at it");
    house.clock.advance(time::Duration::seconds(6));
    assert_eq!(house.service.finish_waiting_uploads().await.unwrap(), 1);
    let view = house.service.upload(&citizen, id).await.unwrap();
    assert!(matches!(view.outcome, Some(UploadOutcome::Kept(_))), "{view:?}");
    let lost = object_store::path::Path::from(format!("unggah/{id}/{}", Uuid::now_v7()));
    house.store.put(&lost, "x".into()).await.unwrap();
    assert_eq!(house.service.sweep_lost_parts().await.unwrap(), 0, "perhaps its row is about to be written");
    house.clock.advance(time::Duration::days(3650));
    assert_eq!(house.service.sweep_lost_parts().await.unwrap(), 1);
});

both_databases!(what_was_called_off_does_not_come_back, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(1_000);
    let new = announced(draft, "ijazah", &file);
    let id = house.service.begin_upload(&citizen, &new).await.unwrap().id;
    add(&house, &citizen, id, 0, &file[..500]).await.unwrap();
    house.service.cancel_upload(&citizen, id).await.unwrap();
    assert!(matches!(add(&house, &citizen, id, 500, &file[500..]).await, Err(Error::NotFound)));
    assert!(matches!(house.service.begin_upload(&citizen, &new).await, Err(Error::NotFound)));
    assert_eq!(parts(&house).await, 0);
    let late = announced(draft, "ijazah", &file);
    let id = house.service.begin_upload(&citizen, &late).await.unwrap().id;
    add(&house, &citizen, id, 0, &file).await.unwrap();
    house.service.finish_upload(id).await.unwrap();
    house.service.cancel_upload(&citizen, id).await.unwrap();
    let view = house.service.step_view(&citizen, draft, "berkas", Language::Id).await.unwrap();
    assert!(!view.documents.iter().any(|document| document.slot == "ijazah"), "it had arrived already");
});

both_databases!(the_store_is_compared_with_what_was_acknowledged, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(1_000);
    let partial = house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    add(&house, &citizen, partial, 0, &file[..500]).await.unwrap();
    let report = house.service.verify_storage(false).await.unwrap();
    assert!(report.is_whole() && report.orphans.is_empty(), "{report:?}");
    assert_eq!((report.documents, report.uploads), (1, 1));

    let objects: Vec<_> = house.store.list(None).try_collect().await.unwrap();
    let part = objects.iter().find(|object| object.location.as_ref().starts_with("unggah/")).unwrap();
    let mut sealed = Vec::new();
    // One of the two was removed before it was ever sent: nobody was promised that one.
    for object in objects.iter().filter(|object| object.location != part.location) {
        let whole = house.store.get(&object.location).await.unwrap().bytes().await.unwrap();
        let mut bent = whole.to_vec();
        *bent.last_mut().unwrap() ^= 1;
        house.store.put(&object.location, bent.into()).await.unwrap();
        sealed.push((object.location.clone(), whole));
    }
    house.store.delete(&part.location).await.unwrap();
    let report = house.service.verify_storage(false).await.unwrap();
    assert_eq!(report.broken_documents.iter().map(|(_, fault)| *fault).collect::<Vec<_>>(), [StorageFault::Sealed]);
    assert_eq!(report.broken_uploads, [(partial, StorageFault::Missing)]);

    for (place, whole) in sealed {
        house.store.put(&place, whole.into()).await.unwrap();
    }
    let lost = object_store::path::Path::from(format!("{draft}/{}", Uuid::now_v7()));
    house.store.put(&lost, "x".into()).await.unwrap();
    assert_eq!(house.service.verify_storage(true).await.unwrap().fresh, 1, "perhaps its row is about to be written");
    // Objects get the machine's time, rows that of the house.
    house.clock.advance(time::Duration::days(3650));
    let report = house.service.verify_storage(true).await.unwrap();
    assert_eq!((report.orphans, report.removed), (vec![(lost.to_string(), 1)], 1));
    assert!(house.service.verify_storage(false).await.unwrap().orphans.is_empty());
});

/// Adds these bytes and leaves the file open for the next ones, as a connection of a server does.
async fn add_and_keep(
    service: &Service,
    actor: &Actor,
    id: Uuid,
    at: usize,
    bytes: &[u8],
) -> Result<(), Error> {
    let mut arriving = service.resume_upload(actor, id, u64::try_from(at).unwrap()).await?;
    service.add_waiting(&mut arriving, bytes.to_vec()).await?;
    service.count_waiting(&mut arriving).await?;
    service.keep_open(arriving);
    Ok(())
}

both_databases!(parts_of_many_files_that_come_at_once_all_count_and_each_where_its_file_ended, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(20_000);
    let mut files = Vec::new();
    for _ in 0..12 {
        files.push(house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id);
    }
    for at in (0..20_000).step_by(4_000) {
        // The last one comes by two connections at once, of which one is too late.
        let twice = files.iter().chain(files.last());
        let adding = twice.map(|id| add_and_keep(&house.service, &citizen, *id, at, &file[at..at + 4_000]));
        let outcomes = futures::future::join_all(adding).await;
        let (last, all) = outcomes.split_at(11);
        assert!(last.iter().all(Result::is_ok), "{last:?}");
        assert_eq!(all.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{all:?}");
        assert!(all.iter().any(|outcome| matches!(outcome, Err(Error::Conflict { .. }))), "{all:?}");
    }
    assert_eq!((house.count("upload_part").await, parts(&house).await), (60, 60), "none is left over");
    for id in files {
        add(&house, &citizen, id, 20_000, &file[20_000..]).await.unwrap();
        assert_eq!(house.service.upload(&citizen, id).await.unwrap().received, u64::try_from(file.len()).unwrap());
    }
    let report = house.service.verify_storage(false).await.unwrap();
    assert!(report.is_whole() && report.orphans.is_empty(), "{report:?}");
});

both_databases!(what_another_server_did_counts_whatever_this_one_remembers, house => {
    let (citizen, draft) = made(&house).await;
    let file = paper(1_000);
    let there = house.reopened(|_| {}).await;
    let begun = async || house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    let (goes_on, called_off) = (begun().await, begun().await);
    for id in [goes_on, called_off] {
        add_and_keep(&house.service, &citizen, id, 0, &file[..300]).await.unwrap();
    }
    add_and_keep(&there, &citizen, goes_on, 300, &file[300..500]).await.unwrap();
    let behind = add_and_keep(&house.service, &citizen, goes_on, 300, &file[300..400]).await;
    assert!(matches!(behind, Err(Error::Conflict { .. })), "{behind:?}");
    add_and_keep(&house.service, &citizen, goes_on, 500, &file[500..700]).await.unwrap();
    add_and_keep(&there, &citizen, goes_on, 700, &file[700..]).await.unwrap();
    there.finish_upload(goes_on).await.unwrap();
    let view = house.service.upload(&citizen, goes_on).await.unwrap();
    let Some(UploadOutcome::Kept(document)) = view.outcome else { panic!("{view:?}") };
    assert_eq!(house.service.read_document(&citizen, document.id).await.unwrap().bytes, file);

    there.cancel_upload(&citizen, called_off).await.unwrap();
    let late = add_and_keep(&house.service, &citizen, called_off, 300, &file[300..]).await;
    assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    assert_eq!(parts(&house).await, 0, "nothing of either is left");
});

both_databases!(a_file_that_is_remembered_is_still_nobody_elses, house => {
    let (citizen, draft) = made(&house).await;
    let other = house.citizen("9901020101900006", "putu@contoh.test", "081290000003").await;
    let file = paper(1_000);
    let id = house.service.begin_upload(&citizen, &announced(draft, "ijazah", &file)).await.unwrap().id;
    add_and_keep(&house.service, &citizen, id, 0, &file[..300]).await.unwrap();
    for actor in [&other, &Actor::Stranger] {
        let tried = add_and_keep(&house.service, actor, id, 300, &file[300..400]).await;
        assert!(matches!(tried, Err(Error::NotFound | Error::SignInFirst)), "{tried:?}");
    }
    assert_eq!(house.service.upload(&citizen, id).await.unwrap().received, 300);
});
