//! What members are to each other when somebody else leads.

use domain::{Element, MemberView};
use uuid::Uuid;

fn member(relation: &str, sex: &str, marital: &str) -> MemberView {
    let elements = [(Element::Relation, relation), (Element::Sex, sex), (Element::Marital, marital)];
    MemberView {
        id: Uuid::from_u128(1),
        name: "Darmi".into(),
        nik_masked: String::new(),
        elements: elements.map(|(element, value)| (element, value.to_owned())).into(),
    }
}

/// The relation of a member to a new head, both told by their relation to the former one.
fn becomes(head: &str, one: &str) -> Option<&'static str> {
    member(one, "2", "1").relation_to(&member(head, "1", "1"))
}

#[test]
fn the_relation_to_another_head_is_proposed_where_it_is_certain() {
    for (head, one, will) in [
        // The wife leads: her children, her parents, and those of her husband.
        ("3", "4", Some("4")),
        ("3", "5", Some("5")),
        ("3", "6", Some("6")),
        ("3", "7", Some("8")),
        ("3", "8", Some("7")),
        ("3", "9", Some("9")),
        // A child leads: the mother, brothers and sisters, grandparents.
        ("4", "3", Some("7")),
        ("4", "4", Some("9")),
        ("4", "7", Some("9")),
        ("4", "8", Some("9")),
        // The child's own husband or wife, or that of a brother; a child, or a niece.
        ("4", "5", None),
        ("4", "6", None),
        // The old father leads.
        ("7", "3", Some("5")),
        ("7", "4", Some("6")),
        ("7", "7", None),
        ("8", "3", Some("4")),
        // Too far to tell.
        ("9", "4", None),
        ("6", "3", None),
        // The same to anybody.
        ("9", "10", Some("10")),
        ("3", "11", Some("11")),
    ] {
        assert_eq!(becomes(head, one), will, "{one} of the former head, under {head}");
    }
}

#[test]
fn two_parents_are_a_couple_when_both_are_married() {
    let (father, mother) = (member("7", "1", "2"), member("7", "2", "2"));
    assert_eq!(mother.relation_to(&father), Some("3"));
    assert_eq!(father.relation_to(&mother), Some("2"));
    assert_eq!(member("7", "2", "6").relation_to(&father), None, "a widow");
    assert_eq!(member("7", "1", "2").relation_to(&father), None, "two men");
}
