//! The fifty lines that a live queue asks for, beside the least that gives the same lines: a route of axum and two
//! queries of sqlx written by hand. `make bench-list` measures; it is no test of `make test`, because single figures on
//! a busy machine say little.
//!
//! The least also knows who asks, by a row of the session's table, and gives the counts beside the parts. It opens
//! nothing sealed, checks no role, reckons no working time and counts no requests.
#![expect(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::print_stdout, reason = "figures to read")]
mod support;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use axum::{Json, Router, body::Body, extract::State, routing::get};
use domain::Role;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use sea_orm::{
    ConnectionTrait as _,
    sqlx::{self, Row as _},
};
use serde::Serialize;
use server::live::hub::Hub;
use support::{Installation, Person};
use tower::ServiceExt as _;

/// Open requests of the office.
const OPEN: u32 = 2_000;
/// Answers asked for in each turn, and how often the two take turns.
const ANSWERS: u32 = 200;
const TURNS: usize = 10;
const LEAST: f64 = 0.4;
/// What is measured on a machine that does other things too is measured again before it is called slow.
const TRIES: usize = 3;

#[derive(Serialize)]
struct BareLine {
    number: String,
    procedure: String,
    village: String,
    status: String,
    age: String,
    holder: Option<String>,
    mine: bool,
    seen_by: Option<String>,
    unread: bool,
    elapsed: u8,
    corrected: bool,
}

#[derive(Serialize)]
struct BareQueue {
    parts: BTreeMap<String, i64>,
    lines: Vec<BareLine>,
    next: Option<String>,
}

macro_rules! bare {
    ($name:ident, $pool:ty, $session:literal, $rows:literal, $counts:literal) => {
        async fn $name(
            State((pool, office)): State<($pool, Vec<u8>)>,
            headers: HeaderMap,
        ) -> Result<Json<BareQueue>, StatusCode> {
            let office = uuid::Uuid::from_slice(&office).unwrap();
            let session = headers.get(header::COOKIE).ok_or(StatusCode::UNAUTHORIZED)?;
            let asks = sqlx::query($session).bind(session.as_bytes()).fetch_one(&pool).await.unwrap();
            let asks: Vec<u8> = asks.get(0);
            if asks.is_empty() {
                return Err(StatusCode::UNAUTHORIZED);
            }
            let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1_000;
            let rows = sqlx::query($rows).bind(office).fetch_all(&pool).await.unwrap();
            let more = rows.len() > 50;
            let next = rows.get(49).filter(|_| more).map(|row| row.get::<i64, _>("due_at").to_string());
            let lines = rows.iter().take(50).map(|row| {
                let (sent, due) = (row.get::<i64, _>("submitted_at"), row.get::<i64, _>("due_at"));
                let used = ((now - sent) * 100 / (due - sent).max(1)).clamp(0, 255);
                BareLine {
                    number: row.get("number"),
                    procedure: row.get("procedure"),
                    village: row.get("village"),
                    status: row.get("status"),
                    age: format!("{} menit", (now - sent) / 60_000),
                    holder: None,
                    mine: row.get::<Option<uuid::Uuid>, _>("assignee").is_some(),
                    seen_by: None,
                    unread: row.get::<i16, _>("unread") > 0,
                    elapsed: u8::try_from(used).unwrap(),
                    corrected: row.get::<i64, _>("version") > 1,
                }
            });
            let lines = lines.collect();
            let counts = sqlx::query($counts).bind(office).fetch_all(&pool).await.unwrap();
            let parts = counts.iter().map(|row| (row.get(0), row.get::<i64, _>(1))).collect();
            Ok(Json(BareQueue { parts, lines, next }))
        }
    };
}

bare!(
    on_sqlite,
    sqlx::SqlitePool,
    "SELECT coalesce((SELECT data FROM session WHERE id_hash = ?), x'01')",
    "SELECT number, procedure, village, status, version, submitted_at, due_at, assignee, unread FROM desk_row \
     WHERE office_id = ? AND open = 1 ORDER BY due_at, request_id LIMIT 51",
    "SELECT status, CAST(sum(n) AS bigint) FROM desk_count WHERE office_id = ? GROUP BY status"
);
bare!(
    on_postgres,
    sqlx::PgPool,
    "SELECT coalesce((SELECT data FROM session WHERE id_hash = $1), '\\x01'::bytea)",
    "SELECT number, procedure, village, status, version, submitted_at, due_at, assignee, unread FROM desk_row \
     WHERE office_id = $1 AND open = 1 ORDER BY due_at, request_id LIMIT 51",
    "SELECT status, CAST(sum(n) AS bigint) FROM desk_count WHERE office_id = $1 GROUP BY status"
);

async fn fill(installation: &Installation) {
    let database = installation.database().await;
    let (numbers, id) = if installation.database_url.starts_with("postgres") {
        (format!("generate_series(1, {OPEN}) AS n(i)"), "gen_random_uuid()")
    } else {
        let numbers = format!(
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {OPEN}) SELECT i FROM n)"
        );
        (numbers, "randomblob(16)")
    };
    let sql = format!(
        "INSERT INTO desk_row (request_id, number, office_id, procedure, catalogue_hash, village, district, status, open, \
         version, submitted_at, due_at, clock_from, indexed) \
         SELECT {id}, 'B' || i, d.office_id, d.procedure, d.catalogue_hash, 'Desa ' || (i % 88), 'Kecamatan ' || (i % 12), \
         'submitted', 1, 1, d.submitted_at - i * 1000, d.due_at + i * 1000, d.submitted_at, 1 \
         FROM {numbers}, (SELECT * FROM desk_row LIMIT 1) d"
    );
    database.execute_unprepared(&sql).await.unwrap();
    database.close().await.unwrap();
}

/// How long so many answers take, four asked for at once.
async fn ask(routes: &Router, path: &str, cookie: &str) -> (Duration, usize) {
    let begun = Instant::now();
    let mut lines = 0;
    let mut askers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (routes, path, cookie) = (routes.clone(), path.to_owned(), cookie.to_owned());
        askers.spawn(async move {
            let mut lines = 0;
            for _ in 0..ANSWERS / 4 {
                let request = Request::get(&path)
                    .header(header::COOKIE, &cookie)
                    .header(header::ACCEPT, "application/json")
                    .header("sec-fetch-site", "same-origin");
                let answer = routes.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
                assert_eq!(answer.status(), StatusCode::OK);
                let body = answer.into_body().collect().await.unwrap().to_bytes();
                let queue: serde_json::Value = serde_json::from_slice(&body).unwrap();
                lines += queue["lines"].as_array().unwrap().len();
            }
            lines
        });
    }
    while let Some(asked) = askers.join_next().await {
        lines += asked.unwrap();
    }
    (begun.elapsed(), lines)
}

async fn beside(name: &str, installation: &Installation, bare: impl AsyncFnOnce(Vec<u8>) -> Router) {
    let service = installation.open().await;
    let citizen = Person::citizen(&service, 1).await;
    let errand = citizen.errand(&service).await;
    service.send(&citizen.actor, errand.draft, true).await.unwrap();
    fill(installation).await;
    let officer = Person::officer(&service, Role::Verifier).await;
    let office = officer.actor.officer().unwrap().office.as_bytes().to_vec();
    let ours = installation.routes(&service, &Hub::default());
    let bare = bare(office).await;
    let mut best = 0.0;
    for _ in 0..TRIES {
        best = f64::max(best, share_of(name, &ours, &bare, &officer.cookie).await);
        if best >= LEAST {
            return;
        }
    }
    assert!(best >= LEAST, "{name}: the list is slower than {LEAST} of what is written by hand: {best:.2}");
}

/// How many of the answers of what is written by hand ours gives in the same time.
async fn share_of(name: &str, ours: &Router, bare: &Router, cookie: &str) -> f64 {
    let mut took = [Vec::new(), Vec::new()];
    for turn in 0..=TURNS {
        for (took, (routes, path)) in took.iter_mut().zip([(ours, "/api/petugas/antrean"), (bare, "/")]) {
            let (time, lines) = ask(routes, path, cookie).await;
            assert_eq!(lines, 50 * ANSWERS as usize, "{path}");
            if turn > 0 {
                took.push(time);
            }
        }
    }
    let [ours, bare] = took.map(|mut times| {
        times.sort();
        f64::from(ANSWERS) / times[TURNS / 2].as_secs_f64()
    });
    let share = ours / bare;
    println!(
        "bench-list: {name}: {ours:.0} lists a second; written by hand {bare:.0}; {:.0} %",
        share * 100.0
    );
    share
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench-list`"]
async fn the_list_beside_one_written_by_hand_on_sqlite() {
    let installation = Installation::on_sqlite();
    let url = installation.database_url.clone();
    beside("SQLite", &installation, async |office| {
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        Router::new().route("/", get(on_sqlite)).with_state((pool, office))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench-list`"]
async fn the_list_beside_one_written_by_hand_on_postgres() {
    let installation = Installation::on_postgres().await;
    let url = installation.database_url.clone();
    beside("PostgreSQL", &installation, async |office| {
        let pool = sqlx::PgPool::connect(&url).await.unwrap();
        Router::new().route("/", get(on_postgres)).with_state((pool, office))
    })
    .await;
}
