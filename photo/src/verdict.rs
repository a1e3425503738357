//! What comes of it all: coded causes, and how likely it is that numbers cannot be read.

use crate::{
    cause::Cause,
    choose::{Place, choose},
    features::{Features, Number, Pieces},
    grey::Grey,
    overview::Overview,
    overview_size,
    piece::Piece,
    table, trees,
};

/// What was measured, for the table of thresholds and for those who calibrate it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// How bright the paper is, 0 to 255.
    pub paper: f32,
    /// Share of the picture that looks like text.
    pub text: f32,
    /// Share of the text that is covered by mirrored light.
    pub glare: f32,
    /// Share of the worst side over which text runs out of the picture.
    pub cut: f32,
    /// Between ink and paper, 0 to 255.
    pub contrast: f32,
    /// Pixels that an edge is wide.
    pub edge: f32,
    /// How much more greys jump at the edges of JPEG blocks.
    pub blocks: f32,
    /// The same in the direction in which edges are widest.
    pub smear: f32,
    /// Pixels that letters are high; 0 when there are none.
    pub letters: f32,
    /// Grain of the paper as a share of the contrast.
    pub grain: f32,
    /// How many marks of a piece look like letters.
    pub marks: f32,
    /// All of it as numbers for the score.
    pub features: Features,
}

/// What to tell somebody about their photo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How likely it is that numbers cannot be read, in per cent.
    pub unreadable: u8,
    /// Why, gravest first; empty when nothing is wrong.
    pub causes: Vec<Cause>,
}

impl Verdict {
    /// Worth photographing again.
    pub fn is_poor(&self) -> bool {
        !self.causes.is_empty()
    }

    /// As it travels and is kept: `87 blurred small`.
    pub fn written(&self) -> String {
        let mut text = self.unreadable.to_string();
        for cause in &self.causes {
            text.push(' ');
            text.push_str(cause.code());
        }
        text
    }

    /// Reads what [`Self::written`] wrote; causes that are not known any more are left out.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let unreadable = words.next()?.parse().ok().filter(|share| *share <= 100)?;
        Some(Self { unreadable, causes: words.filter_map(Cause::parse).collect() })
    }
}

/// Measures a picture of which the small one and the pieces are given.
pub fn measure(overview: &Overview, pieces: &[(Place, Grey)]) -> Measures {
    let seen: Vec<(Place, Piece)> = pieces.iter().map(|(place, grey)| (*place, Piece::of(grey))).collect();
    let of_text: Vec<Piece> =
        seen.iter().filter(|(place, _)| place.bar.is_none()).map(|(_, piece)| *piece).collect();
    let numbers: Vec<Number> = overview
        .bars
        .whole
        .iter()
        .enumerate()
        .map_while(|(at, bar)| {
            let its = || seen.iter().filter(|(place, _)| place.bar == Some(at));
            let digit = its().next()?.0.digit;
            let pieces: Vec<Piece> = its().map(|(_, piece)| *piece).collect();
            Some(Number::of(overview, bar, digit, &pieces))
        })
        .collect();
    let pieces = Pieces::of(&of_text);
    Measures {
        paper: overview.paper,
        text: overview.text,
        glare: overview.glare,
        cut: overview.cut,
        contrast: pieces.contrast,
        edge: pieces.edge,
        blocks: pieces.blocks,
        smear: pieces.smear,
        letters: pieces.letters,
        grain: pieces.grain / pieces.contrast.max(1.0),
        marks: pieces.marks,
        features: Features::of(overview, &pieces, &numbers),
    }
}

/// Judges what was measured.
pub fn judge(measures: &Measures) -> Verdict {
    if measures.text < table::BLANK_TEXT {
        return Verdict { unreadable: 100, causes: vec![Cause::Blank] };
    }
    let score = score(&measures.features);
    let unreadable = (score * 100.0).round().clamp(0.0, 100.0) as u8;
    let poor = score >= table::UNREADABLE;
    let mut causes: Vec<Cause> =
        Cause::ALL.into_iter().filter(|cause| table::speaks_for(*cause, measures, poor)).collect();
    if poor && causes.is_empty() {
        causes.push(Cause::Blurred);
    }
    Verdict { unreadable, causes }
}

/// Judges a whole picture in full size: what the server does, and what a phone does piece by piece.
pub fn look(full: &Grey) -> Verdict {
    judge(&measures_of(full))
}

/// Measures a whole picture in full size.
pub fn measures_of(full: &Grey) -> Measures {
    let (width, height) = (full.width() as u32, full.height() as u32);
    let small = overview_size(width, height);
    let overview = Overview::of(&full.shrink(small.0, small.1));
    let places = choose(&overview, width, height);
    let crop = |place: Place| Some((place, full.crop(place.x, place.y, place.width, place.height)?));
    let pieces: Vec<(Place, Grey)> = places.into_iter().filter_map(crop).collect();
    measure(&overview, &pieces)
}

/// The logistic function of what all trees say.
fn score(features: &Features) -> f32 {
    1.0 / (1.0 + (-trees::sum(features)).exp())
}
