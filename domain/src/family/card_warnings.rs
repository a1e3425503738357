//! What looks wrong with a whole card. Few things cannot be: exceptions exist and offices differ, so an officer
//! decides about the rest.

use super::{FamilyCard, Member};
use crate::date::{Date, age_on};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// From this age on somebody counts as grown up (UU 23/2006 Ps 63: the age of an own identity card).
pub(super) const ADULT: i32 = 17;

/// How serious a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look.
    Notice,
    /// Against a rule of the card, but another request may put it right, or an officer may know why.
    Serious,
    /// No card can be so.
    Impossible,
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
    /// The head has a husband or wife on the card, but no married status.
    HeadNotMarried,
    /// A date of marriage or divorce, but never married.
    DateOfNoMarriage,
    /// Nobody on the card is 17 or was ever married (Permendagri 108/2019 Ps 10(3): a relative joins, or the
    /// children go to a relative's card).
    ChildrenAlone,
    /// Husband or wife of somebody who has died or is divorced, with a married status still.
    StillMarried,
    /// Another head leads, and this relation to the new one is not what that to the former one tells.
    RelationUnlikely,
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
        0 if card.members.is_empty() => {}
        0 => tell(Severity::Serious, None, WarningCode::NoHead),
        1 => {}
        _ => tell(Severity::Impossible, None, WarningCode::SeveralHeads),
    }
    let grown = |member: &Member| age_on(member.birth_date, today) >= ADULT || member.was_ever_married();
    if !card.members.is_empty() && !card.members.iter().any(grown) {
        tell(Severity::Serious, None, WarningCode::ChildrenAlone);
    }
    let head = card.head();
    if let Some(head) = head {
        if !grown(head) {
            tell(Severity::Notice, Some(head), WarningCode::HeadTooYoung);
        }
        let spouse = |member: &Member| member.is_spouse() && member.is_married();
        if !head.is_married() && card.members.iter().any(spouse) {
            tell(Severity::Serious, Some(head), WarningCode::HeadNotMarried);
        }
    }
    for (at, member) in card.members.iter().enumerate() {
        if member.is_spouse() && !member.is_married() {
            tell(Severity::Serious, Some(member), WarningCode::SpouseNotMarried);
        }
        if member.nik.is_some() && card.members.iter().take(at).any(|before| before.nik == member.nik) {
            tell(Severity::Impossible, Some(member), WarningCode::SameNik);
        }
        if let (Some(number), Some(nik)) = (&card.number, &member.nik)
            && number.differs_from(nik).is_err()
        {
            tell(Severity::Impossible, Some(member), WarningCode::NikIsCardNumber);
        }
        if member.marital_date.is_some() && !member.was_ever_married() {
            tell(Severity::Notice, Some(member), WarningCode::DateOfNoMarriage);
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
