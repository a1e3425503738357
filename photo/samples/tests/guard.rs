//! Holds the judge against labels that Tesseract gave once: whoever makes it worse sees it here, without Tesseract.
//! All figures, with what they mean, are in `docs/proof/photo-quality.md`.
#![expect(clippy::unwrap_used, clippy::cast_precision_loss, reason = "tests")]

use photo::{Overview, choose, look, overview_size};
use photo_samples::{Damage, sample};

/// `photo-quality labels` printed it.
const LABELS: &str = include_str!("labels.csv");
/// What these photos, which nothing was fitted on, gave when the trees were, less what a change of compiler may move.
const LEAST_AREA: f64 = 0.93;

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

/// Whoever looks elsewhere does not see what glare does to a number. About half of them are found.
#[test]
fn numbers_of_good_photos_are_looked_at() {
    let (mut seen, mut all) = (0, 0);
    for number in (0..20).map(|at| 13 * at) {
        let photo = sample(number);
        let full = photo.grey().unwrap();
        let (width, height) = (u32::try_from(full.width()).unwrap(), u32::try_from(full.height()).unwrap());
        let small = overview_size(width, height);
        let places = choose(&Overview::of(&full.shrink(small.0, small.1)), width, height);
        for corners in photo.corners() {
            let middle = |of: fn((f32, f32)) -> f32| corners.into_iter().map(of).sum::<f32>() / 4.0;
            let (x, y) = (middle(|corner| corner.0), middle(|corner| corner.1));
            let near = |from: u32, length: u32, at: f32| (from as f32..(from + length) as f32).contains(&at);
            let shows = |place: &&photo::Place| {
                place.bar.is_some()
                    && near(place.y, place.height, y)
                    && (place.x as f32 - x).abs() < 2.0 * place.width as f32
            };
            seen += usize::from(places.iter().any(|place| shows(&place)));
            all += 1;
        }
    }
    assert!(10 * seen >= 4 * all, "of {all} numbers only {seen} are looked at");
}

#[test]
fn the_same_number_gives_the_same_photo() {
    assert_eq!(sample(5).file, sample(5).file);
}
