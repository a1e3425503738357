//! KK-01: a member marries and gets a card with the spouse.

use super::newcomer::{ADDRESS, address, new_card};
use super::support::{CHILD, Citizen, FATHER, MOTHER};
use domain::{ChangeSubject, Element, FieldError, FieldIssue, code_for};

const DOCUMENT: &[(&str, &str)] = &[
    ("proof_number", "0123/045/VI/2026"),
    ("proof_date.day", "10"),
    ("proof_date.month", "6"),
    ("proof_date.year", "2026"),
];

const WEDDING: &[(&str, &str)] =
    &[("marriage_date.day", "5"), ("marriage_date.month", "6"), ("marriage_date.year", "2026")];

fn groom(linked: bool, spouse_card: &str) -> Citizen {
    let mut citizen = Citizen::at("kk-01.toml", linked);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("pasangan", &[("spouse_card", spouse_card)])
        .answers_step("data-pasangan", &[("spouse_name", "Sekar Ayu"), ("spouse_nik", "9902014505090004")]);
    spouse_told(&mut citizen);
    citizen
}

/// What the card of the spouse says.
fn spouse_told(citizen: &mut Citizen) {
    citizen.answers.set("spouse_father", "Karto").unwrap();
    citizen
        .answers_step(
            "kelahiran-pasangan",
            &[
                ("spouse_birth_place", "Sleman"),
                ("spouse_birth_date.day", "5"),
                ("spouse_birth_date.month", "5"),
                ("spouse_birth_date.year", "2005"),
            ],
        )
        .answers_step(
            "kartu-pasangan",
            &[("spouse_religion", "1"), ("spouse_education", "5"), ("spouse_occupation", "15")],
        );
}

/// Of the members of the present card, what becomes of whom.
fn becomes_here(citizen: &Citizen) -> Vec<(uuid::Uuid, Element, String)> {
    citizen.becomes().into_iter().filter(|(who, ..)| !who.is_nil()).collect()
}

#[test]
fn the_spouse_from_another_card_comes_onto_the_new_one_with_all_that_it_says() {
    for (head, led_by, spouse) in [("member", "Bagas Wirayuda", "3"), ("spouse", "Sekar Ayu", "1")] {
        let mut citizen = groom(true, "same_region");
        citizen
            .answers_step("bukti-kawin", &[("marriage", "book")])
            .answers_step("isi-akta", DOCUMENT)
            .answers_step("tanggal-kawin", WEDDING)
            .answers_step("pernah-cerai", &[("divorced", "no")])
            .answers_step("anak", &[("children_join", "no")])
            .answers_step("kepala-keluarga", &[("new_head", head)])
            .answers_step("alamat", &[("address_kind", "this_card")])
            .uploads(&["buku_nikah", "kartu_keluarga_pasangan"]);
        let after =
            domain::outcome(&super::support::card(&citizen.context), &citizen.changes(), uuid::Uuid::max());
        let after = after.unwrap();
        let apart = after.apart.unwrap();
        assert_eq!(apart.head().map(|head| head.name.as_str()), Some(led_by));
        assert_eq!(apart.members.len(), 2);
        let bride = apart.member(uuid::Uuid::max()).unwrap();
        assert_eq!((bride.sex.as_str(), bride.relation.as_str(), bride.marital.as_str()), ("2", spouse, "2"));
        assert_eq!((bride.father.as_str(), bride.citizenship.as_str()), ("Karto", "WNI"));
        assert_eq!(after.stays.members.len(), 2, "the parents stay, and nobody comes to them");
        assert_eq!(citizen.findings(), [""; 0]);
    }
}

fn home(citizen: &mut Citizen) -> &mut Citizen {
    citizen
        .answers_step("kepala-keluarga", &[("new_head", "member")])
        .answers_step("alamat", &[("address_kind", "this_card")])
}

#[test]
fn a_marriage_book_takes_the_member_to_a_new_card() {
    let mut citizen = groom(true, "same_region");
    citizen
        .answers_step("bukti-kawin", &[("marriage", "book")])
        .answers_step("isi-akta", DOCUMENT)
        .answers_step("tanggal-kawin", WEDDING)
        .answers_step("pernah-cerai", &[("divorced", "no")])
        .answers_step("anak", &[("children_join", "no")]);
    home(&mut citizen);
    assert_eq!(citizen.slots(), ["buku_nikah", "kartu_keluarga_pasangan"]);
    citizen.uploads(&["buku_nikah", "kartu_keluarga_pasangan"]);
    assert_eq!(
        becomes_here(&citizen),
        [
            (CHILD, Element::Marital, "2".into()),
            (CHILD, Element::MaritalDate, "2026-06-05".into()),
            (CHILD, Element::Membership, "own_card".into()),
            (CHILD, Element::Relation, "1".into()),
        ]
    );
    let changes = citizen.changes();
    assert_eq!(changes[0].was.as_deref(), Some("1"));
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!((basis.label.id.as_str(), basis.number.as_deref()), ("Buku nikah", Some("0123/045/VI/2026")));
}

#[test]
fn a_spouse_from_elsewhere_a_divorce_and_a_certificate_bring_their_papers() {
    let mut citizen = groom(false, "other_region");
    citizen
        .answers_step("bukti-kawin", &[("marriage", "certificate")])
        .answers_step("isi-akta", DOCUMENT)
        .answers_step("tanggal-kawin", WEDDING)
        .answers_step("pernah-cerai", &[("divorced", "yes")])
        .answers_step("anak", &[("children_join", "no")]);
    home(&mut citizen);
    assert_eq!(
        citizen.slots(),
        [
            "akta_perkawinan",
            "akta_cerai",
            "pernyataan_cerai",
            "surat_pindah",
            "kartu_keluarga_pasangan",
            "kartu_keluarga"
        ]
    );
    citizen.uploads(&["akta_perkawinan", "surat_pindah", "kartu_keluarga_pasangan", "kartu_keluarga"]);
    assert_eq!(citizen.issues(), [FieldIssue::new("berkas.akta_cerai", FieldError::DocumentMissing)]);
    // An unrecorded divorce has no certificate.
    citizen.uploads(&["pernyataan_cerai"]);
    assert_eq!(citizen.issues(), []);
}

fn unrecorded(both_19: &str, earlier_wife: &str) -> Citizen {
    let mut citizen = groom(true, "same_region");
    citizen
        .answers_step("bukti-kawin", &[("marriage", "unrecorded")])
        .answers_step("usia", &[("both_19", both_19)])
        .answers_step("istri-terdahulu", &[("earlier_wife", earlier_wife)])
        .answers_step("saksi-pertama", &[("witness1_name", "Darmi"), ("witness1_nik", "9901014505700005")])
        .answers_step(
            "saksi-kedua",
            &[("witness2_name", "Joko Susilo"), ("witness2_nik", "9901010506720006")],
        )
        .answers_step("pernah-cerai", &[("divorced", "no")])
        .answers_step("anak", &[("children_join", "no")]);
    home(&mut citizen);
    citizen
}

#[test]
fn an_unrecorded_marriage_rests_on_a_statement_and_has_another_status() {
    let mut citizen = unrecorded("yes", "no");
    assert_eq!(citizen.slots(), ["pernyataan_kawin", "kartu_keluarga_pasangan"]);
    citizen.uploads(&["pernyataan_kawin", "kartu_keluarga_pasangan"]);
    assert_eq!(
        becomes_here(&citizen),
        [
            (CHILD, Element::Marital, "3".into()),
            (CHILD, Element::Membership, "own_card".into()),
            (CHILD, Element::Relation, "1".into()),
        ]
    );
    assert_eq!(citizen.changes()[0].basis.as_ref().unwrap().label.id, "Surat pernyataan F-1.05");
    let notices = citizen.procedure.notices_at("berkas", &citizen.answers, &citizen.context);
    assert_eq!(notices.iter().map(|notice| notice.code.as_str()).collect::<Vec<_>>(), ["not_a_legalisation"]);
}

#[test]
fn under_19_and_an_earlier_wife_bring_more_papers() {
    assert_eq!(
        unrecorded("no", "yes").slots(),
        ["pernyataan_kawin", "dispensasi_pengadilan", "izin_istri", "kartu_keluarga_pasangan"]
    );
}

#[test]
fn both_of_this_card_and_a_child_leave_together() {
    let mut citizen = Citizen::at("kk-01.toml", true);
    citizen
        .answers_step("anggota", &[("member", &MOTHER.to_string())])
        .answers_step("pasangan", &[("spouse_card", "this_card"), ("spouse", &FATHER.to_string())])
        .answers_step("bukti-kawin", &[("marriage", "book")])
        .answers_step("isi-akta", DOCUMENT)
        .answers_step("tanggal-kawin", WEDDING)
        .answers_step("pernah-cerai", &[("divorced", "no")])
        .answers_step("anak", &[("children_join", "yes")])
        .answers_step("anak-ikut", &[(&code_for("joins", CHILD), "yes")])
        .answers_step("kepala-keluarga", &[("new_head", "spouse")])
        .answers_step("alamat", &[("address_kind", "other")]);
    address(&mut citizen);
    assert_eq!(citizen.slots(), ["buku_nikah"]);
    citizen.uploads(&["buku_nikah"]);
    assert_eq!(new_card(&citizen.changes()), ADDRESS);
    let of_old_card = |change: &domain::Change| change.subject == ChangeSubject::Card;
    assert!(!citizen.changes().iter().any(of_old_card), "those who stay keep their address");
    let leave: Vec<_> =
        citizen.becomes().into_iter().filter(|(_, element, _)| *element == Element::Membership).collect();
    assert_eq!(leave.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), [MOTHER, FATHER, CHILD]);
}

#[test]
fn nobody_marries_themselves_or_is_their_own_witness() {
    let mut citizen = Citizen::at("kk-01.toml", true);
    citizen.answers_step("anggota", &[("member", &CHILD.to_string())]);
    citizen.answers.set("spouse_card", "this_card").unwrap();
    citizen.answers.set("spouse", CHILD.to_string()).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("spouse", FieldError::SamePerson)));

    let mut citizen = unrecorded("yes", "no");
    citizen.answers.set("witness1_nik", "9902014505090004").unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("witness1_nik", FieldError::SamePerson)));
}

#[test]
fn a_spouse_on_no_card_yet_has_no_papers_of_a_card_and_perhaps_no_nik() {
    let mut citizen = Citizen::at("kk-01.toml", true);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("pasangan", &[("spouse_card", "no_card")])
        .answers_step("data-pasangan", &[("spouse_name", "Anna Smith")]);
    spouse_told(&mut citizen);
    citizen
        .answers_step("bukti-kawin", &[("marriage", "certificate")])
        .answers_step("isi-akta", DOCUMENT)
        .answers_step("tanggal-kawin", WEDDING)
        .answers_step("pernah-cerai", &[("divorced", "no")])
        .answers_step("anak", &[("children_join", "no")]);
    home(&mut citizen);
    assert_eq!(citizen.slots(), ["akta_perkawinan"]);
    citizen.answers.set("spouse_nik_if_any", "9901011403080003").unwrap();
    assert_eq!(citizen.issues()[0], FieldIssue::new("spouse_nik_if_any", FieldError::SamePerson));
}
