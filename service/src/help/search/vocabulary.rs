//! The words of the questions, each once, and how alike what somebody types is to them.
use crate::areas::fold;
use domain::words_alike;
use std::collections::HashMap;

/// A word of the questions, by its place in the vocabulary.
pub(super) type Place = usize;

#[derive(Clone, Debug)]
pub(super) struct Word {
    text: String,
    root: String,
}

/// Every word of the questions once.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
    places: HashMap<String, Place>,
}

impl Vocabulary {
    pub(super) fn learn(&mut self, text: &str) -> Vec<Place> {
        words(text)
            .into_iter()
            .map(|text| {
                *self.places.entry(text).or_insert_with_key(|text| {
                    self.words.push(Word { text: text.clone(), root: root(text).to_owned() });
                    self.words.len() - 1
                })
            })
            .collect()
    }

    /// How each word of the questions sounds to somebody who listens for `phrase`.
    pub(super) fn hear(&self, phrase: &[String], alike: fn(&str, &str, &Word) -> f64) -> Heard {
        match phrase {
            [one] => {
                let own_root = root(one);
                Heard::Word(self.words.iter().map(|word| alike(one, own_root, word)).collect())
            }
            several => {
                let places: Option<Vec<Place>> =
                    several.iter().map(|word| self.places.get(word).copied()).collect();
                Heard::Row(places.unwrap_or_default())
            }
        }
    }
}

/// What is listened for, among the words of the questions.
pub(super) enum Heard {
    /// One word: how much each is like it.
    Word(Vec<f64>),
    /// Several, which must stand in a row; none if one of them stands nowhere.
    Row(Vec<Place>),
}

impl Heard {
    /// How well it is found in a text.
    pub(super) fn within(&self, text: &[Place]) -> f64 {
        match self {
            Self::Word(alike) => text.iter().map(|place| alike[*place]).fold(0.0, f64::max),
            Self::Row(row) if !row.is_empty() && text.windows(row.len()).any(|words| words == row) => 1.0,
            Self::Row(_) => 0.0,
        }
    }
}

/// The same word, or the same root.
pub(super) fn sameness(typed: &str, typed_root: &str, word: &Word) -> f64 {
    if typed == word.text {
        1.0
    } else if typed_root == word.root {
        0.9
    } else {
        0.0
    }
}

pub(super) fn likeness(typed: &str, typed_root: &str, word: &Word) -> f64 {
    let same = sameness(typed, typed_root, word);
    if same > 0.0 {
        return same;
    }
    let letters = typed.chars().count();
    if letters >= 3 && word.text.starts_with(typed) {
        0.75
    } else if letters >= 4 && word.text.contains(typed) {
        0.5
    } else if slip(typed, &word.text) {
        0.55
    } else {
        0.0
    }
}

/// Long enough for a slip of the pen to be told from another word.
pub(super) fn slip(typed: &str, word: &str) -> bool {
    typed.len() >= 5 && word.len() >= 5 && words_alike(typed, word)
}

/// A word without what Indonesian and English put before and behind it: enough that "pendaftaran" and "mendaftar" meet.
fn root(word: &str) -> &str {
    const LEAST: usize = 4;
    let mut root = word;
    for behind in ["nya", "kan", "an", "ing", "ed", "es", "s"] {
        if let Some(rest) = root.strip_suffix(behind).filter(|rest| rest.len() >= LEAST) {
            root = rest;
            break;
        }
    }
    for before in ["meng", "mem", "men", "me", "peng", "pem", "pen", "pe", "ber", "ter", "di", "ke", "se"] {
        if let Some(rest) = root.strip_prefix(before).filter(|rest| rest.len() >= LEAST) {
            return rest;
        }
    }
    root
}

/// Lower case, without accents and signs.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
