//! What is known when a form is filled in, and the value of each source.
use super::source::{Of, OfCard, OfMove, OfRequest, Source};
use domain::{
    Answers, Change, ChangeSubject, Context, Date, Element, FamilyCard, Language, MemberView, Procedure,
    Value, Words, date::in_words, live_answers, parse_answer,
};
use std::collections::BTreeMap;

/// The values of a person by element, as stored.
pub(super) type Person = BTreeMap<Element, String>;

const HEAD: &str = "1";
/// The question that says where somebody moves to, as every moving service calls it.
pub(super) const TO: &str = "destination";
/// Questions that say that a move is from another regency, or to or from another country.
pub(super) const FROM_ELSEWHERE: [&str; 3] = ["origin", "country", "from_country"];

/// A request, or a draft as far as it is written.
pub(super) struct Told {
    pub(super) applicant_name: String,
    pub(super) applicant_nik: String,
    pub(super) kk_number: String,
    /// With its questions asked of the family.
    pub(super) procedure: Procedure<Words>,
    pub(super) answers: Answers,
    pub(super) context: Context,
    pub(super) card: Option<FamilyCard>,
    pub(super) changes: Vec<Change>,
    /// Places in which there is a document, or whose original is brought.
    pub(super) slots: Vec<String>,
    /// Number and day, once it was sent.
    pub(super) sent: Option<(String, Date)>,
    /// Regency and province of the card's village.
    pub(super) home: Option<(String, String)>,
}

/// The same with what is worked out once.
pub(super) struct Case {
    pub(super) told: Told,
    /// The answers that count.
    live: Answers,
    /// The procedure in Indonesian.
    named: Procedure<String>,
}

impl Case {
    pub(super) fn new(told: Told) -> Self {
        let live = live_answers(&told.procedure, &told.answers, &told.context);
        let named = told.procedure.localize(Language::Id);
        Self { told, live, named }
    }

    /// The values of a source as they are stored, to compare with the codes of boxes.
    pub(super) fn codes(&self, source: &Source) -> Vec<String> {
        match source {
            Source::Request(OfRequest::Slots) => self.told.slots.clone(),
            Source::Answer(question) => {
                self.answer(question).map(|_| self.live.text(question).to_owned()).into_iter().collect()
            }
            Source::Request(OfRequest::Box) => self.boxes(),
            source => self.value(source).into_iter().collect(),
        }
    }

    /// The boxes of F-1.02: one for each event.
    fn boxes(&self) -> Vec<String> {
        let told = &self.told;
        let further = told.procedure.events_in(&self.live, &told.context).map(|event| &event.f102);
        core::iter::once(&told.procedure.f102).chain(further).flatten().cloned().collect()
    }

    /// The value of a source for paper: codes in words, dates in words, numbers whole.
    pub(super) fn value(&self, source: &Source) -> Option<String> {
        let told = &self.told;
        let value = match source {
            Source::Applicant(of) => self.of_applicant(*of),
            Source::Card(of) => self.of_card(*of),
            Source::Request(OfRequest::Number) => told.sent.as_ref().map(|(number, _)| number.clone()),
            Source::Request(OfRequest::Date) => {
                told.sent.as_ref().map(|(_, date)| in_words(*date, Language::Id))
            }
            Source::Request(OfRequest::Box) => Some(self.boxes().join(", ")),
            Source::Request(OfRequest::Procedure) => {
                let titles = self.named.titles(&self.live, &told.context);
                Some(titles.map(String::as_str).collect::<Vec<_>>().join(" · "))
            }
            Source::Request(OfRequest::Slots) => None,
            Source::Answer(question) => self.answer(question),
            Source::Part(question, part) => self.part(question, part),
            Source::Chosen(question, element) => {
                let member = told.context.member(self.live.text(question))?;
                member.elements.get(element).map(|value| self.plain(*element, value))
            }
            Source::Move(of) => self.of_move(*of).map(|code| code.to_string()),
        };
        value.filter(|value| !value.trim().is_empty())
    }

    fn of_applicant(&self, of: Of) -> Option<String> {
        match of {
            Of::Address => self.of_card(OfCard::Line),
            Of::Element(Element::Name) => Some(self.told.applicant_name.clone()),
            Of::Element(Element::Nik) => Some(self.told.applicant_nik.clone()),
            Of::Element(element) => {
                let applies = |member: &&MemberView| Some(member.id) == self.told.context.applicant;
                let member = self.told.context.members.iter().find(applies)?;
                member.elements.get(&element).map(|value| self.plain(element, value))
            }
        }
    }

    fn of_card(&self, of: OfCard) -> Option<String> {
        let head = || self.told.card.as_ref().and_then(FamilyCard::head);
        let card = self.told.card.as_ref();
        match of {
            OfCard::Number => Some(self.told.kk_number.clone()),
            OfCard::Head => head().map(|head| head.name.as_str().to_owned()),
            OfCard::HeadNik => head().and_then(|head| head.get(Element::Nik)),
            OfCard::Postcode => card.map(|card| card.postcode.clone()),
            OfCard::Regency => self.told.home.as_ref().map(|(regency, _)| regency.clone()),
            OfCard::Province => self.told.home.as_ref().map(|(_, province)| province.clone()),
            OfCard::Element(element) => card.and_then(|card| card.get(element)),
            OfCard::Line => {
                let card = card?;
                let of = |element: Element| card.get(element).unwrap_or_default();
                let (rt, rw) = (of(Element::Rt), of(Element::Rw));
                let parts = [
                    of(Element::Address),
                    if rt.is_empty() && rw.is_empty() { String::new() } else { format!("RT {rt} RW {rw}") },
                    of(Element::Village),
                    of(Element::District),
                    self.told.home.as_ref().map(|(regency, _)| regency.clone()).unwrap_or_default(),
                ];
                Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// An answer that counts, in words.
    pub(super) fn answer(&self, question: &str) -> Option<String> {
        let asked = self.named.question(question)?;
        if !self.live.is_answered(question) {
            return None;
        }
        match parse_answer(asked, &self.live, &self.told.context).ok().flatten()? {
            Value::Nik(nik) => Some(nik.as_str().to_owned()),
            value => Some(asked.display(&value, Language::Id, &self.told.context)),
        }
    }

    /// A part of a place that counts.
    fn part(&self, question: &str, part: &str) -> Option<String> {
        let asked = self.named.question(question)?;
        let Ok(Some(Value::Place(place))) = parse_answer(asked, &self.live, &self.told.context) else {
            return None;
        };
        Some(match part {
            "village" => place.village,
            "district" => place.district,
            "regency" => place.regency,
            "province" => place.province,
            _ => place.postcode,
        })
    }

    /// A stored value for paper: as for people, with codes called as they were when it was sent, but a NIK whole.
    pub(super) fn plain(&self, element: Element, value: &str) -> String {
        if element == Element::Nik {
            value.to_owned()
        } else {
            self.told.context.labels.display(element, value, Language::Id)
        }
    }

    /// Everybody on the card, as it is before the request.
    pub(super) fn members(&self) -> Vec<Person> {
        self.told.context.members.iter().map(|member| member.elements.clone()).collect()
    }

    /// Who leaves, moves along or joins.
    pub(super) fn movers(&self) -> Vec<Person> {
        let leaving: Vec<_> = self.leaving().map(|(member, _)| member.elements.clone()).collect();
        let changes = self.told.changes.iter();
        let joining: Person = changes
            .filter(|change| change.subject == ChangeSubject::NewMember)
            .map(|change| (change.element, change.will.clone()))
            .collect();
        let moved = |change: &Change| {
            change.subject == ChangeSubject::Card && Element::OF_CARD.contains(&change.element)
        };
        let mut people = if leaving.is_empty() && joining.is_empty() && self.told.changes.iter().any(moved) {
            self.members()
        } else {
            leaving
        };
        if !joining.is_empty() {
            people.push(joining);
        }
        people
    }

    /// Members who leave the card, and why.
    fn leaving(&self) -> impl Iterator<Item = (&MemberView, &str)> {
        let why = |change: &Change| match &change.subject {
            ChangeSubject::Member(id, _) if change.element == Element::Membership => Some(*id),
            _ => None,
        };
        self.told.changes.iter().filter_map(move |change| {
            let id = why(change)?;
            let member = self.told.context.members.iter().find(|member| member.id == id)?;
            Some((member, change.will.as_str()))
        })
    }

    fn of_move(&self, of: OfMove) -> Option<u8> {
        let movers = self.movers();
        let is_head = |person: &Person| person.get(&Element::Relation).map(String::as_str) == Some(HEAD);
        let arrives = self.told.changes.iter().any(|change| change.subject == ChangeSubject::NewMember);
        let all = movers.len() == self.told.context.members.len();
        let ways: Vec<&str> = self.leaving().map(|(_, why)| why).collect();
        match of {
            OfMove::Class => self.class_of_move(),
            _ if movers.is_empty() || arrives => None,
            OfMove::Who => Some(match (movers.iter().any(is_head), all, movers.len()) {
                (true, _, 1) => 1,
                (true, true, _) => 2,
                (true, false, _) => 3,
                (false, ..) => 4,
            }),
            OfMove::Card if ways.is_empty() => Some(3),
            OfMove::Card if ways.contains(&domain::leaving::Leaving::OtherCard.as_str()) => Some(1),
            OfMove::Card if ways.contains(&domain::leaving::Leaving::OwnCard.as_str()) => Some(2),
            OfMove::Card => None,
            OfMove::StayCard if all => None,
            OfMove::StayCard => Some(if movers.iter().any(is_head) { 2 } else { 3 }),
        }
    }

    /// How far a move goes, where the portal can tell.
    fn class_of_move(&self) -> Option<u8> {
        if FROM_ELSEWHERE.iter().any(|question| self.answer(question).is_some()) {
            return None;
        }
        let to =
            |part: &str| self.part(TO, part).or_else(|| self.answer(part)).filter(|name| !name.is_empty());
        // Who gets a moving letter goes to another regency.
        if self.leaving().any(|(_, why)| why == domain::leaving::Leaving::Moved.as_str()) {
            let (_, home) = self.told.home.as_ref()?;
            return Some(if same_place(&to("province")?, home) { 4 } else { 5 });
        }
        let to = (to("village")?, to("district")?);
        let from = (
            self.of_card(OfCard::Element(Element::Village))?,
            self.of_card(OfCard::Element(Element::District))?,
        );
        Some(match (same_place(&to.0, &from.0), same_place(&to.1, &from.1)) {
            (true, true) => 1,
            (false, true) => 2,
            (_, false) => 3,
        })
    }
}

/// Whether two names mean one place: people write "Desa", "Kec." and capitals as they like.
fn same_place(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_lowercase().replace('.', " ");
        let words = name.split_whitespace().filter(|word| {
            !["desa", "kel", "kelurahan", "kec", "kecamatan", "prov", "provinsi"].contains(word)
        });
        words.collect::<Vec<_>>().join(" ")
    };
    bare(one) == bare(other)
}
