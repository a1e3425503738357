//! Ten times as many people as can be served: how much is still done, and what the others are told.
//!
//! The server has one processor of its own and this test another (`taskset`), so that whoever asks takes nothing from
//! whoever answers. First as many as can be served look at page after page; that is the peak. Then nine times as many
//! newcomers come beside them, ten times what can be served in all; whoever is told to wait comes back after the time
//! that the page names.
//!
//! What is compared is pages by the seconds of processor time that the server was given: on a machine that does other
//! things too, or where whoever asks is slower than whoever answers, pages by the clock say little.

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Client, StatusCode, header, redirect::Policy};
use tokio::{task::JoinSet, time::sleep};

use crate::{
    PROGRAM, each, number,
    support::{
        Installation,
        program::{Running, program},
    },
};

/// People who look at page after page.
const REGULARS: u64 = 32;
/// A page that takes some work: a search, and squeezed as browsers ask for it.
const PAGE: &str = "/bantuan?q=kartu+keluarga+hilang";

#[derive(Default)]
struct Tally {
    pages: AtomicU64,
    rooms: AtomicU64,
    broken: AtomicU64,
}

/// What became of one look.
enum Look {
    Page,
    /// The ticket, and in how many seconds to come again.
    Room(String, u64),
    Broken,
}

async fn look(client: &Client, at: &str, cookie: &str, tally: &Tally) -> Look {
    let asked = client
        .get(format!("{at}{PAGE}"))
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_ENCODING, "br")
        .header(header::COOKIE, cookie);
    let Ok(answer) = asked.send().await else {
        tally.broken.fetch_add(1, Ordering::Relaxed);
        return Look::Broken;
    };
    let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (ticket, again) = (text(header::SET_COOKIE), text(header::RETRY_AFTER));
    let status = answer.status();
    let whole = answer.bytes().await.is_ok();
    match (status, ticket, again.and_then(|seconds| seconds.parse().ok())) {
        (StatusCode::OK, ..) if whole => {
            tally.pages.fetch_add(1, Ordering::Relaxed);
            Look::Page
        }
        (StatusCode::SERVICE_UNAVAILABLE, Some(ticket), Some(again))
            if ticket.starts_with("__Host-giliran=d.") =>
        {
            tally.rooms.fetch_add(1, Ordering::Relaxed);
            Look::Room(ticket.split(';').next().unwrap_or_default().to_owned(), again)
        }
        _ => {
            tally.broken.fetch_add(1, Ordering::Relaxed);
            Look::Broken
        }
    }
}

/// Looks at page after page until told to stop. A session is what stands in no line.
fn regulars(client: &Client, at: &str, tally: &Arc<Tally>, over: &Arc<AtomicBool>) -> JoinSet<()> {
    let mut people = JoinSet::new();
    for person in 0..REGULARS {
        let (client, at) = (client.clone(), at.to_owned());
        let (tally, over) = (Arc::clone(tally), Arc::clone(over));
        people.spawn(async move {
            let cookie = format!("__Host-kk=regular{person}");
            while !over.load(Ordering::Relaxed) {
                look(&client, &at, &cookie, &tally).await;
            }
        });
    }
    people
}

#[expect(clippy::cast_precision_loss, reason = "figures to read")]
fn rate(pages: &AtomicU64, within: Duration) -> f64 {
    pages.load(Ordering::Relaxed) as f64 / within.as_secs_f64()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "wants a quiet machine; scripts/load"]
async fn ten_times_too_many() {
    let seconds = Duration::from_secs(number("LOAD_SECONDS", 5).max(5));
    let pinned = Command::new("taskset").args(["-c", "0", "true"]).status().is_ok_and(|done| done.success());
    let before: &[&str] = if pinned { &["taskset", "-c", "0"] } else { &[] };
    let installation = Installation::on_sqlite();
    installation.open().await;
    let mut server = program(PROGRAM, before);
    server.env("KK_CAPACITY", "16");
    let running = Running::start(server, &installation).await;
    let at = running.address();
    let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_mins(1)).build().unwrap();

    let (tally, over) = (Arc::new(Tally::default()), Arc::new(AtomicBool::new(false)));
    let (begun, before) = (Instant::now(), running.given());
    let mut people = regulars(&client, &at, &tally, &over);
    sleep(seconds).await;
    let peak = rate(&tally.pages, begun.elapsed());
    let peak_share = rate(&tally.pages, running.given().saturating_sub(before));
    over.store(true, Ordering::Relaxed);
    while people.join_next().await.is_some() {}

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
    let newcomers = ((peak * 9.0) as u64).clamp(10, number("LOAD_MOST", 5_000));
    let (tally, over) = (Arc::new(Tally::default()), Arc::new(AtomicBool::new(false)));
    let (begun, before) = (Instant::now(), running.given());
    let mut people = regulars(&client, &at, &tally, &over);
    each(newcomers, newcomers * seconds.as_secs(), |_| {
        let (client, at) = (client.clone(), at.clone());
        let (tally, over) = (Arc::clone(&tally), Arc::clone(&over));
        async move {
            let mut cookie = String::new();
            while let Look::Room(ticket, again) = look(&client, &at, &cookie, &tally).await {
                cookie = ticket;
                for _ in 0..again * 4 {
                    if over.load(Ordering::Relaxed) || begun.elapsed() > seconds {
                        return;
                    }
                    sleep(Duration::from_millis(250)).await;
                }
            }
        }
    })
    .await;
    let took = begun.elapsed();
    let goodput = rate(&tally.pages, took);
    let share = rate(&tally.pages, running.given().saturating_sub(before));
    over.store(true, Ordering::Relaxed);
    while people.join_next().await.is_some() {}
    let count = |of: &AtomicU64| of.load(Ordering::Relaxed);
    println!(
        "load: overload, peak {peak:.0} pages a second ({peak_share:.0} by the server's processor time); with {newcomers} \
         newcomers a second for {:.1} s: {goodput:.0} ({share:.0}: {:.0} % of the peak), {} told to wait, {} broken{}",
        took.as_secs_f64(),
        share / peak_share * 100.0,
        count(&tally.rooms),
        count(&tally.broken),
        if pinned { "" } else { " (generator and server share their processors)" },
    );
    assert_eq!(count(&tally.broken), 0, "everybody gets a page or the waiting room");
    assert!(count(&tally.rooms) > 0, "it was no overload");
    let least = crate::share("LOAD_LEAST");
    assert!(share >= peak_share * least, "{share:.0} of {peak_share:.0}");
}
