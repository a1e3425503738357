//! KK-03: a part of the family gets a card of its own at the same address.

use super::support::{CHILD, Citizen, FATHER, MOTHER};
use domain::{Element, FieldError, FieldIssue, code_for};
use uuid::Uuid;

const DOCUMENT: &[(&str, &str)] = &[
    ("proof_number", "0123/045/VI/2026"),
    ("proof_date.day", "10"),
    ("proof_date.month", "6"),
    ("proof_date.year", "2026"),
];

fn leavers(citizen: &Citizen) -> Vec<Uuid> {
    let told = citizen.becomes();
    let leaves = told.iter().filter(|(_, element, _)| *element == Element::Membership);
    assert!(leaves.clone().all(|(.., will)| will == "own_card"));
    leaves.map(|(member, ..)| *member).collect()
}

#[test]
fn a_grown_child_leaves_alone_and_needs_no_paper() {
    let mut citizen = Citizen::at("kk-03.toml", true);
    citizen
        .answers_step("kepala-baru", &[("new_head", &CHILD.to_string())])
        .answers_step("siapa-ikut", &[(&code_for("leaves", MOTHER), "no")])
        .answers_step("alasan", &[("reason", "household")]);
    assert_eq!(citizen.slots(), Vec::<&str>::new());
    assert_eq!(citizen.next(), "periksa");
    assert_eq!(leavers(&citizen), [CHILD]);
    assert_eq!(citizen.changes()[0].basis, None);
    let notices = citizen.procedure.notices_at("alasan", &citizen.answers, &citizen.context);
    let told: Vec<_> = notices.iter().map(|notice| notice.code.as_str()).collect();
    assert_eq!(told, ["offices_differ", "children_stay"]);
}

#[test]
fn a_marriage_or_divorce_is_proved_and_others_go_along() {
    for (reason, slot, label) in [
        ("marriage", "buku_nikah", "Buku nikah atau akta perkawinan"),
        ("divorce", "akta_cerai", "Akta cerai"),
    ] {
        let mut citizen = Citizen::at("kk-03.toml", false);
        citizen
            .answers_step("kepala-baru", &[("new_head", &MOTHER.to_string())])
            .answers_step("siapa-ikut", &[(&code_for("leaves", CHILD), "yes")])
            .answers_step("hubungan", &[(&code_for("relation", CHILD), "4")])
            .answers_step("alasan", &[("reason", reason)])
            .answers_step("isi-akta", DOCUMENT);
        assert_eq!(citizen.slots(), [slot, "kartu_keluarga"]);
        citizen.uploads(&[slot, "kartu_keluarga"]);
        assert_eq!(leavers(&citizen), [MOTHER, CHILD]);
        let changes = citizen.changes();
        let leaving = changes.iter().filter(|change| change.element == Element::Membership);
        assert!(leaving.clone().all(|change| change.basis.as_ref().unwrap().label.id == label));
        assert!(
            citizen.becomes().contains(&(MOTHER, Element::Relation, "1".into())),
            "she leads the new card"
        );
    }
}

#[test]
fn another_reason_is_told_in_words() {
    let mut citizen = Citizen::at("kk-03.toml", false);
    citizen
        .answers_step("kepala-baru", &[("new_head", &CHILD.to_string())])
        .answers_step("siapa-ikut", &[(&code_for("leaves", MOTHER), "no")])
        .answers_step("alasan", &[("reason", "other"), ("other_reason", "Untuk bantuan sekolah")]);
    assert_eq!(citizen.slots(), ["kartu_keluarga"]);
}

#[test]
fn the_head_of_this_card_stays() {
    let mut citizen = Citizen::at("kk-03.toml", true);
    citizen.answers.set("new_head", FATHER.to_string()).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("new_head", FieldError::UnknownMember)));
    assert!(citizen.procedure.question(&code_for("leaves", FATHER)).is_none());
}
