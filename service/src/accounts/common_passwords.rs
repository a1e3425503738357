//! Passwords that many people use (`service/data/common-passwords.txt`, and `common-long-passwords.txt` for those as long
//! as the rule asks), and what is personal in a new one. Beside the
//! rules of `domain`, which run on the phone too and have no room for the list.
use crate::{Error, Service, entity::account};
use domain::{FieldError, Password};
use std::{collections::HashSet, sync::LazyLock};

static LIST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let long = include_str!("../../data/common-long-passwords.txt").lines();
    include_str!("../../data/common-passwords.txt").lines().chain(long).collect()
});

/// Reads a new password: the rules of `domain`, and none that many people use.
pub(super) fn parse(raw: &str, personal: &[&str]) -> Result<Password, FieldError> {
    let password = Password::parse(raw, personal)?;
    if is_common(raw) { Err(FieldError::PasswordCommon) } else { Ok(password) }
}

/// One of the list, also with digits or signs around it, or twice and more in a row.
fn is_common(raw: &str) -> bool {
    let plain = raw.to_lowercase();
    let core = plain.trim_matches(|sign: char| !sign.is_alphabetic());
    [plain.as_str(), core].into_iter().any(|word| {
        LIST.contains(word)
            || (4..=word.len() / 2).any(|length| {
                let piece = word.get(..length).filter(|_| word.len().is_multiple_of(length));
                piece.is_some_and(|piece| LIST.contains(piece) && piece.repeat(word.len() / length) == word)
            })
    })
}

impl Service {
    /// Reads a new password of the owner of `row`: nothing personal in it.
    pub(super) async fn new_password(&self, row: &account::Model, typed: &str) -> Result<Password, Error> {
        let sealer = self.sealer(row.id).await?;
        let mut personal = vec![sealer.open_text("account.name", row.id, &row.name)?];
        for (place, sealed) in [
            ("account.nik", &row.nik),
            ("account.kk_number", &row.kk_number),
            ("account.phone", &row.phone),
            ("account.email", &row.email),
        ] {
            if let Some(sealed) = sealed {
                personal.push(sealer.open_text(place, row.id, sealed)?);
            }
        }
        let parts = parts_of_numbers(&personal);
        let personal: Vec<&str> = personal.iter().chain(&parts).map(String::as_str).collect();
        parse(typed, &personal).map_err(|error| Error::field("password", error))
    }
}

/// What people take out of their numbers: the birthday and the serial of a NIK, the end of a phone number.
pub(super) fn parts_of_numbers<T: AsRef<str>>(personal: &[T]) -> Vec<String> {
    let digits = personal.iter().filter_map(|text| {
        let digits: String = text.as_ref().chars().filter(char::is_ascii_digit).collect();
        (digits.len() >= 10).then_some(digits)
    });
    let mut parts = Vec::new();
    for digits in digits {
        if digits.len() == 16 {
            parts.extend([digits[..6].to_owned(), digits[6..12].to_owned(), digits[6..].to_owned()]);
        }
        parts.push(digits[digits.len() - 8..].to_owned());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_ten_thousand_and_none_of_them_is_taken_however_it_is_stretched() {
        assert!(LIST.len() > 20_000, "{}", LIST.len());
        // Those that the rule would take but for the list: three times as many as ASVS 6.2.4 asks for.
        let long = LIST.iter().filter(|word| Password::parse(word, &[]).is_ok()).count();
        assert!(long > 9_000, "{long}");
        assert!(LIST.iter().all(|word| is_common(word) && parse(word, &[]).is_err()));
        for common in [
            "finalfantasy",
            "ghhh47hj7649",
            "JustinBieber",
            "Needforspeed!1",
            "12justinbieber34",
            "dragondragondragon",
        ] {
            assert_eq!(parse(common, &[]).err(), Some(FieldError::PasswordCommon), "{common}");
        }
        for good in ["perahu-kayu-biru-7", "layar kapal merah 9", "dragon and a blue boat"] {
            assert!(parse(good, &[]).is_ok(), "{good}");
        }
    }

    /// The meter on the page says so much, and the office shall not say otherwise.
    #[test]
    fn the_office_takes_what_the_table_of_the_meter_says_and_nothing_else() {
        let own = [
            "Siti Rahmawati",
            "9901024101900005",
            "9901020101100001",
            "+6281290000002",
            "siti.r@contoh.test",
        ];
        let parts = parts_of_numbers(&own);
        let personal: Vec<&str> = own.into_iter().chain(parts.iter().map(String::as_str)).collect();
        let table = include_str!("../../../app/browser/strength/table.tsv");
        let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()? == "!", cells.next()?))
        });
        let mut seen = 0;
        for (refused, password) in rows {
            seen += 1;
            assert_eq!(parse(password, &personal).is_err(), refused, "{password}");
        }
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn parts_of_a_nik_and_the_end_of_a_phone_number_are_personal() {
        let parts = parts_of_numbers(&["9901020101900005", "+6281290000002", "Made 1990"]);
        for part in ["990102", "010190", "0101900005", "01900005", "90000002"] {
            assert!(parts.iter().any(|known| known == part), "{part} {parts:?}");
        }
        let personal: Vec<&str> = parts.iter().map(String::as_str).collect();
        assert_eq!(parse("lahir-010190-made", &personal).err(), Some(FieldError::PasswordHasPersonal));
    }
}
