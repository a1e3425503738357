//! What is wrong with the family that a request would leave behind.

use super::Outcome;
use crate::date::Date;
use crate::family::{FamilyCard, FamilyWarning, Member, MemberView, Severity, WarningCode, warnings};
use crate::leaving::Leaving;
use serde::{Deserialize, Serialize};

/// One thing that is wrong, with the person it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How serious.
    pub severity: Severity,
    /// What.
    pub code: WarningCode,
    /// The name of the member; empty for the card.
    pub name: String,
    /// The request makes it so; it was not so before.
    pub new: bool,
}

impl Finding {
    /// Whether the request cannot be sent or approved like this: no card can be so, and it is the request that
    /// makes it so. What was wrong before is for the officer.
    pub fn hinders(&self) -> bool {
        self.new && self.severity == Severity::Impossible
    }
}

/// Everything that is wrong with the card after the changes and with a new one, worst first.
pub fn findings(before: &FamilyCard, outcome: &Outcome, today: Date) -> Vec<Finding> {
    let known = warnings(before, today);
    let mut found = Vec::new();
    for (apart, card) in [(false, Some(&outcome.stays)), (true, outcome.apart.as_ref())] {
        let Some(card) = card else { continue };
        let tell = |warning: FamilyWarning| {
            let member = warning.member.and_then(|id| card.member(id));
            Finding {
                severity: warning.severity,
                code: warning.code,
                name: member.map(|member| member.name.as_str().to_owned()).unwrap_or_default(),
                new: !known.contains(&warning),
            }
        };
        // The head of a new card may come from another one, which the portal does not know.
        let wrong = warnings(card, today).into_iter();
        found.extend(wrong.filter(|one| !apart || one.code != WarningCode::NoHead).map(tell));
    }
    found.extend(left_behind(before, outcome).map(|member| Finding {
        severity: Severity::Serious,
        code: WarningCode::StillMarried,
        name: member.name.as_str().to_owned(),
        new: true,
    }));
    found.extend(unlikely(before, outcome).map(|member| Finding {
        severity: Severity::Notice,
        code: WarningCode::RelationUnlikely,
        name: member.name.as_str().to_owned(),
        new: true,
    }));
    found.sort_by_key(|one| core::cmp::Reverse((one.severity, one.new)));
    found
}

/// Members under another head whose relation is not what the card told before: somebody thought of one head while
/// answering and chose another in the end.
fn unlikely<'a>(before: &'a FamilyCard, outcome: &'a Outcome) -> impl Iterator<Item = &'a Member> {
    let was = |member: &Member| before.member(member.id).map(MemberView::of);
    let cards = core::iter::once(&outcome.stays).chain(&outcome.apart);
    let led = cards.filter_map(move |card| {
        let head = card.head().filter(|head| before.head().is_none_or(|former| former.id != head.id))?;
        Some((card, was(head)?))
    });
    led.flat_map(move |(card, head)| {
        card.members.iter().filter(move |member| {
            let likely = was(member).and_then(|one| one.relation_to(&head));
            !member.is_head() && likely.is_some_and(|likely| likely != member.relation)
        })
    })
}

/// Husbands and wives who stay behind somebody who has died or is divorced now, and are married still. Only as many
/// as the card can tell: those of the head, or the head.
fn left_behind<'a>(before: &'a FamilyCard, outcome: &'a Outcome) -> impl Iterator<Item = &'a Member> {
    let was = |member: &Member, fits: fn(&Member) -> bool| before.member(member.id).is_some_and(fits);
    let died = outcome.left.iter().filter(|(_, why)| *why == Leaving::Dead).map(|(member, _)| member);
    let gone = outcome.left.iter().map(|(member, _)| member);
    let gone = gone.chain(outcome.apart.iter().flat_map(|card| &card.members));
    let divorced = gone.filter(|member| member.is_divorced() && was(member, Member::is_married));
    let parted: Vec<&Member> = died.chain(divorced).collect();
    let parted_from = |fits| parted.iter().any(|member| was(member, fits));
    let (no_head, no_spouse) = (parted_from(Member::is_head), parted_from(Member::is_spouse));
    let several = before.members.iter().filter(|member| member.is_spouse()).count() > 1;
    outcome.stays.members.iter().filter(move |member| {
        let alone = (no_head && was(member, Member::is_spouse))
            || (no_spouse && !several && was(member, Member::is_head));
        alone && member.is_married()
    })
}
