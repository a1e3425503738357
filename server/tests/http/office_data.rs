//! The office's data on a citizen's own pages: for a linked account a notice and a button, for any other not a sign.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{io::Cursor, sync::Arc};

use crate::support::{Browser, Installation, Person, nik};
use http::StatusCode;
use sea_orm::ConnectionTrait as _;
use server::live::hub::Hub;
use service::{ImportOptions, Service};

const HEADER: &str = "kk_number,address,rt,rw,village,district,nik,name,sex,birth_place,birth_date,religion,education,\
                      occupation,marital,relation";

/// The register has the first citizen, at another address than was typed.
async fn load(service: &Service) {
    let card = "9901010501150001,Dusun Mawar 5,2,5,Contohsari,Contoh";
    let row = format!("{card},{},SLAMET RIYADI,1,Contoh,1980-05-04,1,4,3,2,1", nik(1));
    let file = Box::new(Cursor::new(format!("{HEADER}\n{row}\n").into_bytes()));
    let report = service.import_families(file, ImportOptions::default(), &mut |_| ()).await.unwrap();
    assert!(report.counts, "{report:?}");
}

/// What a page shows, without the signs that are new on every answer.
fn shown(page: &str) -> String {
    let inside = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    inside.unwrap().to_owned()
}

struct Counter {
    installation: Installation,
    service: Arc<Service>,
    person: Person,
    browser: Browser,
}

impl Counter {
    async fn new() -> Self {
        let installation = Installation::on_sqlite();
        let service = installation.open().await;
        let person = Person::citizen(&service, 1).await;
        let routes = installation.routes(&service, &Hub::default());
        let browser = Browser::new(&routes).with_cookie(&person.cookie);
        Self { installation, service, person, browser }
    }

    async fn link(&self) {
        let database = self.installation.database().await;
        database.execute_unprepared("UPDATE account SET link = 'linked'").await.unwrap();
    }

    async fn address(&self) -> String {
        self.service.card(&self.person.actor).await.unwrap().card.unwrap().address
    }
}

/// The page of an error: each has a number of its own, by which the office finds it in the log.
fn but_for_its_number(html: &str) -> String {
    let page = shown(html);
    let (_, rest) = page.split_once("galat=").unwrap();
    let number = rest.split('"').next().unwrap().to_owned();
    assert!(number.len() >= 6 && number.chars().all(|one| one.is_ascii_alphanumeric()), "{number}");
    page.replace(&number, "")
}

#[tokio::test]
async fn whoever_is_not_linked_gets_the_same_pages_with_a_register_and_without() {
    let mut counter = Counter::new().await;
    let pages = ["/kk", "/kk/alamat", "/kk/anggota/baru", "/permohonan/baru", "/akun"];
    let mut before = Vec::new();
    for page in pages {
        before.push(shown(&counter.browser.visit(page).await.1.text));
    }
    let refused = counter.browser.get("/kk/data-kantor").await;
    load(&counter.service).await;
    for (page, before) in pages.into_iter().zip(before) {
        // The form of somebody new has a new id each time.
        let mut lines = [before, shown(&counter.browser.visit(page).await.1.text)];
        for text in &mut lines {
            if let Some(at) = text.find("name=\"id\" value=\"") {
                text.replace_range(at..at + 53, "");
            }
        }
        assert_eq!(lines[0], lines[1], "{page}");
    }
    let still = counter.browser.get("/kk/data-kantor").await;
    assert_eq!((refused.status, still.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(but_for_its_number(&refused.text), but_for_its_number(&still.text));
    let address = counter.address().await;
    counter.browser.submit("/api/kk-data-kantor", &[]).await;
    assert_eq!(counter.address().await, address);
}

#[tokio::test]
async fn whoever_is_linked_is_asked_with_both_values_in_view_before_the_offices_data_are_taken() {
    let mut counter = Counter::new().await;
    counter.link().await;
    load(&counter.service).await;
    let page = counter.browser.visit("/kk").await.1.text;
    assert!(page.contains("Berbeda dari data kantor") && page.contains("href=\"/kk/data-kantor\""), "{page}");
    let page = counter.browser.visit("/kk/data-kantor").await.1.text;
    for words in ["Dusun Kemiri 12", "Dusun Mawar 5", "action=\"/api/kk-data-kantor\"", "Biarkan isian saya"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(counter.address().await, "Dusun Kemiri 12", "looking changes nothing");
    let (end, page) = counter.browser.submit("/api/kk-data-kantor", &[]).await;
    assert_eq!(end, "/kk");
    assert!(page.text.contains("sekarang memakai data kantor") && page.text.contains("Dusun Mawar 5"));
    assert!(!page.text.contains("Berbeda dari data kantor"));
    assert_eq!(counter.browser.get("/kk/data-kantor").await.status, StatusCode::NOT_FOUND);
}
