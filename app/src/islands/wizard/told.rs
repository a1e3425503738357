//! What the last look tells: answers, changes and documents as lines, for the page and for the script.
use crate::{
    routes,
    text::{Common, Wizard},
};
use domain::{
    Answers, DocumentView, MediaType, StepView, facts,
    tree::{FromTree, Record, Tree, Trouble},
    words_for_bytes,
};
use serde::{Deserialize, Serialize};

/// A line: what it is, what it was when it changes, what it is or will be, the evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// What it was.
    pub was: Option<String>,
    /// What it is, or will be.
    pub value: String,
    /// What it rests on.
    pub quote: Option<String>,
}

impl FromTree for Line {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let line = Self {
            label: record.must("label")?,
            was: record.take("was"),
            value: record.must("value")?,
            quote: record.take("quote"),
        };
        record.finish("a line").map(|()| line)
    }
}

/// A file as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// The address of a picture of it, if it is one.
    pub thumb: Option<String>,
    /// "PDF".
    pub format: String,
    /// "ijazah.jpg · 2,4 MB".
    pub detail: String,
}

/// The answers of one step; what was left out is said so. `label` tells what a code of a list is called where the lists
/// are not at hand, by question and code.
pub fn answers_of(
    view: &StepView,
    answers: &Answers,
    step: &str,
    label: impl Fn(&str, &str) -> Option<String>,
) -> Vec<Line> {
    let left_out = Wizard::of(view.language).left_out;
    let told = facts(&view.procedure, answers, &view.context, view.language).into_iter();
    told.filter(|fact| fact.step == step)
        .map(|fact| Line {
            label: fact.label,
            value: if fact.value.is_empty() {
                left_out.to_owned()
            } else {
                label(&fact.question, &fact.value).unwrap_or(fact.value)
            },
            ..Line::default()
        })
        .collect()
}

/// A file as a row.
pub fn file(view: &StepView, file: &DocumentView) -> FileRow {
    let kind = MediaType::parse(&file.media_type);
    FileRow {
        thumb: kind.filter(|kind| kind.is_image()).map(|_| routes::document_turned(file.id, file.turns)),
        format: kind.map(MediaType::extension).unwrap_or_default().to_ascii_uppercase(),
        detail: [&file.name, " · ", &words_for_bytes(file.bytes, view.language)].concat(),
    }
}

/// One of several files of a document: which it is, and the file.
pub fn one_of(view: &StepView, place: usize, files: &[DocumentView]) -> Option<FileRow> {
    let mut row = file(view, files.get(place)?);
    if files.len() > 1 {
        row.detail = [&(place + 1).to_string(), "/", &files.len().to_string(), " · ", &row.detail].concat();
    }
    Some(row)
}

/// All files of a slot as one document: its first page, how many there are, how large together.
pub fn document(view: &StepView, files: &[DocumentView]) -> Option<FileRow> {
    let mut row = file(view, files.first()?);
    let pages: u32 = files.iter().map(|file| file.pages.max(1)).sum();
    if pages > 1 {
        let bytes = words_for_bytes(files.iter().map(|file| file.bytes).sum(), view.language);
        row.detail = [&pages.to_string(), " ", Wizard::of(view.language).pages, " · ", &bytes].concat();
    }
    Some(row)
}

/// "(boleh kosong)".
pub fn optional(view: &StepView) -> String {
    ["(", Common::of(view.language).optional, ")"].concat()
}
