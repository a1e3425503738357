//! A filled form as plain text: what will be drawn, before any thought of where.
use super::sheet::Attachment;
use crate::receipt::CodeSquare;

/// A form, filled in or to be filled in by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paper {
    pub(super) code: String,
    pub(super) title: String,
    /// Edition and legal basis, small under the title.
    pub(super) under_title: String,
    /// Across each page, pale.
    pub(super) watermark: Option<String>,
    /// At the foot of each page, on the left: lines.
    pub(super) foot: Vec<String>,
    /// `"Halaman {page} dari {pages}"`.
    pub(super) page_of: String,
    /// What a screen reader says in place of a row of dots.
    pub(super) by_hand: String,
    pub(super) blocks: Vec<Block>,
    /// As PDF names it: `id-ID`.
    pub(super) language: &'static str,
    /// Files that travel inside.
    pub(super) attachments: Vec<Attachment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading(String),
    Text(String),
    Note(String),
    Fields(Vec<Line>),
    Boxes {
        columns: usize,
        boxes: Vec<TickBox>,
    },
    Table {
        heads: Vec<(String, u16)>,
        rows: Vec<Vec<Entry>>,
    },
    /// A square code of 25 mm, what it is, and lines beside it.
    Square {
        square: CodeSquare,
        spoken: String,
        lines: Vec<String>,
    },
    Signatures {
        dated: Option<String>,
        people: Vec<Signer>,
    },
}

/// A numbered field with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) label: String,
    pub(super) value: Entry,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Written(String),
    /// Dots, to be written on by hand.
    ByHand,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TickBox {
    pub(super) ticked: bool,
    pub(super) number: String,
    pub(super) label: String,
    /// A line above it, where a group begins.
    pub(super) group: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signer {
    pub(super) role: String,
    pub(super) name: Entry,
    pub(super) place: Option<String>,
}
