//! Whether an optical reader (Tesseract) can read the numbers of photos.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use photo_samples::{Field, Sample, crops};

/// Heights of the levelled numbers; one that is read at any of them counts as read.
const HEIGHTS: [usize; 2] = [60, 96];

/// For each photo whether one of its numbers, at least, cannot be read.
pub(crate) fn unreadable(photos: &[&Sample], folder: &Path) -> Result<Vec<bool>, String> {
    let mut read: Vec<Vec<bool>> = photos.iter().map(|photo| vec![false; photo.numbers.len()]).collect();
    for height in HEIGHTS {
        let mut asked = Vec::new();
        let mut files = String::new();
        for (at, photo) in photos.iter().enumerate() {
            let levelled = crops(&photo.picture, &photo.shot, &photo.numbers, height);
            for (number, (digits, crop)) in levelled.into_iter().enumerate() {
                if !read[at][number] {
                    let file = folder.join(format!("{}.pgm", asked.len()));
                    fs::write(&file, pgm(&crop)).map_err(|error| error.to_string())?;
                    files.push_str(&file.display().to_string());
                    files.push('\n');
                    asked.push((at, number, digits));
                }
            }
        }
        if asked.is_empty() {
            break;
        }
        let list = folder.join("list.txt");
        fs::write(&list, files).map_err(|error| error.to_string())?;
        let mut answers = tesseract(&list)?;
        if answers.len() != asked.len() {
            // It breaks off over some pictures on which nothing is: then each goes alone.
            let each = (0..asked.len()).map(|at| tesseract(&folder.join(format!("{at}.pgm"))));
            answers = each.map(|answer| Ok(answer?.concat())).collect::<Result<_, String>>()?;
        }
        for ((at, number, digits), answer) in asked.into_iter().zip(answers) {
            read[at][number] |= answer == digits;
        }
    }
    Ok(read.iter().map(|numbers| numbers.is_empty() || numbers.contains(&false)).collect())
}

fn pgm(crop: &Field) -> Vec<u8> {
    let mut file = format!("P5\n{} {}\n255\n", crop.width, crop.height).into_bytes();
    file.extend(crop.bytes());
    file
}

/// The digits of each picture of a list, or of one picture.
fn tesseract(list: &Path) -> Result<Vec<String>, String> {
    let output = Command::new("tesseract")
        .arg(list)
        .args(["stdout", "--psm", "7", "--dpi", "300", "-c", "tessedit_char_whitelist=0123456789"])
        .env("OMP_THREAD_LIMIT", "1")
        .stderr(Stdio::null())
        .output()
        .map_err(|error| {
            format!("Tesseract cannot be started ({error}); the Debian package is tesseract-ocr")
        })?;
    let text = String::from_utf8_lossy(&output.stdout);
    // A form feed stands between the pages.
    Ok(text.split('\u{c}').map(|page| page.chars().filter(char::is_ascii_digit).collect()).collect())
}
