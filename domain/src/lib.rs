//! What is true: the rules of the Indonesian family card (Kartu Keluarga, KK).
//!
//! Pure functions and types. No I/O, no clock, no async: time and entropy are arguments. The same code runs
//! on the server and, compiled to wasm32, on the phone of a citizen without a network.

pub mod answers;
pub mod codes;
pub mod date;
pub mod element;
pub mod field_error;
pub mod identity;
pub mod language;
