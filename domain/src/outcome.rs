//! What becomes of a family card: the changes of a request applied to it, and what is wrong with the family
//! that results.

mod findings;

pub use findings::{Finding, findings};

use crate::change::{Change, ChangeSubject};
use crate::date::from_iso;
use crate::element::Element;
use crate::family::{FamilyCard, Member};
use crate::identity::{Nik, RecordedName};
use crate::leaving::Leaving;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a request makes of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The card with those who stay on it.
    pub stays: FamilyCard,
    /// The card of those who get one of their own, if any; it has no number yet.
    pub apart: Option<FamilyCard>,
    /// Who leaves for somewhere else, or has died.
    pub left: Vec<(Member, Leaving)>,
}

/// A change that does not fit the element it names: it was written under other rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable(
    /// The element.
    pub Element,
);

impl core::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "a change of `{}` cannot be read", self.0.as_str())
    }
}

impl Outcome {
    /// The card of whoever has this NIK: the one they stay on, else the new one. `None` when they leave for a
    /// card that the portal does not know. Who is not found counts as staying.
    pub fn card_of(&self, nik: Option<&Nik>) -> Option<&FamilyCard> {
        let has = |member: &Member| nik.is_some() && member.nik.as_ref() == nik;
        match &self.apart {
            Some(apart) if apart.members.iter().any(has) => Some(apart),
            _ if self.left.iter().any(|(member, _)| has(member)) => None,
            _ => Some(&self.stays),
        }
    }

    /// That card as the portal keeps it. A head who has left stays in view on the card of those who stay until another
    /// is recorded: the request for that says who it was. A card of one's own has its own head, known here or not.
    pub fn card_to_keep(&self, before: &FamilyCard, nik: Option<&Nik>) -> Option<FamilyCard> {
        let card = self.card_of(nik)?;
        let mut kept = card.clone();
        let is_apart = self.apart.as_ref().is_some_and(|apart| apart == card);
        if let (false, Some(head), None, false) =
            (is_apart, before.head(), card.head(), card.members.is_empty())
        {
            kept.members.insert(0, head.clone());
        }
        Some(kept)
    }

    /// Whether the office gives the card of whoever has this NIK a new number: one of their own, or one with
    /// another head (UU 23/2006 Ps 61(3)).
    pub fn needs_number(&self, before: &FamilyCard, nik: Option<&Nik>) -> bool {
        self.card_of(nik).is_some_and(|card| card.number.is_none() || other_head(before, card))
    }
}

/// Whether a card has got another head than before. A card without a head waits for one.
pub fn other_head(before: &FamilyCard, after: &FamilyCard) -> bool {
    match (before.head(), after.head()) {
        (Some(before), Some(after)) => before.id != after.id,
        _ => false,
    }
}

/// Applies the changes to a card. Members that are no longer on it are passed over. Somebody new with the NIK
/// and the day of birth of a member is that member; somebody new who is a head, where there is one already, gets a card of their own,
/// and what the request says about the card is about that one.
///
/// # Errors
/// The first change whose value is none of its element.
pub fn outcome(card: &FamilyCard, changes: &[Change], newcomer: Uuid) -> Result<Outcome, Unreadable> {
    let mut stays = card.clone();
    let mut leaving: Vec<(Uuid, Leaving)> = Vec::new();
    let joins: BTreeMap<Element, &str> = changes
        .iter()
        .filter(|change| change.subject == ChangeSubject::NewMember)
        .map(|change| (change.element, change.will.as_str()))
        .collect();
    let mut apart = FamilyCard { number: None, members: Vec::new(), ..card.clone() };
    let mut of_new_card = Vec::new();
    let way = leaving_of(changes);
    let leads_on = leads_on(card, &joins, &way, changes);
    let founds_a_card = !leads_on && founds_a_card(card, &joins);
    // Who comes from elsewhere in a request in which somebody gets a card of their own comes onto that one, unless as
    // the next head of those who stay.
    let goes_along = !leads_on
        && !founds_a_card
        && !joins.is_empty()
        && way.iter().any(|(_, why)| *why == Leaving::OwnCard);
    for Change { subject, element, will, .. } in changes {
        let unreadable = Unreadable(*element);
        match subject {
            // The printed sheet is no part of what the card says.
            ChangeSubject::Card if *element == Element::Print => {}
            ChangeSubject::Card => {
                let about = if founds_a_card { &mut apart } else { &mut stays };
                about.set(*element, will).then_some(()).ok_or(unreadable)?;
            }
            ChangeSubject::Member(id, _) if *element == Element::Membership => {
                leaving.push((*id, Leaving::parse(will).ok_or(unreadable)?));
            }
            ChangeSubject::Member(id, _) => {
                if let Some(member) = stays.members.iter_mut().find(|member| member.id == *id) {
                    member.set(*element, will).then_some(()).ok_or(unreadable)?;
                }
            }
            ChangeSubject::NewCard => of_new_card.push((*element, will)),
            ChangeSubject::NewMember => {}
        }
    }
    if founds_a_card {
        join(&mut apart, &joins, newcomer)?;
    } else if !joins.is_empty() && !goes_along {
        join(&mut stays, &joins, newcomer)?;
    }
    if !founds_a_card {
        apart = FamilyCard { number: None, members: Vec::new(), ..stays.clone() };
    }
    for (element, will) in of_new_card {
        apart.set(element, will).then_some(()).ok_or(Unreadable(element))?;
    }
    let mut left = Vec::new();
    for (id, why) in leaving {
        let Some(at) = stays.members.iter().position(|member| member.id == id) else { continue };
        let member = stays.members.remove(at);
        match why {
            Leaving::OwnCard => apart.members.push(member),
            Leaving::Dead | Leaving::Moved | Leaving::OtherCard | Leaving::Abroad => left.push((member, why)),
        }
    }
    if goes_along {
        join(&mut apart, &joins, newcomer)?;
    }
    let apart = (!apart.members.is_empty()).then_some(apart);
    Ok(Outcome { stays, apart, left })
}

/// Who leaves the card, and why.
fn leaving_of(changes: &[Change]) -> Vec<(Uuid, Leaving)> {
    let leaves = |change: &Change| match &change.subject {
        ChangeSubject::Member(id, _) if change.element == Element::Membership => {
            Some((*id, Leaving::parse(&change.will)?))
        }
        _ => None,
    };
    changes.iter().filter_map(leaves).collect()
}

/// A relative who comes as the head of those whose head has died or gone leads this card. A head who gets a card of their
/// own leads that one, unless the request makes somebody else's relative of them there.
fn leads_on(
    card: &FamilyCard,
    joins: &BTreeMap<Element, &str>,
    way: &[(Uuid, Leaving)],
    changes: &[Change],
) -> bool {
    let becomes_a_relative = |head: &Member| {
        let of = |change: &Change| {
            matches!(&change.subject, ChangeSubject::Member(id, _) if *id == head.id)
                && change.element == Element::Relation
        };
        changes.iter().any(of)
    };
    let is_gone = |head: &Member| {
        way.iter().any(|(id, why)| *id == head.id && (*why != Leaving::OwnCard || !becomes_a_relative(head)))
    };
    joins.get(&Element::Relation) == Some(&"1") && card.head().is_some_and(is_gone)
}

/// Somebody who comes as a head where there is one already gets a card of their own.
fn founds_a_card(card: &FamilyCard, joins: &BTreeMap<Element, &str>) -> bool {
    let nik = joins.get(&Element::Nik).copied();
    let is_other = |head: &Member| nik.is_none() || head.nik.as_ref().map(Nik::as_str) != nik;
    joins.get(&Element::Relation) == Some(&"1") && card.head().is_some_and(is_other)
}

fn join(card: &mut FamilyCard, joins: &BTreeMap<Element, &str>, newcomer: Uuid) -> Result<(), Unreadable> {
    let nik = joins.get(&Element::Nik).and_then(|raw| Nik::parse(raw).ok());
    let birth_date = joins.get(&Element::BirthDate).and_then(|raw| from_iso(raw));
    let same = |member: &Member| nik.is_some() && member.nik == nik && Some(member.birth_date) == birth_date;
    let known = card.members.iter().position(same);
    let mut member = match known {
        Some(at) => card.members.remove(at),
        None => blank(joins, newcomer)?,
    };
    for (element, value) in joins {
        member.set(*element, value).then_some(()).ok_or(Unreadable(*element))?;
    }
    card.members.insert(known.unwrap_or(card.members.len()), member);
    Ok(())
}

/// A member of whom only name and date of birth are known.
fn blank(joins: &BTreeMap<Element, &str>, id: Uuid) -> Result<Member, Unreadable> {
    let given = |element: Element| joins.get(&element).copied().unwrap_or_default();
    let name = RecordedName::parse(given(Element::Name)).map_err(|_| Unreadable(Element::Name))?;
    let birth_date = from_iso(given(Element::BirthDate)).ok_or(Unreadable(Element::BirthDate))?;
    Ok(Member {
        id,
        nik: None,
        name,
        sex: String::new(),
        birth_place: String::new(),
        birth_date,
        religion: String::new(),
        education: String::new(),
        occupation: String::new(),
        blood: String::new(),
        marital: String::new(),
        relation: String::new(),
        citizenship: String::new(),
        father: String::new(),
        mother: String::new(),
        marital_date: None,
        passport: String::new(),
        kitap: String::new(),
    })
}
