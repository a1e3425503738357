//! KK-13: a clerical slip is corrected.

use super::support::{CHILD, Citizen};
use domain::{Element, FieldError, FieldIssue};
use time::macros::date;

const DOCUMENT: &[(&str, &str)] = &[
    ("proof_number", "9901-LT-12032015-0011"),
    ("proof_date.day", "12"),
    ("proof_date.month", "3"),
    ("proof_date.year", "2015"),
];

const BORN: &[(&str, &str)] =
    &[("right_birth_date.day", "15"), ("right_birth_date.month", "3"), ("right_birth_date.year", "2008")];

fn slip_in(which: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-13.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("data-salah", &[("which", which)]);
    citizen
}

fn notices(citizen: &Citizen, step: &str) -> Vec<String> {
    let live = domain::reading::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let found = citizen.procedure.notices_at(step, &live, &citizen.context);
    found.into_iter().map(|notice| notice.code.clone()).collect()
}

#[test]
fn each_element_is_asked_for_in_a_step_of_its_own_and_changes_alone() {
    for (which, step, given, element, was, will) in [
        // One word is enough: it is the name of the certificate, no new one.
        ("name", "nama", &[("right_name", "Bagus")][..], Element::Name, Some("Bagas Wirayuda"), "Bagus"),
        (
            "birth_place",
            "tempat-lahir",
            &[("right_birth_place", "Bantul")],
            Element::BirthPlace,
            Some("Kulon Progo"),
            "Bantul",
        ),
        ("birth_date", "tanggal-lahir", BORN, Element::BirthDate, Some("2008-03-14"), "2008-03-15"),
        ("father", "nama-ayah", &[("right_father", "Slamet")], Element::Father, None, "Slamet"),
        ("mother", "nama-ibu", &[("right_mother", "Nur'aini")], Element::Mother, None, "Nur'aini"),
    ] {
        let mut citizen = slip_in(which, true);
        citizen
            .answers_step(step, given)
            .answers_step("bukti", &[("proof", "birth_certificate")])
            .answers_step("dasar", DOCUMENT);
        assert_eq!(citizen.steps(), ["anggota", "data-salah", step, "bukti", "dasar"]);
        assert_eq!(citizen.slots(), ["akta_kelahiran"]);
        let changes = citizen.uploads(&["akta_kelahiran"]).changes();
        assert_eq!(changes.len(), 1, "{which}");
        let change = &changes[0];
        assert_eq!(
            (change.element, change.was.as_deref(), change.will.as_str()),
            (element, was, will),
            "{which}"
        );
        let basis = change.basis.as_ref().unwrap();
        assert_eq!(basis.label.id, "Akta kelahiran");
        assert_eq!(basis.number.as_deref(), Some("9901-LT-12032015-0011"));
        assert_eq!(basis.date, Some(date!(2015 - 03 - 12)));
    }
}

#[test]
fn the_citizen_chooses_the_authentic_document() {
    for (proof, linked, slots) in
        [("diploma", true, &["ijazah"][..]), ("marriage_book", false, &["buku_nikah", "kartu_keluarga"])]
    {
        let mut citizen = slip_in("birth_date", linked);
        citizen
            .answers_step("tanggal-lahir", BORN)
            .answers_step("bukti", &[("proof", proof)])
            .answers_step("akta", &[("certificate", "none")])
            .answers_step("dasar", DOCUMENT);
        assert_eq!(citizen.slots(), slots);
        assert_eq!(notices(&citizen, "tanggal-lahir"), ["nik_stays"]);
        assert_eq!(notices(&citizen, "dasar"), [""; 0]);
    }
}

#[test]
fn a_wrong_certificate_is_to_be_corrected_first() {
    let mut citizen = slip_in("father", true);
    citizen
        .answers_step("nama-ayah", &[("right_father", "Slamet")])
        .answers_step("bukti", &[("proof", "diploma")])
        .answers_step("akta", &[("certificate", "wrong")]);
    assert_eq!(notices(&citizen, "dasar"), ["certificate_first"]);
    citizen.answers.set("proof", "birth_certificate").unwrap();
    assert_eq!(notices(&citizen, "dasar"), [""; 0]);
}

#[test]
fn nobody_is_born_tomorrow() {
    let mut citizen = slip_in("birth_date", true);
    citizen.answers.set_date("right_birth_date", date!(2026 - 11 - 23)).unwrap();
    assert_eq!(citizen.next(), "tanggal-lahir");
    assert!(citizen.issues().contains(&FieldIssue::new("right_birth_date", FieldError::FutureDate)));
}
