//! KK-14: the sex of a member is wrong on the card, or changes by decision of a court.

use super::support::{CHILD, Citizen, PROOF};
use domain::{FieldError, FieldIssue};

fn decided(has_ktp: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-14.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("jenis-kelamin", &[("sex", "2")])
        .answers_step("bukti", &[("proof", "court")]);
    citizen.answers.set("court", "Pengadilan Negeri Wates").unwrap();
    citizen.answers_step("penetapan", PROOF).answers_step("ktp", &[("has_ktp", has_ktp)]);
    citizen
}

#[test]
fn a_court_decision_changes_the_sex_and_nothing_else() {
    let mut citizen = decided("yes", true);
    assert_eq!(citizen.slots(), ["penetapan_pengadilan", "ktp_el"]);
    citizen.uploads(&["penetapan_pengadilan", "ktp_el"]);
    assert_eq!(citizen.told(), ["sex 1 -> 2: Penetapan pengadilan 12/XI/2026 2026-11-02"]);
    assert_eq!(citizen.notices("periksa"), ["nik_stays"]);
    assert_eq!(decided("no", false).slots(), ["penetapan_pengadilan", "kartu_keluarga"]);
}

#[test]
fn without_the_decision_or_with_the_same_sex_nothing_is_sent() {
    let mut citizen = decided("no", true);
    assert_eq!(
        citizen.issues(),
        [FieldIssue::new("berkas.penetapan_pengadilan", FieldError::DocumentMissing)]
    );
    citizen.answers.set("sex", "1").unwrap();
    assert_eq!(citizen.issues()[0], FieldIssue::new("sex", FieldError::SameAsBefore));
}

#[test]
fn a_slip_of_the_pen_rests_on_the_birth_certificate() {
    let mut citizen = Citizen::at("kk-14.toml", true);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("jenis-kelamin", &[("sex", "2")])
        .answers_step("bukti", &[("proof", "slip")])
        .answers_step(
            "akta",
            &[
                ("certificate_number", "9901-LU-01042008-0001"),
                ("certificate_date.day", "1"),
                ("certificate_date.month", "4"),
                ("certificate_date.year", "2008"),
            ],
        )
        .answers_step("ktp", &[("has_ktp", "no")]);
    assert_eq!(citizen.notices("akta"), ["court_after_all"]);
    assert_eq!(citizen.slots(), ["akta_kelahiran"]);
    citizen.uploads(&["akta_kelahiran"]);
    assert_eq!(citizen.told(), ["sex 1 -> 2: Akta kelahiran 9901-LU-01042008-0001 2008-04-01"]);
}
