//! Photos, labels and measures. Labels cost most and are kept in the folder, so that a change of the judge is quick.

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::Write as _,
    ops::Range,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use photo::{Grey, Measures, Verdict, judge, measures_of};
use photo_samples::{Damage, Sample, sample};

use super::read::{self, ENOUGH};

/// Photos that Tesseract gets at once.
const BATCH: u32 = 26;

/// One photo, labelled and measured.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) damage: Damage,
    /// For each number on it, how many readings were right.
    pub(crate) right: Vec<u32>,
    /// One of the numbers, at least, cannot be read.
    pub(crate) unreadable: bool,
    pub(crate) measures: Measures,
    pub(crate) verdict: Verdict,
    pub(crate) training: bool,
}

/// Photos with these numbers are held out: nothing is ever fitted on them.
pub(crate) const HELD_OUT: u32 = 1_000_000;

/// As many photos for training, and as many others that are held out: numbers, and so all that chance decides, differ.
pub(crate) fn rows(folder: &Path, count: u32) -> Result<Vec<Row>, String> {
    let half = count / 2;
    let mut all = training(folder, half)?;
    all.extend(range(folder, HELD_OUT, half)?);
    Ok(all)
}

/// Photos for training.
pub(crate) fn training(folder: &Path, count: u32) -> Result<Vec<Row>, String> {
    range(folder, 0, count)
}

/// `count` photos from a number on.
fn range(folder: &Path, first: u32, count: u32) -> Result<Vec<Row>, String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join("readings.csv");
    let known = known(&fs::read_to_string(&file).unwrap_or_default());
    let next = AtomicU32::new(0);
    let keep = OpenOptions::new().create(true).append(true).open(&file).map_err(|error| error.to_string())?;
    let keep = Mutex::new(keep);
    let work = || -> Result<Vec<Row>, String> {
        let mut found = Vec::new();
        loop {
            let start = next.fetch_add(BATCH, Ordering::Relaxed);
            if start >= count {
                return Ok(found);
            }
            let rows = batch(first + start..first + count.min(start + BATCH), &known, folder)?;
            let new = rows.iter().filter(|row| !known.contains_key(&row.number));
            let lines: Vec<String> =
                new.map(|row| format!("{},{}\n", row.number, written(&row.right))).collect();
            let mut keep = keep.lock().unwrap_or_else(PoisonError::into_inner);
            keep.write_all(lines.concat().as_bytes()).map_err(|error| error.to_string())?;
            drop(keep);
            found.extend(rows);
        }
    };
    // Most of the time is spent waiting for Tesseract.
    let threads = 2 * thread::available_parallelism().map_or(1, usize::from).min(8);
    let parts: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .map(|one| one.join().unwrap_or_else(|_| Err("a thread broke off".into())))
            .collect()
    });
    let mut rows = Vec::new();
    for part in parts {
        rows.extend(part?);
    }
    rows.sort_by_key(|row: &Row| row.number);
    Ok(rows)
}

/// How many readings were right, number by number.
fn written(right: &[u32]) -> String {
    right.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
}

/// What [`written`] wrote, a photo a line.
fn known(text: &str) -> BTreeMap<u32, Vec<u32>> {
    let lines = text.lines().filter_map(|line| line.split_once(','));
    let right = |right: &str| right.split_whitespace().filter_map(|one| one.parse().ok()).collect();
    lines.filter_map(|(number, counts)| Some((number.parse().ok()?, right(counts)))).collect()
}

fn batch(numbers: Range<u32>, known: &BTreeMap<u32, Vec<u32>>, folder: &Path) -> Result<Vec<Row>, String> {
    let file = |number: u32| folder.join(format!("{number}.jpg"));
    let seen = |number: u32| Some((known.get(&number)?.clone(), fs::read(file(number)).ok()?));
    let mut found: Vec<(u32, Vec<u32>, Vec<u8>)> = Vec::new();
    let mut new: Vec<(u32, Sample)> = Vec::new();
    for number in numbers {
        match seen(number) {
            Some((right, bytes)) => found.push((number, right, bytes)),
            None => new.push((number, sample(number))),
        }
    }
    if new.iter().any(|(number, _)| !known.contains_key(number)) {
        let own = folder.join(format!("crops-{}", new[0].0));
        fs::create_dir_all(&own).map_err(|error| error.to_string())?;
        let photos: Vec<&Sample> = new.iter().map(|(_, photo)| photo).collect();
        let right = read::right(&photos, &own)?;
        fs::remove_dir_all(&own).map_err(|error| error.to_string())?;
        found.extend(
            new.iter().zip(right).map(|((number, photo), right)| (*number, right, photo.file.clone())),
        );
    } else {
        let right = |number: &u32| known.get(number).cloned().unwrap_or_default();
        found.extend(new.iter().map(|(number, photo)| (*number, right(number), photo.file.clone())));
    }
    for (number, photo) in &new {
        fs::write(file(*number), &photo.file).map_err(|error| error.to_string())?;
    }
    Ok(found.into_iter().filter_map(|(number, right, bytes)| row(number, right, &bytes)).collect())
}

fn row(number: u32, right: Vec<u32>, file: &[u8]) -> Option<Row> {
    let grey = image::load_from_memory_with_format(file, image::ImageFormat::Jpeg).ok()?.into_luma8();
    let (width, height) = grey.dimensions();
    let measures = measures_of(&Grey::new(width, height, grey.into_raw())?);
    Some(Row {
        number,
        damage: Damage::ALL[number as usize % Damage::ALL.len()],
        unreadable: right.is_empty() || right.iter().any(|right| *right < ENOUGH),
        right,
        verdict: judge(&measures),
        measures,
        training: number < HELD_OUT,
    })
}
