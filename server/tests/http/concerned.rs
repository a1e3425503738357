//! Over HTTP, without a script: objecting to somebody else's request and answering it; files with a question to the
//! office; and what is handed over to somebody without an appointment.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeMap, sync::Arc};

use crate::support::{Browser, Installation, Person, member, nik};
use domain::{Command, Language, MemberForm, Role};
use http::StatusCode;
use sea_orm::ConnectionTrait as _;
use server::live::hub::Hub;
use service::{DecisionForm, NewResult, NewTicket, Recorded, Service};
use uuid::Uuid;

const WORDS: &str = "Ijazah itu bukan <milik> saya.";

/// A request of `owner` about the education of the person with the NIK of the second citizen.
async fn about_the_other(service: &Service, owner: &Person) -> (Uuid, String) {
    let member = MemberForm { marital: "1".into(), relation: "4".into(), ..member(2, "Yohana Tarigan") };
    service.save_member(&owner.actor, &member, None).await.unwrap();
    let draft = Uuid::now_v7();
    service.start_draft(&owner.actor, draft, "KK-07").await.unwrap();
    let id = member.id.to_string();
    let answers = [
        ("member", id.as_str()),
        ("education", "5"),
        ("proof", "diploma"),
        ("school", "SMA Negeri 1 Contoh"),
        ("proof_number", "DN-99"),
        ("proof_date.day", "4"),
        ("proof_date.month", "5"),
        ("proof_date.year", "2026"),
    ];
    let answers: BTreeMap<String, String> =
        answers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    service.save_answers(&owner.actor, draft, &answers).await.unwrap();
    for slot in ["ijazah", "kartu_keluarga"] {
        owner.upload(service, draft, slot).await;
    }
    let number = service.send(&owner.actor, draft, true).await.unwrap().number.to_string();
    (draft, number)
}

#[tokio::test]
async fn an_objection_is_filed_answered_and_read_without_a_script() {
    let installation = Installation::on_sqlite();
    let service: Arc<Service> = installation.open().await;
    let (owner, other) = (Person::citizen(&service, 1).await, Person::citizen(&service, 2).await);
    let verifier = Person::officer(&service, Role::Verifier).await;
    let linked = "UPDATE account SET link = 'linked' WHERE role = 'citizen'";
    installation.database().await.execute_unprepared(linked).await.unwrap();
    let (request, number) = about_the_other(&service, &owner).await;
    let routes = installation.routes(&service, &Hub::default());
    let browser = |person: &Person| Browser::new(&routes).with_cookie(&person.cookie);
    let (mut theirs, mut own, mut desk) = (browser(&other), browser(&owner), browser(&verifier));

    let (_, list) = theirs.visit("/permohonan").await;
    let address = format!("/permohonan/{request}/keberatan");
    assert!(list.text.contains(&address) && list.text.contains(&number), "it is listed");
    assert!(!own.visit("/permohonan").await.1.text.contains("/keberatan"), "not for whose it is");
    let (_, page) = theirs.visit(&address).await;
    for secret in ["Slamet Riyadi", "SMA Negeri 1", "DN-99", "Dusun Kemiri", &nik(1)] {
        assert!(!page.text.contains(secret), "{secret}");
    }
    let (at, page) = theirs.fill(&page, "/api/keberatan", "textarea", &[("words", "")]).await;
    assert_eq!(at, address);
    assert!(page.text.contains("aria-invalid=\"true\""), "what is missing is said at the field");
    let (_, page) = theirs.fill(&page, "/api/keberatan", "textarea", &[("words", WORDS)]).await;
    assert!(page.text.contains("&lt;milik&gt;") && !page.text.contains("<milik>"), "as typed, as text");
    assert!(!page.text.contains("action=\"/api/keberatan\""), "one at a time");

    let status = own.visit(&format!("/permohonan/{request}")).await.1.text;
    assert!(status.contains("Ada keberatan atas permohonan ini") && !status.contains("milik&gt;"));

    let case = format!("/petugas/berkas/{number}");
    desk.post("/api/petugas/ambil", &format!("number={number}")).await;
    let (_, page) = desk.visit(&case).await;
    assert!(page.text.contains("&lt;milik&gt;") && !page.text.contains("value=\"approve\""));
    let answer = [("go", "dismiss"), ("objection_answer", "Kami melihat aslinya."), ("objection_note", "")];
    let (_, page) = desk.fill(&page, "/api/petugas/keberatan", "objection_answer", &answer).await;
    assert!(page.text.contains("value=\"approve\""), "it can be approved now");

    let page = theirs.visit(&address).await.1.text;
    assert!(page.contains("Kami melihat aslinya."));
    let status = own.visit(&format!("/permohonan/{request}")).await.1.text;
    assert!(!status.contains("Kami melihat aslinya.") && status.contains("tidak menghalangi"));
    let mut stranger = Browser::new(&routes);
    assert_eq!(stranger.visit(&address).await.0.split('?').next(), Some("/masuk"));
}

#[tokio::test]
async fn a_photo_goes_along_with_a_question_of_who_is_signed_in() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let (owner, other) = (Person::citizen(&service, 1).await, Person::citizen(&service, 2).await);
    let form = NewTicket { key: Uuid::new_v4(), text: "Cukupkah ini?".into(), ..NewTicket::default() };
    let id = service.ask_for_help(&owner.actor, &form, Language::Id, "127.0.0.1").await.unwrap();
    let number = service.opened_ticket(id).await.unwrap();
    let routes = installation.routes(&service, &Hub::default());
    let mut browser = Browser::new(&routes).with_cookie(&owner.cookie);
    let page = browser.visit("/bantuan/tanya").await.1.text;
    assert!(page.contains("action=\"/unggah/tanya\"") && page.contains("multipart/form-data"));
    // Without words nothing is asked, and the page says so.
    let (at, page) = browser.upload("/unggah/tanya", "surat.jpg", &crate::support::picture()).await;
    assert!(at.starts_with("/bantuan/tanya") && page.text.contains("aria-invalid=\"true\""), "{at}");
    let to = format!("/unggah/tanya/{number}");
    let (at, page) = browser.upload(&to, "surat.jpg", &crate::support::picture()).await;
    assert_eq!(at, format!("/bantuan/tiket/{number}"));
    let file = page.find("href=\"/lampiran/", "href").unwrap();
    assert!(page.text.contains("surat.jpg"), "{}", page.text);
    assert_eq!(browser.get(&file).await.status, StatusCode::OK);
    let mut others = Browser::new(&routes).with_cookie(&other.cookie);
    assert_eq!(others.get(&file).await.status, StatusCode::NOT_FOUND);
    assert_eq!(others.upload(&to, "x.jpg", &crate::support::picture()).await.1.status, StatusCode::NOT_FOUND);
    let (at, page) = browser.upload(&to, "program.exe", b"MZ not a picture").await;
    assert_eq!(at.split('#').next(), Some(format!("/bantuan/tiket/{number}").as_str()));
    assert!(page.text.contains("ringkasan-galat") && !page.text.contains("program.exe"));

    let mut stranger = Browser::new(&routes);
    let page = stranger.visit("/bantuan/tanya").await.1.text;
    assert!(page.contains("action=\"/api/bantuan-kirim\"") && !page.contains("type=\"file\""));
    let refused = stranger.upload("/unggah/tanya", "x.jpg", &crate::support::picture()).await.1;
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
    assert_eq!(installation.count("SELECT count(*) FROM help_ticket").await, 1);
}

#[tokio::test]
async fn who_comes_without_an_appointment_is_noted_at_the_counters_day() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let owner = Person::citizen(&service, 1).await;
    let verifier = Person::officer(&service, Role::Verifier).await;
    let draft = owner.errand(&service).await.draft;
    let number = service.send(&owner.actor, draft, true).await.unwrap().number.to_string();
    let routes = installation.routes(&service, &Hub::default());
    let mut browser = Browser::new(&routes).with_cookie(&verifier.cookie);
    let note = [("number", number.as_str()), ("office", "DINAS")];
    let (at, page) = browser.submit("/api/petugas/janji-tanpa", &note).await;
    assert!(at.starts_with("/petugas/janji") && page.text.contains("aria-invalid=\"true\""), "not done yet");
    assert_eq!(
        page.find("name=\"number\"", "value").as_deref(),
        Some(number.as_str()),
        "nothing typed is lost"
    );
    service.claim(&verifier.actor, &number, None).await.unwrap();
    for command in [Command::Approve, Command::EnterSiak, Command::AwaitSignature, Command::Complete] {
        if command == Command::Complete {
            let collect = NewResult {
                kind: "collect".into(),
                place: "Loket".into(),
                when: "Hari kerja".into(),
                ..NewResult::default()
            };
            service.attach_result(&verifier.actor, &number, &collect, None).await.unwrap();
        }
        let seen = service.desk_request(&verifier.actor, &number, Language::Id).await.unwrap();
        let form = DecisionForm {
            command,
            version: seen.request.version,
            flags: Vec::new(),
            note: String::new(),
            recorded: Recorded::default(),
        };
        service.decide(&verifier.actor, &number, &form).await.unwrap();
    }
    let (_, page) = browser.submit("/api/petugas/janji-tanpa", &note).await;
    assert!(page.text.contains("tanpa janji temu") && page.text.contains(&number), "{}", page.text);
    let (_, page) = browser.fill(&page, "/api/petugas/janji-loket", &number, &[("act", "undo")]).await;
    assert!(!page.text.contains("tanpa janji temu</span>"), "taken back");
}
