//! A member as the device of the citizen may know it.

use super::card_warnings::ADULT;
use super::member::Member;
use crate::date::{Date, age_on, from_iso};
use crate::element::Element;
use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A member for choosing and comparing, NIK masked.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MemberView {
    /// The member's id.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// `3404••••••••0001`, or empty.
    pub nik_masked: String,
    /// Stored values by element. [`Element::Nik`] is there only on the server.
    pub elements: BTreeMap<Element, String>,
}

through_tree!(MemberView);

impl FromTree for MemberView {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let view = Self {
            id: record.take("id"),
            name: record.take("name"),
            nik_masked: record.take("nik_masked"),
            elements: record.take("elements"),
        };
        record.finish("a member").map(|()| view)
    }
}

impl MemberView {
    /// The view of a member without the NIK.
    pub fn of(member: &Member) -> Self {
        let value = |element: Element| member.get(element).map(|value| (element, value));
        Self {
            id: member.id,
            name: member.name.as_str().to_owned(),
            nik_masked: member.nik.as_ref().map(crate::identity::Nik::masked).unwrap_or_default(),
            elements: Element::ALL.into_iter().filter(|e| *e != Element::Nik).filter_map(value).collect(),
        }
    }

    /// Whether this is the head of family.
    pub fn is_head(&self) -> bool {
        self.elements.get(&Element::Relation).is_some_and(|relation| relation == "1")
    }

    /// Whether this member counts as grown up: from 17 on, or married now or once.
    pub fn is_grown(&self, today: Date) -> bool {
        let was_married = self.elements.get(&Element::Marital).is_some_and(|status| status != "1");
        let born = self.elements.get(&Element::BirthDate).and_then(|raw| from_iso(raw));
        was_married || born.is_none_or(|born| age_on(born, today) >= ADULT)
    }

    /// The same with the NIK, for checks on the server: witnesses against parents.
    pub fn with_nik(member: &Member) -> Self {
        let mut view = Self::of(member);
        if let Some(nik) = member.get(Element::Nik) {
            view.elements.insert(Element::Nik, nik);
        }
        view
    }
}

impl core::fmt::Debug for MemberView {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "MemberView({})", self.id)
    }
}
