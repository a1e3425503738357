//! One photo, from its number.

use image::{ExtendedColorType, ImageFormat, codecs::jpeg::JpegEncoder, load_from_memory_with_format};
use photo::Grey;

use crate::{
    camera::{self, Shot},
    damage::Damage,
    dice::Dice,
    documents::Kind,
    field::Field,
    paper::Number,
};

/// A photo as the portal would keep it, and what is known of it.
#[derive(Debug)]
pub struct Sample {
    /// What lies on the table.
    pub kind: Kind,
    /// What went wrong.
    pub damage: Damage,
    /// How much, from 0 to 1.
    pub strength: f32,
    /// What is kept, as the file.
    pub file: Vec<u8>,
    /// The same, decoded.
    pub picture: Field,
    /// Where things are.
    pub shot: Shot,
    /// Its numbers.
    pub numbers: Vec<Number>,
}

impl Sample {
    /// For the judge.
    pub fn grey(&self) -> Option<Grey> {
        Grey::new(self.picture.width as u32, self.picture.height as u32, self.picture.bytes())
    }

    /// Where each number is in the picture: its corners, from the left above clockwise.
    pub fn corners(&self) -> Vec<[(f32, f32); 4]> {
        let corners = |[left, top, right, bottom]: [f32; 4]| {
            [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(u, v)| self.shot.picture(u, v))
        };
        self.numbers.iter().map(|number| corners(number.place)).collect()
    }
}

/// The photo of this number. Damages take turns; everything else is chance.
pub fn sample(number: u32) -> Sample {
    let mut dice = Dice::new(u64::from(number));
    let damage = Damage::ALL[number as usize % Damage::ALL.len()];
    let kind = match damage {
        Damage::Blank => Kind::Empty,
        _ => *dice.one_of(&[Kind::Table, Kind::Certificate, Kind::Card]),
    };
    let strength = dice.share();
    let edge = dice.between(1_100.0, 2_200.0);
    let (mut picture, paper, mut shot) = camera::place(kind, damage, strength, edge, &mut dice);
    let digit = kind.digit() * paper.field.width as f32 / 1.1 / kind.size().0;
    damage.expose(&mut picture, strength, digit, &mut dice);
    let quality = match damage {
        Damage::Crushed => {
            let smaller = 1.0 - 0.55 * strength;
            let size = (picture.width as f32 * smaller, picture.height as f32 * smaller);
            picture = picture.resized(size.0 as usize, size.1 as usize);
            shot = shot.scaled(smaller);
            1.0 + 14.0 * (1.0 - strength)
        }
        _ => dice.between(68.0, 90.0),
    };
    if damage == Damage::Shrunk {
        // Down to digits of four pixels.
        let smallest = (4.0 / digit).min(0.9);
        let smaller = smallest + (1.0 - smallest) * (1.0 - strength).powi(2);
        let size = (picture.width as f32 * smaller, picture.height as f32 * smaller);
        picture = picture.resized(size.0.max(64.0) as usize, size.1.max(64.0) as usize);
        shot = shot.scaled(smaller);
    }
    let file = jpeg(&picture, quality as u8).unwrap_or_default();
    picture = decoded(&file).unwrap_or(picture);
    Sample { kind, damage, strength, file, picture, shot, numbers: paper.numbers }
}

/// The picture as a JPEG file in grey.
pub fn jpeg(picture: &Field, quality: u8) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let (width, height) = (picture.width as u32, picture.height as u32);
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode(&picture.bytes(), width, height, ExtendedColorType::L8)
        .ok()?;
    Some(file)
}

fn decoded(file: &[u8]) -> Option<Field> {
    let read = load_from_memory_with_format(file, ImageFormat::Jpeg).ok()?.into_luma8();
    let light = read.pixels().map(|dot| f32::from(dot.0[0])).collect();
    Some(Field { width: read.width() as usize, height: read.height() as usize, light })
}
