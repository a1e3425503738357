//! From a layout and what is known to the words on the paper. Pure: the same in gives the same out.
use super::case::{Case, Person};
use super::layout::{Body, Cell, Column, Kind, Layout, Rows, Section};
use super::paper::{Block, Entry, Line, Paper, Signer, TickBox};
use super::source::Source;
use super::words::Words;
use domain::{Change, ChangeSubject, Date, Element, Language, age_on, date::from_iso, date::in_words};

/// Under this age somebody is a child.
const GROWN_UP: i32 = 17;

/// Fills a form in; without a case it stays empty.
pub(super) fn fill(layout: &Layout, case: Option<&Case>, words: &Words, demonstration: bool) -> Paper {
    let filler = Filler { by_hand: layout.kind == Kind::Statement, case, words };
    let mut blocks: Vec<Block> = layout.sections.iter().flat_map(|section| filler.section(section)).collect();
    if !layout.signatures.is_empty() {
        let people = layout.signatures.iter().map(|one| Signer {
            role: one.role.clone(),
            name: filler.first(&one.name).map_or(Entry::ByHand, Entry::Written),
            place: one.place.clone(),
        });
        let dated = filler.by_hand.then(|| words.signed_at.clone());
        blocks.push(Block::Signatures { dated, people: people.collect() });
    }
    blocks.extend(layout.note.clone().map(Block::Note));
    let number = case.and_then(|case| case.told.sent.as_ref()).map(|(number, _)| number);
    let about = match number {
        Some(number) => format!("{} · {} {number}", layout.code, words.number),
        None => layout.code.clone(),
    };
    Paper {
        code: layout.code.clone(),
        title: layout.title.clone(),
        under_title: format!("{} {} · {}", words.edition, layout.version, layout.basis.join("; ")),
        watermark: (!filler.by_hand).then(|| words.watermark.clone()),
        foot: std::iter::once(about).chain(demonstration.then(|| words.demonstration.clone())).collect(),
        page_of: words.page_of.clone(),
        by_hand: words.by_hand.clone(),
        blocks,
        language: "id-ID",
        attachments: Vec::new(),
    }
}

struct Filler<'a> {
    /// What is missing is written by hand; else it is said that there is nothing.
    by_hand: bool,
    case: Option<&'a Case>,
    words: &'a Words,
}

impl Filler<'_> {
    fn section(&self, section: &Section) -> Vec<Block> {
        if section.if_filled && self.case.is_some() && !self.is_filled(&section.body) {
            return Vec::new();
        }
        let body = match &section.body {
            Body::Text(text) => Block::Text(text.clone()),
            Body::Fields(fields) => Block::Fields(
                fields
                    .iter()
                    .map(|field| Line {
                        number: field.number.clone(),
                        label: field.label.clone(),
                        value: self.entry(self.first(&field.sources)),
                    })
                    .collect(),
            ),
            Body::Boxes { sources, columns, choices } => {
                let values = self.case.map_or_else(Vec::new, |case| codes(case, sources));
                let boxes = choices.iter().map(|choice| TickBox {
                    ticked: choice.codes.iter().any(|code| values.contains(code)),
                    number: choice.number.clone(),
                    label: choice.label.clone(),
                    group: choice.group.clone(),
                });
                Block::Boxes { columns: *columns, boxes: boxes.collect() }
            }
            Body::Table { rows, columns, empty_rows } => self.table(rows, columns, *empty_rows),
        };
        section.title.clone().map(Block::Heading).into_iter().chain([body]).collect()
    }

    fn is_filled(&self, body: &Body) -> bool {
        let Some(case) = self.case else { return false };
        match body {
            Body::Text(_) => true,
            Body::Fields(fields) => fields.iter().any(|field| self.first(&field.sources).is_some()),
            Body::Boxes { sources, .. } => !codes(case, sources).is_empty(),
            Body::Table { rows, columns, .. } => !self.rows(case, rows, columns).is_empty(),
        }
    }

    fn first(&self, sources: &[Source]) -> Option<String> {
        let case = self.case?;
        sources.iter().find_map(|source| case.value(source))
    }

    fn entry(&self, value: Option<String>) -> Entry {
        match value {
            Some(value) => Entry::Written(value),
            None if self.by_hand => Entry::ByHand,
            None => Entry::Written(self.words.nothing.clone()),
        }
    }

    fn table(&self, rows: &Rows, columns: &[Column], empty_rows: usize) -> Block {
        let heads = columns.iter().map(|column| (column.head.clone(), column.share)).collect();
        let mut filled = self.case.map_or_else(Vec::new, |case| self.rows(case, rows, columns));
        if filled.is_empty() && self.by_hand {
            let number = |row: usize, column: &Column| match column.cell {
                Cell::Number => Entry::Written((row + 1).to_string()),
                _ => Entry::ByHand,
            };
            let row = |row: usize| columns.iter().map(|column| number(row, column)).collect();
            filled = (0..empty_rows).map(row).collect();
        } else if filled.is_empty() {
            let mut row = vec![Entry::Written(self.words.nothing.clone()); columns.len()];
            if let Some(at) = columns.iter().position(|column| column.cell != Cell::Number) {
                row[at] = Entry::Written(self.words.no_rows.clone());
            }
            filled.push(row);
        }
        Block::Table { heads, rows: filled }
    }

    fn rows(&self, case: &Case, rows: &Rows, columns: &[Column]) -> Vec<Vec<Entry>> {
        let of_people = |people: Vec<Person>| {
            let row = |(at, person): (usize, &Person)| {
                columns.iter().map(|column| self.of_person(case, at, person, column.cell)).collect()
            };
            people.iter().enumerate().map(row).collect()
        };
        match rows {
            Rows::Members => of_people(case.members()),
            Rows::Movers => of_people(case.movers()),
            Rows::Children => {
                let today = case.told.context.today;
                of_people(case.movers().into_iter().filter(|person| is_child(person, today)).collect())
            }
            Rows::Changes { only, except } => {
                let wanted = |change: &&Change| {
                    (only.is_empty() || only.contains(&change.element)) && !except.contains(&change.element)
                };
                let changes = case.told.changes.iter().filter(wanted);
                let row = |(at, change): (usize, &Change)| {
                    columns.iter().map(|column| self.of_change(case, at, change, column.cell)).collect()
                };
                changes.enumerate().map(row).collect()
            }
        }
    }

    fn of_person(&self, case: &Case, at: usize, person: &Person, cell: Cell) -> Entry {
        match cell {
            Cell::Number => Entry::Written((at + 1).to_string()),
            Cell::Of(element) => self.entry(person.get(&element).map(|value| case.plain(element, value))),
            _ => self.entry(None),
        }
    }

    fn of_change(&self, case: &Case, at: usize, change: &Change, cell: Cell) -> Entry {
        let value = match cell {
            Cell::Number => Some((at + 1).to_string()),
            Cell::Who => Some(match &change.subject {
                ChangeSubject::Member(_, name) => name.clone(),
                ChangeSubject::NewMember => self.words.new_member.clone(),
                ChangeSubject::Card => self.words.of_card.clone(),
                ChangeSubject::NewCard => self.words.of_new_card.clone(),
            }),
            Cell::Element => Some(self.words.element(change.element)),
            Cell::Was => change.was.as_ref().map(|was| case.plain(change.element, was)),
            Cell::Will => Some(case.plain(change.element, &change.will)),
            Cell::Basis => change.basis.as_ref().map(|basis| {
                let number = basis.number.clone();
                let date =
                    basis.date.map(|date| format!("{} {}", self.words.dated, in_words(date, Language::Id)));
                let parts = std::iter::once(basis.label.id.clone()).chain(number).chain(date);
                parts.collect::<Vec<_>>().join(", ")
            }),
            Cell::Of(_) => None,
        };
        self.entry(value)
    }
}

fn codes(case: &Case, sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(|source| case.codes(source)).collect()
}

fn is_child(person: &Person, today: Date) -> bool {
    let birth = person.get(&Element::BirthDate).and_then(|date| from_iso(date));
    birth.is_some_and(|birth| age_on(birth, today) < GROWN_UP)
}
