//! Why somebody leaves a family card (Permendagri 108/2019 Ps 10; Perpres 96/2018 Ps 12).

use crate::language::Language;
use serde::Serialize;

/// The reason, as stored in a change of [`Element::Membership`](crate::Element::Membership).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// The member has died.
    Dead,
    /// The member moves to another regency.
    Moved,
    /// The member gets a card of their own.
    OwnCard,
    /// The member joins another card.
    OtherCard,
    /// The member moves abroad.
    Abroad,
}

impl Leaving {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Dead, Self::Moved, Self::OwnCard, Self::OtherCard, Self::Abroad];

    /// What is stored for somebody who is on the card.
    pub const MEMBER: &'static str = "member";

    /// The stable name, as stored and as written in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::Moved => "moved",
            Self::OwnCard => "own_card",
            Self::OtherCard => "other_card",
            Self::Abroad => "abroad",
        }
    }

    /// Reads a stable name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == raw)
    }

    /// "Keluar dari kartu: meninggal dunia".
    pub const fn in_words(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Id, Self::Dead) => "Keluar dari kartu: meninggal dunia",
            (Language::Id, Self::Moved) => "Keluar dari kartu: pindah",
            (Language::Id, Self::OwnCard) => "Keluar dari kartu: membuat kartu sendiri",
            (Language::Id, Self::OtherCard) => "Keluar dari kartu: ikut kartu lain",
            (Language::Id, Self::Abroad) => "Keluar dari kartu: pindah ke luar negeri",
            (Language::En, Self::Dead) => "Leaves the card: deceased",
            (Language::En, Self::Moved) => "Leaves the card: moves away",
            (Language::En, Self::OwnCard) => "Leaves the card: gets a card of their own",
            (Language::En, Self::OtherCard) => "Leaves the card: joins another card",
            (Language::En, Self::Abroad) => "Leaves the card: moves abroad",
        }
    }

    /// A stored value of membership for people.
    pub fn display(value: &str, language: Language) -> &str {
        match (Self::parse(value), language) {
            (Some(why), language) => why.in_words(language),
            (None, Language::Id) if value == Self::MEMBER => "Anggota kartu ini",
            (None, Language::En) if value == Self::MEMBER => "Member of this card",
            (None, _) => value,
        }
    }
}
