//! The head of a card as typed by a citizen whose account is not linked yet.

use super::{FamilyCard, Member};
use crate::field_error::{FieldError, FieldIssue};
use crate::identity::KkNumber;
use serde::{Deserialize, Serialize};

/// Raw fields of the card; the names are those of the inputs.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardForm {
    /// KK number.
    pub number: String,
    /// Street or hamlet.
    pub address: String,
    /// Up to three digits; empty becomes `000`.
    pub rt: String,
    /// Up to three digits; empty becomes `000`.
    pub rw: String,
    /// Kemendagri code of the village; may be empty.
    pub village_code: String,
    /// Desa or kelurahan.
    pub village: String,
    /// Kecamatan.
    pub district: String,
    /// May be empty.
    pub postcode: String,
}

impl CardForm {
    /// Reads all fields and joins them with members that were read before.
    ///
    /// # Errors
    /// Every issue of every field, in the order of the form; `SameAsKkNumber` when a member's NIK was typed as
    /// the number of the card.
    pub fn parse(&self, members: Vec<Member>) -> Result<FamilyCard, Vec<FieldIssue>> {
        let mut issues = Vec::new();
        let number = KkNumber::parse(&self.number).and_then(|number| {
            let mut niks = members.iter().filter_map(|member| member.nik.as_ref());
            niks.try_for_each(|nik| number.differs_from(nik)).map(|()| number)
        });
        let number = keep("number", number, &mut issues);
        let address = keep("address", line(&self.address, 120), &mut issues).unwrap_or_default();
        let rt = keep("rt", three_digits(&self.rt), &mut issues).unwrap_or_default();
        let rw = keep("rw", three_digits(&self.rw), &mut issues).unwrap_or_default();
        let village = keep("village", line(&self.village, 60), &mut issues).unwrap_or_default();
        let district = keep("district", line(&self.district, 60), &mut issues).unwrap_or_default();
        let postcode = keep("postcode", postcode(&self.postcode), &mut issues).unwrap_or_default();
        if !issues.is_empty() {
            return Err(issues);
        }
        let village_code = Some(self.village_code.trim().to_owned()).filter(|code| !code.is_empty());
        Ok(FamilyCard { number, address, rt, rw, village_code, village, district, postcode, members })
    }

    /// The form of a card, to change it.
    pub fn of(card: &FamilyCard) -> Self {
        Self {
            number: card.number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default(),
            address: card.address.clone(),
            rt: card.rt.clone(),
            rw: card.rw.clone(),
            village_code: card.village_code.clone().unwrap_or_default(),
            village: card.village.clone(),
            district: card.district.clone(),
            postcode: card.postcode.clone(),
        }
    }
}

impl core::fmt::Debug for CardForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("CardForm")
    }
}

fn keep<V>(field: &str, read: Result<V, FieldError>, issues: &mut Vec<FieldIssue>) -> Option<V> {
    read.map_err(|error| issues.push(FieldIssue::new(field, error))).ok()
}

/// One line of text, rows of spaces made one.
pub(super) fn line(raw: &str, max: u16) -> Result<String, FieldError> {
    let tidy = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    match tidy.chars().count() {
        0 => Err(FieldError::Missing),
        n if n > usize::from(max) => Err(FieldError::TooLong { max }),
        _ => Ok(tidy),
    }
}

fn three_digits(raw: &str) -> Result<String, FieldError> {
    let raw = raw.trim();
    let fits = raw.len() <= 3 && raw.bytes().all(|b| b.is_ascii_digit());
    if fits { Ok(format!("{raw:0>3}")) } else { Err(FieldError::NotAnRtRw) }
}

fn postcode(raw: &str) -> Result<String, FieldError> {
    let raw = raw.trim();
    let fits = raw.is_empty() || (raw.len() == 5 && raw.bytes().all(|b| b.is_ascii_digit()));
    if fits { Ok(raw.to_owned()) } else { Err(FieldError::NotAPostcode) }
}
