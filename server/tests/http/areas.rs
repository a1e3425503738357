//! The village in the head of the card, chosen without a line of JavaScript: by words, from lists, by hand.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::support::{Answer, Browser, Installation, Person};
use axum::Router;
use http::StatusCode;
use server::live::hub::Hub;
use service::Service;
use std::sync::Arc;

const FORM: &str = "/kk/alamat";
/// What is typed before the village is chosen; none of it may be lost on the way.
const TYPED: [(&str, &str); 4] =
    [("number", "9901010501150001"), ("address", "Dusun Kemiri \"12\""), ("rt", "2"), ("rw", "5")];

struct Citizen {
    _installation: Installation,
    service: Arc<Service>,
    routes: Router,
    person: Person,
    browser: Browser,
}

impl Citizen {
    async fn new() -> Self {
        let installation = Installation::on_sqlite();
        let service = installation.open().await;
        let routes = installation.routes(&service, &Hub::default());
        let person = Person::citizen(&service, 1).await;
        let browser = Browser::new(&routes).with_cookie(&person.cookie);
        Self { _installation: installation, service, routes, person, browser }
    }

    async fn form(&mut self) -> Answer {
        let (end, page) = self.browser.visit(FORM).await;
        assert_eq!((end.as_str(), page.status), (FORM, StatusCode::OK));
        page
    }

    /// Presses the button `go` on the form, with what was typed so far; it comes back with all of that.
    async fn press(&mut self, page: &Answer, go: &str, more: &[(&str, &str)]) -> Answer {
        let fields: Vec<_> = TYPED.iter().chain(more).copied().chain([("go", go)]).collect();
        let (end, page) = self.browser.fill(page, "/api/kk", "", &fields).await;
        assert!(end.starts_with(FORM) && page.status == StatusCode::OK, "{go}: at {end}");
        for (name, value) in TYPED {
            let kept = page.find(&format!("name=\"{name}\""), "value");
            assert_eq!(kept.as_deref(), Some(value), "{go} lost {name}");
        }
        page
    }

    async fn save(&mut self, page: &Answer, more: &[(&str, &str)]) -> (String, Answer) {
        let fields: Vec<_> = TYPED.iter().chain(more).copied().collect();
        self.browser.fill(page, "/api/kk", "", &fields).await
    }

    async fn card(&self) -> domain::FamilyCard {
        self.service.card(&self.person.actor).await.unwrap().card.unwrap()
    }
}

/// The choices of a page, as value and text up to the end of the label.
fn choices(page: &Answer) -> Vec<(String, String)> {
    let rows = page.text.split("type=\"radio\"").skip(1);
    let value = |row: &str| row.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    rows.map(|row| (value(row), row.split("</label>").next().unwrap().to_owned())).collect()
}

#[tokio::test]
async fn a_village_is_looked_for_chosen_and_saved_with_its_postcode() {
    let mut citizen = Citizen::new().await;
    let page = citizen.form().await;
    let page = citizen.press(&page, "cari", &[("area", "jonggol sukamaju")]).await;
    let found = choices(&page);
    assert!(
        found[0].1.contains("Sukamaju") && found[0].1.contains("Kec. Jonggol, Kabupaten Bogor, Jawa Barat")
    );
    assert_eq!(found.last().unwrap().0, "-", "and none of them");
    assert!(page.find("checked", "value").is_none(), "nobody is chosen for");
    let page =
        citizen.press(&page, "pilih", &[("area", "jonggol sukamaju"), ("village_code", &found[0].0)]).await;
    assert!(choices(&page).is_empty());
    assert_eq!(page.find("name=\"village_code\"", "value").as_deref(), Some(found[0].0.as_str()));
    let postcode = page.find("name=\"postcode\"", "value").unwrap();
    assert_eq!(postcode.len(), 5);
    let (end, _) = citizen.save(&page, &[("postcode", "16899")]).await;
    assert_eq!(end, "/kk");
    let card = citizen.card().await;
    assert_eq!(card.village_code.as_deref(), Some(found[0].0.as_str()));
    assert_eq!((card.village.as_str(), card.district.as_str()), ("Sukamaju", "Jonggol"));
    assert_eq!(card.postcode, "16899", "one's own postcode stays");
    let shown = citizen.browser.visit("/kk").await.1.text;
    assert!(shown.contains("Kabupaten Bogor") && shown.contains("Jawa Barat"));
    assert!(citizen.form().await.text.contains("Kec. Jonggol, Kabupaten Bogor"), "it is still chosen");
}

#[tokio::test]
async fn a_choice_may_be_saved_at_once_and_too_many_are_said_to_be() {
    let mut citizen = Citizen::new().await;
    let page = citizen.form().await;
    let page = citizen.press(&page, "cari", &[("area", "Suka Maju")]).await;
    assert_eq!(choices(&page).len(), 21, "twenty and none of them");
    assert!(page.text.contains("Masih ada yang lain."));
    let (end, _) = citizen.save(&page, &[("village_code", "3201011006")]).await;
    assert_eq!(end, "/kk");
    let card = citizen.card().await;
    assert_eq!((card.village.as_str(), card.postcode.as_str()), ("Cibinong", "16911"));
    assert_eq!(card.village_code.as_deref(), Some("32.01.01.1006"));
}

#[tokio::test]
async fn the_lists_lead_from_the_province_to_the_village() {
    let mut citizen = Citizen::new().await;
    let mut page = citizen.form().await;
    for (pick, then) in [("32", "Kabupaten Bogor"), ("3201", "Cibinong"), ("320101", "Pakansari")] {
        assert!(page.text.contains(&format!("<option value=\"{pick}\"")), "{pick}");
        page = citizen.press(&page, "daftar", &[("pick", pick)]).await;
        assert!(page.text.contains(&format!(">{then}<")), "{then}");
    }
    let back = citizen.press(&page, "daftar-32", &[]).await;
    assert!(back.text.contains("<option value=\"3201\"") && !back.text.contains("<option value=\"320101\""));
    let page = citizen.press(&page, "daftar", &[("pick", "3201011006")]).await;
    assert!(page.text.contains("Kec. Cibinong, Kabupaten Bogor, Jawa Barat"));
    let page = citizen.press(&page, "ganti", &[("postcode", "16911")]).await;
    assert!(page.find("name=\"village_code\"", "value").is_none());
    assert_eq!(page.find("name=\"postcode\"", "value").as_deref(), Some(""));
    let page = citizen.press(&page, "daftar", &[("pick", "")]).await;
    assert!(
        page.text.contains("Pilih lewat provinsi: Bagian ini belum diisi.")
            && page.text.contains("id=\"f-pick-error\"")
    );
}

#[tokio::test]
async fn a_village_that_is_not_in_the_list_is_written_by_hand() {
    let mut citizen = Citizen::new().await;
    let page = citizen.form().await;
    let page = citizen.press(&page, "cari", &[("area", "Contohsari")]).await;
    assert!(page.text.contains("Tidak ada desa dengan nama itu.") && choices(&page).is_empty());
    let by_hand =
        [("area", "Contohsari"), ("village_code", "-"), ("village", "Contohsari"), ("district", "Contoh")];
    let (end, _) = citizen.save(&page, &by_hand).await;
    assert_eq!(end, "/kk");
    let card = citizen.card().await;
    assert_eq!((card.village_code, card.village.as_str()), (None, "Contohsari"));
    assert_eq!(citizen.form().await.find("name=\"district\"", "value").as_deref(), Some("Contoh"));
}

#[tokio::test]
async fn without_a_village_one_hears_of_it_once_and_words_are_looked_for_first() {
    let mut citizen = Citizen::new().await;
    let page = citizen.form().await;
    let page = citizen.press(&page, "", &[]).await;
    assert!(page.text.contains("href=\"#f-area\"") && !page.text.contains("href=\"#f-village\""));
    let page = citizen.press(&page, "", &[("area", "sukamaju jonggol")]).await;
    assert!(!choices(&page).is_empty() && !page.text.contains("ringkasan-galat"));
    let page = citizen.press(&page, "pilih", &[("area", "sukamaju jonggol")]).await;
    assert!(page.text.contains("href=\"#f-village_code\"") && !choices(&page).is_empty());
    let page = citizen.press(&page, "", &[("village", "Lain")]).await;
    assert!(page.text.contains("href=\"#f-district\""));
}

#[tokio::test]
async fn no_code_of_ones_own_making_gets_onto_the_card() {
    let mut citizen = Citizen::new().await;
    for code in ["32.01", "9901010001", "<b>", "320101100"] {
        let page = citizen.form().await;
        let by_hand = [("village_code", code), ("village", "Lain"), ("district", "Lain")];
        let (end, page) = citizen.save(&page, &by_hand).await;
        assert!(end == FORM && page.text.contains("href=\"#f-area\""), "{code}: at {end}");
    }
    let mut stranger = Browser::new(&citizen.routes);
    for go in ["cari", "daftar", "pilih", "ganti"] {
        let (end, _) = stranger.submit("/api/kk", &[("go", go), ("area", "sukamaju")]).await;
        assert_eq!(end, "/masuk", "{go}");
    }
}

#[test]
fn a_list_of_an_office_is_checked_at_the_start_and_a_mistake_is_named_with_its_line() {
    let installation = Installation::on_sqlite();
    let list = installation.path().join("wilayah.csv");
    let good = "code,name,postcode\n99,Contoh,\n9901,Kabupaten Contoh,\n990101,Contoh,\n9901012001,Contohsari,55999\n";
    let migrate = |content: &str| {
        std::fs::write(&list, content).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command.arg("migrate").env_clear().envs(installation.environment(0)).env("KK_AREAS_FILE", &list);
        let output = command.output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert!(migrate(good).0);
    let (done, said) = migrate(&good.replace("55999", "5599"));
    assert!(!done && said.contains("KK_AREAS_FILE: the list of areas"), "{said}");
    assert!(said.contains("line 5: `5599` is no postcode of 5 digits"), "{said}");
}
