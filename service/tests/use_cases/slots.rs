//! Several photos as one document, one taken again from an earlier request, and a phone that lends its camera.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases, contains};
use domain::{Language, Role};
use service::{Actor, Arrange, Error, NewUpload, UploadOutcome};
use time::Duration;
use uuid::Uuid;

async fn slot(house: &House, citizen: &Actor, draft: Uuid, slot: &str) -> Vec<(Uuid, u8)> {
    let view = house.service.step_view(citizen, draft, "berkas", Language::Id).await.unwrap();
    view.documents_in(slot).into_iter().map(|file| (file.id, file.turns)).collect()
}

fn ids(files: &[(Uuid, u8)]) -> Vec<Uuid> {
    files.iter().map(|(id, _)| *id).collect()
}

fn is_not_found<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::NotFound))
}

both_databases!(photos_are_put_in_order_and_turned_and_sent_so, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let first = slot(&house, &citizen, draft, "ijazah").await[0].0;
    let second = house.upload(&citizen, draft, "ijazah").await;
    let third = house.upload(&citizen, draft, "ijazah").await;
    let arrange = async |id, how| house.service.arrange_document(&citizen, draft, id, how).await;
    arrange(third, Arrange::Up).await.unwrap();
    assert_eq!(ids(&slot(&house, &citizen, draft, "ijazah").await), [first, third, second]);
    arrange(first, Arrange::Up).await.unwrap();
    arrange(second, Arrange::Down).await.unwrap();
    assert_eq!(ids(&slot(&house, &citizen, draft, "ijazah").await), [first, third, second], "at the end it stays");

    house.service.remove_document(&citizen, draft, third).await.unwrap();
    assert!(is_not_found(&arrange(third, Arrange::Up).await), "what is removed is not moved");
    let fourth = house.upload(&citizen, draft, "ijazah").await;
    assert_eq!(ids(&slot(&house, &citizen, draft, "ijazah").await), [first, second, fourth]);
    arrange(fourth, Arrange::Up).await.unwrap();
    house.service.restore_document(&citizen, draft, third).await.unwrap();
    assert_eq!(ids(&slot(&house, &citizen, draft, "ijazah").await), [first, third, fourth, second], "back at its place");

    let plain = house.service.read_document(&citizen, first).await.unwrap().bytes;
    for _ in 0..5 {
        arrange(first, Arrange::Turn).await.unwrap();
    }
    assert_eq!(slot(&house, &citizen, draft, "ijazah").await[0], (first, 1), "four turns are none");
    let turned = house.service.read_document(&citizen, first).await.unwrap().bytes;
    assert_ne!(plain, turned);
    assert!(turned.ends_with(&plain[plain.len() - 100..]), "the picture itself is not encoded anew");

    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let seen = house.service.desk_request(&rina, &number, Language::Id).await.unwrap();
    let mut files: Vec<_> = seen.documents().iter().filter(|file| file.slot == "ijazah").collect();
    files.sort_by_key(|file| file.position);
    let told: Vec<_> = files.iter().map(|file| (file.id, file.turns)).collect();
    assert_eq!(told, [(first, 1), (third, 0), (fourth, 0), (second, 0)], "as they were put in order");
    assert_eq!(house.service.read_document(&rina, first).await.unwrap().bytes, turned, "the desk sees it upright");
    let receipt = house.service.receipt(&citizen, draft, Language::Id).await.unwrap();
    let papers: Vec<_> = receipt.documents.iter().map(|paper| (paper.pages, paper.hashes.len())).collect();
    assert_eq!(papers, [(4, 4), (1, 1)], "one document of four pages, and one of one");
    assert!(house.service.verify_storage(false).await.unwrap().is_whole());
});

both_databases!(nobody_arranges_what_is_not_theirs, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let file = slot(&house, &citizen, draft, "ijazah").await[0].0;
    let other = house.citizen("9901020101900013", "ayu@contoh.test", "081290000003").await;
    let own = Uuid::now_v7();
    house.card(&other).await;
    house.service.start_draft(&other, own, "KK-07").await.unwrap();
    for draft in [draft, own] {
        assert!(is_not_found(&house.service.arrange_document(&other, draft, file, Arrange::Turn).await));
    }
    let stranger = house.service.arrange_document(&Actor::Stranger, draft, file, Arrange::Turn).await;
    assert!(matches!(stranger, Err(Error::SignInFirst)));
    assert_eq!(slot(&house, &citizen, draft, "ijazah").await, [(file, 0)]);
});

both_databases!(files_on_their_way_stand_in_the_order_in_which_they_were_chosen, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let before = slot(&house, &citizen, draft, "ijazah").await[0].0;
    let picture = House::picture();
    let announce = async || {
        let new = NewUpload {
            draft,
            slot: "ijazah".into(),
            name: "foto.jpg".into(),
            key: Uuid::new_v4(),
            length: picture.len() as u64,
            sha256: None,
        };
        (house.service.begin_upload(&citizen, &new).await.unwrap().id, new.key)
    };
    let (first, second) = (announce().await, announce().await);
    for (upload, _) in [second, first] {
        let mut arriving = house.service.resume_upload(&citizen, upload, 0).await.unwrap();
        house.service.add_to_upload(&mut arriving, picture.clone()).await.unwrap();
        house.service.finish_upload(upload).await.unwrap();
    }
    assert_eq!(ids(&slot(&house, &citizen, draft, "ijazah").await), [before, first.1, second.1]);
});

both_databases!(a_document_is_taken_again_as_a_copy_that_outlives_the_first, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let earlier = house.written_request(&citizen).await;
    house.upload(&citizen, earlier, "kartu_keluarga").await;
    let turned = slot(&house, &citizen, earlier, "kartu_keluarga").await[0].0;
    house.service.arrange_document(&citizen, earlier, turned, Arrange::Turn).await.unwrap();
    let draft = Uuid::now_v7();
    house.service.start_draft(&citizen, draft, "RP-02").await.unwrap();
    assert!(house.service.reusable(&citizen, draft).await.unwrap().is_empty(), "nothing was sent yet");
    let number = house.service.send(&citizen, earlier, true).await.unwrap().number;
    let draft = Uuid::now_v7();
    house.service.start_draft(&citizen, draft, "KK-08").await.unwrap();
    let known = house.service.reusable(&citizen, draft).await.unwrap();
    let known = known.iter().find(|known| known.slot == "kartu_keluarga").unwrap();
    assert_eq!((known.request, known.files, known.number.as_str()), (earlier, 2, number.to_string().as_str()));

    let other = house.citizen("9901020101900013", "ayu@contoh.test", "081290000003").await;
    house.card(&other).await;
    let theirs = Uuid::now_v7();
    house.service.start_draft(&other, theirs, "KK-08").await.unwrap();
    assert!(house.service.reusable(&other, theirs).await.unwrap().is_empty());
    let reuse = async |actor: &Actor, draft, slot| house.service.reuse_document(actor, draft, slot, earlier).await;
    assert!(is_not_found(&reuse(&other, theirs, "kartu_keluarga").await), "somebody else's request");
    assert!(is_not_found(&reuse(&other, draft, "kartu_keluarga").await), "somebody else's draft");
    assert!(is_not_found(&reuse(&citizen, draft, "ijazah").await), "no such slot here");
    assert!(is_not_found(&reuse(&citizen, draft, "surat_kuasa").await), "never sent");

    reuse(&citizen, draft, "kartu_keluarga").await.unwrap();
    let copies = slot(&house, &citizen, draft, "kartu_keluarga").await;
    assert_eq!(copies.iter().map(|(_, turns)| *turns).collect::<Vec<_>>(), [1, 0], "in its order, as it was turned");
    let before = house.service.read_document(&citizen, turned).await.unwrap().bytes;
    // The earlier request is gone, rows, file, data key and all.
    house.execute("UPDATE document SET sent_at = NULL, removed_at = 0 WHERE copied_from IS NULL").await;
    house.service.sweep().await.unwrap();
    assert!(house.service.read_document(&citizen, turned).await.is_err());
    let copy = house.service.read_document(&citizen, copies[0].0).await.unwrap();
    assert_eq!(copy.bytes, before);
    assert!(house.service.verify_storage(false).await.unwrap().is_whole());
});

both_databases!(the_history_and_the_desk_tell_what_was_taken_again, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let earlier = house.written_request(&citizen).await;
    let first = house.service.send(&citizen, earlier, true).await.unwrap().number.to_string();
    let answers = [("education", "6"), ("proof", "diploma"), ("school", "Universitas Contoh"), ("proof_number", "DN-99/M/26/1"),
        ("proof_date.day", "4"), ("proof_date.month", "5"), ("proof_date.year", "2026")];
    let draft = Uuid::now_v7();
    house.service.start_draft(&citizen, draft, "KK-07").await.unwrap();
    let view = house.service.step_view(&citizen, draft, "", Language::Id).await.unwrap();
    let son = view.context.members.iter().find(|member| member.name.contains("Dimas")).unwrap().id.to_string();
    let answers = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).chain([("member".to_owned(), son)]);
    house.service.save_answers(&citizen, draft, &answers.collect()).await.unwrap();
    for slot in ["ijazah", "kartu_keluarga"] {
        house.service.reuse_document(&citizen, draft, slot, earlier).await.unwrap();
    }
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let seen = house.service.desk_request(&rina, &number, Language::Id).await.unwrap();
    let from: Vec<_> = seen.documents().iter().map(|file| seen.reused.get(&file.id)).collect();
    assert_eq!(from, [Some(&first), Some(&first)]);
    let told = format!("event WHERE kind = 'submit' AND detail = 'procedure=KK-07 reused=2 from={first}'");
    assert_eq!(house.count(&told).await, 1);
});

both_databases!(an_original_to_be_brought_is_in_the_letter, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let file = slot(&house, &citizen, draft, "ijazah").await[0].0;
    house.service.remove_document(&citizen, draft, file).await.unwrap();
    let promise = [("bring.ijazah".to_owned(), "yes".to_owned())];
    house.service.save_answers(&citizen, draft, &promise.into_iter().collect()).await.unwrap();
    house.service.send(&citizen, draft, true).await.unwrap();
    let letter = house.letter_to("made@contoh.test", "submitted").await;
    assert!(letter.contains("originals") && letter.contains("Ijazah"), "{letter}");
});

both_databases!(a_phone_sends_into_its_slot_for_a_quarter_of_an_hour_and_nothing_else, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let service = &house.service;
    service.begin_scan(&citizen, draft, "ijazah").await.unwrap();
    let token = service.scan_of(&citizen, draft, "ijazah").await.unwrap().unwrap().token.unwrap();
    assert!(token.len() >= 32, "nobody guesses it");
    assert!(!contains(&house.everything_stored().await, token.as_bytes()), "it lies nowhere");
    assert_eq!(service.scan_before(&token, "a", Language::Id).await.unwrap().slot.split(' ').next(), Some("Ijazah"));
    let (one, two) = tokio::join!(service.take_scan(&token, "a"), service.take_scan(&token, "b"));
    let scan = one.as_ref().or(two.as_ref()).copied().unwrap();
    assert!(one.is_err() || two.is_err(), "one phone only");
    assert!(is_not_found(&service.take_scan(&token, "a").await), "used up");
    assert!(is_not_found(&service.scan_before(&token, "a", Language::Id).await));
    assert_eq!(service.scan_of(&citizen, draft, "ijazah").await.unwrap().unwrap().token, None);

    let end = service.feed_end().await.unwrap();
    service.store_scanned(scan, "foto.jpg", House::picture()).await.unwrap();
    let heard = house.heard(end, 1).await;
    let account = citizen.account();
    assert!(heard.iter().any(|entry| entry.request == Some(draft) && entry.audience.account == account && entry.audience.office.is_none()));

    // By the resumable way it goes into the same slot, whatever the phone says.
    let picture = House::picture();
    let new = NewUpload {
        draft: Uuid::nil(),
        slot: "kartu_keluarga".into(),
        name: "foto.jpg".into(),
        key: Uuid::new_v4(),
        length: picture.len() as u64,
        sha256: None,
    };
    let (owner, begun) = service.begin_scanned(scan, &new).await.unwrap();
    assert_eq!((begun.announced.draft, begun.announced.slot.as_str()), (draft, "ijazah"));
    let own = NewUpload { draft, slot: "kartu_keluarga".into(), key: Uuid::new_v4(), ..new.clone() };
    let own = service.begin_upload(&citizen, &own).await.unwrap().id;
    assert!(is_not_found(&service.scanned_upload(scan, own).await), "what its owner sends is not the phone's");
    assert_eq!(service.scanned_upload(scan, begun.id).await.unwrap(), owner);
    let mut arriving = service.resume_upload(&owner, begun.id, 0).await.unwrap();
    service.add_to_upload(&mut arriving, picture).await.unwrap();
    service.finish_upload(begun.id).await.unwrap();
    let outcome = service.upload(&owner, begun.id).await.unwrap().outcome;
    assert!(matches!(outcome, Some(UploadOutcome::Kept(_))));
    assert_eq!(slot(&house, &citizen, draft, "ijazah").await.len(), 3);
    assert_eq!(service.scan_of(&citizen, draft, "ijazah").await.unwrap().unwrap().files, 2);

    house.clock.advance(Duration::minutes(15));
    assert!(is_not_found(&service.store_scanned(scan, "foto.jpg", House::picture()).await), "over");
    assert!(is_not_found(&service.scanning(scan, Language::Id).await));
    assert!(is_not_found(&service.scanned_upload(scan, begun.id).await));
    assert!(service.scan_of(&citizen, draft, "ijazah").await.unwrap().is_none());
    house.clock.advance(Duration::days(2));
    service.sweep().await.unwrap();
    assert_eq!(house.count("scan").await, 0);
});

both_databases!(whoever_lent_a_phone_can_end_it_and_another_code_ends_the_first, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let service = &house.service;
    let begin = async || {
        service.begin_scan(&citizen, draft, "ijazah").await.unwrap();
        service.scan_of(&citizen, draft, "ijazah").await.unwrap().unwrap().token.unwrap()
    };
    let first = begin().await;
    let scan = service.take_scan(&first, "a").await.unwrap();
    let second = begin().await;
    assert_ne!(first, second);
    assert!(is_not_found(&service.store_scanned(scan, "foto.jpg", House::picture()).await), "one phone at a time");
    let scan = service.take_scan(&second, "a").await.unwrap();
    let other = house.citizen("9901020101900013", "ayu@contoh.test", "081290000003").await;
    for trial in [service.end_scan(&other, draft).await, service.begin_scan(&other, draft, "ijazah").await] {
        assert!(is_not_found(&trial), "somebody else's draft");
    }
    assert!(is_not_found(&service.scan_of(&other, draft, "ijazah").await));
    assert!(is_not_found(&service.begin_scan(&citizen, draft, "tidak_ada").await));
    service.scanning(scan, Language::Id).await.unwrap();
    service.end_scan(&citizen, draft).await.unwrap();
    assert!(is_not_found(&service.scanning(scan, Language::Id).await));
    // A draft that was sent takes nothing more, code or not.
    let third = begin().await;
    let scan = service.take_scan(&third, "a").await.unwrap();
    service.send(&citizen, draft, true).await.unwrap();
    assert!(service.store_scanned(scan, "foto.jpg", House::picture()).await.is_err());
    assert!(is_not_found(&service.scanning(scan, Language::Id).await));
});

both_databases!(a_phone_sends_so_many_files_and_no_more, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let service = &house.service;
    service.begin_scan(&citizen, draft, "ijazah").await.unwrap();
    let token = service.scan_of(&citizen, draft, "ijazah").await.unwrap().unwrap().token.unwrap();
    let scan = service.take_scan(&token, "a").await.unwrap();
    house.execute("UPDATE scan SET files = 30").await;
    assert!(matches!(service.store_scanned(scan, "foto.jpg", House::picture()).await, Err(Error::TooMany { .. })));
    for _ in 0..service::Rule::Lookups.allows().0 {
        assert!(is_not_found(&service.scan_before(&"0".repeat(40), "c", Language::Id).await));
    }
    let tried = service.scan_before(&"0".repeat(40), "c", Language::Id).await;
    assert!(matches!(tried, Err(Error::TooMany { .. })), "guessing ends");
});

both_databases!(two_drafts_of_one_service_are_told_apart, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let first = house.written_request(&citizen).await;
    house.clock.advance(Duration::hours(2));
    let second = Uuid::now_v7();
    house.service.start_draft(&citizen, second, "KK-07").await.unwrap();
    let drafts = house.service.drafts(&citizen, Language::Id).await.unwrap();
    let told: Vec<_> = drafts.iter().map(|draft| (draft.id, draft.about.as_deref())).collect();
    assert_eq!(told, [(second, None), (first, Some("Dimas Prasetyo"))]);
    assert_eq!(drafts[0].begun_at - drafts[1].begun_at, Duration::hours(2));
});
