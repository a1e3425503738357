#![expect(clippy::unwrap_used, reason = "tests")]

use axum::{
    Router,
    body::Body,
    middleware,
    routing::{get, post},
};
use http::HeaderMap;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::*;
use crate::testing::Installation;

struct Portal {
    installation: Installation,
    routes: Router,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    page: String,
}

impl Answer {
    fn cookie(&self) -> Option<String> {
        let set = self.headers.get(header::SET_COOKIE)?.to_str().unwrap();
        Some(set.split(';').next().unwrap().to_owned())
    }

    fn is_waiting_room(&self) -> bool {
        self.status == StatusCode::SERVICE_UNAVAILABLE && self.page.contains("http-equiv=\"refresh\"")
    }
}

fn one_place(installation: &Installation) -> Arc<Crowd> {
    let wires = client_address::Line { trusted: Arc::default(), tls: false };
    Crowd::new(&installation.service, 1, &Assets::default(), &Meter::default(), Https(true), wires)
}

impl Portal {
    /// One place, and a page that takes half a second.
    async fn small() -> Self {
        let installation = Installation::new().await;
        let crowd = one_place(&installation);
        let slow = async || {
            tokio::time::sleep(Duration::from_millis(500)).await;
            "page"
        };
        let quick = async || "page";
        let routes = Router::new()
            .route("/lambat", get(slow))
            .route("/", get(quick).post(quick))
            .route(OWN_LINE, post(slow))
            .layer(middleware::from_fn_with_state(Arc::clone(&crowd), place))
            .layer(middleware::from_fn_with_state(crowd, door));
        Self { installation, routes }
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = http::Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.routes.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: head.status, headers: head.headers, page: String::from_utf8(body.to_vec()).unwrap() }
    }

    async fn look(&self, cookie: &str) -> Answer {
        self.ask(Method::GET, "/", &[("accept", "text/html"), ("cookie", cookie)]).await
    }

    /// Two people at once where there is one place.
    async fn crowd(&self) {
        let looks = [("accept", "text/html")];
        let (one, other) =
            tokio::join!(self.ask(Method::GET, "/lambat", &looks), self.ask(Method::GET, "/lambat", &looks));
        assert_eq!(
            (one.status, other.status),
            (StatusCode::OK, StatusCode::OK),
            "who was there before is served"
        );
    }
}

#[tokio::test]
async fn newcomers_stand_in_line_and_come_in_when_they_are_called() {
    let portal = Portal::small().await;
    assert_eq!(portal.look("").await.status, StatusCode::OK);
    assert_eq!(portal.look("").await.cookie(), None, "without a crowd nobody gets a ticket");
    portal.crowd().await;

    let waiting = portal.look("").await;
    assert!(waiting.is_waiting_room(), "{}", waiting.page);
    assert_eq!(waiting.headers[header::CACHE_CONTROL], "no-store");
    assert!(
        waiting.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none';")
    );
    assert!(waiting.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    assert!(waiting.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap() >= 5);
    let ticket = waiting.cookie().unwrap();
    assert!(ticket.starts_with("__Host-giliran=d."), "{ticket}");
    assert!(waiting.page.contains("Portal sedang ramai") && waiting.page.contains("Perkiraan tunggu"));
    // Asking again at once changes nothing, and costs nobody their place.
    let again = portal.look(&ticket).await;
    assert!(again.is_waiting_room());
    assert_eq!(again.cookie().unwrap(), ticket);

    portal.installation.clock.advance(time::Duration::seconds(3));
    let late = portal.look("").await;
    assert!(late.is_waiting_room() || late.status == StatusCode::OK);
    let inside = portal.look(&ticket).await;
    assert_eq!((inside.status, inside.page.as_str()), (StatusCode::OK, "page"));
    let pass = inside.cookie().unwrap();
    assert!(pass.starts_with("__Host-giliran=m."), "{pass}");
    // Whoever is in goes on, also in the next crowd.
    portal.installation.clock.advance(time::Duration::seconds(10));
    portal.crowd().await;
    assert!(portal.look("").await.is_waiting_room());
    assert_eq!(portal.look(&pass).await.status, StatusCode::OK);
    portal.installation.clock.advance(time::Duration::minutes(16));
    portal.crowd().await;
    assert!(portal.look(&pass).await.is_waiting_room(), "a pass ends");
}

#[tokio::test]
async fn what_is_sent_and_who_is_at_work_is_never_turned_away() {
    let portal = Portal::small().await;
    portal.crowd().await;
    assert!(portal.look("").await.is_waiting_room());
    let ok = StatusCode::OK;
    assert_eq!(portal.ask(Method::POST, "/", &[("accept", "text/html")]).await.status, ok, "a form");
    assert_eq!(portal.ask(Method::GET, "/", &[("accept", "application/json")]).await.status, ok, "an island");
    assert_eq!(portal.look("__Host-kk=abc").await.status, ok, "somebody with a session");
}

#[tokio::test]
async fn whoever_signs_in_takes_no_place() {
    let portal = Portal::small().await;
    let begun = std::time::Instant::now();
    let looks = async {
        let page = portal.look("").await;
        (page.status, begun.elapsed())
    };
    let (signs_in, (page, took)) = tokio::join!(portal.ask(Method::POST, OWN_LINE, &[]), looks);
    assert_eq!((signs_in.status, page), (StatusCode::OK, StatusCode::OK));
    assert!(took < begun.elapsed() / 2, "{took:?}");
    assert_eq!(portal.look("").await.cookie(), None, "it was no crowd");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_too_many_who_sign_in_strangers_are_sent_away_before_anything_else_is_done() {
    let portal = Portal::small().await;
    let (service, address) = (&portal.installation.service, "::/64");
    let flood: Vec<_> = (0..400)
        .map(|_| {
            let service = Arc::clone(service);
            tokio::spawn(async move {
                // Again and again: the line stays full.
                loop {
                    let tried = service.sign_in("siapa@contoh.test", "bukan-kata-sandinya", None, address);
                    let _ = tried.await;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            })
        })
        .collect();
    let given = service.trust_device(Uuid::now_v7(), None).await.unwrap();
    let changed = format!("{}-", &given[..63]);
    for shown in [None, Some("rahasia"), Some("é"), Some(&"0".repeat(64)), Some(&changed)] {
        let cookie = shown.map(|secret| format!("{}={secret}", visitor::DEVICE_COOKIE));
        let headers: Vec<_> = cookie.iter().map(|cookie| ("cookie", cookie.as_str())).collect();
        // As somebody has had a turn there is room for a moment.
        let mut sent_away = portal.ask(Method::POST, OWN_LINE, &headers).await;
        for _ in 0..100 {
            if sent_away.status != StatusCode::OK {
                break;
            }
            sent_away = portal.ask(Method::POST, OWN_LINE, &headers).await;
        }
        assert_eq!(sent_away.status, StatusCode::SEE_OTHER, "{shown:?}");
        assert_eq!(sent_away.headers[header::LOCATION], routes::SIGN_IN_BUSY);
        for name in ["content-security-policy", "strict-transport-security", "x-content-type-options"] {
            assert!(sent_away.headers.contains_key(name), "{name}");
        }
    }
    let cookie = format!("{}={given}", visitor::DEVICE_COOKIE);
    for _ in 0..5 {
        let known = portal.ask(Method::POST, OWN_LINE, &[("cookie", &cookie)]).await;
        assert_eq!(known.status, StatusCode::OK, "whose browser it is is not seen from outside");
    }
    flood.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn nobody_came_earlier_than_they_did() {
    let portal = Portal::small().await;
    portal.crowd().await;
    let ticket = portal.look("").await.cookie().unwrap();
    let (_, proof) = ticket.rsplit_once('.').unwrap();
    let now = now(&portal.installation.service);
    for forged in [
        format!("__Host-giliran=d.{}.{proof}", now - 60_000),
        format!("__Host-giliran=m.{}.{proof}", now + 60_000),
        format!("__Host-giliran=m.{}.", now + 60_000),
        "__Host-giliran=d..".to_owned(),
        "__Host-giliran=".to_owned(),
    ] {
        let answer = portal.look(&forged).await;
        assert!(answer.is_waiting_room(), "{forged}");
        assert_ne!(answer.cookie().unwrap(), forged);
    }
}

#[tokio::test]
async fn a_ticket_counts_at_every_server_and_after_a_restart() {
    let portal = Portal::small().await;
    portal.crowd().await;
    let ticket = portal.look("").await.cookie().unwrap();
    // Another process of the same installation, which is crowded as well.
    let crowd = one_place(&portal.installation);
    crowd.line().press(now(&portal.installation.service));
    let quick = Router::new()
        .route("/", get(async || "page"))
        .layer(middleware::from_fn_with_state(Arc::clone(&crowd), door));
    let other = Portal { routes: quick, ..portal };
    let newcomer = other.look("").await.cookie().unwrap();
    let again = other.look(&ticket).await;
    assert!(again.is_waiting_room());
    assert_eq!(again.cookie().unwrap(), ticket, "the place is kept");
    other.installation.clock.advance(time::Duration::seconds(2));
    assert_eq!(other.look(&ticket).await.status, StatusCode::OK);
    assert_eq!(other.look(&newcomer).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_room_speaks_the_language_that_was_chosen() {
    let portal = Portal::small().await;
    portal.crowd().await;
    let english = portal.ask(Method::GET, "/?lang=en", &[("accept", "text/html")]).await;
    assert!(english.page.contains("lang=\"en\"") && english.page.contains("The portal is crowded"));
    assert!(!english.page.contains("Perkiraan"));
}
