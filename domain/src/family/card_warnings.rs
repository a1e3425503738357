//! What looks wrong with a whole card. All are warnings for an officer: exceptions exist and offices differ.

use super::{FamilyCard, Member};
use crate::date::{Date, age_on};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How serious a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look.
    Notice,
    /// Against a rule of the card.
    Serious,
}

/// What looks wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// Nobody is head of family.
    NoHead,
    /// More than one head of family.
    SeveralHeads,
    /// The head is under 17 and was never married.
    HeadTooYoung,
    /// Husband or wife without a married status.
    SpouseNotMarried,
    /// A child of the head is not younger than the head.
    ChildOlderThanHead,
    /// A parent of the head is not older than the head.
    ParentYoungerThanHead,
    /// The same NIK twice.
    SameNik,
    /// The NIK of a member is the number of the card.
    NikIsCardNumber,
}

/// A warning about a card, or about one of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyWarning {
    /// How serious.
    pub severity: Severity,
    /// The member, `None` for the card.
    pub member: Option<Uuid>,
    /// What.
    pub code: WarningCode,
}

/// Everything that looks wrong with a card.
pub fn warnings(card: &FamilyCard, today: Date) -> Vec<FamilyWarning> {
    let mut found = Vec::new();
    let mut tell = |severity, member: Option<&Member>, code| {
        found.push(FamilyWarning { severity, member: member.map(|member| member.id), code });
    };
    match card.members.iter().filter(|member| member.is_head()).count() {
        0 => tell(Severity::Serious, None, WarningCode::NoHead),
        1 => {}
        _ => tell(Severity::Serious, None, WarningCode::SeveralHeads),
    }
    let head = card.head();
    if let Some(head) = head
        && age_on(head.birth_date, today) < 17
        && !head.was_ever_married()
    {
        tell(Severity::Notice, Some(head), WarningCode::HeadTooYoung);
    }
    for (at, member) in card.members.iter().enumerate() {
        if matches!(member.relation.as_str(), "2" | "3") && !member.is_married() {
            tell(Severity::Serious, Some(member), WarningCode::SpouseNotMarried);
        }
        if member.nik.is_some() && card.members.iter().take(at).any(|before| before.nik == member.nik) {
            tell(Severity::Serious, Some(member), WarningCode::SameNik);
        }
        if let (Some(number), Some(nik)) = (&card.number, &member.nik)
            && number.differs_from(nik).is_err()
        {
            tell(Severity::Serious, Some(member), WarningCode::NikIsCardNumber);
        }
        let Some(head) = head else { continue };
        if member.relation == "4" && member.birth_date <= head.birth_date {
            tell(Severity::Notice, Some(member), WarningCode::ChildOlderThanHead);
        }
        if member.relation == "7" && member.birth_date >= head.birth_date {
            tell(Severity::Notice, Some(member), WarningCode::ParentYoungerThanHead);
        }
    }
    found
}
