//! KK-02: another member becomes head of family.

use super::support::{CHILD, Citizen, FATHER, MOTHER, without_mother};
use domain::{Element, FieldError, FieldIssue, code_for};
use uuid::Uuid;

const DIVORCED: [(&str, &str); 3] =
    [("divorce_date.day", "5"), ("divorce_date.month", "6"), ("divorce_date.year", "2026")];

fn without_head(reason: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-02.toml", linked);
    citizen
        .answers_step("alasan", &[("reason", reason)])
        .answers_step("kepala-lama", &[("old_head", &FATHER.to_string())]);
    if reason != "leaves" {
        citizen.answers_step(
            "isi-akta",
            &[
                ("proof_number", "9901-KM-12112026-0003"),
                ("proof_date.day", "12"),
                ("proof_date.month", "11"),
                ("proof_date.year", "2026"),
            ],
        );
    }
    if reason == "divorce" {
        citizen.answers_step("tanggal-cerai", &DIVORCED);
    }
    if matches!(reason, "death" | "divorce") {
        citizen.answers_step("pasangan", &[("spouse_here", "yes"), ("spouse", &MOTHER.to_string())]);
    }
    citizen
}

fn succeeded_by(citizen: &mut Citizen, new_head: Uuid, others: &[(&str, &str)]) {
    citizen
        .answers_step("kepala-baru", &[("new_head", &new_head.to_string())])
        .answers_step("hubungan", others);
}

#[test]
fn after_a_death_the_wife_leads_and_is_widowed() {
    let mut citizen = without_head("death", true);
    succeeded_by(&mut citizen, MOTHER, &[(&code_for("relation", CHILD), "4")]);
    assert_eq!(citizen.slots(), ["akta_kematian"]);
    citizen.uploads(&["akta_kematian"]);
    // The child stays a child, which is no change.
    assert_eq!(
        citizen.becomes(),
        [
            (FATHER, Element::Membership, "dead".into()),
            (MOTHER, Element::Relation, "1".into()),
            (MOTHER, Element::Marital, "6".into()),
        ]
    );
    let changes = citizen.changes();
    assert_eq!(changes[1].was.as_deref(), Some("3"));
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!(
        (basis.label.id.as_str(), basis.number.as_deref()),
        ("Akta kematian", Some("9901-KM-12112026-0003"))
    );
}

#[test]
fn after_a_divorce_a_child_may_lead_and_the_mother_becomes_a_parent() {
    let mut citizen = without_head("divorce", false);
    succeeded_by(&mut citizen, CHILD, &[(&code_for("relation", MOTHER), "7")]);
    assert_eq!(citizen.slots(), ["akta_cerai", "kartu_keluarga"]);
    citizen.uploads(&["akta_cerai", "kartu_keluarga"]);
    assert_eq!(
        citizen.becomes(),
        [
            (FATHER, Element::Membership, "own_card".into()),
            (CHILD, Element::Relation, "1".into()),
            (MOTHER, Element::Relation, "7".into()),
            (MOTHER, Element::Marital, "4".into()),
            (MOTHER, Element::MaritalDate, "2026-06-05".into()),
            (FATHER, Element::Marital, "4".into()),
            (FATHER, Element::MaritalDate, "2026-06-05".into()),
        ]
    );
}

/// What is proposed for a member when another one leads.
fn proposed(new_head: Uuid, member: Uuid) -> Option<&'static str> {
    let mut citizen = without_head("death", true);
    citizen.answers_step("kepala-baru", &[("new_head", &new_head.to_string())]);
    let live = domain::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    citizen.procedure.question(&code_for("relation", member)).unwrap().proposed(&live, &citizen.context)
}

#[test]
fn what_everybody_becomes_is_proposed_and_not_yet_an_answer() {
    assert_eq!(proposed(MOTHER, CHILD), Some("4"), "her child");
    assert_eq!(proposed(CHILD, MOTHER), Some("7"), "his mother");
    let mut citizen = without_head("death", true);
    citizen.answers_step("kepala-baru", &[("new_head", &MOTHER.to_string())]);
    assert_eq!(citizen.next(), "hubungan", "until the citizen says so");
}

#[test]
fn a_head_who_moves_stays_married() {
    let mut citizen = without_head("move", true);
    succeeded_by(&mut citizen, MOTHER, &[(&code_for("relation", CHILD), "4")]);
    assert_eq!(citizen.slots(), ["surat_pindah"]);
    citizen.uploads(&["surat_pindah"]);
    assert_eq!(
        citizen.becomes(),
        [(FATHER, Element::Membership, "moved".into()), (MOTHER, Element::Relation, "1".into())]
    );
}

#[test]
fn a_head_who_goes_abroad_has_another_letter() {
    let mut citizen = without_head("abroad", true);
    succeeded_by(&mut citizen, MOTHER, &[(&code_for("relation", CHILD), "6")]);
    assert_eq!(citizen.notices("hubungan"), ["other_people"]);
    assert_eq!(citizen.slots(), ["surat_pindah_luar_negeri"]);
    citizen.uploads(&["surat_pindah_luar_negeri"]);
    let basis = "Surat pindah ke luar negeri (SKPLN) 9901-KM-12112026-0003 2026-11-12";
    assert_eq!(
        citizen.told(),
        [
            format!("membership member -> abroad: {basis}"),
            format!("relation 3 -> 1: {basis}"),
            format!("relation 4 -> 6: {basis}"),
        ]
    );
}

#[test]
fn a_head_who_stays_in_the_region_leaves_without_a_letter() {
    let mut citizen = without_head("leaves", false);
    succeeded_by(&mut citizen, MOTHER, &[(&code_for("relation", CHILD), "6")]);
    assert!(!citizen.steps().contains(&"isi-akta".to_owned()));
    assert_eq!(citizen.slots(), ["kartu_keluarga"]);
    citizen.uploads(&["kartu_keluarga"]);
    assert_eq!(
        citizen.told(),
        [
            "membership member -> own_card: Formulir F-1.02",
            "relation 3 -> 1: Formulir F-1.02",
            "relation 4 -> 6: Formulir F-1.02",
        ]
    );
}

#[test]
fn children_alone_are_not_made_head() {
    for (plan, slots) in [
        ("relative_joins", vec!["akta_kematian"]),
        ("join_relative", vec!["akta_kematian", "pernyataan_wali"]),
    ] {
        let mut citizen = Citizen::of_family("kk-02.toml", without_mother);
        citizen
            .answers_step("alasan", &[("reason", "death")])
            .answers_step("kepala-lama", &[("old_head", &FATHER.to_string())])
            .answers_step("isi-akta", super::support::PROOF)
            .answers_step("pasangan", &[("spouse_here", "no")]);
        assert!(!citizen.steps().iter().any(|step| step == "kepala-baru"), "no child is offered");
        citizen
            .answers_step("pengasuh", &[("children_plan", plan)])
            .answers_step("kerabat", &[("relative_name", "Darmi"), ("relative_nik", "9901014505700004")]);
        assert_eq!(citizen.slots(), slots);
        assert_eq!(citizen.notices("pengasuh"), ["all_minors"]);
    }
}

#[test]
fn a_relative_leads_the_children_also_when_the_head_has_a_card_of_his_own() {
    for reason in ["divorce", "leaves"] {
        let mut citizen = Citizen::of_family("kk-02.toml", without_mother);
        citizen
            .answers_step("alasan", &[("reason", reason)])
            .answers_step("kepala-lama", &[("old_head", &FATHER.to_string())]);
        if reason == "divorce" {
            citizen
                .answers_step("isi-akta", super::support::PROOF)
                .answers_step("tanggal-cerai", &DIVORCED)
                .answers_step("pasangan", &[("spouse_here", "no")]);
        }
        citizen
            .answers_step("pengasuh", &[("children_plan", "relative_joins")])
            .answers_step("kerabat", &[("relative_name", "Darmi"), ("relative_nik", "9901014505700004")])
            .answers_step(
                "kelahiran-kerabat",
                &[
                    ("relative_sex", "2"),
                    ("relative_birth_place", "Kulon Progo"),
                    ("relative_birth_date.day", "5"),
                    ("relative_birth_date.month", "5"),
                    ("relative_birth_date.year", "1970"),
                ],
            )
            .answers_step(
                "data-kerabat",
                &[
                    ("relative_religion", "1"),
                    ("relative_education", "5"),
                    ("relative_occupation", "9"),
                    ("relative_marital", "6"),
                ],
            )
            .answers_step("hubungan-anak", &[(&code_for("child_relation", CHILD), "9")]);
        if reason == "divorce" {
            citizen.uploads(&["akta_cerai"]);
        }
        assert_eq!(citizen.findings(), [""; 0], "{reason}: the children have a head");
        let before = super::support::card(&citizen.context);
        let after = domain::outcome(&before, &citizen.changes(), Uuid::from_u128(9)).unwrap();
        let of = |card: &domain::FamilyCard| {
            card.members
                .iter()
                .map(|one| (one.name.as_str().to_owned(), one.relation.clone()))
                .collect::<Vec<_>>()
        };
        let named = |name: &str, relation: &str| (name.to_owned(), relation.to_owned());
        assert_eq!(of(&after.stays), [named("Bagas Wirayuda", "9"), named("Darmi", "1")], "{reason}");
        let apart = after.apart.unwrap();
        assert_eq!(apart.head().map(|head| head.id), Some(FATHER), "{reason}: he leads his own");
        assert_eq!(apart.members.len(), 1);
    }
}

#[test]
fn only_the_head_gives_way_and_never_to_himself() {
    let mut citizen = Citizen::at("kk-02.toml", true);
    citizen.answers_step("alasan", &[("reason", "death")]);
    citizen.answers.set("old_head", MOTHER.to_string()).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("old_head", FieldError::UnknownMember)));

    let mut citizen = without_head("death", true);
    citizen.answers.set("new_head", FATHER.to_string()).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("new_head", FieldError::UnknownMember)));
}

#[test]
fn nobody_else_becomes_head() {
    let mut citizen = without_head("move", true);
    citizen.answers_step("kepala-baru", &[("new_head", &MOTHER.to_string())]);
    let relation = code_for("relation", CHILD);
    citizen.answers.set(relation.clone(), "1").unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new(relation, FieldError::NotInList)));
}

#[test]
fn what_was_said_of_one_head_is_asked_again_for_another() {
    let mut citizen = without_head("death", true);
    succeeded_by(&mut citizen, MOTHER, &[(&code_for("relation", CHILD), "4")]);
    let about = |question: &str| citizen.procedure.answers_about(question, &citizen.answers);
    assert_eq!(about("new_head"), [code_for("relation", CHILD)]);
    assert_eq!(about("old_head"), [""; 0]);
}

#[test]
fn a_relation_that_was_meant_for_another_head_is_told_on_the_last_look() {
    let mut citizen = without_head("death", true);
    succeeded_by(&mut citizen, CHILD, &[(&code_for("relation", MOTHER), "7")]);
    citizen.uploads(&["akta_kematian"]);
    assert_eq!(citizen.findings(), [""; 0]);
    citizen.answers.set(code_for("relation", MOTHER), "9").unwrap();
    assert_eq!(citizen.findings(), ["relation_unlikely Nur'aini"], "his mother is no distant relative");
}
