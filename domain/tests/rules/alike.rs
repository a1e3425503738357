//! One person written twice.

use domain::{births_close, names_alike};
use proptest::prelude::*;
use time::macros::date;

#[test]
fn slips_are_allowed_by_the_length_of_a_word() {
    for (one, other, alike) in [
        ("Ali", "Ali", true),
        ("Ali", "Ani", false),
        ("Rina", "Rini", true),
        ("Rina", "Riko", false),
        ("Muhammad", "Mohamad", true),
        ("Muhammad", "Mahmudi", false),
        // Letters that changed places are one slip.
        ("Bagas", "Bagsa", true),
        // The order of words, signs and capitals do not matter; a word may be missing.
        ("Nur'aini Slamet", "SLAMET NURAINI", true),
        ("Bagas Wirayuda", "Bagas", true),
        ("Bagas Wirayuda", "Bagas Putra", false),
        ("Bagas Wirayuda", "Bagas Wira Yuda", true),
        ("Nur Aini", "Nuraini", true),
        // Each word once.
        ("Siti Siti", "Siti Aminah", true),
        ("Rina Rini", "Rina Dewi", false),
        ("", "Rina", false),
        ("...", "...", false),
    ] {
        assert_eq!(names_alike(one, other), alike, "{one} / {other}");
    }
}

#[test]
fn births_may_be_five_days_apart() {
    assert!(births_close(date!(2026 - 02 - 26), date!(2026 - 03 - 03)));
    assert!(births_close(date!(2026 - 01 - 03), date!(2025 - 12 - 29)));
    assert!(!births_close(date!(2026 - 02 - 26), date!(2026 - 03 - 04)));
}

proptest! {
    #[test]
    fn it_does_not_matter_who_is_compared_with_whom(one in "\\PC{0,24}", other in "\\PC{0,24}") {
        prop_assert_eq!(names_alike(&one, &other), names_alike(&other, &one));
    }
}
