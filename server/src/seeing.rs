//! What is seen of a running process from outside: counts of what it did, rounds of its jobs, and `/metrics`.

mod meter;
mod metrics;
mod rounds;

pub use meter::{Meter, measure};
pub use metrics::router;
pub use rounds::Rounds;
