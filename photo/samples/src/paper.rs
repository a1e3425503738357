//! A sheet that is drawn on: lines, boxes, words, in millimetres.

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};

use crate::field::Field;

const REGULAR: &[u8] = include_bytes!("../../../service/forms/fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../service/forms/fonts/NotoSans-Bold.ttf");

/// A number on the sheet: what it says, and its box in pixels of the sheet (left, top, right, bottom).
#[derive(Clone, Debug)]
pub struct Number {
    /// Sixteen digits.
    pub digits: String,
    /// Where it stands.
    pub place: [f32; 4],
}

/// The sheet.
#[derive(Debug)]
pub struct Paper {
    /// What is drawn so far.
    pub field: Field,
    /// The numbers on it.
    pub numbers: Vec<Number>,
    scale: f32,
}

/// How a word is written.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    /// The height of a line of type, in millimetres.
    pub size: f32,
    /// Heavier.
    pub bold: bool,
    /// 0 is black.
    pub ink: f32,
}

impl Paper {
    /// An empty sheet of this size in millimetres, so many pixels a millimetre, this bright.
    pub fn new(width: f32, height: f32, scale: f32, light: f32) -> Self {
        let size = ((width * scale).round() as usize, (height * scale).round() as usize);
        Self { field: Field::new(size.0.max(8), size.1.max(8), light), numbers: Vec::new(), scale }
    }

    /// Fills a box.
    pub fn fill(&mut self, [left, top, right, bottom]: [f32; 4], ink: f32) {
        let pixel = |at: f32, most: usize| ((at * self.scale).round().max(0.0) as usize).min(most);
        let across = pixel(left, self.field.width)..pixel(right, self.field.width);
        for y in pixel(top, self.field.height)..pixel(bottom, self.field.height) {
            let start = y * self.field.width;
            self.field.light[start + across.start..start + across.end.max(across.start)].fill(ink);
        }
    }

    /// A line along an axis, at least one pixel wide.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        let half = width.max(1.0 / self.scale) / 2.0;
        self.fill([from.0 - half, from.1 - half, to.0 + half, to.1 + half], 60.0);
    }

    /// Writes words from the left at a base line; returns their box in pixels of the sheet.
    pub fn write(&mut self, x: f32, base: f32, words: &str, hand: Hand) -> [f32; 4] {
        let (left, base) = (x * self.scale, base * self.scale);
        let Ok(font) = FontRef::try_from_slice(if hand.bold { BOLD } else { REGULAR }) else {
            return [0.0; 4];
        };
        let size = PxScale::from(hand.size * self.scale);
        let mut pen = left;
        for letter in words.chars() {
            let id = font.glyph_id(letter);
            let glyph = id.with_scale_and_position(size, point(pen, base));
            pen += font.as_scaled(size).h_advance(id);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let bounds = outline.px_bounds();
            outline.draw(|across, down, cover| {
                let (x, y) = (bounds.min.x as isize + across as isize, bounds.min.y as isize + down as isize);
                let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
                if x < self.field.width && y < self.field.height {
                    let dot = &mut self.field.light[y * self.field.width + x];
                    *dot += (hand.ink - *dot) * cover.clamp(0.0, 1.0);
                }
            });
        }
        [left, base - 0.75 * size.y, pen, base + 0.05 * size.y]
    }

    /// Writes a number and remembers where.
    pub fn number(&mut self, x: f32, base: f32, digits: &str, hand: Hand) {
        let place = self.write(x, base, digits, hand);
        self.numbers.push(Number { digits: digits.to_owned(), place });
    }
}
