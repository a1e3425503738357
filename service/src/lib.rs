//! Placeholder while the house is framed.

pub mod channel;
pub mod inspect;
