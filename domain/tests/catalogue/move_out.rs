//! MV-02: moving to another regency or city.

use super::newcomer::{address, leaving, moving, told};
use super::support::Citizen;
use domain::{FieldError, FieldIssue};

fn mover(moves: [&str; 3], child_without_parent: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("mv-02.toml", linked);
    moving(&mut citizen, moves)
        .answers_step("daerah-tujuan", &[("regency", "Kota Semarang"), ("province", "Jawa Tengah")]);
    address(&mut citizen)
        .answers_step("alasan", &[("reason", "1")])
        .answers_step("anak", &[("child_without_parent", child_without_parent)]);
    citizen
}

#[test]
fn those_who_move_leave_the_card() {
    let citizen = mover(["no", "yes", "yes"], "no", true);
    assert_eq!(citizen.slots(), [""; 0]);
    let changes = citizen.changes();
    assert_eq!(leaving(&changes), [("Nur'aini", "moved"), ("Bagas Wirayuda", "moved")]);
    assert_eq!(changes.len(), 2);
    assert_eq!(told(&citizen, "periksa"), ["skpwni_validity"]);
}

#[test]
fn the_head_or_everybody_may_move() {
    assert_eq!(told(&mover(["yes", "no", "yes"], "no", true), "periksa"), ["new_head", "skpwni_validity"]);
    let family = mover(["yes", "yes", "yes"], "no", true);
    assert_eq!(told(&family, "periksa"), ["whole_family", "skpwni_validity"]);
    assert_eq!(
        leaving(&family.changes()),
        [("Slamet", "moved"), ("Nur'aini", "moved"), ("Bagas Wirayuda", "moved")]
    );
}

#[test]
fn a_child_without_its_parents_needs_their_authority() {
    let mut citizen = mover(["no", "no", "yes"], "yes", false);
    assert_eq!(citizen.slots(), ["kuasa_pengasuhan", "kartu_keluarga"]);
    let changes = citizen.uploads(&["kuasa_pengasuhan", "kartu_keluarga"]).changes();
    assert_eq!(leaving(&changes), [("Bagas Wirayuda", "moved")]);
}

#[test]
fn a_wrong_answer_is_refused() {
    let mut citizen = mover(["no", "no", "yes"], "no", true);
    citizen.answers.set("rt", "1000").unwrap();
    assert_eq!(citizen.issues(), [FieldIssue::new("rt", FieldError::TooLarge { max: 999 })]);
    assert_eq!(citizen.next(), "rt-rw");
}
