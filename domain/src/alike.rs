//! Whether two entries may be about one person, though somebody wrote them twice. It finds, people judge: the measure is
//! that of `OpenCRVS`, which registers births in several countries.

use crate::date::Date;
use crate::identity::normalise_words;

/// Two dates of birth so many days apart may be of one person: written down in the evening, or read wrongly.
pub const BIRTH_DAYS: i64 = 5;

/// Slips allowed in a word of so many letters.
const fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// Whether two names are the same but for slips of the pen: "Muhamad Rizki" and "Muhammad Rizky". Every word of the
/// shorter name must be in the longer one; the order does not matter.
pub fn names_alike(one: &str, other: &str) -> bool {
    let (one, other) = (normalise_words(one), normalise_words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let alike: Vec<Vec<usize>> = short
        .iter()
        .map(|word| (0..long.len()).filter(|at| words_alike(word, &long[*at])).collect())
        .collect();
    let mut taken = vec![None; long.len()];
    let each =
        (0..short.len()).all(|word| finds_a_place(word, &alike, &mut taken, &mut vec![false; long.len()]));
    // "Wirayuda" and "Wira Yuda".
    let split = short.len() != long.len() && short.concat() == long.concat();
    !short.is_empty() && (each || split)
}

/// Gives a word one of the words like it, each to one only; who has it already looks for another.
fn finds_a_place(word: usize, alike: &[Vec<usize>], taken: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for &at in &alike[word] {
        if core::mem::replace(&mut tried[at], true) {
            continue;
        }
        if taken[at].is_none_or(|before| finds_a_place(before, alike, taken, tried)) {
            taken[at] = Some(word);
            return true;
        }
    }
    false
}

/// Whether two words are the same but for slips of the pen; short ones must be the same.
pub fn words_alike(one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    strsim::osa_distance(one, other) <= slips(letters)
}

/// Whether two dates of birth are at most [`BIRTH_DAYS`] apart.
pub fn births_close(one: Date, other: Date) -> bool {
    (one - other).whole_days().abs() <= BIRTH_DAYS
}
