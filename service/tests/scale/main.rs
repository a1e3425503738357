//! What is asked by an index costs the same with a part of a country stored as with a hundredth of that: a small house
//! and a large one answer in turn, and each answer's median and 99th percentile are compared.
//!
//! `make scale` runs it at full size, a tenth of Indonesia: 9.4 million families of three and 3.2 million requests.
//! `SCALE_REQUESTS` and `SCALE_FAMILIES` name other sizes.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![expect(clippy::print_stdout, reason = "figures to read")]
#[path = "../house/mod.rs"]
mod house;

mod fill;
mod looks;

use house::House;
use looks::{Look, People};
use std::time::{Duration, Instant};

/// The small house has a hundredth.
const PART: u64 = 100;
const RUNS: usize = 300;
/// Answers before the first that counts.
const WARM: usize = 10;
/// An answer may cost so much more with a hundred times the rows.
const MOST: f64 = 1.2;
/// What is measured on a machine that does other things too is measured again before it is called dear.
const TRIES: usize = 4;
/// Below so much a difference is that of the machine, not of the rows.
const GRAIN: Duration = Duration::from_micros(60);

fn size(name: &str) -> u64 {
    std::env::var(name).ok().and_then(|size| size.parse().ok()).unwrap_or(PART * 10)
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times[(times.len() - 1) * percent / 100]
}

struct Inhabited {
    house: House,
    people: People,
}

async fn inhabited(house: House, requests: u64, families: u64) -> Inhabited {
    let begun = Instant::now();
    let people = People::settle(&house).await;
    fill::fill(&house, requests, families).await;
    println!("scale: {requests} requests and {families} families in {:.0} s", begun.elapsed().as_secs_f64());
    Inhabited { house, people }
}

async fn answer(inhabited: &Inhabited, look: Look) -> Duration {
    let begun = Instant::now();
    look.at(&inhabited.house, &inhabited.people).await;
    begun.elapsed()
}

/// Median and 99th percentile of both, asked in turn, so that whatever else the machine does weighs on both alike.
async fn in_turn(few: &Inhabited, many: &Inhabited, look: Look) -> [[Duration; 2]; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for run in 0..RUNS + WARM {
        for (times, inhabited) in times.iter_mut().zip([few, many]) {
            let took = answer(inhabited, look).await;
            if run >= WARM {
                times.push(took);
            }
        }
    }
    times.map(|mut times| [percentile(&mut times, 50), percentile(&mut times, 99)])
}

async fn compared(few: House, many: House) {
    let (requests, families) = (size("SCALE_REQUESTS"), size("SCALE_FAMILIES"));
    let few = inhabited(few, requests / PART, families / PART).await;
    let many = inhabited(many, requests, families).await;
    let name = if many.house.is_postgres() { "PostgreSQL" } else { "SQLite" };
    println!("scale: {name:<28} {:>17} {:>17}  ratios", "a hundredth", "all");
    let mut dear = Vec::new();
    for look in Look::ALL {
        let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
        let (mut few_took, mut many_took);
        let mut tries = 0;
        let is_dear = loop {
            [few_took, many_took] = in_turn(&few, &many, look).await;
            tries += 1;
            let is_dear = few_took
                .iter()
                .zip(many_took)
                .any(|(few, many)| many > *few + GRAIN && many.as_secs_f64() > few.as_secs_f64() * MOST);
            if !is_dear || tries == TRIES {
                break is_dear;
            }
        };
        let [half, most] = [0, 1].map(|which| many_took[which].as_secs_f64() / few_took[which].as_secs_f64());
        println!(
            "scale: {:<28} {:>7.2} {:>7.2} ms {:>7.2} {:>7.2} ms  p50 {half:.2}, p99 {most:.2}{}",
            look.name(),
            ms(few_took[0]),
            ms(few_took[1]),
            ms(many_took[0]),
            ms(many_took[1]),
            if tries > 1 { format!(" (try {tries})") } else { String::new() }
        );
        if is_dear {
            dear.push(look.name());
        }
    }
    assert!(dear.is_empty(), "{name}: dearer with more stored: {dear:?}");
}

mod what_an_index_answers_costs_the_same_with_a_hundred_times_the_rows {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        compared(House::on_sqlite().await, House::on_sqlite().await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        let url = std::env::var("TEST_POSTGRES_URL").expect("run it by `make scale`");
        let (few, many) = (House::on_postgres(&url).await, House::on_postgres(&url).await);
        let urls = [few.url().to_owned(), many.url().to_owned()];
        compared(few, many).await;
        for gone in urls {
            let name = gone.rsplit('/').next().unwrap();
            let server = Box::pin(sea_orm::Database::connect(&url)).await.unwrap();
            let sql = format!("DROP DATABASE {name} WITH (FORCE)");
            sea_orm::ConnectionTrait::execute_unprepared(&server, &sql).await.unwrap();
        }
    }
}
