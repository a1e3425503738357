//! Photos of made-up documents, drawn from a number alone: no camera, no person, no network.
//!
//! A [`Sample`] is a document (a table like a family card, a certificate, an identity card) with numbers of area 99,
//! put on a table, photographed with a little of everything that a hand-held phone does to it, and with much of one
//! thing ([`Damage`]). The same number always gives the same photo. Whether it can be read is not for this crate to
//! say: [`crops`] gives what an optical reader needs to find out.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "drawing: sizes below 2^24, and every float is clamped before it becomes a pixel or an index"
)]

mod camera;
mod damage;
mod dice;
mod documents;
mod field;
mod paper;
mod sample;

pub use camera::{Shot, crops};
pub use damage::Damage;
pub use dice::Dice;
pub use documents::Kind;
pub use field::Field;
pub use paper::{Number, Paper};
pub use sample::{Sample, jpeg, sample};
