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

/// A square is text when its pixels go up and down by this share of the paper's brightness.
pub(crate) const BUSY: f32 = 0.10;
/// Against this share of the brightest tenth, at least.
pub(crate) const DARKEST_PAPER: f32 = 0.6;
/// What differs more is no more text than this.
pub(crate) const VERY_BUSY: f32 = 1.0;
/// A piece that has less than this share of what the busiest has is no text.
pub(crate) const LEAST_BUSY: f32 = 0.2;
/// A square that is nothing but light.
pub(crate) const GLARE: f32 = 250.0;
/// Paper that is nearly white itself tells nothing of mirrored light.
pub(crate) const PAPER_BELOW_GLARE: f32 = 246.0;
/// From this share of the contrast on, grain is smoothed before letters are looked for.
pub(crate) const GRAINY: f32 = 0.06;
/// A jump between two pixels counts at most so much for the blocks of JPEG.
pub(crate) const SMALL_JUMP: u8 = 12;
/// What an edge is at most said to be wide.
pub(crate) const WIDEST_EDGE: f32 = 40.0;
/// Letters are never taken for lower than this.
pub(crate) const LOWEST_LETTER: f32 = 3.0;
/// Less text than this is little.
pub(crate) const LITTLE_TEXT: f32 = 0.02;
/// Less of the picture than this looks like text: nothing is on it.
pub(crate) const BLANK_TEXT: f32 = 0.0005;

/// From this likelihood on somebody is asked to photograph again.
pub(crate) const UNREADABLE: f32 = 0.5;

/// When a cause is told. `poor` says that numbers can probably not be read.
pub(crate) fn speaks_for(cause: Cause, seen: &Measures, poor: bool) -> bool {
    match cause {
        Cause::Blank => false,
        Cause::Dark => poor && seen.paper < 70.0,
        Cause::Bright => poor && seen.paper > 250.0,
        Cause::Glare => seen.glare > 0.12 || (poor && seen.glare > 0.015),
        Cause::Small => poor && seen.letters < 9.0 && seen.grain < 0.06 && seen.paper >= 70.0,
        Cause::Blurred => poor && (seen.edge > 4.0 || seen.smear > 4.5) && seen.grain < 0.1,
        Cause::CutOff => seen.cut > 0.25 && seen.text < 0.3,
        Cause::Coarse => poor && (seen.grain > 0.1 || seen.blocks > 1.9),
    }
}

/// One feature: what is usual, how much it varies, and what it adds to the likelihood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    pub(crate) mean: f32,
    pub(crate) spread: f32,
    pub(crate) adds: f32,
}

const fn weight(mean: f32, spread: f32, adds: f32) -> Weight {
    Weight { mean, spread, adds }
}

// Fitted.
pub(crate) const BIAS: f32 = 1.997;
pub(crate) const WEIGHTS: [Weight; FEATURES] = [
    weight(0.7504, 0.1484, -1.028),
    weight(0.2132, 0.3139, 1.355),
    weight(0.2379, 0.4800, -0.178),
    weight(0.3142, 0.6215, 1.596),
    weight(0.5555, 1.1731, 0.194),
    weight(0.6531, 1.1811, -0.443),
    weight(0.0595, 0.1537, -1.113),
    weight(1.8854, 0.9338, -0.042),
    weight(0.0242, 0.1076, -0.118),
    weight(0.2225, 0.3918, 0.809),
    weight(0.0969, 0.2719, 0.210),
    weight(0.5053, 0.5909, 1.051),
    weight(0.0615, 0.2578, -0.674),
    weight(0.1237, 0.3509, 0.789),
    weight(0.1226, 0.3394, 0.392),
    weight(0.3523, 0.6898, 0.335),
];
