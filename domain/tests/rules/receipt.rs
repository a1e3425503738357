//! The text of a receipt is canonical: it comes back as it was, and nothing else is read.

use domain::{Receipt, ReceiptChange, ReceiptCode, ReceiptDocument, ReceiptNumber};
use proptest::prelude::*;
use time::OffsetDateTime;

/// Words as they come in, bars, backslashes and ends of lines included; blanks around them do not count.
fn words() -> impl Strategy<Value = String> {
    "[ -~é\\n\\\\|]{0,24}".prop_map(|text| text.trim().to_owned())
}

prop_compose! {
    fn receipts()(
        entropy: [u8; 8], sending in 1..9_u32, sent in 0..4_000_000_000_000_i64, due in 0..4_000_000_000_000_i64,
        (office, title, applicant) in (words(), words(), words()),
        changes in proptest::collection::vec((words(), words(), words()), 0..4),
        documents in proptest::collection::vec((any::<u64>(), "[0-9a-f]{64}"), 0..4),
        originals in proptest::collection::vec("[a-z_]{1,12}", 0..3),
        salt in "[0-9a-f]{32}",
    ) -> Receipt {
        let at = |ms: i64| OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000).unwrap();
        Receipt {
            number: ReceiptNumber::from_entropy(entropy),
            sending, sent_at: at(sent), due_at: at(due), office, title, applicant, originals, salt,
            procedure: "KK-07".into(),
            changes: changes.into_iter().map(|(subject, was, will)| ReceiptChange { subject, element: "name".into(), was, will }).collect(),
            documents: documents.into_iter().map(|(bytes, sha256)| ReceiptDocument { slot: "ijazah".into(), bytes, sha256 }).collect(),
        }
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(receipt in receipts()) {
        let text = receipt.to_text();
        prop_assert_eq!(Receipt::parse(&text).unwrap(), receipt);
    }

    #[test]
    fn a_text_with_a_sign_more_or_less_is_another_receipt_or_none(receipt in receipts(), at in any::<prop::sample::Index>(), sign: char) {
        let text = receipt.to_text();
        let signs: Vec<char> = text.chars().collect();
        let at = at.index(signs.len());
        let without: String = signs.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, sign)| *sign).collect();
        let with: String = signs[..at].iter().chain([&sign]).chain(&signs[at..]).collect();
        for bent in [without, with].iter().filter(|bent| **bent != text) {
            // Two texts never mean the same: what is read is written as it was read.
            prop_assert!(Receipt::parse(bent).is_none_or(|other| other != receipt && other.to_text() == *bent));
        }
    }

    #[test]
    fn nothing_that_is_no_receipt_breaks_the_reader(text in any::<String>()) {
        prop_assert!(Receipt::parse(&text).is_none());
        let _ = ReceiptCode::parse(&text);
    }

    #[test]
    fn every_single_typo_and_every_swap_of_neighbours_in_a_code_is_found(hash: [u8; 32]) {
        let code = ReceiptCode::from_hash(hash);
        let letters: Vec<char> = code.as_str().chars().collect();
        prop_assert_eq!(letters.len(), 16);
        prop_assert_eq!(&ReceiptCode::parse(&code.to_string().to_lowercase()).unwrap(), &code);
        for at in 0..letters.len() {
            for letter in "23456789ABCDEFGHJKMNPQRSTUVWXYZ".chars().filter(|letter| *letter != letters[at]) {
                let mut typed = letters.clone();
                typed[at] = letter;
                prop_assert_eq!(ReceiptCode::parse(&typed.into_iter().collect::<String>()), None);
            }
            if at + 1 < letters.len() && letters[at] != letters[at + 1] {
                let mut typed = letters.clone();
                typed.swap(at, at + 1);
                prop_assert_eq!(ReceiptCode::parse(&typed.into_iter().collect::<String>()), None);
            }
        }
    }
}

#[test]
fn the_text_is_this_one_for_ever() {
    let receipt = Receipt {
        number: ReceiptNumber::from_entropy([7; 8]),
        sending: 1,
        sent_at: time::macros::datetime!(2026-11-22 10:00:00.25 +7),
        due_at: time::macros::datetime!(2026-11-23 09:00 UTC),
        office: "Dinas Contoh".into(),
        procedure: "KK-07".into(),
        title: "Perbarui pendidikan".into(),
        applicant: "Siti | Rahma\\wati".into(),
        changes: vec![ReceiptChange {
            subject: "Dimas".into(),
            element: "education".into(),
            was: String::new(),
            will: "SLTA/sederajat".into(),
        }],
        documents: vec![ReceiptDocument { slot: "ijazah".into(), bytes: 23, sha256: "3f".into() }],
        originals: vec!["ktp_el".into()],
        salt: "9a".into(),
    };
    let number = receipt.number.as_str();
    let text = format!(
        "kk-daring-receipt/1\nnumber: {number}\nsending: 1\nsent: 2026-11-22T03:00:00.25Z\ndue: 2026-11-23T09:00:00Z\n\
         office: Dinas Contoh\nprocedure: KK-07 | Perbarui pendidikan\napplicant: Siti \\p Rahma\\\\wati\n\
         change: Dimas | education |  | SLTA/sederajat\ndocument: ijazah | 23 | 3f\noriginal: ktp_el\nsalt: 9a\n"
    );
    assert_eq!(receipt.to_text(), text);
    assert_eq!(ReceiptCode::from_hash([9; 32]), ReceiptCode::from_hash([9; 32]));
    for wrong in [
        "",
        "kk-daring-receipt/2\n",
        &text.replace("/1\n", "/2\n"),
        &text[..text.len() - 1],
        &format!("{text}\n"),
    ] {
        assert_eq!(Receipt::parse(wrong), None, "{wrong}");
    }
}
