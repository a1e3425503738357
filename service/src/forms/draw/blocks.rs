//! The parts of a paper, one after the other down the pages.
use super::super::paper::{Block, Entry, Line, Paper, Signer, TickBox};
use super::flow::{Flow, LEFT, Landmark, Mark, RIGHT, Role, Style, Twig};
use super::font::Weight;
use super::grid::{Grid, Piece};
use crate::receipt::CodeSquare;

const TEXT: Style = Style { weight: Weight::Regular, size: 9.5, shade: 0, leading: 12.6 };
const VALUE: Style = Style { weight: Weight::Bold, ..TEXT };
const LABEL: Style = Style { shade: 60, ..TEXT };
const SMALL: Style = Style { size: 8.0, shade: 80, leading: 11.0, ..TEXT };
const CELL: Style = Style { size: 8.5, leading: 11.5, ..TEXT };
const CELL_HEAD: Style = Style { weight: Weight::Bold, size: 8.0, leading: 11.0, ..TEXT };
const HEADING: Style = Style { weight: Weight::Bold, size: 10.5, shade: 0, leading: 15.0 };
const TITLE: Style = Style { weight: Weight::Bold, size: 14.0, shade: 0, leading: 18.0 };
const CODE: Style = Style { weight: Weight::Bold, size: 11.0, shade: 0, leading: 14.0 };

/// The side of a box to tick.
const BOX: f32 = 9.0;
/// Room for a signature.
const SIGNED: f32 = 44.0;
/// 25 mm in points.
const SQUARE: f32 = 70.87;
/// What one writes on.
const DOTS: char = '.';

/// Lays the whole paper out.
pub(super) fn lay_out(flow: &mut Flow<'_>, paper: &Paper) {
    head(flow, paper);
    for block in &paper.blocks {
        match block {
            Block::Heading(text) => heading(flow, text),
            Block::Text(text) => {
                flow.y += 3.0;
                flow.paragraph(text, TEXT, Role::Paragraph);
                flow.y += 3.0;
            }
            Block::Note(text) => {
                flow.y += 8.0;
                flow.keep(2.0 * SMALL.leading);
                flow.paragraph(text, SMALL, Role::Paragraph);
            }
            Block::Fields(lines) => fields(flow, lines, &paper.by_hand),
            Block::Boxes { columns, boxes } => tick_boxes(flow, *columns, boxes),
            Block::Table { heads, rows } => table(flow, heads, rows, &paper.by_hand),
            Block::Square { square: code, spoken, lines } => square(flow, code, spoken, lines),
            Block::Signatures { dated, people } => signatures(flow, dated.as_deref(), people, &paper.by_hand),
        }
    }
}

/// The code in a frame on the right, the title, edition and basis.
fn head(flow: &mut Flow<'_>, paper: &Paper) {
    let width = flow.fonts.width(&paper.code, CODE.weight, CODE.size) + 16.0;
    flow.mark(Mark::Frame { x: RIGHT - width, y: flow.y, width, height: CODE.leading + 6.0 });
    let code = flow.line(RIGHT - width + 8.0, flow.y + 3.0, CODE, &paper.code, None);
    let top = flow.y;
    let mut title = Vec::new();
    for line in flow.fonts.lines(&paper.title, TITLE.weight, TITLE.size, RIGHT - LEFT - width - 16.0) {
        title.push(flow.line(LEFT, flow.y, TITLE, &line, None));
        flow.y += TITLE.leading;
    }
    flow.tree.push(Twig::Part(Role::Title(paper.title.clone()), title));
    flow.tree.push(Twig::Part(Role::Paragraph, vec![code]));
    flow.landmarks.push(Landmark { text: paper.title.clone(), page: 0, y: top });
    flow.y = flow.y.max(top + CODE.leading + 6.0) + 1.0;
    flow.paragraph(&paper.under_title, SMALL, Role::Paragraph);
    flow.y += 4.0;
    flow.rule((LEFT, flow.y), (RIGHT, flow.y));
    flow.y += 2.0;
}

fn heading(flow: &mut Flow<'_>, text: &str) {
    flow.y += 8.0;
    // A heading never stands alone at the foot of a page.
    flow.keep(HEADING.leading + 3.0 * TEXT.leading);
    flow.landmarks.push(Landmark { text: text.to_owned(), page: flow.pages.len() - 1, y: flow.y });
    flow.paragraph(text, HEADING, Role::Heading(text.to_owned()));
    flow.y += 2.0;
}

fn piece(flow: &Flow<'_>, role: Role, style: Style, text: &str, width: f32) -> Piece {
    Piece { role, style, lines: flow.fonts.lines(text, style.weight, style.size, width), spoken: None }
}

/// What was written, or dots as wide as the column.
fn entry(flow: &Flow<'_>, style: Style, entry: &Entry, width: f32, by_hand: &str) -> Piece {
    match entry {
        Entry::Written(text) => piece(flow, Role::Cell, style, text, width),
        Entry::ByHand => Piece {
            role: Role::Cell,
            style: Style { weight: Weight::Regular, ..LABEL },
            lines: vec![dots(flow, LABEL, width)],
            spoken: Some(by_hand.to_owned()),
        },
    }
}

fn dots(flow: &Flow<'_>, style: Style, width: f32) -> String {
    let one = flow.fonts.width(&DOTS.to_string(), style.weight, style.size);
    let mut row = String::new();
    let mut at = one;
    while at <= width {
        row.push(DOTS);
        at += one;
    }
    row
}

fn fields(flow: &mut Flow<'_>, lines: &[Line], by_hand: &str) {
    const NUMBER: f32 = 24.0;
    const NAMED: f32 = 176.0;
    const COLON: f32 = 10.0;
    let value = RIGHT - LEFT - NUMBER - NAMED - COLON;
    // Handwriting needs more room.
    let pad = if lines.iter().any(|line| line.value == Entry::ByHand) { 2.4 } else { 1.0 };
    let grid = Grid {
        columns: vec![
            (LEFT, NUMBER),
            (LEFT + NUMBER, NAMED),
            (LEFT + NUMBER + NAMED, COLON),
            (RIGHT - value, value),
        ],
        lined: false,
        head: Vec::new(),
        pad: (0.0, pad),
    };
    let row = |line: &Line| {
        vec![
            piece(flow, Role::Cell, LABEL, &line.number, NUMBER),
            piece(flow, Role::RowHead, LABEL, &line.label, NAMED - 6.0),
            piece(flow, Role::Cell, LABEL, ":", COLON),
            entry(flow, VALUE, &line.value, value, by_hand),
        ]
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    grid.draw(flow, &rows);
}

fn table(flow: &mut Flow<'_>, heads: &[(String, u16)], rows: &[Vec<Entry>], by_hand: &str) {
    let by_pen = rows.iter().flatten().any(|one| *one == Entry::ByHand);
    let pad: (f32, f32) = (4.0, if by_pen { 5.0 } else { 2.5 });
    let shares: f32 = heads.iter().map(|(_, share)| f32::from(*share)).sum();
    let mut x = LEFT;
    let columns: Vec<(f32, f32)> = heads
        .iter()
        .map(|(_, share)| {
            let width = (RIGHT - LEFT) * f32::from(*share) / shares;
            x += width;
            (x - width, width)
        })
        .collect();
    let inside = |width: f32| width - 2.0 * pad.0;
    let head = heads
        .iter()
        .zip(&columns)
        .map(|((text, _), (_, width))| piece(flow, Role::ColumnHead, CELL_HEAD, text, inside(*width)))
        .collect();
    let rows: Vec<Vec<Piece>> = rows
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&columns);
            cells.map(|(one, (_, width))| entry(flow, CELL, one, inside(*width), by_hand)).collect()
        })
        .collect();
    flow.y += 2.0;
    Grid { columns, lined: true, head, pad }.draw(flow, &rows);
    flow.y += 4.0;
}

/// Boxes in columns, read down one column after the other; a group begins on a line of its own.
fn tick_boxes(flow: &mut Flow<'_>, columns: usize, boxes: &[TickBox]) {
    let mut rest = boxes;
    while let Some((first, after)) = rest.split_first() {
        let until = after.iter().position(|one| one.group.is_some()).map_or(rest.len(), |at| at + 1);
        let (group, later) = rest.split_at(until);
        if let Some(name) = &first.group {
            flow.y += 2.0;
            flow.keep(4.0 * TEXT.leading);
            flow.paragraph(name, Style { weight: Weight::Bold, ..TEXT }, Role::Paragraph);
        }
        one_group(flow, columns.max(1), group);
        rest = later;
    }
    flow.y += 2.0;
}

fn one_group(flow: &mut Flow<'_>, columns: usize, boxes: &[TickBox]) {
    const GAP: f32 = 14.0;
    const NUMBER: f32 = 20.0;
    let per_column = boxes.len().div_ceil(columns);
    let share = f32::from(u16::try_from(columns).unwrap_or(1));
    let width = (RIGHT - LEFT - GAP * (share - 1.0)) / share;
    let mut items: Vec<Option<Twig>> = boxes.iter().map(|_| None).collect();
    for row in 0..per_column {
        let in_row: Vec<usize> = (row..boxes.len()).step_by(per_column.max(1)).collect();
        let texts: Vec<Vec<String>> = in_row
            .iter()
            .map(|at| {
                let style = if boxes[*at].ticked { VALUE } else { TEXT };
                flow.fonts.lines(&boxes[*at].label, style.weight, style.size, width - BOX - 6.0 - NUMBER)
            })
            .collect();
        let tallest = texts.iter().map(Vec::len).max().unwrap_or(1);
        let tallest = f32::from(u16::try_from(tallest).unwrap_or(1)) * TEXT.leading;
        flow.keep(tallest);
        let mut x = LEFT;
        for (at, lines) in in_row.into_iter().zip(texts) {
            items[at] = Some(one_box(flow, x, &boxes[at], &lines, NUMBER));
            x += width + GAP;
        }
        flow.y += tallest;
    }
    flow.tree.push(Twig::Part(Role::List, items.into_iter().flatten().collect()));
}

fn one_box(flow: &mut Flow<'_>, x: f32, one: &TickBox, lines: &[String], number: f32) -> Twig {
    let style = if one.ticked { VALUE } else { TEXT };
    let top = flow.y + (TEXT.leading - BOX) / 2.0;
    flow.mark(Mark::Frame { x, y: top, width: BOX, height: BOX });
    let mut label = Vec::new();
    if one.ticked {
        let cross = Style { size: 8.5, ..VALUE };
        let at = x + (BOX - flow.fonts.width("X", cross.weight, cross.size)) / 2.0;
        label.push(flow.line(at, flow.y, cross, "X", None));
    }
    label.push(flow.line(x + BOX + 6.0, flow.y, style, &format!("{} ", one.number), None));
    let mut words = Vec::new();
    let mut y = flow.y;
    for line in lines {
        words.push(flow.line(x + BOX + 6.0 + number, y, style, line, None));
        y += TEXT.leading;
    }
    Twig::Part(Role::Item, vec![Twig::Part(Role::Label, label), Twig::Part(Role::Content, words)])
}

/// A square code on the left with its quiet border, and lines beside it.
fn square(flow: &mut Flow<'_>, code: &CodeSquare, spoken: &str, lines: &[String]) {
    const QUIET: f32 = 12.0;
    let x = LEFT + SQUARE + 2.0 * QUIET;
    let lines: Vec<String> =
        lines.iter().flat_map(|line| flow.fonts.lines(line, TEXT.weight, TEXT.size, RIGHT - x)).collect();
    let tall = f32::from(u16::try_from(lines.len()).unwrap_or(1)) * TEXT.leading;
    flow.keep((SQUARE + 2.0 * QUIET).max(tall));
    let top = flow.y + QUIET;
    let leaf = flow.square(LEFT, top, SQUARE, code);
    flow.tree.push(Twig::Part(Role::Figure(spoken.to_owned()), vec![leaf]));
    let mut y = top - 2.0;
    let mut leaves = Vec::new();
    for line in &lines {
        leaves.push(flow.line(x, y, TEXT, line, None));
        y += TEXT.leading;
    }
    flow.tree.push(Twig::Part(Role::Paragraph, leaves));
    flow.y = (top + SQUARE + QUIET).max(y + 4.0);
}

/// At most three people in a row, with room to sign.
fn signatures(flow: &mut Flow<'_>, dated: Option<&str>, people: &[Signer], by_hand: &str) {
    flow.y += 10.0;
    flow.keep(SIGNED + if dated.is_some() { 4.0 } else { 2.0 } * TEXT.leading);
    if let Some(dated) = dated {
        flow.paragraph(dated, TEXT, Role::Paragraph);
        flow.y += 4.0;
    }
    for row in people.chunks(if people.len() == 4 { 2 } else { 3 }) {
        let width = (RIGHT - LEFT) / f32::from(u16::try_from(row.len()).unwrap_or(1)).max(2.0);
        let inside = width - 16.0;
        let lines = |text: &str| flow.fonts.lines(text, TEXT.weight, TEXT.size, inside);
        let roles: Vec<Vec<String>> = row.iter().map(|one| lines(&one.role)).collect();
        let names: Vec<Vec<String>> = row
            .iter()
            .map(|one| match &one.name {
                Entry::Written(name) => flow.fonts.lines(name, VALUE.weight, VALUE.size, inside),
                Entry::ByHand => vec![dots(flow, TEXT, inside.min(150.0))],
            })
            .collect();
        let tall = |all: &[Vec<String>]| {
            let most = all.iter().map(Vec::len).max().unwrap_or(1);
            f32::from(u16::try_from(most).unwrap_or(1)) * TEXT.leading
        };
        let (above, below) = (tall(&roles), tall(&names));
        flow.keep(above + SIGNED + below);
        let mut x = LEFT;
        for ((one, role), name) in row.iter().zip(&roles).zip(&names) {
            let mut leaves = Vec::new();
            let mut y = flow.y;
            for line in role {
                leaves.push(flow.line(x, y, TEXT, line, None));
                y += TEXT.leading;
            }
            if let Some(place) = &one.place {
                leaves.push(flow.line(
                    x,
                    flow.y + above + SIGNED / 2.0 - 8.0,
                    SMALL,
                    &format!("{place} "),
                    None,
                ));
            }
            let spoken = (one.name == Entry::ByHand).then_some(by_hand);
            let style = if spoken.is_some() { TEXT } else { VALUE };
            let mut y = flow.y + above + SIGNED;
            for line in name {
                leaves.push(flow.line(x, y, style, line, spoken));
                y += TEXT.leading;
            }
            flow.tree.push(Twig::Part(Role::Paragraph, leaves));
            x += width;
        }
        flow.y += above + SIGNED + below + 8.0;
    }
}
