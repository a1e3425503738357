//! The words by which a name is looked for. Whoever looks for "Soekarno" means "Sukarno" too: letters that spellings
//! of one name differ in are made one. It finds, people judge.

use crate::identity::normalise_words;

/// Words of a name that are looked for at most; longer names are found by these.
pub const MOST_WORDS: usize = 6;

/// The words of a name as they are looked for: capitals, old spelling made new, doubled letters once; each once, in
/// the order of the alphabet.
pub fn search_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> =
        normalise_words(name).iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect();
    words.truncate(MOST_WORDS);
    words.sort();
    words.dedup();
    words
}

/// The keys of a name: each word, and each two of its words together, so that two common words are found as quickly
/// as a rare one.
pub fn search_keys(name: &str) -> Vec<String> {
    let words = search_words(name);
    let pairs = words
        .iter()
        .enumerate()
        .flat_map(|(at, one)| words.iter().skip(at + 1).map(move |other| format!("{one} {other}")));
    words.iter().cloned().chain(pairs).collect()
}

/// The keys that all must be there for what was typed: the word, or its words two and two.
pub fn asked_keys(typed: &str) -> Vec<String> {
    let words = search_words(typed);
    if let [one] = words.as_slice() {
        return vec![one.clone()];
    }
    words.windows(2).map(|two| two.join(" ")).collect()
}

fn fold(word: &str) -> String {
    let word = word.to_uppercase();
    let word = word.replace("OE", "U").replace("DJ", "J").replace("TJ", "C").replace("CH", "H");
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().filter(|letter| letter.is_alphanumeric()) {
        let letter = if letter == 'Y' { 'I' } else { letter };
        if !folded.ends_with(letter) {
            folded.push(letter);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_are_one_word() {
        for (one, other) in [
            ("Soekarno", "Sukarno"),
            ("Djoko", "JOKO"),
            ("Achmad", "Ahmad"),
            ("Muhammad", "muhamad"),
            ("Rizky", "Rizki"),
        ] {
            assert_eq!(search_words(one), search_words(other), "{one} {other}");
        }
        assert_ne!(search_words("Siti"), search_words("Sita"));
    }

    #[test]
    fn a_name_has_a_key_for_each_word_and_each_two() {
        assert_eq!(search_keys("Siti Rahmawati"), ["RAHMAWATI", "SITI", "RAHMAWATI SITI"]);
        assert!(search_keys("  ").is_empty());
    }

    proptest! {
        #[test]
        fn whoever_types_some_words_of_a_name_in_any_order_finds_it(
            words in proptest::collection::vec("[A-Z][a-z]{1,8}", 1..6),
            picks in proptest::collection::vec(0_usize..6, 1..4),
        ) {
            let name = words.join(" ");
            let typed: Vec<&str> = picks.iter().map(|at| words[at % words.len()].as_str()).collect();
            let keys = search_keys(&name);
            prop_assert!(asked_keys(&typed.join(" ")).iter().all(|asked| keys.contains(asked)));
        }
    }
}
