//! All areas of a list, as compact as they can be searched: one text of all names and, for each area, where its
//! name ends, in the order of the codes. An area stands right before everything inside it.
use super::{
    code::{AreaCode, Level},
    fold::fold,
};

/// One line of a list.
pub(super) struct Row<'a> {
    pub(super) code: AreaCode,
    pub(super) name: std::borrow::Cow<'a, str>,
    pub(super) postcode: Option<u32>,
}

/// No postcode.
const NONE: u32 = u32::MAX;

/// The areas, about 4 MB for the whole country.
#[derive(Clone, Default)]
pub(super) struct Index {
    codes: Vec<u64>,
    ends: Vec<u32>,
    postcodes: Vec<u32>,
    names: String,
    /// The names once more as they are compared, each with a line end.
    folded: String,
    /// Where each word of these begins.
    words: Vec<WordAt>,
}

/// Where a word begins, and what that makes it: the list is searched by these alone.
#[derive(Clone, Copy)]
pub(super) struct WordAt(u32);

impl WordAt {
    /// Words begin below this.
    const END: usize = 1 << 28;
    const FIRST: u32 = 1 << 30;

    fn new(at: usize, level: Level, is_first: bool) -> Self {
        let at = u32::try_from(at.min(Self::END - 1)).unwrap_or_default();
        Self(at | (level as u32) << 28 | if is_first { Self::FIRST } else { 0 })
    }

    /// Where it begins in the text of names.
    pub(super) fn at(self) -> usize {
        self.0 as usize & (Self::END - 1)
    }

    /// The level of the area, if this is the first word of its name.
    pub(super) fn first(self) -> Option<Level> {
        if self.0 & Self::FIRST == 0 { None } else { Level::ALL.get((self.0 >> 28 & 3) as usize).copied() }
    }
}

impl Index {
    /// Adds an area; they come in the order of their codes.
    pub(super) fn push(&mut self, row: &Row<'_>) {
        let (start, level, name) = (self.folded.len(), row.code.level(), fold(&row.name));
        self.words.push(WordAt::new(start, level, true));
        let others = name.match_indices(' ').map(|(at, _)| WordAt::new(start + at + 1, level, false));
        self.words.extend(others);
        self.folded.push_str(&name);
        self.folded.push('\n');
        self.names.push_str(&row.name);
        self.ends.push(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.codes.push(row.code.0);
        self.postcodes.push(row.postcode.unwrap_or(NONE));
    }

    /// Gives back what was taken in advance.
    pub(super) fn shrink(&mut self) {
        self.codes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.postcodes.shrink_to_fit();
        self.names.shrink_to_fit();
        self.folded.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    pub(super) fn code(&self, at: usize) -> Option<AreaCode> {
        self.codes.get(at).copied().map(AreaCode)
    }

    pub(super) fn name(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.names.get(start..end(at)).unwrap_or_default()
    }

    pub(super) fn postcode(&self, at: usize) -> Option<String> {
        self.postcodes.get(at).filter(|code| **code != NONE).map(|code| format!("{code:05}"))
    }

    /// Where the area with this code stands.
    pub(super) fn place(&self, code: AreaCode) -> Option<usize> {
        self.codes.binary_search(&code.0).ok()
    }

    /// The areas right inside `parent`; the provinces for none.
    pub(super) fn inside(&self, parent: Option<AreaCode>) -> impl Iterator<Item = usize> {
        let level = parent.map_or(Some(Level::Province), |parent| parent.level().below());
        let start = parent.map_or(0, |parent| self.codes.partition_point(|code| *code <= parent.0));
        let end =
            parent.map_or(self.codes.len(), |parent| self.codes.partition_point(|code| *code < parent.end()));
        (start..end).filter(move |at| self.code(*at).map(AreaCode::level) == level)
    }

    /// All names as they are compared, each with a line end, and where their words begin; both in the order of
    /// the codes.
    pub(super) fn words(&self) -> (&str, &[WordAt]) {
        (&self.folded, &self.words)
    }
}
