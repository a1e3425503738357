//! KK-16: the government renamed a street or numbered RT and RW anew.

use super::support::Citizen;
use domain::{ChangeSubject, Element, FieldError, FieldIssue};
use time::macros::date;

fn renamed(linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-16.toml", linked);
    citizen.answers_step("alamat-baru", &[("street", "Jalan  Melati 5"), ("rt", "003"), ("rw", "1")]);
    citizen
}

#[test]
fn a_letter_leads_to_a_new_address_of_the_card() {
    let mut citizen = renamed(false);
    citizen.answers_step("bukti", &[("proof", "letter")]).answers_step(
        "surat",
        &[
            ("letter_number", "620/12/XI/2026"),
            ("letter_date.day", "5"),
            ("letter_date.month", "11"),
            ("letter_date.year", "2026"),
        ],
    );
    assert_eq!(citizen.slots(), ["surat_perubahan_alamat", "kartu_keluarga"]);
    let changes = citizen.uploads(&["surat_perubahan_alamat", "kartu_keluarga"]).changes();
    let told: Vec<_> =
        changes.iter().map(|change| (change.element, change.was.as_deref(), change.will.as_str())).collect();
    assert_eq!(
        told,
        [
            (Element::Address, Some("Dusun Kemiri 12"), "Jalan Melati 5"),
            (Element::Rt, Some("002"), "003"),
            (Element::Rw, Some("005"), "001"),
        ]
    );
    let change = &changes[0];
    assert_eq!(change.subject, ChangeSubject::Card);
    let basis = change.basis.as_ref().unwrap();
    assert_eq!(basis.label.id, "Surat resmi perubahan alamat");
    assert_eq!(basis.number.as_deref(), Some("620/12/XI/2026"));
    assert_eq!(basis.date, Some(date!(2026 - 11 - 05)));
}

#[test]
fn without_a_letter_the_citizens_own_statement_is_the_basis() {
    let mut citizen = renamed(true);
    citizen.answers_step("bukti", &[("proof", "statement")]);
    assert_eq!(citizen.slots(), [""; 0]);
    assert_eq!(citizen.steps(), ["alamat-baru", "bukti"]);
    let changes = citizen.changes();
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!((basis.label.id.as_str(), &basis.number), ("Pernyataan saya sendiri (F-1.06)", &None));
}

#[test]
fn an_rt_is_a_number() {
    let mut citizen = Citizen::at("kk-16.toml", true);
    citizen.answers.set("street", "Jalan Melati 5").unwrap();
    citizen.answers.set("rt", "tiga").unwrap();
    citizen.answers.set("rw", "1").unwrap();
    assert_eq!(citizen.next(), "alamat-baru");
    assert!(citizen.issues().contains(&FieldIssue::new("rt", FieldError::NotANumber)));
}
