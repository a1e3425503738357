//! A form as data: what is printed where, and where each value comes from.
use super::source::Source;
use domain::{Date, Element};

/// One form in one version.
#[derive(Clone, Debug)]
pub struct Layout {
    /// `"F-1.02"`.
    pub code: String,
    /// The edition it follows, `"2019"`.
    pub version: String,
    /// First day on which this version is used.
    pub effective_from: Date,
    /// What it is for.
    pub kind: Kind,
    /// It belongs to every service, not to those that name it.
    pub for_all: bool,
    /// The title, in Indonesian as on paper.
    pub title: String,
    /// What it rests on.
    pub(super) basis: Vec<String>,
    /// A remark at its end.
    pub(super) note: Option<String>,
    pub(super) sections: Vec<Section>,
    pub(super) signatures: Vec<Signature>,
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Filled in from a request that was sent, for officer and citizen.
    Filled(Need),
    /// Printed, signed by hand and uploaded.
    Statement,
}

/// Which requests need a filled form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Those with a box on F-1.02.
    Box,
    /// Those about moving house.
    Moving,
    /// Those that change elements of data.
    Elements,
}

#[derive(Clone, Debug)]
pub(super) struct Section {
    /// Its name in messages about the file.
    #[cfg(test)]
    pub(super) code: String,
    pub(super) title: Option<String>,
    /// Left out when nothing in it has a value, unless the form is printed empty.
    pub(super) if_filled: bool,
    pub(super) body: Body,
}

#[derive(Clone, Debug)]
pub(super) enum Body {
    Text(String),
    Fields(Vec<Field>),
    Boxes { sources: Vec<Source>, columns: usize, choices: Vec<Choice> },
    Table { rows: Rows, columns: Vec<Column>, empty_rows: usize },
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) number: String,
    pub(super) label: String,
    pub(super) sources: Vec<Source>,
}

/// One box to tick.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// What is printed before the label.
    pub(super) number: String,
    /// Values of the source that tick it.
    pub(super) codes: Vec<String>,
    pub(super) label: String,
    /// A line above it, where a group begins.
    pub(super) group: Option<String>,
}

/// What the rows of a table are.
#[derive(Clone, Debug)]
pub(super) enum Rows {
    /// The changes of these elements; of all of them when there is none, less the second list.
    Changes { only: Vec<Element>, except: Vec<Element> },
    /// All members of the card.
    Members,
    /// Who moves or joins.
    Movers,
    /// Who of them is under 17.
    Children,
}

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) head: String,
    /// Its share of the width.
    pub(super) share: u16,
    pub(super) cell: Cell,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Counts from 1.
    Number,
    /// Of a change: whose.
    Who,
    /// Of a change: which element.
    Element,
    /// Of a change: semula.
    Was,
    /// Of a change: menjadi.
    Will,
    /// Of a change: what it rests on.
    Basis,
    /// An element of a person.
    Of(Element),
}

/// Somebody who signs.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    pub(super) role: String,
    pub(super) name: Vec<Source>,
    /// What stands in the place of the signature: `"Meterai"`.
    pub(super) place: Option<String>,
}
