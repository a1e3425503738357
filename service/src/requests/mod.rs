//! Requests: what was sent, frozen, with a number, a status and a history.
mod body;
mod concerned;
mod detail;
mod elsewhere;
mod foresee;
mod list;
mod pace;
mod persons;
mod reconcile;
mod scope;
mod send;
mod tell;
mod transition;
mod withdraw;

pub(crate) use body::Body;
pub use detail::{EventView, RequestDetail};
pub use elsewhere::Elsewhere;
pub use list::RequestRow;
pub use pace::Expectation;
pub(crate) use persons::{Person, close_to, keep_persons, newcomer, persons};
pub use reconcile::ReconcileReport;
pub(crate) use scope::{about_me, open_statuses, receipts_of, rows_visible_to, visible_to, written_by};
pub use send::Sent;
pub(crate) use tell::regarding;
pub(crate) use transition::{Transition, Who, status_of};
