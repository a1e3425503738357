//! What members are to each other when somebody else leads the family: a proposal, for the card knows only what each is
//! to the present head.

use super::MemberView;
use crate::element::Element;

// Codes of the relation to the head (SHDK).
const HEAD: &str = "1";
const HUSBAND: &str = "2";
const WIFE: &str = "3";
const CHILD: &str = "4";
const CHILD_IN_LAW: &str = "5";
const GRANDCHILD: &str = "6";
const PARENT: &str = "7";
const PARENT_IN_LAW: &str = "8";
const OTHER_RELATIVE: &str = "9";
const SERVANT: &str = "10";
const OTHER: &str = "11";

/// Who leads, who they are to the former head, what they become; as far as it is certain.
const BECOMES: [(&[&str], &[&str], &str); 11] = [
    (&[HUSBAND, WIFE], &[CHILD], CHILD),
    (&[HUSBAND, WIFE], &[CHILD_IN_LAW], CHILD_IN_LAW),
    (&[HUSBAND, WIFE], &[GRANDCHILD], GRANDCHILD),
    (&[HUSBAND, WIFE], &[PARENT], PARENT_IN_LAW),
    (&[HUSBAND, WIFE], &[PARENT_IN_LAW], PARENT),
    (&[HUSBAND, WIFE], &[OTHER_RELATIVE], OTHER_RELATIVE),
    (&[CHILD], &[HUSBAND, WIFE], PARENT),
    // Brothers and sisters, grandparents.
    (&[CHILD], &[CHILD, PARENT, PARENT_IN_LAW, OTHER_RELATIVE], OTHER_RELATIVE),
    (&[PARENT], &[HUSBAND, WIFE], CHILD_IN_LAW),
    (&[PARENT_IN_LAW], &[HUSBAND, WIFE], CHILD),
    (&[PARENT, PARENT_IN_LAW], &[CHILD], GRANDCHILD),
];

impl MemberView {
    /// The relation code of this member to another member who becomes the head, as far as it can be told: the wife's
    /// children stay children, a son's mother becomes a parent. Blood and marriage are more than a code, so `None` is
    /// common, and people decide.
    pub fn relation_to(&self, head: &Self) -> Option<&'static str> {
        let (leads, one) = (head.element(Element::Relation), self.element(Element::Relation));
        // Staff and strangers are that to anybody.
        if let Some(same) = [SERVANT, OTHER].into_iter().find(|same| *same == one) {
            return Some(same);
        }
        if leads == one && matches!(one, PARENT | PARENT_IN_LAW) {
            return self.may_be_married_to(head).then(|| self.spouse());
        }
        let row = BECOMES.iter().find(|(heads, ones, _)| heads.contains(&leads) && ones.contains(&one));
        row.map(|(_, _, will)| *will)
    }

    /// Whether this member may be husband or wife of another one, as far as the card tells: both are married and of
    /// different sex, and the head's is the husband or wife on the card.
    pub fn may_be_spouse_of(&self, other: &Self) -> bool {
        let relation = |one: &Self| one.element(Element::Relation).to_owned();
        let belongs = |one: &str, other: &str| one != HEAD || matches!(other, HUSBAND | WIFE);
        let (one, there) = (relation(self), relation(other));
        let fit = belongs(&one, &there) && belongs(&there, &one);
        let only_the_heads = |one: &str, other: &str| !matches!(one, HUSBAND | WIFE) || other == HEAD;
        fit && only_the_heads(&one, &there) && only_the_heads(&there, &one) && self.may_be_married_to(other)
    }

    fn may_be_married_to(&self, other: &Self) -> bool {
        let married = |one: &Self| matches!(one.element(Element::Marital), "2" | "3");
        married(self) && married(other) && self.element(Element::Sex) != other.element(Element::Sex)
    }

    fn spouse(&self) -> &'static str {
        if self.element(Element::Sex) == "1" { HUSBAND } else { WIFE }
    }

    fn element(&self, element: Element) -> &str {
        self.elements.get(&element).map_or("", String::as_str)
    }
}
