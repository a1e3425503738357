//! An officer at the counter fills in a request for a citizen, over HTTP and without a line of JavaScript: from the code
//! to the receipt. Every form that is posted stands on the page before it.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use crate::support::{Answer, Browser, Installation, Person, answers, nik, picture};
use axum::Router;
use domain::{Language, Role};
use http::StatusCode;
use server::live::hub::Hub;
use service::Service;

const PAGE: &str = "/petugas/bantu";
const PHONE: &str = "+6281290000001";
/// Steps of RP-01 with the questions that each asks.
const STEPS: usize = 8;

struct Counter {
    /// Its folder lives as long as it does.
    _installation: Installation,
    service: Arc<Service>,
    routes: Router,
    citizen: Person,
    officer: Person,
}

impl Counter {
    async fn open() -> Self {
        let installation = Installation::on_sqlite();
        let service = installation.open().await;
        let citizen = Person::citizen(&service, 1).await;
        let officer = Person::officer(&service, Role::FrontDesk).await;
        let routes = installation.routes(&service, &Hub::default());
        Self { _installation: installation, service, routes, citizen, officer }
    }

    fn browser(&self, who: &Person) -> Browser {
        Browser::new(&self.routes).with_cookie(&who.cookie)
    }

    /// The newest code sent to the citizen's phone.
    async fn code(&self) -> String {
        let mail = self.service.mailbox().await.unwrap();
        mail.into_iter().find_map(|letter| letter.code.filter(|_| letter.to == PHONE)).unwrap()
    }

    /// Asks, and begins with the code.
    async fn begins(&self, officer: &mut Browser) -> Answer {
        let page = ok(officer.visit(PAGE).await, PAGE);
        let name = nik(1);
        let fields = [("name", name.as_str()), ("by", "phone")];
        let page = ok(officer.fill(&page, "/api/petugas/bantu-minta", "", &fields).await, PAGE);
        let code = self.code().await;
        let typed = [("code", code.as_str())];
        ok(officer.fill(&page, "/api/petugas/bantu-mulai", "", &typed).await, PAGE)
    }
}

fn ok((end, answer): (String, Answer), address: &str) -> Answer {
    assert!(end.starts_with(address), "at {end}, not {address}");
    assert_eq!(answer.status, StatusCode::OK, "{end}: {}", answer.text);
    answer
}

#[tokio::test]
async fn from_the_code_to_the_receipt_without_a_script() {
    let counter = Counter::open().await;
    let mut officer = counter.browser(&counter.officer);
    let page = ok(officer.visit("/petugas/antrean").await, "/petugas/antrean");
    assert!(page.text.contains("href=\"/petugas/bantu\""), "the desk leads there");
    let before = officer.get("/permohonan/baru").await;
    assert_eq!(before.status, StatusCode::FORBIDDEN, "without a code an officer writes nothing");
    let page = counter.begins(&mut officer).await;
    assert!(page.text.contains("Slamet Riyadi") && page.text.contains("Selesai membantu"));
    assert!(page.text.contains("href=\"/permohonan/baru\""));

    let page = ok(officer.visit("/permohonan/baru").await, "/permohonan/baru");
    assert!(page.text.contains("Anda membantu"), "said above every page");
    let page = ok(officer.visit("/permohonan/baru/rp-01").await, "/permohonan/baru/rp-01");
    let (mut address, mut page) = officer.fill(&page, "/api/mulai", "", &[]).await;
    let all = answers(&counter.service);
    for _ in 0..STEPS {
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.text.contains("Anda membantu"), "{address}");
        for kept in ["leptos-island", "data-props", "citizen.wasm", "serviceWorker", "/pindai/"] {
            assert!(!page.text.contains(kept), "{kept} at {address}: nothing stays on the officer's device");
        }
        if address.contains("/isi/berkas") {
            break;
        }
        let mut fields: Vec<(&str, &str)> = all
            .iter()
            .filter(|(name, _)| page.text.contains(&format!("name=\"{name}\"")))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.push(("_go", "next"));
        (address, page) = officer.fill(&page, "/api/langkah", "data-form=\"step\"", &fields).await;
    }
    let draft = address.strip_prefix("/permohonan/").unwrap().split('/').next().unwrap().to_owned();
    for slot in ["surat_kehilangan", "ktp_el"] {
        let sent = officer.upload(&format!("/unggah/{draft}/{slot}"), "a.jpg", &picture()).await;
        page = ok(sent, &format!("/permohonan/{draft}/isi/berkas"));
    }
    assert!(!page.text.contains("src=\"/dokumen/"), "the officer opens no document of the citizen's");
    let page = ok(officer.visit(&format!("/permohonan/{draft}/isi/periksa")).await, "/permohonan/");
    assert!(page.text.contains("sudah dibacakan kepada pemohon"));
    let unread = officer.fill(&page, "/api/kirim", "", &[]).await;
    let page = ok(unread, &format!("/permohonan/{draft}/isi/periksa"));
    let receipt = officer.fill(&page, "/api/kirim", "", &[("statement", "true")]).await;
    let receipt = ok(receipt, &format!("/permohonan/{draft}/tanda-terima"));
    assert!(receipt.text.contains("Slamet Riyadi") && receipt.text.contains("Cetak halaman ini"));
    let again = ok(officer.visit(&format!("/permohonan/{draft}/isi/periksa")).await, "/permohonan/");
    assert!(again.text.contains("Cetak halaman ini"), "sent already: the receipt");
    assert_eq!(officer.get(&format!("/permohonan/{draft}/tanda-terima.pdf")).await.status, StatusCode::OK);

    // The citizen sees it as their own, and both names.
    let mut citizen = counter.browser(&counter.citizen);
    let status = ok(citizen.visit(&format!("/permohonan/{draft}")).await, "/permohonan/");
    assert!(status.text.contains("dibantu Rina Wulandari"));
    let inbox = ok(citizen.visit("/pesan").await, "/pesan");
    assert!(inbox.text.contains("sudah kami terima"), "the message is the citizen's");
    let mine = ok(citizen.visit("/akun/bantuan").await, "/akun/bantuan");
    assert!(mine.text.contains("Rina Wulandari") && mine.text.contains("Sedang membantu"));
    let number =
        counter.service.requests(&counter.citizen.actor, Language::Id).await.unwrap()[0].number.clone();
    let desk = ok(officer.visit(&format!("/petugas/berkas/{number}")).await, "/petugas/berkas/");
    assert!(desk.text.contains("Dibantu petugas") && desk.text.contains("petugas lain yang memutuskan"));
    assert!(desk.text.contains("Slamet Riyadi, dibantu Rina Wulandari"), "both names in the history");

    // The citizen ends it; the officer is told at the next step.
    let page = ok(citizen.fill(&mine, "/api/akhiri-bantuan", "", &[]).await, "/akun/bantuan");
    assert!(!page.text.contains("Sedang membantu"));
    let page = ok(officer.visit("/permohonan/baru").await, PAGE);
    assert!(page.text.contains("Bantuan sudah berakhir"));
    assert_eq!(officer.get("/permohonan/baru").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_same_words_whoever_is_named() {
    let counter = Counter::open().await;
    let mut said = Vec::new();
    for name in [nik(1), nik(777), "bukan apa-apa".to_owned()] {
        let mut officer = counter.browser(&counter.officer);
        let page = ok(officer.visit(PAGE).await, PAGE);
        let fields = [("name", name.as_str()), ("by", "phone")];
        let asked = ok(officer.fill(&page, "/api/petugas/bantu-minta", "", &fields).await, PAGE);
        let wrong = officer.fill(&asked, "/api/petugas/bantu-mulai", "", &[("code", "000000")]).await;
        let wrong = ok(wrong, PAGE);
        assert!(wrong.text.contains("ringkasan-galat"));
        said.push([asked.text, wrong.text].map(|page| main_of(&page)));
    }
    assert_eq!(said[0], said[1]);
    assert_eq!(said[0], said[2]);
}

/// What a page says, without what differs from visit to visit.
fn main_of(page: &str) -> String {
    let main = page.split_once("<main").unwrap().1.split("</main>").next().unwrap();
    main.to_owned()
}

#[tokio::test]
async fn outside_the_wizard_the_officer_stays_an_officer() {
    let counter = Counter::open().await;
    let sent = counter.citizen.errand(&counter.service).await.draft;
    counter.service.send(&counter.citizen.actor, sent, true).await.unwrap();
    let draft = counter.citizen.errand(&counter.service).await.draft;
    let documents =
        counter.service.step_view(&counter.citizen.actor, draft, "", Language::Id).await.unwrap().documents;
    let other = Person::citizen(&counter.service, 2).await;
    let foreign = other.errand(&counter.service).await.draft;
    let mut officer = counter.browser(&counter.officer);
    counter.begins(&mut officer).await;
    let page =
        ok(officer.visit(&format!("/permohonan/{draft}/isi")).await, &format!("/permohonan/{draft}/isi/"));
    assert!(!page.text.contains(&nik(1)), "no NIK");
    for (address, status) in [
        (format!("/permohonan/{foreign}/isi/periksa"), 404),
        (format!("/permohonan/{foreign}/tanda-terima"), 404),
        (format!("/permohonan/{sent}/tanda-terima"), 404),
        (format!("/permohonan/{sent}/tanda-terima.pdf"), 404),
        (format!("/dokumen/{}", documents[0].id), 404),
        (format!("/permohonan/{draft}/formulir/F-1.02"), 404),
        (format!("/permohonan/{draft}/pindai/ktp_el"), 403),
        ("/kk".to_owned(), 403),
        ("/akun/data".to_owned(), 403),
        ("/akun/email".to_owned(), 403),
        ("/akun/bantuan".to_owned(), 403),
    ] {
        let answer = officer.get(&address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
    }
    for address in ["/permohonan".to_owned(), format!("/permohonan/{sent}")] {
        assert_eq!(officer.get(&address).await.location.as_deref(), Some(PAGE), "{address}");
    }
    let account = ok(officer.visit("/akun").await, "/akun");
    assert!(account.text.contains("Rina Wulandari") && !account.text.contains("Slamet Riyadi"));
    let (_, thrown) = officer.submit("/api/hapus-draf", &[("id", &draft.to_string())]).await;
    assert!(thrown.status.is_success() || thrown.status == StatusCode::FORBIDDEN);
    assert!(
        counter.service.step_view(&counter.citizen.actor, draft, "", Language::Id).await.is_ok(),
        "thrown away by nobody"
    );
    // Signing out ends it, for the citizen too.
    officer.submit("/api/keluar", &[]).await;
    assert!(!counter.service.assistances(&counter.citizen.actor).await.unwrap()[0].open);
}
