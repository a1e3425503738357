//! The shipped catalogue files: each can be read, is sound, and leads a citizen from the first step to changes.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod birth;
mod citizenship;
mod composed;
mod correction;
mod damaged_card;
// mod death;
mod education;
mod files;
mod lost_card;
mod name_change;
mod passport;
mod properties;
// mod renamed_address;
mod support;
mod unsound;
