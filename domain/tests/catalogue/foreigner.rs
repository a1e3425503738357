//! OA-01: a foreigner with a permanent stay permit comes on a card.

use super::newcomer::{ADDRESS, address};
use super::support::{Citizen, FATHER};
use domain::{ChangeSubject, Element, FieldError, FieldIssue};

fn papers(citizen: &mut Citizen, marital: &[(&str, &str)], moved: &str) {
    citizen
        .answers_step("nama", &[("name", "Maria Fernandes"), ("nik", "9901015403860007")])
        .answers_step("jenis-kelamin", &[("sex", "2")])
        .answers_step(
            "kelahiran",
            &[
                ("birth_date.day", "14"),
                ("birth_date.month", "3"),
                ("birth_date.year", "1986"),
                ("birth_place", "Lisboa"),
            ],
        )
        .answers_step("kebangsaan", &[("nationality", "Portugal")])
        .answers_step("agama", &[("religion", "3")])
        .answers_step("pendidikan", &[("education", "8")])
        .answers_step("pekerjaan", &[("occupation", "88")])
        .answers_step("golongan-darah", &[("blood", "13")])
        .answers_step("perkawinan", marital)
        .answers_step(
            "paspor",
            &[
                ("passport", "CB123456"),
                ("passport_until.day", "20"),
                ("passport_until.month", "8"),
                ("passport_until.year", "2030"),
            ],
        )
        .answers_step(
            "kitap",
            &[
                ("kitap", "2D41AB0001-S"),
                ("kitap_date.day", "20"),
                ("kitap_date.month", "8"),
                ("kitap_date.year", "2025"),
            ],
        )
        .answers_step("asal", &[("moved", moved)]);
}

#[test]
fn a_wife_joins_the_card_with_passport_and_permit() {
    let mut citizen = Citizen::at("oa-01.toml", false);
    citizen
        .answers_step("kartu", &[("card_case", "join")])
        .answers_step("keluarga", &[("family_member", &FATHER.to_string())])
        .answers_step("hubungan", &[("relation", "3")]);
    let married = [
        ("marital", "2"),
        ("marriage_date.day", "5"),
        ("marriage_date.month", "6"),
        ("marriage_date.year", "2020"),
    ];
    papers(&mut citizen, &married, "yes");
    assert_eq!(citizen.slots(), ["kitap", "paspor", "bukti_perkawinan", "surat_pindah", "kartu_keluarga"]);
    citizen.uploads(&["kitap", "paspor", "bukti_perkawinan", "surat_pindah", "kartu_keluarga"]);
    for (element, value) in [
        (Element::Name, "Maria Fernandes"),
        (Element::Nik, "9901015403860007"),
        (Element::Relation, "3"),
        (Element::Citizenship, "OA"),
        (Element::Passport, "CB123456"),
        (Element::Kitap, "2D41AB0001-S"),
        (Element::Marital, "2"),
        (Element::MaritalDate, "2020-06-05"),
    ] {
        assert_eq!(citizen.will(element).as_deref(), Some(value));
    }
    assert_eq!(citizen.will(Element::Father), None);
    let changes = citizen.changes();
    assert!(changes.iter().all(|change| change.subject == ChangeSubject::NewMember));
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!((basis.label.id.as_str(), basis.number.as_deref()), ("KITAP", Some("2D41AB0001-S")));
}

#[test]
fn a_passport_that_is_no_longer_valid_is_not_accepted() {
    let mut citizen = Citizen::at("oa-01.toml", false);
    for (part, value) in [("day", "21"), ("month", "11"), ("year", "2026")] {
        citizen.answers.set(format!("passport_until.{part}"), value).unwrap();
    }
    citizen.answers.set("card_case", "new").unwrap();
    let of_passport = FieldIssue::new("passport_until", FieldError::PastDate);
    assert!(citizen.issues().contains(&of_passport), "{:?}", citizen.issues());
    citizen.answers.set("passport_until.day", "22").unwrap();
    assert!(!citizen.issues().contains(&of_passport), "today it is valid still");
}

#[test]
fn who_has_no_card_yet_gets_a_new_one_as_its_head() {
    let mut citizen = Citizen::at("oa-01.toml", false);
    citizen.context.members.clear();
    citizen.answers_step("kartu", &[("card_case", "new")]);
    address(&mut citizen);
    papers(&mut citizen, &[("marital", "1")], "no");
    assert_eq!(citizen.slots(), ["kitap", "paspor"]);
    citizen.uploads(&["kitap", "paspor"]);
    assert_eq!(citizen.will(Element::Relation).as_deref(), Some("1"));
    let changes = citizen.changes();
    let of_card = changes.iter().filter(|change| change.subject == ChangeSubject::Card);
    let of_card: Vec<_> = of_card.map(|change| (change.element, change.will.as_str())).collect();
    assert_eq!(of_card, ADDRESS);
}

#[test]
fn joining_needs_a_card_with_the_family() {
    let mut citizen = Citizen::at("oa-01.toml", false);
    citizen.answers_step("kartu", &[("card_case", "join")]);
    citizen.context.members.clear();
    citizen.answers.set("family_member", FATHER.to_string()).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("family_member", FieldError::UnknownMember)));
    assert_eq!(citizen.next(), "keluarga");
}
