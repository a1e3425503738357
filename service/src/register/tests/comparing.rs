//! Two cards side by side.
#![expect(clippy::unwrap_used, reason = "tests")]
use super::cards::{card, person};
use crate::register::compare::{Difference, adopt, differences};
use domain::{Element, FamilyCard, KkNumber, Member, RecordedName};
use proptest::prelude::*;
use uuid::Uuid;

fn family() -> FamilyCard {
    let members = [
        person("Slamet Riyadi", "9901010405800001", "1"),
        person("Siti Nur'aini", "9901016507840002", "3"),
        person("Dimas Prasetyo", "9901010405060003", "4"),
    ];
    card("9901010501150001", &members)
}

/// As another program would write it: other ids, in capitals.
fn as_the_office_writes(own: &FamilyCard) -> FamilyCard {
    let loud = |member: &Member| Member {
        id: Uuid::now_v7(),
        name: RecordedName::parse(&member.name.as_str().to_uppercase().replace('\'', "")).unwrap(),
        birth_place: member.birth_place.to_uppercase(),
        ..member.clone()
    };
    FamilyCard {
        address: "DSN. KEMIRI 12".replace("DSN.", "DUSUN"),
        village: own.village.to_uppercase(),
        members: own.members.iter().map(loud).collect(),
        ..own.clone()
    }
}

#[test]
fn capitals_signs_and_ids_make_no_difference() {
    let own = family();
    assert_eq!(differences(&own, &as_the_office_writes(&own)), []);
}

#[test]
fn each_element_that_differs_is_told_once_with_both_values() {
    let changed: [(Element, &str); 8] = [
        (Element::Name, "Dimas Prasetya"),
        (Element::Sex, "2"),
        (Element::BirthDate, "1981-05-04"),
        (Element::Education, "5"),
        (Element::Occupation, "88"),
        (Element::Marital, "2"),
        (Element::Relation, "6"),
        (Element::Citizenship, "OA"),
    ];
    for (element, value) in changed {
        let own = family();
        let mut office = as_the_office_writes(&own);
        let was = own.members[2].get(element).unwrap();
        assert!(office.members[2].set(element, value));
        let told = Difference::Member {
            name: "Dimas Prasetyo".into(),
            element,
            own: was,
            office: office.members[2].get(element).unwrap(),
        };
        assert_eq!(differences(&own, &office), [told]);
    }
    let own = family();
    let mut office = own.clone();
    office.number = Some(KkNumber::parse("9901010501150002").unwrap());
    office.rt = "009".into();
    let told = differences(&own, &office);
    assert!(
        matches!(
            &told[..],
            [Difference::Number { .. }, Difference::Card { element: Element::Rt, own, office }]
                if own == "002" && office == "009"
        ),
        "{told:?}"
    );
}

#[test]
fn what_one_side_does_not_know_is_no_difference() {
    let mut own = family();
    let mut office = as_the_office_writes(&own);
    own.members[0].father = "Sukardi".into();
    office.members[1].mother = "Sumarni".into();
    own.members[2].blood = "4".into();
    (own.postcode, office.village) = ("55999".into(), String::new());
    assert_eq!(office.members[2].blood, "13");
    assert_eq!(differences(&own, &office), []);
}

#[test]
fn whoever_is_on_one_card_only_is_named() {
    let own = family();
    let mut office = as_the_office_writes(&own);
    office.members[2] = person("Ayu Lestari", "9901015911120004", "4");
    let told = differences(&own, &office);
    assert_eq!(
        told,
        [
            Difference::OnlyHere { member: own.members[2].id, name: "Dimas Prasetyo".into() },
            Difference::OnlyOffice { name: "Ayu Lestari".into() },
        ]
    );
}

#[test]
fn who_had_no_nik_yet_is_known_by_name_and_birth_and_has_one_now() {
    let mut own = family();
    own.members[2].nik = None;
    let office = as_the_office_writes(&family());
    assert_eq!(differences(&own, &office), []);
    let adopted = adopt(&own, office);
    assert_eq!(adopted.members[2].id, own.members[2].id);
    assert_eq!(adopted.members[2].nik, family().members[2].nik);
}

#[test]
fn the_office_card_as_ones_own_keeps_ids_and_what_the_office_does_not_know() {
    let mut own = family();
    own.members[0].blood = "4".into();
    own.members[0].father = "Sukardi".into();
    own.postcode = "55999".into();
    let mut office = as_the_office_writes(&own);
    office.members[0].blood = "13".into();
    office.members[0].father = String::new();
    office.members[2].education = "5".into();
    office.members.remove(1);
    let adopted = adopt(&own, office);
    let ids: Vec<Uuid> = adopted.members.iter().map(|member| member.id).collect();
    assert_eq!(ids, [own.members[0].id, own.members[2].id]);
    assert_eq!((adopted.members[0].blood.as_str(), adopted.members[0].father.as_str()), ("4", "Sukardi"));
    assert_eq!(adopted.members[1].education, "5");
}

proptest! {
    #[test]
    fn after_taking_the_office_data_nothing_differs(
        typed in proptest::collection::vec((0_usize..3, 0_usize..5, 1_u8..7), 0..8),
        gone in proptest::option::of(0_usize..3),
        unnumbered in proptest::option::of(0_usize..3),
    ) {
        let office = as_the_office_writes(&family());
        let mut own = family();
        for (who, what, value) in typed {
            let element = [Element::Education, Element::Religion, Element::Marital, Element::Relation, Element::BirthDate][what];
            let value = if element == Element::BirthDate { format!("199{value}-01-02") } else { value.to_string() };
            prop_assert!(own.members[who].set(element, &value));
        }
        if let Some(who) = unnumbered {
            own.members[who].nik = None;
        }
        if let Some(who) = gone {
            own.members.remove(who);
        }
        let adopted = adopt(&own, office.clone());
        prop_assert_eq!(differences(&adopted, &office), []);
        prop_assert_eq!(adopted.members.len(), office.members.len());
        let mut ids: Vec<Uuid> = adopted.members.iter().map(|member| member.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), adopted.members.len());
    }
}
