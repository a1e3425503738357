//! The shipped catalogue files: each can be read, is sound, and leads a citizen from the first step to changes.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod birth;
mod composed;
mod education;
mod files;
mod foreigner;
mod head_of_family;
mod lost_card;
mod never_recorded;
mod new_family;
mod properties;
mod separate_card;
mod support;
mod unsound;
