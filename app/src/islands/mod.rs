//! What wakes in the browser: the citizen's wizard and the officer's live queue.
#[cfg(any(feature = "ssr", feature = "desk"))]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod wizard;
