//! Whether a photo of a document can be read, before an officer has to say that it cannot.
//!
//! The same code judges on the phone, so that somebody can photograph again at once, and on the server, so that the
//! officer sees the same whoever sent it. It looks at no more than half a megapixel of grey: the whole picture small
//! ([`overview_size`]), which shows light, glare, where there is text and what may be numbers, and pieces of it in full
//! size ([`choose`]) where most text is and along what may be numbers, which show whether it is sharp and large enough.
//! [`judge`] makes a [`Verdict`] of both: coded causes and how likely it is that numbers cannot be read. Thresholds
//! stand in [`table`], what was fitted in `fitted.rs`, and `make photo-quality` tells how good they are.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "measures of pictures: sizes below 2^24, and every float is clamped before it becomes a pixel or an index"
)]

mod bars;
mod cause;
mod choose;
mod features;
mod fitted;
mod grey;
mod overview;
mod piece;
pub mod table;
mod trees;
mod verdict;

pub use cause::Cause;
pub use choose::{Place, choose};
pub use features::{FEATURES, Features};
pub use grey::Grey;
pub use overview::Overview;
pub use piece::Piece;
pub use trees::{ANSWERS, DEPTH, QUESTIONS, Tree};
pub use verdict::{Measures, Verdict, judge, look, measure, measures_of};

/// The size of the small picture of a photo that is `width` x `height`: at most [`table::OVERVIEW_PIXELS`].
pub fn overview_size(width: u32, height: u32) -> (u32, u32) {
    let (wide, high) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let scale = (f64::from(table::OVERVIEW_PIXELS) / (wide * high)).sqrt().min(1.0);
    let most = f64::from(table::OVERVIEW_PIXELS);
    let width = (wide * scale).floor().clamp(1.0, most);
    let height = (high * scale).floor().clamp(1.0, (most / width).floor());
    (width as u32, height as u32)
}
