//! RP-02: the card is damaged and printed again.

use super::support::Citizen;
use domain::{ChangeSubject, Element, FieldError, FieldIssue};

#[test]
fn a_damaged_card_is_printed_again_for_itself() {
    for linked in [true, false] {
        let mut citizen = Citizen::at("rp-02.toml", linked);
        citizen
            .answers_step("kerusakan", &[("cause", "wet")])
            .answers_step("penyebab", &[("story", "Kartu basah saat atap bocor.")]);
        assert_eq!(citizen.slots(), ["kk_rusak", "ktp_el", "pernyataan_penyebab"]);
        let changes = citizen.uploads(&["kk_rusak", "ktp_el"]).changes();
        assert_eq!(changes.len(), 1);
        assert_eq!((&changes[0].subject, changes[0].element), (&ChangeSubject::Card, Element::Print));
        assert_eq!((changes[0].was.as_deref(), changes[0].will.as_str()), (None, "Rusak karena air"));
        assert_eq!(changes[0].basis.as_ref().unwrap().label.id, "Kartu Keluarga yang rusak");
    }
}

#[test]
fn the_cause_must_be_told() {
    let mut citizen = Citizen::at("rp-02.toml", true);
    citizen.answers_step("kerusakan", &[("cause", "other")]);
    citizen.answers.set("story", "  ").unwrap();
    assert_eq!(citizen.next(), "penyebab");
    assert!(citizen.issues().contains(&FieldIssue::new("story", FieldError::Missing)));
}
