//! The shipped catalogue files: each can be read, is sound, and leads a citizen from the first step to changes.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod abroad;
mod advice;
mod birth;
mod blood;
mod citizenship;
mod composed;
mod correction;
mod damaged_card;
mod death;
mod education;
mod files;
mod foreigner;
mod head_of_family;
mod joining;
mod lost_card;
mod marriage;
mod move_in;
mod move_inside;
mod move_out;
mod name_change;
mod never_recorded;
mod new_family;
mod newcomer;
mod occupation;
mod passport;
mod properties;
mod relation;
mod religion;
mod renamed_address;
mod separate_card;
mod sex;
mod support;
mod unsound;
