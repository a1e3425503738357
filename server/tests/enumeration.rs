//! Whether somebody has an account, or a receipt its number, is told by no byte of an answer and by no time that it takes:
//! signing in, registering, a forgotten password, and `/lacak`.
//!
//! Somebody who is there and somebody who is not are asked for in turn, by browsers of their own. `ENUMERATION_SAMPLES`
//! says how often (10); from a thousand on the times are judged too, by Welch's t. `make enumeration` asks 10,000 times.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![expect(clippy::print_stdout, reason = "figures to read")]
mod support;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, body::Body};
use domain::ReceiptNumber;
use futures::StreamExt as _;
use http::{Request, header};
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use server::live::hub::Hub;
use service::Settings;
use support::{Browser, Installation, PASSWORD, Person, encoded, nik};
use tower::ServiceExt as _;

/// Times that differ more than those of one and the same thing would.
const MOST: f64 = 4.5;
/// With fewer answers one that the machine was slow with decides.
const JUDGED_FROM: usize = 1_000;
/// Askers at once; each knows one citizen.
const ASKERS: u32 = 24;
/// How often one is asked again for whom there was no time.
const TRIES: u32 = 20;

#[derive(Clone, Copy, Debug)]
enum Door {
    SignInByEmail,
    SignInByNik,
    Register,
    Forgotten,
    Track,
}

/// What an asker knows of somebody.
struct Known {
    serial: u32,
    number: String,
}

/// What is typed that differs, and what nobody else has typed.
struct Typed {
    fields: Vec<(&'static str, String)>,
    own: Vec<String>,
}

impl Door {
    const ALL: [Self; 5] =
        [Self::SignInByEmail, Self::SignInByNik, Self::Register, Self::Forgotten, Self::Track];

    const fn page(self) -> (&'static str, &'static str) {
        match self {
            Self::SignInByEmail | Self::SignInByNik => ("/masuk", "/api/masuk"),
            Self::Register => ("/daftar", "/api/daftar"),
            Self::Forgotten => ("/lupa-sandi", "/api/lupa-sandi"),
            Self::Track => ("/lacak", "/api/lacak"),
        }
    }

    /// What is typed of somebody who is there, or of somebody who is not.
    fn typed(self, known: &Known, is_there: bool, turn: u32) -> Typed {
        let email = |serial: u32| format!("warga{serial}@contoh.test");
        // Nobody has these, and they are as long.
        let (serial, nobody) = (known.serial, known.serial + 50);
        match self {
            Self::SignInByEmail => {
                let name = email(if is_there { serial } else { nobody });
                Typed {
                    own: vec![name.clone()],
                    fields: vec![("name", name), ("password", "bukan kata sandinya 7".to_owned())],
                }
            }
            Self::SignInByNik => {
                let name = nik(if is_there { serial } else { nobody });
                Typed {
                    own: vec![name.clone()],
                    fields: vec![("name", name), ("password", "bukan kata sandinya 7".to_owned())],
                }
            }
            Self::Register => {
                let fresh = format!("99010101018{:01}{:04}", turn / 9_999, 1 + turn % 9_999);
                let nik = if is_there { nik(serial) } else { fresh };
                let (email, phone) = (format!("a{turn:06}@contoh.test"), format!("0813{turn:08}"));
                Typed {
                    own: vec![nik.clone(), email.clone(), phone.clone(), grouped(&phone)],
                    fields: vec![
                        ("nik", nik),
                        ("kk_number", "9901010501159999".to_owned()),
                        ("name", "Made Wirawan".to_owned()),
                        ("phone", phone),
                        ("email", email),
                        ("password", PASSWORD.to_owned()),
                        ("password_again", PASSWORD.to_owned()),
                    ],
                }
            }
            Self::Forgotten => {
                let name = email(if is_there { serial } else { nobody });
                Typed { own: vec![name.clone()], fields: vec![("name", name)] }
            }
            Self::Track => {
                let number = if is_there {
                    known.number.clone()
                } else {
                    ReceiptNumber::from_entropy(
                        u64::from(nobody).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes(),
                    )
                    .to_string()
                };
                Typed {
                    own: vec![number.clone()],
                    // The phones of those who are there end otherwise.
                    fields: vec![("number", number), ("digits", "9999".to_owned())],
                }
            }
        }
    }
}

/// A phone number as pages show it.
fn grouped(phone: &str) -> String {
    format!("{}-{}-{}", &phone[..4], &phone[4..8], &phone[8..])
}

struct Office {
    routes: Router,
    database: DatabaseConnection,
    known: Vec<Known>,
    turn: AtomicU32,
    // Kept until the end.
    _installation: Installation,
}

impl Office {
    async fn open() -> Arc<Self> {
        let mut installation = Installation::on_sqlite();
        installation.as_long = Settings::default().as_long;
        let service = installation.open().await;
        let mut known = Vec::new();
        for serial in 1..=ASKERS {
            // Two digits each.
            let serial = serial + 10;
            let citizen = Person::citizen(&service, serial).await;
            let errand = citizen.errand(&service).await;
            let sent = service.send(&citizen.actor, errand.draft, true).await.unwrap();
            known.push(Known { serial, number: sent.number.to_string() });
        }
        Arc::new(Self {
            routes: installation.routes(&service, &Hub::default()),
            database: installation.database().await,
            known,
            turn: AtomicU32::new(1),
            _installation: installation,
        })
    }

    /// How long the answer took, and what was seen in the end, without what was typed.
    async fn ask(&self, door: Door, known: &Known, is_there: bool) -> (Duration, String) {
        // What one asker may try is not what is measured.
        self.database.execute_unprepared("DELETE FROM rate").await.unwrap();
        let (page, action) = door.page();
        let typed = door.typed(known, is_there, self.turn.fetch_add(1, Ordering::Relaxed));
        let mut browser = Browser::new(&self.routes);
        let form = browser.get(page).await;
        let hidden = form.form(action, "");
        let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend(typed.fields.iter().map(|(name, value)| (*name, value.as_str())));
        let body = encoded(&fields);
        let begun = Instant::now();
        let answer = browser.post(action, &body).await;
        let took = begun.elapsed();
        let leads = answer.location.clone().unwrap_or_default();
        let (address, shown) = browser.visit(&leads).await;
        let mut seen = format!("{} {leads} {address} {} {}", answer.status, answer.text, shown.text);
        // What is new on every page.
        let nonces: Vec<String> = seen
            .split("nonce=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect();
        for own in typed.own.iter().chain(&nonces) {
            seen = seen.replace(own, "_");
        }
        (took, seen)
    }

    /// The same; asked again when the portal had no time for it, which it says to whoever comes then, whoever they are.
    async fn answer(&self, door: Door, known: &Known, is_there: bool) -> (Duration, String) {
        for _ in 0..TRIES {
            let (took, seen) = self.ask(door, known, is_there).await;
            if !seen.contains("/masuk?sibuk=1") {
                return (took, seen);
            }
        }
        panic!("{door:?}: the machine is too busy to measure anything")
    }

    /// Both kinds in turn, whichever first by turns; the times of each.
    async fn compare(self: &Arc<Self>, door: Door, samples: usize) -> [Vec<f64>; 2] {
        let mut askers = tokio::task::JoinSet::new();
        for asker in 0..ASKERS as usize {
            let office = Arc::clone(self);
            let turns = samples.div_ceil(ASKERS as usize);
            askers.spawn(async move {
                let (mut times, known) = ([Vec::new(), Vec::new()], &office.known[asker]);
                for turn in 0..turns {
                    let mut seen = [String::new(), String::new()];
                    for is_there in [turn % 2 == 0, turn % 2 == 1] {
                        let (took, shown) = office.answer(door, known, is_there).await;
                        times[usize::from(is_there)].push(took.as_secs_f64());
                        seen[usize::from(is_there)] = shown;
                    }
                    let [absent, present] = &seen;
                    let alike =
                        absent.bytes().zip(present.bytes()).take_while(|(one, other)| one == other).count();
                    let from = |text: &str| {
                        String::from_utf8_lossy(&text.as_bytes()[alike.saturating_sub(60)..]).into_owned()
                    };
                    assert_eq!(from(absent), from(present), "{door:?} tells who is there");
                }
                times
            });
        }
        let mut all = [Vec::new(), Vec::new()];
        while let Some(times) = askers.join_next().await {
            for (all, times) in all.iter_mut().zip(times.unwrap()) {
                all.extend(times);
            }
        }
        all
    }
}

/// Welch's t of two sets of times, each without the slowest hundredth: those are the machine's.
fn welch(times: [Vec<f64>; 2]) -> (f64, [f64; 2]) {
    let of = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times.truncate(times.len() - times.len() / 100);
        let count = f64::from(u32::try_from(times.len()).unwrap());
        let mean = times.iter().sum::<f64>() / count;
        let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
        (mean, variance / count)
    });
    let [(absent, error), (present, other)] = of;
    ((absent - present) / (error + other).sqrt(), [absent, present])
}

#[test]
fn welch_tells_apart_what_differs_and_nothing_else() {
    let times =
        |from: f64| (0..1_000_u32).map(|n| from + f64::from(n * 7 % 1_000) / 1_000.0).collect::<Vec<_>>();
    assert!(welch([times(5.0), times(5.0)]).0.abs() < 1e-9);
    assert!(welch([times(5.0), times(5.1)]).0 < -MOST);
}

#[tokio::test]
async fn what_must_not_tell_who_is_there_takes_its_time_whatever_is_typed() {
    let mut installation = Installation::on_sqlite();
    installation.as_long = Settings::default().as_long;
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    for door in ["daftar", "lupa-sandi", "lacak", "bantuan-buka", "petugas/bantu-minta"] {
        let begun = Instant::now();
        let answer = Browser::new(&routes).post(&format!("/api/{door}"), "").await;
        assert!(answer.status.is_redirection(), "{door}: {}", answer.status);
        assert!(begun.elapsed() >= installation.as_long, "{door} answers at once");
    }
}

/// Whoever sends the last byte just before a step would else see a moment as a whole step.
#[tokio::test]
async fn the_time_counts_from_when_all_of_the_form_is_there() {
    let mut installation = Installation::on_sqlite();
    installation.as_long = Settings::default().as_long;
    let service = installation.open().await;
    let routes = installation.routes(&service, &Hub::default());
    let held_back = Duration::from_millis(250);
    let halves = futures::stream::iter(["name=warga", "%40contoh.test"]).then(move |half| async move {
        tokio::time::sleep(held_back).await;
        Ok::<_, std::io::Error>(half)
    });
    let request = Request::post("/api/lupa-sandi")
        .header(header::HOST, "kk.contoh.go.id")
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from_stream(halves))
        .unwrap();
    let begun = Instant::now();
    let answer = routes.oneshot(request).await.unwrap();
    assert!(answer.status().is_redirection(), "{}", answer.status());
    assert!(begun.elapsed() >= held_back * 2 + installation.as_long, "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_learns_who_is_there() {
    let samples: usize =
        std::env::var("ENUMERATION_SAMPLES").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let office = Office::open().await;
    let mut told = Vec::new();
    for door in Door::ALL {
        let (t, [absent, present]) = welch(office.compare(door, samples).await);
        println!(
            "enumeration: {door:?}: {samples} times each, bytes alike; nobody {:.3} ms, somebody {:.3} ms, Welch's t {t:.2}",
            absent * 1e3,
            present * 1e3
        );
        if samples >= JUDGED_FROM && t.abs() >= MOST {
            told.push(format!("{door:?} by {t:.2}"));
        }
    }
    assert!(told.is_empty(), "times tell who is there: {}", told.join(", "));
}
