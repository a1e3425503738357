//! KK-05: somebody of another card in the same region joins this one.

use super::newcomer::{as_told, joins, new_member, told};
use super::support::Citizen;
use domain::{FieldError, FieldIssue};
use time::macros::date;

fn guest(born: &str, parent_here: Option<&str>, dwelling: &str, linked: bool) -> Citizen {
    let mut citizen = Citizen::at("kk-05.toml", linked);
    citizen.answers_step("kartu-asal", &[("former_card", "9901010101200009")]);
    joins(&mut citizen, born, Some("9"));
    if let Some(answer) = parent_here {
        citizen.answers_step("orang-tua-serumah", &[("parent_here", answer)]);
    }
    citizen.answers_step("rumah", &[("dwelling", dwelling)]);
    citizen
}

#[test]
fn the_former_card_and_the_word_of_the_head_are_enough() {
    let mut citizen = guest("1995", None, "own", true);
    assert_eq!(citizen.slots(), ["kartu_keluarga_asal", "pernyataan_menerima"]);
    let changes = citizen.uploads(&["kartu_keluarga_asal", "pernyataan_menerima"]).changes();
    assert_eq!(new_member(&changes), as_told("1995-06-15", "9"));
    assert!(changes.iter().all(|change| change.was.is_none()));
    let basis = changes[0].basis.as_ref().unwrap();
    assert_eq!(
        (basis.label.id.as_str(), basis.number.as_deref()),
        ("Kartu Keluarga asal", Some("9901010101200009"))
    );
    assert_eq!(told(&citizen, "periksa"), ["one_each"]);
}

#[test]
fn a_house_of_others_and_a_child_without_parents_need_more() {
    for dwelling in ["rented", "other_house"] {
        let citizen = guest("1995", None, dwelling, false);
        assert_eq!(
            citizen.slots(),
            ["kartu_keluarga_asal", "pernyataan_menerima", "persetujuan_alamat", "kartu_keluarga"]
        );
    }
    let orphan = guest("2015", Some("no"), "own", true);
    assert_eq!(orphan.slots(), ["kartu_keluarga_asal", "pernyataan_menerima", "kuasa_pengasuhan"]);
    let child = guest("2015", Some("yes"), "own", true);
    assert_eq!(child.slots(), ["kartu_keluarga_asal", "pernyataan_menerima"]);
}

#[test]
fn parents_are_asked_for_until_the_seventeenth_birthday() {
    let mut citizen = guest("1995", None, "own", true);
    let asked = |citizen: &Citizen| citizen.steps().contains(&"orang-tua-serumah".to_owned());
    for (born, child) in [(date!(2009 - 11 - 23), true), (date!(2009 - 11 - 20), false)] {
        citizen.answers.set_date("birth_date", born).unwrap();
        assert_eq!(asked(&citizen), child, "{born}");
    }
}

#[test]
fn the_head_cannot_join_and_nobody_is_born_tomorrow() {
    let mut citizen = guest("1995", None, "own", true);
    citizen.uploads(&["kartu_keluarga_asal", "pernyataan_menerima"]);
    citizen.answers.set("relation", "1").unwrap();
    assert_eq!(citizen.issues(), [FieldIssue::new("relation", FieldError::NotInList)]);
    citizen.answers.set("relation", "9").unwrap();
    citizen.answers.set_date("birth_date", date!(2026 - 11 - 23)).unwrap();
    assert!(citizen.issues().contains(&FieldIssue::new("birth_date", FieldError::FutureDate)));
}
