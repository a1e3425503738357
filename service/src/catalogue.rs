//! The catalogue of procedures: data with versions, compiled in, overridable per installation, checked at
//! start. Every version that something was written under is kept by its hash, so old requests keep theirs.
mod built_in;
#[cfg(test)]
mod tests;

use crate::messages::{ReadyAnswer, ReadyAnswers};
use crate::{Error, Forms, Service, clock::millis, entity::catalogue_version};
use built_in::BUILT_IN;
use domain::{CatalogueProblem, Checklists, Date, Procedure, Reason, ReasonCatalogue, Words};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, OnceLock},
};

const BUILT_IN_REASONS: &str = include_str!("../catalogue/reasons.toml");
const BUILT_IN_ANSWERS: &str = include_str!("../catalogue/answers.toml");
const BUILT_IN_CHECKLISTS: &str = include_str!("../catalogue/checklists.toml");

/// Why a catalogue cannot be used. Each names its file.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file of the installation cannot be read.
    #[error("the catalogue file {file} cannot be read: {source}")]
    Read {
        /// Which file.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is no valid procedure.
    #[error("the catalogue file {file} is not in the expected form: {message}")]
    Form {
        /// Which file.
        file: String,
        /// Where and what, as the parser says it.
        message: String,
    },
    /// A procedure contradicts itself.
    #[error("the catalogue file {file} cannot be used: {problems}")]
    Problems {
        /// Which file.
        file: String,
        /// All problems, each with its path inside the file.
        problems: String,
    },
}

/// Stands between the text of a procedure and those of the ones it goes on with, where they are kept as one.
const GOES_ON_WITH: &str = "\n#: goes on with\n";

/// A procedure, with what it goes on with, and the hash of all their texts.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The procedure.
    pub procedure: Arc<Procedure<Words>>,
    /// SHA-256 of its source text.
    pub hash: [u8; 32],
    /// The office's own file that it comes from; none when it is compiled in.
    pub own_file: Option<String>,
    source: Arc<str>,
}

/// One file: a procedure by itself.
#[derive(Clone, Debug)]
struct File {
    name: String,
    procedure: Procedure<Words>,
    text: String,
    /// From the office's own folder.
    own: bool,
}

/// All procedures offered, in the order of the files, the reasons officers may give, and the forms.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
    reasons: Vec<Reason>,
    answers: Vec<ReadyAnswer>,
    checklists: Checklists,
    /// Reasons of single procedures, by code of the procedure.
    own_reasons: Vec<(String, Reason)>,
    /// Those that the office's file has left out: what was decided with them is still read.
    retired: Vec<Reason>,
    forms: Forms,
}

/// The category of the reasons that only one procedure has.
const OF_PROCEDURE: &str = "procedure";
/// The file of reasons, also in an office's own folder.
const REASONS: &str = "reasons.toml";
/// The file of checklists, also in an office's own folder.
const CHECKLISTS: &str = "checklists.toml";

fn read(name: &str, text: &str) -> Result<File, CatalogueError> {
    let procedure: Procedure<Words> = toml::from_str(text)
        .map_err(|error| CatalogueError::Form { file: name.to_owned(), message: error.to_string() })?;
    refuse(name, &procedure.check())?;
    Ok(File { name: name.to_owned(), procedure, text: text.to_owned(), own: false })
}

fn read_checklists(name: &str, text: &str) -> Result<Checklists, CatalogueError> {
    toml::from_str(text)
        .map_err(|error| CatalogueError::Form { file: name.to_owned(), message: error.to_string() })
}

fn read_reasons(name: &str, text: &str) -> Result<Vec<Reason>, CatalogueError> {
    let reasons: ReasonCatalogue = toml::from_str(text)
        .map_err(|error| CatalogueError::Form { file: name.to_owned(), message: error.to_string() })?;
    refuse(name, &reasons.check())?;
    Ok(reasons.reasons())
}

impl File {
    /// The procedure with what it goes on with, found among all files.
    fn entry(&self, all: &[Self]) -> Result<Entry, CatalogueError> {
        let of = |code: &str| all.iter().find(|file| file.procedure.code == code);
        let procedure = self
            .procedure
            .compose(|code| of(code).map(|file| &file.procedure))
            .map_err(|problems| problems_of(&self.name, &problems))?;
        refuse(&self.name, &procedure.check())?;
        let others = self.procedure.continues.iter().filter_map(|next| of(&next.procedure));
        let texts: Vec<&str> = core::iter::once(self).chain(others).map(|file| file.text.as_str()).collect();
        let source = texts.join(GOES_ON_WITH);
        Ok(Entry {
            procedure: Arc::new(procedure),
            hash: Sha256::digest(&source).into(),
            own_file: self.own.then(|| {
                Path::new(&self.name)
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default()
            }),
            source: source.into(),
        })
    }
}

/// A kept version: the texts of a procedure and of those that it goes on with.
fn from_source(source: &str) -> Result<Procedure<Words>, Error> {
    let unreadable = || Error::Internal("catalogue version is unreadable".into());
    let parts: Vec<Procedure<Words>> =
        source.split(GOES_ON_WITH).map(toml::from_str).collect::<Result<_, _>>().map_err(|_| unreadable())?;
    let (first, others) = parts.split_first().ok_or_else(unreadable)?;
    first.compose(|code| others.iter().find(|other| other.code == code)).map_err(|_| unreadable())
}

fn refuse(file: &str, problems: &[CatalogueProblem]) -> Result<(), CatalogueError> {
    if problems.is_empty() { Ok(()) } else { Err(problems_of(file, problems)) }
}

fn problems_of(file: &str, problems: &[CatalogueProblem]) -> CatalogueError {
    let line = |problem: &CatalogueProblem| format!("{}: {}", problem.path, problem.message);
    let problems = problems.iter().map(line).collect::<Vec<_>>().join("; ");
    CatalogueError::Problems { file: file.to_owned(), problems }
}

impl Catalogue {
    /// The catalogue that is compiled in, read once a process.
    pub fn built_in() -> Result<Self, CatalogueError> {
        static READ: OnceLock<Catalogue> = OnceLock::new();
        if let Some(read) = READ.get() {
            return Ok(read.clone());
        }
        let read = Self::of(&Self::built_in_files()?, None)?.with_checklists(None)?;
        Ok(READ.get_or_init(|| read).clone())
    }

    /// With the compiled-in checklists, and those of the office in the place of theirs.
    fn with_checklists(mut self, own: Option<(&str, &str)>) -> Result<Self, CatalogueError> {
        let entries = &self.entries;
        let find = |code: &str| {
            let entry = entries.iter().find(|entry| entry.procedure.code == code);
            entry.map(|entry| entry.procedure.as_ref())
        };
        let built_in = read_checklists(CHECKLISTS, BUILT_IN_CHECKLISTS)?;
        // An office that replaces a service may have left out a document: the list of its own file must fit, the
        // compiled-in one only loses the points that no longer do.
        let mut lists = built_in;
        for list in &mut lists.lists {
            let procedure = find(&list.service);
            list.points.retain(|point| {
                point.document.as_ref().is_none_or(|slot| procedure.is_some_and(|of| of.slot(slot).is_some()))
            });
        }
        if let Some((file, text)) = own {
            let own = read_checklists(file, text)?;
            refuse(file, &own.check(find))?;
            lists = lists.replaced_by(own);
        }
        refuse(CHECKLISTS, &lists.check(find))?;
        self.checklists = lists;
        Ok(self)
    }

    fn built_in_files() -> Result<Vec<File>, CatalogueError> {
        BUILT_IN.iter().map(|(file, text)| read(file, text)).collect()
    }

    /// From all files and the office's own reasons, with the name of their file.
    fn of(files: &[File], reasons: Option<(&str, &str)>) -> Result<Self, CatalogueError> {
        let entries: Vec<Entry> = files.iter().map(|file| file.entry(files)).collect::<Result<_, _>>()?;
        let built_in = read_reasons(REASONS, BUILT_IN_REASONS)?;
        let own = reasons.map(|(file, text)| read_reasons(file, text)).transpose()?;
        let (reasons, mut retired) = match own {
            Some(own) => (own, built_in),
            None => (built_in, Vec::new()),
        };
        retired.retain(|old| reasons.iter().all(|reason| reason.code != old.code));
        let mut own_reasons: Vec<(String, Reason)> = Vec::new();
        for file in files {
            let procedure = &file.procedure;
            for entry in &procedure.reasons {
                let is_taken = reasons.iter().chain(own_reasons.iter().map(|(_, one)| one));
                if is_taken.chain(&retired).any(|reason| reason.code == entry.code) {
                    let message = "this code is a reason elsewhere too".to_owned();
                    let path = format!("reasons.{}", entry.code);
                    let procedure = procedure.code.clone();
                    return Err(problems_of(&file.name, &[CatalogueProblem { procedure, path, message }]));
                }
                own_reasons.push((procedure.code.clone(), entry.within(OF_PROCEDURE, &procedure.name)));
            }
        }
        let answers: ReadyAnswers = toml::from_str(BUILT_IN_ANSWERS).map_err(|error| {
            CatalogueError::Form { file: "answers.toml".into(), message: error.to_string() }
        })?;
        let forms = Forms::built_in()?;
        let (answers, checklists) = (answers.answer, Checklists::default());
        Ok(Self { entries, reasons, answers, checklists, own_reasons, retired, forms })
    }

    /// The compiled-in catalogue with the `.toml` files of `folder` added; a file with the code of a
    /// built-in procedure replaces it, `reasons.toml` the reasons of officers, and `checklists.toml` the lists that it
    /// has. Forms lie in `forms` inside of it.
    pub fn with_overrides(folder: &Path) -> Result<Self, CatalogueError> {
        let failed = |source| CatalogueError::Read { file: folder.display().to_string(), source };
        let mut added: BTreeMap<String, String> = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.display().to_string();
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| CatalogueError::Read { file: name.clone(), source })?;
                added.insert(name, text);
            }
        }
        let reasons = folder.join(REASONS).display().to_string();
        let own = added.remove(&reasons);
        let checklists = folder.join(CHECKLISTS).display().to_string();
        let own_checklists = added.remove(&checklists);
        let mut files = Self::built_in_files()?;
        for (name, text) in added {
            let file = File { own: true, ..read(&name, &text)? };
            files.retain(|known| known.procedure.code != file.procedure.code);
            files.push(file);
        }
        let own = own.as_deref().map(|text| (reasons.as_str(), text));
        let own_checklists = own_checklists.as_deref().map(|text| (checklists.as_str(), text));
        let mut catalogue = Self::of(&files, own)?.with_checklists(own_checklists)?;
        catalogue.forms.add_folder(&folder.join("forms"))?;
        Ok(catalogue)
    }

    /// The procedures that can be started on `today`.
    pub fn offered(&self, today: Date) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.procedure.is_effective(today))
    }

    /// Everything there is, also what does not count yet or no more.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there is a service with this code, in whatever version.
    pub fn knows(&self, code: &str) -> bool {
        self.entries.iter().any(|entry| entry.procedure.code == code)
    }

    /// A procedure that can be started on `today`.
    pub fn find(&self, code: &str, today: Date) -> Option<&Entry> {
        self.offered(today).find(|entry| entry.procedure.code == code)
    }

    /// The official forms.
    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    /// Answers that officers give often.
    pub fn answers(&self) -> &[ReadyAnswer] {
        &self.answers
    }

    /// What officers look at, service by service.
    pub fn checklists(&self) -> &Checklists {
        &self.checklists
    }

    /// All reasons officers may give whatever the procedure.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// All reasons officers may give for this procedure: those of all, then its own and those of what it goes on with.
    pub fn reasons_for(&self, procedure: &str) -> Vec<Reason> {
        let entry = self.entries.iter().find(|entry| entry.procedure.code == procedure);
        let further = |code: &str| {
            entry.is_some_and(|entry| entry.procedure.events.iter().any(|event| event.procedure == code))
        };
        let own = self.own_reasons.iter().filter(|(code, _)| code == procedure || further(code));
        self.reasons.iter().chain(own.map(|(_, reason)| reason)).cloned().collect()
    }

    /// A reason by its code, to read what was decided with it.
    pub fn reason(&self, code: &str) -> Option<&Reason> {
        let own = self.own_reasons.iter().map(|(_, reason)| reason);
        self.reasons.iter().chain(own).chain(&self.retired).find(|reason| reason.code == code)
    }
}

impl Service {
    /// Keeps the text of every version that can be written under.
    pub(crate) async fn keep_catalogue_versions(&self) -> Result<(), Error> {
        for entry in &self.catalogue.entries {
            catalogue_version::Entity::insert(catalogue_version::ActiveModel {
                hash: Set(entry.hash.to_vec()),
                procedure: Set(entry.procedure.code.clone()),
                version: Set(i32::try_from(entry.procedure.version).unwrap_or(i32::MAX)),
                body: Set(entry.source.to_string()),
                first_seen_at: Set(millis(self.clock.now())),
            })
            .on_conflict(OnConflict::column(catalogue_version::Column::Hash).do_nothing().to_owned())
            .exec_without_returning(self.db.write())
            .await?;
        }
        Ok(())
    }

    /// The procedure that something was written under: today's if it is still the same, else the kept one.
    pub(crate) async fn procedure(&self, hash: &[u8]) -> Result<Arc<Procedure<Words>>, Error> {
        if let Some(entry) = self.catalogue.entries.iter().find(|entry| entry.hash == hash) {
            return Ok(Arc::clone(&entry.procedure));
        }
        let row = catalogue_version::Entity::find_by_id(hash.to_vec())
            .one(self.db.read())
            .await?
            .ok_or_else(|| Error::Internal("catalogue version is gone".into()))?;
        from_source(&row.body).map(Arc::new)
    }
}
