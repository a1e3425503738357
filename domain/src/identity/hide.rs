//! Long numbers in free words: an officer who copies a NIK into a note must not send it to an open mailbox.

/// A NIK or the number of a family card has so many digits.
const LENGTH: usize = 16;
/// So many of the last digits stay: whoever knows the number knows which one is meant.
const SHOWN: usize = 4;

/// `text` with every number of sixteen digits or more hidden but for its last four, however it is grouped by spaces, dots
/// or dashes.
pub fn hide_numbers(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut hidden = signs.clone();
    let mut at = 0;
    while at < signs.len() {
        let Some((end, digits)) = number_from(&signs, at) else {
            at += 1;
            continue;
        };
        if digits.len() >= LENGTH {
            for place in &digits[..digits.len() - SHOWN] {
                hidden[*place] = '•';
            }
        }
        at = end;
    }
    hidden.into_iter().collect()
}

/// The number that begins here: where it ends, and the places of its digits. One sign at a time may group them.
fn number_from(signs: &[char], from: usize) -> Option<(usize, Vec<usize>)> {
    signs.get(from).filter(|sign| sign.is_ascii_digit())?;
    let mut digits = Vec::new();
    let mut at = from;
    loop {
        match signs.get(at) {
            Some(sign) if sign.is_ascii_digit() => digits.push(at),
            Some(' ' | '.' | '-' | '\u{a0}') if signs.get(at + 1).is_some_and(char::is_ascii_digit) => {}
            _ => return Some((at, digits)),
        }
        at += 1;
    }
}
