//! What is true: the rules of the Indonesian family card (Kartu Keluarga, KK).
//!
//! Pure functions and types. No I/O, no clock, no async: time and entropy are arguments. The same code runs
//! on the server and, compiled to wasm32, on the phone of a citizen without a network.

pub mod answers;
pub mod audience;
pub mod codes;
pub mod date;
pub mod decision;
pub mod document_type;
pub mod element;
pub mod field_error;
pub mod flag;
pub mod identity;
pub mod language;
pub mod receipt_number;
pub mod role;
pub mod service_time;
pub mod status;
