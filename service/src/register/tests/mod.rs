//! Files as they come, and the cards of made-up people.
pub(super) mod cards;
mod comparing;
mod files;
