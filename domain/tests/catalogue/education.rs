//! KK-07: the education of a member changes.

use super::support::{CHILD, Citizen, FATHER, PROOF};
use domain::{ChangeSubject, Element, FieldError, FieldIssue, Flag, Flagged, Language, StopState, Target};
use time::macros::date;

fn graduate(linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-07.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("pendidikan", &[("education", "8")])
        .answers_step("bukti", &[("proof", "diploma")])
        .answers_step(
            "dasar",
            &[
                ("school", "Universitas Contoh"),
                ("proof_number", "UC/2026/17"),
                ("proof_date.day", "5"),
                ("proof_date.month", "6"),
                ("proof_date.year", "2026"),
            ],
        );
    citizen
}

#[test]
fn a_diploma_leads_to_one_change_with_its_basis() {
    let mut citizen = graduate(true);
    assert_eq!(citizen.slots(), ["ijazah"]);
    let changes = citizen.uploads(&["ijazah"]).changes();
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!(change.subject, ChangeSubject::Member(CHILD, "Bagas Wirayuda".into()));
    assert_eq!(
        (change.element, change.was.as_deref(), change.will.as_str()),
        (Element::Education, Some("5"), "8")
    );
    let basis = change.basis.as_ref().unwrap();
    assert_eq!(basis.label.id, "Ijazah");
    assert_eq!(basis.number.as_deref(), Some("UC/2026/17"));
    assert_eq!(basis.date, Some(date!(2026 - 06 - 05)));
    assert_eq!(change.element.display(&change.will, Language::Id), "Diploma IV/Strata I");
}

#[test]
fn an_unlinked_account_adds_a_photo_of_its_card() {
    let mut citizen = graduate(false);
    assert_eq!(citizen.slots(), ["ijazah", "kartu_keluarga"]);
    citizen.uploads(&["ijazah"]);
    assert_eq!(citizen.issues(), [FieldIssue::new("berkas.kartu_keluarga", FieldError::DocumentMissing)]);
    assert_eq!(citizen.next(), "berkas");
}

#[test]
fn the_original_may_be_brought_instead() {
    let mut citizen = graduate(true);
    citizen.answers.set("bring.ijazah", "yes").unwrap();
    assert_eq!(citizen.next(), "periksa");
    let brought = domain::journey::brought_originals(&citizen.procedure, &citizen.answers, &citizen.context);
    assert_eq!(brought, ["ijazah"]);
}

#[test]
fn the_present_education_is_no_change() {
    let mut citizen = Citizen::at("kk-07.toml", true);
    citizen.answers_step("anggota", &[("member", &FATHER.to_string())]);
    citizen.answers.set("education", "5").unwrap();
    assert_eq!(citizen.next(), "pendidikan");
    assert!(citizen.issues().contains(&FieldIssue::new("education", FieldError::SameAsBefore)));
}

fn at_school(education: &str) -> Citizen {
    let mut citizen = Citizen::at("kk-07.toml", true);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("pendidikan", &[("education", education)]);
    citizen
}

#[test]
fn a_pupil_needs_a_letter_from_the_school_and_no_diploma() {
    let mut citizen = at_school("2");
    citizen.answers_step("bukti-sekolah", &[("school_proof", "school_letter")]);
    citizen.answers.set("school", "SD Negeri Wates").unwrap();
    citizen.answers_step("dasar", PROOF);
    assert_eq!(citizen.steps(), ["anggota", "pendidikan", "bukti-sekolah", "dasar"]);
    assert_eq!(citizen.slots(), ["surat_keterangan_sekolah"]);
    citizen.uploads(&["surat_keterangan_sekolah"]);
    assert_eq!(citizen.told(), ["education 5 -> 2: Surat keterangan dari sekolah 12/XI/2026 2026-11-02"]);
}

#[test]
fn without_a_letter_from_a_school_a_statement_is_enough() {
    let mut never = at_school("1");
    assert_eq!(never.steps(), ["anggota", "pendidikan"]);
    let mut without = at_school("2");
    without.answers_step("bukti-sekolah", &[("school_proof", "statement")]);
    for (citizen, told) in [
        (&mut never, "education 5 -> 1: Surat pernyataan"),
        (&mut without, "education 5 -> 2: Surat pernyataan"),
    ] {
        assert_eq!(citizen.slots(), ["surat_pernyataan"]);
        assert!(!citizen.issues().is_empty());
        citizen.uploads(&["surat_pernyataan"]);
        assert_eq!(citizen.told(), [told]);
    }
}

#[test]
fn facts_tell_the_answers_in_words() {
    let citizen = graduate(true);
    let localized = citizen.procedure.localize(Language::Id);
    let facts = domain::facts(&localized, &citizen.answers, &citizen.context, Language::Id);
    let told: Vec<_> = facts.iter().map(|fact| (fact.question.as_str(), fact.value.as_str())).collect();
    assert_eq!(
        told,
        [
            ("member", "Bagas Wirayuda"),
            ("education", "Diploma IV/Strata I"),
            ("proof", "Ijazah"),
            ("school", "Universitas Contoh"),
            ("proof_number", "UC/2026/17"),
            ("proof_date", "5 Juni 2026"),
        ]
    );
}

#[test]
fn only_flagged_things_open_again() {
    let mut citizen = graduate(true);
    citizen.uploads(&["ijazah"]);
    let flag = |target| Flag { target, reason: "blurred".into(), note: String::new() };
    let flagged = Flagged(vec![
        flag(Target::Question { code: "proof_number".into() }),
        flag(Target::Document { slot: "ijazah".into() }),
    ]);
    let way = |citizen: &Citizen, flagged: &Flagged| {
        let Citizen { procedure, answers, context, documents, .. } = citizen;
        domain::journey(procedure, answers, context, documents, Some(flagged))
    };
    let stops: Vec<_> =
        way(&citizen, &flagged).stops.into_iter().map(|stop| (stop.step, stop.state)).collect();
    let done = |step: &str| (step.to_owned(), StopState::Done);
    assert_eq!(stops, [done("dasar"), done("berkas"), ("periksa".to_owned(), StopState::Current)]);

    citizen.answers.set("proof_number", " ").unwrap();
    let way = way(&citizen, &flagged);
    assert_eq!(way.next, "dasar");
    assert!(!way.may_visit("berkas") && !way.may_visit("anggota"));
    assert_eq!(way.stop("periksa").unwrap().state, StopState::Locked);
}

#[test]
fn what_hangs_on_a_flagged_answer_opens_with_it() {
    let citizen = graduate(true);
    let open = |target| {
        let flagged = Flagged(vec![Flag { target, reason: "x".into(), note: String::new() }]);
        let opened = domain::opened(&citizen.procedure, &flagged);
        let questions = citizen.procedure.questions().map(|(_, question)| question.code.as_str());
        let slots = citizen.procedure.documents.iter().map(|slot| slot.code.as_str());
        let open: Vec<_> = questions.filter(|code| opened.question(code)).collect();
        let open_slots: Vec<_> = slots.filter(|code| opened.slot(code)).collect();
        (open, open_slots)
    };
    let question = |code: &str| Target::Question { code: code.into() };
    assert_eq!(open(question("proof_number")), (vec!["proof_number"], vec![]));
    assert_eq!(open(question("proof")), (vec!["proof"], vec!["ijazah", "surat_keterangan_lulus"]));
    assert_eq!(
        open(question("member")),
        (
            vec!["member", "education", "proof", "school_proof", "school", "proof_number", "proof_date"],
            vec!["ijazah", "surat_keterangan_lulus", "surat_keterangan_sekolah", "surat_pernyataan"]
        )
    );
    let (questions, slots) = open(Target::General);
    assert_eq!((questions.len(), slots.len()), (7, 6));
}
