//! MV-02: moving to another regency or city.

use super::newcomer::{PLACE, leaving, moving, told};
use super::support::{CHILD, Citizen, FATHER, MOTHER, with_small_child};
use domain::{Element, FieldError, FieldIssue, code_for};

fn mover(moves: [&str; 3], child_without_parent: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("mv-02.toml", linked);
    moving(&mut citizen, moves).answers_step("daerah-tujuan", PLACE);
    citizen
        .answers_step("jalan", &[("street", "Jalan Melati 5")])
        .answers_step("rt-rw", &[("rt", "003"), ("rw", "12")])
        .answers_step("alasan", &[("reason", "1")])
        .answers_step("anak", &[("child_without_parent", child_without_parent)]);
    citizen
}

#[test]
fn those_who_move_leave_the_card() {
    let citizen = mover(["no", "yes", "yes"], "no", true);
    assert_eq!(citizen.slots(), [""; 0]);
    let changes = citizen.changes();
    assert_eq!(leaving(&changes), [("Nur'aini", "moved"), ("Bagas Wirayuda", "moved")]);
    assert_eq!(changes.len(), 2);
    assert_eq!(told(&citizen, "periksa"), ["skpwni_validity"]);
}

#[test]
fn the_head_or_everybody_may_move() {
    assert_eq!(told(&mover(["yes", "no", "yes"], "no", true), "daerah-tujuan"), ["new_head"]);
    let family = mover(["yes", "yes", "yes"], "no", true);
    assert_eq!(told(&family, "periksa"), ["whole_family", "skpwni_validity"]);
    assert_eq!(
        leaving(&family.changes()),
        [("Slamet", "moved"), ("Nur'aini", "moved"), ("Bagas Wirayuda", "moved")]
    );
}

#[test]
fn a_child_without_its_parents_needs_their_authority() {
    let mut citizen = mover(["no", "no", "yes"], "yes", false);
    assert_eq!(citizen.slots(), ["kuasa_pengasuhan", "kartu_keluarga"]);
    let changes = citizen.uploads(&["kuasa_pengasuhan", "kartu_keluarga"]).changes();
    assert_eq!(leaving(&changes), [("Bagas Wirayuda", "moved")]);
}

#[test]
fn a_wrong_answer_is_refused() {
    let mut citizen = mover(["no", "no", "yes"], "no", true);
    citizen.answers.set("rt", "1000").unwrap();
    assert_eq!(citizen.issues(), [FieldIssue::new("rt", FieldError::TooLarge { max: 999 })]);
    assert_eq!(citizen.next(), "rt-rw");
}

#[test]
fn a_head_who_moves_leaves_another_head_in_the_same_request() {
    let mut citizen = mover(["yes", "no", "no"], "no", true);
    citizen.answers_step("kk02-kepala-baru", &[("kk02_new_head", &MOTHER.to_string())]);
    citizen.answers_step("kk02-hubungan", &[(&code_for("kk02_relation", CHILD), "4")]);
    assert_eq!(citizen.slots(), [""; 0], "the moving letter does not exist yet");
    assert_eq!(
        citizen.becomes(),
        [(FATHER, Element::Membership, "moved".into()), (MOTHER, Element::Relation, "1".into())]
    );
    let changes = citizen.changes();
    assert_eq!(changes[1].event.as_deref(), Some("KK-02"));
    assert_eq!(changes[1].basis.as_ref().unwrap().label.id, "Formulir perpindahan F-1.03");
    assert_eq!(citizen.findings(), [""; 0], "the family is whole");
}

#[test]
fn who_moves_too_is_neither_asked_about_nor_made_head() {
    let mut citizen = mover(["yes", "yes", "no"], "no", true);
    let asked = citizen.procedure.question("kk02_new_head").unwrap();
    let live = domain::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let offered = citizen.context.members.iter().filter(|one| asked.offers(one, &live, &citizen.context));
    assert_eq!(offered.map(|one| one.id).collect::<Vec<_>>(), [CHILD]);
    citizen.answers.set("kk02_new_head", MOTHER.to_string()).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("kk02_new_head", FieldError::UnknownMember)));
    citizen.answers_step("kk02-kepala-baru", &[("kk02_new_head", &CHILD.to_string())]);
    assert_eq!(citizen.next(), "periksa", "nobody else stays, so there is no relation to ask");
    assert!(!citizen.steps().iter().any(|step| step == "kk02-hubungan"));
}

#[test]
fn where_only_children_stay_a_relative_is_asked_for() {
    let steps = |moves| {
        let mut citizen = Citizen::of_family("mv-02.toml", with_small_child);
        moving(&mut citizen, moves).steps()
    };
    let asks = |steps: Vec<String>| steps.iter().any(|step| step == "kk02-pengasuh");
    assert!(asks(steps(["yes", "yes", "no"])));
    assert!(!asks(steps(["yes", "no", "no"])), "the mother stays");
}
