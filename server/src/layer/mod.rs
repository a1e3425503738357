//! What every request passes through before and after its handler, one idea a file.
//!
//! From the outside in: `request_id`, `client_address`, `access_log`, `security_headers`, `panic`,
//! `same_origin`; for pages `compression`, `even`, `body_limit`, then session and visitor. A refusal by an inner one
//! still gets the headers and the log line of the outer ones.

pub mod access_log;
pub mod body_limit;
pub mod client_address;
pub mod compression;
pub mod even;
pub mod panic;
pub mod request_id;
pub mod same_origin;
pub mod security_headers;

pub use body_limit::BodyLimit;
pub use client_address::ClientAddress;
pub use request_id::RequestId;
pub use security_headers::CspNonce;
