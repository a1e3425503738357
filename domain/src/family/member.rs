//! One person on a family card.

use crate::date::{Date, iso, iso_serde};
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
            Element::MaritalDate
            | Element::Passport
            | Element::Kitap
            | Element::Address
            | Element::Membership
            | Element::Print => "",
        };
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Whether this is the head of family.
    pub fn is_head(&self) -> bool {
        self.relation == "1"
    }

    /// Married, recorded or not.
    pub fn is_married(&self) -> bool {
        matches!(self.marital.as_str(), "2" | "3")
    }

    /// Married now or once.
    pub fn was_ever_married(&self) -> bool {
        !matches!(self.marital.as_str(), "" | "1")
    }
}
