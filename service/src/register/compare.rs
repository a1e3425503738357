//! Two cards side by side: the one that the portal knows and the one of the office. Pure.
use domain::{Element, FamilyCard, KkNumber, Member};
use uuid::Uuid;

/// One difference between a card in the portal and the office's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The numbers of the cards.
    Number {
        /// In the portal.
        own: KkNumber,
        /// In the register.
        office: KkNumber,
    },
    /// An element of the card itself.
    Card {
        /// Which.
        element: Element,
        /// In the portal.
        own: String,
        /// In the register.
        office: String,
    },
    /// An element of somebody who is on both.
    Member {
        /// The name in the portal.
        name: String,
        /// Which.
        element: Element,
        /// In the portal.
        own: String,
        /// In the register.
        office: String,
    },
    /// Somebody who is on the card in the portal only.
    OnlyHere {
        /// Who, on that card.
        member: Uuid,
        /// The name.
        name: String,
    },
    /// Somebody who is on the office's card only.
    OnlyOffice {
        /// The name.
        name: String,
    },
}

/// The elements of a member that are looked at.
const OF_MEMBER: [Element; 17] = [
    Element::Name,
    Element::Nik,
    Element::Sex,
    Element::BirthPlace,
    Element::BirthDate,
    Element::Religion,
    Element::Education,
    Element::Occupation,
    Element::Blood,
    Element::Marital,
    Element::MaritalDate,
    Element::Relation,
    Element::Citizenship,
    Element::Passport,
    Element::Kitap,
    Element::Father,
    Element::Mother,
];

/// "Not known" in the list of blood groups.
const BLOOD_UNKNOWN: &str = "13";

/// Everything in which the two differ. Where one of them says nothing there is no difference; how a name is written,
/// in capitals or with dots, is none either.
pub fn differences(own: &FamilyCard, office: &FamilyCard) -> Vec<Difference> {
    let mut found = Vec::new();
    if let (Some(own), Some(office)) = (&own.number, &office.number)
        && own != office
    {
        found.push(Difference::Number { own: own.clone(), office: office.clone() });
    }
    for element in Element::OF_CARD {
        if let Some((own, office)) = differ(element, own.get(element), office.get(element)) {
            found.push(Difference::Card { element, own, office });
        }
    }
    let pairs = pairs(own, office);
    for member in &own.members {
        let name = member.name.as_str().to_owned();
        let Some((_, other)) = pairs.iter().find(|(known, _)| known.id == member.id) else {
            found.push(Difference::OnlyHere { member: member.id, name });
            continue;
        };
        for element in OF_MEMBER {
            if let Some((own, office)) = differ(element, member.get(element), other.get(element)) {
                found.push(Difference::Member { name: name.clone(), element, own, office });
            }
        }
    }
    let only_office =
        office.members.iter().filter(|member| !pairs.iter().any(|(_, other)| other.id == member.id));
    found.extend(only_office.map(|member| Difference::OnlyOffice { name: member.name.as_str().to_owned() }));
    found
}

/// The office's card as somebody's own: members that were known keep their id, so that what is being written about
/// them stays so, and what the register does not know stays as it was.
pub(crate) fn adopt(own: &FamilyCard, mut office: FamilyCard) -> FamilyCard {
    let known: Vec<(Member, Uuid)> =
        pairs(own, &office).into_iter().map(|(own, office)| (own.clone(), office.id)).collect();
    for member in &mut office.members {
        let Some((own, _)) = known.iter().find(|(_, office)| *office == member.id) else { continue };
        member.id = own.id;
        for element in OF_MEMBER {
            let missing = said(element, member.get(element)).is_none();
            if let (true, Some(value)) = (missing, own.get(element)) {
                let _ = member.set(element, &value);
            }
        }
    }
    for element in Element::OF_CARD {
        if let (None, Some(value)) = (office.get(element), own.get(element)) {
            let _ = office.set(element, &value);
        }
    }
    office
}

/// Who is the same: by the NIK; where one of them has none, by name and day of birth. Each once.
fn pairs<'a>(own: &'a FamilyCard, office: &'a FamilyCard) -> Vec<(&'a Member, &'a Member)> {
    let mut pairs: Vec<(&Member, &Member)> = Vec::new();
    let by_nik = |one: &Member, other: &Member| one.nik.is_some() && one.nik == other.nik;
    let by_birth = |one: &Member, other: &Member| {
        (one.nik.is_none() || other.nik.is_none())
            && one.birth_date == other.birth_date
            && folded(one.name.as_str()) == folded(other.name.as_str())
    };
    for same in [&by_nik as &dyn Fn(&Member, &Member) -> bool, &by_birth] {
        for one in &own.members {
            let free = |member: &&Member| !pairs.iter().any(|(_, taken)| taken.id == member.id);
            let paired = pairs.iter().any(|(known, _)| known.id == one.id);
            let other = office.members.iter().filter(free).find(|other| same(one, other));
            if let (false, Some(other)) = (paired, other) {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

/// Both values, if both are known and not the same.
fn differ(element: Element, own: Option<String>, office: Option<String>) -> Option<(String, String)> {
    let (own, office) = (said(element, own)?, said(element, office)?);
    let same = match element {
        Element::Name
        | Element::BirthPlace
        | Element::Father
        | Element::Mother
        | Element::Address
        | Element::Village
        | Element::District
        | Element::Postcode
        | Element::Passport
        | Element::Kitap => folded(&own) == folded(&office),
        _ => own == office,
    };
    (!same).then_some((own, office))
}

/// A value that says something.
fn said(element: Element, value: Option<String>) -> Option<String> {
    value.filter(|value| element != Element::Blood || value != BLOOD_UNKNOWN)
}

/// Letters and digits in small letters, words apart.
fn folded(text: &str) -> String {
    let words = text.split(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '/' | ','));
    let words = words.map(|word| -> String {
        word.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
