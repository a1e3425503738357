//! Pictures of documents for the demonstration: lines on paper, legible as nothing.
use crate::Error;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// A sheet of paper with rows of grey words; `salt` makes each different.
pub(super) fn sheet(salt: u32) -> Result<Vec<u8>, Error> {
    let (width, height) = (840, 1188);
    let mut picture = RgbImage::from_pixel(width, height, Rgb([250, 248, 243]));
    let mut seed = salt.wrapping_mul(2_654_435_761).wrapping_add(97);
    let mut next = move |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    for row in 0..26 {
        let top = 90 + row * 40;
        let thick = if row == 0 { 22 } else { 10 };
        let mut left = 70;
        while left < width - 140 {
            let word = 30 + next(110);
            let end = (left + word).min(width - 70);
            for y in top..top + thick {
                for x in left..end {
                    picture.put_pixel(x, y, Rgb([70, 76, 78]));
                }
            }
            left = end + 14;
            if row % 6 == 5 && left > width / 2 {
                break;
            }
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .map_err(|_| Error::Internal("demonstration picture".into()))?;
    Ok(bytes.into_inner())
}
