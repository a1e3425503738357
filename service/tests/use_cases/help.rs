//! Questions to the office: asked without an account, answered at the desk, read by number and code; sealed, and nobody
//! else's.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use service::{Actor, Error, NewTicket, TicketPart, TicketState, TicketView};
use time::Duration;
use uuid::Uuid;

const QUESTION: &str = "Apakah nenek saya bisa diwakilkan?";
const HERE: &str = "127.0.0.1";

fn asked(text: &str) -> NewTicket {
    NewTicket { key: Uuid::new_v4(), text: text.into(), ..NewTicket::default() }
}

async fn opened(house: &House, id: Uuid) -> TicketView {
    let number = house.service.opened_ticket(id).await.unwrap();
    house.service.ticket(&Actor::Stranger, Some(id), &number, true).await.unwrap()
}

/// Letters about answers to this address.
async fn letters(house: &House, to: &str) -> Vec<String> {
    let mail = house.service.mailbox().await.unwrap();
    let answers = mail.into_iter().filter(|entry| entry.to == to && entry.text.subject == "help_answered");
    answers.map(|entry| entry.text.body).collect()
}

both_databases!(who_has_no_account_asks_is_answered_and_writes_on, house => {
    let service = &house.service;
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let form = NewTicket {
        email: "Orang@Contoh.test".into(),
        phone: "0812 9000 0077".into(),
        page: "/lacak".into(),
        incident: "AB12CD34".into(),
        topic: "untuk-orang-lain".into(),
        ..asked(&format!("  {QUESTION}\r\nTerima kasih. "))
    };
    let id = service.ask_for_help(&Actor::Stranger, &form, Language::Id, HERE).await.unwrap();
    // Sent twice, it asks once.
    assert_eq!(service.ask_for_help(&Actor::Stranger, &form, Language::Id, HERE).await.unwrap(), id);
    assert_eq!(house.count("help_ticket").await, 1);
    let ticket = opened(&house, id).await;
    assert!(ticket.number.starts_with("B-") && ticket.state == TicketState::Open, "{ticket:?}");
    assert_eq!(ticket.talk.messages[0].text, format!("{QUESTION}\nTerima kasih."));
    assert!(!ticket.email.unwrap().contains("orang@"), "hidden in part");
    assert!(letters(&house, "orang@contoh.test").await.is_empty(), "nothing is sent to who may not have asked");

    // A page that looks by itself has read nothing.
    let number = service.opened_ticket(id).await.unwrap();
    service.desk_ticket(&officer, &number, false).await.unwrap();
    let page = service.tickets(&officer, TicketPart::Open).await.unwrap();
    assert_eq!((page.counts, page.rows.len(), page.rows[0].unread), ([1, 0, 0, 0], 1, 1));
    assert!(page.rows[0].excerpt.starts_with(QUESTION));
    let seen = service.desk_ticket(&officer, &ticket.number, true).await.unwrap();
    assert_eq!(seen.email.as_deref(), Some("orang@contoh.test"));
    assert_eq!((seen.page.as_str(), seen.incident.as_str(), seen.topic.as_str()), ("/lacak", "AB12CD34", "untuk-orang-lain"));
    assert_eq!(seen.name, None);
    service.answer_ticket(&officer, &ticket.number, "", "Bisa, dengan lembar ungu. NIK 9901020101900005 tidak perlu.").await.unwrap();
    service.answer_ticket(&officer, &ticket.number, "bring_original", "").await.unwrap();
    let mail = letters(&house, "orang@contoh.test").await;
    assert_eq!(mail.len(), 2, "each answer goes by e-mail");
    assert!(mail[1].contains("lembar ungu") && !mail[1].contains("9901020101900005"), "{mail:?}");
    let phone = letters(&house, "+6281290000077").await;
    assert_eq!(phone.len(), 1, "by phone once, until it is read");
    assert!(!phone[0].contains("lembar ungu"));

    // By number and code, from another browser.
    let secret = service.ticket_secret(id);
    assert_eq!(service.open_ticket(&ticket.number.to_lowercase(), &secret.to_lowercase(), HERE).await.unwrap(), id);
    let read = opened(&house, id).await;
    assert_eq!((read.state, read.talk.messages.len(), read.talk.unread), (TicketState::Answered, 3, 2));
    assert_eq!(opened(&house, id).await.talk.unread, 0, "looking at it reads it");
    service.write_in_ticket(&Actor::Stranger, Some(id), (&ticket.number, "Di mana contohnya?"), HERE).await.unwrap();
    let page = service.tickets(&officer, TicketPart::Mine).await.unwrap();
    assert_eq!((page.counts, page.rows[0].state, page.rows[0].unread), ([1, 1, 0, 0], TicketState::Open, 1));
    service.close_ticket(&officer, &ticket.number, true).await.unwrap();
    assert!(matches!(service.close_ticket(&officer, &ticket.number, true).await, Err(Error::Conflict { .. })));
    service.write_in_ticket(&Actor::Stranger, Some(id), (&ticket.number, "Masih ada satu."), HERE).await.unwrap();
    let seen = service.desk_ticket(&officer, &ticket.number, true).await.unwrap();
    let acts: Vec<_> = seen.acts.iter().map(|act| act.kind.as_str()).collect();
    assert_eq!(acts, ["ticket_asked", "ticket_claimed", "ticket_answered", "ticket_answered", "ticket_reopened", "ticket_closed", "ticket_reopened"]);
    assert!(service.verify_history(&service::Checkpoints::default()).await.unwrap().found.is_empty());
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    house.written_request(&made).await;
    let dump = house.everything_stored().await;
    for words in ["nenek saya", "lembar ungu", "Di mana contohnya", "orang@contoh", "81290000077"] {
        assert!(!crate::house::contains(&dump, words.as_bytes()), "{words} is stored in clear");
    }
});

both_databases!(a_number_without_its_code_opens_nothing_and_says_nothing, house => {
    let service = &house.service;
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let other = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    let id = service.ask_for_help(&Actor::Stranger, &asked(QUESTION), Language::Id, HERE).await.unwrap();
    let number = service.opened_ticket(id).await.unwrap();
    let of_account = service.ask_for_help(&made, &asked("Punya saya"), Language::Id, HERE).await.unwrap();
    let own = service.opened_ticket(of_account).await.unwrap();
    for (actor, may, number) in [
        (&Actor::Stranger, None, &number), (&made, None, &number), (&made, Some(of_account), &number),
        (&Actor::Stranger, Some(of_account), &own), (&other, Some(of_account), &own), (&other, None, &own),
    ] {
        assert!(matches!(service.ticket(actor, may, number, true).await, Err(Error::NotFound)));
        let write = service.write_in_ticket(actor, may, (number, "x"), HERE).await;
        assert!(matches!(write, Err(Error::NotFound)));
    }
    assert_eq!(service.own_tickets(&made).await.unwrap().len(), 1);
    assert!(service.own_tickets(&other).await.unwrap().is_empty());
    // The code of another one, of one with an account, of one that there is not.
    let secret = service.ticket_secret(of_account);
    for number in [&number, &own, "B-2222-2222-2"] {
        assert!(matches!(service.open_ticket(number, &secret, HERE).await, Err(Error::NotFound)), "{number}");
    }
    for _ in 0..4 {
        assert!(matches!(service.open_ticket(&number, "salah", HERE).await, Err(Error::NotFound)));
    }
    let right = service.ticket_secret(id);
    assert!(matches!(service.open_ticket(&number, &right, HERE).await, Err(Error::TooMany { .. })));
    house.clock.advance(Duration::hours(2));
    assert_eq!(service.open_ticket(&number, &right, HERE).await.unwrap(), id);
    // The form's own id is the asker's: with an account it opens nothing of a stranger's.
    let form = NewTicket { key: Uuid::new_v4(), ..asked(QUESTION) };
    service.ask_for_help(&Actor::Stranger, &form, Language::Id, HERE).await.unwrap();
    assert!(matches!(service.ask_for_help(&made, &form, Language::Id, HERE).await, Err(Error::Conflict { .. })));
});

both_databases!(who_has_an_account_is_told_on_the_portal_and_the_request_is_known, house => {
    let service = &house.service;
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let other = house.citizen("9901024202920006", "sekar@contoh.test", "081290000009").await;
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&made).await;
    let request = service.send(&made, draft, true).await.unwrap().number.to_string();
    let form = NewTicket { about: Some(draft), ..asked("Kapan selesai?") };
    let id = service.ask_for_help(&made, &form, Language::Id, HERE).await.unwrap();
    let number = service.opened_ticket(id).await.unwrap();
    let seen = service.desk_ticket(&officer, &number, true).await.unwrap();
    assert_eq!((seen.request.as_deref(), seen.name.as_deref()), (Some(request.as_str()), Some("Made Wirawan")));
    // The asker reads who read it, once for a quarter of an hour.
    service.desk_ticket(&officer, &number, true).await.unwrap();
    let looks = service.access_log(&made, None, Language::Id).await.unwrap().lines;
    assert_eq!(looks.len(), 1, "{looks:?}");
    assert_eq!((looks[0].what, looks[0].about.as_deref()), (service::Looked::Ticket, Some(number.as_str())));
    // A stranger who comes from the same address, or types the number, learns nothing and proves nothing.
    let form = NewTicket { about: Some(draft), number: request.clone(), ..asked("Punya siapa ini?") };
    for actor in [&Actor::Stranger, &other] {
        let form = NewTicket { key: Uuid::new_v4(), ..form.clone() };
        let id = service.ask_for_help(actor, &form, Language::Id, HERE).await.unwrap();
        let number = service.opened_ticket(id).await.unwrap();
        let seen = service.desk_ticket(&officer, &number, true).await.unwrap();
        assert_eq!((seen.request, seen.typed_number, seen.typed_is_visible), (None, Some(request.clone()), true));
    }
    service.answer_ticket(&officer, &number, "", "Besok pagi.").await.unwrap();
    service.answer_ticket(&officer, &number, "", "Atau sore.").await.unwrap();
    let mail = letters(&house, "made@contoh.test").await;
    assert_eq!(mail.len(), 1, "told once until it is read");
    assert!(!mail[0].contains("Besok pagi"), "what it says is on the portal only");
    let notices = service.notices(&made, Language::Id).await.unwrap();
    assert_eq!(notices.iter().filter(|notice| notice.kind == "help_answered").count(), 1);
    assert_eq!(service.own_tickets(&made).await.unwrap()[0].unread, 2);
    let read = service.ticket(&made, None, &number, true).await.unwrap();
    assert_eq!((read.talk.messages.len(), read.with_account), (3, true));
    assert!(read.talk.messages.iter().all(|message| message.by.is_none()), "to citizens the office speaks");
    let data = service.export_data(&made, Language::Id).await.unwrap();
    assert!(data["questions"].to_string().contains("Besok pagi"), "a copy of one's data has it");
});

both_databases!(officers_see_the_questions_of_their_office_and_one_has_each, house => {
    let service = &house.service;
    service.ensure_office("KEC", "Kecamatan", "kecamatan").await.unwrap();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let dewi = house.officer("dewi@contoh.test", Role::FrontDesk).await;
    let supri = house.officer("supri@contoh.test", Role::Supervisor).await;
    let agus = house.officer("agus@contoh.test", Role::Administrator).await;
    let far = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    let id = service.ask_for_help(&Actor::Stranger, &asked(QUESTION), Language::En, HERE).await.unwrap();
    let number = service.opened_ticket(id).await.unwrap();
    for officer in [&rina, &dewi, &supri] {
        assert_eq!(service.tickets(officer, TicketPart::Open).await.unwrap().rows.len(), 1);
    }
    assert!(service.tickets(&far, TicketPart::Open).await.unwrap().rows.is_empty());
    assert!(matches!(service.desk_ticket(&far, &number, true).await, Err(Error::NotFound)));
    assert!(matches!(service.answer_ticket(&far, &number, "", "x").await, Err(Error::NotFound)));
    for refused in [service.claim_ticket(&agus, &number).await, service.close_ticket(&agus, &number, true).await] {
        assert!(matches!(refused, Err(Error::Forbidden)));
    }
    assert!(matches!(service.tickets(&Actor::Stranger, TicketPart::Open).await, Err(Error::SignInFirst)));
    assert!(matches!(service.ask_for_help(&rina, &asked("x"), Language::Id, HERE).await, Err(Error::Forbidden)));

    service.claim_ticket(&rina, &number).await.unwrap();
    service.claim_ticket(&rina, &number).await.unwrap();
    // Whoever looks on reads nothing for the office.
    service.release_ticket(&rina, &number).await.unwrap();
    assert!(matches!(service.release_ticket(&rina, &number).await, Err(Error::NotHeld)));
    service.claim_ticket(&rina, &number).await.unwrap();
    let refused = service.answer_ticket(&dewi, &number, "", "Saya jawab.").await;
    assert!(matches!(refused, Err(Error::Conflict { by: Some(name) }) if name.contains("rina")));
    house.clock.advance(Duration::minutes(20));
    service.answer_ticket(&dewi, &number, "looking", "Nearly done.").await.unwrap();
    let seen = service.desk_ticket(&dewi, &number, true).await.unwrap();
    assert!(seen.mine && seen.talk.messages[1].text.starts_with("Thank you."), "in the asker's language: {seen:?}");
    service.claim_ticket(&supri, &number).await.unwrap();
    assert!(service.desk_ticket(&supri, &number, true).await.unwrap().mine, "a supervisor may take it at once");
});

both_databases!(what_cannot_be_answered_is_not_asked, house => {
    let service = &house.service;
    let ask = async |form: NewTicket| service.ask_for_help(&Actor::Stranger, &form, Language::Id, HERE).await;
    for wrong in [
        asked(" \r\n\u{7} "),
        asked(&"a".repeat(1001)),
        NewTicket { email: "bukan".into(), ..asked("x") },
        NewTicket { phone: "12".into(), ..asked("x") },
        NewTicket { number: "K7RT-4MQX-8".into(), ..asked("x") },
        NewTicket { trap: "https://murah.example".into(), ..asked("x") },
    ] {
        assert!(matches!(ask(wrong.clone()).await, Err(Error::Fields(_))), "{wrong:?}");
    }
    assert_eq!(house.count("help_ticket").await, 0);
    for _ in 0..60 {
        ask(asked("Halo")).await.unwrap();
    }
    assert!(matches!(ask(asked("Halo")).await, Err(Error::TooMany { .. })));
    let elsewhere = service.ask_for_help(&Actor::Stranger, &asked("Halo"), Language::Id, "10.9.8.7").await;
    assert!(elsewhere.is_ok(), "others may");
});

both_databases!(questions_are_closed_by_themselves_and_forgotten_with_their_key, house => {
    let service = &house.service;
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let form = NewTicket { email: "orang@contoh.test".into(), ..asked(QUESTION) };
    let id = service.ask_for_help(&Actor::Stranger, &form, Language::Id, HERE).await.unwrap();
    let number = service.opened_ticket(id).await.unwrap();
    let own = service.ask_for_help(&made, &asked("Punya saya"), Language::Id, HERE).await.unwrap();
    let own = service.opened_ticket(own).await.unwrap();
    house.clock.advance(Duration::days(200));
    service.sweep().await.unwrap();
    assert_eq!(service.tickets(&officer, TicketPart::Open).await.unwrap().rows.len(), 2, "what waits is never closed");
    service.answer_ticket(&officer, &number, "", "Bisa.").await.unwrap();
    house.clock.advance(Duration::days(31));
    service.sweep().await.unwrap();
    let seen = service.desk_ticket(&officer, &number, true).await.unwrap();
    assert_eq!((seen.state, seen.talk.messages.len()), (TicketState::Closed, 2));
    let (keys, letters) = (house.count("data_key").await, house.count("outbox").await);
    house.clock.advance(Duration::days(91));
    service.sweep().await.unwrap();
    assert_eq!(house.count("data_key").await, keys - 1);
    assert!(house.count("outbox").await < letters);
    let seen = service.desk_ticket(&officer, &number, true).await.unwrap();
    assert_eq!((seen.talk.messages.len(), seen.email, seen.talk.may_write), (0, None, false));
    let secret = service.ticket_secret(id);
    assert!(matches!(service.open_ticket(&number, &secret, HERE).await, Err(Error::NotFound)));
    // An account takes what it asked along.
    assert!(service.desk_ticket(&officer, &own, true).await.unwrap().name.is_some());
    service.close_account(&made, "perahu-kayu-biru-7").await.unwrap();
    house.clock.advance(Duration::days(8));
    service.sweep().await.unwrap();
    let seen = service.desk_ticket(&officer, &own, true).await.unwrap();
    assert_eq!((seen.name, seen.talk.messages.len()), (None, 0));
    assert!(service.verify_history(&service::Checkpoints::default()).await.unwrap().found.is_empty());
});
