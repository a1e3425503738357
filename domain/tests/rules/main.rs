//! The rules, as tables and as properties over any input.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod alike;
mod answers;
mod appointment;
mod audience;
mod calendar_file;
mod decision;
mod documents;
mod family;
mod figures;
mod hide;
mod labels;
mod lists;
mod names;
mod nik;
mod no_panic;
mod outcome;
mod password;
mod phone_and_email;
mod receipt;
mod receipt_number;
mod relative;
mod service_clock;
mod service_time;
mod times;
