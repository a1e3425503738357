//! KK-10: the blood group of a member changes.

use super::support::{CHILD, Citizen, PROOF};
use domain::{Element, FieldError, FieldIssue};

fn learned(proof: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-10.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("golongan-darah", &[("blood", "11")])
        .answers_step("bukti", &[("proof", proof)]);
    citizen
}

#[test]
fn a_laboratory_or_the_red_cross_tells_the_group() {
    let mut citizen = learned("lab_result", true);
    assert_eq!(citizen.slots(), ["hasil_lab"]);
    assert_eq!(citizen.notices("berkas"), ["health_data"]);
    citizen.answers_step("dasar", PROOF).uploads(&["hasil_lab"]);
    assert_eq!(citizen.told(), ["blood 13 -> 11: Hasil laboratorium 12/XI/2026 2026-11-02"]);

    // A donor card may have neither a number nor a date.
    let mut citizen = learned("donor_card", false);
    assert_eq!(citizen.slots(), ["kartu_pmi", "kartu_keluarga"]);
    citizen.uploads(&["kartu_pmi", "kartu_keluarga"]);
    assert_eq!(citizen.told(), ["blood 13 -> 11: Kartu donor PMI"]);
}

#[test]
fn nothing_is_learned_from_not_known_or_from_the_same_group() {
    let mut citizen = learned("donor_card", true);
    citizen.answers.set("blood", "13").unwrap();
    assert_eq!(citizen.issues()[0], FieldIssue::new("blood", FieldError::NotInList));
    citizen.context.members[2].elements.insert(Element::Blood, "11".into());
    citizen.answers.set("blood", "11").unwrap();
    assert_eq!(citizen.issues()[0], FieldIssue::new("blood", FieldError::SameAsBefore));
}
