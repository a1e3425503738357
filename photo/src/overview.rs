//! The whole picture small: light, glare, where there is text, and whether it runs out of the picture.

use crate::{
    bars::{Bar, Bars, bars},
    grey::Grey,
    grey::level,
    grey::quantile,
    table,
};

/// What one small square of the picture is like.
#[derive(Clone, Copy, Debug, Default)]
struct Square {
    mean: f32,
    /// The brightest pixel: paper between letters.
    paper: f32,
    /// How often and how far its pixels go up and down, as a share of the brightness.
    busy: f32,
}

/// The small picture in squares, with what was found out about it.
#[derive(Clone, Debug)]
pub struct Overview {
    columns: usize,
    rows: usize,
    squares: Vec<Square>,
    size: (usize, usize),
    /// What may be numbers, likeliest first.
    pub(crate) bars: Bars,
    /// Share of the pixels that are nothing but white.
    pub(crate) white: f32,
    /// How bright the paper is, 0 to 255.
    pub paper: f32,
    /// Share of the squares that look like text.
    pub text: f32,
    /// Share of the text's surroundings that is nothing but white while the paper is not.
    pub glare: f32,
    /// Share of one side of the picture, the worst, along which text runs out of it.
    pub cut: f32,
}

impl Overview {
    /// Looks at the small picture.
    pub fn of(small: &Grey) -> Self {
        let side = table::SQUARE;
        let (columns, rows) = (small.width().div_ceil(side), small.height().div_ceil(side));
        // The table around the paper is darker, and its grain no text.
        let floor = (table::DARKEST_PAPER * level(&small.histogram(), 0.9)).max(16.0);
        let mut squares = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                squares.push(square(small, column * side, row * side, floor));
            }
        }
        let size = (small.width(), small.height());
        let white = small.pixels().iter().filter(|dot| f32::from(**dot) >= table::GLARE).count() as f32
            / small.pixels().len() as f32;
        let bars = bars(small);
        let mut found =
            Self { columns, rows, squares, size, bars, white, paper: 0.0, text: 0.0, glare: 0.0, cut: 0.0 };
        let mut papers: Vec<f32> =
            found.squares.iter().filter(|one| is_text(one)).map(|one| one.paper).collect();
        found.text = papers.len() as f32 / found.squares.len().max(1) as f32;
        found.paper = quantile(&mut papers, 0.5).unwrap_or_else(|| level(&small.histogram(), 0.9));
        found.glare = found.glare_among_text();
        found.cut = found.worst_side();
        found
    }

    /// How many pixels of a picture of this size one of the small picture stands for, across and down.
    pub(crate) fn scale(&self, width: u32, height: u32) -> (f32, f32) {
        (width as f32 / self.size.0 as f32, height as f32 / self.size.1 as f32)
    }

    /// How far the nearer end of a bar is from the edge of the picture, in its thickness.
    pub(crate) fn margin(&self, bar: &Bar) -> f32 {
        let half = (bar.along.0.abs() * bar.length / 2.0, bar.along.1.abs() * bar.length / 2.0);
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let sides = [bar.x - half.0, width - bar.x - half.0, bar.y - half.1, height - bar.y - half.1];
        sides.into_iter().fold(f32::MAX, f32::min) / bar.thick
    }

    /// How much text there seems to be in a part of the picture; the part is given in shares of it.
    pub(crate) fn text_in(&self, left: f32, top: f32, right: f32, bottom: f32) -> f32 {
        let span = |from: f32, to: f32, all: usize| {
            let from = (from * all as f32).floor().max(0.0) as usize;
            let to = (to * all as f32).ceil().max(0.0) as usize;
            from.min(all)..to.min(all)
        };
        let (across, down) = (span(left, right, self.columns), span(top, bottom, self.rows));
        let count = (across.len() * down.len()).max(1) as f32;
        let busy: f32 = down
            .flat_map(|row| across.clone().map(move |column| (column, row)))
            .map(|(column, row)| self.square(column, row).busy.min(table::VERY_BUSY))
            .sum();
        busy / count
    }

    fn square(&self, column: usize, row: usize) -> Square {
        self.squares.get(row * self.columns + column).copied().unwrap_or_default()
    }

    fn text_at(&self, column: usize, row: usize) -> bool {
        is_text(&self.square(column, row))
    }

    /// White squares count where text is near: a lamp beside the paper does no harm.
    fn glare_among_text(&self) -> f32 {
        if self.paper > table::PAPER_BELOW_GLARE {
            return 0.0;
        }
        let (mut white, mut text) = (0_u32, 0_u32);
        for row in 0..self.rows {
            for column in 0..self.columns {
                text += u32::from(self.text_at(column, row));
                let is_white = self.square(column, row).mean >= table::GLARE;
                white += u32::from(is_white && self.lies_in_text(column, row));
            }
        }
        white as f32 / (white + text).max(1) as f32
    }

    /// Text to the left or right, and above or below.
    fn lies_in_text(&self, column: usize, row: usize) -> bool {
        let beside = (0..self.columns).any(|other| self.text_at(other, row));
        let above = (0..self.rows).any(|other| self.text_at(column, other));
        beside && above
    }

    /// Along each side: squares of text at the very edge that go on inside. Lines of text leave a gap between them,
    /// so a side across which text runs shows it on a good part of its length.
    fn worst_side(&self) -> f32 {
        let (last_column, last_row) = (self.columns.saturating_sub(1), self.rows.saturating_sub(1));
        if self.columns < 12 || self.rows < 12 {
            return 0.0;
        }
        let along = |length: usize, at: &dyn Fn(usize, usize) -> bool| {
            let runs = (0..length).filter(|place| (0..4).all(|depth| at(*place, depth))).count();
            runs as f32 / length as f32
        };
        let sides = [
            along(self.rows, &|place, depth| self.text_at(depth, place)),
            along(self.rows, &|place, depth| self.text_at(last_column - depth, place)),
            along(self.columns, &|place, depth| self.text_at(place, depth)),
            along(self.columns, &|place, depth| self.text_at(place, last_row - depth)),
        ];
        sides.into_iter().fold(0.0, f32::max)
    }
}

fn is_text(square: &Square) -> bool {
    square.busy >= table::BUSY
}

/// Letters go up and down several times within a square; the edge of the paper, or a shadow, only once.
fn square(small: &Grey, left: usize, top: usize, floor: f32) -> Square {
    let right = (left + table::SQUARE).min(small.width());
    let bottom = (top + table::SQUARE).min(small.height());
    let rows: Vec<&[u8]> = (top..bottom).map(|y| &small.row(y)[left..right]).collect();
    let (mut sum, mut darkest, mut brightest) = (0.0_f32, 255.0_f32, 0.0_f32);
    let (mut across, mut down) = (0.0_f32, 0.0_f32);
    for (at, row) in rows.iter().enumerate() {
        for dot in *row {
            let dot = f32::from(*dot);
            sum += dot;
            darkest = darkest.min(dot);
            brightest = brightest.max(dot);
        }
        across += row.windows(2).map(|pair| f32::from(pair[0].abs_diff(pair[1]))).sum::<f32>();
        if let Some(next) = rows.get(at + 1) {
            down += row.iter().zip(*next).map(|(dot, below)| f32::from(dot.abs_diff(*below))).sum::<f32>();
        }
    }
    let (wide, high) = ((right - left).max(1) as f32, rows.len().max(1) as f32);
    let ups_and_downs = (across / high).max(down / wide) - (brightest - darkest);
    Square {
        mean: sum / (wide * high),
        paper: brightest,
        busy: ups_and_downs.max(0.0) / brightest.max(floor),
    }
}
