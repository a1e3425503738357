//! Answers that several tests give: a lost card, and a birth.
use super::House;
use domain::FieldError;
use service::{Actor, Error};

/// A card that was lost, RP-01.
pub const LOST: [(&str, &str); 10] = [
    ("cause", "lost"),
    ("lost_date.day", "3"),
    ("lost_date.month", "5"),
    ("lost_date.year", "2026"),
    ("lost_place", "Pasar Contoh"),
    ("police_station", "Polsek Contoh"),
    ("police_number", "SKTLK/99/V/2026"),
    ("police_date.day", "4"),
    ("police_date.month", "5"),
    ("police_date.year", "2026"),
];

impl House {
    /// Sends the loss of a card; its number.
    pub async fn lost_card(&self, citizen: &Actor) -> String {
        self.sends(citizen, "RP-01", &LOST).await.unwrap()
    }

    /// Sends the birth of `name` on a day of November 2026; its number.
    pub async fn birth(&self, citizen: &Actor, name: &str, day: &str) -> String {
        let answers = [
            ("birth_case", "family"),
            ("child_name", name),
            ("child_sex", "2"),
            ("birth_date.day", day),
            ("birth_date.month", "11"),
            ("birth_date.year", "2026"),
            ("birth_time", "07.30"),
            ("place_kind", "hospital"),
            ("birth_place", "Kulon Progo"),
            ("birth_kind", "single"),
            ("birth_order", "2"),
            ("helper", "midwife"),
            ("mother_source", "elsewhere"),
            ("mother_name", "Sri Lestari"),
            ("father_source", "not_named"),
            ("relation", "4"),
            ("religion", "1"),
            ("birth_proof", "letter"),
            ("proof_number", "474.1/12/RSUD/2026"),
            ("proof_date.day", "20"),
            ("proof_date.month", "11"),
            ("proof_date.year", "2026"),
            ("witness1_name", "Darmi"),
            ("witness1_nik", "9901014505700004"),
            ("witness2_name", "Joko Susilo"),
            ("witness2_nik", "9901010506720005"),
        ];
        self.sends(citizen, "KK-04", &answers).await.unwrap()
    }
}

/// How many tries are told to be left.
pub fn left<T>(outcome: &Result<T, Error>) -> Option<u16> {
    let Err(Error::Fields(issues)) = outcome else { return None };
    match issues[0].error {
        FieldError::CodeWrong { tries_left } => Some(tries_left),
        _ => None,
    }
}
