//! The measures as the numbers that the score is made of.

use crate::{
    bars::Bar,
    grey::quantile,
    overview::Overview,
    piece::Piece,
    table::{self, WIDEST_EDGE},
};

/// How many there are.
pub const FEATURES: usize = 29 + 6 * OF_NUMBER;

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

/// One bar that may be a number, in numbers; what each is stands in [`Number::of`].
const OF_NUMBER: usize = 18;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Number([f32; OF_NUMBER]);

impl Number {
    /// From the pieces along it; `digit` is how high its digits seem.
    pub(crate) fn of(overview: &Overview, bar: &Bar, digit: f32, pieces: &[Piece]) -> Self {
        let at = |share: f32, what: &dyn Fn(&Piece) -> f32| {
            let mut numbers: Vec<f32> = pieces.iter().map(what).collect();
            quantile(&mut numbers, share).unwrap_or(0.0)
        };
        let digit = digit.max(table::LOWEST_LETTER);
        let grain = |piece: &Piece| piece.grain / piece.contrast.max(1.0);
        let contrast = at(0.5, &|piece| piece.contrast);
        Self([
            digit,
            at(0.0, &|piece| piece.contrast),
            contrast,
            at(0.0, &|piece| piece.parted),
            at(0.5, &|piece| piece.parted),
            at(1.0, &|piece| piece.edge / digit),
            at(0.5, &|piece| piece.edge / digit),
            at(1.0, &|piece| piece.smear / digit),
            at(0.5, &|piece| piece.smear / digit),
            at(1.0, &grain),
            at(0.5, &grain),
            at(0.5, &|piece| piece.blocks),
            at(0.5, &|piece| piece.letters / digit),
            at(0.5, &|piece| piece.marks),
            at(1.0, &grain) / digit,
            overview.margin(bar).min(20.0),
            bar.depth,
            (at(1.0, &|piece| piece.contrast) - at(0.0, &|piece| piece.contrast)) / contrast.max(1.0),
        ])
    }
}

impl Features {
    pub(crate) fn of(overview: &Overview, pieces: &Pieces, numbers: &[Number]) -> Self {
        let letters = pieces.letters.max(table::LOWEST_LETTER);
        let like = |at: usize| overview.bars.whole.get(at).map_or(table::UNLIKE, |bar| bar.like);
        let mut all = vec![
            overview.paper,
            overview.text,
            overview.glare,
            overview.cut,
            overview.white,
            pieces.contrast,
            pieces.contrast_low,
            pieces.parted,
            pieces.parted_low,
            pieces.edge,
            pieces.edge_high,
            pieces.letters,
            pieces.marks,
            pieces.grain / pieces.contrast.max(1.0),
            pieces.blocks,
            pieces.smear,
            pieces.edge / letters,
            pieces.smear / letters,
            like(0),
            like(2),
            like(4),
            like(7),
            overview.bars.whole.len() as f32,
            overview.bars.cut.0,
            overview.bars.cut.1,
            overview.bars.lost.0,
            overview.bars.lost.1,
            overview.bars.light.0,
            overview.bars.light.1,
        ];
        for at in 0..OF_NUMBER {
            let of = |first: usize, share: f32| {
                let mut some: Vec<f32> = numbers.iter().take(first).map(|number| number.0[at]).collect();
                quantile(&mut some, share).unwrap_or(-1.0)
            };
            all.extend([
                of(1, 0.5),
                of(4, 0.0),
                of(4, 0.5),
                of(4, 1.0),
                of(table::NUMBERS, 0.2),
                of(table::NUMBERS, 0.8),
            ]);
        }
        let mut features = [0.0; FEATURES];
        for (feature, value) in features.iter_mut().zip(all) {
            *feature = value;
        }
        Self(features)
    }
}
