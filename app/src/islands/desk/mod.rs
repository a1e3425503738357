//! The officer's desk awake: the live queue, the documents, the lease, the keys. Nothing on screen changes
//! under an officer's hands without being said.
//!
//! One island is drawn by Leptos: the queue, whose lines come and go. The rest (documents, live dot, lease, the
//! notice of a change, keys) is drawn by the server once and only touched here, because each component that is
//! drawn in the browser too weighs some kilobytes. Plain fetch and one `EventSource`.

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
#[cfg(feature = "hydrate")]
mod stage;
#[cfg(feature = "hydrate")]
mod watch;

pub use queue::LiveQueue;

/// Wakes what the server drew; what is not on this page is left out.
#[cfg(feature = "hydrate")]
fn wake(language: domain::Language) {
    keys::wake();
    stage::wake();
    dot::wake(language);
    hold::wake(language);
    watch::wake();
}
