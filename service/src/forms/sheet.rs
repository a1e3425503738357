//! A sheet of the portal's own, such as a receipt: words that somebody else has chosen, drawn like the forms.
use super::{
    DrawnForm,
    give::drawn_as,
    paper::{Block, Entry, Line, Paper},
};
use crate::{Error, Service, receipt::CodeSquare};
use domain::Language;

/// A sheet, in words.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// In which language it is.
    pub language: Language,
    /// The name of its file, without anything personal and without ending.
    pub name: String,
    /// Framed in the corner.
    pub mark: String,
    /// What it is.
    pub title: String,
    /// Small, under the title.
    pub under_title: String,
    /// What it says, from top to bottom.
    pub parts: Vec<SheetPart>,
    /// At the foot of each page.
    pub foot: Vec<String>,
    /// `"Halaman {page} dari {pages}"`.
    pub page_of: String,
    /// Files that travel inside.
    pub attachments: Vec<Attachment>,
}

/// A part of a sheet.
#[derive(Clone, Debug)]
pub enum SheetPart {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph in small letters.
    Note(String),
    /// Labels with values.
    Facts(Vec<(String, String)>),
    /// A table: heads with their share of the width, and rows.
    Table(Vec<(String, u16)>, Vec<Vec<String>>),
    /// A square code, what it is for who does not see it, and lines beside it.
    Square(CodeSquare, String, Vec<String>),
}

/// A file inside a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: &'static str,
    /// `text/plain`
    pub media_type: &'static str,
    /// What it is, for people.
    pub description: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl SheetPart {
    fn block(self) -> Block {
        match self {
            Self::Heading(text) => Block::Heading(text),
            Self::Text(text) => Block::Text(text),
            Self::Note(text) => Block::Note(text),
            Self::Facts(facts) => {
                let line =
                    |(label, value)| Line { number: String::new(), label, value: Entry::Written(value) };
                Block::Fields(facts.into_iter().map(line).collect())
            }
            Self::Table(heads, rows) => {
                let row = |row: Vec<String>| row.into_iter().map(Entry::Written).collect();
                Block::Table { heads, rows: rows.into_iter().map(row).collect() }
            }
            Self::Square(square, spoken, lines) => Block::Square { square, spoken, lines },
        }
    }
}

impl Service {
    /// A sheet as PDF.
    pub async fn draw_sheet(&self, sheet: Sheet) -> Result<DrawnForm, Error> {
        let paper = Paper {
            code: sheet.mark,
            title: sheet.title,
            under_title: sheet.under_title,
            watermark: None,
            foot: sheet.foot,
            page_of: sheet.page_of,
            by_hand: String::new(),
            blocks: sheet.parts.into_iter().map(SheetPart::block).collect(),
            language: match sheet.language {
                Language::Id => "id-ID",
                Language::En => "en",
            },
            attachments: sheet.attachments,
        };
        drawn_as(sheet.name, paper).await
    }
}
