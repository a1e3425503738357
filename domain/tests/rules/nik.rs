//! NIK and KK number: the table of checks, and that no mask shows the middle.

use domain::{FieldError, KkNumber, Nik, NikWarning};
use proptest::prelude::*;
use time::macros::date;

#[test]
fn the_table_of_a_nik() {
    use FieldError::{Missing, NikDate, NikSerial, NotSixteenDigits, RepeatedDigits};
    let table = [
        ("3404011403850001", Ok("3404011403850001")),
        (" 3404.0114-0385 0001 ", Ok("3404011403850001")),
        ("3404–0114–0385–0001", Ok("3404011403850001")),
        ("3404015403850001", Ok("3404015403850001")),
        ("3404017112990001", Ok("3404017112990001")),
        // Never in a calendar, but only a warning.
        ("3404013102990001", Ok("3404013102990001")),
        // An area of an old province.
        ("9101011403850001", Ok("9101011403850001")),
        ("", Err(Missing)),
        (" . - ", Err(Missing)),
        ("340401140385000", Err(NotSixteenDigits)),
        ("34040114038500011", Err(NotSixteenDigits)),
        ("34040114038500O1", Err(NotSixteenDigits)),
        ("３４０４０１１４０３８５０００１", Err(NotSixteenDigits)),
        ("3404010003850001", Err(NikDate)),
        ("3404013203850001", Err(NikDate)),
        ("3404014003850001", Err(NikDate)),
        ("3404017203850001", Err(NikDate)),
        ("3404011400850001", Err(NikDate)),
        ("3404011413850001", Err(NikDate)),
        ("3404011403850000", Err(NikSerial)),
        ("1234567890123456", Err(NikSerial)),
        ("1111111111111111", Err(RepeatedDigits)),
        ("0000000000000000", Err(RepeatedDigits)),
    ];
    for (raw, expected) in table {
        assert_eq!(Nik::parse(raw).map(|nik| nik.as_str().to_owned()), expected.map(str::to_owned), "{raw}");
    }
}

#[test]
fn an_officer_may_record_an_old_faulty_nik() {
    assert!(Nik::parse_recorded("3404013203850001").is_ok());
    assert_eq!(Nik::parse_recorded("3404013203850000"), Err(FieldError::NikSerial));
    assert!(serde_json::from_str::<Nik>("\"3404013203850001\"").is_ok());
    assert!(serde_json::from_str::<Nik>("\"34040132\"").is_err());
}

#[test]
fn differences_from_the_biodata_are_warnings() {
    use NikWarning::{BirthDateDiffers, NoSuchDate, SexDiffers};
    let warn = |raw: &str, sex, birth| Nik::parse_recorded(raw).unwrap().warnings(sex, birth);
    let man = "3404011403850001";
    let woman = "3404015403850001";
    assert_eq!(warn(man, Some("1"), Some(date!(1985 - 03 - 14))), []);
    assert_eq!(warn(woman, Some("2"), Some(date!(1985 - 03 - 14))), []);
    assert_eq!(warn(man, None, None), []);
    assert_eq!(warn(man, Some("2"), None), [SexDiffers]);
    assert_eq!(warn(woman, Some("1"), None), [SexDiffers]);
    assert_eq!(warn(man, None, Some(date!(1985 - 03 - 15))), [BirthDateDiffers]);
    // The century is unknown.
    assert_eq!(warn("3404011403050001", None, Some(date!(2005 - 03 - 14))), []);
    assert_eq!(warn("3404011403050001", None, Some(date!(1905 - 03 - 14))), []);
    assert_eq!(warn("3404013102990001", None, None), [NoSuchDate]);
    assert_eq!(warn("3404012902000001", None, None), []);
    assert_eq!(warn("3404016902960001", Some("2"), Some(date!(1996 - 02 - 29))), []);
}

#[test]
fn a_kk_number_has_no_date_and_is_no_nik() {
    let number = KkNumber::parse("3404 0199 9985 0001").unwrap();
    assert_eq!(number.masked(), "3404••••••••0001");
    assert_eq!(KkNumber::parse("340401999985000"), Err(FieldError::NotSixteenDigits));
    assert_eq!(KkNumber::parse("2222222222222222"), Err(FieldError::RepeatedDigits));
    let nik = Nik::parse("3404011403850001").unwrap();
    assert_eq!(number.differs_from(&nik), Ok(()));
    assert_eq!(KkNumber::parse(nik.as_str()).unwrap().differs_from(&nik), Err(FieldError::SameAsKkNumber));
}

proptest! {
    #[test]
    fn no_mask_and_no_debug_shows_the_middle(digits in prop::collection::vec(b'0'..=b'9', 16)) {
        let raw = String::from_utf8(digits).unwrap();
        if let Ok(nik) = Nik::parse_recorded(&raw) {
            let masked = nik.masked();
            prop_assert_eq!(&masked, &format!("{}••••••••{}", &raw[..4], &raw[12..]));
            prop_assert_eq!(format!("{nik:?}"), format!("Nik({masked})"));
            prop_assert_eq!(serde_json::to_string(&nik).unwrap(), format!("\"{raw}\""));
        }
        if let Ok(number) = KkNumber::parse(&raw) {
            prop_assert_eq!(format!("{number:?}"), format!("KkNumber({}••••••••{})", &raw[..4], &raw[12..]));
        }
    }

    #[test]
    fn what_is_read_once_is_read_again_the_same(raw: String) {
        if let Ok(nik) = Nik::parse(&raw) {
            prop_assert_eq!(Nik::parse(nik.as_str()), Ok(nik));
        }
    }
}
