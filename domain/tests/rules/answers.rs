//! Raw answers are kept as typed, and never without limit.

use domain::{Answers, AnswersFull, FieldError};
use proptest::prelude::*;
use time::macros::date;

#[test]
fn answers_are_kept_as_typed() {
    let mut answers = Answers::new();
    answers.set("name", "  Siti ").unwrap();
    answers.set("note", "").unwrap();
    assert_eq!((answers.get("name"), answers.text("name")), (Some("  Siti "), "Siti"));
    assert_eq!((answers.get("note"), answers.get("other")), (Some(""), None));
    assert!(answers.is_answered("name") && !answers.is_answered("note"));
    assert_eq!(format!("{answers:?}"), "Answers(2 given)");
    answers.remove("name");
    assert_eq!(answers.get("name"), None);
}

#[test]
fn a_date_is_three_answers() {
    let mut answers = Answers::new();
    assert_eq!(answers.date("birth"), Ok(None));
    answers.set("birth.month", "2").unwrap();
    assert!(answers.is_answered("birth"));
    assert_eq!(answers.date("birth"), Err(FieldError::IncompleteDate));
    answers.set_date("birth", date!(2026 - 02 - 28)).unwrap();
    assert_eq!(answers.date("birth"), Ok(Some(date!(2026 - 02 - 28))));
    answers.set("birth.day", "29").unwrap();
    assert_eq!(answers.date("birth"), Err(FieldError::NoSuchDate));
}

#[test]
fn limits_hold_and_a_refusal_changes_nothing() {
    let mut answers = Answers::new();
    assert_eq!(answers.set("a", "ü".repeat(2_001)), Err(AnswersFull));
    answers.set("a", "ü".repeat(2_000)).unwrap();
    assert_eq!(answers.set("c".repeat(81), "x"), Err(AnswersFull));
    for n in 0..15 {
        answers.set(format!("q{n}"), "ü".repeat(2_000)).unwrap();
    }
    let before = answers.clone();
    assert_eq!(answers.set("last", "ü".repeat(2_000)), Err(AnswersFull));
    assert_eq!(answers, before);
    // Replacing counts only the difference.
    answers.set("q0", "x".repeat(2_000)).unwrap();

    let mut more = Answers::new();
    more.set("z1", "x".repeat(2_000)).unwrap();
    more.set("z2", "x".repeat(2_000)).unwrap();
    let before = answers.clone();
    assert_eq!(answers.merge(&more), Err(AnswersFull));
    assert_eq!(answers, before);
}

#[test]
fn too_much_json_is_refused() {
    let json = format!("{{\"a\": \"{}\"}}", "x".repeat(2_001));
    assert!(serde_json::from_str::<Answers>(&json).is_err());
}

proptest! {
    #[test]
    fn merging_lets_the_later_win(a in prop::collection::btree_map(".{0,0}[a-d]", any::<String>(), 0..4), b in prop::collection::btree_map("[a-d]", any::<String>(), 0..4)) {
        let mut merged = Answers::try_from(a.clone()).unwrap();
        let other = Answers::try_from(b.clone()).unwrap();
        merged.merge(&other).unwrap();
        for code in ["a", "b", "c", "d"] {
            prop_assert_eq!(merged.get(code), b.get(code).or(a.get(code)).map(String::as_str));
        }
        let json = serde_json::to_string(&merged).unwrap();
        prop_assert_eq!(serde_json::from_str::<Answers>(&json).unwrap(), merged);
    }
}
