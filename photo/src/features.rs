//! The measures as the numbers that the score is made of.

use crate::{
    grey::quantile,
    overview::Overview,
    piece::Piece,
    table::{self, WIDEST_EDGE},
};

/// How many there are.
pub const FEATURES: usize = 16;

/// One picture in numbers; what each is stands beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features(pub [f32; FEATURES]);

/// What the pieces come to: the middle, and the quarter that is worse.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Pieces {
    pub(crate) contrast: f32,
    pub(crate) contrast_low: f32,
    pub(crate) parted: f32,
    pub(crate) parted_low: f32,
    pub(crate) edge: f32,
    pub(crate) edge_high: f32,
    pub(crate) letters: f32,
    pub(crate) marks: f32,
    pub(crate) grain: f32,
    pub(crate) blocks: f32,
    pub(crate) smear: f32,
}

impl Pieces {
    pub(crate) fn of(pieces: &[Piece]) -> Self {
        let at = |share: f32, what: fn(&Piece) -> f32| {
            let mut numbers: Vec<f32> = pieces.iter().map(what).collect();
            quantile(&mut numbers, share)
        };
        let mut heights: Vec<f32> =
            pieces.iter().filter(|piece| piece.marks >= 2.0).map(|piece| piece.letters).collect();
        Self {
            contrast: at(0.5, |piece| piece.contrast).unwrap_or(0.0),
            contrast_low: at(0.2, |piece| piece.contrast).unwrap_or(0.0),
            parted: at(0.5, |piece| piece.parted).unwrap_or(0.0),
            parted_low: at(0.2, |piece| piece.parted).unwrap_or(0.0),
            edge: at(0.5, |piece| piece.edge).unwrap_or(WIDEST_EDGE),
            edge_high: at(0.8, |piece| piece.edge).unwrap_or(WIDEST_EDGE),
            letters: quantile(&mut heights, 0.5).unwrap_or(0.0),
            marks: at(0.5, |piece| piece.marks).unwrap_or(0.0),
            grain: at(0.5, |piece| piece.grain).unwrap_or(0.0),
            smear: at(0.5, |piece| piece.smear).unwrap_or(WIDEST_EDGE),
            blocks: at(0.5, |piece| piece.blocks).unwrap_or(1.0),
        }
    }
}

impl Features {
    /// Most count from a point on only: letters twice as large as needed make up for no lack of light.
    pub(crate) fn of(overview: &Overview, pieces: &Pieces) -> Self {
        let above = |value: f32, point: f32| (value.max(0.1) / point).ln().max(0.0);
        let below = |value: f32, point: f32| (point / value.max(0.1)).ln().max(0.0);
        let letters = pieces.letters.max(table::LOWEST_LETTER);
        Self([
            pieces.parted_low,
            below(letters, 11.0),
            above(pieces.edge_high, 3.0),
            above(pieces.edge / letters, 0.25),
            below(pieces.contrast, 60.0),
            below(pieces.contrast_low, 40.0),
            (pieces.grain / pieces.contrast.max(1.0)).min(1.0),
            pieces.marks.ln_1p(),
            overview.glare.sqrt(),
            (table::LITTLE_TEXT - overview.text).max(0.0) / table::LITTLE_TEXT,
            overview.cut,
            pieces.blocks - 1.0,
            below(overview.paper, 60.0),
            above(overview.text, 0.3),
            above(pieces.smear / pieces.edge.max(1.0), 1.5),
            above(pieces.smear / letters, 0.4),
        ])
    }
}
