//! How it wakes: called once by the loader, then each island hydrates itself.
pub use app as _;
