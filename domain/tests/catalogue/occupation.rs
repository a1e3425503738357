//! KK-08: the occupation of a member changes.

use super::support::{CHILD, Citizen, FATHER, PROOF};
use domain::{CodeList, FieldError, FieldIssue};

/// Always proved by a decree, a letter or a statement; of everything else the citizen is asked.
const DECREE: [&str; 3] = ["5", "6", "7"];
const LETTER: [&str; 6] = ["15", "16", "17", "18", "85", "86"];
const STATEMENT: [&str; 12] = ["1", "2", "3", "9", "10", "11", "19", "20", "21", "22", "84", "88"];

fn works(occupation: &str) -> Citizen {
    // A value of no list, so that every occupation is a change.
    let mut citizen = Citizen::at("kk-08.toml", true);
    citizen.context.members[2].elements.insert(domain::Element::Occupation, "0".into());
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("pekerjaan", &[("occupation", occupation)]);
    citizen
}

#[test]
fn every_occupation_has_exactly_one_proof() {
    for entry in CodeList::Occupation.entries() {
        let mut citizen = works(entry.code);
        let slot = match entry.code {
            "4" => "sk_pensiun",
            code if DECREE.contains(&code) => "sk_pengangkatan",
            code if LETTER.contains(&code) => "surat_keterangan_kerja",
            code if STATEMENT.contains(&code) => "surat_pernyataan",
            _ => {
                citizen.answers_step("cara-kerja", &[("employment", "own")]);
                assert_eq!(citizen.slots(), ["surat_pernyataan"], "{}", entry.code);
                assert_eq!(citizen.next(), "berkas", "{}", entry.code);
                citizen.answers.set("employment", "employed").unwrap();
                "surat_keterangan_kerja"
            }
        };
        assert_eq!(citizen.slots(), [slot], "{}", entry.code);
        assert_eq!(citizen.next() == "dasar", slot != "surat_pernyataan", "{}", entry.code);
    }
}

#[test]
fn each_proof_is_the_basis_of_the_one_change() {
    let letter = |occupation: &str, slot: &str| {
        let mut citizen = works(occupation);
        if citizen.next() == "cara-kerja" {
            citizen.answers_step("cara-kerja", &[("employment", "employed")]);
        }
        citizen.answers.set("issuer", "PT Contoh Makmur").unwrap();
        citizen.answers_step("dasar", PROOF).uploads(&[slot]).told()
    };
    assert_eq!(letter("5", "sk_pengangkatan"), ["occupation 0 -> 5: SK pengangkatan 12/XI/2026 2026-11-02"]);
    assert_eq!(letter("4", "sk_pensiun"), ["occupation 0 -> 4: SK pensiun 12/XI/2026 2026-11-02"]);
    for occupation in ["15", "65"] {
        assert_eq!(
            letter(occupation, "surat_keterangan_kerja"),
            [format!("occupation 0 -> {occupation}: Surat keterangan kerja atau SK 12/XI/2026 2026-11-02")]
        );
    }
    let mut own = works("88");
    assert_eq!(own.notices("berkas"), ["statement_may_differ"]);
    assert_eq!(own.uploads(&["surat_pernyataan"]).told(), ["occupation 0 -> 88: Surat pernyataan"]);
    let mut tailor = works("30");
    tailor.answers_step("cara-kerja", &[("employment", "own")]).uploads(&["surat_pernyataan"]);
    assert_eq!(tailor.told(), ["occupation 0 -> 30: Surat pernyataan"]);
}

#[test]
fn the_present_occupation_is_no_change_and_an_unlinked_account_shows_its_card() {
    let mut citizen = Citizen::at("kk-08.toml", false);
    citizen.answers_step("anggota", &[("member", &FATHER.to_string())]);
    citizen.answers.set("occupation", "9").unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("occupation", FieldError::SameAsBefore)));
    citizen.answers_step("pekerjaan", &[("occupation", "11")]);
    assert_eq!(citizen.slots(), ["surat_pernyataan", "kartu_keluarga"]);
}
