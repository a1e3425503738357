//! How a sheet gets into a picture: where it lies, how the phone is held, and where its numbers end up.

#![expect(
    clippy::many_single_char_names,
    reason = "a homography has eight numbers, and everybody calls them so"
)]

use crate::{
    damage::Damage,
    dice::Dice,
    documents::Kind,
    field::Field,
    paper::{Number, Paper},
};

/// Maps places of the picture to places on the sheet (a homography).
#[derive(Clone, Copy, Debug)]
pub struct Shot([f32; 8]);

impl Shot {
    /// The one that takes four corners of the picture to the corners of a sheet of this size.
    fn through(corners: [(f32, f32); 4], width: f32, height: f32) -> Self {
        let sheet = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
        let mut rows = [[0.0_f64; 9]; 8];
        for (at, (from, to)) in corners.iter().zip(sheet).enumerate() {
            let (x, y) = (f64::from(from.0), f64::from(from.1));
            let (u, v) = (f64::from(to.0), f64::from(to.1));
            rows[2 * at] = [x, y, 1.0, 0.0, 0.0, 0.0, -x * u, -y * u, u];
            rows[2 * at + 1] = [0.0, 0.0, 0.0, x, y, 1.0, -x * v, -y * v, v];
        }
        Self(solve(rows))
    }

    fn sheet(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f, g, h] = self.0;
        let depth = g * x + h * y + 1.0;
        ((a * x + b * y + c) / depth, (d * x + e * y + f) / depth)
    }

    /// Where a place on the sheet is in the picture.
    pub(crate) fn picture(&self, u: f32, v: f32) -> (f32, f32) {
        // a x + b y + c = u (g x + h y + 1), and the same for v: two equations.
        let [a, b, c, d, e, f, g, h] = self.0;
        let (p, q, r) = (a - u * g, b - u * h, u - c);
        let (s, t, w) = (d - v * g, e - v * h, v - f);
        let by = p * t - q * s;
        ((r * t - q * w) / by, (p * w - r * s) / by)
    }

    /// The same after the picture has got another size.
    #[must_use]
    pub(crate) fn scaled(&self, by: f32) -> Self {
        let [a, b, c, d, e, f, g, h] = self.0;
        Self([a / by, b / by, c, d / by, e / by, f, g / by, h / by])
    }
}

/// Gauss, with the largest number of a column first.
fn solve(mut rows: [[f64; 9]; 8]) -> [f32; 8] {
    for column in 0..8 {
        let best = (column..8)
            .max_by(|one, other| rows[*one][column].abs().total_cmp(&rows[*other][column].abs()))
            .unwrap_or(column);
        rows.swap(column, best);
        let lead = rows[column];
        for (at, row) in rows.iter_mut().enumerate() {
            if at != column {
                let share = row[column] / lead[column];
                for (value, of) in row.iter_mut().zip(lead) {
                    *value -= share * of;
                }
            }
        }
    }
    std::array::from_fn(|at| (rows[at][8] / rows[at][at]) as f32)
}

/// A picture of a sheet without any light or lens: only where everything is.
pub(crate) fn place(
    kind: Kind,
    damage: Damage,
    strength: f32,
    edge: f32,
    dice: &mut Dice,
) -> (Field, Paper, Shot) {
    let (wide, high) = kind.size();
    let upright = high > wide;
    let (width, height) = if upright { (edge * 0.75, edge) } else { (edge, edge * 0.75) };
    let cover = match kind {
        Kind::Card => dice.between(0.5, 0.95),
        _ => dice.between(0.82, 0.98),
    };
    let scale = cover * (width / wide).min(height / high);
    let lean = match damage {
        Damage::Rotated => dice.between(-0.45, 0.45),
        Damage::Perspective => dice.between(-0.2, 0.2),
        _ => dice.between(-0.04, 0.04),
    };
    let jitter = if damage == Damage::Perspective { 0.1 + 0.3 * strength } else { 0.015 };
    let mut middle = (width / 2.0, height / 2.0);
    if damage == Damage::Cut {
        let away = 0.1 + 0.45 * strength;
        let turn = dice.between(0.0, std::f32::consts::TAU);
        middle = (middle.0 + away * width * turn.cos(), middle.1 + away * height * turn.sin());
    }
    let half = (wide * scale / 2.0, high * scale / 2.0);
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y): (f32, f32)| {
        let (x, y) = (x * half.0, y * half.1);
        let (x, y) = (x * (1.0 - jitter * dice.share()), y * (1.0 - jitter * dice.share()));
        let (sin, cos) = lean.sin_cos();
        (middle.0 + x * cos - y * sin, middle.1 + x * sin + y * cos)
    });
    let paper = kind.draw(scale * 1.1, dice);
    let shot = Shot::through(corners, paper.field.width as f32, paper.field.height as f32);
    let (desk, grain) = (dice.between(25.0, 150.0), dice.between(0.0, 5.0));
    let mut picture = Field::new(width as usize, height as usize, 0.0);
    for y in 0..picture.height {
        let streak = grain * (y as f32 * 0.13).sin();
        for x in 0..picture.width {
            let (u, v) = shot.sheet(x as f32, y as f32);
            picture.light[y * picture.width + x] = paper.field.between(u, v).unwrap_or(desk + streak);
        }
    }
    (picture, paper, shot)
}

/// The numbers of a picture, each turned level and so enlarged that an optical reader likes it; with what it should
/// read.
pub fn crops(picture: &Field, shot: &Shot, numbers: &[Number], height: usize) -> Vec<(String, Field)> {
    numbers.iter().map(|number| (number.digits.clone(), crop(picture, shot, number, height))).collect()
}

fn crop(picture: &Field, shot: &Shot, number: &Number, height: usize) -> Field {
    let [left, top, right, bottom] = number.place;
    let margin = 0.35 * (bottom - top);
    let (left, top, right, bottom) = (left - margin, top - margin, right + margin, bottom + margin);
    let scale = height as f32 / (bottom - top);
    let width = ((right - left) * scale) as usize;
    let mut level = Field::new(width.max(2), height, 128.0);
    // How many pixels of the picture one of the crop stands for: then the mean of several is taken.
    let (here, there) = (shot.picture(left, top), shot.picture(right, top));
    let dense = (here.0 - there.0).hypot(here.1 - there.1) / width.max(1) as f32;
    let fine = dense.ceil().clamp(1.0, 4.0) as usize;
    for y in 0..height {
        for x in 0..level.width {
            let mut sum = 0.0;
            for part in 0..fine * fine {
                let inside = |part: usize| (part as f32 + 0.5) / fine as f32;
                let u = left + (x as f32 + inside(part % fine)) / scale;
                let v = top + (y as f32 + inside(part / fine)) / scale;
                let (x, y) = shot.picture(u, v);
                sum += picture.between(x, y).unwrap_or(128.0);
            }
            level.light[y * level.width + x] = sum / (fine * fine) as f32;
        }
    }
    level
}
