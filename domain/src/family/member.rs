//! One person on a family card.

use crate::date::{Date, from_iso, iso, iso_serde, iso_serde_option};
use crate::element::Element;
use crate::identity::{Nik, RecordedName};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A member. Codes are those of the [`CodeList`](crate::codes::CodeList) of the element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Made by us, stable.
    pub id: Uuid,
    /// `None` until issued: a newborn has none.
    pub nik: Option<Nik>,
    /// Full name.
    pub name: RecordedName,
    /// Code.
    pub sex: String,
    /// Town or regency of birth.
    pub birth_place: String,
    /// Date of birth.
    #[serde(with = "iso_serde")]
    pub birth_date: Date,
    /// Code.
    pub religion: String,
    /// Code.
    pub education: String,
    /// Code.
    pub occupation: String,
    /// Code.
    pub blood: String,
    /// Code.
    pub marital: String,
    /// Code.
    pub relation: String,
    /// Code.
    pub citizenship: String,
    /// Name of the father, or empty.
    pub father: String,
    /// Name of the mother, or empty.
    pub mother: String,
    /// When the marriage was made or ended, if the portal learned it.
    #[serde(default, with = "iso_serde_option")]
    pub marital_date: Option<Date>,
    /// Number of the passport, or empty.
    #[serde(default)]
    pub passport: String,
    /// Number of the KITAP, or empty.
    #[serde(default)]
    pub kitap: String,
}

impl Member {
    /// The stored value of an element; `None` when it has none.
    pub fn get(&self, element: Element) -> Option<String> {
        let text = match element {
            Element::Name => self.name.as_str(),
            Element::Nik => self.nik.as_ref()?.as_str(),
            Element::Sex => &self.sex,
            Element::BirthPlace => &self.birth_place,
            Element::BirthDate => return Some(iso(self.birth_date)),
            Element::Religion => &self.religion,
            Element::Education => &self.education,
            Element::Occupation => &self.occupation,
            Element::Blood => &self.blood,
            Element::Marital => &self.marital,
            Element::Relation => &self.relation,
            Element::Citizenship => &self.citizenship,
            Element::Father => &self.father,
            Element::Mother => &self.mother,
            Element::MaritalDate => return self.marital_date.map(iso),
            Element::Passport => &self.passport,
            Element::Kitap => &self.kitap,
            Element::Address
            | Element::Rt
            | Element::Rw
            | Element::Village
            | Element::District
            | Element::Postcode
            | Element::Membership
            | Element::Print => "",
        };
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Gives an element another stored value. Answers whether it is one: a date that is none, or an element
    /// that no member has, changes nothing.
    #[must_use]
    pub fn set(&mut self, element: Element, value: &str) -> bool {
        let text = match element {
            Element::Name => return put(&mut self.name, RecordedName::parse(value).ok()),
            Element::Nik => return put(&mut self.nik, Nik::parse(value).ok().map(Some)),
            Element::BirthDate => return put(&mut self.birth_date, from_iso(value)),
            Element::MaritalDate => return put(&mut self.marital_date, from_iso(value).map(Some)),
            Element::Sex => &mut self.sex,
            Element::BirthPlace => &mut self.birth_place,
            Element::Religion => &mut self.religion,
            Element::Education => &mut self.education,
            Element::Occupation => &mut self.occupation,
            Element::Blood => &mut self.blood,
            Element::Marital => &mut self.marital,
            Element::Relation => &mut self.relation,
            Element::Citizenship => &mut self.citizenship,
            Element::Passport => &mut self.passport,
            Element::Kitap => &mut self.kitap,
            Element::Father => &mut self.father,
            Element::Mother => &mut self.mother,
            Element::Address
            | Element::Rt
            | Element::Rw
            | Element::Village
            | Element::District
            | Element::Postcode
            | Element::Membership
            | Element::Print => return false,
        };
        value.clone_into(text);
        true
    }

    /// Whether this is the head of family.
    pub fn is_head(&self) -> bool {
        self.relation == "1"
    }

    /// Husband or wife of the head.
    pub fn is_spouse(&self) -> bool {
        matches!(self.relation.as_str(), "2" | "3")
    }

    /// Married, recorded or not.
    pub fn is_married(&self) -> bool {
        matches!(self.marital.as_str(), "2" | "3")
    }

    /// Divorced, recorded or not.
    pub fn is_divorced(&self) -> bool {
        matches!(self.marital.as_str(), "4" | "5")
    }

    /// Married now or once.
    pub fn was_ever_married(&self) -> bool {
        !matches!(self.marital.as_str(), "" | "1")
    }
}

fn put<V>(place: &mut V, value: Option<V>) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}
