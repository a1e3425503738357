//! What is seen.
pub mod ui;
