//! What the command can do.

mod fit;
mod read;
mod rows;
mod tell;

use std::{fs, path::Path};

use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};
use photo_samples::{Dice, jpeg, sample};

use rows::{held_out, rows, training};

/// Prints how good the judge is.
pub(crate) fn report(folder: &str, count: u32) -> Result<(), String> {
    tell::report(&rows(Path::new(folder), count)?);
    Ok(())
}

/// Prints the trees of the score.
pub(crate) fn fit(folder: &str, count: u32) -> Result<(), String> {
    fit::print(&training(Path::new(folder), count)?);
    Ok(())
}

/// Prints the labels of the committed subset.
pub(crate) fn labels(folder: &str, count: u32) -> Result<(), String> {
    println!("# photo, unreadable (Tesseract could not read each of its numbers)");
    for row in held_out(Path::new(folder), count)? {
        println!("{},{}", row.number, u8::from(row.unreadable));
    }
    Ok(())
}

/// Prints the features of each photo for training.
pub(crate) fn measures(folder: &str, count: u32) -> Result<(), String> {
    for row in training(Path::new(folder), count)? {
        let numbers: Vec<String> =
            row.measures.features.0.iter().map(|number| format!("{number:.4}")).collect();
        let (label, score) = (u8::from(row.unreadable), row.verdict.unreadable);
        println!("{},{},{label},{score},{}", row.number, row.damage.name(), numbers.join(","));
    }
    Ok(())
}

/// Writes one photo, as PNG when the file is called so.
pub(crate) fn write(number: &str, file: &str) -> Result<(), String> {
    let number = number.parse().map_err(|_| format!("{number} is no number"))?;
    let photo = sample(number);
    println!(
        "{:?}, {} {:.2}: {:?}",
        photo.kind,
        photo.damage.name(),
        photo.strength,
        photo.grey().map(|grey| photo::look(&grey).written())
    );
    if Path::new(file).extension().is_some_and(|ending| ending == "png") {
        let (width, height) = (photo.picture.width as u32, photo.picture.height as u32);
        let saved = image::save_buffer(file, &photo.picture.bytes(), width, height, image::ColorType::L8);
        return saved.map_err(|error| error.to_string());
    }
    let bytes = jpeg(&photo.picture, 88).ok_or("the photo could not be written as JPEG")?;
    fs::write(file, bytes).map_err(|error| format!("{file}: {error}"))
}

/// A readable photo, enlarged to what a phone's camera gives, in colour and with its grain.
pub(crate) fn camera(file: &str) -> Result<(), String> {
    let photo = sample(13);
    let picture = photo.picture;
    let (width, height) = if picture.width > picture.height { (4_032, 3_024) } else { (3_024, 4_032) };
    let large = picture.resized(width, height);
    let mut dice = Dice::new(12);
    let mut dots = Vec::with_capacity(3 * width * height);
    for light in &large.light {
        for tint in [1.0, 0.98, 0.92] {
            dots.push((light * tint + 6.0 * dice.bell()).round().clamp(0.0, 255.0) as u8);
        }
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 93)
        .encode(&dots, width as u32, height as u32, ExtendedColorType::Rgb8)
        .map_err(|error| error.to_string())?;
    fs::write(file, bytes).map_err(|error| format!("{file}: {error}"))
}
