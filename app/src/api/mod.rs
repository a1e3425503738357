//! Server functions: three to six lines each. Who is asking, one use case, where to go next.
//!
//! Those under `forms` are posted by plain forms and answer with a redirect; what was typed and what was
//! wrong with it waits in the flash. Those under `island` speak JSON with the islands.
pub mod desk;
pub mod forms;
pub mod island;
mod outcome;
pub mod steps;

pub use outcome::{refuse, status_of};
pub(crate) use outcome::{Posted, answer, set_status, values};
