//! KK-09: the religion or belief of a member changes.

use super::support::{CHILD, Citizen, MOTHER, PROOF};
use domain::{FieldError, FieldIssue};
use uuid::Uuid;

fn changes_to(member: Uuid, religion: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-09.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &member.to_string())])
        .answers_step("agama", &[("religion", religion)]);
    citizen.answers.set("issuer", "Gereja Contoh").unwrap();
    citizen
}

#[test]
fn a_religious_leader_or_an_organisation_of_belief_writes_the_letter() {
    for religion in ["2", "3", "4", "5", "6"] {
        let mut citizen = changes_to(MOTHER, religion, true);
        assert_eq!(citizen.slots(), ["surat_pemuka_agama"]);
        citizen.answers_step("isi-surat", PROOF).uploads(&["surat_pemuka_agama"]);
        assert_eq!(
            citizen.told(),
            [format!("religion 1 -> {religion}: Surat keterangan dari pemuka agama 12/XI/2026 2026-11-02")]
        );
    }
    let mut citizen = changes_to(MOTHER, "7", true);
    assert_eq!(citizen.slots(), ["surat_organisasi_kepercayaan"]);
    // A letter need not have a number.
    citizen.answers_step("isi-surat", &PROOF[1..]).uploads(&["surat_organisasi_kepercayaan"]);
    assert_eq!(citizen.told(), ["religion 1 -> 7: Surat keterangan dari organisasi kepercayaan  2026-11-02"]);
    assert_eq!(changes_to(MOTHER, "2", false).slots(), ["surat_pemuka_agama", "kartu_keluarga"]);
}

#[test]
fn for_a_child_the_parents_apply() {
    let mut citizen = changes_to(CHILD, "2", true);
    citizen.answers_step("usia", &[("adult", "no")]).answers_step("pengaju", &[("by_parent", "parent")]);
    assert_eq!(citizen.notices("isi-surat"), [""; 0]);
    citizen.answers.set("by_parent", "other").unwrap();
    assert_eq!(citizen.notices("isi-surat"), ["parents_apply"]);
    citizen.answers.set("adult", "yes").unwrap();
    assert_eq!(citizen.notices("isi-surat"), [""; 0]);
    assert_eq!(citizen.steps(), ["anggota", "agama", "usia", "isi-surat"]);
    // Whoever was married is no child.
    assert_eq!(changes_to(MOTHER, "2", true).steps(), ["anggota", "agama", "isi-surat"]);
}

#[test]
fn the_present_religion_is_no_change() {
    let mut citizen = Citizen::at("kk-09.toml", true);
    citizen.answers_step("anggota", &[("member", &MOTHER.to_string())]);
    citizen.answers.set("religion", "1").unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("religion", FieldError::SameAsBefore)));
}
