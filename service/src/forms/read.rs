//! Reading a layout, strictly: whatever is unknown is named with its file, section and field.
use super::layout::{Body, Cell, Choice, Column, Field, Kind, Layout, Need, Rows, Section, Signature};
use super::source::{Source, of_member};
use domain::{Date, Element, date::iso_serde};
use serde::Deserialize;

/// A file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    code: String,
    version: String,
    #[serde(with = "iso_serde")]
    effective_from: Date,
    kind: String,
    #[serde(default)]
    for_all: bool,
    title: String,
    basis: Vec<String>,
    note: Option<String>,
    sections: Vec<SectionInFile>,
    #[serde(default)]
    signatures: Vec<SignatureInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionInFile {
    code: String,
    title: Option<String>,
    #[serde(default)]
    if_filled: bool,
    text: Option<String>,
    fields: Option<Vec<FieldInFile>>,
    boxes: Option<OneOrMore>,
    #[serde(default = "one")]
    columns: usize,
    #[serde(default)]
    choices: Vec<ChoiceInFile>,
    table: Option<String>,
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    cells: Vec<ColumnInFile>,
    #[serde(default = "one")]
    empty_rows: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldInFile {
    number: String,
    label: String,
    #[serde(default)]
    source: OneOrMore,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceInFile {
    number: String,
    codes: Vec<String>,
    label: String,
    group: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnInFile {
    head: String,
    share: u16,
    cell: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureInFile {
    role: String,
    #[serde(default)]
    name: OneOrMore,
    place: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Default for OneOrMore {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

const fn one() -> usize {
    1
}

/// What a file says, or everything that is wrong with it, each with its place.
pub(super) fn read(text: &str) -> Result<Layout, Vec<String>> {
    let file: File = toml::from_str(text).map_err(|error| vec![error.to_string()])?;
    let mut trouble = Trouble::default();
    let kind = match file.kind.as_str() {
        "statement" => Kind::Statement,
        "box" => Kind::Filled(Need::Box),
        "moving" => Kind::Filled(Need::Moving),
        "elements" => Kind::Filled(Need::Elements),
        other => {
            trouble.say("kind", &format!("`{other}` is none of box, moving, elements, statement"));
            Kind::Statement
        }
    };
    if !is_address(&file.code) {
        trouble.say("code", "is part of an address: letters, digits, dots and dashes only");
    }
    let mut known: Vec<&str> = Vec::new();
    for section in &file.sections {
        if known.contains(&section.code.as_str()) {
            trouble.say(&section.code, "there are two sections of this name");
        }
        known.push(&section.code);
    }
    let sections = file.sections.into_iter().map(|section| trouble.section(section)).collect();
    let signatures = file
        .signatures
        .into_iter()
        .map(|one| {
            let name = trouble.sources(&format!("signatures.{}", one.role), one.name);
            Signature { role: one.role, name, place: one.place }
        })
        .collect();
    if !trouble.0.is_empty() {
        return Err(trouble.0);
    }
    Ok(Layout {
        code: file.code,
        version: file.version,
        effective_from: file.effective_from,
        kind,
        for_all: file.for_all,
        title: file.title,
        basis: file.basis,
        note: file.note,
        sections,
        signatures,
    })
}

fn is_address(code: &str) -> bool {
    !code.is_empty() && code.chars().all(|sign| sign.is_ascii_alphanumeric() || ".-".contains(sign))
}

#[derive(Default)]
struct Trouble(Vec<String>);

impl Trouble {
    fn say(&mut self, place: &str, what: &str) {
        self.0.push(format!("{place}: {what}"));
    }

    fn section(&mut self, section: SectionInFile) -> Section {
        let place = section.code.clone();
        let kinds = [
            section.text.is_some(),
            section.fields.is_some(),
            section.boxes.is_some(),
            section.table.is_some(),
        ];
        if kinds.into_iter().filter(|there| *there).count() != 1 {
            self.say(&place, "needs exactly one of text, fields, boxes, table");
        }
        let body = if let Some(boxes) = section.boxes {
            self.boxes(&place, boxes, section.columns, section.choices)
        } else if let Some(rows) = section.table {
            let rows = self.rows(&place, &rows, &section.only, &section.except);
            let of_changes = matches!(rows, Rows::Changes { .. });
            let columns =
                section.cells.into_iter().map(|column| self.column(&place, column, of_changes)).collect();
            Body::Table { rows, columns, empty_rows: section.empty_rows }
        } else if let Some(fields) = section.fields {
            Body::Fields(fields.into_iter().map(|field| self.field(&place, field)).collect())
        } else {
            Body::Text(section.text.unwrap_or_default())
        };
        if matches!(&body, Body::Table { columns, .. } if columns.is_empty()) {
            self.say(&place, "a table needs cells");
        }
        Section {
            #[cfg(test)]
            code: section.code,
            title: section.title,
            if_filled: section.if_filled,
            body,
        }
    }

    fn field(&mut self, place: &str, field: FieldInFile) -> Field {
        let place = format!("{place}.{}", field.number);
        Field { sources: self.sources(&place, field.source), number: field.number, label: field.label }
    }

    fn sources(&mut self, place: &str, names: OneOrMore) -> Vec<Source> {
        let names = match names {
            OneOrMore::One(name) => vec![name],
            OneOrMore::More(names) => names,
        };
        names.iter().filter_map(|name| self.source(place, name)).collect()
    }

    fn source(&mut self, place: &str, name: &str) -> Option<Source> {
        let source = Source::parse(name);
        if source.is_none() {
            self.say(place, &format!("`{name}` is no source"));
        }
        source
    }

    fn boxes(&mut self, place: &str, names: OneOrMore, columns: usize, choices: Vec<ChoiceInFile>) -> Body {
        if choices.is_empty() || !(1..=3).contains(&columns) {
            self.say(place, "boxes need choices, in one to three columns");
        }
        let choices = choices
            .into_iter()
            .map(|one| Choice { number: one.number, codes: one.codes, label: one.label, group: one.group })
            .collect();
        Body::Boxes { sources: self.sources(place, names), columns, choices }
    }

    fn rows(&mut self, place: &str, name: &str, only: &[String], except: &[String]) -> Rows {
        let mut elements = |names: &[String]| {
            let mut found = Vec::new();
            for name in names {
                match Element::parse(name) {
                    Some(element) => found.push(element),
                    None => self.say(place, &format!("`{name}` is no element")),
                }
            }
            found
        };
        let (only, except) = (elements(only), elements(except));
        match name {
            "changes" => Rows::Changes { only, except },
            "members" => Rows::Members,
            "movers" => Rows::Movers,
            "children" => Rows::Children,
            other => {
                self.say(place, &format!("`{other}` is none of changes, members, movers, children"));
                Rows::Members
            }
        }
    }

    fn column(&mut self, place: &str, column: ColumnInFile, of_changes: bool) -> Column {
        let cell = match column.cell.as_str() {
            "number" => Some(Cell::Number),
            "who" if of_changes => Some(Cell::Who),
            "element" if of_changes => Some(Cell::Element),
            "was" if of_changes => Some(Cell::Was),
            "will" if of_changes => Some(Cell::Will),
            "basis" if of_changes => Some(Cell::Basis),
            element if !of_changes => of_member(element).map(Cell::Of),
            _ => None,
        };
        if cell.is_none() || column.share == 0 {
            let what = format!("the column `{}` has no cell `{}` with a share", column.head, column.cell);
            self.say(place, &what);
        }
        Column { head: column.head, share: column.share.max(1), cell: cell.unwrap_or(Cell::Number) }
    }
}
