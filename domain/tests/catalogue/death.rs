//! KK-06: a member has died and leaves the card.

use super::support::{CHILD, Citizen, FATHER, MOTHER, without_mother};
use domain::{ChangeSubject, Element, FieldError, FieldIssue, Nik, code_for};
use time::macros::date;
use uuid::Uuid;

const FATHER_NIK: &str = "9901011403850001";

/// The applicant is the father, unless it is he who has died.
fn death_of(deceased: uuid::Uuid, month: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-06.toml", linked);
    if deceased == FATHER {
        citizen.context.applicant = Some(MOTHER);
        citizen.context.applicant_nik = Some(Nik::parse("9901015403880002").unwrap());
    }
    citizen
        .answers_step("anggota", &[("deceased", &deceased.to_string())])
        .answers_step(
            "waktu",
            &[("death_date.day", "14"), ("death_date.month", month), ("death_date.year", "2026")],
        )
        .answers_step("tempat", &[("death_place", "Rumah, Kulon Progo")]);
    citizen
}

fn witnesses(citizen: &mut Citizen) -> &mut Citizen {
    citizen
        .answers_step("saksi-pertama", &[("witness1_name", "Darmi"), ("witness1_nik", "9901014505700004")])
        .answers_step(
            "saksi-kedua",
            &[("witness2_name", "Joko Susilo"), ("witness2_nik", "9901010506720005")],
        )
}

fn notices(citizen: &Citizen) -> Vec<&str> {
    let live = domain::reading::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let found = citizen.procedure.notices_at("waktu", &live, &citizen.context);
    found.into_iter().map(|notice| notice.code.as_str()).collect()
}

const LETTER: &[(&str, &str)] = &[
    ("proof_number", "474.3/12/XI/2026"),
    ("proof_date.day", "15"),
    ("proof_date.month", "11"),
    ("proof_date.year", "2026"),
];

#[test]
fn the_deceased_leaves_the_card_and_the_spouse_is_widowed() {
    let mut citizen = death_of(MOTHER, "11", true);
    citizen
        .answers_step("pasangan", &[("has_spouse", "yes"), ("spouse", &FATHER.to_string())])
        .answers_step("bukti", &[("proof", "doctor")])
        .answers_step("isi-bukti", LETTER);
    witnesses(&mut citizen);
    assert_eq!(notices(&citizen), [""; 0]);
    assert_eq!(citizen.slots(), ["surat_kematian", "ktp_almarhum", "ktp_saksi"]);
    let changes = citizen.uploads(&["surat_kematian"]).changes();
    let told: Vec<_> = changes
        .iter()
        .map(|change| (&change.subject, change.element, change.was.as_deref(), change.will.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (&ChangeSubject::Member(MOTHER, "Nur'aini".into()), Element::Membership, Some("member"), "dead"),
            (&ChangeSubject::Member(FATHER, "Slamet".into()), Element::Marital, Some("2"), "6"),
        ]
    );
    for change in &changes {
        let basis = change.basis.as_ref().unwrap();
        assert_eq!(basis.label.id, "Surat kematian dari dokter");
        assert_eq!(basis.number.as_deref(), Some("474.3/12/XI/2026"));
        assert_eq!(basis.date, Some(date!(2026 - 11 - 15)));
    }
}

#[test]
fn each_proof_has_its_document() {
    for (proof, linked, slots) in [
        ("village", true, &["surat_kematian", "ktp_almarhum", "ktp_saksi"][..]),
        ("court", true, &["penetapan_pengadilan", "ktp_almarhum", "ktp_saksi"]),
        ("police", false, &["surat_kepolisian", "ktp_almarhum", "ktp_saksi", "kartu_keluarga"]),
    ] {
        let mut citizen = death_of(CHILD, "11", linked);
        citizen.answers_step("bukti", &[("proof", proof)]).answers_step("isi-bukti", LETTER);
        witnesses(&mut citizen);
        assert_eq!(citizen.slots(), slots);
    }
}

#[test]
fn a_statement_has_no_number_and_a_child_no_spouse() {
    let mut citizen = death_of(CHILD, "11", true);
    citizen.answers_step("bukti", &[("proof", "statement")]);
    witnesses(&mut citizen);
    assert_eq!(citizen.steps(), ["anggota", "waktu", "tempat", "bukti", "saksi-pertama", "saksi-kedua"]);
    assert_eq!(citizen.slots(), ["pernyataan_kematian", "ktp_almarhum", "ktp_saksi"]);
    let changes = citizen.uploads(&["pernyataan_kematian"]).changes();
    assert_eq!(changes.len(), 1);
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!((basis.label.id.as_str(), &basis.number), ("Surat pernyataan (SPTJM)", &None));
}

/// The father, head of the family, has died; the mother reports it.
fn head_has_died() -> Citizen {
    let mut citizen = death_of(FATHER, "11", true);
    citizen
        .answers_step("pasangan", &[("has_spouse", "yes"), ("spouse", &MOTHER.to_string())])
        .answers_step("bukti", &[("proof", "village")])
        .answers_step("isi-bukti", LETTER);
    witnesses(&mut citizen);
    citizen
}

#[test]
fn the_death_of_the_head_goes_on_with_the_next_head_in_the_same_request() {
    let mut citizen = head_has_died();
    citizen
        .answers_step("kk02-kepala-baru", &[("kk02_new_head", &MOTHER.to_string())])
        .answers_step("kk02-hubungan", &[(&code_for("kk02_relation", CHILD), "4")]);
    assert_eq!(citizen.slots(), ["surat_kematian", "ktp_almarhum", "ktp_saksi"], "no death certificate yet");
    citizen.uploads(&["surat_kematian"]);
    // He leaves and she is widowed once, though both events say so.
    assert_eq!(
        citizen.becomes(),
        [
            (FATHER, Element::Membership, "dead".into()),
            (MOTHER, Element::Marital, "6".into()),
            (MOTHER, Element::Relation, "1".into()),
        ]
    );
    let changes = citizen.changes();
    let events: Vec<_> = changes.iter().map(|change| change.event.as_deref()).collect();
    assert_eq!(events, [None, None, Some("KK-02")]);
    let basis = changes[2].basis.as_ref().unwrap();
    assert_eq!(
        (basis.label.id.as_str(), basis.number.as_deref()),
        ("Surat kematian dari kepala desa atau lurah", Some("474.3/12/XI/2026"))
    );
    assert_eq!(citizen.findings(), [""; 0], "the family is whole");
    let live = domain::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let boxes: Vec<_> =
        citizen.procedure.events_in(&live, &citizen.context).map(|event| event.f102.as_deref()).collect();
    assert_eq!(boxes, [Some("A2")]);
}

#[test]
fn a_child_who_leads_makes_the_mother_a_parent() {
    let mut citizen = head_has_died();
    citizen
        .answers_step("kk02-kepala-baru", &[("kk02_new_head", &CHILD.to_string())])
        .answers_step("kk02-hubungan", &[(&code_for("kk02_relation", MOTHER), "7")])
        .uploads(&["surat_kematian"]);
    assert_eq!(
        citizen.becomes()[2..],
        [(CHILD, Element::Relation, "1".into()), (MOTHER, Element::Relation, "7".into()),]
    );
}

/// The father, head of the family, has died, and only a child of eight is left.
fn only_a_child_is_left() -> Citizen {
    let mut citizen = Citizen::of_family("kk-06.toml", without_mother);
    citizen.context.applicant = Some(CHILD);
    citizen.context.applicant_nik = None;
    citizen
        .answers_step("anggota", &[("deceased", &FATHER.to_string())])
        .answers_step(
            "waktu",
            &[("death_date.day", "14"), ("death_date.month", "11"), ("death_date.year", "2026")],
        )
        .answers_step("tempat", &[("death_place", "Rumah, Kulon Progo")])
        .answers_step("pasangan", &[("has_spouse", "no")])
        .answers_step("bukti", &[("proof", "village")])
        .answers_step("isi-bukti", LETTER);
    witnesses(&mut citizen);
    citizen
}

#[test]
fn children_alone_go_to_a_relative_with_a_statement_of_the_guardian() {
    let mut citizen = only_a_child_is_left();
    citizen.answers_step("kk02-pengasuh", &[("kk02_children_plan", "join_relative")]);
    citizen.answers.set("kk02_relative_nik", FATHER_NIK).unwrap();
    assert!(
        citizen.issues().contains(&FieldIssue::new("kk02_relative_nik", FieldError::SamePerson)),
        "who has died is no guardian: {:?}",
        citizen.issues()
    );
    citizen.answers_step(
        "kk02-kerabat",
        &[("kk02_relative_name", "Darmi"), ("kk02_relative_nik", "9901014505700004")],
    );
    assert_eq!(citizen.notices("kk02-pengasuh"), ["kk02_all_minors"]);
    assert_eq!(citizen.slots(), ["surat_kematian", "ktp_almarhum", "ktp_saksi", "pernyataan_wali"]);
    citizen.uploads(&["surat_kematian", "pernyataan_wali"]);
    assert_eq!(
        citizen.becomes(),
        [(FATHER, Element::Membership, "dead".into()), (CHILD, Element::Membership, "other_card".into()),]
    );
    assert_eq!(citizen.findings(), [""; 0], "nobody is left on the card, so it needs no head");
}

#[test]
fn or_a_relative_comes_and_leads_them() {
    let mut citizen = only_a_child_is_left();
    citizen
        .answers_step("kk02-pengasuh", &[("kk02_children_plan", "relative_joins")])
        .answers_step(
            "kk02-kerabat",
            &[("kk02_relative_name", "Darmi"), ("kk02_relative_nik", "9901014505700004")],
        )
        .answers_step(
            "kk02-kelahiran-kerabat",
            &[
                ("kk02_relative_sex", "2"),
                ("kk02_relative_birth_place", "Kulon Progo"),
                ("kk02_relative_birth_date.day", "5"),
                ("kk02_relative_birth_date.month", "5"),
                ("kk02_relative_birth_date.year", "1970"),
            ],
        )
        .answers_step(
            "kk02-data-kerabat",
            &[
                ("kk02_relative_religion", "1"),
                ("kk02_relative_education", "5"),
                ("kk02_relative_occupation", "9"),
                ("kk02_relative_marital", "6"),
            ],
        )
        .answers_step("kk02-hubungan-anak", &[(&code_for("kk02_child_relation", CHILD), "9")])
        .uploads(&["surat_kematian"]);
    let changes = citizen.changes();
    let new = |element: Element| {
        let of = |one: &&domain::Change| one.subject == ChangeSubject::NewMember && one.element == element;
        changes.iter().find(of).map(|change| change.will.as_str())
    };
    assert_eq!((new(Element::Name), new(Element::Relation)), (Some("Darmi"), Some("1")));
    assert_eq!(citizen.findings(), [""; 0], "she leads the card, and the child is hers to care for");
    let after =
        domain::outcome(&super::support::card(&citizen.context), &changes, Uuid::from_u128(9)).unwrap();
    assert_eq!(after.apart, None);
    let members: Vec<_> =
        after.stays.members.iter().map(|one| (one.name.as_str(), one.relation.as_str())).collect();
    assert_eq!(members, [("Bagas Wirayuda", "9"), ("Darmi", "1")]);
}

#[test]
fn only_who_may_be_husband_or_wife_is_offered() {
    let citizen = death_of(FATHER, "11", true);
    let asked = citizen.procedure.question("spouse").unwrap();
    let live = domain::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let offered = citizen.context.members.iter().filter(|one| asked.offers(one, &live, &citizen.context));
    assert_eq!(offered.map(|one| one.id).collect::<Vec<_>>(), [MOTHER], "neither who died nor the child");
    let mut citizen = death_of(FATHER, "11", true);
    citizen.answers.set("has_spouse", "yes").unwrap();
    citizen.answers.set("spouse", CHILD.to_string()).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("spouse", FieldError::UnknownMember)));
}

#[test]
fn only_the_death_of_the_head_goes_on() {
    let citizen = death_of(MOTHER, "11", true);
    assert!(!citizen.steps().iter().any(|step| step.starts_with("kk02")), "{:?}", citizen.steps());
    let citizen = death_of(FATHER, "11", true);
    let further: Vec<_> = citizen.steps().into_iter().filter(|step| step.starts_with("kk02")).collect();
    assert_eq!(further, ["kk02-kepala-baru", "kk02-hubungan"], "adults are on the card");
}

#[test]
fn the_death_of_the_head_and_a_late_report_are_told() {
    let citizen = death_of(FATHER, "9", true);
    assert_eq!(notices(&citizen), ["new_head", "late_report"]);
}

#[test]
fn nobody_reports_their_own_death_or_is_their_own_widow() {
    let mut citizen = Citizen::at("kk-06.toml", true);
    citizen.answers.set("deceased", FATHER.to_string()).unwrap();
    assert_eq!(citizen.next(), "anggota");
    assert!(citizen.issues().contains(&FieldIssue::new("deceased", FieldError::SamePerson)));

    let mut citizen = death_of(MOTHER, "11", true);
    citizen.answers.set("has_spouse", "yes").unwrap();
    citizen.answers.set("spouse", MOTHER.to_string()).unwrap();
    assert_eq!(citizen.next(), "pasangan");
    assert!(citizen.issues().contains(&FieldIssue::new("spouse", FieldError::UnknownMember)));
}
