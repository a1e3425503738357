//! Drawing a paper as PDF: A4, letters embedded, marked up so that it can be read out (PDF/UA-1).
mod blocks;
mod emit;
mod flow;
mod font;
mod grid;

pub(super) use font::Fonts;

use super::paper::Paper;

/// Far more than any form of a family needs.
const MOST_PAGES: usize = 60;

/// Why a paper was not drawn. Never with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum DrawError {
    /// It would be longer than any form.
    #[error("the form has too many pages")]
    TooLong,
    /// The PDF would not be a valid one.
    #[error("the form could not be written as PDF")]
    Refused,
}

/// The bytes of the PDF.
pub(super) fn draw(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, DrawError> {
    let mut flow = flow::Flow::new(fonts);
    blocks::lay_out(&mut flow, paper);
    if flow.pages.len() > MOST_PAGES {
        return Err(DrawError::TooLong);
    }
    emit::emit(paper, &flow)
}

/// Where letters came to stand, for tests.
#[cfg(test)]
pub(super) mod testing {
    use super::{Fonts, Paper, blocks, flow};

    /// Each piece of text with its left and right edge and the line on which it stands.
    pub(in super::super) fn marks_of(paper: &Paper) -> Vec<(String, f32, f32, f32)> {
        let Some(fonts) = Fonts::built_in() else { return Vec::new() };
        let mut flow = flow::Flow::new(&fonts);
        blocks::lay_out(&mut flow, paper);
        let place = |mark: &flow::Mark| match mark {
            flow::Mark::Text { x, y, style, text, .. } => {
                let width = fonts.width(text.trim_end(), style.weight, style.size);
                Some((text.clone(), *x, x + width, *y))
            }
            _ => None,
        };
        flow.pages.iter().flatten().filter_map(place).collect()
    }
}
