//! Phone numbers and e-mail addresses, as people type them.

use domain::{Email, FieldError, Phone};

#[test]
fn the_table_of_a_phone() {
    let good = [
        ("081234567890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+6281234567890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("(0812) 3456.7890", "+6281234567890"),
        ("+62081234567890", "+6281234567890"),
        ("081234567", ""),
        ("0812345678", "+62812345678"),
        ("0812345678901", "+62812345678901"),
    ];
    for (raw, expected) in good {
        match Phone::parse(raw) {
            Ok(phone) => assert_eq!(phone.as_str(), expected),
            Err(error) => assert_eq!((error, expected), (FieldError::NotAPhone, ""), "{raw}"),
        }
    }
    for raw in
        ["0274123456", "+1 555 010 9999", "08123456789012", "0812345678a", "+62", "０８１２３４５６７８９０"]
    {
        assert_eq!(Phone::parse(raw), Err(FieldError::NotAPhone), "{raw}");
    }
    assert_eq!(Phone::parse(" "), Err(FieldError::Missing));
    let phone = Phone::parse("081234567890").unwrap();
    assert_eq!((phone.masked().as_str(), phone.national().as_str()), ("+628••••••7890", "081234567890"));
    assert_eq!(format!("{phone:?}"), "Phone(+628••••••7890)");
}

#[test]
fn the_table_of_an_email() {
    for raw in ["siti@contoh.id", " Siti.Rahayu+kk@Mail.Contoh.co.id ", "a_b-c@x-y.museum"] {
        assert_eq!(Email::parse(raw).unwrap().as_str(), raw.trim().to_lowercase());
    }
    let long_label = format!("a@{}.id", "b".repeat(64));
    let wrong = [
        "siti",
        "siti@",
        "@contoh.id",
        "siti@contoh",
        "si ti@contoh.id",
        "siti@@contoh.id",
        "siti@contoh..id",
        ".siti@contoh.id",
        "siti.@contoh.id",
        "si..ti@contoh.id",
        "siti@-contoh.id",
        "siti@contoh.1",
        "siti@contoh.i",
        "sïti@contoh.id",
        "siti@[127.0.0.1]",
        "\"s\"@contoh.id",
        "siti@contoh.id\nbcc:x@y.id",
        long_label.as_str(),
    ];
    for raw in wrong {
        assert_eq!(Email::parse(raw), Err(FieldError::NotAnEmail), "{raw}");
    }
    assert_eq!(Email::parse(" "), Err(FieldError::Missing));
    assert_eq!(Email::parse(&format!("a@{}.id", "b.".repeat(130))), Err(FieldError::TooLong { max: 254 }));
    assert_eq!(format!("{:?}", Email::parse("siti@contoh.id").unwrap()), "Email(s•••@contoh.id)");
}
