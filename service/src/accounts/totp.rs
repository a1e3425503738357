//! Time-based one-time codes (RFC 6238, SHA-1, 30 seconds, six digits): what every authenticator app speaks.
//! A few lines on the HMAC that is here already.
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// Seconds that a code stands.
const STEP: i64 = 30;
/// Steps before and after now that count too: clocks of phones are a little off.
const SLACK: i64 = 1;

/// The code of a step, RFC 4226 section 5.3.
fn code(secret: &[u8], step: i64) -> u32 {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return u32::MAX };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 0x0f);
    let word = u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]]);
    word % 1_000_000
}

/// The step whose code was typed, if it is one of those around `now` (in seconds).
pub(super) fn step_of(secret: &[u8], typed: &str, now: i64) -> Option<i64> {
    let here = now.div_euclid(STEP);
    let mut found = None;
    // All are compared, however early one fits.
    for step in here - SLACK..=here + SLACK {
        let right = format!("{:06}", code(secret, step));
        if bool::from(right.as_bytes().ct_eq(typed.as_bytes())) {
            found = Some(step);
        }
    }
    found
}

/// The code of now: for tests that play the authenticator.
pub fn totp_now(secret: &str, now: i64) -> Option<String> {
    Some(format!("{:06}", code(&from_base32(secret)?, now.div_euclid(STEP))))
}

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// RFC 4648 without padding, as authenticators take a secret; whole fives of bytes only.
pub(super) fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5);
    for group in bytes.chunks(5) {
        let mut word = [0_u8; 8];
        word[3..3 + group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(word);
        for place in (0..8).rev() {
            let letter = usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0);
            text.push(char::from(LETTERS[letter]));
        }
    }
    text
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let letters: Vec<u64> = text
        .bytes()
        .filter(|letter| !letter.is_ascii_whitespace())
        .map(|letter| LETTERS.iter().position(|known| *known == letter.to_ascii_uppercase()))
        .map(|place| place.and_then(|place| u64::try_from(place).ok()))
        .collect::<Option<_>>()?;
    for group in letters.chunks(8) {
        let bits = group.iter().fold(0, |bits, letter| bits << 5 | letter);
        bytes.extend(&bits.to_be_bytes()[3..]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// Appendix B of RFC 6238: the last six of its eight digits.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        let secret = b"12345678901234567890";
        for (now, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(secret, expected, now), Some(now / 30), "{now}");
            assert_eq!(totp_now(&base32(secret), now).unwrap(), expected);
        }
    }

    #[test]
    fn a_code_stands_a_step_before_and_after_its_own_and_no_longer() {
        let secret = b"12345678901234567890";
        for (off, counts) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            assert_eq!(step_of(secret, "279037", 2_000_000_000 + off).is_some(), counts, "{off}");
        }
        for typed in ["", "279038", "79037", "2790370", "２７９０３７"] {
            assert_eq!(step_of(secret, typed, 2_000_000_000), None, "{typed}");
        }
    }

    #[test]
    fn secrets_are_written_as_authenticators_read_them() {
        assert_eq!(base32(b"12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(from_base32("gezd gnbv GY3T qojq").unwrap(), b"1234567890");
        assert!(from_base32("0189").is_none());
    }
}
