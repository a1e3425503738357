//! Whatever is typed, reading it answers and never breaks.

use domain::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_reader_takes_any_text(a: String, b: String, c: String) {
        let _ = (Nik::parse(&a), Nik::parse_recorded(&a), KkNumber::parse(&a), Phone::parse(&a), Email::parse(&a));
        let _ = (PersonName::parse(&a), RecordedName::parse(&a), Password::parse(&a, &[&b, &c]), normalise_words(&a));
        let _ = (parse_date(&a, &b, &c), date::from_iso(&a), ReceiptNumber::parse(&a), Target::parse(&a));
        let _ = (Status::parse(&a), Role::parse(&a), Command::parse(&a), Element::parse(&a), Language::parse(&a));
        let _ = (Zone::parse(&a), MediaType::parse(&a), sniff(a.as_bytes()));
        for element in Element::ALL {
            let _ = element.display(&a, Language::Id);
        }
    }

    #[test]
    fn whatever_is_accepted_can_be_stored_and_read_again(a: String) {
        if let Ok(name) = RecordedName::parse(&a) {
            prop_assert!((1..=60).contains(&name.as_str().chars().count()));
            prop_assert_eq!(RecordedName::parse(name.as_str()), Ok(name));
        }
        if let Ok(email) = Email::parse(&a) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }

    #[test]
    fn numbers_and_dates_are_read_near_their_form(raw in prop::collection::vec(prop::sample::select("0123456789 -.+/8628OI".chars().collect::<Vec<_>>()), 0..24)) {
        let raw: String = raw.into_iter().collect();
        let _ = (Nik::parse(&raw), KkNumber::parse(&raw), ReceiptNumber::parse(&raw), date::from_iso(&raw));
        if let Ok(phone) = Phone::parse(&raw) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
        }
    }
}
