//! What strangers send costs the portal nothing that lasts.

use crate::support::{Browser, Installation, Person};
use http::StatusCode;
use server::live::hub::Hub;

#[tokio::test]
async fn visits_of_strangers_leave_no_row() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let sessions = || installation.count("SELECT COUNT(*) FROM session");
    let before = sessions().await;
    for page in ["/permohonan", "/kk", "/akun", "/pesan", "/permohonan/baru/kk-07?reason=lost"] {
        let mut stranger = Browser::new(&routes);
        let answer = stranger.get(page).await;
        assert_eq!(answer.location.as_deref(), Some("/masuk"), "{page}");
        assert_eq!(stranger.get("/masuk").await.status, StatusCode::OK);
    }
    assert_eq!(sessions().await, before);
}

#[tokio::test]
async fn a_stranger_may_leave_a_step_to_be_kept_but_not_a_heap() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let bytes = || installation.count("SELECT COALESCE(SUM(LENGTH(data)), 0) FROM session");
    let draft = uuid::Uuid::now_v7();
    let mut stranger = Browser::new(&routes);
    let step = format!("_draft={draft}&_step=anggota&_go=next&member=1");
    assert_eq!(stranger.post("/api/langkah", &step).await.location.as_deref(), Some("/masuk"));
    let kept = bytes().await;
    assert!(kept > 0, "kept over signing in");
    for _ in 0..5 {
        let mut stranger = Browser::new(&routes);
        let heap = format!("{step}&a={}", "x".repeat(200_000));
        assert_eq!(stranger.post("/api/langkah", &heap).await.location.as_deref(), Some("/masuk"));
    }
    assert_eq!(bytes().await, kept, "no form is that large");
}

#[tokio::test]
async fn what_is_no_code_leads_nowhere_and_breaks_nothing() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let (id, bent) = (uuid::Uuid::now_v7(), "a%0d%0ab");
    for (path, body) in [
        ("/api/mulai", format!("id={id}&procedure={bent}")),
        ("/api/langkah", format!("_draft={id}&_step={bent}&_go=next")),
    ] {
        let answer = Browser::new(&routes).post(path, &body).await;
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn nobody_posts_more_than_people_can_and_nobody_else_waits_for_it() {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let (busy, other) = (Person::citizen(&service, 1).await, Person::citizen(&service, 2).await);
    let mut busy = Browser::new(&routes).with_cookie(&busy.cookie);
    let mut other = Browser::new(&routes).with_cookie(&other.cookie);
    let read = "/api/pesan-dibaca";
    for _ in 0..300 {
        assert!(busy.post(read, "").await.status.is_redirection());
    }
    let refused = busy.post(read, "").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.text.contains("Terlalu sering"), "{}", refused.text);
    assert_eq!(busy.get("/permohonan").await.status, StatusCode::OK, "looking is not counted");
    assert!(other.post(read, "").await.status.is_redirection());
}
