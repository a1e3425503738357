//! How the portal is reached: HTTP, the command line, background work.
//!
//! Knows no rule and no row: every request becomes one call of `service` and one answer.

pub mod config;
