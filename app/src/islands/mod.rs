//! What wakes in the browser: the citizen's wizard and the officer's live queue.
#[cfg(any(feature = "ssr", feature = "desk"))]
pub mod desk;
#[cfg(any(feature = "ssr", feature = "citizen"))]
pub mod wizard;
