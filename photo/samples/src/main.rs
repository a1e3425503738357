//! `photo-quality`: calibrates the judge of photos and tells how good it is.
//!
//! ```text
//! photo-quality report FOLDER [COUNT]     labels, measures, fits nothing; prints precision, recall and AUC; half of COUNT is held out
//! photo-quality fit FOLDER COUNT          prints photo/src/fitted.rs, from so many photos for training
//! photo-quality labels FOLDER COUNT       prints the labels of the first COUNT held-out photos, for the committed subset
//! photo-quality measures FOLDER COUNT     prints the features of photos for training, for a spreadsheet
//! photo-quality write NUMBER FILE         one photo as JPEG, to look at
//! photo-quality camera FILE               one of 12 megapixels in colour, as a phone makes them
//! ```
//! A photo counts as unreadable when Tesseract cannot read each of its numbers, levelled and enlarged, in two of six tries.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts and shares of a few thousand photos"
)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome =
        match words.as_slice() {
            ["report", folder, rest @ ..] => command::report(folder, count(rest)),
            ["fit", folder, rest @ ..] => command::fit(folder, count(rest)),
            ["labels", folder, rest @ ..] => command::labels(folder, count(rest)),
            ["measures", folder, rest @ ..] => command::measures(folder, count(rest)),
            ["write", number, file] => command::write(number, file),
            ["camera", file] => command::camera(file),
            _ => Err("say report, fit, labels, measures, write or camera; see photo/samples/src/main.rs"
                .to_owned()),
        };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("photo-quality: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn count(rest: &[&str]) -> u32 {
    rest.first().and_then(|count| count.parse().ok()).unwrap_or(1_040)
}
