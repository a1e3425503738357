//! KK-15: the relation of a member to the head of family changes.

use super::support::{CHILD, Citizen, FATHER, MOTHER, PROOF};
use domain::{FieldError, FieldIssue};
use uuid::Uuid;

fn becomes(member: Uuid, relation: &str, proof: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-15.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &member.to_string())])
        .answers_step("hubungan", &[("relation", relation)])
        .answers_step("bukti", &[("proof", proof)])
        .answers_step("dasar", PROOF);
    citizen
}

#[test]
fn each_reason_has_its_documents() {
    let table: [(&str, &str, &[&str], &str); 4] = [
        ("birth_certificate", "6", &["akta_kelahiran"], "Akta kelahiran"),
        ("marriage", "5", &["buku_nikah"], "Buku nikah atau akta perkawinan"),
        ("adoption", "9", &["penetapan_pengangkatan_anak", "formulir_anak"], "Penetapan pengangkatan anak"),
        (
            "recognition",
            "11",
            &["penetapan_pengakuan_anak", "formulir_anak"],
            "Penetapan pengakuan atau pengesahan anak",
        ),
    ];
    for (proof, relation, slots, basis) in table {
        let mut citizen = becomes(CHILD, relation, proof, true);
        assert_eq!(citizen.slots(), slots);
        citizen.uploads(slots);
        assert_eq!(citizen.told(), [format!("relation 4 -> {relation}: {basis} 12/XI/2026 2026-11-02")]);
    }
    assert_eq!(
        becomes(MOTHER, "7", "birth_certificate", false).slots(),
        ["akta_kelahiran", "kartu_keluarga"]
    );
}

#[test]
fn the_head_of_family_is_another_service() {
    let mut citizen = Citizen::at("kk-15.toml", true);
    citizen.answers.set("member", FATHER.to_string()).unwrap();
    assert_eq!(citizen.issues()[0], FieldIssue::new("member", FieldError::UnknownMember));
    citizen.answers_step("anggota", &[("member", &CHILD.to_string())]);
    for (relation, error) in [("1", FieldError::NotInList), ("4", FieldError::SameAsBefore)] {
        citizen.answers.set("relation", relation).unwrap();
        assert_eq!(citizen.issues()[0], FieldIssue::new("relation", error));
    }
}

#[test]
fn a_spouse_must_be_married_on_the_card_and_offices_differ_for_others() {
    assert_eq!(becomes(CHILD, "2", "marriage", true).notices("bukti"), ["marital_status"]);
    assert_eq!(becomes(MOTHER, "2", "marriage", true).notices("bukti"), [""; 0]);
    assert_eq!(becomes(CHILD, "10", "birth_certificate", true).notices("bukti"), ["office_may_differ"]);
}

#[test]
fn a_statement_of_ones_own_needs_no_number_and_no_upload() {
    let stated = |relation: &str, linked| {
        let mut citizen = Citizen::at("kk-15.toml", linked);
        citizen
            .answers_step("anggota", &[("member", &CHILD.to_string())])
            .answers_step("hubungan", &[("relation", relation)])
            .answers_step("bukti", &[("proof", "statement")]);
        citizen
    };
    let citizen = stated("10", true);
    assert_eq!(citizen.slots(), [""; 0]);
    assert_eq!(citizen.told(), ["relation 4 -> 10: Pernyataan saya sendiri (F-1.06)"]);
    assert_eq!(citizen.notices("periksa"), [""; 0]);
    assert_eq!(stated("6", true).notices("periksa"), ["statement_may_differ"]);
    assert_eq!(stated("11", false).slots(), ["kartu_keluarga"]);
}
