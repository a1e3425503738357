//! One piece in full size: how well ink and paper part, how wide edges are, how high letters are, how much grain.

use crate::{
    grey::{Grey, level, quantile},
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
    /// How high letters are, in pixels; 0 when nothing looks like a letter.
    pub letters: f32,
    /// How many marks look like letters.
    pub marks: f32,
    /// How grainy paper is, 0 to 255.
    pub grain: f32,
    /// How much of it is ink, 0 to 1.
    pub ink: f32,
}

impl Piece {
    /// Looks at a piece.
    pub fn of(grey: &Grey) -> Self {
        let calm = grey.calm();
        let histogram = calm.histogram();
        let (dark, light) = (level(&histogram, 0.02), level(&histogram, 0.95));
        let (threshold, parted) = part(&histogram);
        let ink: Vec<bool> = calm.pixels().iter().map(|dot| f32::from(*dot) <= threshold).collect();
        let share = ink.iter().filter(|is_ink| **is_ink).count() as f32 / ink.len() as f32;
        let (letters, marks) = letters(&ink, grey.width(), grey.height());
        let contrast = light - dark;
        Self {
            contrast,
            parted,
            edge: edge(&calm, contrast),
            letters,
            marks,
            grain: grain(grey, &calm, threshold),
            ink: share,
        }
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

/// The step between ink and paper, divided by how steep the steepest places are.
fn edge(calm: &Grey, contrast: f32) -> f32 {
    let mut slopes = [0_u32; 256];
    for y in 1..calm.height().saturating_sub(1) {
        let (above, row, below) = (calm.row(y - 1), calm.row(y), calm.row(y + 1));
        for x in 1..calm.width().saturating_sub(1) {
            let across = row[x + 1].abs_diff(row[x - 1]);
            let down = below[x].abs_diff(above[x]);
            slopes[usize::from(across.max(down))] += 1;
        }
    }
    let steepest = level(&slopes, 0.985) / 2.0;
    if contrast < 1.0 { table::WIDEST_EDGE } else { (contrast / steepest.max(0.5)).min(table::WIDEST_EDGE) }
}

/// What paper differs by from its neighbourhood.
fn grain(grey: &Grey, calm: &Grey, threshold: f32) -> f32 {
    let mut differences = [0_u32; 256];
    let mut any = false;
    for (dot, around) in grey.pixels().iter().zip(calm.pixels()) {
        if f32::from(*around) > threshold {
            differences[usize::from(dot.abs_diff(*around))] += 1;
            any = true;
        }
    }
    if any { level(&differences, 0.7) } else { 0.0 }
}

/// The height of what looks like letters, and how many there are: marks of ink that hang together, neither a speck
/// nor a line nor cut by the edge of the piece. The height is that in which half of their ink lies.
fn letters(ink: &[bool], width: usize, height: usize) -> (f32, f32) {
    let mut heights: Vec<f32> = Vec::new();
    for mark in marks(ink, width, height) {
        let (wide, high) = (mark.right - mark.left + 1, mark.bottom - mark.top + 1);
        let whole = mark.left > 0 && mark.top > 0 && mark.right + 1 < width && mark.bottom + 1 < height;
        let filled = mark.ink as f32 / (wide * high) as f32;
        if whole && high >= 4 && wide >= 2 && wide <= 2 * high && high <= 8 * wide && filled > 0.15 {
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
