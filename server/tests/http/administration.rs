//! An administrator is asked for the password before an act of administration, and nothing typed is lost on the way.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::support::{Browser, Installation, PASSWORD, Person};
use domain::Role;
use server::live::hub::Hub;
use service::{InviteForm, ScopeForm};

/// The hidden inputs of the page that asks, as a browser posts them.
fn hidden(page: &str) -> Vec<(String, String)> {
    let of = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!("{name}=\""))?.1;
        Some(
            rest.split_once('"')?
                .0
                .replace("&amp;", "&")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">"),
        )
    };
    page.split("<input")
        .skip(1)
        .map(|tag| tag.split('>').next().unwrap())
        .filter(|tag| tag.contains("type=\"hidden\""))
        .filter_map(|tag| Some((of(tag, "name")?, of(tag, "value")?)))
        .collect()
}

#[tokio::test]
async fn the_password_is_asked_once_and_what_was_posted_is_done() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let person = Person::officer(&service, Role::Administrator).await;
    let routes = installation.routes(&service, &Hub::default());
    let mut browser = Browser::new(&routes).with_cookie(&person.cookie);
    let day = [
        ("day.day", "25"),
        ("day.month", "12"),
        ("day.year", "2026"),
        ("name", "Natal & \"cuti\" <bersama>"),
    ];
    let (at, page) = browser.submit("/api/petugas/libur", &day).await;
    assert_eq!(at, "/petugas/konfirmasi");
    assert_eq!(service.holidays(&person.actor).await.unwrap().len(), 0, "not yet");
    assert!(page.text.contains("action=\"/api/petugas/libur\""), "{}", page.text);
    let fields = hidden(&page.text);
    assert_eq!(fields.len(), 4, "{fields:?}");
    let with = |password: &'static str| {
        let mut fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("_sandi", password));
        fields
    };
    let (at, page) = browser.submit("/api/petugas/libur", &with("salah")).await;
    assert_eq!(at, "/petugas/konfirmasi");
    assert!(page.text.contains("href=\"#f-_sandi\"") || page.text.contains("_sandi-error"), "{}", page.text);
    assert_eq!(hidden(&page.text), fields, "a wrong password loses nothing");
    assert_eq!(service.holidays(&person.actor).await.unwrap().len(), 0);
    let (at, page) = browser.submit("/api/petugas/libur", &with(PASSWORD)).await;
    assert_eq!(at, "/petugas/kalender", "{}", page.text);
    let days = service.holidays(&person.actor).await.unwrap();
    assert_eq!(days.len(), 1);
    assert_eq!(days[0].name, "Natal & \"cuti\" <bersama>");
    // For ten minutes nothing more is asked.
    let (at, _) = browser.submit("/api/petugas/hapus-libur", &[("day", "2026-12-25")]).await;
    assert_eq!(at, "/petugas/kalender");
    assert_eq!(service.holidays(&person.actor).await.unwrap().len(), 0);
    // And the page that asks has nothing to ask.
    assert_ne!(browser.visit("/petugas/konfirmasi").await.0, "/petugas/konfirmasi");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_officer_is_in_with_the_password_where_no_second_factor_is_asked() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    assert!(!service.settings().officer_second_factor);
    let agus = Person::officer(&service, Role::Administrator).await;
    let scope = ScopeForm { role: "verifier".into(), office: "DINAS".into(), district: String::new() };
    let invited = InviteForm {
        name: "Wati Contoh".into(),
        email: "wati@contoh.test".into(),
        language: "id".into(),
        scope,
    };
    service.invite_officer(&agus.actor, &invited).await.unwrap();
    let routes = installation.routes(&service, &Hub::default());
    let mut browser = Browser::new(&routes);
    let letters = browser.get("/kotak-surat").await.text;
    let token: String =
        letters.split_once("/undangan/").unwrap().1.chars().take_while(char::is_ascii_hexdigit).collect();
    let page = browser.get(&format!("/undangan/{token}")).await.text;
    assert!(page.contains("wati@contoh.test") && !page.contains("dua langkah"), "{page}");
    let chosen = [("token", token.as_str()), ("password", PASSWORD), ("password_again", PASSWORD)];
    let (at, page) = browser.submit("/api/undangan", &chosen).await;
    assert_eq!(at, "/petugas/antrean", "{}", page.text);
}
