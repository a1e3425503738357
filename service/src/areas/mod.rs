//! Administrative areas: provinces, regencies, districts and villages with their postcodes.
//!
//! The list of the whole country is compiled in and opened when it is first asked for. Pure: no clock, no rows.
mod code;
mod fold;
mod index;
mod old;
mod read;
mod search;
#[cfg(test)]
mod tests;

pub use code::{AreaCode, Level, NotACode};
pub(crate) use fold::fold;

use index::Index;
use search::Wanted;
use std::{path::Path, sync::OnceLock};

const BUILT_IN: &[u8] = include_bytes!("../../data/areas/areas.csv.gz");
/// Begins the codes of the demonstration's families; no area has it.
const DEMONSTRATION: &str = "99";

/// Why an office's own list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AreasError {
    /// It cannot be read.
    #[error("the list of areas {file} cannot be read: {source}")]
    Read {
        /// Which file.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no list of areas.
    #[error("the list of areas {file} {problem}")]
    Whole {
        /// Which file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// One line is wrong.
    #[error("the list of areas {file}, line {line}: {problem}")]
    Line {
        /// Which file.
        file: String,
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
}

/// One area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area<'a> {
    /// Its code.
    pub code: AreaCode,
    /// Its name; a regency's begins with "Kabupaten" or "Kota".
    pub name: &'a str,
    /// How large it is.
    pub level: Level,
    /// Of villages only.
    pub postcode: Option<String>,
}

/// An area that was found by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The area.
    pub area: Area<'a>,
    /// The code asked for is one that the area had before; its own is another one now.
    pub by_old_code: bool,
}

/// What was found by words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits<'a> {
    /// The best of them, the best first.
    pub areas: Vec<Area<'a>>,
    /// There are more.
    pub more: bool,
}

/// Where a NIK or card number was issued, by its first six digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issued<'a> {
    /// In this district.
    Now(Area<'a>),
    /// In this regency, which had another code then.
    Before(Area<'a>),
    /// In this regency, in a district that is not in the list, or no longer.
    Regency(Area<'a>),
    /// Nowhere: it belongs to a family of the demonstration.
    Demonstration,
    /// Not in the list. No proof of a mistake: codes were in use before it.
    Unknown,
}

/// The list of areas of one installation.
#[derive(Clone, Default)]
pub struct Areas(Option<Box<Index>>);

impl std::fmt::Debug for Areas {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Areas(own)" } else { "Areas(built in)" })
    }
}

impl Areas {
    /// The list that is compiled in. Costs nothing until it is asked.
    pub fn built_in() -> Self {
        Self(None)
    }

    /// An office's own list instead: CSV or CSV squeezed by gzip, with the columns code, name and postcode.
    pub fn read(file: &Path) -> Result<Self, AreasError> {
        let name = || file.display().to_string();
        let bytes = std::fs::read(file).map_err(|source| AreasError::Read { file: name(), source })?;
        match read::read(&bytes) {
            Ok(index) => Ok(Self(Some(Box::new(index)))),
            Err(read::Damage { line: 0, problem }) => Err(AreasError::Whole { file: name(), problem }),
            Err(read::Damage { line, problem }) => Err(AreasError::Line { file: name(), line, problem }),
        }
    }

    fn index(&self) -> &Index {
        static OPENED: OnceLock<Index> = OnceLock::new();
        match &self.0 {
            Some(own) => own,
            None => OPENED.get_or_init(|| {
                read::read(BUILT_IN).unwrap_or_else(|damage| {
                    tracing::error!(?damage, "the built-in list of areas cannot be read");
                    Index::default()
                })
            }),
        }
    }

    fn area(&self, at: usize) -> Option<Area<'_>> {
        let index = self.index();
        let code = index.code(at)?;
        Some(Area { code, name: index.name(at), level: code.level(), postcode: index.postcode(at) })
    }

    /// The area that has this code now.
    fn exact(&self, code: AreaCode) -> Option<Area<'_>> {
        self.area(self.index().place(code)?)
    }

    /// All provinces, in the order of their codes.
    pub fn provinces(&self) -> Vec<Area<'_>> {
        self.index().inside(None).filter_map(|at| self.area(at)).collect()
    }

    /// The areas right inside another one, in the order of their codes.
    pub fn children(&self, code: AreaCode) -> Vec<Area<'_>> {
        if code.level() == Level::Village {
            return Vec::new();
        }
        self.index().inside(Some(code)).filter_map(|at| self.area(at)).collect()
    }

    /// The area with this code, or the one that had it before.
    pub fn find(&self, code: AreaCode) -> Option<Found<'_>> {
        if let Some(area) = self.exact(code) {
            return Some(Found { area, by_old_code: false });
        }
        Some(Found { area: self.exact(old::now(code)?)?, by_old_code: true })
    }

    /// An area and all it lies in, from the province down; empty when there is no such area.
    pub fn path(&self, code: AreaCode) -> Vec<Area<'_>> {
        let Some(found) = self.find(code) else { return Vec::new() };
        let upward = std::iter::successors(found.area.code.parent(), |code| code.parent());
        let mut path = vec![found.area];
        path.extend(upward.filter_map(|code| self.exact(code)));
        path.reverse();
        path
    }

    /// Regencies, districts and villages by words of their names and of what they lie in, in any order: the name
    /// itself first, then what begins so, then what has a word that begins so.
    pub fn search(&self, text: &str, most: usize) -> Hits<'_> {
        self.hits(text, Wanted::Named, most)
    }

    /// The same for villages only; last those that only lie in what was typed.
    pub fn search_villages(&self, text: &str, most: usize) -> Hits<'_> {
        self.hits(text, Wanted::Villages, most)
    }

    /// The same for regencies and cities only.
    pub fn search_regencies(&self, text: &str, most: usize) -> Hits<'_> {
        self.hits(text, Wanted::Regencies, most)
    }

    fn hits(&self, text: &str, wanted: Wanted, most: usize) -> Hits<'_> {
        let mut places = search::search(self.index(), text, wanted, most);
        let more = places.len() > most;
        places.truncate(most);
        Hits { areas: places.into_iter().filter_map(|at| self.area(at)).collect(), more }
    }

    /// Where numbers that begin with these six digits were issued.
    pub fn issued_in(&self, prefix: &str) -> Issued<'_> {
        if prefix.len() == 6 && prefix.starts_with(DEMONSTRATION) {
            return Issued::Demonstration;
        }
        let Some(code) = prefix.parse::<AreaCode>().ok().filter(|code| code.level() == Level::District)
        else {
            return Issued::Unknown;
        };
        match (self.find(code), self.find(code.within(Level::Regency))) {
            (Some(found), _) => Issued::Now(found.area),
            (None, Some(Found { area, by_old_code: true })) => Issued::Before(area),
            (None, Some(found)) => Issued::Regency(found.area),
            (None, None) => Issued::Unknown,
        }
    }
}
