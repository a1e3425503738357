//! What is wrong with the settings, in sentences for whoever installs the portal.

use std::fmt;

/// One wrong setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The setting, as written in the environment.
    pub setting: String,
    /// What is wrong and what to do. Never repeats a secret.
    pub sentence: String,
}

impl Problem {
    pub(super) fn new(setting: &str, sentence: impl Into<String>) -> Self {
        Self { setting: setting.to_owned(), sentence: sentence.into() }
    }
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, setting: &str, sentence: impl Into<String>) {
        self.0.push(Problem::new(setting, sentence));
    }

    /// `value`, if nothing is wrong.
    pub(super) fn unless_any<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let gap = if at == 0 { "" } else { "\n" };
            write!(f, "{gap}{}: {}", problem.setting, problem.sentence)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
