//! How long searching takes: `cargo test --release -p service --test areas -- --ignored --nocapture`.
#![expect(clippy::print_stderr, reason = "this is what it is for")]

use service::areas::Areas;
use std::time::{Duration, Instant};

#[test]
#[ignore = "a figure to read, not a bound to hold"]
fn searching_takes_so_long() {
    let areas = Areas::built_in();
    let start = Instant::now();
    areas.provinces();
    eprintln!("{:>8.1?}  opening the list", start.elapsed());
    for text in [
        "sukamaju",
        "sukamaju cibinong",
        "desa sukamaju kec jonggol kab bogor jabar",
        "a",
        "s",
        "suka maju jonggol",
        "tidak ada desa begitu",
        "a b c d e f g h i j k l",
        "kabupaten kota ka ko k ke kec kab de d des desa",
    ] {
        for which in ["all", "villages"] {
            let mut times: Vec<_> = (0..50)
                .map(|_| {
                    let start = Instant::now();
                    let hits = match which {
                        "all" => areas.search(text, 20),
                        _ => areas.search_villages(text, 20),
                    };
                    (start.elapsed(), hits.areas.len())
                })
                .collect();
            times.sort_unstable();
            let (usual, found) = times.get(25).copied().unwrap_or((Duration::ZERO, 0));
            let slowest = times.last().map_or(Duration::ZERO, |(time, _)| *time);
            eprintln!("{usual:>8.1?} {slowest:>8.1?}  {which:<8} {found:>2} {text}");
        }
    }
}
