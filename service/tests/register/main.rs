//! The office's register: loaded from a file, generation by generation, and what it is good for.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#[path = "../house/mod.rs"]
mod house;
mod loading;
mod seen;
mod town;
