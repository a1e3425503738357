//! Messages between citizen and officers: sealed, seen by these two sides only, told without saying what they say.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use service::{Actor, Error, LONGEST_MESSAGE, QueueFilter, QueueQuery};

const QUESTION: &str = "Apakah ijazah harus dilegalisir?";

async fn letters(house: &House, kind: &str) -> usize {
    let mail = house.service.mailbox().await.unwrap();
    mail.into_iter().filter(|entry| entry.channel == "email" && entry.text.subject == kind).count()
}

async fn unread(house: &House, officer: &Actor) -> usize {
    let query = QueueQuery { unread: true, ..QueueQuery::default() };
    house.service.queue(officer, &query, None, Language::Id).await.unwrap().rows.len()
}

both_databases!(a_question_is_asked_and_answered_on_the_portal_only, house => {
    let service = &house.service;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let stranger = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let colleague = house.officer("budi@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    service.claim(&officer, &number, None).await.unwrap();

    service.write_message(&citizen, draft, "", &format!("  {QUESTION}\r\nTerima kasih.\u{7} ")).await.unwrap();
    service.write_message(&citizen, draft, "looking", "Tolong dijawab.").await.unwrap();
    assert_eq!(unread(&house, &officer).await, 1);
    // The holder is told once; whoever looks on reads nothing for the office.
    let notices = service.notices(&officer, Language::Id).await.unwrap();
    assert_eq!(notices.iter().filter(|notice| notice.kind == "citizen_wrote").count(), 1);
    service.read_messages(&colleague, draft).await.unwrap();
    let talk = service.conversation(&officer, draft).await.unwrap();
    assert_eq!((talk.messages.len(), talk.unread, talk.may_write), (2, 2, true));
    assert_eq!(talk.messages[0].text, format!("{QUESTION}\nTerima kasih."));
    assert_eq!(talk.messages[1].text, "Tolong dijawab.", "ready answers are the officers'");
    service.read_messages(&officer, draft).await.unwrap();
    assert_eq!(unread(&house, &officer).await, 0);
    assert!(service.conversation(&citizen, draft).await.unwrap().messages.iter().all(|message| message.read));

    service.write_message(&officer, draft, "looking", "Legalisir tidak perlu.").await.unwrap();
    service.write_message(&officer, draft, "", "Cukup foto aslinya.").await.unwrap();
    assert_eq!(letters(&house, "message").await, 1, "told once until it is read");
    assert_eq!(service.requests(&citizen, Language::Id).await.unwrap()[0].unread, 2);
    let talk = service.conversation(&citizen, draft).await.unwrap();
    assert_eq!(talk.unread, 2);
    assert!(talk.messages[2].text.ends_with("\n\nLegalisir tidak perlu."), "{:?}", talk.messages[2]);
    assert!(talk.messages.iter().all(|message| message.by.is_none()), "to citizens the office speaks");
    assert_eq!(service.conversation(&colleague, draft).await.unwrap().messages[2].by.as_deref(), Some("rina Petugas"));
    service.read_messages(&citizen, draft).await.unwrap();
    assert_eq!(service.requests(&citizen, Language::Id).await.unwrap()[0].unread, 0);
    service.write_message(&officer, draft, "", "Satu lagi.").await.unwrap();
    assert_eq!(letters(&house, "message").await, 2);

    for other in [&stranger, &house.officer("agus@contoh.test", Role::Administrator).await] {
        assert!(matches!(service.conversation(other, draft).await, Err(Error::NotFound)));
        assert!(matches!(service.write_message(other, draft, "", "x").await, Err(Error::NotFound)));
        assert!(matches!(service.read_messages(other, draft).await, Err(Error::NotFound)));
    }
    assert!(matches!(service.conversation(&Actor::Stranger, draft).await, Err(Error::SignInFirst)));
    for (ready, text) in [("", " \n "), ("", "a".repeat(usize::from(LONGEST_MESSAGE) + 1).as_str()), ("tidak-ada", "x")] {
        assert!(matches!(service.write_message(&officer, draft, ready, text).await, Err(Error::Fields(_))), "{ready}");
    }
    let dump = house.everything_stored().await;
    for words in ["ijazah harus", "Legalisir tidak", "Cukup foto"] {
        assert!(!crate::house::contains(&dump, words.as_bytes()), "{words} is stored in clear");
    }
    // Long after the end nobody writes any more, and everything can still be read.
    service.withdraw(&citizen, draft).await.unwrap();
    service.write_message(&citizen, draft, "", "Saya salah layanan.").await.unwrap();
    house.clock.advance(time::Duration::days(31));
    assert!(matches!(service.write_message(&citizen, draft, "", "Masih ada?").await, Err(Error::Refused(_))));
    let talk = service.conversation(&citizen, draft).await.unwrap();
    assert_eq!((talk.messages.len(), talk.may_write), (6, false));
    assert!(service.check_desk().await.unwrap().is_whole());
    assert!(!service.queue(&officer, &QueueQuery::part(QueueFilter::Ended), None, Language::Id).await.unwrap().rows.is_empty());
});
