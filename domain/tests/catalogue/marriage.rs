//! KK-11: the marital status of a member changes.

use super::support::{CHILD, Citizen, FATHER, MOTHER, PROOF};
use domain::{FieldError, FieldIssue};
use uuid::Uuid;

type Given<'a> = &'a [(&'a str, &'a str)];

fn is_now(member: Uuid, marital: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-11.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &member.to_string())])
        .answers_step("status", &[("marital", marital)]);
    citizen
}

const ELSEWHERE: Given<'_> = &[("spouse_source", "elsewhere")];

fn day(question: &str) -> Vec<(String, String)> {
    let part = |(part, value): (&str, &str)| (format!("{question}.{part}"), value.to_owned());
    [("day", "5"), ("month", "6"), ("year", "2026")].into_iter().map(part).collect()
}

fn on(citizen: &mut Citizen, question: &str) {
    for (code, value) in day(question) {
        citizen.answers.set(code, value).unwrap();
    }
}

fn witnesses(citizen: &mut Citizen) -> &mut Citizen {
    citizen
        .answers_step("saksi-pertama", &[("witness1_name", "Darmi"), ("witness1_nik", "9901014505700004")])
        .answers_step(
            "saksi-kedua",
            &[("witness2_name", "Joko Susilo"), ("witness2_nik", "9901010506720005")],
        )
}

#[test]
fn a_recorded_marriage_stands_in_a_book_or_a_certificate() {
    for (proof, slot, basis) in [
        ("marriage_book", "buku_nikah", "Buku nikah"),
        ("marriage_certificate", "akta_perkawinan", "Akta perkawinan"),
    ] {
        let mut citizen = is_now(CHILD, "2", true);
        citizen.answers_step("pasangan", ELSEWHERE).answers_step("bukti-kawin", &[("marriage_proof", proof)]);
        on(&mut citizen, "marriage_date");
        citizen.answers_step("isi-akta", PROOF);
        assert_eq!(citizen.slots(), [slot]);
        citizen.uploads(&[slot]);
        assert_eq!(
            citizen.told(),
            [
                format!("marital 1 -> 2: {basis} 12/XI/2026 2026-11-02"),
                format!("marital_date  -> 2026-06-05: {basis} 12/XI/2026 2026-11-02"),
            ]
        );
        assert_eq!(citizen.notices("periksa"), [""; 0]);
    }
    assert_eq!(is_now(CHILD, "4", false).slots(), ["akta_cerai", "kartu_keluarga"]);
}

#[test]
fn an_unrecorded_marriage_is_stated_with_two_witnesses() {
    let stated = |both_19: &str, earlier_wife: &str| {
        let mut citizen = is_now(CHILD, "3", true);
        citizen
            .answers_step("pasangan", ELSEWHERE)
            .answers_step("usia", &[("both_19", both_19)])
            .answers_step("istri-terdahulu", &[("earlier_wife", earlier_wife)]);
        witnesses(&mut citizen);
        citizen
    };
    let mut citizen = stated("yes", "no");
    assert_eq!(citizen.slots(), ["pernyataan_kawin"]);
    citizen.uploads(&["pernyataan_kawin"]);
    assert_eq!(citizen.told(), ["marital 1 -> 3: Surat pernyataan F-1.05"]);
    assert_eq!(citizen.notices("berkas"), ["not_a_legalisation"]);
    assert_eq!(citizen.notices("saksi-pertama"), ["statement_may_differ"]);
    on(&mut citizen, "stated_marriage_date");
    assert_eq!(citizen.told()[1], "marital_date  -> 2026-06-05: Surat pernyataan F-1.05");

    assert_eq!(stated("no", "no").slots(), ["pernyataan_kawin", "dispensasi_pengadilan"]);
    assert_eq!(stated("yes", "yes").slots(), ["pernyataan_kawin", "izin_istri"]);
}

#[test]
fn a_divorce_is_recorded_or_stated_and_the_former_spouse_needs_a_request_too() {
    let in_card: Given<'_> = &[("spouse_source", "in_card"), ("spouse", &FATHER.to_string())];
    let mut citizen = is_now(MOTHER, "4", true);
    citizen.answers_step("pasangan", in_card);
    on(&mut citizen, "divorce_date");
    citizen.answers_step("isi-akta", PROOF);
    assert_eq!(citizen.slots(), ["akta_cerai"]);
    assert_eq!(citizen.notices("periksa"), ["spouse_too"]);
    citizen.uploads(&["akta_cerai"]);
    assert_eq!(
        citizen.told(),
        [
            "marital 2 -> 4: Akta cerai 12/XI/2026 2026-11-02",
            "marital_date  -> 2026-06-05: Akta cerai 12/XI/2026 2026-11-02",
        ]
    );

    let mut citizen = is_now(MOTHER, "5", true);
    citizen.answers_step("pasangan", in_card);
    witnesses(&mut citizen);
    assert_eq!(citizen.slots(), ["pernyataan_cerai"]);
    assert_eq!(citizen.notices("berkas"), ["no_divorce_certificate"]);
    citizen.uploads(&["pernyataan_cerai"]);
    assert_eq!(citizen.told(), ["marital 2 -> 5: Surat pernyataan F-1.05"]);
    on(&mut citizen, "stated_divorce_date");
    assert_eq!(citizen.told()[1], "marital_date  -> 2026-06-05: Surat pernyataan F-1.05");
}

#[test]
fn a_widow_shows_the_death_certificate_and_keeps_the_date_of_marriage() {
    let mut citizen = is_now(MOTHER, "6", true);
    citizen.answers_step("isi-akta", PROOF);
    assert_eq!(citizen.slots(), ["akta_kematian"]);
    assert_eq!(citizen.notices("isi-akta"), ["report_death"]);
    citizen.uploads(&["akta_kematian"]);
    assert_eq!(citizen.told(), ["marital 2 -> 6: Akta kematian suami atau istri 12/XI/2026 2026-11-02"]);
}

#[test]
fn wrong_answers_are_refused() {
    let mut citizen = is_now(MOTHER, "3", true);
    let says = |citizen: &Citizen, field: &str, error| {
        assert!(citizen.issues().contains(&FieldIssue::new(field, error)), "{:?}", citizen.issues());
    };
    citizen.answers.set("spouse_source", "in_card").unwrap();
    citizen.answers.set("spouse", MOTHER.to_string()).unwrap();
    says(&citizen, "spouse", FieldError::SamePerson);
    citizen.answers.set("spouse", FATHER.to_string()).unwrap();
    for one_of_the_couple in ["9901011403850001", "9901015403880002"] {
        citizen.answers.set("witness1_nik", one_of_the_couple).unwrap();
        says(&citizen, "witness1_nik", FieldError::SamePerson);
    }
    citizen.answers.set("witness1_nik", "9901014505700004").unwrap();
    citizen.answers.set("witness2_nik", "9901014505700004").unwrap();
    says(&citizen, "witness2_nik", FieldError::SamePerson);
    for (marital, error) in [("2", FieldError::SameAsBefore), ("1", FieldError::NotInList)] {
        citizen.answers.set("marital", marital).unwrap();
        says(&citizen, "marital", error);
    }
}
