//! What the register says about a request, for the officers who may see the request. The comparing is pure.
use super::{
    Found,
    compare::{Difference, differences},
};
use crate::{
    Error, Service,
    requests::{Body, newcomer},
};
use domain::{FamilyCard, KkNumber, Nik};
use time::OffsetDateTime;
use uuid::Uuid;

/// What the office's data say about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterView {
    /// The day those data are of.
    pub as_of: OffsetDateTime,
    /// What is odd; empty when the request fits.
    pub findings: Vec<RegisterFinding>,
}

/// One thing that an officer should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterFinding {
    /// The NIK of the applicant is not in the register.
    NoApplicant,
    /// The NIK of somebody else is not in the register.
    NotThere {
        /// Who.
        name: String,
    },
    /// Somebody is on another card there: on two cards, if the request went through as it is.
    OtherCard {
        /// Who.
        name: String,
        /// The number of that card.
        number: KkNumber,
    },
    /// The card of the request and the office's card differ.
    Differs(Difference),
}

/// Somebody with a NIK: a member of the request's card, or who is to join it.
struct Person {
    member: Option<Uuid>,
    name: String,
    nik: Nik,
}

fn people(body: &Body) -> Vec<Person> {
    let members = body.card.iter().flat_map(|card| &card.members);
    let mut people: Vec<Person> = members
        .filter_map(|member| {
            let name = member.name.as_str().to_owned();
            Some(Person { member: Some(member.id), name, nik: member.nik.clone()? })
        })
        .collect();
    if let Some(joins) = newcomer(&body.changes)
        && let Some(nik) = joins.nik
        && !people.iter().any(|person| person.nik == nik)
    {
        people.push(Person { member: None, name: joins.name, nik });
    }
    people
}

/// Lays the request beside the register.
fn findings(body: &Body, people: &[Person], found: &Found) -> Vec<RegisterFinding> {
    let applicant = Nik::parse_recorded(&body.applicant_nik).ok();
    let known = applicant.as_ref().and_then(|nik| found.cards.get(nik));
    let number = KkNumber::parse(&body.kk_number).ok();
    let same_number = |card: &&FamilyCard| number.is_some() && card.number == number;
    let office = known.or_else(|| found.cards.values().find(same_number));
    let mut told = Vec::new();
    if known.is_none() {
        told.push(RegisterFinding::NoApplicant);
    }
    let own_number = office.and_then(|card| card.number.clone()).or_else(|| number.clone());
    let mut elsewhere: Vec<Uuid> = Vec::new();
    for person in people {
        match found.cards.get(&person.nik) {
            None if Some(&person.nik) == applicant.as_ref() => {}
            None => {
                told.push(RegisterFinding::NotThere { name: person.name.clone() });
                elsewhere.extend(person.member);
            }
            Some(card) if card.number != own_number => {
                if let Some(number) = card.number.clone() {
                    told.push(RegisterFinding::OtherCard { name: person.name.clone(), number });
                    elsewhere.extend(person.member);
                }
            }
            Some(_) => {}
        }
    }
    match (&body.card, office) {
        (Some(own), Some(office)) => {
            let own = FamilyCard { number: number.or_else(|| own.number.clone()), ..own.clone() };
            let said = |difference: &Difference| matches!(difference, Difference::OnlyHere { member, .. } if elsewhere.contains(member));
            let rest = differences(&own, office).into_iter().filter(|difference| !said(difference));
            told.extend(rest.map(RegisterFinding::Differs));
        }
        // Without a card of their own only the numbers can be laid side by side.
        (None, Some(office)) => {
            if let (Some(own), Some(office)) = (number, office.number.clone())
                && own != office
            {
                told.push(RegisterFinding::Differs(Difference::Number { own, office }));
            }
        }
        (_, None) => {}
    }
    told
}

impl Service {
    /// What the register says about a request; nothing where the office has loaded none. Whoever asks has been let
    /// see the request.
    pub(crate) async fn register_view(&self, body: &Body) -> Result<Option<RegisterView>, Error> {
        let people = people(body);
        let mut niks: Vec<Nik> = people.iter().map(|person| person.nik.clone()).collect();
        niks.extend(Nik::parse_recorded(&body.applicant_nik));
        let found = self.look_up(&niks).await?;
        Ok(found
            .map(|found| RegisterView { as_of: found.as_of(), findings: findings(body, &people, &found) }))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::register::tests::cards::{body, card, joining, person};
    use domain::Element;
    use std::collections::BTreeMap;

    const FATHER: &str = "9901010405800001";
    const SON: &str = "9901010405060003";
    const OTHER: &str = "9901021706190002";

    fn found(cards: &[FamilyCard]) -> Found {
        let mut found = Found { as_of: 0, cards: BTreeMap::new() };
        for card in cards {
            for nik in card.members.iter().filter_map(|member| member.nik.clone()) {
                found.cards.insert(nik, card.clone());
            }
        }
        found
    }

    fn told(body: &Body, cards: &[FamilyCard]) -> Vec<RegisterFinding> {
        findings(body, &people(body), &found(cards))
    }

    fn family() -> FamilyCard {
        card("9901010501150001", &[person("Slamet Riyadi", FATHER, "1"), person("Dimas Prasetyo", SON, "4")])
    }

    #[test]
    fn a_request_that_fits_the_register_is_told_nothing_about() {
        assert_eq!(told(&body(FATHER, family()), &[family()]), []);
    }

    #[test]
    fn an_applicant_whom_the_register_does_not_know_is_named_and_the_family_compared_all_the_same() {
        let body = body("9901010101700009", family());
        assert_eq!(
            told(&body, &[]),
            [
                RegisterFinding::NoApplicant,
                RegisterFinding::NotThere { name: "Slamet Riyadi".into() },
                RegisterFinding::NotThere { name: "Dimas Prasetyo".into() },
            ]
        );
        let mut office = family();
        office.members[1].education = "5".into();
        let told = told(&body, &[office]);
        assert_eq!(told[0], RegisterFinding::NoApplicant);
        assert!(
            matches!(
                &told[1..],
                [RegisterFinding::Differs(Difference::Member { element: Element::Education, .. })]
            ),
            "{told:?}"
        );
    }

    #[test]
    fn a_member_who_is_on_another_card_is_told_once_with_its_number() {
        let mut office = family();
        let son = office.members.pop().unwrap();
        let other = FamilyCard { members: vec![son], ..card(OTHER, &[]) };
        let number = KkNumber::parse(OTHER).unwrap();
        let other_card = RegisterFinding::OtherCard { name: "Dimas Prasetyo".into(), number };
        assert_eq!(told(&body(FATHER, family()), &[office, other]), [other_card]);
    }

    #[test]
    fn whoever_is_to_join_is_looked_up_too() {
        let bride = "9901024202920006";
        let other = card(OTHER, &[person("Ni Luh Sekar", bride, "4")]);
        let number = KkNumber::parse(OTHER).unwrap();
        let mut body = body(FATHER, family());
        body.changes = joining("Ni Luh Sekar", bride);
        let other_card = RegisterFinding::OtherCard { name: "Ni Luh Sekar".into(), number };
        assert_eq!(told(&body, &[family(), other]), [other_card]);
    }

    #[test]
    fn without_a_card_in_the_portal_the_numbers_are_compared() {
        let mut body = body(FATHER, family());
        (body.card, body.kk_number) = (None, OTHER.into());
        assert!(matches!(
            told(&body, &[family()])[..],
            [RegisterFinding::Differs(Difference::Number { .. })]
        ));
    }
}
