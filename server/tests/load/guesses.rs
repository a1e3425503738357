//! A thousand wrong passwords a second, and what everybody else has of it.
//!
//! Who guesses has many addresses and comes without a browser that is known, or with a made-up one; four in five guess at
//! names that nobody has, the others at accounts whose owners sign in meanwhile. First the same pages are looked at and
//! the same people sign in without the flood, then with it, and at last as many as can sign in beside it.
//!
//! The server has one processor of its own and this test another, as in `overload.rs`, and the bare hash is measured on
//! the server's while it rests. By the clock that says little where two processors are one core: with a busy neighbour
//! the same hash takes up to twice as long. So what is judged is how much of the processor time that the server was given
//! went into hashing the passwords of those who signed in: a server that did nothing else would reach all of it.

mod bare;
mod people;

use std::{
    fmt::Write as _,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Client, header, redirect::Policy};
use tokio::{task::JoinSet, time::sleep};

use self::people::People;
use crate::{
    PROGRAM, each, number, share,
    support::{
        self, Installation, PASSWORD, encoded,
        program::{Running, program},
    },
    times::Times,
};

/// Sign-ins a second in known browsers, and half as many in new ones.
const SIGN_INS: u64 = 2;
/// Whoever was told that the portal is busy comes back so often, after so long.
const AGAIN: (u32, Duration) = (3, Duration::from_secs(5));
/// The threads that hash.
const HASHING: &str = "passwords";
const WRONG: &str = "bukan kata sandinya 7";

/// What became of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tried {
    /// Signed in, or asked for the code of a new browser.
    In,
    /// Wrong, or to wait.
    Refused,
    /// The portal is busy.
    Busy,
    Broken,
}

#[derive(Default)]
struct Tally {
    stranger: Mutex<Times>,
    citizen: Mutex<Times>,
    known: Mutex<Times>,
    new: Mutex<Times>,
    /// Came again after having been told that the portal is busy.
    again: AtomicU64,
    looked_at: AtomicU64,
    sent_away: AtomicU64,
    broken: AtomicU64,
}

struct Portal {
    client: Client,
    at: String,
    people: People,
    tally: Tally,
    /// Addresses of those who guess.
    addresses: u64,
    /// So many have come with new browsers in the phases before.
    came: u64,
    over: AtomicBool,
    started: Instant,
    /// When the last guess was sent, in milliseconds since then.
    guessed: AtomicU64,
}

impl Portal {
    fn on(running: &Running, people: &People, addresses: u64, came: u64) -> Arc<Self> {
        let client =
            Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(30)).build().unwrap();
        Arc::new(Self {
            client,
            at: running.address(),
            people: people.clone(),
            tally: Tally::default(),
            addresses,
            came,
            over: AtomicBool::new(false),
            started: Instant::now(),
            guessed: AtomicU64::new(0),
        })
    }

    async fn sign_in(&self, name: &str, password: &str, address: &str, device: &str) -> Tried {
        let mut request = self
            .client
            .post(format!("{}/api/masuk", self.at))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::REFERER, format!("{}/masuk", self.at))
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "text/html")
            .header("x-forwarded-for", address);
        if !device.is_empty() {
            request = request.header(header::COOKIE, format!("__Host-perangkat={device}"));
        }
        let Ok(answer) = request.body(encoded(&[("name", name), ("password", password)])).send().await else {
            return Tried::Broken;
        };
        let leads =
            answer.headers().get(header::LOCATION).and_then(|leads| leads.to_str().ok()).map(str::to_owned);
        let (status, whole) = (answer.status(), answer.bytes().await);
        match leads.as_deref() {
            Some("/permohonan" | "/masuk/kode") if whole.is_ok() => Tried::In,
            Some("/masuk") => Tried::Refused,
            Some("/masuk?sibuk=1") => Tried::Busy,
            _ if status.as_u16() == 503 => Tried::Busy,
            _ => Tried::Broken,
        }
    }

    /// One wrong password.
    async fn guess(&self, turn: u64) {
        let address = turn.wrapping_mul(0x9E37_79B9) % self.addresses;
        let address = format!("10.{}.{}.{}", address >> 16 & 255, address >> 8 & 255, address & 255);
        let name = match turn % 10 {
            0 | 5 => self.people.known(turn).name.clone(),
            3 => format!("99010101{:08}", 50_000_000 + turn % 50_000_000),
            _ => format!("nobody{turn}@contoh.test"),
        };
        // Some show a secret that they made up, some that of a browser of their own, which is none of this name's.
        let mut device = String::new();
        match turn % 10 {
            1 | 4 | 7 => drop(write!(device, "{turn:064x}")),
            9 => device.push_str(&self.people.guesser(turn).device),
            _ => {}
        }
        let count = match self.sign_in(&name, WRONG, &address, &device).await {
            Tried::Refused => &self.tally.looked_at,
            Tried::Busy => &self.tally.sent_away,
            Tried::In | Tried::Broken => &self.tally.broken,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// Somebody signs in; who is told that the portal is busy comes again.
    async fn comes(&self, known: bool, turn: u64) {
        let person = if known { self.people.known(turn) } else { self.people.newcomer(self.came + turn) };
        let begun = Instant::now();
        let mut tried = Tried::Busy;
        for time in 0..=AGAIN.0 {
            if time > 0 {
                self.tally.again.fetch_add(1, Ordering::Relaxed);
                sleep(AGAIN.1).await;
            }
            tried = self.sign_in(&person.name, PASSWORD, &person.address, &person.device).await;
            // In a known browser nobody is told so.
            if known || tried != Tried::Busy {
                break;
            }
        }
        let times = if known { &self.tally.known } else { &self.tally.new };
        times.lock().unwrap().add(begun.elapsed(), tried == Tried::In);
    }

    async fn look(&self, turn: u64) {
        let citizen = turn % 2 == 1;
        let (path, cookie) = if citizen {
            (if turn % 4 == 1 { "/permohonan" } else { "/akun" }, self.people.known(turn).cookie.as_str())
        } else {
            (if turn.is_multiple_of(4) { "/bantuan?q=kartu+keluarga+hilang" } else { "/syarat" }, "")
        };
        let begun = Instant::now();
        let asked = self
            .client
            .get(format!("{}{path}", self.at))
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie)
            .send();
        let right = match asked.await {
            Ok(answer) => answer.status().is_success() && answer.bytes().await.is_ok(),
            Err(_) => false,
        };
        let times = if citizen { &self.tally.citizen } else { &self.tally.stranger };
        times.lock().unwrap().add(begun.elapsed(), right);
    }
}

/// What is done, how often.
#[derive(Clone, Copy)]
struct Plan {
    rate: u64,
    seconds: u64,
    addresses: u64,
    /// Pages a second.
    pages: u64,
    /// So many sign in at once, each time when the time before is over.
    eager: u64,
}

impl Plan {
    fn read() -> Self {
        Self {
            rate: number("GUESSES_RATE", 50),
            seconds: number("GUESSES_SECONDS", 5),
            addresses: number("GUESSES_ADDRESSES", 1_000).max(1),
            pages: number("GUESSES_PAGES", 4),
            eager: number("GUESSES_EAGER", 8),
        }
    }

    /// So many sign in by new browsers.
    fn newcomers_a_phase(self) -> u64 {
        self.seconds * SIGN_INS / 2
    }

    async fn flood(self, portal: &Arc<Portal>) {
        each(self.rate, self.rate * self.seconds, |turn| {
            let portal = Arc::clone(portal);
            async move {
                let at = portal.started.elapsed().as_millis();
                portal.guessed.fetch_max(u64::try_from(at).unwrap(), Ordering::Relaxed);
                portal.guess(turn).await;
            }
        })
        .await;
    }

    /// Pages, and those who sign in as on any other day.
    async fn everyday(self, portal: &Arc<Portal>) {
        let looks = each(self.pages, self.pages * self.seconds, |turn| {
            let portal = Arc::clone(portal);
            async move { portal.look(turn).await }
        });
        let known = each(SIGN_INS, SIGN_INS * self.seconds, |turn| {
            let portal = Arc::clone(portal);
            async move { portal.comes(true, turn).await }
        });
        tokio::join!(looks, known, self.newcomers(portal));
    }

    async fn newcomers(self, portal: &Arc<Portal>) {
        each(SIGN_INS / 2, self.newcomers_a_phase(), |turn| {
            let portal = Arc::clone(portal);
            async move { portal.comes(false, turn).await }
        })
        .await;
    }

    /// As many as can sign in, in known browsers, as long as the flood lasts.
    async fn rush(self, portal: &Arc<Portal>) {
        let mut people = JoinSet::new();
        let next = Arc::new(AtomicU64::new(0));
        for _ in 0..self.eager {
            let (portal, next) = (Arc::clone(portal), Arc::clone(&next));
            people.spawn(async move {
                while !portal.over.load(Ordering::Relaxed) {
                    portal.comes(true, next.fetch_add(1, Ordering::Relaxed)).await;
                }
            });
        }
        tokio::join!(self.flood(portal), self.newcomers(portal));
        portal.over.store(true, Ordering::Relaxed);
        people.join_all().await;
    }
}

fn tell(name: &str, when: &str, tally: &Tally, took: Duration) {
    for (who, times) in [
        ("pages of strangers", &tally.stranger),
        ("pages of somebody signed in", &tally.citizen),
        ("sign-ins in known browsers", &tally.known),
        ("sign-ins in new browsers", &tally.new),
    ] {
        let times = times.lock().unwrap();
        if times.right() + times.wrong() > 0 {
            println!("guesses: {name}, {when}, {who}: {}", times.tell(took));
        }
    }
    let count = |of: &AtomicU64| of.load(Ordering::Relaxed);
    let guesses = count(&tally.looked_at) + count(&tally.sent_away) + count(&tally.broken);
    if guesses > 0 {
        println!(
            "guesses: {name}, {when}, {guesses} wrong passwords in {:.1} s: {} looked at or told to wait, {} sent away, {} \
             broken; {} in new browsers had to come again",
            took.as_secs_f64(),
            count(&tally.looked_at),
            count(&tally.sent_away),
            count(&tally.broken),
            count(&tally.again)
        );
    }
}

fn nobody_was_refused(tally: &Tally) {
    for (who, times) in
        [("page", &tally.stranger), ("page", &tally.citizen), ("known", &tally.known), ("new", &tally.new)]
    {
        assert_eq!(times.lock().unwrap().wrong(), 0, "somebody was not served: {who}");
    }
    assert_eq!(tally.broken.load(Ordering::Relaxed), 0, "every guess is answered");
}

#[expect(clippy::cast_precision_loss, reason = "figures to read")]
async fn under_guesses(installation: Installation, name: &str) {
    let plan = Plan::read();
    let people =
        People::prepare(&installation, number("GUESSES_PEOPLE", 24), 4 * plan.newcomers_a_phase()).await;
    let pinned = Command::new("taskset").args(["-c", "0", "true"]).status().is_ok_and(|done| done.success());
    let before: &[&str] = if pinned { &["taskset", "-c", "0"] } else { &[] };
    let bare = bare::rate(&people.hash, pinned).await;
    println!("guesses: {name}, the bare hash: {bare}");
    let mut server = program(PROGRAM, before);
    server.env("KK_TRUSTED_PROXIES", "127.0.0.1");
    let running = Running::start(server, &installation).await;
    let start = |phase| Portal::on(&running, &people, plan.addresses, phase * plan.newcomers_a_phase());

    let warm = start(3);
    Plan { seconds: 2, ..plan }.everyday(&warm).await;
    let (quiet, begun) = (start(0), Instant::now());
    plan.everyday(&quiet).await;
    tell(name, "without the flood", &quiet.tally, begun.elapsed());

    let (flooded, begun) = (start(1), Instant::now());
    tokio::join!(plan.flood(&flooded), plan.everyday(&flooded));
    tell(name, "in the flood", &flooded.tally, begun.elapsed());

    let (rush, begun) = (start(2), Instant::now());
    let (given, hashed) = (running.given(), running.given_to(HASHING));
    plan.rush(&rush).await;
    let took = begun.elapsed();
    let given = running.given().saturating_sub(given).as_secs_f64();
    let hashed = running.given_to(HASHING).saturating_sub(hashed).as_secs_f64();
    tell(name, "as many as can sign in, in the flood", &rush.tally, took);

    let good = (rush.tally.known.lock().unwrap().right() + rush.tally.new.lock().unwrap().right()) as f64;
    let all = good + rush.tally.looked_at.load(Ordering::Relaxed) as f64;
    let by_processor = hashed / given * good / all;
    println!(
        "guesses: {name}, good sign-ins reach {:.0} % of the bare hash by the processor time given, of which one took {:.1} ms; \
         {:.0} % of {:.1} a second by the clock{}",
        by_processor * 100.0,
        hashed / all * 1e3,
        good / took.as_secs_f64() / bare.by_clock * 100.0,
        bare.by_clock,
        if pinned { "" } else { " (generator and server share their processors)" },
    );
    let slower = |of: fn(&Tally) -> &Mutex<Times>| {
        of(&flooded.tally).lock().unwrap().at(99) / of(&quiet.tally).lock().unwrap().at(99)
    };
    let slower = [slower(|tally| &tally.stranger), slower(|tally| &tally.citizen)];
    println!(
        "guesses: {name}, p99 of pages of strangers {:.2} and of somebody signed in {:.2} times that without",
        slower[0], slower[1]
    );
    for portal in [&quiet, &flooded, &rush] {
        nobody_was_refused(&portal.tally);
    }
    let kept = plan.seconds as f64 * 1e3 / rush.guessed.load(Ordering::Relaxed) as f64;
    assert!(kept >= share("GUESSES_RATE_LEAST"), "{:.0} % of the rate was kept", kept * 100.0);
    assert!(by_processor >= share("GUESSES_LEAST"), "{:.0} % of the bare hash", by_processor * 100.0);
    let most = std::env::var("GUESSES_MOST").ok().and_then(|most| most.parse().ok()).unwrap_or(f64::INFINITY);
    assert!(slower.iter().all(|times| *times <= most), "pages: {slower:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "wants a quiet machine; scripts/guesses"]
async fn guesses_on_sqlite() {
    under_guesses(Installation::on_sqlite(), "SQLite").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "wants a quiet machine; scripts/guesses"]
async fn guesses_on_postgres() {
    if support::postgres().is_none() {
        println!(
            "guesses: skipped on PostgreSQL, TEST_POSTGRES_URL is not set (scripts/with-postgres sets it)"
        );
        return;
    }
    under_guesses(Installation::on_postgres().await, "PostgreSQL").await;
}
