//! The portal over HTTP, through the real router, like a browser without JavaScript; and what it says to strangers.
//!
//! One program, because each program of tests compiles the pages and the service's asynchronous functions once more.
//! What kills, restarts or slows down real servers stands beside it in programs of its own.
#[path = "../support/mod.rs"]
mod support;

mod administration;
mod areas;
mod at_the_counter;
mod concerned;
mod late;
mod office_data;
mod old_pages;
mod own_data;
mod receipt;
mod retention;
mod scanner;
mod sending;
mod sessions;
mod story;
mod strangers;
mod uninvited;
