//! Rows of cells: tables with lines and a head that is repeated, and fields without lines.
use super::flow::{BOTTOM, Flow, Role, Style, Twig};

/// A cell that is ready to be placed.
pub(super) struct Piece {
    pub(super) role: Role,
    pub(super) style: Style,
    pub(super) lines: Vec<String>,
    /// What is heard instead.
    pub(super) spoken: Option<String>,
}

/// How a grid is drawn.
pub(super) struct Grid {
    /// Left edge and width of each column, text included.
    pub(super) columns: Vec<(f32, f32)>,
    pub(super) lined: bool,
    /// Repeated on every page.
    pub(super) head: Vec<Piece>,
    /// Around the text of a cell.
    pub(super) pad: (f32, f32),
}

impl Grid {
    /// Draws all rows and hangs them into the tree as one table.
    pub(super) fn draw(&self, flow: &mut Flow<'_>, rows: &[Vec<Piece>]) {
        let mut tree = Vec::new();
        let first = rows.first().map_or(0.0, |row| self.height(row));
        if !self.head.is_empty() {
            flow.keep(self.height(&self.head) + first);
            tree.push(self.head(flow, true));
        }
        for row in rows {
            tree.push(self.row(flow, row));
        }
        flow.tree.push(Twig::Part(Role::Table, tree));
    }

    fn height(&self, row: &[Piece]) -> f32 {
        let tallest = row.iter().map(|piece| count(piece.lines.len()) * piece.style.leading);
        tallest.fold(0.0, f32::max) + 2.0 * self.pad.1
    }

    fn head(&self, flow: &mut Flow<'_>, meant: bool) -> Twig {
        let lines = self.head.iter().map(|piece| piece.lines.len()).max().unwrap_or(0);
        let cells = self.part(flow, &self.head, 0, lines, meant);
        row_of(&self.head, cells)
    }

    /// One row; what does not fit goes on on the next page, under the head.
    fn row(&self, flow: &mut Flow<'_>, row: &[Piece]) -> Twig {
        let head = if self.head.is_empty() { 0.0 } else { self.height(&self.head) };
        let leading = row.iter().map(|piece| piece.style.leading).fold(1.0, f32::max);
        let total = row.iter().map(|piece| piece.lines.len()).max().unwrap_or(0);
        let mut cells: Vec<Vec<Twig>> = row.iter().map(|_| Vec::new()).collect();
        let mut from = 0;
        while from < total {
            let left = count(total - from) * leading + 2.0 * self.pad.1;
            let room = BOTTOM - flow.y;
            let fits = lines_in(room - 2.0 * self.pad.1, leading);
            if left > room && (fits == 0 || left <= Flow::page_height() - head) {
                flow.new_page();
                if !self.head.is_empty() {
                    self.head(flow, false);
                }
                continue;
            }
            let until = total.min(from + fits.max(1));
            for (cell, leaves) in cells.iter_mut().zip(self.part(flow, row, from, until, true)) {
                cell.extend(leaves);
            }
            from = until;
        }
        row_of(row, cells)
    }

    /// Some lines of a row; answers the leaves of each cell.
    fn part(
        &self,
        flow: &mut Flow<'_>,
        row: &[Piece],
        from: usize,
        until: usize,
        meant: bool,
    ) -> Vec<Vec<Twig>> {
        let (top, leading) = (flow.y, row.iter().map(|piece| piece.style.leading).fold(1.0, f32::max));
        let bottom = top + count(until - from) * leading + 2.0 * self.pad.1;
        let mut cells = Vec::new();
        for (piece, (x, _)) in row.iter().zip(&self.columns) {
            let mut leaves = Vec::new();
            for (at, text) in piece.lines.iter().enumerate().skip(from).take(until - from) {
                let y = top + self.pad.1 + count(at - from) * leading;
                let style = Style { leading, ..piece.style };
                if meant {
                    leaves.push(flow.line(x + self.pad.0, y, style, text, piece.spoken.as_deref()));
                } else {
                    flow.decoration(x + self.pad.0, y, style, text);
                }
            }
            cells.push(leaves);
        }
        if self.lined {
            let left = self.columns.first().map_or(0.0, |(x, _)| *x);
            let right = self.columns.last().map_or(0.0, |(x, width)| x + width);
            flow.rule((left, top), (right, top));
            flow.rule((left, bottom), (right, bottom));
            for x in self.columns.iter().map(|(x, _)| *x).chain([right]) {
                flow.rule((x, top), (x, bottom));
            }
        }
        flow.y = bottom;
        cells
    }
}

fn row_of(pieces: &[Piece], cells: Vec<Vec<Twig>>) -> Twig {
    let cells = pieces.iter().zip(cells).map(|(piece, leaves)| Twig::Part(piece.role.clone(), leaves));
    Twig::Part(Role::Row, cells.collect())
}

#[expect(clippy::cast_precision_loss, reason = "lines of a form: a few thousand at most")]
fn count(lines: usize) -> f32 {
    lines as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and a page has less than a hundred lines"
)]
fn lines_in(height: f32, leading: f32) -> usize {
    (height.max(0.0) / leading).floor() as usize
}
