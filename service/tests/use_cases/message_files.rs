//! Files of messages: both directions, sealed, seen by the two sides only, noted when an officer looks.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use futures::TryStreamExt;
use service::{Actor, Error, Looked, NewMessageFile};
use uuid::Uuid;

fn photo(name: &str) -> NewMessageFile {
    NewMessageFile { name: name.into(), bytes: House::picture() }
}

async fn content(house: &House, actor: &Actor, id: Uuid) -> Result<(String, Vec<u8>), Error> {
    let stream = house.service.stream_message_file(actor, id).await?;
    let (name, size) = (stream.name, stream.size);
    let bytes = stream.pieces.try_collect::<Vec<_>>().await?.concat();
    assert_eq!(u64::try_from(bytes.len()).unwrap(), size);
    Ok((name, bytes))
}

both_databases!(both_sides_send_files_and_nobody_else_gets_them, house => {
    let service = &house.service;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let stranger = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    service.ensure_office("KEC", "Kecamatan Contoh", "kecamatan").await.unwrap();
    let elsewhere = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    let draft = house.written_request(&citizen).await;
    service.send(&citizen, draft, true).await.unwrap();
    let before = house.stored_files().await;

    service.write_message_with(&citizen, draft, "", "", vec![photo("rumah-saya.jpg"), photo("lain.jpg")]).await.unwrap();
    service.write_message_with(&rina, draft, "", "Ini contohnya.", vec![photo("contoh.jpg")]).await.unwrap();
    let talk = service.conversation(&citizen, draft).await.unwrap();
    let names: Vec<Vec<&str>> =
        talk.messages.iter().map(|message| message.files.iter().map(|file| file.name.as_str()).collect()).collect();
    assert_eq!(names, [vec!["rumah-saya.jpg", "lain.jpg"], vec!["contoh.jpg"]]);
    assert_eq!((talk.unread, talk.messages[0].text.as_str()), (1, ""));
    assert!(talk.messages[0].files.iter().all(|file| file.media_type == "image/jpeg" && file.bytes > 0));

    let (from_citizen, from_office) = (talk.messages[0].files[0].id, talk.messages[1].files[0].id);
    let (name, bytes) = content(&house, &rina, from_citizen).await.unwrap();
    assert_eq!(name, "rumah-saya.jpg");
    assert_ne!(bytes, House::picture(), "drawn anew");
    content(&house, &citizen, from_office).await.unwrap();
    for other in [&stranger, &elsewhere, &house.officer("agus@contoh.test", Role::Administrator).await] {
        assert!(matches!(content(&house, other, from_citizen).await, Err(Error::NotFound)));
        assert!(service.may_attach_to_message(other, draft).await.is_err());
        let sent = service.write_message_with(other, draft, "", "x", vec![photo("x.jpg")]).await;
        assert!(matches!(sent, Err(Error::NotFound)));
    }
    assert!(matches!(content(&house, &Actor::Stranger, from_citizen).await, Err(Error::SignInFirst)));
    let looks = service.access_log(&citizen, None, Language::Id).await.unwrap().lines;
    assert_eq!(looks.iter().filter(|look| look.what == Looked::Document).count(), 1, "one's own looks are no news");

    // A file that is none, and too many: nothing is written and nothing stays.
    let wrong = NewMessageFile { name: "program.exe".into(), bytes: b"MZ not a picture".to_vec() };
    let sent = service.write_message_with(&citizen, draft, "", "Halo", vec![photo("a.jpg"), wrong]).await;
    assert!(matches!(sent, Err(Error::File(_))), "{sent:?}");
    let many = (0..6).map(|at| photo(&format!("{at}.jpg"))).collect();
    assert!(matches!(service.write_message_with(&citizen, draft, "", "Halo", many).await, Err(Error::Fields(_))));
    assert_eq!(service.conversation(&citizen, draft).await.unwrap().messages.len(), 2);
    assert_eq!(house.stored_files().await, before + 3);
    let dump = house.everything_stored().await;
    assert!(!crate::house::contains(&dump, b"rumah-saya"), "names are sealed");
    let storage = service.verify_storage(false).await.unwrap();
    assert!(storage.is_whole() && storage.orphans.is_empty(), "{storage:?}");
});
