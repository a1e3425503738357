//! KK-18: the number of a passport or of a permanent stay permit changes.

use super::support::{Citizen, MOTHER};
use domain::{Element, FieldError, FieldIssue};
use time::macros::date;

fn renewed(which: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-18.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &MOTHER.to_string())])
        .answers_step("jenis-nomor", &[("which", which)]);
    citizen
}

#[test]
fn the_number_that_changed_is_asked_for_with_its_document() {
    for (which, step, label, slots, element) in [
        ("passport", "paspor", "Paspor", &["paspor"][..], Element::Passport),
        ("kitap", "kitap", "KITAP", &["kitap", "kartu_keluarga"], Element::Kitap),
    ] {
        let linked = slots.len() == 1;
        let mut citizen = renewed(which, linked);
        citizen.answers_step(
            step,
            &[
                (&format!("{which}_number"), "X1234567"),
                (&format!("{which}_date.day"), "5"),
                (&format!("{which}_date.month"), "11"),
                (&format!("{which}_date.year"), "2026"),
            ],
        );
        assert_eq!(citizen.steps(), ["anggota", "jenis-nomor", step]);
        assert_eq!(citizen.slots(), slots);
        let changes = citizen.uploads(slots).changes();
        assert_eq!(changes.len(), 1);
        let change = &changes[0];
        assert_eq!(
            (change.element, change.was.as_deref(), change.will.as_str()),
            (element, None, "X1234567")
        );
        let basis = change.basis.as_ref().unwrap();
        assert_eq!((basis.label.id.as_str(), basis.number.as_deref()), (label, Some("X1234567")));
        assert_eq!(basis.date, Some(date!(2026 - 11 - 05)));
    }
}

#[test]
fn a_passport_is_not_issued_tomorrow() {
    let mut citizen = renewed("passport", true);
    citizen.answers.set("passport_number", "X1234567").unwrap();
    citizen.answers.set_date("passport_date", date!(2026 - 11 - 23)).unwrap();
    assert_eq!(citizen.next(), "paspor");
    assert!(citizen.issues().contains(&FieldIssue::new("passport_date", FieldError::FutureDate)));
}
