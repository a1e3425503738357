//! The square code of a receipt: where it is dark.
use qrcode::{Color, EcLevel, QrCode};

/// A QR code, to be drawn into a page or a PDF.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSquare {
    /// Squares on a side, without the quiet border of four that belongs around it.
    pub side: usize,
    dark: Vec<bool>,
}

impl std::fmt::Debug for CodeSquare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CodeSquare({})", self.side)
    }
}

impl CodeSquare {
    /// The code of a text; a seventh of it may be lost to stains and folds. None for a text of some thousand letters.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let side = code.width();
        Some(Self { side, dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }

    /// The dark runs of each row: column, row, length.
    pub fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for (at, _) in self.dark.iter().enumerate().filter(|(_, dark)| **dark) {
            let (column, row) = (at % self.side, at / self.side);
            match runs.last_mut() {
                Some((from, same, length)) if *same == row && *from + *length == column => *length += 1,
                _ => runs.push((column, row, 1)),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn runs_cover_what_is_dark_and_the_three_corners_are_where_readers_look() {
        let square = CodeSquare::of("https://kk.contoh.go.id/verifikasi/K7RT4MQX9ABCDEFG").unwrap();
        assert!(square.side <= 33, "at 25 mm a dot has at least 0.75 mm: {}", square.side);
        let runs = square.runs();
        let covered: usize = runs.iter().map(|(_, _, length)| length).sum();
        assert_eq!(covered, square.dark.iter().filter(|dark| **dark).count());
        let last = square.side - 7;
        for corner in [(0, 0), (last, 0), (0, last)] {
            assert!(runs.iter().any(|(column, row, length)| (*column, *row) == corner && *length >= 7));
        }
        assert_eq!(CodeSquare::of(&"x".repeat(4_000)), None);
    }
}
