//! How many passwords can be hashed when nothing else is done.

use std::{
    fmt,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use argon2::{Argon2, PasswordVerifier as _, password_hash::phc::PasswordHash};
use tokio::task::JoinSet;

use crate::support::{PASSWORD, program::processor_time};

/// Hashes a second.
pub struct Bare {
    pub by_clock: f64,
    /// Of the processor time that was given.
    pub by_processor: f64,
    threads: usize,
}

impl fmt::Display for Bare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { by_clock, by_processor, threads } = self;
        write!(
            f,
            "{by_clock:.1} a second by {threads} thread(s), {by_processor:.1} by the processor time of one"
        )
    }
}

const AS_LONG: Duration = Duration::from_secs(4);

/// Hashes as `hash` says, in as many threads as the server has processors.
pub async fn rate(hash: &str, pinned: bool) -> Bare {
    let threads = if pinned { 1 } else { std::thread::available_parallelism().unwrap().get() };
    let mut at_once = JoinSet::new();
    for _ in 0..threads {
        let hash = hash.to_owned();
        at_once.spawn_blocking(move || {
            if pinned {
                pin();
            }
            let hash = PasswordHash::new(&hash).unwrap();
            let (begun, before, mut hashed) = (Instant::now(), processor_time("thread-self"), 0_u32);
            while begun.elapsed() < AS_LONG {
                Argon2::default().verify_password(PASSWORD.as_bytes(), &hash).unwrap();
                hashed += 1;
            }
            (f64::from(hashed), begun.elapsed(), processor_time("thread-self").saturating_sub(before))
        });
    }
    let (mut by_clock, mut all, mut given) = (0.0, 0.0, Duration::ZERO);
    for (hashed, took, by_one) in at_once.join_all().await {
        by_clock += hashed / took.as_secs_f64();
        (all, given) = (all + hashed, given + by_one);
    }
    Bare { by_clock, by_processor: all / given.as_secs_f64(), threads }
}

/// Puts this thread on the server's processor.
fn pin() {
    let this = std::fs::read_link("/proc/thread-self").unwrap();
    let thread = this.file_name().unwrap().to_owned();
    let put = Command::new("taskset").args(["-cp", "0"]).arg(thread).stdout(Stdio::null()).status();
    assert!(put.unwrap().success(), "taskset");
}
