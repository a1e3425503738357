//! One piece in full size: how well ink and paper part, how wide edges are, how high letters are, how much grain.

use crate::{
    grey::{Grey, grain, level, quantile},
    table,
};

/// What a piece is like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Piece {
    /// Between ink and paper, 0 to 255.
    pub contrast: f32,
    /// How well the greys fall into ink and paper: 1 is print, plain noise about 0.6.
    pub parted: f32,
    /// How many pixels an edge is wide; about 1.3 is as sharp as a lens can be.
    pub edge: f32,
    /// The same in the direction in which edges are widest.
    pub smear: f32,
    /// How high letters are, in pixels; 0 when nothing looks like a letter.
    pub letters: f32,
    /// How many marks look like letters.
    pub marks: f32,
    /// How grainy paper is, 0 to 255.
    pub grain: f32,
    /// How much more its greys jump at every eighth pixel than elsewhere: 1 without the blocks of JPEG.
    pub blocks: f32,
}

impl Piece {
    /// Looks at a piece.
    pub fn of(grey: &Grey) -> Self {
        let smooth = grey.calm();
        let grain = grain(grey);
        // Grain would be taken for letters; without it smoothing would glue letters together.
        let plain = grey.histogram();
        let grainy = grain / (level(&plain, 0.95) - level(&plain, 0.02)).max(1.0);
        let smoother = (grainy > 2.0 * table::GRAINY).then(|| smooth.calm());
        let calm = if grainy > table::GRAINY { smoother.as_ref().unwrap_or(&smooth) } else { grey };
        let histogram = calm.histogram();
        let (dark, light) = (level(&histogram, 0.02), level(&histogram, 0.95));
        let (threshold, parted) = part(&histogram);
        let ink: Vec<bool> = calm.pixels().iter().map(|dot| f32::from(*dot) <= threshold).collect();
        let (letters, marks) = letters(&ink, grey.width(), grey.height());
        let contrast = light - dark;
        let edge = edges(calm, contrast);
        Self { contrast, parted, edge: edge.0, smear: edge.1, letters, marks, grain, blocks: blocks(grey) }
    }
}

/// The grey that parts a histogram best in two (Otsu), and how much of all difference lies between the two.
fn part(histogram: &[u32; 256]) -> (f32, f32) {
    let (mut all, mut sum, mut squares) = (0.0_f64, 0.0_f64, 0.0_f64);
    for (grey, count) in histogram.iter().enumerate() {
        let (grey, count) = (grey as f64, f64::from(*count));
        all += count;
        sum += grey * count;
        squares += grey * grey * count;
    }
    let mean = sum / all.max(1.0);
    let variance = squares / all.max(1.0) - mean * mean;
    let (mut below, mut sum_below, mut best, mut at) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
    for (grey, count) in histogram.iter().enumerate() {
        below += f64::from(*count);
        sum_below += grey as f64 * f64::from(*count);
        let above = all - below;
        if below > 0.0 && above > 0.0 {
            let apart = sum_below / below - (sum - sum_below) / above;
            let between = below * above * apart * apart / (all * all);
            if between > best {
                (best, at) = (between, grey as f64);
            }
        }
    }
    (at as f32, if variance > 0.5 { (best / variance).min(1.0) as f32 } else { 0.0 })
}

/// The step between ink and paper, divided by how steep the steepest places are: in the direction in which they are
/// steepest, and in that in which they are least steep. A hand that moved smears in one direction only.
fn edges(calm: &Grey, contrast: f32) -> (f32, f32) {
    let mut slopes = [[0_u32; 256]; 4];
    for y in 1..calm.height().saturating_sub(1) {
        let (above, row, below) = (calm.row(y - 1), calm.row(y), calm.row(y + 1));
        for x in 1..calm.width().saturating_sub(1) {
            slopes[0][usize::from(row[x + 1].abs_diff(row[x - 1]))] += 1;
            slopes[1][usize::from(below[x].abs_diff(above[x]))] += 1;
            slopes[2][usize::from(below[x + 1].abs_diff(above[x - 1]))] += 1;
            slopes[3][usize::from(below[x - 1].abs_diff(above[x + 1]))] += 1;
        }
    }
    let steepest = slopes.map(|slopes| level(&slopes, 0.985) / 2.0);
    let wide = |steepest: f32| {
        if contrast < 1.0 {
            table::WIDEST_EDGE
        } else {
            (contrast / steepest.max(0.5)).min(table::WIDEST_EDGE)
        }
    };
    let most = steepest.into_iter().fold(0.0, f32::max);
    (wide(most), wide(steepest.into_iter().fold(f32::MAX, f32::min)))
}

/// Small jumps between neighbours, by place within eight: the place where most of them are, against all. Large jumps
/// are letters.
fn blocks(grey: &Grey) -> f32 {
    let mut jumps = [[0.0_f32; 8]; 2];
    for y in 0..grey.height() {
        let row = grey.row(y);
        for (x, pair) in row.windows(2).enumerate() {
            jumps[0][x % 8] += f32::from(pair[0].abs_diff(pair[1]).min(table::SMALL_JUMP));
        }
        if y + 1 < grey.height() {
            let sum: u32 = row
                .iter()
                .zip(grey.row(y + 1))
                .map(|(dot, below)| u32::from(dot.abs_diff(*below).min(table::SMALL_JUMP)))
                .sum();
            jumps[1][y % 8] += sum as f32;
        }
    }
    let ratio = |jumps: [f32; 8]| {
        let all: f32 = jumps.iter().sum();
        jumps.into_iter().fold(0.0, f32::max) * 8.0 / all.max(1.0)
    };
    f32::midpoint(ratio(jumps[0]).max(1.0), ratio(jumps[1]).max(1.0))
}

/// The height of what looks like letters or words, and how many there are: marks of ink that hang together, neither a
/// speck nor a line nor cut by the upper or lower edge of the piece.
fn letters(ink: &[bool], width: usize, height: usize) -> (f32, f32) {
    let mut heights: Vec<f32> = Vec::new();
    for mark in marks(ink, width, height) {
        let (wide, high) = (mark.right - mark.left + 1, mark.bottom - mark.top + 1);
        let whole = mark.top > 0 && mark.bottom + 1 < height;
        let filled = mark.ink as f32 / (wide * high) as f32;
        if whole && high >= 4 && wide >= 2 && high <= 8 * wide && filled > 0.15 {
            heights.push(high as f32);
        }
    }
    let count = heights.len() as f32;
    (quantile(&mut heights, 0.5).unwrap_or(0.0), count)
}

#[derive(Clone, Copy)]
struct Mark {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    ink: usize,
}

/// Ink that hangs together, also over corners. Each pixel is visited once; the stack holds at most all of them.
fn marks(ink: &[bool], width: usize, height: usize) -> Vec<Mark> {
    let mut seen = vec![false; ink.len()];
    let mut found = Vec::new();
    let mut stack = Vec::new();
    for start in 0..ink.len() {
        if !ink[start] || seen[start] {
            continue;
        }
        seen[start] = true;
        stack.push(start);
        let (x, y) = (start % width, start / width);
        let mut mark = Mark { left: x, top: y, right: x, bottom: y, ink: 0 };
        while let Some(at) = stack.pop() {
            let (x, y) = (at % width, at / width);
            mark.ink += 1;
            (mark.left, mark.right) = (mark.left.min(x), mark.right.max(x));
            (mark.top, mark.bottom) = (mark.top.min(y), mark.bottom.max(y));
            for row in y.saturating_sub(1)..(y + 2).min(height) {
                for column in x.saturating_sub(1)..(x + 2).min(width) {
                    let near = row * width + column;
                    if ink[near] && !seen[near] {
                        seen[near] = true;
                        stack.push(near);
                    }
                }
            }
        }
        found.push(mark);
    }
    found
}
