//! Every letter can be put into words, by every way, in both languages, and holds no number of anybody.
use super::Letters;
use domain::Language;
use service::{Letter, Wording};
use time::macros::date;

const BASE: &str = "https://kk.contoh.go.id";

/// Whether sixteen digits stand together, also when they are grouped by spaces, dots or dashes.
fn has_sixteen_digits(text: &str) -> bool {
    let mut run = 0;
    for sign in text.chars() {
        if sign.is_ascii_digit() {
            run += 1;
            if run >= 16 {
                return true;
            }
        } else if !matches!(sign, ' ' | '.' | '-') {
            run = 0;
        }
    }
    false
}

#[test]
fn sixteen_digits_would_be_found() {
    assert!(has_sixteen_digits("NIK 9901016507840002."));
    assert!(has_sixteen_digits("9901.0165.0784-0002"));
    assert!(!has_sixteen_digits("27 November 2026, kode 123456"));
}

#[test]
fn every_letter_is_written_in_both_languages_for_every_way_without_a_number_of_anybody() {
    for letter in Letter::samples(date!(2026 - 11 - 27)) {
        let [id, en] = [Language::Id, Language::En].map(|language| Letters.brief(&letter, language));
        for brief in [&id, &en] {
            // A locked screen is read by whoever passes.
            let shown = format!("{} {}", brief.title, brief.text);
            assert!(!shown.chars().any(|sign| sign.is_ascii_digit()), "{}: {shown}", letter.kind());
            assert!(brief.text.chars().count() <= 90, "{}: {shown}", letter.kind());
            let number = letter.regarding().map(|about| about.number.clone());
            assert!(number.is_none_or(|number| !shown.contains(&number)), "{}: {shown}", letter.kind());
            assert!(brief.path.starts_with('/') && !brief.path.starts_with("//"), "{}", brief.path);
        }
        assert_ne!(id.text, en.text, "{}", letter.kind());
        assert_eq!(id.path, en.path);
        let [id, en] = [Language::Id, Language::En].map(|language| {
            let wrote = Letters.write(&letter, language, BASE);
            let told = format!("{} {language:?}", letter.kind());
            // E-mail and inbox have a subject of one line, the phone the text alone.
            assert!(
                !wrote.subject.trim().is_empty() && !wrote.subject.contains('\n'),
                "{told}: {}",
                wrote.subject
            );
            assert!(wrote.subject.chars().count() <= 90, "{told}: {}", wrote.subject);
            assert!(wrote.body.trim().len() > 20, "{told}: {}", wrote.body);
            assert!(wrote.body.chars().count() <= 1_600, "{told}: what the gateway's contract takes");
            for text in [&wrote.subject, &wrote.body] {
                // The id in a link is that of nobody here.
                let text = text.replace(&uuid::Uuid::nil().to_string(), "");
                assert!(!has_sixteen_digits(&text), "{told}: {text}");
                assert!(!text.contains(['{', '}']), "{told}: nothing was left to fill in: {text}");
                assert!(!text.contains("  "), "{told}: {text}");
            }
            wrote
        });
        assert_ne!(id.body, en.body, "{}: two languages", letter.kind());
    }
}
