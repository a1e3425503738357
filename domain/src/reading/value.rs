//! A raw answer that was understood.

use super::Context;
use crate::codes::CodeList;
use crate::date::{Date, in_words, iso};
use crate::element::Element;
use crate::identity::Nik;
use crate::language::Language;
use time::Time;
use uuid::Uuid;

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, and names.
    Text(String),
    /// A date.
    Date(Date),
    /// A code of an official list.
    Code {
        /// The list.
        list: CodeList,
        /// The code.
        code: String,
    },
    /// The code of a choice of the question itself; its label is in the catalogue.
    Choice(String),
    /// A member of the card.
    Member(Uuid),
    /// A NIK.
    Nik(Nik),
    /// A number.
    Number(i32),
    /// Yes or no.
    Flag(bool),
    /// A time of day.
    Time(Time),
    /// A place.
    Place(Place),
}

/// A place by its names; those that were not asked for are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Desa or kelurahan.
    pub village: String,
    /// Kecamatan.
    pub district: String,
    /// Kabupaten or kota.
    pub regency: String,
    /// Provinsi.
    pub province: String,
    /// Five digits, or empty.
    pub postcode: String,
}

impl Place {
    /// "Giripeni, Wates, Kabupaten Kulon Progo, DI Yogyakarta 55651".
    pub fn in_words(&self) -> String {
        let names = [&self.village, &self.district, &self.regency, &self.province];
        let names: Vec<&str> =
            names.into_iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        [&names.join(", "), " ", &self.postcode].concat().trim_end().to_owned()
    }

    /// What an element of a card says of it.
    pub fn part(&self, element: Element) -> Option<String> {
        let part = match element {
            Element::Village => &self.village,
            Element::District => &self.district,
            Element::Postcode => &self.postcode,
            _ => return Some(self.in_words()),
        };
        (!part.is_empty()).then(|| part.clone())
    }
}

impl Value {
    /// As it is stored in a change: codes as codes, dates as `2026-11-22`.
    pub fn raw(&self) -> String {
        match self {
            Self::Text(text) | Self::Choice(text) => text.clone(),
            Self::Code { code, .. } => code.clone(),
            Self::Date(date) => iso(*date),
            Self::Member(id) => id.to_string(),
            Self::Nik(nik) => nik.as_str().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Self::Time(time) => clock(*time, ':'),
            Self::Place(place) => place.in_words(),
        }
    }

    /// For people. NIK are masked; a choice needs its question, see
    /// [`Question::display`](crate::catalogue::Question::display).
    pub fn display(&self, language: Language, context: &Context) -> String {
        match self {
            Self::Text(text) | Self::Choice(text) => text.clone(),
            Self::Code { list, code } => context.label(*list, code, language),
            Self::Date(date) => in_words(*date, language),
            Self::Member(id) => {
                let found = context.members.iter().find(|member| member.id == *id);
                found.map_or_else(String::new, |member| member.name.clone())
            }
            Self::Nik(nik) => nik.masked(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => match (flag, language) {
                (true, Language::Id) => "Ya",
                (true, Language::En) => "Yes",
                (false, Language::Id) => "Tidak",
                (false, Language::En) => "No",
            }
            .to_owned(),
            Self::Time(time) => clock(*time, if language == Language::Id { '.' } else { ':' }),
            Self::Place(place) => place.in_words(),
        }
    }
}

fn clock(time: Time, sign: char) -> String {
    format!("{:02}{sign}{:02}", time.hour(), time.minute())
}
