//! RP-01: the card is lost and printed again.

use super::support::Citizen;
use domain::{ChangeSubject, Element};

#[test]
fn a_lost_card_is_printed_again_on_a_police_letter() {
    for linked in [true, false] {
        let mut citizen = Citizen::at("rp-01.toml", linked);
        citizen
            .answers_step("kejadian", &[("cause", "disaster")])
            .answers_step(
                "kapan",
                &[
                    ("lost_date.day", "14"),
                    ("lost_date.month", "11"),
                    ("lost_date.year", "2026"),
                    ("lost_place", "Rumah, saat banjir"),
                ],
            )
            .answers_step(
                "polisi",
                &[
                    ("police_station", "Polsek Wates"),
                    ("police_number", "SKTLK/1/XI/2026"),
                    ("police_date.day", "16"),
                    ("police_date.month", "11"),
                    ("police_date.year", "2026"),
                ],
            );
        assert_eq!(citizen.slots().contains(&"salinan_kk"), !linked);
        let changes = citizen.uploads(&["surat_kehilangan", "ktp_el"]).changes();
        assert_eq!(changes.len(), 1);
        assert_eq!((&changes[0].subject, changes[0].element), (&ChangeSubject::Card, Element::Print));
        assert_eq!(changes[0].will, "Hilang karena bencana");
        assert_eq!(changes[0].basis.as_ref().unwrap().number.as_deref(), Some("SKTLK/1/XI/2026"));
    }
}

#[test]
fn an_electronic_card_may_need_no_police_letter_which_only_the_office_knows() {
    assert_eq!(Citizen::at("rp-01.toml", true).notices("kejadian"), ["maybe_pdf"]);
}
