//! The official lists are whole, and every name is written and read the same.

use domain::codes::label;
use domain::{Code, CodeList, Element, FieldError, Flag, Flagged, Language, Target};
use std::collections::BTreeSet;

const LISTS: [(CodeList, usize); 8] = [
    (CodeList::Sex, 2),
    (CodeList::Religion, 7),
    (CodeList::Education, 10),
    (CodeList::Occupation, 99),
    (CodeList::Blood, 13),
    (CodeList::Marital, 6),
    (CodeList::Relation, 11),
    (CodeList::Citizenship, 2),
];

#[test]
fn every_list_is_whole_and_in_order() {
    for (list, count) in LISTS {
        let entries = list.entries();
        assert_eq!(entries.len(), count, "{list:?}");
        if list != CodeList::Citizenship {
            let numbered = entries.iter().zip(1..).all(|(entry, number)| entry.code == number.to_string());
            assert!(numbered, "{list:?}");
        }
        assert_eq!(entries.iter().map(|entry| entry.id).collect::<BTreeSet<_>>().len(), count, "{list:?}");
        assert_eq!(entries.iter().map(|entry| entry.en).collect::<BTreeSet<_>>().len(), count, "{list:?}");
        assert!(entries.iter().all(|Code { id, en, .. }| !id.is_empty() && !en.is_empty()));
    }
}

#[test]
fn common_occupations_come_first_and_none_is_lost() {
    let sorted = CodeList::Occupation.common_first();
    assert_eq!(sorted[0].id, "Belum/tidak bekerja");
    assert_eq!(sorted.len(), 99);
    assert_eq!(sorted.iter().map(|entry| entry.code).collect::<BTreeSet<_>>().len(), 99);
    assert_eq!(CodeList::Sex.common_first().len(), 2);
}

#[test]
fn a_code_has_a_label_in_both_languages() {
    assert_eq!(label(CodeList::Education, "5", Language::Id), Some("SLTA/sederajat"));
    assert_eq!(label(CodeList::Education, "5", Language::En), Some("Upper secondary school"));
    assert_eq!(label(CodeList::Marital, "3", Language::Id), Some("Kawin belum tercatat"));
    assert_eq!(label(CodeList::Education, "11", Language::Id), None);
}

#[test]
fn elements_are_read_as_they_are_written() {
    for element in Element::ALL {
        assert_eq!(Element::parse(element.as_str()), Some(element));
        assert_eq!(serde_json::to_string(&element).unwrap(), format!("\"{}\"", element.as_str()));
    }
}

#[test]
fn targets_are_read_as_they_are_written() {
    let question = Target::Question { code: "child_name".into() };
    let document = Target::Document { slot: "ijazah".into() };
    for (target, text) in
        [(question.clone(), "q:child_name"), (document, "d:ijazah"), (Target::General, "umum")]
    {
        assert_eq!(target.as_str(), text);
        assert_eq!(Target::parse(text), Some(target.clone()));
        assert_eq!(serde_json::to_string(&target).unwrap(), format!("\"{text}\""));
    }
    for wrong in ["", "q:", "d:", "x:y", "umum:", "child_name"] {
        assert_eq!(Target::parse(wrong), None, "{wrong}");
    }
    let flagged = Flagged(vec![Flag { target: question, reason: "typing_slip".into(), note: String::new() }]);
    assert_eq!((flagged.of_question("child_name").count(), flagged.of_slot("child_name").count()), (1, 0));
    assert_eq!(
        serde_json::to_string(&flagged).unwrap(),
        r#"[{"target":"q:child_name","reason":"typing_slip","note":""}]"#
    );
}

#[test]
fn the_code_of_an_error_is_the_one_on_the_wire() {
    let errors = [
        FieldError::Missing,
        FieldError::TooLong { max: 60 },
        FieldError::CodeWrong { tries_left: 3 },
        FieldError::NotWithinDays { days: 60 },
        FieldError::NotAnRtRw,
        FieldError::SameAsKkNumber,
    ];
    for error in errors {
        let json = serde_json::to_value(&error).unwrap();
        assert_eq!(json["code"], error.code());
        assert_eq!(serde_json::from_value::<FieldError>(json).unwrap(), error);
    }
}
