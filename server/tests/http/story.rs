//! The main job over HTTP without a line of JavaScript: forms, redirects, cookies. Every form that is posted
//! stands on the page before it.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::support::{Answer, Browser, Installation, PASSWORD, Person, picture};
use axum::Router;
use domain::Role;
use http::StatusCode;
use server::live::hub::Hub;

/// A citizen's browser, then the desk's.
struct Story {
    routes: Router,
    browser: Browser,
}

type Page = (String, Answer);

fn ok(page: Page, address: &str) -> Answer {
    let (end, answer) = page;
    assert!(end.starts_with(address), "at {end}, not {address}");
    assert_eq!(answer.status, StatusCode::OK, "{end}: {}", answer.text);
    answer
}

impl Story {
    /// The newest code sent to `to`, as the demonstration's mailbox shows it.
    async fn code(&self, to: &str) -> String {
        let mail = Browser::new(&self.routes).get("/kotak-surat").await;
        let letters = mail.text.split("<article").skip(1);
        let mut letters = letters.filter(|letter| letter.contains(&format!("data-to=\"{to}\"")));
        let letter = letters.find(|letter| letter.contains("data-code=\"")).unwrap();
        letter.split_once("data-code=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }

    async fn registers(&mut self) -> Answer {
        let page = ok(self.browser.visit("/daftar").await, "/daftar");
        let fields = [
            ("nik", "9901016507840002"),
            ("kk_number", "9901010501150001"),
            ("name", "Siti Rahmawati"),
            ("phone", "0812 9000 0001"),
            ("email", "siti@contoh.test"),
            ("password", PASSWORD),
            ("password_again", "keliru"),
        ];
        let page = ok(self.browser.fill(&page, "/api/daftar", "", &fields).await, "/daftar");
        assert!(page.text.contains("ringkasan-galat"), "what is wrong is said");
        assert!(page.text.contains("9901016507840002"), "what was typed is still there");
        assert!(!page.text.contains(PASSWORD), "but for the password");
        let mut fields = fields;
        fields[6].1 = PASSWORD;
        let page = ok(self.browser.fill(&page, "/api/daftar", "", &fields).await, "/daftar/kode");
        let code = self.code("siti@contoh.test").await;
        let typed = [("email_code", code.as_str())];
        let page =
            ok(self.browser.fill(&page, "/api/daftar-kode", "value=\"email\"", &typed).await, "/daftar/kode");
        let code = self.code("+6281290000001").await;
        let typed = [("phone_code", code.as_str())];
        ok(self.browser.fill(&page, "/api/daftar-kode", "value=\"phone\"", &typed).await, "/kk")
    }

    async fn copies_the_card(&mut self) {
        let page = ok(self.browser.visit("/kk/alamat").await, "/kk/alamat");
        let head = [
            ("number", "9901010501150001"),
            ("address", "Dusun Kemiri 12"),
            ("rt", "2"),
            ("rw", "5"),
            ("village", "Contohsari"),
            ("district", "Contoh"),
            ("postcode", "55999"),
        ];
        let page = ok(self.browser.fill(&page, "/api/kk", "", &head).await, "/kk/anggota/baru");
        let mother = [
            ("name", "Siti Rahmawati"),
            ("nik", "9901016507840002"),
            ("relation", "1"),
            ("sex", "2"),
            ("birth_place", "Contoh"),
            ("birth_date.day", "25"),
            ("birth_date.month", "7"),
            ("birth_date.year", "1984"),
            ("religion", "1"),
            ("education", "5"),
            ("occupation", "2"),
            ("marital", "2"),
            ("go", "lagi"),
        ];
        let page = ok(self.browser.fill(&page, "/api/kk-anggota", "", &mother).await, "/kk/anggota/baru");
        let mut son = mother;
        for (name, value) in &mut son {
            *value = match *name {
                "name" => "Dimas Prasetyo",
                "nik" => "9901010405060003",
                "sex" | "marital" => "1",
                "birth_date.month" => "5",
                "birth_date.year" => "2006",
                "relation" | "birth_date.day" | "education" => "4",
                "go" => "",
                _ => value,
            };
        }
        let page = ok(self.browser.fill(&page, "/api/kk-anggota", "", &son).await, "/kk");
        assert!(page.text.contains("Dimas Prasetyo"));
    }

    /// Fills in a step and presses "Lanjut".
    async fn step(&mut self, page: &Answer, fields: &[(&str, &str)]) -> Page {
        let fields: Vec<_> = fields.iter().copied().chain([("_go", "next")]).collect();
        self.browser.fill(page, "/api/langkah", "data-form=\"step\"", &fields).await
    }

    /// Writes to the last look; the draft's address and that page.
    async fn writes(&mut self) -> (String, Answer) {
        let page = ok(self.browser.visit("/permohonan/baru/kk-07").await, "/permohonan/baru");
        let (first, page) = self.browser.fill(&page, "/api/mulai", "", &[]).await;
        let draft = first.strip_suffix("/isi/anggota").unwrap().to_owned();
        let son = page.text.split("name=\"member\"").nth(2).unwrap();
        let son = son.split_once("value=\"").unwrap().1.split('"').next().unwrap();
        let at = |step: &str| format!("{draft}/isi/{step}");
        let page = ok(self.step(&page, &[("member", son)]).await, &at("pendidikan"));
        let page = ok(self.step(&page, &[("education", "5")]).await, &at("bukti"));
        let page = ok(self.step(&page, &[("proof", "diploma")]).await, &at("dasar"));
        let paper = [
            ("school", "SMA Negeri 1 Contoh"),
            ("proof_number", "DN-99/M-SMA/26/0012345"),
            ("proof_date.day", "31"),
            ("proof_date.month", "2"),
            ("proof_date.year", "2026"),
        ];
        let page = ok(self.step(&page, &paper).await, &at("dasar?galat=1"));
        assert!(page.text.contains("ringkasan-galat"), "31 February is said to be wrong");
        assert!(
            page.text.contains("value=\"31\"") && page.text.contains("SMA Negeri 1 Contoh"),
            "and is still there"
        );
        let right = [("proof_date.day", "2"), ("proof_date.month", "2"), ("proof_date.year", "2026")];
        let right: Vec<_> = paper[..2].iter().chain(&right).copied().collect();
        let page = ok(self.step(&page, &right).await, &at("berkas"));
        let page = ok(self.step(&page, &[]).await, &at("berkas?galat=1"));
        assert!(page.text.contains("ringkasan-galat"), "no document yet");
        for slot in ["ijazah", "kartu_keluarga"] {
            self.uploads(&page, &draft, slot).await;
        }
        let page = ok(self.browser.visit(&at("berkas")).await, &at("berkas"));
        (draft.clone(), ok(self.step(&page, &[]).await, &at("periksa")))
    }

    async fn uploads(&mut self, page: &Answer, draft: &str, slot: &str) {
        let to = format!("/unggah{}/{slot}", draft.strip_prefix("/permohonan").unwrap());
        page.form(&to, "multipart/form-data");
        let name = format!("{slot}.jpg");
        let page = ok(self.browser.upload(&to, &name, &picture()).await, &format!("{draft}/isi/berkas"));
        assert!(page.text.contains(&name), "the file is listed");
    }

    /// Sends from the last look; the number on the receipt.
    async fn sends(&mut self, draft: &str, page: &Answer) -> String {
        let page = ok(self.browser.fill(page, "/api/kirim", "", &[]).await, &format!("{draft}/isi/periksa"));
        assert!(page.text.contains("ringkasan-galat"), "the statement is not ticked");
        let ticked = [("statement", "true")];
        let end = self.browser.fill(&page, "/api/kirim", "", &ticked).await;
        let receipt = ok(end, &format!("{draft}/tanda-terima"));
        let number =
            receipt.text.split_once("receipt-number\">").unwrap().1.split('<').next().unwrap().to_owned();
        // Pressing once more after going back.
        let again = self.browser.fill(&page, "/api/kirim", "", &ticked).await;
        assert!(ok(again, &format!("{draft}/tanda-terima")).text.contains(&number), "one receipt");
        number
    }
}

/// The officer's browser.
struct Desk {
    browser: Browser,
    number: String,
}

impl Desk {
    fn case(&self) -> String {
        format!("/petugas/berkas/{}", self.number)
    }

    async fn claims(&mut self) -> Answer {
        let queue = ok(self.browser.visit("/petugas/antrean").await, "/petugas/antrean");
        assert!(queue.text.contains(&self.number), "it waits in the queue");
        let page = ok(self.browser.visit(&self.case()).await, &self.case());
        ok(self.browser.fill(&page, "/api/petugas/ambil", "", &[]).await, &self.case())
    }

    async fn returns(&mut self, page: &Answer) {
        assert!(
            page.text.contains("tanda[d:ijazah]") && page.text.contains("formaction=\"/api/petugas/tinjau\"")
        );
        let judged = [
            ("tanda[d:ijazah]", "tandai"),
            ("alasan[d:ijazah]", "blurred"),
            ("catatan[d:ijazah]", "Nomor tidak terbaca di foto."),
            ("tanda[q:proof_number]", "tandai"),
            ("alasan[q:proof_number]", ""),
            ("command", "return"),
        ];
        let hidden = page.form("/api/petugas/putusan", "id=\"putusan\"");
        let all = |fields: &[(&'static str, &'static str)]| {
            let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            hidden.chain(fields.iter().copied()).collect::<Vec<_>>()
        };
        let again = self.browser.submit("/api/petugas/tinjau", &all(&judged)).await;
        let again = ok(again, &self.case());
        assert!(again.text.contains("ringkasan-galat"), "a flag without a reason");
        assert!(again.text.contains("Nomor tidak terbaca di foto."), "what was typed is still there");
        let mut judged = judged;
        judged[4].1 = "differs_from_document";
        let preview = ok(self.browser.submit("/api/petugas/tinjau", &all(&judged)).await, &self.case());
        assert!(preview.text.contains("Nomor tidak terbaca di foto."), "the citizen's words");
        let page = self.browser.fill(&preview, "/api/petugas/putusan", "name=\"command\"", &[]).await;
        ok(page, &self.case());
    }

    async fn decides(&mut self, page: &Answer, command: &str, note: &str) -> Answer {
        let mark = match command {
            // With the ticks of the checklist.
            "approve" => "id=\"putusan\"".to_owned(),
            _ if note.is_empty() => format!("value=\"{command}\""),
            _ => "name=\"note\"".to_owned(),
        };
        let fields = [("command", command), ("note", note)];
        let end = self.browser.fill(page, "/api/petugas/putusan", &mark, &fields).await;
        let page = ok(end, &self.case());
        assert!(!page.text.contains("ringkasan-galat"), "{command}: {}", page.text);
        page
    }
}

#[tokio::test]
async fn a_family_gets_its_change_without_javascript() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    Person::officer(&service, Role::Verifier).await;
    let mut story = Story { browser: Browser::new(&routes), routes: routes.clone() };
    story.registers().await;
    story.copies_the_card().await;
    let (draft, last_look) = story.writes().await;
    let number = story.sends(&draft, &last_look).await;

    let mut desk = Desk { browser: Browser::new(&routes), number: number.clone() };
    let page = ok(desk.browser.visit("/petugas/antrean").await, "/masuk");
    let who = [("name", "verifier.dinas@contoh.test"), ("password", PASSWORD)];
    let page = ok(desk.browser.fill(&page, "/api/masuk", "", &who).await, "/masuk/kode");
    let code = story.code("verifier.dinas@contoh.test").await;
    let code = [("code", code.as_str())];
    ok(desk.browser.fill(&page, "/api/masuk-kode", "", &code).await, "/petugas/antrean");
    let case = desk.claims().await;
    desk.returns(&case).await;

    let mail = Browser::new(&routes).get("/kotak-surat").await;
    assert!(mail.text.contains("Nomor tidak terbaca di foto."), "the full reason is in the message");
    let status = ok(story.browser.visit(&draft).await, &draft);
    assert!(status.text.contains("Nomor tidak terbaca di foto."), "and on the page");
    let page = ok(story.browser.visit(&format!("{draft}/isi/dasar")).await, &format!("{draft}/isi/dasar"));
    let page = ok(
        story.step(&page, &[("proof_number", "DN-99/M-SMA/26/0054321"), ("school", "Bukan ini")]).await,
        &format!("{draft}/isi/berkas"),
    );
    let page = ok(
        story.browser.fill(&page, "/api/hapus-berkas", "ijazah.jpg", &[]).await,
        &format!("{draft}/isi/berkas"),
    );
    story.uploads(&page, &draft, "ijazah").await;
    let page = ok(story.browser.visit(&format!("{draft}/isi/berkas")).await, &draft);
    let page = ok(story.step(&page, &[]).await, &format!("{draft}/isi/periksa"));
    assert!(!page.text.contains("Bukan ini"), "what was not flagged stays closed");
    assert_eq!(story.sends(&draft, &page).await, number, "the number stays");

    let case = desk.claims().await;
    assert!(case.text.contains("DN-99/M-SMA/26/0054321"), "corrected");
    let case = desk.decides(&case, "approve", "").await;
    let case = desk.decides(&case, "enter_siak", "").await;
    let case = desk.decides(&case, "await_signature", "").await;
    desk.decides(&case, "complete", "Ambil di loket 3.").await;
    let status = ok(story.browser.visit(&draft).await, &draft);
    let mail = Browser::new(&routes).get("/kotak-surat").await;
    assert!(mail.text.contains("Ambil di loket 3."), "told how to fetch it");
    assert!(
        !status.text.contains("Nomor tidak terbaca di foto."),
        "what was corrected is no complaint any more"
    );
    let report = service.reconcile().await.unwrap();
    assert!(report.is_whole() && report.requests == 1, "{report:?}");
}
