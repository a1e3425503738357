//! The copy of one's own data: for programs and for people, all of it and in words.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::support::{Browser, Installation, PASSWORD, Person, picture};
use app::text::data_sheet;
use axum::{Router, body::Body};
use domain::{Command, Flag, Language, Role, Target, Zone};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::Value;
use server::live::hub::Hub;
use service::{DecisionForm, NewMessageFile, NewTicket, Recorded, Sheet, SheetPart};
use tower::ServiceExt as _;

async fn bytes(routes: &Router, path: &str, cookies: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(path).header(header::COOKIE, cookies).body(Body::empty()).unwrap();
    let answer = routes.clone().oneshot(request).await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    (status, headers, answer.into_body().collect().await.unwrap().to_bytes().to_vec())
}

/// What stands before each value, and each value.
fn told(sheet: &Sheet) -> (Vec<&str>, Vec<&str>) {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for part in &sheet.parts {
        match part {
            SheetPart::Heading(text) => names.push(text.as_str()),
            SheetPart::Facts(facts) => {
                names.extend(facts.iter().map(|(name, _)| name.as_str()));
                values.extend(facts.iter().map(|(_, value)| value.as_str()));
            }
            SheetPart::Table(heads, rows) => {
                names.extend(heads.iter().map(|(head, _)| head.as_str()));
                values.extend(rows.iter().flatten().map(String::as_str));
            }
            SheetPart::Text(_) | SheetPart::Note(_) | SheetPart::Square(..) => {}
        }
    }
    (names, values)
}

fn keys<'a>(value: &'a Value, all: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                all.push(key);
                keys(value, all);
            }
        }
        Value::Array(many) => many.iter().for_each(|one| keys(one, all)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_ones_data_is_a_file_for_programs_and_a_sheet_for_people() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let owner = Person::citizen(&service, 1).await;
    let request = owner.errand(&service).await.draft;
    let number = service.send(&owner.actor, request, true).await.unwrap().number.to_string();
    let file = NewMessageFile { name: "surat-rt.jpg".into(), bytes: picture() };
    service.write_message_with(&owner.actor, request, "", "Ini suratnya", vec![file]).await.unwrap();
    let rina = Person::officer(&service, Role::Verifier).await;
    service.claim(&rina.actor, &number, None).await.unwrap();
    let seen = service.desk_request(&rina.actor, &number, Language::Id).await.unwrap();
    let flag = Flag {
        target: Target::Document { slot: "surat_kehilangan".into() },
        reason: "needs_visit".into(),
        note: "Bawa surat aslinya".into(),
    };
    let form = DecisionForm {
        command: Command::Return,
        version: seen.request.version,
        flags: vec![flag],
        note: String::new(),
        recorded: Recorded::default(),
    };
    service.decide(&rina.actor, &number, &form).await.unwrap();
    service.ask_correction(&owner.actor, "name", "Slamet Riyadi Putra").await.unwrap();
    let ticket = NewTicket { text: "Kapan KK saya dicetak?".into(), ..NewTicket::default() };
    service.ask_for_help(&owner.actor, &ticket, Language::Id, "127.0.0.1").await.unwrap();
    service.start_draft(&owner.actor, uuid::Uuid::now_v7(), "KK-07").await.unwrap();

    let routes = installation.routes(&service, &Hub::default());
    let mut browser = Browser::new(&routes).with_cookie(&owner.cookie);
    let unproven = bytes(&routes, "/akun/data.pdf", &browser.cookies()).await;
    assert_eq!(unproven.0, StatusCode::NOT_FOUND, "without the password nobody gets it");
    let (_, page) = browser.submit("/api/data-saya", &[("current", PASSWORD)]).await;
    assert!(page.text.contains("/akun/data.pdf") && page.text.contains("/akun/data.json"), "{}", page.text);

    let (status, headers, pdf) = bytes(&routes, "/akun/data.pdf", &browser.cookies()).await;
    assert_eq!((status, &pdf[..5]), (StatusCode::OK, b"%PDF-".as_slice()));
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(headers[header::CONTENT_DISPOSITION], "inline; filename=\"data-saya.pdf\"");

    for language in [Language::Id, Language::En] {
        let copy = service.export_data(&owner.actor, language).await.unwrap();
        let sheet = data_sheet(&copy, language, Zone::Wib, false);
        let (names, values) = told(&sheet);
        for whole in [
            "9901010101900001",
            "9901010501150001",
            "warga1@contoh.test",
            "Dusun Kemiri 12",
            number.as_str(),
            "Ini suratnya",
            "surat-rt.jpg",
            "Bawa surat aslinya",
            "Slamet Riyadi Putra",
            "Kapan KK saya dicetak?",
        ] {
            assert!(values.iter().any(|value| value.contains(whole)), "{whole}: {values:#?}");
        }
        // Whatever the file has has a name for people: none is called as programs call it.
        let mut raw = Vec::new();
        keys(&copy, &mut raw);
        for key in raw {
            assert!(!names.contains(&key), "{key} has no name: {names:#?}");
        }
        let codes = ["looked_at", "needs_correction", "data_exported", "T00:", "•", "kind:"];
        for code in codes {
            assert!(!values.iter().any(|value| value.contains(code)), "{code}: {values:#?}");
        }
    }
}
