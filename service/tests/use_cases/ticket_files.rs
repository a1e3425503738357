//! Files with a question to the office: from who is signed in only, sealed, seen by the asker and the officers who see the
//! question; and questions by district.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases, contains};
use domain::{Language, Role};
use futures::TryStreamExt;
use service::{Actor, Error, NewMessageFile, NewTicket, TicketPart};
use time::Duration;
use uuid::Uuid;

const HERE: &str = "127.0.0.1";

fn photo(name: &str) -> NewMessageFile {
    NewMessageFile { name: name.into(), bytes: House::picture() }
}

fn asked(text: &str) -> NewTicket {
    NewTicket { key: Uuid::new_v4(), text: text.into(), ..NewTicket::default() }
}

async fn size(house: &House, actor: &Actor, id: Uuid) -> Result<usize, Error> {
    let stream = house.service.stream_message_file(actor, id).await?;
    Ok(stream.pieces.try_collect::<Vec<_>>().await?.concat().len())
}

both_databases!(who_is_signed_in_asks_with_files_and_only_the_two_sides_get_them, house => {
    let service = &house.service;
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let other = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    service.ensure_office("KEC", "Kecamatan Contoh", "kecamatan").await.unwrap();
    let far = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let before = house.stored_files().await;

    let form = asked("Apakah surat ini cukup?");
    let with = |files: Vec<NewMessageFile>| service.ask_for_help_with(&made, &form, Language::Id, HERE, files);
    let wrong = NewMessageFile { name: "program.exe".into(), bytes: b"MZ not a picture".to_vec() };
    let keys = house.count("data_key").await;
    assert!(matches!(with(vec![photo("a.jpg"), wrong]).await, Err(Error::File(_))));
    assert_eq!((house.count("help_ticket").await, house.count("data_key").await), (0, keys), "nothing stays");
    assert_eq!(house.stored_files().await, before);
    let id = with(vec![photo("surat-nikah-saya.jpg")]).await.unwrap();
    assert_eq!(with(vec![photo("surat-nikah-saya.jpg")]).await.unwrap(), id, "sent twice, it asks once");
    let number = service.opened_ticket(id).await.unwrap();
    service.write_in_ticket_with(&made, None, (&number, ""), HERE, vec![photo("lain.jpg")]).await.unwrap();
    assert_eq!(house.stored_files().await, before + 2);

    let talk = service.ticket(&made, None, &number, true).await.unwrap().talk;
    let files: Vec<_> = talk.messages.iter().flat_map(|message| &message.files).collect();
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["surat-nikah-saya.jpg", "lain.jpg"]);
    let seen = service.desk_ticket(&rina, &number, true).await.unwrap();
    assert_eq!(seen.talk.messages[0].files.len(), 1);
    for allowed in [&made, &rina] {
        assert!(size(&house, allowed, files[0].id).await.unwrap() > 0);
    }
    for refused in [&other, &far, &agus] {
        assert!(matches!(size(&house, refused, files[0].id).await, Err(Error::NotFound)));
    }
    assert!(matches!(size(&house, &Actor::Stranger, files[0].id).await, Err(Error::SignInFirst)));
    for (actor, number) in [(&other, Some(number.as_str())), (&rina, None), (&Actor::Stranger, None)] {
        assert!(service.may_attach_to_ticket(actor, number).await.is_err());
    }
    let looks = service.access_log(&made, None, Language::Id).await.unwrap().lines;
    let of_files = looks.iter().filter(|look| look.what == service::Looked::Document);
    assert_eq!(of_files.count(), 1, "that an officer looked is told: {looks:?}");

    // A stranger may ask, and sends no files.
    let stranger = &Actor::Stranger;
    let refused = service.ask_for_help_with(stranger, &asked("x"), Language::Id, HERE, vec![photo("x.jpg")]).await;
    assert!(matches!(refused, Err(Error::SignInFirst)), "{refused:?}");
    let theirs = service.ask_for_help(stranger, &asked("x"), Language::Id, HERE).await.unwrap();
    let open = service.opened_ticket(theirs).await.unwrap();
    let refused =
        service.write_in_ticket_with(stranger, Some(theirs), (&open, "x"), HERE, vec![photo("x.jpg")]).await;
    assert!(matches!(refused, Err(Error::SignInFirst)), "{refused:?}");

    assert!(!contains(&house.everything_stored().await, b"surat-nikah"), "names are sealed");
    let storage = service.verify_storage(false).await.unwrap();
    assert!(storage.is_whole() && storage.orphans.is_empty(), "{storage:?}");
    let data = service.export_data(&made, Language::Id).await.unwrap();
    assert!(data["questions"].to_string().contains("surat-nikah-saya.jpg"));
    assert_eq!(data["wishes"]["first"], "email", "a copy of one's data has the wishes about news: {}", data["wishes"]);

    // What is forgotten takes its files along.
    service.close_ticket(&rina, &number, true).await.unwrap();
    house.clock.advance(Duration::days(91));
    service.sweep().await.unwrap();
    assert_eq!((house.stored_files().await, house.count("message_file").await), (before, 0));
    assert!(matches!(size(&house, &made, files[0].id).await, Err(Error::NotFound)));
});

both_databases!(an_officer_of_a_district_sees_its_questions_and_those_of_none, house => {
    let service = &house.service;
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let bare = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    let request = house.written_request(&made).await;
    service.send(&made, request, true).await.unwrap();
    let whole = house.officer("dewi@contoh.test", Role::FrontDesk).await;
    let narrowed = async |email: &str, district: &str| {
        let officer = house.officer(email, Role::Verifier).await;
        let narrow = format!("UPDATE account SET district = '{district}' WHERE role = 'verifier' AND district IS NULL");
        house.execute(&narrow).await;
        service.actor(officer.account().unwrap()).await.unwrap()
    };
    let here = narrowed("rina@contoh.test", "Contoh").await;
    let there = narrowed("budi@contoh.test", "Lain").await;
    // Made's family lives in the district Contoh; of Sekar's nothing is known, and of a stranger neither.
    let about = NewTicket { about: Some(request), ..asked("Kapan selesai?") };
    let ids = [
        service.ask_for_help(&made, &about, Language::Id, HERE).await.unwrap(),
        service.ask_for_help(&made, &asked("Bagaimana caranya?"), Language::Id, HERE).await.unwrap(),
        service.ask_for_help(&bare, &asked("Di mana kantornya?"), Language::Id, HERE).await.unwrap(),
        service.ask_for_help(&Actor::Stranger, &asked("Halo"), Language::Id, HERE).await.unwrap(),
    ];
    for (officer, sees) in [(&whole, [true; 4]), (&here, [true; 4]), (&there, [false, false, true, true])] {
        let page = service.tickets(officer, TicketPart::Open).await.unwrap();
        let count = sees.iter().filter(|sees| **sees).count();
        assert_eq!((page.rows.len(), page.counts[0]), (count, count as u64));
        for (id, sees) in ids.iter().zip(sees) {
            let number = service.opened_ticket(*id).await.unwrap();
            let seen = service.desk_ticket(officer, &number, false).await;
            assert_eq!(seen.is_ok(), sees);
            let taken = service.claim_ticket(officer, &number).await;
            assert!(sees || matches!(taken, Err(Error::NotFound)));
            if taken.is_ok() {
                service.release_ticket(officer, &number).await.unwrap();
            }
        }
    }
});
