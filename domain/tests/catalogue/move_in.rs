//! MV-03: coming from another regency or city.

use super::newcomer::{address, as_told, joins, new_member, told};
use super::support::Citizen;
use domain::{ChangeSubject, Element, FieldError, FieldIssue};
use time::macros::date;

fn comes(way: &str, dwelling: &str, id_card: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("mv-03.toml", linked);
    citizen
        .answers_step("kartu", &[("way", way)])
        .answers_step(
            "asal",
            &[("origin.regency", "Kabupaten Sleman"), ("origin.province", "Daerah Istimewa Yogyakarta")],
        )
        .answers_step(
            "skpwni",
            &[
                ("skpwni_number", "SKPWNI/3404/12"),
                ("skpwni_date.day", "5"),
                ("skpwni_date.month", "11"),
                ("skpwni_date.year", "2026"),
            ],
        );
    joins(&mut citizen, "1995", (way != "new_card").then_some("9"));
    if way != "along" {
        citizen.answers_step("rumah", &[("dwelling", dwelling)]);
    }
    if way == "new_card" {
        address(&mut citizen);
    }
    citizen.answers_step("kartu-identitas", &[("id_card", id_card)]);
    citizen
}

#[test]
fn the_head_of_a_new_card_brings_an_address() {
    let mut citizen = comes("new_card", "own", "ktp_el", false);
    assert_eq!(citizen.slots(), ["skpwni", "ktp_el"]);
    let changes = citizen.uploads(&["skpwni", "ktp_el"]).changes();
    assert_eq!((&changes[0].subject, changes[0].element), (&ChangeSubject::Card, Element::Address));
    let address: Vec<_> = changes[..5].iter().map(|change| change.will.as_str()).collect();
    assert_eq!(address, ["Jalan Melati 5", "003", "012", "Giripeni", "Wates"]);
    assert_eq!(new_member(&changes), as_told("1995-06-15", "1"));
    assert!(changes[5..].iter().all(|change| change.was.is_none()));
    let basis = changes[5].basis.as_ref().unwrap();
    assert_eq!(basis.label.id, "Surat pindah (SKPWNI)");
    assert_eq!((basis.number.as_deref(), basis.date), (Some("SKPWNI/3404/12"), Some(date!(2026 - 11 - 05))));
}

#[test]
fn who_comes_along_is_asked_for_neither_house_nor_address() {
    let mut citizen = comes("along", "", "kia", false);
    assert_eq!(citizen.slots(), ["skpwni", "kia"]);
    let changes = citizen.uploads(&["skpwni", "kia"]).changes();
    assert_eq!(new_member(&changes), as_told("1995-06-15", "9"));
    assert_eq!(changes.len(), 14);
}

#[test]
fn who_joins_a_card_is_accepted_by_its_head_and_by_the_owner_of_the_house() {
    let slots = |dwelling, linked| {
        comes("join", dwelling, "none", linked).slots().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(slots("own", true), ["skpwni", "pernyataan_menerima"]);
    assert_eq!(slots("rented", true), ["skpwni", "pernyataan_menerima", "persetujuan_alamat"]);
    assert_eq!(
        slots("other_house", false),
        ["skpwni", "pernyataan_menerima", "persetujuan_alamat", "kartu_keluarga"]
    );
    let mut citizen = comes("join", "own", "none", true);
    let changes = citizen.uploads(&["skpwni", "pernyataan_menerima"]).changes();
    assert_eq!(new_member(&changes), as_told("1995-06-15", "9"));
}

#[test]
fn a_rented_house_for_a_new_card_needs_its_owner_only() {
    assert_eq!(comes("new_card", "rented", "none", false).slots(), ["skpwni", "persetujuan_alamat"]);
}

#[test]
fn it_can_begin_without_a_card() {
    let mut citizen = comes("new_card", "own", "none", false);
    assert!(!citizen.procedure.needs_card);
    citizen.context.members.clear();
    citizen.uploads(&["skpwni"]);
    assert_eq!(new_member(&citizen.changes()), as_told("1995-06-15", "1"));
}

#[test]
fn an_old_letter_is_told_and_no_hindrance_but_one_of_tomorrow_is_wrong() {
    let mut citizen = comes("along", "", "none", true);
    // Whoever has no letter yet reads where to ask for one.
    assert_eq!(told(&citizen, "skpwni"), ["no_letter_yet"]);
    citizen.answers.set_date("skpwni_date", date!(2026 - 10 - 01)).unwrap();
    assert_eq!(told(&citizen, "skpwni"), ["skpwni_validity", "no_letter_yet"]);
    assert_eq!(citizen.next(), "berkas");
    citizen.answers.set_date("skpwni_date", date!(2026 - 11 - 23)).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("skpwni_date", FieldError::FutureDate)));
    assert_eq!(citizen.next(), "skpwni");
}
