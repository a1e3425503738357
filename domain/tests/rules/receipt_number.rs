//! A receipt number finds the slips that people make.

use domain::{FieldError, ReceiptNumber};
use proptest::prelude::*;

const ALPHABET: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

proptest! {
    #[test]
    fn every_single_typo_is_found(entropy: [u8; 8]) {
        let number = ReceiptNumber::from_entropy(entropy);
        for at in 0..9 {
            for letter in ALPHABET.chars() {
                let mut typed: Vec<char> = number.as_str().chars().collect();
                let same = typed[at] == letter;
                typed[at] = letter;
                let typed: String = typed.into_iter().collect();
                prop_assert_eq!(ReceiptNumber::parse(&typed).is_ok(), same, "{}", typed);
            }
        }
    }

    #[test]
    fn every_swap_of_neighbours_is_found(entropy: [u8; 8]) {
        let number = ReceiptNumber::from_entropy(entropy);
        for at in 0..8 {
            let mut typed: Vec<char> = number.as_str().chars().collect();
            let same = typed[at] == typed[at + 1];
            typed.swap(at, at + 1);
            let typed: String = typed.into_iter().collect();
            prop_assert_eq!(ReceiptNumber::parse(&typed).is_ok(), same, "{}", typed);
        }
    }

    #[test]
    fn it_is_read_as_people_type_it(entropy: [u8; 8]) {
        let number = ReceiptNumber::from_entropy(entropy);
        let shown = number.to_string();
        prop_assert_eq!(shown.len(), 11);
        prop_assert_eq!(&ReceiptNumber::displayed(number.as_str()), &shown);
        prop_assert_eq!(ReceiptNumber::displayed("B12"), "B12", "what is none stays");
        prop_assert_eq!(&ReceiptNumber::parse(&shown).unwrap(), &number);
        prop_assert_eq!(&ReceiptNumber::parse(&format!("  {} ", shown.to_lowercase().replace('-', " "))).unwrap(), &number);
        prop_assert_eq!(serde_json::from_value::<ReceiptNumber>(serde_json::to_value(&number).unwrap()).unwrap(), number);
    }
}

#[test]
fn look_alikes_and_other_lengths_are_refused() {
    assert_eq!(ReceiptNumber::parse(" - "), Err(FieldError::Missing));
    let number = ReceiptNumber::from_entropy([7; 8]);
    for wrong in ["0", "O", "1", "I", "L", "Ä", "é", "_"] {
        let typed = format!("{wrong}{}", number.as_str().get(1..).unwrap());
        assert_eq!(ReceiptNumber::parse(&typed), Err(FieldError::NotAReceiptNumber), "{typed}");
    }
    for wrong in [number.as_str().get(1..).unwrap().to_owned(), format!("{}2", number.as_str())] {
        assert_eq!(ReceiptNumber::parse(&wrong), Err(FieldError::NotAReceiptNumber));
    }
}

#[test]
fn different_entropy_gives_different_numbers() {
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..10_000_u64 {
        assert!(seen.insert(ReceiptNumber::from_entropy(n.to_be_bytes())));
    }
}
