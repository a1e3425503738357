//! Where the value of a field comes from, as it is written in a layout.
use domain::Element;

/// One source. A field names one or several; the first that has a value is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// `applicant.name`, `applicant.nik`, `applicant.address` and the elements of the member who applies.
    Applicant(Of),
    /// `card.number`, `card.head`, `card.postcode`, `card.regency`, `card.province` and the card's own elements.
    Card(OfCard),
    /// `request.number`, `request.date`, `request.box`, `request.procedure`, `request.slots`.
    Request(OfRequest),
    /// `answer.<question>`: the answer in words, a NIK whole.
    Answer(String),
    /// `answer.<question>.<part>`: a part of a place, `answer.destination.village`.
    Part(String, String),
    /// `chosen.<question>.<element>`: of the member chosen in a question.
    Chosen(String, Element),
    /// `move.class`, `move.who`, `move.card`, `move.stay_card`: told by the changes.
    Move(OfMove),
}

/// Of the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The whole address of the card in one line.
    Address,
    /// An element; name and NIK as registered.
    Element(Element),
}

/// Of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfCard {
    /// Its number, whole.
    Number,
    /// Name of the head of family.
    Head,
    /// NIK of the head of family.
    HeadNik,
    /// Street, RT/RW, village and district in one line.
    Line,
    /// The postcode.
    Postcode,
    /// Told by the code of the village.
    Regency,
    /// Told by the code of the village.
    Province,
    /// An element of the card itself.
    Element(Element),
}

/// Of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfRequest {
    /// Its number.
    Number,
    /// The day it was sent.
    Date,
    /// The box on F-1.02.
    Box,
    /// What is asked for.
    Procedure,
    /// The places in which there is a document: several values.
    Slots,
}

/// Of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfMove {
    /// 1 in one village, 2 between villages, 3 between districts, 4 between regencies, 5 between provinces.
    Class,
    /// 1 the head, 2 the head and all, 3 the head and some, 4 members.
    Who,
    /// The card of those who move: 1 joins another card, 2 a new one, 3 the number stays.
    Card,
    /// The card of those who stay, by the same numbers.
    StayCard,
}

impl Source {
    /// Reads a source as written; `None` for anything unknown.
    pub(super) fn parse(raw: &str) -> Option<Self> {
        let (kind, rest) = raw.split_once('.')?;
        Some(match kind {
            "applicant" if rest == "address" => Self::Applicant(Of::Address),
            "applicant" => Self::Applicant(Of::Element(of_member(rest)?)),
            "card" => Self::Card(match rest {
                "number" => OfCard::Number,
                "head" => OfCard::Head,
                "head_nik" => OfCard::HeadNik,
                "line" => OfCard::Line,
                "postcode" => OfCard::Postcode,
                "regency" => OfCard::Regency,
                "province" => OfCard::Province,
                other => OfCard::Element(of_card(other)?),
            }),
            "request" => Self::Request(match rest {
                "number" => OfRequest::Number,
                "date" => OfRequest::Date,
                "box" => OfRequest::Box,
                "procedure" => OfRequest::Procedure,
                "slots" => OfRequest::Slots,
                _ => return None,
            }),
            "answer" if is_code(rest) => Self::Answer(rest.to_owned()),
            "answer" => {
                let (question, part) = rest.split_once('.')?;
                let is_part = ["village", "district", "regency", "province", "postcode"].contains(&part);
                return (is_code(question) && is_part)
                    .then(|| Self::Part(question.to_owned(), part.to_owned()));
            }
            "chosen" => {
                let (question, element) = rest.split_once('.')?;
                let element = of_member(element)?;
                return is_code(question).then(|| Self::Chosen(question.to_owned(), element));
            }
            "move" => Self::Move(match rest {
                "class" => OfMove::Class,
                "who" => OfMove::Who,
                "card" => OfMove::Card,
                "stay_card" => OfMove::StayCard,
                _ => return None,
            }),
            _ => return None,
        })
    }

    /// The question it looks at.
    #[cfg(test)]
    pub(super) fn question(&self) -> Option<&str> {
        match self {
            Self::Answer(question) | Self::Chosen(question, _) | Self::Part(question, _) => Some(question),
            _ => None,
        }
    }
}

fn of_card(raw: &str) -> Option<Element> {
    Element::parse(raw).filter(|element| Element::OF_CARD.contains(element))
}

/// Elements that a member has.
pub(super) fn of_member(raw: &str) -> Option<Element> {
    let not = |element: &Element| {
        !Element::OF_CARD.contains(element) && !matches!(element, Element::Membership | Element::Print)
    };
    Element::parse(raw).filter(not)
}

fn is_code(raw: &str) -> bool {
    !raw.is_empty()
        && raw.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_')
}
