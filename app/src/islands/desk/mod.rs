//! The officer's desk awake: the live queue, the documents, the lease, the keys. Nothing on screen changes
//! under an officer's hands without being said.
//!
//! Two islands are drawn by Leptos: the queue, whose lines come and go, and the stage of the documents. The
//! small rest (the live dot, the lease, the notice of a change, the keys) is drawn by the server once and only
//! touched here, because every island weighs some kilobytes. Plain fetch and one `EventSource`.
#![cfg_attr(feature = "ssr", expect(missing_docs, reason = "the islands macro writes structs without any"))]

#[cfg(feature = "hydrate")]
mod ask;
#[cfg(feature = "hydrate")]
mod dot;
#[cfg(feature = "hydrate")]
mod hold;
#[cfg(any(feature = "hydrate", test))]
mod keymap;
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod line;
#[cfg(any(feature = "hydrate", test))]
mod merge;
pub mod places;
mod queue;
mod rows;
mod stage;
#[cfg(feature = "hydrate")]
mod watch;

pub use queue::LiveQueue;
pub use stage::Stage;

/// Wakes what the server drew; what is not on this page is left out.
#[cfg(feature = "hydrate")]
fn wake(language: domain::Language) {
    keys::wake();
    dot::wake(language);
    hold::wake(language);
    watch::wake();
}
