//! Whether an optical reader (Tesseract) can read the numbers of photos.
//!
//! One reading of one line is a matter of luck: the same sharp digits are read at one size and not at another. So each
//! number is read several times, at different sizes and by two ways of finding the line, and counts as legible when
//! [`ENOUGH`] readings are right in every digit. How often the readings disagree is printed with the figures.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use photo_samples::{Field, Sample, crops};

/// How a levelled number is shown: its height, and the way Tesseract finds the line (7: one line of text, 13: the
/// same without its own ideas of what text looks like).
pub(crate) const READINGS: [(usize, &str); 6] =
    [(44, "7"), (60, "7"), (96, "7"), (44, "13"), (60, "13"), (96, "13")];
/// So many right readings make a number legible.
pub(crate) const ENOUGH: u32 = 2;

/// For each photo, for each of its numbers: how many readings were right.
pub(crate) fn right(photos: &[&Sample], folder: &Path) -> Result<Vec<Vec<u32>>, String> {
    let mut right: Vec<Vec<u32>> = photos.iter().map(|photo| vec![0; photo.numbers.len()]).collect();
    let mut of_height = None;
    let mut asked = Vec::new();
    for (height, way) in READINGS {
        if of_height != Some(height) {
            of_height = Some(height);
            asked = shown(photos, folder, height)?;
        }
        for ((photo, number, digits), answer) in asked.iter().zip(answers(asked.len(), folder, way)?) {
            right[*photo][*number] += u32::from(answer == *digits);
        }
    }
    Ok(right)
}

/// For each photo: whether one of its numbers, at least, cannot be read. The same as [`right`] would say, but each photo
/// is read only until that is certain, which is a third of the work.
pub(crate) fn unreadable(photos: &[&Sample], folder: &Path) -> Result<Vec<bool>, String> {
    let mut turns: Vec<Turn> = photos.iter().map(|photo| Turn::begin(photo)).collect();
    loop {
        let mut open = false;
        for (at, (height, way)) in READINGS.iter().enumerate() {
            let due: Vec<usize> = (0..photos.len()).filter(|photo| turns[*photo].due() == Some(at)).collect();
            open |= !due.is_empty();
            let mut asked = Vec::new();
            for photo in due {
                let (sample, number) = (photos[photo], turns[photo].number);
                let numbers = &sample.numbers[number..=number];
                for (digits, crop) in crops(&sample.picture, &sample.shot, numbers, *height) {
                    let file = folder.join(format!("{}.pgm", asked.len()));
                    fs::write(&file, pgm(&crop)).map_err(|error| error.to_string())?;
                    asked.push((photo, digits));
                }
            }
            for ((photo, digits), answer) in asked.iter().zip(answers(asked.len(), folder, way)?) {
                turns[*photo].read(answer == *digits);
            }
        }
        if !open {
            return Ok(turns.iter().map(|turn| turn.unreadable).collect());
        }
    }
}

/// Where the reading of a photo stands.
struct Turn {
    numbers: usize,
    number: usize,
    right: u32,
    wrong: u32,
    unreadable: bool,
}

impl Turn {
    fn begin(photo: &Sample) -> Self {
        let numbers = photo.numbers.len();
        Self { numbers, number: 0, right: 0, wrong: 0, unreadable: numbers == 0 }
    }

    /// The reading that comes next; none when it is certain.
    fn due(&self) -> Option<usize> {
        let open = !self.unreadable && self.number < self.numbers;
        open.then_some((self.right + self.wrong) as usize)
    }

    fn read(&mut self, is_right: bool) {
        self.right += u32::from(is_right);
        self.wrong += u32::from(!is_right);
        if self.right >= ENOUGH {
            (self.number, self.right, self.wrong) = (self.number + 1, 0, 0);
        }
        self.unreadable |= self.wrong + ENOUGH > READINGS.len() as u32;
    }
}

/// Writes every number as a picture of this height; says which photo and number each is and what it should read.
fn shown(photos: &[&Sample], folder: &Path, height: usize) -> Result<Vec<(usize, usize, String)>, String> {
    let mut shown = Vec::new();
    for (at, photo) in photos.iter().enumerate() {
        let levelled = crops(&photo.picture, &photo.shot, &photo.numbers, height);
        for (number, (digits, crop)) in levelled.into_iter().enumerate() {
            let file = folder.join(format!("{}.pgm", shown.len()));
            fs::write(&file, pgm(&crop)).map_err(|error| error.to_string())?;
            shown.push((at, number, digits));
        }
    }
    Ok(shown)
}

/// The digits read in each of so many pictures.
fn answers(count: usize, folder: &Path, way: &str) -> Result<Vec<String>, String> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let list = folder.join("list.txt");
    let files: Vec<String> =
        (0..count).map(|at| folder.join(format!("{at}.pgm")).display().to_string()).collect();
    fs::write(&list, files.join("\n") + "\n").map_err(|error| error.to_string())?;
    let answers = tesseract(&list, way)?;
    if answers.len() == count {
        return Ok(answers);
    }
    // It breaks off over some pictures on which nothing is: then each goes alone.
    let each = (0..count).map(|at| tesseract(&folder.join(format!("{at}.pgm")), way));
    each.map(|answer| Ok(answer?.concat())).collect()
}

fn pgm(crop: &Field) -> Vec<u8> {
    let mut file = format!("P5\n{} {}\n255\n", crop.width, crop.height).into_bytes();
    file.extend(crop.bytes());
    file
}

/// The digits of each picture of a list, or of one picture.
fn tesseract(list: &Path, way: &str) -> Result<Vec<String>, String> {
    let output = Command::new("tesseract")
        .arg(list)
        .args(["stdout", "--psm", way, "--dpi", "300", "-c", "tessedit_char_whitelist=0123456789"])
        .env("OMP_THREAD_LIMIT", "1")
        .stderr(Stdio::null())
        .output()
        .map_err(|error| {
            format!("Tesseract cannot be started ({error}); the Debian package is tesseract-ocr")
        })?;
    let text = String::from_utf8_lossy(&output.stdout);
    // A form feed stands between the pages.
    let mut pages: Vec<String> =
        text.split('\u{c}').map(|page| page.chars().filter(char::is_ascii_digit).collect()).collect();
    if pages.len() > 1 && pages.last().is_some_and(String::is_empty) {
        pages.pop();
    }
    Ok(pages)
}
