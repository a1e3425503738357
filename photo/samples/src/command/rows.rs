//! Photos, labels and measures. Labels cost most and are kept in the folder, so that a change of the judge is quick.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
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

/// How thoroughly photos are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// Each number as often as there are readings: for the figures.
    All,
    /// Until it is certain whether the photo can be read: to fit on, where many photos count.
    Enough,
}

/// As many photos for training, and as many others that are held out: numbers, and so all that chance decides, differ.
pub(crate) fn rows(folder: &Path, count: u32) -> Result<Vec<Row>, String> {
    let half = count / 2;
    let mut all = training(folder, half)?;
    all.extend(held_out(folder, half)?);
    Ok(all)
}

/// Photos for training.
pub(crate) fn training(folder: &Path, count: u32) -> Result<Vec<Row>, String> {
    range(folder, 0, count, Depth::Enough)
}

/// Photos that are held out.
pub(crate) fn held_out(folder: &Path, count: u32) -> Result<Vec<Row>, String> {
    range(folder, HELD_OUT, count, Depth::All)
}

/// What is known of a photo already.
#[derive(Clone, Debug)]
struct Label {
    right: Vec<u32>,
    unreadable: bool,
}

impl Label {
    fn of(right: Vec<u32>) -> Self {
        let unreadable = right.is_empty() || right.iter().any(|right| *right < ENOUGH);
        Self { right, unreadable }
    }
}

/// Where labels are kept: `readings.csv` has a count for each number, `labels.csv` only what comes of it.
struct Kept {
    depth: Depth,
    known: BTreeMap<u32, Label>,
    file: Mutex<File>,
}

impl Kept {
    fn open(folder: &Path, depth: Depth) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let (readings, labels) = (folder.join("readings.csv"), folder.join("labels.csv"));
        let mut known = BTreeMap::new();
        if depth == Depth::Enough {
            let text = fs::read_to_string(&labels).unwrap_or_default();
            let lines = lines(&text).map(|(number, label)| (number, label == "1"));
            known.extend(lines.map(|(number, unreadable)| (number, Label { right: Vec::new(), unreadable })));
        }
        let text = fs::read_to_string(&readings).unwrap_or_default();
        let right = |right: &str| right.split_whitespace().filter_map(|one| one.parse().ok()).collect();
        known.extend(lines(&text).map(|(number, counts)| (number, Label::of(right(counts)))));
        let file = if depth == Depth::All { readings } else { labels };
        let file =
            OpenOptions::new().create(true).append(true).open(file).map_err(|error| error.to_string())?;
        Ok(Self { depth, known, file: Mutex::new(file) })
    }

    fn keep(&self, rows: &[Row]) -> Result<(), String> {
        let new = rows.iter().filter(|row| !self.known.contains_key(&row.number));
        let lines: Vec<String> = new
            .map(|row| match self.depth {
                Depth::All => format!("{},{}\n", row.number, written(&row.right)),
                Depth::Enough => format!("{},{}\n", row.number, u8::from(row.unreadable)),
            })
            .collect();
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(lines.concat().as_bytes()).map_err(|error| error.to_string())
    }
}

/// A photo a line: its number, and what is known of it.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let lines = text.lines().filter_map(|line| line.split_once(','));
    lines.filter_map(|(number, rest)| Some((number.parse().ok()?, rest)))
}

/// How many readings were right, number by number.
fn written(right: &[u32]) -> String {
    right.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
}

/// `count` photos from a number on.
fn range(folder: &Path, first: u32, count: u32, depth: Depth) -> Result<Vec<Row>, String> {
    let kept = Kept::open(folder, depth)?;
    let next = AtomicU32::new(0);
    let work = || -> Result<Vec<Row>, String> {
        let mut found = Vec::new();
        loop {
            let start = next.fetch_add(BATCH, Ordering::Relaxed);
            if start >= count {
                return Ok(found);
            }
            let rows = batch(first + start..first + count.min(start + BATCH), &kept, folder)?;
            kept.keep(&rows)?;
            found.extend(rows);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(16);
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

fn batch(numbers: Range<u32>, kept: &Kept, folder: &Path) -> Result<Vec<Row>, String> {
    let file = |number: u32| folder.join(format!("{number}.jpg"));
    let mut found: Vec<(u32, Label, Vec<u8>)> = Vec::new();
    let mut new: Vec<(u32, Sample)> = Vec::new();
    for number in numbers {
        match (kept.known.get(&number), fs::read(file(number))) {
            (Some(label), Ok(bytes)) => found.push((number, label.clone(), bytes)),
            (Some(label), Err(_)) => {
                let bytes = sample(number).file;
                fs::write(file(number), &bytes).map_err(|error| error.to_string())?;
                found.push((number, label.clone(), bytes));
            }
            (None, _) => new.push((number, sample(number))),
        }
    }
    if let Some((first, _)) = new.first() {
        let own = folder.join(format!("crops-{first}"));
        fs::create_dir_all(&own).map_err(|error| error.to_string())?;
        let photos: Vec<&Sample> = new.iter().map(|(_, photo)| photo).collect();
        let labels: Vec<Label> = match kept.depth {
            Depth::All => read::right(&photos, &own)?.into_iter().map(Label::of).collect(),
            Depth::Enough => read::unreadable(&photos, &own)?
                .into_iter()
                .map(|unreadable| Label { right: Vec::new(), unreadable })
                .collect(),
        };
        fs::remove_dir_all(&own).map_err(|error| error.to_string())?;
        for ((number, photo), label) in new.into_iter().zip(labels) {
            fs::write(file(number), &photo.file).map_err(|error| error.to_string())?;
            found.push((number, label, photo.file));
        }
    }
    Ok(found.into_iter().filter_map(|(number, label, bytes)| row(number, label, &bytes)).collect())
}

fn row(number: u32, label: Label, file: &[u8]) -> Option<Row> {
    let grey = image::load_from_memory_with_format(file, image::ImageFormat::Jpeg).ok()?.into_luma8();
    let (width, height) = grey.dimensions();
    let measures = measures_of(&Grey::new(width, height, grey.into_raw())?);
    Some(Row {
        number,
        damage: Damage::ALL[number as usize % Damage::ALL.len()],
        right: label.right,
        unreadable: label.unreadable,
        verdict: judge(&measures),
        measures,
        training: number < HELD_OUT,
    })
}
