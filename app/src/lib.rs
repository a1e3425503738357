//! What is seen: server functions, server-rendered pages, islands, the parts they are drawn with, and words.
//!
//! Pages and server functions exist on the server only; just the islands become WASM, in two files: the
//! citizen's wizard and the officer's desk.
#![recursion_limit = "256"]
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod assets;
#[cfg(feature = "ssr")]
mod flash;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod next;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod place;
pub mod routes;
pub mod text;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod ui;
#[cfg(feature = "ssr")]
mod visitor;
pub mod wire;

#[cfg(feature = "ssr")]
pub use assets::{Assets, CARRIED};
#[cfg(feature = "ssr")]
pub use pages::App;
#[cfg(feature = "ssr")]
pub use visitor::{ASSISTING, SignedIn, Visitor};
