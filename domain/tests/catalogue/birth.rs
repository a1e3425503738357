//! KK-04: a child is born and joins the card.

use super::support::{Citizen, FATHER, MOTHER};
use domain::{ChangeSubject, Element, FieldError, FieldIssue};

fn child_of_the_family() -> Citizen {
    let mut citizen = Citizen::at("kk-04.toml", true);
    citizen
        .answers_step("asal-anak", &[("birth_case", "family")])
        .answers_step("nama-anak", &[("child_name", "Sekar  Ayu")])
        .answers_step("jenis-kelamin", &[("child_sex", "2")])
        .answers_step(
            "waktu-lahir",
            &[
                ("birth_date.day", "1"),
                ("birth_date.month", "11"),
                ("birth_date.year", "2026"),
                ("birth_time", "07.30"),
            ],
        )
        .answers_step("tempat-lahir", &[("place_kind", "hospital"), ("birth_place", "Kulon Progo")])
        .answers_step("kelahiran", &[("birth_kind", "single"), ("birth_order", "2"), ("helper", "midwife")]);
    // Weight and length may stay empty, so the journey goes on by itself.
    citizen
}

fn with_parents(citizen: &mut Citizen) -> &mut Citizen {
    citizen
        .answers_step("ibu", &[("mother_source", "in_card"), ("mother", &MOTHER.to_string())])
        .answers_step("ayah", &[("father_source", "in_card"), ("father", &FATHER.to_string())])
}

fn witnesses(citizen: &mut Citizen) -> &mut Citizen {
    citizen
        .answers_step("saksi-pertama", &[("witness1_name", "Darmi"), ("witness1_nik", "9901014505700004")])
        .answers_step(
            "saksi-kedua",
            &[("witness2_name", "Joko Susilo"), ("witness2_nik", "9901010506720005")],
        )
}

const LETTER: &[(&str, &str)] = &[
    ("proof_number", "474.1/12/RSUD/2026"),
    ("proof_date.day", "2"),
    ("proof_date.month", "11"),
    ("proof_date.year", "2026"),
];

#[test]
fn a_birth_with_a_letter_adds_a_member_without_a_nik() {
    let mut citizen = child_of_the_family();
    with_parents(&mut citizen)
        .answers_step("perkawinan", &[("marriage", "recorded")])
        .answers_step("hubungan", &[("relation", "4")])
        .answers_step("agama", &[("religion", "1")])
        .answers_step("bukti-lahir", &[("birth_proof", "letter")])
        .answers_step("isi-bukti", LETTER);
    witnesses(&mut citizen);
    assert_eq!(citizen.slots(), ["surat_keterangan_kelahiran", "buku_nikah", "ktp_saksi"]);
    citizen.uploads(&["surat_keterangan_kelahiran", "buku_nikah"]);

    let changes = citizen.changes();
    assert!(changes.iter().all(|change| change.subject == ChangeSubject::NewMember && change.was.is_none()));
    assert!(!changes.iter().any(|change| change.element == Element::Nik));
    assert_eq!(citizen.will(Element::Name).as_deref(), Some("Sekar Ayu"));
    assert_eq!(citizen.will(Element::BirthDate).as_deref(), Some("2026-11-01"));
    assert_eq!(citizen.will(Element::Relation).as_deref(), Some("4"));
    assert_eq!(citizen.will(Element::Father).as_deref(), Some("Slamet"));
    assert_eq!(citizen.will(Element::Mother).as_deref(), Some("Nur'aini"));
    assert_eq!(citizen.will(Element::Blood).as_deref(), Some("13"));
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!(
        (basis.label.id.as_str(), basis.number.as_deref()),
        ("Surat keterangan kelahiran", Some("474.1/12/RSUD/2026"))
    );
}

#[test]
fn without_a_letter_and_a_record_of_marriage_statements_take_their_place() {
    let mut citizen = child_of_the_family();
    with_parents(&mut citizen)
        .answers_step("perkawinan", &[("marriage", "unrecorded")])
        .answers_step("hubungan", &[("relation", "6")])
        .answers_step("agama", &[("religion", "7")])
        .answers_step("bukti-lahir", &[("birth_proof", "statement")]);
    witnesses(&mut citizen);
    assert_eq!(citizen.slots(), ["pernyataan_kelahiran", "pernyataan_pasangan", "ktp_saksi"]);
    citizen.uploads(&["pernyataan_kelahiran"]);
    assert_eq!(
        citizen.issues(),
        [FieldIssue::new("berkas.pernyataan_pasangan", FieldError::DocumentMissing)]
    );
    citizen.uploads(&["pernyataan_pasangan"]);
    assert_eq!(citizen.changes()[0].basis.as_ref().unwrap().label.id, "Surat pernyataan F-2.03");
}

#[test]
fn a_mother_off_the_card_is_typed_and_a_father_may_be_left_out() {
    let mut citizen = child_of_the_family();
    citizen
        .answers_step("ibu", &[("mother_source", "elsewhere"), ("mother_name", "Sri Lestari")])
        .answers_step("ayah", &[("father_source", "not_named")])
        .answers_step("hubungan", &[("relation", "9")])
        .answers_step("agama", &[("religion", "3")])
        .answers_step("bukti-lahir", &[("birth_proof", "letter")])
        .answers_step("isi-bukti", LETTER);
    witnesses(&mut citizen).uploads(&["surat_keterangan_kelahiran"]);
    assert_eq!(citizen.will(Element::Mother).as_deref(), Some("Sri Lestari"));
    assert_eq!(citizen.will(Element::Father), None);
    assert!(!citizen.steps().contains(&"perkawinan".to_owned()));
}

#[test]
fn a_foundling_comes_with_a_police_report_and_no_parents() {
    let mut citizen = Citizen::at("kk-04.toml", true);
    citizen
        .answers_step("asal-anak", &[("birth_case", "foundling")])
        .answers_step("nama-anak", &[("child_name", "Budi Harapan")])
        .answers_step("jenis-kelamin", &[("child_sex", "1")])
        .answers_step(
            "waktu-lahir",
            &[("birth_date.day", "1"), ("birth_date.month", "8"), ("birth_date.year", "2026")],
        )
        .answers_step("tempat-lahir", &[("birth_place", "Kulon Progo")])
        .answers_step("hubungan", &[("relation", "11")])
        .answers_step("agama", &[("religion", "1")])
        .answers_step("isi-bukti", LETTER);
    witnesses(&mut citizen);
    assert_eq!(citizen.slots(), ["berita_acara_polisi", "ktp_saksi"]);
    citizen.uploads(&["berita_acara_polisi"]);
    assert_eq!(citizen.will(Element::Mother), None);
    assert_eq!(citizen.changes()[0].basis.as_ref().unwrap().label.id, "Berita acara kepolisian");
    let live = domain::reading::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let notices = citizen.procedure.notices_at("waktu-lahir", &live, &citizen.context);
    assert_eq!(notices.iter().map(|notice| notice.code.as_str()).collect::<Vec<_>>(), ["late_report"]);
}

#[test]
fn a_witness_is_neither_the_reporter_nor_a_parent_nor_the_other_witness() {
    let mut citizen = child_of_the_family();
    with_parents(&mut citizen)
        .answers_step("perkawinan", &[("marriage", "recorded")])
        .answers_step("hubungan", &[("relation", "4")])
        .answers_step("agama", &[("religion", "1")])
        .answers_step("bukti-lahir", &[("birth_proof", "statement")]);
    citizen.answers.set("witness1_name", "Slamet").unwrap();
    for taken in ["9901011403850001", "99.01.01-540388 0002"] {
        citizen.answers.set("witness1_nik", taken).unwrap();
        assert!(
            citizen.issues().contains(&FieldIssue::new("witness1_nik", FieldError::SamePerson)),
            "{taken}"
        );
    }
    citizen
        .answers_step("saksi-pertama", &[("witness1_name", "Darmi"), ("witness1_nik", "9901014505700004")]);
    citizen.answers.set("witness2_nik", "9901014505700004").unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("witness2_nik", FieldError::SamePerson)));
}

#[test]
fn what_was_answered_on_a_path_left_again_counts_no_more() {
    let mut citizen = child_of_the_family();
    with_parents(&mut citizen).answers_step("perkawinan", &[("marriage", "recorded")]);
    citizen.answers.set("birth_case", "foundling").unwrap();
    assert_eq!(citizen.slots(), ["berita_acara_polisi", "ktp_saksi"]);
    citizen.answers.set("witness1_nik", "9901015403880002").unwrap();
    assert!(!citizen.issues().contains(&FieldIssue::new("witness1_nik", FieldError::SamePerson)));
}

#[test]
fn the_hour_of_birth_may_be_unknown() {
    let mut citizen = Citizen::at("kk-04.toml", true);
    citizen
        .answers_step("asal-anak", &[("birth_case", "family")])
        .answers_step("nama-anak", &[("child_name", "Sekar Ayu")])
        .answers_step("jenis-kelamin", &[("child_sex", "2")])
        .answers_step(
            "waktu-lahir",
            &[("birth_date.day", "1"), ("birth_date.month", "11"), ("birth_date.year", "2026")],
        );
    assert_eq!(citizen.next(), "tempat-lahir");
}

#[test]
fn an_older_child_is_told_what_the_card_will_say() {
    let mut citizen = child_of_the_family();
    assert!(!citizen.notices("periksa").contains(&"school_child"));
    citizen.answers.set("birth_date.year", "2020").unwrap();
    assert!(citizen.notices("periksa").contains(&"school_child"));
}

#[test]
fn parents_who_are_not_married_at_all_are_told_to_name_the_mother_only() {
    let mut citizen = child_of_the_family();
    with_parents(&mut citizen).answers_step("perkawinan", &[("marriage", "neither")]);
    assert_eq!(citizen.next(), "hubungan");
    assert_eq!(citizen.notices("hubungan"), ["mother_only"]);
    assert_eq!(citizen.slots(), ["ktp_saksi"]);
    citizen.answers.set("father_source", "not_named").unwrap();
    assert_eq!(citizen.notices("hubungan"), [""; 0]);
}
