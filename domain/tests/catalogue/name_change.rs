//! KK-12: a member gets another name by a decision of a court.

use super::support::{CHILD, Citizen};
use domain::{ChangeSubject, Element, FieldError, FieldIssue};
use time::macros::date;

fn decided(linked: bool, month: &str) -> Citizen {
    let mut citizen = Citizen::at("kk-12.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("nama-baru", &[("new_name", "Bagas  Mahardika")])
        .answers_step(
            "penetapan",
            &[
                ("court", "Pengadilan Negeri Wates"),
                ("decision_number", "12/Pdt.P/2026/PN Wat"),
                ("decision_date.day", "5"),
                ("decision_date.month", month),
                ("decision_date.year", "2026"),
            ],
        );
    citizen
}

fn notices(citizen: &Citizen) -> Vec<&str> {
    let live = domain::reading::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let found = citizen.procedure.notices_at("penetapan", &live, &citizen.context);
    found.into_iter().map(|notice| notice.code.as_str()).collect()
}

#[test]
fn a_court_decision_leads_to_one_change_with_its_basis() {
    let mut citizen = decided(true, "11");
    citizen
        .answers_step("akta", &[("certificate", "birth")])
        .answers_step("ktp-el", &[("has_ktp", "no")])
        .uploads(&["penetapan_pengadilan", "akta_kelahiran"]);
    let changes = citizen.changes();
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!(change.subject, ChangeSubject::Member(CHILD, "Bagas Wirayuda".into()));
    assert_eq!(
        (change.element, change.was.as_deref(), change.will.as_str()),
        (Element::Name, Some("Bagas Wirayuda"), "Bagas Mahardika")
    );
    let basis = change.basis.as_ref().unwrap();
    assert_eq!(basis.label.id, "Penetapan pengadilan");
    assert_eq!(basis.number.as_deref(), Some("12/Pdt.P/2026/PN Wat"));
    assert_eq!(basis.date, Some(date!(2026 - 11 - 05)));
}

#[test]
fn each_certificate_with_the_old_name_is_shown() {
    for (linked, certificate, has_ktp, slots) in [
        (true, "birth", "no", &["penetapan_pengadilan", "akta_kelahiran", "formulir_nama"][..]),
        (true, "none", "no", &["penetapan_pengadilan", "formulir_nama"]),
        (true, "marriage", "yes", &["penetapan_pengadilan", "akta_perkawinan", "ktp_el", "formulir_nama"]),
        (
            false,
            "both",
            "yes",
            &[
                "penetapan_pengadilan",
                "akta_kelahiran",
                "akta_perkawinan",
                "ktp_el",
                "formulir_nama",
                "kartu_keluarga",
            ],
        ),
    ] {
        let mut citizen = decided(linked, "11");
        citizen
            .answers_step("akta", &[("certificate", certificate)])
            .answers_step("ktp-el", &[("has_ktp", has_ktp)]);
        assert_eq!(citizen.slots(), slots);
    }
}

#[test]
fn a_late_report_is_told_and_not_refused() {
    assert_eq!(notices(&decided(true, "11")), [""; 0]);
    assert_eq!(notices(&decided(true, "10")), ["late_report"]);
}

#[test]
fn the_name_is_that_of_the_decision_even_if_it_is_one_word() {
    let mut citizen = Citizen::at("kk-12.toml", true);
    citizen.answers_step("anggota", &[("member", &CHILD.to_string())]);
    citizen.answers.set("new_name", " ").unwrap();
    assert_eq!(citizen.next(), "nama-baru");
    assert!(citizen.issues().contains(&FieldIssue::new("new_name", FieldError::Missing)));
    citizen.answers_step("nama-baru", &[("new_name", "Bagas")]);
}
