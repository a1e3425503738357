//! MV-01: moving house inside one regency or city.

use super::newcomer::{ADDRESS, address, leaving, moving, new_card, told};
use super::support::{CHILD, Citizen, FATHER, MOTHER};
use domain::{ChangeSubject, Element, FieldError, FieldIssue, code_for, outcome};
use uuid::Uuid;

fn mover(moves: [&str; 3], dwelling: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("mv-01.toml", linked);
    moving(&mut citizen, moves);
    address(&mut citizen).answers_step("rumah", &[("dwelling", dwelling)]);
    if dwelling == "join" {
        citizen.answers_step("kartu-tujuan", &[("host_card", "9901010101200009"), ("host_head", "Karto")]);
    } else if moves.contains(&"yes") && moves.contains(&"no") {
        // The first who moves leads, the second is a child.
        let movers = [FATHER, MOTHER, CHILD].into_iter().zip(moves).filter(|(_, moves)| *moves == "yes");
        let codes: Vec<_> = movers.map(|(member, _)| code_for("relation", member)).collect();
        let given: Vec<_> = codes.iter().map(String::as_str).zip(["1", "4"]).collect();
        citizen.answers_step("hubungan", &given);
    }
    citizen.answers_step("alasan", &[("reason", "5")]);
    citizen
}

#[test]
fn a_family_that_moves_keeps_its_card_with_another_address() {
    let citizen = mover(["yes", "yes", "yes"], "own", true);
    assert_eq!(citizen.slots(), [""; 0]);
    let changes = citizen.changes();
    assert!(changes.iter().all(|change| change.subject == ChangeSubject::Card));
    let lines: Vec<_> = changes
        .iter()
        .map(|change| (change.element, change.was.as_deref().unwrap_or_default(), change.will.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (Element::Address, "Dusun Kemiri 12", "Jalan Melati 5"),
            (Element::Rt, "002", "003"),
            (Element::Rw, "005", "012"),
            (Element::Village, "", "Giripeni"),
            (Element::District, "", "Wates"),
            (Element::Postcode, "", "55651"),
        ]
    );
    assert_eq!(changes[0].basis.as_ref().unwrap().label.id, "Formulir perpindahan F-1.03");
    assert_eq!(told(&citizen, "periksa"), ["whole_family"]);
}

#[test]
fn when_the_head_stays_those_who_move_get_a_card_of_their_own() {
    let citizen = mover(["no", "no", "yes"], "own", true);
    let changes = citizen.changes();
    assert_eq!(leaving(&changes), [("Bagas Wirayuda", "own_card")]);
    assert_eq!(new_card(&changes), ADDRESS);
    assert_eq!(citizen.becomes().last().unwrap(), &(CHILD, Element::Relation, "1".into()));
    assert_eq!(changes.len(), 8);
    assert_eq!(told(&citizen, "periksa"), ["own_card"]);
    assert_eq!(citizen.findings(), [""; 0]);

    let before = super::support::card(&citizen.context);
    let after = outcome(&before, &changes, Uuid::nil()).unwrap();
    let apart = after.apart.unwrap();
    assert_eq!((apart.address.as_str(), apart.rt.as_str()), ("Jalan Melati 5", "003"));
    assert_eq!(apart.head().map(|head| head.id), Some(CHILD));
    assert_eq!(after.stays.address, before.address, "those who stay keep theirs");
}

#[test]
fn when_the_head_moves_alone_the_others_get_a_new_head_in_the_same_request() {
    let mut citizen = mover(["yes", "no", "no"], "own", true);
    assert_eq!(told(&citizen, "jalan"), ["new_head"]);
    citizen
        .answers_step("kk02-kepala-baru", &[("kk02_new_head", &MOTHER.to_string())])
        .answers_step("kk02-hubungan", &[(&code_for("kk02_relation", CHILD), "4")]);
    let changes = citizen.changes();
    assert_eq!(leaving(&changes), [("Slamet", "own_card")]);
    let after = outcome(&super::support::card(&citizen.context), &changes, Uuid::nil()).unwrap();
    assert_eq!(after.stays.head().map(|head| head.id), Some(MOTHER));
    assert_eq!(
        after.apart.unwrap().head().map(|head| head.name.as_str().to_owned()),
        Some("Slamet".to_owned())
    );
    assert_eq!(citizen.findings(), [""; 0]);
}

#[test]
fn another_card_or_another_house_wants_the_consent_of_its_owner() {
    for dwelling in ["rented", "other_house"] {
        let citizen = mover(["yes", "yes", "yes"], dwelling, false);
        assert_eq!(citizen.slots(), ["persetujuan_alamat", "kartu_keluarga"]);
    }
    let mut citizen = mover(["no", "yes", "yes"], "join", true);
    assert_eq!(citizen.slots(), ["persetujuan_alamat"]);
    assert_eq!(told(&citizen, "kartu-tujuan"), ["join_forms"]);
    assert_eq!(citizen.issues(), [FieldIssue::new("berkas.persetujuan_alamat", FieldError::DocumentMissing)]);
    let changes = citizen.uploads(&["persetujuan_alamat"]).changes();
    assert_eq!(leaving(&changes), [("Nur'aini", "other_card"), ("Bagas Wirayuda", "other_card")]);
    assert_eq!(changes.len(), 2);
}

#[test]
fn another_reason_is_told_and_somebody_must_move() {
    let mut citizen = mover(["no", "no", "no"], "own", true);
    assert_eq!(told(&citizen, "siapa-pindah"), ["nobody"]);
    assert_eq!(citizen.changes(), []);
    citizen.answers.set("reason", "7").unwrap();
    assert_eq!(citizen.issues(), [FieldIssue::new("other_reason", FieldError::Missing)]);
    citizen.answers.set("reason", "8").unwrap();
    assert_eq!(citizen.issues(), [FieldIssue::new("reason", FieldError::NotInList)]);
}
