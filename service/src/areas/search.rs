//! Finds areas by words as people type them: in any order, the village's and those of what it lies in.
//!
//! A word fits where a word of a name begins with it ("suka" fits "Sukamaju"; "sukamaju" fits "Suka Maju").
//! One pass over all names: since an area stands right before everything inside it, what the areas around it
//! have of the words is known when its own name is reached.
use super::{code::Level, fold::fold, index::Index};
use std::collections::BinaryHeap;

/// More is no name of a place.
const MOST_SIGNS: usize = 100;
const MOST_WORDS: usize = 12;

/// Which areas are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Regencies, districts and villages with a word in their own name.
    Named,
    /// Villages, also those that only lie in what was typed.
    Villages,
    /// Regencies and cities, the same way.
    Regencies,
}

/// The places of the areas that hold all words of `text`, the best first, at most one more than `most`.
pub(super) fn search(index: &Index, text: &str, wanted: Wanted, most: usize) -> Vec<usize> {
    let text: String = text.chars().take(MOST_SIGNS).collect();
    let folded = fold(&text);
    let typed: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (mut found, mut known) = pass(index, &typed, wanted, most);
    let plain = without_titles(&typed);
    if plain != typed && found.len() <= most {
        let more;
        (more, known) = pass(index, &plain, wanted, most);
        let more: Vec<usize> = more.into_iter().filter(|at| !found.contains(at)).collect();
        found.extend(more);
        found.truncate(most + 1);
    }
    if found.is_empty() {
        // "Suka Maju", where the list says "Sukamaju".
        for joined in joined(&plain, known) {
            let words: Vec<&str> = joined.iter().map(String::as_str).collect();
            (found, _) = pass(index, &words, wanted, most);
            if !found.is_empty() {
                break;
            }
        }
    }
    found
}

/// What people write before a name.
const TITLES: [&str; 10] =
    ["desa", "kelurahan", "kel", "ds", "kecamatan", "kec", "kab", "provinsi", "prov", "propinsi"];

/// Without titles, and with provinces in full.
fn without_titles<'a>(typed: &[&'a str]) -> Vec<&'a str> {
    let mut plain = Vec::with_capacity(typed.len());
    for word in typed.iter().copied().filter(|word| !TITLES.contains(word)) {
        match SHORT.iter().find(|(short, _)| *short == word) {
            Some((_, long)) => plain.extend_from_slice(long),
            None => plain.push(word),
        }
    }
    plain
}

/// Whether the word may stand for others, or for nothing.
#[cfg(test)]
pub(super) fn is_title_or_short(word: &str) -> bool {
    TITLES.contains(&word) || SHORT.iter().any(|(short, _)| *short == word)
}

/// How people shorten provinces.
const SHORT: [(&str, &[&str]); 24] = [
    ("babel", &["bangka", "belitung"]),
    ("dki", &["ibukota"]),
    ("diy", &["istimewa", "yogyakarta"]),
    ("jogja", &["yogyakarta"]),
    ("jabar", &["jawa", "barat"]),
    ("jateng", &["jawa", "tengah"]),
    ("jatim", &["jawa", "timur"]),
    ("kalbar", &["kalimantan", "barat"]),
    ("kalsel", &["kalimantan", "selatan"]),
    ("kaltara", &["kalimantan", "utara"]),
    ("kalteng", &["kalimantan", "tengah"]),
    ("kaltim", &["kalimantan", "timur"]),
    ("kepri", &["kepulauan", "riau"]),
    ("malut", &["maluku", "utara"]),
    ("ntb", &["nusa", "tenggara", "barat"]),
    ("ntt", &["nusa", "tenggara", "timur"]),
    ("sulbar", &["sulawesi", "barat"]),
    ("sulsel", &["sulawesi", "selatan"]),
    ("sulteng", &["sulawesi", "tengah"]),
    ("sultra", &["sulawesi", "tenggara"]),
    ("sulut", &["sulawesi", "utara"]),
    ("sumbar", &["sumatera", "barat"]),
    ("sumsel", &["sumatera", "selatan"]),
    ("sumut", &["sumatera", "utara"]),
];

/// The same words, two neighbours as one; words that no name has must be among the two.
fn joined(words: &[&str], known: u16) -> Vec<Vec<String>> {
    if words.len() > 5 {
        return Vec::new();
    }
    let all = (1_u16 << words.len()) - 1;
    (1..words.len())
        .filter(|at| known | 0b11 << (at - 1) == all)
        .map(|at| {
            let mut joined: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let second = joined.remove(at);
            if let Some(first) = joined.get_mut(at - 1) {
                first.push_str(&second);
            }
            joined
        })
        .collect()
}

/// Which words, by their place, a name has: at the beginning of one of its words, and as whole words.
#[derive(Clone, Copy, Default)]
struct Has {
    begun: u16,
    whole: u16,
}

/// What a name has of the words, and how well it fits.
#[derive(Clone, Copy, Default)]
struct Look {
    has: Has,
    /// How far from its beginning the name is made of words that were typed.
    covered: usize,
    /// The name begins with one of them.
    begins: bool,
}

/// The words that were typed, by their first letters.
struct Typed<'a> {
    words: &'a [&'a str],
    by_letter: [u16; 256],
}

impl<'a> Typed<'a> {
    fn new(words: &'a [&'a str]) -> Self {
        let mut by_letter = [0; 256];
        for (place, word) in words.iter().enumerate() {
            let letter = word.bytes().next().map(usize::from);
            if let Some(mask) = letter.and_then(|letter| by_letter.get_mut(letter)) {
                *mask |= 1 << place;
            }
        }
        Self { words, by_letter }
    }

    /// Which of them fit where a word of a name begins; `at` is its place in the name.
    #[inline]
    fn look(&self, look: &mut Look, at: usize, rest: &[u8]) {
        let letter = rest.first().copied().map_or(0, usize::from);
        let mut candidates = self.by_letter.get(letter).copied().unwrap_or_default();
        let is_next = at <= look.covered + 1;
        while candidates != 0 {
            let place = candidates.trailing_zeros();
            candidates &= candidates - 1;
            let word = self.words.get(place as usize).copied().unwrap_or_default();
            let Some(end) = begins_with(rest, word.as_bytes()) else { continue };
            look.has.begun |= 1 << place;
            look.begins |= at == 0;
            if rest.get(end).is_none_or(|next| matches!(next, b' ' | b'\n')) {
                look.has.whole |= 1 << place;
                if is_next {
                    look.covered = look.covered.max(at + end);
                }
            }
        }
    }
}

/// How much of `name` the word takes up, if the name begins with it. Spaces of the name do not count.
fn begins_with(name: &[u8], word: &[u8]) -> Option<usize> {
    let mut at = 0;
    for letter in word {
        if name.get(at) == Some(&b' ') {
            at += 1;
        }
        if name.get(at) != Some(letter) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// One pass over all names: what it finds, and which of the words, by their place, any name has.
fn pass(index: &Index, words: &[&str], wanted: Wanted, most: usize) -> (Vec<usize>, u16) {
    if words.is_empty() || words.len() > MOST_WORDS {
        return (Vec::new(), 0);
    }
    let typed = Typed::new(words);
    let (names, starts) = index.words();
    let names = names.as_bytes();
    let mut sieve = Sieve::new(words.len(), wanted, most);
    let (mut look, mut start, mut area) = (Look::default(), 0, None);
    for word in starts {
        let at = word.at();
        if let Some(level) = word.first() {
            if let Some(before) = area.replace(level) {
                sieve.put(before, &look, at - start - 1);
            }
            (look, start) = (Look::default(), at);
        }
        typed.look(&mut look, at - start, names.get(at..).unwrap_or_default());
    }
    if let Some(last) = area {
        sieve.put(last, &look, names.len() - start - 1);
    }
    (sieve.best.into_sorted_vec().into_iter().map(|(_, at)| at).collect(), sieve.known)
}

/// Keeps the best areas of a pass.
struct Sieve {
    all: u16,
    words: u32,
    wanted: Wanted,
    most: usize,
    /// What the areas around have of the words, by the level of what lies in them.
    around: [Has; 5],
    /// The words that any name has.
    known: u16,
    next: usize,
    best: BinaryHeap<(u32, usize)>,
}

impl Sieve {
    fn new(words: usize, wanted: Wanted, most: usize) -> Self {
        let (all, around, best) =
            ((1 << words) - 1, [Has::default(); 5], BinaryHeap::with_capacity(most + 2));
        Self { all, words: all.count_ones(), wanted, most, around, known: 0, next: 0, best }
    }

    /// The next area in the order of the codes; its name is so long.
    #[inline]
    fn put(&mut self, level: Level, look: &Look, long: usize) {
        self.known |= look.has.begun;
        let at = self.next;
        self.next += 1;
        let above = self.around.get(level as usize).copied().unwrap_or_default();
        let has = Has { begun: above.begun | look.has.begun, whole: above.whole | look.has.whole };
        if let Some(below) = self.around.get_mut(level as usize + 1) {
            *below = has;
        }
        let is_wanted = match self.wanted {
            Wanted::Named => level != Level::Province && look.has.begun != 0,
            Wanted::Villages => level == Level::Village,
            Wanted::Regencies => level == Level::Regency,
        };
        if has.begun != self.all || !is_wanted {
            return;
        }
        let entry = (self.rank(level, look, has, long), at);
        if self.best.len() <= self.most {
            self.best.push(entry);
        } else if self.best.peek().is_some_and(|worst| entry < *worst) {
            self.best.pop();
            self.best.push(entry);
        }
    }

    /// The smaller the better: the name itself, its beginning, a word of it, only what it lies in; then those with
    /// more whole words, larger areas, shorter names.
    fn rank(&self, level: Level, look: &Look, has: Has, long: usize) -> u32 {
        let class = match look {
            Look { has: Has { begun: 0, .. }, .. } => 3,
            look if look.covered == long => 0,
            look if look.begins => 1,
            _ => 2,
        };
        let cut = self.words.saturating_sub(has.whole.count_ones());
        class << 24 | cut << 16 | (level as u32) << 8 | u32::try_from(long).unwrap_or(u32::MAX).min(255)
    }
}
