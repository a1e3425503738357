//! The head of a family card as typed: number, address, area.

use super::FamilyCard;
use crate::field_error::{FieldError, FieldIssue};
use crate::identity::KkNumber;
use serde::{Deserialize, Serialize};

/// Raw fields of a card's head; the names are those of the inputs.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardForm {
    /// Number of the card.
    pub kk_number: String,
    /// Street, hamlet or block.
    pub address: String,
    /// RT, up to three digits; may be empty where there is none.
    pub rt: String,
    /// RW, up to three digits; may be empty where there is none.
    pub rw: String,
    /// Desa or kelurahan.
    pub village: String,
    /// Kecamatan.
    pub district: String,
    /// Five digits; may be empty.
    pub postcode: String,
}

impl CardForm {
    /// Reads the head; the members of `old` are kept.
    ///
    /// # Errors
    /// Every issue of every field, in the order of the form.
    pub fn parse(&self, old: Option<FamilyCard>) -> Result<FamilyCard, Vec<FieldIssue>> {
        let mut issues = Vec::new();
        let mut keep = |field: &str, parsed: Result<String, FieldError>| {
            parsed.map_err(|error| issues.push(FieldIssue::new(field, error))).unwrap_or_default()
        };
        let number = KkNumber::parse(&self.kk_number);
        keep("kk_number", number.clone().map(|_| String::new()));
        let address = keep("address", words(&self.address, 120));
        let rt = keep("rt", three_digits(&self.rt));
        let rw = keep("rw", three_digits(&self.rw));
        let village = keep("village", words(&self.village, 60));
        let district = keep("district", words(&self.district, 60));
        let postcode = keep("postcode", postcode(&self.postcode));
        match (number, issues.is_empty()) {
            (Ok(number), true) => Ok(FamilyCard {
                number: Some(number),
                address,
                rt,
                rw,
                village_code: None,
                village,
                district,
                postcode,
                members: old.map(|card| card.members).unwrap_or_default(),
            }),
            _ => Err(issues),
        }
    }

    /// The form of a card, to change it.
    pub fn of(card: &FamilyCard) -> Self {
        Self {
            kk_number: card.number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default(),
            address: card.address.clone(),
            rt: card.rt.clone(),
            rw: card.rw.clone(),
            village: card.village.clone(),
            district: card.district.clone(),
            postcode: card.postcode.clone(),
        }
    }
}

fn words(raw: &str, max: u16) -> Result<String, FieldError> {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        Err(FieldError::Missing)
    } else if text.chars().count() > usize::from(max) {
        Err(FieldError::TooLong { max })
    } else {
        Ok(text)
    }
}

/// RT and RW print as three digits; "000" where there is none.
fn three_digits(raw: &str) -> Result<String, FieldError> {
    let raw = raw.trim();
    if raw.len() > 3 || !raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldError::NotAnRtRw);
    }
    Ok(format!("{raw:0>3}"))
}

fn postcode(raw: &str) -> Result<String, FieldError> {
    let raw = raw.trim();
    let five = raw.len() == 5 && raw.bytes().all(|byte| byte.is_ascii_digit());
    if raw.is_empty() || five { Ok(raw.to_owned()) } else { Err(FieldError::NotAPostcode) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> CardForm {
        CardForm {
            kk_number: "9901010101200001".into(),
            address: "Dusun  Kemiri".into(),
            rt: "3".into(),
            rw: String::new(),
            village: "Contohsari".into(),
            district: "Contoh".into(),
            postcode: "55581".into(),
        }
    }

    #[test]
    fn a_card_comes_back_as_it_was_typed_with_rt_and_rw_padded() {
        let card = form().parse(None).unwrap_or_else(|issues| unreachable!("{issues:?}"));
        assert_eq!((card.rt.as_str(), card.rw.as_str(), card.address.as_str()), ("003", "000", "Dusun Kemiri"));
        assert_eq!(CardForm::of(&card).parse(None).as_ref(), Ok(&card));
    }

    #[test]
    fn each_wrong_field_is_named() {
        let wrong = CardForm { rt: "12a".into(), postcode: "5558".into(), village: " ".into(), ..form() };
        let fields: Vec<String> =
            wrong.parse(None).map_or_else(|issues| issues.into_iter().map(|issue| issue.field).collect(), |_| Vec::new());
        assert_eq!(fields, ["rt", "village", "postcode"]);
    }
}
