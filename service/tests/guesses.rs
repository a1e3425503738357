//! Guessing: counted whatever is tried, the same for names that nobody has, and no burden for others.
#![expect(clippy::unwrap_used, reason = "tests")]
mod house;

use house::{House, both_databases};
use service::{Error, RegistrationForm};
use time::Duration;

const WRONG: &str = "bukan-sandi-yang-benar-1";
const RIGHT: &str = "perahu-kayu-biru-7";

fn form(serial: u32, phone: &str) -> RegistrationForm {
    RegistrationForm {
        nik: format!("990101010180{serial:04}"),
        kk_number: format!("990101050115{serial:04}"),
        name: "Made Wirawan".into(),
        phone: phone.into(),
        email: format!("made{serial}@contoh.test"),
        password: RIGHT.into(),
        password_again: RIGHT.into(),
    }
}

both_databases!(however_a_nik_is_spelt_wrong_passwords_are_counted_together, house => {
    house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let spellings = ["9901010405800001", "99.01.01.040580.0001", "9901 0104 0580 0001", "990101-040580-0001", "9901010405800001 "];
    for name in spellings.iter().cycle().take(10) {
        let tried = house.service.sign_in(name, WRONG, None, "127.0.0.1").await;
        assert!(matches!(tried, Err(Error::WrongCredentials)), "{name}: {tried:?}");
    }
    for name in spellings {
        let tried = house.service.sign_in(name, RIGHT, None, "127.0.0.1").await;
        assert!(matches!(tried, Err(Error::TooMany { .. })), "{name}: {tried:?}");
    }
});

both_databases!(tries_to_reset_a_name_that_nobody_has_end_like_those_of_somebody, house => {
    house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let mut ends = Vec::new();
    for name in ["siti@contoh.test", "tidak.ada@contoh.test"] {
        let mut said = Vec::new();
        for _ in 0..12 {
            // From a new browser each time.
            let subject = house.service.begin_reset(name, "127.0.0.1").await.unwrap();
            let tried = house.service.finish_reset(subject, "000000", WRONG, WRONG).await;
            said.push(matches!(tried, Err(Error::TooMany { .. })));
        }
        ends.push(said);
    }
    assert_eq!(ends[0], ends[1]);
    assert!(ends[0].contains(&true), "{ends:?}");
});

both_databases!(a_reset_code_that_has_expired_sends_a_new_one_to_the_same_mailbox, house => {
    house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let subject = house.service.begin_reset("siti@contoh.test", "127.0.0.1").await.unwrap();
    let old = house.code_to("email", "siti@contoh.test").await;
    house.clock.advance(Duration::minutes(11));
    let new = "layar-hijau-teduh-42";
    assert!(house.service.finish_reset(subject, &old, new, new).await.is_err());
    let sent = house.code_to("email", "siti@contoh.test").await;
    assert_ne!(sent, old);
    house.service.finish_reset(subject, &sent, new, new).await.unwrap();
});

both_databases!(nobody_is_buried_in_codes_that_others_ask_for, house => {
    let mut sent = 0;
    let mut refused = false;
    for serial in 1..40 {
        match house.service.register(&form(serial, "081290000077"), domain::Language::Id, "127.0.0.1").await {
            Ok(_) => sent += 1,
            Err(Error::TooMany { .. }) => refused = true,
            Err(other) => unreachable!("{other:?}"),
        }
    }
    assert!(refused && sent <= 20, "{sent}");
    // Others go on.
    house.service.register(&form(50, "081290000078"), domain::Language::Id, "127.0.0.1").await.unwrap();
});
