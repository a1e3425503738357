//! Server functions: three to six lines each. Who is asking, one use case, where to go next.
//!
//! Most are posted by plain forms and answer with a redirect; what was typed and what was wrong with it
//! waits in the flash. Those under `island` speak JSON with the islands.
pub mod account;
pub mod appointments;
pub mod assist;
pub mod calendar;
pub mod card;
pub mod confirm;
pub mod desk;
mod entry;
pub mod help;
pub mod island;
pub mod officers;
mod outcome;
pub mod register;
pub mod requests;
pub mod reset;
pub mod results;
pub mod session;
pub mod sign_in;
pub mod slots;
pub mod steps;
pub mod talk;
pub mod track;

pub(crate) use account::{ANSWER_FORM, WISHES};
pub use help::{Asked, ask_with_files, refuse_asking, settle_ticket_message};
pub(crate) use outcome::{Posted, answer, is_code, set_status, values};
pub use outcome::{refuse, status_of};
pub use talk::{Written, settle_message};
