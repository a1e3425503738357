//! RA-01: somebody who was never recorded, or has no papers: what is prepared for the visit.

use super::support::{Citizen, MOTHER};
use domain::{Element, FieldError, FieldIssue};

const BORN: &[(&str, &str)] = &[
    ("birth_known", "yes"),
    ("birth_date.day", "14"),
    ("birth_date.month", "3"),
    ("birth_date.year", "1960"),
];

fn home(citizen: &mut Citizen, can_come: &str, has_letter: &str) {
    citizen
        .answers_step("tempat-tinggal", &[("home", "Panti Harapan, Wates")])
        .answers_step("datang", &[("can_come", can_come)])
        .answers_step("surat", &[("has_letter", has_letter)]);
}

#[test]
fn nothing_is_written_down_that_is_not_known() {
    let mut citizen = Citizen::at("ra-01.toml", false);
    citizen.context.members.clear();
    citizen
        .answers_step("keadaan", &[("situation", "never")])
        .answers_step("kartu", &[("card_case", "new")])
        .answers_step("nama", &[("name", "Budi Harapan")])
        .answers_step("jenis-kelamin", &[("sex", "1")])
        .answers_step("kelahiran", &[("birth_known", "no"), ("age", "60")]);
    home(&mut citizen, "no", "no");
    assert_eq!(citizen.slots(), ["pernyataan_tanpa_dokumen", "surat_rt_rw"]);
    citizen.uploads(&["pernyataan_tanpa_dokumen", "surat_rt_rw"]);
    let told: Vec<_> = citizen.changes().into_iter().map(|change| (change.element, change.will)).collect();
    assert_eq!(
        told,
        [
            (Element::Name, "Budi Harapan".to_owned()),
            (Element::Sex, "1".to_owned()),
            (Element::Relation, "1".to_owned()),
        ]
    );
    let notices = |step: &str| {
        let found = citizen.procedure.notices_at(step, &citizen.answers, &citizen.context);
        found.iter().map(|notice| notice.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(notices("keadaan"), ["not_online"]);
    assert_eq!(notices("berkas"), ["no_letter"]);
    assert_eq!(notices("periksa"), ["cannot_come", "visit"]);
}

#[test]
fn a_relative_without_papers_joins_the_card() {
    let mut citizen = Citizen::at("ra-01.toml", false);
    citizen
        .answers_step("keadaan", &[("situation", "no_papers")])
        .answers_step("kartu", &[("card_case", "join")])
        .answers_step("keluarga", &[("family_member", &MOTHER.to_string())])
        .answers_step("hubungan", &[("relation", "8")])
        .answers_step("nama", &[("name", "Darmi")])
        .answers_step("jenis-kelamin", &[("sex", "2")])
        .answers_step("kelahiran", BORN);
    home(&mut citizen, "yes", "yes");
    assert_eq!(citizen.slots(), ["pernyataan_tanpa_dokumen", "surat_pengganti", "kartu_keluarga"]);
    citizen.uploads(&["pernyataan_tanpa_dokumen", "surat_pengganti", "kartu_keluarga"]);
    assert_eq!(citizen.will(Element::BirthDate).as_deref(), Some("1960-03-14"));
    assert_eq!(citizen.will(Element::Relation).as_deref(), Some("8"));
    assert_eq!(citizen.changes()[0].basis.as_ref().unwrap().label.id, "Surat pernyataan F-1.04");
}

#[test]
fn nobody_is_born_tomorrow() {
    let mut citizen = Citizen::at("ra-01.toml", true);
    citizen.answers.set("situation", "never").unwrap();
    citizen.answers.set("birth_known", "yes").unwrap();
    citizen.answers.set_date("birth_date", time::macros::date!(2026 - 11 - 23)).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("birth_date", FieldError::FutureDate)));
}
