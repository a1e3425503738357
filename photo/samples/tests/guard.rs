//! Holds the judge against labels that Tesseract gave once: whoever makes it worse sees it here, without Tesseract.
//! All figures, with what they mean, are in `docs/proof/photo-quality.md`.
#![expect(clippy::unwrap_used, clippy::cast_precision_loss, reason = "tests")]

use photo::look;
use photo_samples::{Damage, sample};

/// `photo-quality labels` printed it.
const LABELS: &str = include_str!("labels.csv");
/// What these photos gave when the weights were fitted, less what a change of compiler may move.
const LEAST_AREA: f64 = 0.86;

#[test]
fn unreadable_photos_rank_above_readable_ones_and_empty_sheets_are_told() {
    let labels = LABELS
        .lines()
        .filter_map(|line| line.split_once(','))
        .filter_map(|(number, label)| Some((number.parse::<u32>().ok()?, label == "1")));
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (number, unreadable) in labels {
        let photo = sample(number);
        let verdict = look(&photo.grey().unwrap());
        if photo.damage == Damage::Blank {
            assert!(verdict.is_poor(), "{number}: {}", verdict.written());
        }
        if unreadable { &mut with } else { &mut without }.push(u32::from(verdict.unreadable));
    }
    assert!(with.len() >= 30 && without.len() >= 30, "{} and {}", with.len(), without.len());
    let above = |score: u32| {
        let wins = without.iter().filter(|other| **other < score).count() as f64;
        wins + without.iter().filter(|other| **other == score).count() as f64 / 2.0
    };
    let area = with.iter().map(|score| above(*score)).sum::<f64>() / (with.len() * without.len()) as f64;
    assert!(area >= LEAST_AREA, "the area under the curve fell to {area:.4}");
}

#[test]
fn the_same_number_gives_the_same_photo() {
    assert_eq!(sample(5).file, sample(5).file);
}
