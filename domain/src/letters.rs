//! Letters that are read out over the phone and copied by hand: no 0 and O, no 1, I and L; and the check letter that
//! finds every single typo and every swap of neighbours.

/// Its size is a prime, so that the check letter finds what it must.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// `length` letters from entropy, the last of them the check letter. At most 30: weights must not repeat.
pub(crate) fn from_entropy(mut rest: u128, length: usize) -> String {
    let mut values = Vec::with_capacity(length);
    for _ in 1..length {
        values.push(u8::try_from(rest % 31).unwrap_or(0));
        rest /= 31;
    }
    values.push(check_value(&values));
    values.iter().map(|value| char::from(ALPHABET[usize::from(*value)])).collect()
}

/// `length` letters as people type them: lower case, spaces and dashes allowed; look-alikes refused. Empty when
/// nothing was typed.
pub(crate) fn typed(raw: &str, length: usize) -> Option<String> {
    let kept = |sign: &char| !sign.is_whitespace() && *sign != '-';
    let kept: String = raw.chars().filter(kept).take(length + 1).collect::<String>().to_ascii_uppercase();
    if kept.is_empty() {
        return Some(kept);
    }
    let values: Vec<u8> = kept.bytes().map(value_of).collect::<Option<_>>()?;
    let (check, rest) = values.split_last()?;
    (values.len() == length && *check == check_value(rest)).then_some(kept)
}

/// In groups of four.
pub(crate) fn grouped(f: &mut core::fmt::Formatter<'_>, letters: &str) -> core::fmt::Result {
    for (at, letter) in letters.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            f.write_str("-")?;
        }
        write!(f, "{letter}")?;
    }
    Ok(())
}

fn value_of(byte: u8) -> Option<u8> {
    ALPHABET.iter().position(|letter| *letter == byte).and_then(|at| u8::try_from(at).ok())
}

/// Weights from 1: all different and none zero modulo 31, so one wrong or two swapped letters change the sum.
fn check_value(values: &[u8]) -> u8 {
    let weighted = values.iter().zip(1_u16..).map(|(value, weight)| u16::from(*value) * weight);
    u8::try_from(weighted.sum::<u16>() % 31).unwrap_or(0)
}
