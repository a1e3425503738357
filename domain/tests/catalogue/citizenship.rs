//! KK-17: the citizenship of a member changes by decree.

use super::support::{CHILD, Citizen, MOTHER};
use domain::{Element, FieldError, FieldIssue};
use time::macros::date;

const DECREE: &[(&str, &str)] = &[
    ("decree_number", "17/PWI Tahun 2026"),
    ("decree_date.day", "5"),
    ("decree_date.month", "11"),
    ("decree_date.year", "2026"),
];

/// The mother is a foreigner on the card.
fn foreigner(linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-17.toml", linked);
    let mother = citizen.context.members.iter_mut().find(|member| member.id == MOTHER).unwrap();
    mother.elements.insert(Element::Citizenship, "OA".into());
    citizen
        .answers_step("anggota", &[("member", &MOTHER.to_string())])
        .answers_step("kewarganegaraan", &[("citizenship", "WNI")]);
    citizen
}

fn notices(citizen: &Citizen) -> Vec<&str> {
    let live = domain::reading::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let found = citizen.procedure.notices_at("isi-keputusan", &live, &citizen.context);
    found.into_iter().map(|notice| notice.code.as_str()).collect()
}

#[test]
fn a_decree_of_the_president_comes_with_the_oath() {
    let mut citizen = foreigner(true);
    citizen.answers_step("keputusan", &[("decree", "president")]).answers_step("isi-keputusan", DECREE);
    assert_eq!(citizen.slots(), ["petikan_keppres", "berita_acara_sumpah", "formulir_kewarganegaraan"]);
    assert_eq!(notices(&citizen), [""; 0]);
    citizen.uploads(&["petikan_keppres"]);
    assert_eq!(
        citizen.issues(),
        [FieldIssue::new("berkas.berita_acara_sumpah", FieldError::DocumentMissing)]
    );
    let changes = citizen.uploads(&["berita_acara_sumpah"]).changes();
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!(
        (change.element, change.was.as_deref(), change.will.as_str()),
        (Element::Citizenship, Some("OA"), "WNI")
    );
    let basis = change.basis.as_ref().unwrap();
    assert_eq!(basis.label.id, "Petikan Keputusan Presiden");
    assert_eq!(basis.number.as_deref(), Some("17/PWI Tahun 2026"));
    assert_eq!(basis.date, Some(date!(2026 - 11 - 05)));
}

#[test]
fn a_decree_of_the_minister_stands_alone() {
    let mut citizen = foreigner(false);
    citizen.answers_step("keputusan", &[("decree", "minister")]).answers_step("isi-keputusan", DECREE);
    assert_eq!(citizen.slots(), ["keputusan_menteri", "formulir_kewarganegaraan", "kartu_keluarga"]);
    citizen.answers.set_date("decree_date", date!(2026 - 09 - 01)).unwrap();
    assert_eq!(notices(&citizen), ["late_report"]);
}

#[test]
fn who_becomes_a_foreigner_shows_the_decree_of_the_minister() {
    let mut citizen = Citizen::at("kk-17.toml", true);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("kewarganegaraan", &[("citizenship", "OA")])
        .answers_step("isi-keputusan", DECREE);
    assert_eq!(citizen.slots(), ["keputusan_menteri", "formulir_kewarganegaraan"]);
    assert_eq!(notices(&citizen), ["foreigner"]);
    let changes = citizen.uploads(&["keputusan_menteri"]).changes();
    assert_eq!(changes[0].basis.as_ref().unwrap().label.id, "Keputusan Menteri Hukum");
}

#[test]
fn the_present_citizenship_is_no_change() {
    let mut citizen = Citizen::at("kk-17.toml", true);
    citizen.answers_step("anggota", &[("member", &CHILD.to_string())]);
    citizen.answers.set("citizenship", "WNI").unwrap();
    assert_eq!(citizen.next(), "kewarganegaraan");
    assert!(citizen.issues().contains(&FieldIssue::new("citizenship", FieldError::SameAsBefore)));
}
