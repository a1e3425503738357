//! MV-04: moving abroad, and coming back.

use super::newcomer::{as_told, joins, leaving, moving, new_member, told};
use super::support::Citizen;
use domain::{FieldError, FieldIssue};
use time::macros::date;

fn goes(moves: [&str; 3], linked: bool) -> Citizen {
    let mut citizen = Citizen::at("mv-04.toml", linked);
    citizen.answers_step("arah", &[("direction", "out")]);
    moving(&mut citizen, moves)
        .answers_step("negara", &[("country", "Malaysia"), ("city", "Kuala Lumpur")])
        .answers_step("alasan", &[("reason", "1")]);
    citizen
}

fn comes_back(travel: &str, proof: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("mv-04.toml", linked);
    citizen
        .answers_step("arah", &[("direction", "back")])
        .answers_step("negara-asal", &[("from_country", "Malaysia")])
        .answers_step("dokumen-perjalanan", &[("travel_document", travel), ("travel_number", "X1234567")])
        .answers_step("surat", &[("return_proof", proof)])
        .answers_step(
            "isi-surat",
            &[
                ("proof_number", "SKPLN/12"),
                ("proof_date.day", "5"),
                ("proof_date.month", "11"),
                ("proof_date.year", "2024"),
            ],
        );
    joins(&mut citizen, "1995", Some("4"));
    citizen
}

#[test]
fn those_who_go_leave_the_card() {
    let mut citizen = goes(["no", "no", "yes"], true);
    assert_eq!(citizen.slots(), ["ktp_el"]);
    let changes = citizen.uploads(&["ktp_el"]).changes();
    assert_eq!(leaving(&changes), [("Bagas Wirayuda", "abroad")]);
    assert_eq!(changes.len(), 1);
    assert_eq!(told(&citizen, "periksa"), [""; 0]);
    assert_eq!(goes(["yes", "no", "no"], false).slots(), ["ktp_el", "kartu_keluarga"]);
    assert_eq!(told(&goes(["yes", "no", "no"], true), "negara"), ["new_head"]);
}

#[test]
fn who_comes_back_joins_the_card() {
    let mut citizen = comes_back("passport", "skpln", true);
    assert_eq!(citizen.slots(), ["paspor", "skpln"]);
    let changes = citizen.uploads(&["paspor", "skpln"]).changes();
    assert_eq!(new_member(&changes), as_told("1995-06-15", "4"));
    assert_eq!(changes.len(), 14);
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!(basis.label.id, "Surat pindah ke luar negeri (SKPLN)");
    assert_eq!((basis.number.as_deref(), basis.date), (Some("SKPLN/12"), Some(date!(2024 - 11 - 05))));
    assert_eq!(told(&citizen, "periksa"), ["one_each"]);
}

#[test]
fn a_letter_of_the_mission_and_an_splp_will_do() {
    let mut citizen = comes_back("splp", "mission_letter", false);
    assert_eq!(citizen.slots(), ["splp", "surat_perwakilan", "kartu_keluarga"]);
    let changes = citizen.uploads(&["splp", "surat_perwakilan", "kartu_keluarga"]).changes();
    assert_eq!(changes[0].basis.as_ref().unwrap().label.id, "Surat pindah dari perwakilan Indonesia");
}

#[test]
fn who_was_never_recorded_has_no_nik_but_a_wrong_one_is_refused() {
    let mut citizen = comes_back("passport", "skpln", true);
    citizen.answers.set("nik", "").unwrap();
    citizen.uploads(&["paspor", "skpln"]);
    assert_eq!(citizen.changes().len(), 13);
    assert_eq!(told(&citizen, "periksa"), ["never_recorded", "one_each"]);
    citizen.answers.set("nik", "123").unwrap();
    assert_eq!(citizen.issues(), [FieldIssue::new("nik", FieldError::NotSixteenDigits)]);
}

#[test]
fn what_was_answered_for_going_counts_no_more_for_coming_back() {
    let mut citizen = goes(["yes", "yes", "yes"], true);
    citizen.answers.set("direction", "back").unwrap();
    assert_eq!(citizen.next(), "negara-asal");
    assert_eq!(citizen.slots(), [""; 0]);
}
