//! The shipped catalogue files: each can be read, is sound, and leads a citizen from the first step to changes.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod abroad;
mod birth;
mod composed;
mod education;
mod files;
mod joining;
mod lost_card;
mod move_in;
mod move_inside;
mod move_out;
mod newcomer;
mod properties;
mod support;
mod unsound;
