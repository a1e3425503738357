//! Passwords: long, not common, not about oneself, no rules of composition.

use domain::{FieldError, Password};

fn read(raw: &str) -> Result<String, FieldError> {
    let personal = ["Siti Rahayu", "siti.rahayu@contoh.id", "+6281234567890"];
    Password::parse(raw, &personal).map(|password| password.as_str().to_owned())
}

#[test]
fn the_table_of_a_password() {
    use FieldError::{Missing, PasswordCommon, PasswordHasPersonal, TooLong, TooShort};
    let longest = "kuda lari ".repeat(13);
    let good = [
        "sawah hijau di lereng",
        "kopi tubruk panas",
        "sebelas huru",
        "KopiTubrukPanas",
        "gajah-makan-nasi",
        "ünïcode sandal jepit",
        "xK9#vLq2!mZp",
        longest.get(..128).unwrap(),
    ];
    for raw in good {
        assert_eq!(read(raw), Ok(raw.to_owned()));
    }
    let bad = [
        ("", Missing),
        ("pendek", TooShort { min: 12 }),
        (longest.get(..129).unwrap(), TooLong { max: 128 }),
        ("password1234", PasswordCommon),
        ("P@ssw0rd2026!", PasswordCommon),
        ("katasandi123", PasswordCommon),
        ("qwertyuiop123", PasswordCommon),
        ("123456789012", PasswordCommon),
        ("aaaaaaaaaaaaaa", PasswordCommon),
        ("abababababab", PasswordCommon),
        ("abcdefghijklmno", PasswordCommon),
        ("indonesia1945", PasswordCommon),
        ("bismillah2026", PasswordCommon),
        ("rumahnya rahayu", PasswordHasPersonal),
        ("xx+6281234567890xx", PasswordHasPersonal),
    ];
    for (raw, error) in bad {
        assert_eq!(read(raw), Err(error), "{raw}");
    }
}

#[test]
fn it_is_taken_as_typed_and_never_shown() {
    let password = Password::parse("  spasi di depan  ", &[]).unwrap();
    assert_eq!(password.as_str(), "  spasi di depan  ");
    assert_eq!(format!("{password:?}"), "Password(••••••••)");
    assert_eq!(password.masked(), "••••••••");
}
