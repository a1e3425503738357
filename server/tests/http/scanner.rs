//! A slot without scripts: photos in order, one taken again, and a phone that lends its camera. Whoever has no code,
//! a used one or one that is over gets nowhere.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use crate::support::{Answer, Browser, Errand, Installation, Person, picture};
use axum::Router;
use http::StatusCode;
use server::live::hub::Hub;
use service::{HandClock, NewUpload, Service};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

struct Scene {
    _installation: Installation,
    service: Arc<Service>,
    clock: Arc<HandClock>,
    routes: Router,
    errand: Errand,
}

impl Scene {
    async fn new() -> Self {
        let installation = Installation::on_sqlite();
        let clock = Arc::new(HandClock::new(OffsetDateTime::now_utc()));
        let service = installation.open_at(Arc::clone(&clock) as Arc<dyn service::Clock>).await;
        let routes = installation.routes(&service, &Hub::default());
        let citizen = Person::citizen(&service, 1).await;
        let errand = citizen.errand(&service).await;
        Self { _installation: installation, service, clock, routes, errand }
    }

    fn owner(&self) -> Browser {
        Browser::new(&self.routes).with_cookie(&self.errand.owner.cookie)
    }

    fn lend(&self) -> String {
        format!("/permohonan/{}/pindai/surat_kehilangan", self.errand.draft)
    }

    /// A code is shown; what it carries.
    async fn code(&self) -> String {
        let mut owner = self.owner();
        let page = owner.get(&self.lend()).await;
        let (address, page) = owner.fill(&page, "/api/pindai", "", &[]).await;
        assert_eq!(address, self.lend());
        assert!(page.text.contains("receipt-qr") && page.text.contains("<path"), "the code is drawn");
        let scan =
            self.service.scan_of(&self.errand.owner.actor, self.errand.draft, "surat_kehilangan").await;
        scan.unwrap().unwrap().token.unwrap()
    }

    /// A phone that takes it.
    async fn phone(&self, token: &str) -> Browser {
        let mut phone = Browser::new(&self.routes);
        let page = phone.get(&format!("/pindai/{token}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let (address, page) = phone.fill(&page, "/api/pindai-ambil", "", &[]).await;
        assert_eq!((address.as_str(), page.status), ("/pindai", StatusCode::OK));
        phone
    }
}

fn documents(page: &Answer) -> Vec<String> {
    let rows = page.text.split("data-form=\"remove\"").skip(1);
    rows.filter_map(|row| Some(row.split_once("name=\"document\" value=\"")?.1.split('"').next()?.to_owned()))
        .collect()
}

#[tokio::test]
async fn without_scripts_photos_are_moved_and_turned_and_one_stays_at_its_slot() {
    let scene = Scene::new().await;
    let (draft, owner) = (scene.errand.draft, &scene.errand.owner);
    owner.upload(&scene.service, draft, "ktp_el").await;
    let mut browser = scene.owner();
    let page = browser.get(&format!("/permohonan/{draft}/isi/berkas")).await;
    let before: Vec<_> = documents(&page);
    let last = before.last().unwrap().clone();
    let body = |act: &str| format!("draft={draft}&document={last}&name=x&act={act}");
    let answer = browser.post("/api/atur-berkas", &body("up")).await;
    let place = answer.location.unwrap();
    assert!(place.contains("#slot-ktp_el"), "{place}");
    let after = documents(&browser.get(&place).await);
    let at = after.iter().position(|id| *id == last).unwrap();
    assert_eq!(after[at + 1], before[at], "it changed places with the one before it");
    browser.post("/api/atur-berkas", &body("turn")).await;
    let page = browser.get(&place).await;
    assert!(page.text.contains(&format!("/dokumen/{last}?putar=1")));
    assert_eq!(browser.get(&format!("/dokumen/{last}?putar=1")).await.status, StatusCode::OK);
    let nonsense = browser.post("/api/atur-berkas", &body("sideways")).await;
    assert!(nonsense.status.is_redirection());
    assert_eq!(documents(&browser.get(&place).await), after);
}

#[tokio::test]
async fn without_scripts_a_document_is_taken_again_and_the_slot_says_from_where() {
    let scene = Scene::new().await;
    let owner = &scene.errand.owner;
    let number = scene.service.send(&owner.actor, scene.errand.draft, true).await.unwrap().number.to_string();
    let draft = Uuid::now_v7();
    scene.service.start_draft(&owner.actor, draft, "RP-01").await.unwrap();
    scene.service.save_answers(&owner.actor, draft, &crate::support::answers(&scene.service)).await.unwrap();
    let mut browser = scene.owner();
    let page = browser.get(&format!("/permohonan/{draft}/isi/berkas")).await;
    assert!(page.text.contains(&format!("dari permohonan {number}, diunggah")));
    let (_, page) = browser.fill(&page, "/api/pakai-lagi", "value=\"ktp_el\"", &[]).await;
    assert_eq!(documents(&page).len(), 1);
    let stranger = Person::citizen(&scene.service, 2).await;
    let theirs = Uuid::now_v7();
    scene.service.start_draft(&stranger.actor, theirs, "RP-01").await.unwrap();
    let mut other = Browser::new(&scene.routes).with_cookie(&stranger.cookie);
    for (draft, request) in [(theirs, scene.errand.draft), (draft, scene.errand.draft)] {
        other.post("/api/pakai-lagi", &format!("draft={draft}&slot=ktp_el&request={request}")).await;
    }
    let view =
        scene.service.step_view(&stranger.actor, theirs, "berkas", domain::Language::Id).await.unwrap();
    assert!(view.documents.is_empty(), "nobody takes somebody else's document");
}

#[tokio::test]
async fn without_scripts_a_phone_sends_what_the_desk_then_sees() {
    let scene = Scene::new().await;
    let token = scene.code().await;
    let mut phone = Browser::new(&scene.routes);
    let page = phone.get(&format!("/pindai/{token}")).await;
    for personal in ["Slamet", "Made", "Yohana", "9901", "@contoh.test", &scene.errand.draft.to_string()] {
        assert!(!page.text.contains(personal), "the phone is told {personal}");
    }
    let mut phone = scene.phone(&token).await;
    let (address, page) = phone.upload("/pindai/berkas", "rahasia.jpg", &picture()).await;
    assert_eq!(address, "/pindai");
    assert!(page.text.contains("1 foto sudah sampai"), "{}", page.text);
    assert!(!page.text.contains(&scene.errand.draft.to_string()));
    let (_, page) = phone.upload("/pindai/berkas", "bukan.jpg", b"#!/bin/sh").await;
    assert!(page.text.contains("Jenis berkas ini tidak dapat dipakai"), "{}", page.text);
    let page = scene.owner().get(&scene.lend()).await;
    assert!(page.text.contains("Ponsel sudah tersambung") && page.text.contains("rahasia.jpg"));
    assert!(
        page.text.contains("Muat ulang") && !page.text.contains("receipt-qr"),
        "the code is of no more use"
    );
}

#[tokio::test]
async fn strangers_and_used_ended_or_old_codes_get_nowhere() {
    let scene = Scene::new().await;
    let nowhere = async |browser: &Browser, what: &str| {
        let mut browser = browser.clone();
        assert_eq!(browser.get("/pindai").await.status, StatusCode::NOT_FOUND, "{what}");
        let (_, answer) = browser.upload("/pindai/berkas", "a.jpg", &picture()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
    };
    let stranger = Browser::new(&scene.routes);
    nowhere(&stranger, "a stranger").await;
    nowhere(&scene.owner(), "the owner is no phone").await;

    let token = scene.code().await;
    let first = scene.phone(&token).await;
    // The code is used up: another phone sees nothing and takes nothing.
    let mut second = Browser::new(&scene.routes);
    assert_eq!(second.get(&format!("/pindai/{token}")).await.status, StatusCode::NOT_FOUND);
    second.post("/api/pindai-ambil", &format!("token={token}")).await;
    nowhere(&second, "a second phone").await;

    // Files on their way: the phone's own, and no other.
    let new = NewUpload {
        draft: scene.errand.draft,
        slot: "surat_kehilangan".into(),
        name: "a.jpg".into(),
        key: Uuid::new_v4(),
        length: 3,
        sha256: None,
    };
    let owners = scene.service.begin_upload(&scene.errand.owner.actor, &new).await.unwrap().id;
    assert_eq!(first.clone().get(&format!("/pindai/unggah/{owners}")).await.status, StatusCode::NOT_FOUND);
    let mut created = tus(&scene.routes, &first, "POST", "/pindai/unggah").await;
    assert_eq!(created.status(), StatusCode::CREATED);
    let place = created.headers_mut().remove(http::header::LOCATION).unwrap();
    let place = place.to_str().unwrap().to_owned();
    assert!(place.starts_with("/pindai/unggah/"));
    assert_eq!(first.clone().get(&place).await.status, StatusCode::OK);
    for (who, browser) in [("stranger", &stranger), ("owner", &scene.owner()), ("second", &second)] {
        assert_eq!(browser.clone().get(&place).await.status, StatusCode::NOT_FOUND, "{who}");
        for method in ["HEAD", "PATCH", "DELETE"] {
            let answer = tus(&scene.routes, browser, method, &place).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{method} of {who}");
        }
        let answer = tus(&scene.routes, browser, "POST", "/pindai/unggah").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "POST of {who}");
    }
    assert_eq!(
        tus(&scene.routes, &first, "HEAD", &place.replace("/pindai", "")).await.status(),
        StatusCode::UNAUTHORIZED
    );

    // Ended by whoever lent it.
    let mut owner = scene.owner();
    let page = owner.get(&scene.lend()).await;
    owner.fill(&page, "/api/pindai-akhiri", "", &[]).await;
    nowhere(&first, "ended").await;
    assert_eq!(first.clone().get(&place).await.status, StatusCode::NOT_FOUND);

    // Over after a quarter of an hour, taken or not.
    let (token, untaken) = (scene.code().await, scene.code().await);
    assert_eq!(
        Browser::new(&scene.routes).get(&format!("/pindai/{token}")).await.status,
        StatusCode::NOT_FOUND
    );
    let third = scene.phone(&untaken).await;
    scene.clock.advance(Duration::minutes(15));
    nowhere(&third, "over").await;
    let files = scene
        .service
        .step_view(&scene.errand.owner.actor, scene.errand.draft, "", domain::Language::Id)
        .await;
    assert_eq!(files.unwrap().documents.len(), 2, "nothing came by any of these ways");
}

async fn tus(
    routes: &Router,
    browser: &Browser,
    method: &str,
    path: &str,
) -> http::Response<axum::body::Body> {
    use tower::ServiceExt as _;
    let request = http::Request::builder()
        .method(method)
        .uri(path)
        .header("host", "kk.contoh.go.id")
        .header("cookie", browser.cookies())
        .header("sec-fetch-site", "same-origin")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", "3")
        .header("upload-offset", "0")
        .header(
            "content-type",
            if method == "PATCH" { "application/offset+octet-stream" } else { "text/plain" },
        )
        .body(axum::body::Body::empty())
        .unwrap();
    routes.clone().oneshot(request).await.unwrap()
}
