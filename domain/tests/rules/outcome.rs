//! Changes applied to a card, and what is wrong with the family that results.

use crate::family::{TODAY, card, member};
use domain::leaving::Leaving;
use domain::{
    Change, ChangeSubject, Element, FamilyCard, Finding, Member, Nik, Severity, Unreadable, WarningCode,
    findings, outcome,
};
use proptest::prelude::*;
use uuid::Uuid;

const NEWCOMER: Uuid = Uuid::from_u128(99);

fn change(subject: ChangeSubject, element: Element, was: Option<&str>, will: &str) -> Change {
    Change { subject, element, was: was.map(str::to_owned), will: will.to_owned(), basis: None, event: None }
}

fn of(id: u128, element: Element, will: &str) -> Change {
    change(ChangeSubject::Member(Uuid::from_u128(id), String::new()), element, None, will)
}

fn leaves(id: u128, why: Leaving) -> Change {
    of(id, Element::Membership, why.as_str())
}

fn new(pairs: &[(Element, &str)]) -> Vec<Change> {
    pairs.iter().map(|(element, will)| change(ChangeSubject::NewMember, *element, None, will)).collect()
}

/// Father, mother and a child of 16.
fn family() -> FamilyCard {
    card(vec![member(1, "1", "1985"), member(2, "3", "1988"), member(3, "4", "2010")])
}

fn found(changes: &[Change]) -> Vec<Finding> {
    findings(&family(), &outcome(&family(), changes, NEWCOMER).unwrap(), TODAY)
}

fn codes(changes: &[Change]) -> Vec<WarningCode> {
    found(changes).into_iter().map(|one| one.code).collect()
}

#[test]
fn a_child_joins_and_a_school_is_finished() {
    let mut changes = new(&[
        (Element::Name, "Ayunda Laras"),
        (Element::BirthDate, "2026-11-02"),
        (Element::Sex, "2"),
        (Element::Relation, "4"),
    ]);
    changes.push(of(3, Element::Education, "5"));
    let after = outcome(&family(), &changes, NEWCOMER).unwrap();
    assert_eq!(after.stays.members.len(), 4);
    let child = after.stays.member(NEWCOMER).unwrap();
    let told = (child.name.as_str(), child.nik.as_ref(), child.relation.as_str());
    assert_eq!(told, ("Ayunda Laras", None, "4"));
    assert_eq!(after.stays.member(Uuid::from_u128(3)).unwrap().education, "5");
    assert!(!after.needs_number(&family(), None) && after.apart.is_none() && after.left.is_empty());
    assert_eq!(findings(&family(), &after, TODAY), []);
}

#[test]
fn somebody_new_with_the_nik_of_a_member_is_that_member() {
    let nik = member(3, "4", "2010").nik.unwrap();
    let changes = new(&[
        (Element::Nik, nik.as_str()),
        (Element::Name, "Slamet Riyadi"),
        (Element::BirthDate, "2010-03-14"),
    ]);
    let after = outcome(&family(), &changes, NEWCOMER).unwrap();
    assert_eq!(after.stays.members.len(), 3);
    assert_eq!(after.stays.members[2].name.as_str(), "Slamet Riyadi");
    assert_eq!(after.stays.members[2].id, Uuid::from_u128(3));

    // Another day of birth is another person, or a slip: nobody is overwritten, and it cannot be sent.
    let mut slip = changes;
    slip[2].will = "1999-01-02".into();
    assert_eq!(codes(&slip), [WarningCode::SameNik]);
    assert!(found(&slip).iter().any(Finding::hinders));
}

#[test]
fn who_gets_a_card_of_their_own_takes_the_address_along_and_waits_for_a_number() {
    let changes = [of(3, Element::Relation, "1"), leaves(3, Leaving::OwnCard)];
    let after = outcome(&family(), &changes, NEWCOMER).unwrap();
    let apart = after.apart.clone().unwrap();
    assert_eq!((apart.number.as_ref(), apart.address.as_str()), (None, "Jalan Melati 3"));
    assert_eq!(apart.head().map(|head| head.id), Some(Uuid::from_u128(3)));
    assert_eq!(after.stays.number, family().number, "the head is the same");
    let needs = |id: u128| after.needs_number(&family(), member(id, "1", "1985").nik.as_ref());
    assert!(needs(3) && !needs(1));
    let of_nik = |id: u128| after.card_of(member(id, "1", "1985").nik.as_ref());
    assert_eq!(of_nik(3), Some(&apart));
    assert_eq!(of_nik(1), Some(&after.stays));
    assert_eq!(after.card_of(Nik::parse("9901011503850077").ok().as_ref()), Some(&after.stays));
    assert_eq!(after.card_of(None), Some(&after.stays));
}

#[test]
fn another_head_needs_another_number_and_who_moves_has_no_card_we_know() {
    let changes = [leaves(1, Leaving::Moved), of(2, Element::Relation, "1"), of(2, Element::Marital, "4")];
    let after = outcome(&family(), &changes, NEWCOMER).unwrap();
    assert!(after.needs_number(&family(), None));
    assert_eq!(after.card_of(member(1, "1", "1985").nik.as_ref()), None);
    assert_eq!(findings(&family(), &after, TODAY), []);
    let headless = outcome(&family(), &[leaves(1, Leaving::Moved)], NEWCOMER).unwrap();
    assert!(!headless.needs_number(&family(), None), "it waits for a head");
}

#[test]
fn a_head_who_has_left_waits_for_the_next_one_but_not_on_the_card_of_others() {
    let moved = outcome(&family(), &[leaves(1, Leaving::Moved)], NEWCOMER).unwrap();
    let kept = moved.card_to_keep(&family(), member(2, "3", "1988").nik.as_ref()).unwrap();
    assert_eq!(kept.members, family().members);
    assert_eq!(moved.card_to_keep(&family(), member(1, "1", "1985").nik.as_ref()), None);
    let own = outcome(&family(), &[leaves(3, Leaving::OwnCard)], NEWCOMER).unwrap();
    let kept = own.card_to_keep(&family(), member(3, "4", "2010").nik.as_ref()).unwrap();
    assert_eq!(kept.members, [member(3, "4", "2010")], "the father is not on the card of the child");
}

#[test]
fn somebody_new_who_is_a_head_gets_a_card_with_an_address_of_its_own() {
    let mut changes = new(&[
        (Element::Name, "Karto"),
        (Element::Nik, "9901011503850077"),
        (Element::BirthDate, "1985-03-15"),
        (Element::Relation, "1"),
    ]);
    changes.push(change(ChangeSubject::Card, Element::Address, None, "Jalan Melati 5"));
    let after = outcome(&family(), &changes, NEWCOMER).unwrap();
    assert_eq!(after.stays, family());
    let apart = after.apart.as_ref().unwrap();
    assert_eq!((apart.members.len(), apart.address.as_str()), (1, "Jalan Melati 5"));
    assert_eq!(findings(&family(), &after, TODAY), []);
    let nikless: Vec<_> = changes.iter().filter(|one| one.element != Element::Nik).cloned().collect();
    let unknown = card(vec![Member { nik: None, ..member(1, "1", "1985") }]);
    let after = outcome(&unknown, &nikless, NEWCOMER).unwrap();
    assert!(after.apart.is_some(), "two heads of whom nobody knows the NIK are two people");
    let empty = card(Vec::new());
    let first = outcome(&empty, &changes, NEWCOMER).unwrap();
    assert!(first.apart.is_none() && first.stays.head().is_some(), "where there is none the card is theirs");
}

#[test]
fn a_family_that_breaks_is_told() {
    use WarningCode::{
        ChildrenAlone, HeadNotMarried, NoHead, SameNik, SeveralHeads, SpouseNotMarried, StillMarried,
    };
    assert_eq!(codes(&[]), []);
    assert_eq!(codes(&[leaves(1, Leaving::Moved)]), [NoHead]);
    assert_eq!(codes(&[leaves(1, Leaving::Dead), of(2, Element::Relation, "1")]), [StillMarried]);
    let widow = [leaves(1, Leaving::Dead), of(2, Element::Relation, "1"), of(2, Element::Marital, "6")];
    assert_eq!(codes(&widow), []);
    assert_eq!(codes(&[leaves(2, Leaving::Dead)]), [StillMarried], "the husband");
    let divorced = [leaves(1, Leaving::OwnCard), of(1, Element::Marital, "4"), of(2, Element::Relation, "1")];
    assert_eq!(codes(&divorced), [StillMarried], "the divorced wife");
    assert_eq!(
        codes(&[leaves(1, Leaving::Moved), of(2, Element::Relation, "1")]),
        [],
        "who moves is no widower"
    );
    assert_eq!(codes(&[leaves(1, Leaving::Dead), leaves(2, Leaving::Dead)]), [NoHead, ChildrenAlone]);
    assert_eq!(codes(&[of(1, Element::Marital, "4")]), [HeadNotMarried]);
    assert_eq!(codes(&[of(2, Element::Marital, "1")]), [SpouseNotMarried]);
    assert_eq!(codes(&[of(2, Element::Relation, "1")]), [SeveralHeads]);
    let nik = member(1, "1", "1985").nik.unwrap();
    assert_eq!(codes(&[of(3, Element::Nik, nik.as_str())]), [SameNik]);
}

#[test]
fn only_what_no_card_can_be_hinders_and_only_if_the_request_makes_it_so() {
    let hinders = |changes: &[Change]| found(changes).iter().any(Finding::hinders);
    assert!(hinders(&[of(2, Element::Relation, "1")]));
    assert!(!hinders(&[leaves(1, Leaving::Moved)]));
    let two_heads = card(vec![member(1, "1", "1985"), member(2, "1", "1988"), member(3, "4", "2010")]);
    let changes = [of(3, Element::Education, "5")];
    let after = outcome(&two_heads, &changes, NEWCOMER).unwrap();
    let found = findings(&two_heads, &after, TODAY);
    assert_eq!((found[0].severity, found[0].new, found[0].hinders()), (Severity::Impossible, false, false));
}

#[test]
fn a_value_that_is_none_of_its_element_is_refused_whole() {
    for (wrong, element) in [
        (of(1, Element::BirthDate, "kemarin"), Element::BirthDate),
        (of(1, Element::Address, "Jalan Melati"), Element::Address),
        (of(1, Element::Membership, "gone"), Element::Membership),
        (change(ChangeSubject::Card, Element::Sex, None, "1"), Element::Sex),
    ] {
        assert_eq!(outcome(&family(), &[wrong], NEWCOMER).unwrap_err(), Unreadable(element));
    }
    let nameless = new(&[(Element::BirthDate, "2026-11-02")]);
    assert_eq!(outcome(&family(), &nameless, NEWCOMER).unwrap_err(), Unreadable(Element::Name));
    let gone = outcome(&family(), &[of(77, Element::Education, "5")], NEWCOMER).unwrap();
    assert_eq!(gone.stays, family(), "a member that is no longer there");
}

/// A member, an element of it and a value that it can have.
fn values() -> impl Strategy<Value = (u128, Element, String)> {
    let coded = proptest::sample::select(vec![
        Element::Sex,
        Element::Religion,
        Element::Education,
        Element::Occupation,
        Element::Marital,
        Element::Relation,
    ]);
    let coded = coded.prop_flat_map(|element| {
        let list = element.code_list().unwrap().common_first();
        let codes: Vec<String> = list.iter().map(|code| code.code.to_owned()).collect();
        (Just(element), proptest::sample::select(codes))
    });
    let date = (1920..2026_i32, 1..=12_u8, 1..=28_u8)
        .prop_map(|(year, month, day)| (Element::BirthDate, format!("{year}-{month:02}-{day:02}")));
    let text = "[A-Z][a-z]{2,12}".prop_map(|place| (Element::BirthPlace, place));
    (1..=3_u128, prop_oneof![coded, date, text]).prop_map(|(id, (element, value))| (id, element, value))
}

proptest! {
    #[test]
    fn semula_with_menjadi_gives_the_new_card_and_back(values in proptest::collection::vec(values(), 0..12)) {
        let (mut now, mut changes) = (family(), Vec::new());
        for (id, element, will) in values {
            let id = Uuid::from_u128(id);
            let member = now.members.iter_mut().find(|member| member.id == id).unwrap();
            let was = member.get(element).unwrap();
            prop_assert!(member.set(element, &will));
            changes.push(change(ChangeSubject::Member(id, String::new()), element, Some(&was), &will));
        }
        let after = outcome(&family(), &changes, NEWCOMER).unwrap();
        prop_assert_eq!(&after.stays, &now);
        let back = |one: &Change| change(one.subject.clone(), one.element, Some(&one.will), one.was.as_ref().unwrap());
        let back: Vec<Change> = changes.iter().rev().map(back).collect();
        prop_assert_eq!(outcome(&after.stays, &back, NEWCOMER).unwrap().stays, family());
    }

    #[test]
    fn nobody_is_lost_and_nobody_is_doubled(leaving in proptest::collection::vec((1..=3_u128, 0..5_usize), 0..6)) {
        let changes: Vec<_> = leaving.iter().map(|(id, why)| leaves(*id, Leaving::ALL[*why])).collect();
        let after = outcome(&family(), &changes, NEWCOMER).unwrap();
        let apart = after.apart.iter().flat_map(|card| &card.members);
        let left = after.left.iter().map(|(member, _)| member);
        let all = after.stays.members.iter().chain(apart).chain(left);
        let mut ids: Vec<Uuid> = all.map(|member: &Member| member.id).collect();
        ids.sort();
        prop_assert_eq!(ids, family().members.iter().map(|member| member.id).collect::<Vec<_>>());
        let _ = findings(&family(), &after, TODAY);
    }
}
