//! How the desk's pages cost with few and with many requests stored: the office's open work stays the same, what has
//! ended grows. `make bench-desk` runs it at full size; it is no test of `make test`, because single figures on a busy
//! machine say little.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![expect(clippy::print_stdout, reason = "figures to read")]
mod house;

use domain::{Language, Role, Status};
use house::House;
use service::{Actor, Age, HeldBy, QueueFilter, QueuePlace, QueueQuery, QueueSort};
use std::time::{Duration, Instant};

/// Open requests of an office, however many have ended.
const OPEN: u32 = 2_000;
const RUNS: usize = 200;

fn size() -> u32 {
    std::env::var("KK_BENCH_REQUESTS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(10_000)
}

/// A page may cost so much more with a hundred times the requests.
fn most() -> f64 {
    std::env::var("KK_BENCH_RATIO").ok().and_then(|ratio| ratio.parse().ok()).unwrap_or(1.2)
}

/// Adds rows of the desk from `first` to `last`, the first [`OPEN`] of them open; three in a hundred share a common
/// name with the request that is there.
async fn add(house: &House, first: u32, last: u32) {
    let (numbers, id, dice) = if house.is_postgres() {
        (
            format!("generate_series({first}, {last}) AS n(i)"),
            "gen_random_uuid()",
            "(abs(hashint8(i::bigint * 7919)::bigint) % 1000003)",
        )
    } else {
        (
            format!(
                "(WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n)"
            ),
            "randomblob(16)",
            "(abs(i * 7919 + 13) % 1000003)",
        )
    };
    let sql = format!(
        "INSERT INTO desk_row (request_id, number, office_id, procedure, catalogue_hash, village, district, status, open, \
         version, submitted_at, due_at, closed_at, clock_from, indexed) \
         SELECT {id}, 'B' || i, d.office_id, 'KK-' || ({dice} % 20), d.catalogue_hash, 'Desa ' || ({dice} % 88), \
         'Kecamatan ' || ({dice} % 12), CASE WHEN i <= {OPEN} THEN 'submitted' WHEN {dice} % 100 = 0 THEN 'rejected' ELSE 'done' END, \
         CASE WHEN i <= {OPEN} THEN 1 ELSE 0 END, 1, d.submitted_at - {dice} * 1000, d.due_at + {dice} * 1000, \
         CASE WHEN i <= {OPEN} THEN NULL ELSE d.submitted_at - {dice} * 100 END, d.submitted_at, 1 \
         FROM {numbers}, (SELECT * FROM desk_row WHERE number NOT LIKE 'B%' LIMIT 1) d"
    );
    house.execute(&sql).await;
    let words = format!(
        "INSERT INTO desk_word (word_index, request_id) SELECT w.word_index, d.request_id \
         FROM desk_row d, (SELECT DISTINCT word_index FROM desk_word LIMIT 3) w \
         WHERE d.number LIKE 'B%' AND CAST(substr(d.number, 2) AS integer) BETWEEN {first} AND {last} \
         AND CAST(substr(d.number, 2) AS integer) % 33 = 0 ON CONFLICT DO NOTHING"
    );
    house.execute(&words).await;
    if house.is_postgres() {
        // As it is a minute later anyway: nothing tidies up while we look.
        house.execute("VACUUM ANALYZE").await;
    }
}

fn pages() -> Vec<(&'static str, QueueQuery)> {
    let open = QueueQuery::default();
    let place = |village: Option<&str>| QueuePlace {
        district: "Kecamatan 3".into(),
        village: village.map(Into::into),
    };
    let sought =
        |typed: &str| QueueQuery { sought: Some(typed.into()), ..QueueQuery::part(QueueFilter::All) };
    vec![
        ("open, due first", open.clone()),
        ("open, newest first", QueueQuery { sort: QueueSort::Newest, ..open.clone() }),
        ("new", QueueQuery::part(QueueFilter::New)),
        ("mine", QueueQuery::part(QueueFilter::Mine)),
        ("ended, last first", QueueQuery::part(QueueFilter::Ended)),
        (
            "ended, refused",
            QueueQuery { status: Some(Status::Rejected), ..QueueQuery::part(QueueFilter::Ended) },
        ),
        ("a week old", QueueQuery { age: Some(Age::Week), ..open.clone() }),
        ("one service", QueueQuery { procedure: Some("KK-7".into()), ..open.clone() }),
        ("one district", QueueQuery { place: Some(place(None)), ..open.clone() }),
        (
            "nobody's, one service",
            QueueQuery { procedure: Some("KK-7".into()), held_by: Some(HeldBy::Nobody), ..open },
        ),
        ("a common name", sought("Prasetyo")),
        ("two words", sought("Dimas Prasetyo")),
        ("a NIK", sought("9901010405060003")),
    ]
}

/// The times of one page, in order.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    fn at(&self, percent: usize) -> Duration {
        let mut times = self.0.clone();
        times.sort();
        times[(times.len() - 1) * percent / 100]
    }
}

/// A house with so many rows, and the officer who looks.
async fn filled(house: &House, rows: u32) -> Actor {
    let officer = house.officer("rina@contoh.test", Role::Verifier).await;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    house.service.send(&citizen, draft, true).await.unwrap();
    add(house, 1, rows).await;
    officer
}

async fn look(house: &House, officer: &Actor, query: &QueueQuery, place: Option<&str>) -> Duration {
    let begun = Instant::now();
    house.service.queue(officer, query, place, Language::Id).await.unwrap();
    begun.elapsed()
}

/// Looks at the same page of both houses in turn, so that whatever else the machine does weighs on both alike.
async fn in_turn(
    few: (&House, &Actor),
    many: (&House, &Actor),
    query: Option<&QueueQuery>,
    place: Option<&str>,
) -> [Times; 2] {
    let mut times = [Times::default(), Times::default()];
    for run in 0..RUNS + 5 {
        for (times, (house, officer)) in times.iter_mut().zip([few, many]) {
            let took = if let Some(query) = query {
                look(house, officer, query, place).await
            } else {
                let begun = Instant::now();
                house.service.queue_counts(officer).await.unwrap();
                begun.elapsed()
            };
            if run >= 5 {
                times.0.push(took);
            }
        }
    }
    times
}

async fn rows_of((house, officer): (&House, &Actor), query: &QueueQuery, place: Option<&str>) -> usize {
    house.service.queue(officer, query, place, Language::Id).await.unwrap().rows.len()
}

async fn compared(few: &House, many: &House) {
    let rows = ((size() / 100).max(OPEN + 500), size());
    let (one, other) = (filled(few, rows.0).await, filled(many, rows.1).await);
    let (few, many) = ((few, &one), (many, &other));
    println!(
        "{:<24} {:>10} {:>10} {:>6} {:>10}",
        if few.0.is_postgres() { "PostgreSQL" } else { "SQLite" },
        rows.0,
        rows.1,
        "ratio",
        "p99"
    );
    let mut looks: Vec<(&str, Option<QueueQuery>, Option<String>)> =
        pages().into_iter().map(|(name, query)| (name, Some(query), None)).collect();
    // A page far into what has ended: the first page's key, moved half-way.
    let at = (few.0.service.now().unix_timestamp() - 400_000_000) * 1000;
    let ended = QueueQuery { sort: QueueSort::Oldest, ..QueueQuery::part(QueueFilter::Ended) };
    looks.push(("deep in what ended", Some(ended), Some(format!("{at}.{}", uuid::Uuid::nil()))));
    looks.push(("counts", None, None));
    let mut dear = Vec::new();
    for (name, query, place) in looks {
        // A common name is found as often as it is common, up to its limit of 1,000; its page must be quick all the same.
        let common = name == "a common name" || name == "two words";
        if let Some(query) = query.as_ref().filter(|_| !common) {
            let lines =
                [rows_of(few, query, place.as_deref()).await, rows_of(many, query, place.as_deref()).await];
            assert_eq!(lines[0], lines[1], "{name}: pages of so many lines are not to be compared");
        }
        let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
        let (mut before, mut after, mut ratio, mut p99, mut is_dear);
        let mut tries = 0;
        // What is dear is dear each time; what else the machine did is not.
        loop {
            [before, after] = in_turn(few, many, query.as_ref(), place.as_deref()).await;
            (ratio, p99) = (ms(after.at(50)) / ms(before.at(50)), ms(after.at(99)));
            is_dear = (ratio > most() && !common) || p99 > 50.0;
            tries += 1;
            if !is_dear || tries == 3 {
                break;
            }
        }
        println!(
            "{name:<24} {:>7.2} ms {:>7.2} ms {ratio:>6.2} {p99:>7.2} ms{}",
            ms(before.at(50)),
            ms(after.at(50)),
            if tries > 1 { format!(" (try {tries})") } else { String::new() }
        );
        if is_dear {
            dear.push(format!("{name}: {ratio:.2}, {p99:.1} ms"));
        }
    }
    assert!(dear.is_empty(), "dearer with more requests: {dear:?}");
}

mod a_page_costs_the_same_however_many_requests_have_ended {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        compared(&House::on_sqlite().await, &House::on_sqlite().await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        let url = std::env::var("TEST_POSTGRES_URL").expect("run it by `make bench-desk`");
        compared(&House::on_postgres(&url).await, &House::on_postgres(&url).await).await;
    }
}
