//! The officer's desk awake: the live queue, the lease, the documents, the keys. Each island draws what the
//! server drew, then listens; nothing on screen changes under an officer's hands without being said.
//!
//! Plain fetch and one `EventSource`: no router, no resource, no client of server functions.
#![expect(missing_docs, reason = "the islands macro writes structs without any")]

#[cfg(feature = "hydrate")]
mod ask;
mod dot;
mod hold;
#[cfg(any(feature = "hydrate", test))]
mod keymap;
mod keys;
#[cfg(feature = "hydrate")]
mod line;
#[cfg(any(feature = "hydrate", test))]
mod merge;
mod queue;
mod rows;
mod stage;
mod watch;

pub use dot::LiveDot;
pub use hold::Hold;
pub use keys::Keys;
pub use queue::LiveQueue;
pub use stage::Stage;
pub use watch::Watch;
