//! How the portal is reached: HTTP, the command line, background work.
//!
//! Knows no rule and no row: every request becomes one call of `service` and one answer.

pub mod appointments;
pub mod areas;
pub mod assets;
mod audit;
pub mod command;
pub mod config;
mod confirm;
pub mod crowd;
mod data;
pub mod forms;
mod health;
pub mod jobs;
pub mod layer;
pub mod limit;
pub mod live;
pub mod opening;
pub mod pages;
pub mod photo;
pub mod plain;
mod receipt;
mod report;
mod results;
pub mod router;
pub mod seeing;
pub mod serve;
pub mod session;
mod statistics;
pub mod storage;
pub mod terminal;
pub mod upload;
pub mod visitor;

#[cfg(test)]
mod testing;
