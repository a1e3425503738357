//! Every use case, from its first step to its last, on SQLite and on a new PostgreSQL database (`both_databases!`).
//!
//! One program, because each program of tests compiles the service's asynchronous functions once more. One file of it
//! is run by `scripts/with-postgres cargo test --test use_cases slots::`.
#[path = "../house/mod.rs"]
mod house;

mod accounts;
mod administrators;
mod appointments;
mod assistance;
mod at_once;
mod batch;
mod card_pages;
mod checklist;
mod clamd;
mod clock;
mod confirm;
mod desk_queue;
mod desk_race;
mod digest;
mod documents;
mod duplicates;
mod durable;
mod family;
mod feedback_race;
mod figures;
mod forms;
mod guesses;
mod help;
mod history;
mod message_files;
mod messages;
mod objections;
mod office_acts;
mod outbox;
mod passkeys;
mod previews;
mod proofs;
mod receipt;
mod register;
mod reindex;
mod releases;
mod reminders;
mod replica;
mod reset;
mod results;
mod retention;
mod rights;
mod rotation;
mod schema;
mod search_log;
mod second_factor;
mod slots;
mod state;
mod stolen;
mod story;
mod ticket_files;
mod two_officers;
mod uploads;
