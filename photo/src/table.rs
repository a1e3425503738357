//! Every threshold, in one place. What makes a bar look like a number was fitted on 260 photos for training, as the
//! trees of `fitted.rs` were on more of them.

use crate::{cause::Cause, verdict::Measures};

/// The small picture has at most so many pixels.
pub const OVERVIEW_PIXELS: u32 = 200_000;
/// A piece in full size is so long and wide.
pub const PIECE: u32 = 128;
/// So many pieces where most text is.
pub const PIECES: usize = 6;
/// So many pixels are for pieces of numbers: with the small picture and the other pieces 399,000.
pub const NUMBER_PIXELS: u32 = 100_000;
/// So many bars are looked at that may be numbers.
pub const NUMBERS: usize = 10;
/// Where along a bar.
pub(crate) const ALONG: [f32; 4] = [0.15, 0.38, 0.62, 0.85];
/// Digits are so many times as high as a bar seems thick.
pub(crate) const DIGIT: f32 = 1.3;
/// A pixel that is nothing but light.
pub(crate) const WHITE: f32 = 247.0;
/// What is shorter than so many times its thickness is no number, but may be the rest of one.
pub(crate) const SHORTEST: f32 = 6.5;
/// What is shorter or longer than this is nothing.
pub(crate) const SHAPES: std::ops::Range<f32> = 2.0..24.0;
/// From this share on of what is beyond an end, the bar ends there because something is in its way.
pub(crate) const IN_THE_WAY: f32 = 0.3;
/// Less than this share of the depth of most is no ink.
pub(crate) const LEAST_OF_DEPTH: f32 = 0.4;
/// What a bar that is not there looks like a number.
pub(crate) const UNLIKE: f32 = -30.0;
/// A piece of a number is so many times as high as its digits.
pub(crate) const NUMBER_PIECE: f32 = 2.9;
/// The small picture is looked at in squares of this many pixels.
pub(crate) const SQUARE: usize = 8;

/// So many bars are looked at, those most like numbers: a picture made to be slow has more.
pub(crate) const MOST_BARS: usize = 3_000;
/// Numbers are looked for in the small picture at these scales.
pub(crate) const SCALES: [f32; 3] = [0.75, 0.48, 0.3];
/// Paper is what is usual within so many pixels.
pub(crate) const AROUND: usize = 10;
/// Ink is as dark as one of these shares of the darkest near it.
pub(crate) const DEPTH_SHARES: [f32; 1] = [0.5];
/// Ink is darker than paper by this part of it, at least: a fiftieth.
pub(crate) const LEAST_DEPTH: u16 = 50;
/// What could be a line of writing is so thick.
pub(crate) const THINNEST: f32 = 2.0;
/// And not thicker.
pub(crate) const THICKEST: f32 = 7.5;
/// A number of sixteen digits is so many times as long as high.
pub(crate) const NUMBER_SHAPE: f32 = 12.3;

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
        Cause::Coarse => poor && (seen.grain > 0.09 || seen.blocks > 1.8),
    }
}
