//! Code lists change: what may be chosen today, and what a code was called when a request was sent.

use domain::codes::label;
use domain::{Code, CodeList, Element, Labels, Language, Words};
use std::collections::BTreeMap;
use time::macros::date;

#[test]
fn a_code_may_be_chosen_from_its_first_day_to_its_last() {
    let code = Code {
        code: "100",
        id: "Pembuat konten",
        en: "Content creator",
        valid_from: Some(date!(2027 - 01 - 01)),
        valid_to: Some(date!(2028 - 12 - 31)),
    };
    assert!(!code.is_valid(date!(2026 - 12 - 31)));
    assert!(code.is_valid(date!(2027 - 01 - 01)) && code.is_valid(date!(2028 - 12 - 31)));
    assert!(!code.is_valid(date!(2029 - 01 - 01)));
    assert!(CodeList::Religion.has("7", date!(2026 - 11 - 22)));
    assert!(!CodeList::Religion.has("7", date!(2017 - 11 - 06)), "before the court's decision");
    assert!(!CodeList::Religion.has("8", date!(2026 - 11 - 22)), "no list has it");
}

#[test]
fn a_request_reads_its_labels_after_the_list_has_changed() {
    let before: BTreeMap<_, _> = [("occupation:5".to_owned(), Words::new("Nama lama", "Former name"))].into();
    let kept = Labels::from(before);
    let shown = |labels: &Labels, language| labels.display(Element::Occupation, "5", language);
    assert_eq!(shown(&kept, Language::Id), "Nama lama");
    assert_eq!(shown(&kept, Language::En), "Former name");
    let today = label(CodeList::Occupation, "5", Language::Id).unwrap();
    assert_eq!(shown(&Labels::default(), Language::Id), today);
    assert_eq!(kept.display(Element::Occupation, "65", Language::Id), "Guru", "what was not kept is today's");
    assert_eq!(kept.display(Element::Occupation, "999", Language::Id), "999", "nobody knows it");
}

#[test]
fn what_was_kept_first_stays() {
    let mut kept = Labels::from(BTreeMap::from([("sex:1".to_owned(), Words::new("L", "M"))]));
    kept.keep_value(Element::Sex, "1");
    kept.keep_value(Element::Sex, "2");
    kept.keep_value(Element::Name, "Siti");
    assert_eq!(kept.of(CodeList::Sex, "1", Language::Id), "L", "it was sent like that");
    let json = serde_json::to_string(&kept).unwrap();
    assert!(json.contains("sex:2") && !json.contains("Siti"), "{json}");
}
