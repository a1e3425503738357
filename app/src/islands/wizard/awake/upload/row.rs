//! The row of a file on its way.
use super::{Progress, Upload};
use crate::{
    islands::wizard::awake::{answer, page, writing::Writing},
    text::{Wizard, bytes_left},
};
use domain::words_for_bytes;
use web_sys::Element;

/// Puts the name of the file where it belongs, and its number on the buttons.
pub(super) fn name(row: &Element, name: &str, id: u32) {
    for place in page::all(row, "b,[data-name]") {
        page::write(&place, name);
    }
    for (place, attribute) in
        [("progress", "aria-label"), ("[data-again]", "data-again"), ("[data-cancel]", "data-cancel")]
    {
        if let Some(place) = page::find(row, place) {
            let id = id.to_string();
            page::put(&place, attribute, if attribute == "aria-label" { name } else { &id });
        }
    }
}

/// What went wrong with a file, in a sentence.
pub(super) fn trouble(progress: &Progress, writing: &Writing) -> Option<String> {
    match progress {
        Progress::Waiting | Progress::Sending { .. } | Progress::Checking => None,
        Progress::Refused(error) => Some(answer::words(error, writing.language())),
        Progress::Broken => Some(Wizard::of(writing.language()).file_broken_off.to_owned()),
    }
}

/// Writes how far a file is.
pub fn draw(upload: &Upload, writing: &Writing) {
    let (row, language) = (&upload.row, writing.language());
    let words = Wizard::of(language);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
    let size = |bytes: f64| words_for_bytes(bytes as u64, language);
    let all = size(upload.file.size());
    let wrong = trouble(&upload.progress, writing);
    let said = match &upload.progress {
        Progress::Waiting => [&all, " · ", words.waiting].concat(),
        Progress::Sending { sent, seconds } => {
            bytes_left(&size(sent.min(upload.file.size())), &all, *seconds, language)
        }
        Progress::Checking => words.checking.to_owned(),
        Progress::Refused(_) | Progress::Broken => all,
    };
    if let Some(place) = page::find(row, ".sending p span") {
        page::write(&place, &said);
    }
    if let Some(place) = page::find(row, ".error") {
        page::show(&place, wrong.is_some());
        page::write(&place, &wrong.clone().unwrap_or_default());
    }
    if let Some(button) = page::find(row, "[data-again]") {
        page::show(&button, upload.progress == Progress::Broken);
    }
    if let Some(bar) = page::find(row, "progress") {
        let percent = match upload.progress {
            Progress::Sending { sent, .. } => Some((100.0 * sent / upload.file.size().max(1.0)).min(100.0)),
            Progress::Checking => None,
            _ => Some(0.0),
        };
        page::show(&bar, wrong.is_none());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
        page::put_or_not(&bar, "value", percent.map(|percent| (percent as u32).to_string()).as_deref());
    }
}
