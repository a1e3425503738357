//! Photos, labels and measures. Labels cost most and are kept in the folder, so that a change of the judge is quick.

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::Write as _,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use photo::{Measures, Verdict, judge, measures_of};
use photo_samples::{Damage, Sample, sample};

use super::read::unreadable;

/// Photos that Tesseract gets at once.
const BATCH: u32 = 26;

/// One photo, labelled and measured.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) damage: Damage,
    pub(crate) strength: f32,
    pub(crate) unreadable: bool,
    pub(crate) measures: Measures,
    pub(crate) verdict: Verdict,
    pub(crate) training: bool,
}

/// The first `count` photos. Every second round of damages is for training, the others are held out.
pub(crate) fn rows(folder: &Path, count: u32) -> Result<Vec<Row>, String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join("labels.csv");
    let known = known(&fs::read_to_string(&file).unwrap_or_default());
    let next = AtomicU32::new(0);
    let work = || -> Result<Vec<Row>, String> {
        let mut found = Vec::new();
        loop {
            let start = next.fetch_add(BATCH, Ordering::Relaxed);
            if start >= count {
                return Ok(found);
            }
            found.extend(batch(start..count.min(start + BATCH), &known, folder)?);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
    let parts: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|one| one.join().unwrap_or_else(|_| Err("a thread broke off".into()))).collect()
    });
    let mut rows = Vec::new();
    for part in parts {
        rows.extend(part?);
    }
    rows.sort_by_key(|row: &Row| row.number);
    let mut all = known;
    all.extend(rows.iter().map(|row| (row.number, row.unreadable)));
    let text: String = all.iter().map(|(number, label)| format!("{number},{}\n", u8::from(*label))).collect();
    let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(&file).map_err(|error| error.to_string())?;
    file.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(rows)
}

/// Labels in a text: `number,0` or `number,1` a line.
fn known(text: &str) -> BTreeMap<u32, bool> {
    let lines = text.lines().filter_map(|line| line.split_once(','));
    lines.filter_map(|(number, label)| Some((number.parse().ok()?, label == "1"))).collect()
}

fn batch(numbers: std::ops::Range<u32>, known: &BTreeMap<u32, bool>, folder: &Path) -> Result<Vec<Row>, String> {
    let photos: Vec<(u32, Sample)> = numbers.map(|number| (number, sample(number))).collect();
    let labels: Option<Vec<bool>> = photos.iter().map(|(number, _)| known.get(number).copied()).collect();
    let (numbers, photos): (Vec<u32>, Vec<Sample>) = photos.into_iter().unzip();
    let labels = match labels {
        Some(labels) => labels,
        None => {
            let own = folder.join(format!("crops-{}", numbers[0]));
            fs::create_dir_all(&own).map_err(|error| error.to_string())?;
            let labels = unreadable(&photos, &own)?;
            fs::remove_dir_all(&own).map_err(|error| error.to_string())?;
            labels
        }
    };
    let rows = numbers.into_iter().zip(photos).zip(labels).filter_map(|((number, photo), unreadable)| {
        let measures = measures_of(&photo.grey()?);
        Some(Row {
            number,
            damage: photo.damage,
            strength: photo.strength,
            unreadable,
            verdict: judge(&measures),
            measures,
            training: (number / Damage::ALL.len() as u32).is_multiple_of(2),
        })
    });
    Ok(rows.collect())
}
