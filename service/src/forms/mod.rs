//! The official forms, F-1.02 and its kin, as PDF: layouts are data with a version (`service/forms`), filling one in
//! is a pure function from a request to words on paper, drawing makes a PDF of them.
//!
//! Our own layout with the code, title and numbered fields of each form; no facsimile, and no emblem of anybody.
mod built_in;
mod case;
mod draw;
mod fill;
mod give;
mod layout;
mod needed;
mod noted;
mod paper;
mod read;
mod source;
mod words;

pub use give::{DrawnForm, FormName};
pub use layout::{Kind as FormKind, Layout as FormLayout};
pub use noted::FORM_GIVEN;

use crate::CatalogueError;
use domain::{Change, Date, Procedure};
use std::{collections::BTreeMap, path::Path};
use words::Words;

/// The file of the words that all forms share.
const WORDS: &str = "words.toml";

/// All forms of an installation.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    layouts: Vec<FormLayout>,
    words: Words,
}

fn form_error(file: &str, message: &toml::de::Error) -> CatalogueError {
    CatalogueError::Form { file: file.to_owned(), message: message.to_string() }
}

fn problems(file: &str, problems: &[String]) -> CatalogueError {
    CatalogueError::Problems { file: file.to_owned(), problems: problems.join("; ") }
}

fn read_words(file: &str, text: &str) -> Result<Words, CatalogueError> {
    let words: Words = toml::from_str(text).map_err(|error| form_error(file, &error))?;
    let wrong = words.check();
    if wrong.is_empty() { Ok(words) } else { Err(problems(file, &wrong)) }
}

impl Forms {
    /// The forms that are compiled in.
    pub fn built_in() -> Result<Self, CatalogueError> {
        let mut forms = Self { layouts: Vec::new(), words: read_words(WORDS, built_in::WORDS)? };
        for (file, text) in built_in::LAYOUTS {
            forms.add(file, text)?;
        }
        Ok(forms)
    }

    /// Adds a layout; one with the same code and version is replaced.
    fn add(&mut self, file: &str, text: &str) -> Result<(), CatalogueError> {
        let layout = read::read(text).map_err(|wrong| problems(file, &wrong))?;
        self.layouts.retain(|known| known.code != layout.code || known.version != layout.version);
        self.layouts.push(layout);
        Ok(())
    }

    /// Adds the `.toml` files of a folder, if there is such a folder; `words.toml` replaces the shared words.
    pub(crate) fn add_folder(&mut self, folder: &Path) -> Result<(), CatalogueError> {
        if !folder.is_dir() {
            return Ok(());
        }
        let failed = |source| CatalogueError::Read { file: folder.display().to_string(), source };
        let mut files: BTreeMap<String, (bool, String)> = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let text = std::fs::read_to_string(&path).map_err(failed)?;
                let words = path.file_name().is_some_and(|name| name == WORDS);
                files.insert(path.display().to_string(), (words, text));
            }
        }
        for (file, (words, text)) in files {
            if words {
                self.words = read_words(&file, &text)?;
            } else {
                self.add(&file, &text)?;
            }
        }
        Ok(())
    }

    /// The form with this code as it is used on a day: the newest version that is in force.
    pub fn find(&self, code: &str, day: Date) -> Option<&FormLayout> {
        let in_force = |layout: &&FormLayout| layout.code == code && layout.effective_from <= day;
        self.layouts.iter().filter(in_force).max_by_key(|layout| layout.effective_from)
    }

    /// The statement with this code, if it can be printed on that day.
    pub fn statement(&self, code: &str, day: Date) -> Option<&FormLayout> {
        self.find(code, day).filter(|layout| layout.kind == FormKind::Statement)
    }

    /// The statements that go with every service.
    pub fn for_all(&self, day: Date) -> Vec<FormName> {
        let mut found: Vec<FormName> = Vec::new();
        for layout in self.layouts.iter().filter(|layout| layout.for_all) {
            let name = self.statement(&layout.code, day).map(FormName::of);
            found.extend(name.filter(|name| !found.contains(name)));
        }
        found
    }

    /// The forms that are filled in from a request of this procedure with these changes.
    pub(crate) fn of_request<T>(
        &self,
        procedure: &Procedure<T>,
        changes: &[Change],
        day: Date,
    ) -> Vec<FormName> {
        let mut codes: Vec<&str> = self.layouts.iter().map(|layout| layout.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        let filled = |layout: &&FormLayout| layout.kind != FormKind::Statement;
        let found = codes.into_iter().filter_map(|code| self.find(code, day)).filter(filled);
        let needed = found.filter(|layout| needed::needs(layout, procedure, changes));
        needed.map(FormName::of).collect()
    }
}

#[cfg(test)]
mod tests;
