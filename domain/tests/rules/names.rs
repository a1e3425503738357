//! New names keep the rules, recorded names are kept as they are.

use domain::{FieldError, PersonName, RecordedName, normalise_words};

#[test]
fn the_table_of_a_new_name() {
    use FieldError::{HasDigits, Missing, NotLatinLetters, OneWord, TooLong};
    let long = format!("{} {}", "a".repeat(30), "b".repeat(29));
    let too_long = format!("{} {}", "a".repeat(30), "b".repeat(30));
    let table = [
        ("Bagas Wirayuda", Ok("Bagas Wirayuda")),
        ("  Bagas \t  Wirayuda ", Ok("Bagas Wirayuda")),
        (long.as_str(), Ok(long.as_str())),
        (too_long.as_str(), Err(TooLong { max: 60 })),
        ("", Err(Missing)),
        ("Bagas", Err(OneWord)),
        ("Bagas 2", Err(HasDigits)),
        ("Bagas Ⅱ", Err(HasDigits)),
        ("Nur'aini Putri", Err(NotLatinLetters)),
        ("Moh. Ali", Err(NotLatinLetters)),
        ("Sri-Rahayu Dewi", Err(NotLatinLetters)),
        ("José Ramos", Err(NotLatinLetters)),
        ("محمد علي", Err(NotLatinLetters)),
    ];
    for (raw, expected) in table {
        assert_eq!(
            PersonName::parse(raw).map(|name| name.as_str().to_owned()),
            expected.map(str::to_owned),
            "{raw}"
        );
    }
}

#[test]
fn names_on_cards_are_storable() {
    for raw in
        ["Slamet", "Nur'aini", "Nur’aini", "Moh. Ali", "H. Abdul Ra'uf, S.Pd.", "A", "José", "Sri-Rahayu"]
    {
        assert_eq!(RecordedName::parse(raw).map(|name| name.as_str().to_owned()), Ok(raw.to_owned()));
    }
    assert_eq!(RecordedName::parse(" "), Err(FieldError::Missing));
    assert_eq!(RecordedName::parse("..."), Err(FieldError::NotLatinLetters));
    assert_eq!(RecordedName::parse("<b>Ali</b>"), Err(FieldError::NotLatinLetters));
    assert_eq!(RecordedName::parse("Ali 3"), Err(FieldError::HasDigits));
    assert_eq!(RecordedName::parse(&"a".repeat(61)), Err(FieldError::TooLong { max: 60 }));
}

#[test]
fn a_log_line_shows_initials_only() {
    assert_eq!(format!("{:?}", PersonName::parse("Bagas Wirayuda").unwrap()), "PersonName(B• W•)");
    assert_eq!(RecordedName::parse("Slamet").unwrap().masked(), "S•");
}

#[test]
fn words_for_looking_up_forgive_signs_and_case() {
    assert_eq!(normalise_words("  Nur'AINI  moh. Nuraini "), ["nuraini", "moh"]);
    assert_eq!(normalise_words("Sri-Rahayu/Dewi, S.Pd."), ["sri", "rahayu", "dewi", "spd"]);
    assert!(normalise_words("123 ...").is_empty());
}
