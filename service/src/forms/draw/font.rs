//! The two faces of the forms: Noto Sans, cut down to the letters of Latin script. Widths and glyphs are looked up
//! once; Latin script needs no shaping.
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, instance::Size};
use std::collections::BTreeMap;

const REGULAR: &[u8] = include_bytes!("../../../forms/fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../forms/fonts/NotoSans-Bold.ttf");

/// Printed for a letter that the font does not have: seen, and never silently lost.
const UNKNOWN: char = '?';

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Both faces.
pub(in super::super) struct Fonts {
    regular: Face,
    bold: Face,
}

struct Face {
    font: Font,
    /// Glyph and width, in parts of the size.
    letters: BTreeMap<char, (GlyphId, f32)>,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let file = FontRef::new(bytes).ok()?;
        let widths = file.glyph_metrics(Size::new(1.0), LocationRef::default());
        let letter = |(code, glyph): (u32, skrifa::GlyphId)| {
            Some((char::from_u32(code)?, (GlyphId::new(glyph.to_u32()), widths.advance_width(glyph)?)))
        };
        let letters: BTreeMap<_, _> = file.charmap().mappings().filter_map(letter).collect();
        let font = Font::new(bytes.into(), 0)?;
        letters.contains_key(&UNKNOWN).then_some(Self { font, letters })
    }
}

impl Fonts {
    /// The built-in faces; `None` if they cannot be read.
    pub(in super::super) fn built_in() -> Option<Self> {
        Some(Self { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)? })
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(super) fn font(&self, weight: Weight) -> Font {
        self.face(weight).font.clone()
    }

    /// The text with what cannot be printed replaced; every kind of space and break becomes a space.
    pub(super) fn printable(&self, text: &str) -> String {
        let letters = &self.regular.letters;
        text.chars()
            .map(|sign| match sign {
                sign if sign.is_whitespace() || sign.is_control() => ' ',
                sign if letters.contains_key(&sign) => sign,
                _ => UNKNOWN,
            })
            .collect()
    }

    /// How wide it is.
    pub(super) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let letters = &self.face(weight).letters;
        text.chars().filter_map(|sign| letters.get(&sign)).map(|(_, width)| width * size).sum()
    }

    /// Its glyphs; widths are parts of the size.
    pub(super) fn glyphs(&self, text: &str, weight: Weight) -> Vec<KrillaGlyph> {
        let letters = &self.face(weight).letters;
        let glyph = |(at, sign): (usize, char)| {
            let (glyph, width) = letters.get(&sign)?;
            Some(KrillaGlyph::new(*glyph, *width, 0.0, 0.0, 0.0, at..at + sign.len_utf8(), None))
        };
        text.char_indices().filter_map(glyph).collect()
    }

    /// Breaks text into lines no wider than `width`. A line ends with a space where the text has one, so that words
    /// stay apart when they are read out or copied; a word that is wider than the column is broken too, after a
    /// dash or slash where it has one. Nothing is cut off.
    pub(super) fn lines(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<String> {
        let text = self.printable(text);
        let fits = |line: &str| self.width(line, weight, size) <= width;
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if fits(&longer) {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(format!("{line} "));
                line.clear();
            }
            for sign in word.chars() {
                line.push(sign);
                if !fits(&line) && line.chars().count() > 1 {
                    line.pop();
                    let mut rest =
                        line.rfind(['-', '/']).map_or_else(String::new, |at| line.split_off(at + 1));
                    lines.push(std::mem::take(&mut line));
                    rest.push(sign);
                    line = rest;
                }
            }
        }
        lines.push(format!("{line} "));
        lines
    }
}
