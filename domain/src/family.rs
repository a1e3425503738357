//! The family card and its members, as last known to the portal (UU 23/2006 Ps 61).

mod card_form;
mod card_warnings;
mod member;
mod member_form;
mod member_view;
mod relative;

pub use card_form::CardForm;
pub use card_warnings::{FamilyWarning, Severity, WarningCode, warnings};
pub use member::Member;
pub use member_form::MemberForm;
pub use member_view::MemberView;

use crate::element::Element;
use crate::identity::KkNumber;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A family card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyCard {
    /// Its number; `None` for a card that is not issued yet.
    pub number: Option<KkNumber>,
    /// Street or hamlet.
    pub address: String,
    /// RT, three digits.
    pub rt: String,
    /// RW, three digits.
    pub rw: String,
    /// Kemendagri code of the village, dotted.
    pub village_code: Option<String>,
    /// Desa or kelurahan, as printed.
    pub village: String,
    /// Kecamatan, as printed.
    pub district: String,
    /// Five digits, or empty.
    pub postcode: String,
    /// The members in the order of the card.
    pub members: Vec<Member>,
}

impl FamilyCard {
    /// A card on which nothing stands yet.
    pub const fn blank() -> Self {
        Self {
            number: None,
            address: String::new(),
            rt: String::new(),
            rw: String::new(),
            village_code: None,
            village: String::new(),
            district: String::new(),
            postcode: String::new(),
            members: Vec::new(),
        }
    }

    /// The member with this id.
    pub fn member(&self, id: Uuid) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// The head of family: the first member with relation 1.
    pub fn head(&self) -> Option<&Member> {
        self.members.iter().find(|member| member.is_head())
    }

    /// The stored value of an element of the card itself; `None` when it has none.
    pub fn get(&self, element: Element) -> Option<String> {
        let text = match element {
            Element::Address => &self.address,
            Element::Rt => &self.rt,
            Element::Rw => &self.rw,
            Element::Village => &self.village,
            Element::District => &self.district,
            Element::Postcode => &self.postcode,
            _ => return None,
        };
        (!text.is_empty()).then(|| text.clone())
    }

    /// Gives an element of the card itself another value. Answers whether the card has such an element. What the
    /// portal no longer knows with another village goes: its code and its postcode.
    #[must_use]
    pub fn set(&mut self, element: Element, value: &str) -> bool {
        let moves = matches!(element, Element::Village | Element::District)
            && self.get(element).is_none_or(|before| before != value);
        let text = match element {
            Element::Address => &mut self.address,
            Element::Rt => &mut self.rt,
            Element::Rw => &mut self.rw,
            Element::Village => &mut self.village,
            Element::District => &mut self.district,
            Element::Postcode => &mut self.postcode,
            _ => return false,
        };
        value.clone_into(text);
        if moves {
            self.village_code = None;
            self.postcode.clear();
        }
        true
    }

    /// Its elements by name, as far as they have a value.
    pub fn elements(&self) -> BTreeMap<Element, String> {
        let value = |element: Element| self.get(element).map(|value| (element, value));
        Element::OF_CARD.into_iter().filter_map(value).collect()
    }

    /// The members as shown to the citizen, NIK masked.
    pub fn views(&self) -> Vec<MemberView> {
        self.members.iter().map(MemberView::of).collect()
    }
}
