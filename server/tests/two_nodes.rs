//! Two servers on one `PostgreSQL` database: what happens at one is seen at the other, at once and once.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "tests; the figures are wanted"
)]

mod support;

use std::{
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Router, body::Body};
use domain::Role;
use futures::{Stream, StreamExt as _};
use http::{Request, StatusCode, header};
use server::live::hub::Hub;
use service::{NewUpload, Service};
use support::{Browser, Errand, Installation, Person};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use uuid::Uuid;

/// As `serve` does on `PostgreSQL`.
const LOOK: Duration = Duration::from_millis(100);

/// One server: connections, reader of the feed and routes of its own.
struct Node {
    service: Arc<Service>,
    routes: Router,
    stopping: CancellationToken,
}

impl Node {
    async fn start(installation: &Installation) -> Self {
        let service = installation.open().await;
        let (hub, stopping) = (Hub::default(), CancellationToken::new());
        tokio::spawn(hub.clone().relay(Arc::clone(&service), LOOK, stopping.clone()));
        // Until it has found the feed's end.
        tokio::time::sleep(Duration::from_millis(200)).await;
        Self { routes: installation.routes(&service, &hub), service, stopping }
    }

    /// Sends as a browser does.
    async fn send(&self, errand: &Errand) {
        let mut browser = Browser::new(&self.routes).with_cookie(&errand.owner.cookie);
        let form = format!("draft={}&statement=true", errand.draft);
        let answer = browser.post("/api/kirim", &form).await;
        assert!(answer.location.is_some_and(|place| place.ends_with("/tanda-terima")), "{}", answer.text);
    }

    async fn listen(&self, officer: &Person, after: Option<&str>) -> Listener {
        let mut request = Request::get("/live")
            .header(header::HOST, "kk.contoh.go.id")
            .header(header::COOKIE, &officer.cookie);
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.routes.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body = response.into_body().into_data_stream();
        let body = Box::pin(body.map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap()));
        Listener { body, kept: String::new() }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stopping.cancel();
    }
}

/// Reads events as they come.
struct Listener {
    body: Pin<Box<dyn Stream<Item = String> + Send>>,
    kept: String,
}

impl Listener {
    /// The next event, as `(id, event, data)`.
    async fn next(&mut self) -> (String, String, String) {
        loop {
            if let Some((event, rest)) = self.kept.split_once("\n\n") {
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                    line.unwrap_or_default().to_owned()
                };
                let read = (field("id"), field("event"), field("data"));
                self.kept = rest.into();
                if !read.1.is_empty() {
                    return read;
                }
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(5), self.body.next()).await;
            self.kept += &chunk.expect("nothing is heard").expect("the stream ended");
        }
    }

    /// The next change is about this draft; its place.
    async fn hears(&mut self, errand: &Errand) -> String {
        let (id, event, data) = self.next().await;
        assert_eq!(event, "perubahan");
        assert!(data.contains("\"submitted\"") && data.contains(&errand.draft.to_string()), "{data}");
        id
    }
}

struct Office {
    here: Node,
    there: Node,
    officer: Person,
    errands: Vec<Errand>,
}

impl Office {
    /// `errands` drafts are ready to be sent.
    async fn new(errands: u32) -> Self {
        let installation = Installation::on_postgres().await;
        let (here, there) = (Node::start(&installation).await, Node::start(&installation).await);
        let officer = Person::officer(&here.service, Role::Verifier).await;
        let mut ready = Vec::new();
        for serial in 1..=errands {
            let citizen = Person::citizen(&here.service, serial).await;
            ready.push(citizen.errand(&here.service).await);
        }
        Self { here, there, officer, errands: ready }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_sent_at_one_server_is_on_the_screen_at_the_other_within_a_second() {
    let office = Office::new(12).await;
    let mut listener = office.there.listen(&office.officer, None).await;
    assert_eq!(listener.next().await.1, "siap");
    let mut slowest = Duration::ZERO;
    for errand in &office.errands {
        office.here.send(errand).await;
        let answered = Instant::now();
        listener.hears(errand).await;
        slowest = slowest.max(answered.elapsed());
    }
    eprintln!("two nodes: slowest of {} from receipt to screen {slowest:?}", office.errands.len());
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_missed_is_heard_at_either_server_once_and_in_order() {
    let office = Office::new(8).await;
    let mut listener = office.there.listen(&office.officer, None).await;
    assert_eq!(listener.next().await.1, "siap");
    let (first, rest) = office.errands.split_first().unwrap();
    office.here.send(first).await;
    let place = listener.hears(first).await;
    drop(listener);

    let (missed, last) = rest.split_at(6);
    // Both servers write while nobody listens.
    for (errand, node) in missed.iter().zip([&office.here, &office.there].into_iter().cycle()) {
        node.send(errand).await;
    }
    for node in [&office.there, &office.here] {
        let mut listener = node.listen(&office.officer, Some(&place)).await;
        for errand in missed {
            listener.hears(errand).await;
        }
    }
    let mut listener = office.here.listen(&office.officer, Some(&place)).await;
    office.there.send(&last[0]).await;
    for errand in rest {
        listener.hears(errand).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_skipped_when_both_servers_write_at_the_same_time() {
    let office = Office::new(24).await;
    let mut listeners =
        [office.here.listen(&office.officer, None).await, office.there.listen(&office.officer, None).await];
    for listener in &mut listeners {
        assert_eq!(listener.next().await.1, "siap");
    }
    let sending = office.errands.iter().zip([&office.here, &office.there].into_iter().cycle());
    futures::future::join_all(sending.map(|(errand, node)| node.send(errand))).await;
    for listener in &mut listeners {
        let mut missing: Vec<_> = office.errands.iter().map(|errand| errand.draft.to_string()).collect();
        for _ in &office.errands {
            let (_, event, data) = listener.next().await;
            assert_eq!(event, "perubahan");
            let known = missing.iter().position(|draft| data.contains(draft.as_str()));
            missing.swap_remove(known.expect("heard twice, or never sent"));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_begins_at_one_server_goes_on_at_the_other() {
    let office = Office::new(1).await;
    let Errand { draft, owner } = &office.errands[0];
    let file = support::picture();
    let new = NewUpload {
        draft: *draft,
        slot: "ktp_el".to_owned(),
        name: "ktp.jpg".to_owned(),
        key: Uuid::now_v7(),
        length: u64::try_from(file.len()).unwrap(),
        sha256: None,
    };
    let id = office.here.service.begin_upload(&owner.actor, &new).await.unwrap().id;
    let patch = async |node: &Node, offset: usize, bytes: &[u8]| {
        let request = Request::patch(format!("/unggah/{id}"))
            .header(header::HOST, "kk.contoh.go.id")
            .header(header::ORIGIN, "https://kk.contoh.go.id")
            .header(header::COOKIE, &owner.cookie)
            .header(header::CONTENT_TYPE, "application/offset+octet-stream")
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", offset)
            .body(Body::from(bytes.to_vec()));
        node.routes.clone().oneshot(request.unwrap()).await.unwrap()
    };
    assert_eq!(patch(&office.here, 0, &file[..100]).await.status(), StatusCode::NO_CONTENT);
    // Both want to add the same bytes: one of them does.
    let (here, there) =
        tokio::join!(patch(&office.here, 100, &file[100..200]), patch(&office.there, 100, &file[100..200]));
    let fits = |status| status == StatusCode::NO_CONTENT || status == StatusCode::CONFLICT;
    assert!(fits(here.status()) && fits(there.status()), "{} {}", here.status(), there.status());
    let last = patch(&office.there, 200, &file[200..]).await;
    assert_eq!(last.status(), StatusCode::NO_CONTENT);
    assert_eq!(last.headers()["kk-document"], new.key.to_string().as_str());
    assert!(office.here.service.read_document(&owner.actor, new.key).await.is_ok());
}
