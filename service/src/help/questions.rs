//! The questions, as `service/help/questions.toml` has them: compiled in, read strictly at the start.
use super::search::Index;
use crate::Error;
use domain::{Language, Words};
use serde::Deserialize;
use std::sync::OnceLock;

const BUILT_IN: &str = include_str!("../../help/questions.toml");

/// Under which heading a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpTopic {
    /// Account, codes, signing in.
    Account,
    /// Filling in the form.
    Filling,
    /// Documents and photos.
    Documents,
    /// What happens after sending.
    Waiting,
    /// The new card.
    Result,
    /// Money, fraud, privacy.
    Safety,
}

impl HelpTopic {
    /// All, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Account, Self::Filling, Self::Documents, Self::Waiting, Self::Result, Self::Safety];
}

/// What in the wizard a question helps with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpAbout {
    /// The documents.
    Documents,
    /// The last look.
    Check,
    /// Choosing a member of the card.
    Member,
    /// A place.
    Area,
    /// A date.
    Date,
    /// A NIK.
    Nik,
    /// What a family or a name is.
    Family,
    /// Every step.
    Any,
}

/// Where something can be done, by the name of a page; the app knows its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpLink {
    /// Registering.
    Register,
    /// Signing in.
    SignIn,
    /// A forgotten password.
    Forgot,
    /// One's own requests.
    Requests,
    /// What each service needs.
    Requirements,
    /// One's own family card.
    Card,
    /// One's own account.
    Account,
    /// Where the account is signed in.
    Devices,
    /// Who looked at one's data.
    Access,
    /// What is kept about oneself.
    Data,
    /// Tracking without signing in.
    Track,
    /// Whether a receipt is genuine.
    Verify,
    /// What lies on the device.
    Offline,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpQuestion {
    /// A stable name, which is part of its address.
    pub code: String,
    /// Its heading.
    pub topic: HelpTopic,
    /// The question.
    pub ask: Words,
    /// The answer; an empty line begins a new paragraph.
    pub answer: Words,
    /// What else people type who mean it.
    #[serde(default)]
    pub words: Words,
    /// What in the wizard it helps with.
    #[serde(default)]
    pub about: Vec<HelpAbout>,
    /// Where to do it.
    #[serde(default)]
    pub link: Option<HelpLink>,
}

impl HelpQuestion {
    /// The paragraphs of the answer.
    pub fn paragraphs(&self, language: Language) -> impl Iterator<Item = &str> {
        self.answer.get(language).split("\n\n").map(str::trim).filter(|text| !text.is_empty())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u16,
    same: Vec<Same>,
    question: Vec<HelpQuestion>,
}

/// All questions, and how they are found.
#[derive(Clone, Debug)]
pub struct Help {
    questions: Vec<HelpQuestion>,
    index: Index,
}

impl Help {
    /// Those that are compiled in, read once a process.
    ///
    /// # Errors
    /// `Internal` with what is wrong in the file.
    pub fn built_in() -> Result<Self, Error> {
        static READ: OnceLock<Help> = OnceLock::new();
        if let Some(read) = READ.get() {
            return Ok(read.clone());
        }
        let read = Self::read(BUILT_IN)?;
        Ok(READ.get_or_init(|| read).clone())
    }

    fn read(text: &str) -> Result<Self, Error> {
        let wrong = |what: String| Error::Internal(format!("the questions of the help: {what}"));
        let file: File = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        for (at, question) in file.question.iter().enumerate() {
            let code = &question.code;
            let is_code = code.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'-');
            if code.is_empty() || !is_code {
                return Err(wrong(format!("{code} is no code: small letters and dashes")));
            }
            if file.question[..at].iter().any(|before| before.code == *code) {
                return Err(wrong(format!("{code} is there twice")));
            }
            if question.ask.is_incomplete() || question.answer.is_incomplete() {
                return Err(wrong(format!("{code} lacks a language")));
            }
        }
        let same: Vec<Vec<String>> = file.same.into_iter().map(|same| same.words).collect();
        let index = Index::new(&file.question, &same);
        Ok(Self { questions: file.question, index })
    }

    /// All of them, in the order of the file.
    pub fn questions(&self) -> &[HelpQuestion] {
        &self.questions
    }

    /// The one with this code.
    pub fn question(&self, code: &str) -> Option<&HelpQuestion> {
        self.questions.iter().find(|question| question.code == code)
    }

    /// Those that fit what somebody types, the best first; none when nothing does.
    pub fn search(&self, typed: &str, language: Language) -> Vec<&HelpQuestion> {
        self.index.search(typed, language).into_iter().filter_map(|at| self.questions.get(at)).collect()
    }

    /// Those that help with any of these, the most special first, at most `most`.
    pub fn about(&self, what: &[HelpAbout], most: usize) -> Vec<&HelpQuestion> {
        let special: Vec<HelpAbout> = what.iter().copied().filter(|about| *about != HelpAbout::Any).collect();
        let fits = |question: &&HelpQuestion, of: &[HelpAbout]| {
            question.about.iter().any(|about| of.contains(about))
        };
        let first = self.questions.iter().filter(|question| fits(question, &special));
        let rest = self
            .questions
            .iter()
            .filter(|question| fits(question, &[HelpAbout::Any]) && !fits(question, &special));
        first.chain(rest).take(most).collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_question_stands_in_both_languages_and_under_a_heading() {
        let help = Help::built_in().unwrap();
        assert!(help.questions().len() >= 30, "{}", help.questions().len());
        for topic in HelpTopic::ALL {
            assert!(help.questions().iter().filter(|question| question.topic == topic).count() >= 4);
        }
        for question in help.questions() {
            for language in [Language::Id, Language::En] {
                let ask = question.ask.get(language);
                assert!(ask.chars().count() <= 70, "{}: too long for a row of a phone", question.code);
                assert!(question.paragraphs(language).count() >= 1, "{}", question.code);
                for text in question.paragraphs(language) {
                    assert!(!text.contains("9901") && text.chars().count() < 420, "{}", question.code);
                }
            }
            assert_eq!(
                question.paragraphs(Language::Id).count(),
                question.paragraphs(Language::En).count(),
                "{}: the languages say the same",
                question.code
            );
        }
    }

    #[test]
    fn a_file_that_is_not_right_is_refused_by_name() {
        let question = |code: &str, en: &str| {
            format!(
                "[[question]]\ncode=\"{code}\"\ntopic=\"account\"\nask={{id=\"a\",en=\"b\"}}\nanswer={{id=\"c\",en=\"{en}\"}}\n"
            )
        };
        let read = |questions: &str| {
            Help::read(&format!("version=1\nsame=[]\n{questions}"))
                .map(|_| ())
                .map_err(|error| error.to_string())
        };
        assert!(read(&question("satu", "d")).is_ok());
        for wrong in [
            question("satu", "d") + &question("satu", "d"),
            question("Satu/", "d"),
            question("satu", ""),
            question("satu", "d") + "link=\"nowhere\"\n",
        ] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
    }
}
