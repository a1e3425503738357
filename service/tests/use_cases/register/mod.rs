//! The office's register: loaded from a file, generation by generation, and what it is good for.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod loading;
mod seen;
mod town;
