//! A whole office watches: what is sent reaches every screen, how quickly, and beside a bare broadcast.
//!
//! A test hears only whether everything arrives; `make bench-live` (`KK_CROWD`) prints and judges the times.
#![expect(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::print_stderr, clippy::panic, reason = "figures to read, and what was not heard")]
mod support;

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, Bytes},
    response::IntoResponse,
    routing::get,
};
use domain::{Language, Role};
use futures::{StreamExt as _, stream};
use server::live::hub::Hub;
use service::{Actor, NewOfficer, QueueQuery, Service};
use support::{Installation, PASSWORD, Person};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::{broadcast, mpsc},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;

/// Streams of one officer: as many as one may have.
const WINDOWS: usize = 6;

/// Requests that nobody holds.
const WAITING: usize = 3;

/// What a screen heard, and when.
struct Heard {
    frame: String,
    at: Instant,
}

/// Serves over a real socket.
async fn serve(routes: Router) -> SocketAddr {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = socket.local_addr().unwrap();
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(socket, routes).await.unwrap() });
    at
}

/// An office with requests, and the process that serves it.
struct Office {
    installation: Installation,
    service: Arc<Service>,
    hub: Hub,
    stopping: CancellationToken,
}

impl Office {
    /// One citizen's requests wait in it.
    async fn open() -> Self {
        let installation = Installation::on_sqlite();
        let service = installation.open().await;
        let citizen = Person::citizen(&service, 1).await;
        for _ in 0..WAITING {
            let errand = citizen.errand(&service).await;
            service.send(&citizen.actor, errand.draft, true).await.unwrap();
        }
        let office = Self { installation, service, hub: Hub::default(), stopping: CancellationToken::new() };
        office.relay().await;
        office
    }

    /// The same office, served by a process that has just started.
    async fn restarted(self) -> Self {
        let office = Self { hub: Hub::default(), stopping: CancellationToken::new(), ..self };
        office.relay().await;
        office
    }

    async fn relay(&self) {
        let (hub, service) = (self.hub.clone(), Arc::clone(&self.service));
        tokio::spawn(hub.relay(service, Duration::from_millis(20), self.stopping.clone()));
        // Until it has found the feed's end.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    async fn serve(&self) -> SocketAddr {
        serve(self.installation.routes_until(&self.service, &self.hub, self.stopping.clone())).await
    }
}

/// Opens a stream; reads until it is open, then notes every change until it closes.
async fn watch(
    at: SocketAddr,
    cookie: String,
    after: Option<String>,
    open: mpsc::UnboundedSender<()>,
    count: Arc<AtomicUsize>,
) -> Vec<Heard> {
    let mut line = TcpStream::connect(at).await.unwrap();
    let after = after.map_or_else(String::new, |id| format!("Last-Event-ID: {id}\r\n"));
    let asked = format!(
        "GET /live HTTP/1.1\r\nHost: kk.contoh.go.id\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nCookie: {cookie}\r\n{after}\r\n"
    );
    line.write_all(asked.as_bytes()).await.unwrap();
    let (mut heard, mut kept, mut buffer) = (Vec::new(), String::new(), [0_u8; 4096]);
    let mut open = Some(open);
    loop {
        let length = line.read(&mut buffer).await.unwrap_or(0);
        if length == 0 {
            return heard;
        }
        let at = Instant::now();
        kept.push_str(&String::from_utf8_lossy(&buffer[..length]));
        if kept.contains("\r\n\r\n")
            && let Some(open) = open.take()
        {
            assert!(kept.starts_with("HTTP/1.1 200"), "{kept}");
            open.send(()).unwrap();
        }
        while let Some((frame, rest)) = kept.split_once("\n\n") {
            if frame.contains("event: perubahan") {
                heard.push(Heard { frame: frame.to_owned(), at });
                count.fetch_add(1, Ordering::Relaxed);
            }
            kept = rest.to_owned();
        }
    }
}

/// Streams that are open, and how much all of them have heard.
struct Crowd {
    screens: JoinSet<Vec<Heard>>,
    count: Arc<AtomicUsize>,
}

impl Crowd {
    /// Until every screen has heard so many changes and no more come; on a machine that does other things too for as
    /// long as a minute. Whether it was enough is for the test to say.
    async fn hears(&self, changes: usize) {
        let awaited = self.screens.len() * changes;
        let begun = Instant::now();
        let mut before = usize::MAX;
        while begun.elapsed() < Duration::from_mins(1) {
            let count = self.count.load(Ordering::Relaxed);
            if count >= awaited && count == before {
                return;
            }
            before = count;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }

    /// What each heard until its stream ended.
    async fn heard(self) -> Vec<Vec<Heard>> {
        self.screens.join_all().await
    }
}

/// Opens `cookies` streams, a few at once.
async fn crowd(at: SocketAddr, cookies: &[String], after: Option<&str>) -> Crowd {
    let mut screens = JoinSet::new();
    let count = Arc::new(AtomicUsize::new(0));
    for some in cookies.chunks(64) {
        let (send, mut opened) = mpsc::unbounded_channel();
        for cookie in some {
            screens.spawn(watch(
                at,
                cookie.clone(),
                after.map(str::to_owned),
                send.clone(),
                Arc::clone(&count),
            ));
        }
        for _ in some {
            let waited = tokio::time::timeout(Duration::from_secs(30), opened.recv()).await;
            waited.unwrap().unwrap();
        }
    }
    Crowd { screens, count }
}

/// Officers of the office, each in a session of their own, with a cookie for every window.
async fn officers(service: &Service, windows: usize) -> Vec<String> {
    let mut cookies = Vec::new();
    for number in 0..windows.div_ceil(WINDOWS) {
        let new = NewOfficer {
            name: "Sri Rahayu".to_owned(),
            email: format!("petugas{number}@contoh.test"),
            role: Role::Verifier,
            office_code: "DINAS".to_owned(),
            password: PASSWORD.to_owned(),
        };
        let account = service.create_officer(&new).await.unwrap();
        let cookie = Person::signed_in(service, account).await.cookie;
        cookies.extend(std::iter::repeat_n(cookie, Ord::min(WINDOWS, windows - cookies.len())));
    }
    cookies
}

/// Somebody who works while the others look on: takes requests and puts them back.
struct Worker {
    actor: Actor,
    numbers: Vec<(String, String)>,
    held: bool,
    next: usize,
}

impl Worker {
    async fn new(service: &Service) -> Self {
        let actor = Person::officer(service, Role::Supervisor).await.actor;
        let queue = service.queue(&actor, &QueueQuery::default(), None, Language::Id).await.unwrap();
        let numbers: Vec<_> = queue.rows.into_iter().map(|row| (row.number, row.id.to_string())).collect();
        assert_eq!(numbers.len(), WAITING);
        Self { actor, numbers, held: false, next: 0 }
    }

    /// One change; what it will be known by.
    async fn act(&mut self, service: &Service) -> String {
        let (number, id) = self.numbers[self.next].clone();
        let kind = if self.held {
            service.release(&self.actor, &number).await.unwrap();
            self.next = (self.next + 1) % self.numbers.len();
            "released"
        } else {
            service.claim(&self.actor, &number, None).await.unwrap();
            "claimed"
        };
        self.held = !self.held;
        format!("{kind} {id}")
    }
}

/// The kind and the request of a frame, as [`Worker::act`] names them.
fn known_as(frame: &str) -> String {
    let data = frame.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let value: serde_json::Value = serde_json::from_str(data).unwrap();
    // A first claim says `in_review`, a later one `held`.
    let kind = if value["kind"] == "released" { "released" } else { "claimed" };
    format!("{kind} {}", value["request"].as_str().unwrap_or_default())
}

fn id_of(frame: &str) -> String {
    frame.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().to_owned()
}

/// The times that pass 50 and 99 of a hundred.
fn percentiles(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

/// `changes` acts, one each `every`; when each began.
async fn work(
    service: &Service,
    worker: &mut Worker,
    changes: usize,
    every: Duration,
) -> Vec<(String, Instant)> {
    let mut clock = tokio::time::interval(every);
    let mut done = Vec::new();
    for _ in 0..changes {
        clock.tick().await;
        let begun = Instant::now();
        done.push((worker.act(service).await, begun));
    }
    done
}

/// From the beginning of each act to each screen; every screen must have heard every act, in order.
fn times(done: &[(String, Instant)], screens: &[Vec<Heard>]) -> Vec<Duration> {
    let mut times = Vec::new();
    for heard in screens {
        let mut heard = heard.iter();
        for (name, begun) in done {
            let one = heard.find(|one| known_as(&one.frame) == *name);
            let one = one.unwrap_or_else(|| panic!("a screen never heard {name}"));
            times.push(one.at.duration_since(*begun));
        }
    }
    times
}

/// The same frames over the same kind of line, with nothing behind it.
async fn bare(frames: &[String], screens: usize, every: Duration) -> Vec<Duration> {
    let (send, _) = broadcast::channel::<Bytes>(1024);
    let (stop, _) = broadcast::channel::<()>(1);
    let (to, ends) = (send.clone(), stop.clone());
    let route = get(move || {
        let (changes, end) = (to.subscribe(), ends.subscribe());
        async move {
            let frames = stream::unfold((changes, end), |(mut changes, mut end)| async {
                tokio::select! {
                    change = changes.recv() => Some((Ok::<_, std::convert::Infallible>(change.ok()?), (changes, end))),
                    _ = end.recv() => None,
                }
            });
            ([("content-type", "text/event-stream")], Body::from_stream(frames.boxed())).into_response()
        }
    });
    let at = serve(Router::new().route("/live", route)).await;
    let listening = crowd(at, &vec![String::new(); screens], None).await;
    let mut clock = tokio::time::interval(every);
    let mut done = Vec::new();
    for frame in frames {
        clock.tick().await;
        done.push((known_as(frame), Instant::now()));
        send.send(Bytes::from(format!("{frame}\n\n"))).unwrap();
    }
    listening.hears(frames.len()).await;
    stop.send(()).unwrap();
    times(&done, &listening.heard().await)
}

/// The program's streams with `screens` open, then a bare broadcast of the same frames.
async fn beside_a_bare_broadcast(
    screens: usize,
    changes: usize,
    every: Duration,
) -> [(Duration, Duration); 2] {
    let office = Office::open().await;
    let mut worker = Worker::new(&office.service).await;
    let cookies = officers(&office.service, screens).await;
    let listening = crowd(office.serve().await, &cookies, None).await;
    let done = work(&office.service, &mut worker, changes, every).await;
    listening.hears(changes).await;
    office.stopping.cancel();
    let heard = listening.heard().await;
    let ours = times(&done, &heard);
    let mut frames: Vec<String> = heard[0].iter().map(|one| one.frame.clone()).collect();
    frames.truncate(changes);
    [percentiles(ours), percentiles(bare(&frames, screens, every).await)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_of_an_office_hears_every_change() {
    let [(_, ours), (_, bare)] = beside_a_bare_broadcast(18, 8, Duration::from_millis(50)).await;
    assert!(ours > Duration::ZERO && bare > Duration::ZERO);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_restart_no_screen_has_missed_a_change() {
    let office = Office::open().await;
    let mut worker = Worker::new(&office.service).await;
    let cookies = officers(&office.service, 12).await;
    let listening = crowd(office.serve().await, &cookies, None).await;
    let mut done = work(&office.service, &mut worker, 4, Duration::from_millis(30)).await;
    listening.hears(done.len()).await;
    office.stopping.cancel();
    let before = listening.heard().await;
    let last = before.iter().map(|heard| id_of(&heard.last().unwrap().frame)).min().unwrap();
    // Nobody serves while these happen.
    done.extend(work(&office.service, &mut worker, 6, Duration::from_millis(5)).await);

    let office = office.restarted().await;
    let listening = crowd(office.serve().await, &cookies, Some(&last)).await;
    done.extend(work(&office.service, &mut worker, 2, Duration::from_millis(30)).await);
    // The six that nobody served, and the two after them.
    listening.hears(8).await;
    office.stopping.cancel();
    let after = listening.heard().await;
    for (before, after) in before.into_iter().zip(after) {
        let mut heard: Vec<String> = Vec::new();
        for one in before.iter().chain(&after) {
            let id = id_of(&one.frame);
            if !heard.contains(&id) {
                heard.push(id);
            }
        }
        assert_eq!(heard.len(), done.len(), "each change once, repeats apart");
    }
}

/// `KK_CROWD` screens of a whole country's office; without it there is nothing to measure.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench-live`"]
async fn how_quickly_a_crowd_hears() {
    let screens: usize = std::env::var("KK_CROWD").ok().and_then(|text| text.parse().ok()).unwrap_or(9_600);
    let report = Mutex::new(Vec::new());
    let say = |text: String| report.lock().unwrap().push(text);
    let [(half, most), (bare_half, bare_most)] =
        beside_a_bare_broadcast(200 * WINDOWS, 400, Duration::from_millis(50)).await;
    say(format!(
        "live: 200 officers with {WINDOWS} windows each, 20 changes a second: p50 {half:.1?}, p99 {most:.1?} \
         from the beginning of an act to each screen (bare broadcast {bare_half:.1?}, {bare_most:.1?})"
    ));
    let [(half, crowd_most), (bare_half, bare_most)] =
        beside_a_bare_broadcast(screens, 40, Duration::from_millis(500)).await;
    let ratio = crowd_most.as_secs_f64() / bare_most.as_secs_f64();
    say(format!(
        "live: {screens} screens, 2 changes a second: p50 {half:.1?}, p99 {crowd_most:.1?}; a bare broadcast beside \
         it {bare_half:.1?}, {bare_most:.1?}: {ratio:.2} times"
    ));
    let report = report.into_inner().unwrap().join("\n");
    assert!(most < Duration::from_secs(1) && ratio <= 1.25, "{report}");
    eprintln!("{report}");
}
