//! Numbers of people in an officer's words.

use domain::hide_numbers;
use proptest::prelude::*;

#[test]
fn sixteen_digits_are_hidden_however_they_are_grouped_and_shorter_numbers_stay() {
    for (typed, sent) in [
        ("NIK 9901010405800001 salah", "NIK ••••••••••••0001 salah"),
        ("99.01.01.040580.0001", "••.••.••.••••••.0001"),
        ("9901 0104 0580 0001.", "•••• •••• •••• 0001."),
        ("990101-040580-0001", "••••••-••••••-0001"),
        ("KK 9901010501150001, NIK 9901010405800001", "KK ••••••••••••0001, NIK ••••••••••••0001"),
        ("telepon 0812-9000-0002", "telepon 0812-9000-0002"),
        ("DN-99/M-SMA/26/0012345 tanggal 04-05-2026", "DN-99/M-SMA/26/0012345 tanggal 04-05-2026"),
        ("", ""),
    ] {
        assert_eq!(hide_numbers(typed), sent);
    }
}

proptest! {
    #[test]
    fn no_nik_survives_and_nothing_else_changes(before in "[a-z ,]{0,20}", nik in "[0-9]{16}", after in "[a-z ,]{0,20}") {
        let text = format!("{before}{nik}{after}");
        let sent = hide_numbers(&text);
        prop_assert!(!sent.contains(&nik));
        prop_assert_eq!(sent, format!("{before}{}{}{after}", "•".repeat(12), &nik[12..]));
    }
}
