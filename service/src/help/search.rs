//! Finds questions by what people type. Tolerant: case and accents do not matter, parts of words and slips of the pen
//! find too, words of everyday speech stand for those of the office ("hp", "ponsel"), the other language counts as well.
//!
//! Pure, in memory. Each word of all questions is compared once, however often it stands in them.
mod vocabulary;

use self::vocabulary::{Heard, Place, Vocabulary, likeness, sameness, slip, words};
use super::HelpQuestion;
use domain::Language;

/// Questions that are shown for one search.
const SHOWN: usize = 12;
/// Words of a search that are looked at.
const MOST_WORDS: usize = 12;
/// What is worth less than this part of the best is left out.
const OF_THE_BEST: f64 = 0.35;
/// What the other language is worth.
const OTHER_LANGUAGE: f64 = 0.6;
/// What a word of the same meaning is worth.
const SAME_MEANING: f64 = 0.7;

/// Words that say nothing about what is looked for.
const EMPTY: [&str; 62] = [
    "apa",
    "apakah",
    "bagaimana",
    "gimana",
    "cara",
    "caranya",
    "yang",
    "dan",
    "di",
    "ke",
    "dari",
    "untuk",
    "saya",
    "aku",
    "kami",
    "anda",
    "ini",
    "itu",
    "ada",
    "adalah",
    "bisa",
    "boleh",
    "harus",
    "mau",
    "ingin",
    "tidak",
    "tak",
    "gak",
    "nggak",
    "belum",
    "sudah",
    "kok",
    "ya",
    "dong",
    "tolong",
    "atau",
    "dengan",
    "pada",
    "the",
    "a",
    "an",
    "is",
    "are",
    "do",
    "does",
    "how",
    "what",
    "can",
    "may",
    "my",
    "i",
    "to",
    "of",
    "in",
    "for",
    "and",
    "or",
    "not",
    "it",
    "please",
    "have",
    "with",
];

#[derive(Clone, Debug)]
struct Fields {
    /// With what a word in it is worth.
    of: [(f64, Vec<Place>); 3],
}

/// The questions as they are searched.
#[derive(Clone, Debug)]
pub(super) struct Index {
    vocabulary: Vocabulary,
    /// By question: Indonesian, English.
    questions: Vec<[Fields; 2]>,
    /// Phrases that mean the same, as words.
    same: Vec<Vec<Vec<String>>>,
}

/// Something that is looked for.
struct Term {
    /// As it was typed.
    own: Vec<String>,
    /// What means the same.
    others: Vec<Vec<String>>,
}

/// The same, among the words of the questions.
struct Listened {
    own: Heard,
    others: Vec<Heard>,
}

impl Index {
    pub(super) fn new(questions: &[HelpQuestion], same: &[Vec<String>]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut of = |question: &HelpQuestion, language: Language| Fields {
            of: [
                (6.0, vocabulary.learn(question.ask.get(language))),
                (5.0, vocabulary.learn(&format!("{} {}", question.words.get(language), question.code))),
                (1.0, vocabulary.learn(question.answer.get(language))),
            ],
        };
        Self {
            questions: questions
                .iter()
                .map(|question| [of(question, Language::Id), of(question, Language::En)])
                .collect(),
            vocabulary,
            same: same.iter().map(|group| group.iter().map(|phrase| words(phrase)).collect()).collect(),
        }
    }

    /// The places of the questions that fit, the best first.
    pub(super) fn search(&self, typed: &str, language: Language) -> Vec<usize> {
        let terms = self.terms(typed);
        if terms.is_empty() {
            return Vec::new();
        }
        let worth: Vec<Vec<f64>> = terms
            .iter()
            .map(|term| {
                let term = Listened {
                    own: self.vocabulary.hear(&term.own, likeness),
                    others: term.others.iter().map(|other| self.vocabulary.hear(other, sameness)).collect(),
                };
                self.questions.iter().map(|one| worth(&term, one, language)).collect()
            })
            .collect();
        // A word that is everywhere tells little.
        let rare: Vec<f64> = worth
            .iter()
            .map(|of_term| {
                let found = of_term.iter().filter(|worth| **worth > 0.0).count().max(1);
                (1.0 + count(self.questions.len()) / count(found)).ln()
            })
            .collect();
        let mut scored: Vec<(usize, f64)> = (0..self.questions.len())
            .map(|at| {
                let found = worth.iter().filter(|of_term| of_term[at] > 0.0).count();
                let sum: f64 = worth.iter().zip(&rare).map(|(of_term, rare)| of_term[at] * rare).sum();
                let share = count(found) / count(terms.len());
                (at, sum * share * share)
            })
            .filter(|(_, score)| *score > 0.0)
            .collect();
        scored.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let best = scored.first().map_or(0.0, |(_, score)| *score);
        scored
            .into_iter()
            .filter(|(_, score)| *score >= best * OF_THE_BEST)
            .take(SHOWN)
            .map(|(at, _)| at)
            .collect()
    }

    fn terms(&self, typed: &str) -> Vec<Term> {
        let typed: String = typed.chars().take(200).collect();
        let typed = words(&typed);
        let typed = &typed[..typed.len().min(MOST_WORDS)];
        let mut terms: Vec<Term> = Vec::new();
        let mut at = 0;
        while at < typed.len() {
            let rest = &typed[at..];
            let phrase = self
                .same
                .iter()
                .flat_map(|group| group.iter().map(move |phrase| (group, phrase)))
                .filter(|(_, phrase)| starts_with(rest, phrase))
                .max_by_key(|(_, phrase)| phrase.len());
            if let Some((_, phrase)) = phrase {
                let own = phrase.clone();
                // A phrase may stand in several groups: "masuk" is signing in, and arriving.
                let others = self
                    .same
                    .iter()
                    .filter(|group| group.contains(phrase))
                    .flatten()
                    .filter(|other| *other != phrase)
                    .cloned()
                    .collect();
                at += own.len();
                terms.push(Term { own, others });
            } else {
                if !EMPTY.contains(&rest[0].as_str()) {
                    terms.push(Term { own: vec![rest[0].clone()], others: Vec::new() });
                }
                at += 1;
            }
        }
        terms.sort_by(|one, other| one.own.cmp(&other.own));
        terms.dedup_by(|one, other| one.own == other.own);
        terms
    }
}

/// Whether a phrase begins here, a last word with a slip of the pen included.
fn starts_with(rest: &[String], phrase: &[String]) -> bool {
    phrase.len() <= rest.len()
        && phrase
            .iter()
            .zip(rest)
            .all(|(known, typed)| known == typed || (phrase.len() == 1 && slip(known, typed)))
}

/// What a term is worth in a question.
fn worth(term: &Listened, question: &[Fields; 2], language: Language) -> f64 {
    let [indonesian, english] = question;
    let (own, other) = match language {
        Language::Id => (indonesian, english),
        Language::En => (english, indonesian),
    };
    in_fields(term, own).max(in_fields(term, other) * OTHER_LANGUAGE)
}

fn in_fields(term: &Listened, fields: &Fields) -> f64 {
    let others = |text: &[Place]| term.others.iter().map(|other| other.within(text)).fold(0.0, f64::max);
    fields
        .of
        .iter()
        .map(|(weight, text)| weight * term.own.within(text).max(SAME_MEANING * others(text)))
        .fold(0.0, f64::max)
}

#[expect(clippy::cast_precision_loss, reason = "some forty questions")]
const fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::help::Help;

    fn found(typed: &str, language: Language) -> Vec<String> {
        let help = Help::built_in().unwrap();
        help.search(typed, language).into_iter().map(|question| question.code.clone()).collect()
    }

    fn first(typed: &str) -> String {
        found(typed, Language::Id).first().cloned().unwrap_or_default()
    }

    #[test]
    fn what_people_type_finds_what_they_mean() {
        for (typed, code) in [
            ("kode tidak datang", "kode-tidak-datang"),
            ("SMS OTP gak masuk-masuk", "kode-tidak-datang"),
            ("lupa password", "lupa-sandi"),
            ("lupa kata sandi", "lupa-sandi"),
            ("gimana cara daftar?", "cara-mendaftar"),
            ("pendaftaran", "cara-mendaftar"),
            ("foto buram", "foto-jelas"),
            ("berapa lama", "berapa-lama"),
            ("bayar berapa", "biaya"),
            ("penipuan telepon minta kode", "penipuan"),
            ("desa tidak ditemukan", "desa-tidak-ditemukan"),
            ("nik bayi", "nik-belum-ada"),
            ("ditolak", "permohonan-ditolak"),
            ("cetak kk sendiri", "cetak-sendiri"),
            ("gak ada sinyal", "koneksi-terputus"),
            ("tanda terima hilang", "tanda-terima-hilang"),
            ("ganti nomor hp", "ganti-ponsel"),
            ("batalkan permohonan", "membatalkan"),
        ] {
            assert_eq!(first(typed), code, "{typed}: {:?}", found(typed, Language::Id));
        }
    }

    #[test]
    fn english_finds_on_both_pages() {
        for (typed, code) in [
            ("the code never came", "kode-tidak-datang"),
            ("forgot my password", "lupa-sandi"),
            ("is it free?", "biaya"),
            ("how long does it take", "berapa-lama"),
            ("withdraw", "membatalkan"),
        ] {
            assert_eq!(found(typed, Language::En).first().unwrap(), code, "{typed}");
        }
        assert!(found("password", Language::Id).contains(&"lupa-sandi".to_owned()));
        assert!(found("forgotten", Language::Id).contains(&"lupa-sandi".to_owned()), "the other language");
    }

    #[test]
    fn case_accents_parts_and_slips_do_not_matter() {
        let plain = found("dokumen", Language::Id);
        assert!(!plain.is_empty());
        assert_eq!(found("  DÓKUMEN!! ", Language::Id), plain);
        assert!(found("doku", Language::Id).iter().any(|code| code == "dokumen-apa"));
        assert_eq!(first("pasword"), "lupa-sandi");
        assert_eq!(first("legalisr"), "legalisir");
    }

    #[test]
    fn nothing_is_found_where_nothing_fits() {
        for typed in ["", "   ", "apa itu", "xyzzy", "<b>zzz</b>", "%", "????"] {
            let found = found(typed, Language::Id);
            assert!(found.is_empty(), "{typed}: {found:?}");
        }
        // However much is typed, only its beginning is looked at.
        assert!(found(&"kode ".repeat(10_000), Language::Id).len() <= SHOWN);
    }

    #[test]
    fn every_question_is_found_by_its_own_words() {
        let help = Help::built_in().unwrap();
        for question in help.questions() {
            for language in [Language::Id, Language::En] {
                let found = help.search(question.ask.get(language), language);
                let place = found.iter().position(|found| found.code == question.code);
                assert!(place.is_some_and(|place| place < 3), "{} {language:?}: {place:?}", question.code);
            }
        }
    }
}
