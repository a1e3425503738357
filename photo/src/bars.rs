//! Where numbers may stand. A number of sixteen digits, seen from so far that its digits melt into each other, is a bar
//! some thirteen times as long as it is high: no word is so long, and no line so high.

use crate::{
    grey::{Grey, grain, quantile},
    table,
};

/// Something like a word or a number, in pixels of the small picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    /// Its middle.
    pub(crate) x: f32,
    /// Its middle.
    pub(crate) y: f32,
    /// From end to end.
    pub(crate) length: f32,
    /// Across.
    pub(crate) thick: f32,
    /// Its direction, of length 1.
    pub(crate) along: (f32, f32),
    /// How much darker than its surroundings, as a share of them.
    pub(crate) depth: f32,
    /// How bright its surroundings are, 0 to 255.
    pub(crate) paper: f32,
    /// How much of the box that it would fill it does fill.
    pub(crate) filled: f32,
    /// How much ink is beyond its ends: the less, and the more.
    pub(crate) beside: (f32, f32),
    /// How thick it is at the scale at which it was seen.
    pub(crate) seen_thick: f32,
    /// How much of what is beyond one end of it lies outside the picture.
    pub(crate) outside: f32,
    /// How much of that is nothing but light.
    pub(crate) white: f32,
    /// How much it looks like a number of sixteen digits; more is likelier.
    pub(crate) like: f32,
}

/// What may be numbers, and what was one perhaps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bars {
    /// Those most like numbers first.
    pub(crate) whole: Vec<Bar>,
    /// How long the longest is that ends at the edge of the picture, in its thickness, and how thick the thickest, in
    /// that of most.
    pub(crate) cut: (f32, f32),
    /// The same for those that end in nothing but light.
    pub(crate) lost: (f32, f32),
    /// How much light there is around those most like numbers: most, and the mean.
    pub(crate) light: (f32, f32),
}

/// All that look like words, at any of several scales.
pub(crate) fn bars(small: &Grey) -> Bars {
    let mut found: Vec<Bar> = Vec::new();
    for scale in table::SCALES {
        let size = |length: usize| (length as f32 * scale).round().max(1.0) as u32;
        let picture = small.shrink(size(small.width()), size(small.height()));
        let (across, down) =
            (small.width() as f32 / picture.width() as f32, small.height() as f32 / picture.height() as f32);
        if picture.width() < 16 || picture.height() < 16 {
            break;
        }
        let back = f32::midpoint(across, down);
        found.extend(at_one_scale(&picture).into_iter().map(|bar| Bar {
            x: (bar.x + 0.5) * across,
            y: (bar.y + 0.5) * down,
            length: bar.length * back,
            thick: bar.thick * back,
            ..bar
        }));
    }
    let mut depths: Vec<f32> = found.iter().map(|bar| bar.depth).collect();
    let deep = quantile(&mut depths, 0.9).unwrap_or(1.0).max(0.001);
    let mut lights: Vec<f32> = found.iter().map(|bar| bar.paper).collect();
    let light = quantile(&mut lights, 0.95).unwrap_or(1.0).max(1.0);
    for bar in &mut found {
        bar.like = like(bar, deep, light);
    }
    let mut thicks: Vec<f32> = found.iter().map(|bar| bar.thick).collect();
    let usual = quantile(&mut thicks, 0.5).unwrap_or(1.0);
    let broken = |what: fn(&Bar) -> f32| {
        let some = found
            .iter()
            .filter(|bar| what(bar) >= table::IN_THE_WAY && bar.depth > table::LEAST_OF_DEPTH * deep);
        some.fold((0.0_f32, 0.0_f32), |(long, thick), bar| {
            (long.max(bar.length / bar.thick), thick.max(bar.thick / usual))
        })
    };
    let cut = broken(|bar| bar.outside);
    let lost = if light > table::WHITE { (0.0, 0.0) } else { broken(|bar| bar.white) };
    found.retain(|bar| bar.length >= table::SHORTEST * bar.thick);
    found.sort_by(|one, other| other.like.total_cmp(&one.like));
    let mut whole: Vec<Bar> = Vec::new();
    for bar in found {
        if !whole.iter().any(|other| covers(other, &bar)) {
            whole.push(bar);
        }
    }
    let lights: Vec<f32> = whole.iter().take(5).map(|bar| light_around(bar, small)).collect();
    let most = lights.iter().copied().fold(0.0, f32::max);
    let mean = lights.iter().sum::<f32>() / lights.len().max(1) as f32;
    Bars { whole, cut, lost, light: (most, mean) }
}

/// How much above and below a bar, where other numbers may stand, is nothing but light.
fn light_around(bar: &Bar, small: &Grey) -> f32 {
    let (mut white, mut all) = (0_u32, 0_u32);
    for across in -10..=10 {
        for along in -6..=6 {
            let (along, across) = (bar.length * along as f32 / 12.0, bar.thick * across as f32);
            let x = bar.x + along * bar.along.0 - across * bar.along.1;
            let y = bar.y + along * bar.along.1 + across * bar.along.0;
            if x >= 0.0 && y >= 0.0 && x < small.width() as f32 && y < small.height() as f32 {
                white += u32::from(f32::from(small.row(y as usize)[x as usize]) >= table::WHITE);
                all += 1;
            }
        }
    }
    white as f32 / all.max(1) as f32
}

/// By its shape, whether it stands alone, and whether it is as dark and on as bright a ground as the others.
fn like(bar: &Bar, deep: f32, light: f32) -> f32 {
    let shape = (bar.length / bar.thick / table::NUMBER_SHAPE).ln().abs().min(0.27);
    38.0 * shape * shape - 20.6 * shape - 14.0 * bar.beside.0 - 5.7 * bar.beside.1
        + 1.1 * (bar.depth / deep).min(2.0)
        + 4.0 * bar.paper / light
        + 0.4 * bar.seen_thick
}

/// The same thing seen at two scales, or a part of it.
fn covers(one: &Bar, other: &Bar) -> bool {
    let (x, y) = (other.x - one.x, other.y - one.y);
    let along = (x * one.along.0 + y * one.along.1).abs();
    let across = (y * one.along.0 - x * one.along.1).abs();
    along < 0.25 * one.length
        && (one.length / other.length).ln().abs() < 0.12
        && across < one.thick.max(other.thick) * 0.7
}

fn at_one_scale(picture: &Grey) -> Vec<Bar> {
    let (width, height) = (picture.width(), picture.height());
    let smooth = picture.calm();
    let sums = Sums::of(picture);
    let paper: Vec<f32> =
        (0..width * height).map(|at| sums.mean(at % width, at / width, table::AROUND)).collect();
    let depth: Vec<f32> =
        smooth.pixels().iter().zip(&paper).map(|(dot, paper)| paper - f32::from(*dot)).collect();
    let grain = grain(picture);
    let deepest = greatest(&depth, width, height);
    let least: Vec<f32> = paper.iter().map(|paper| (table::LEAST_DEPTH * paper).max(1.2 + grain)).collect();
    let mut found = Vec::new();
    for share in table::DEPTH_SHARES {
        let ink: Vec<bool> =
            (0..depth.len()).map(|at| depth[at] > (share * deepest[at]).max(least[at])).collect();
        marks(&ink, &depth, &paper, picture, &mut found);
    }
    found
}

/// Sums of all pixels to the left and above, so that the mean of any box takes four of them.
struct Sums {
    width: usize,
    height: usize,
    corners: Vec<u32>,
}

impl Sums {
    fn of(picture: &Grey) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let mut sums = vec![0_u32; (width + 1) * (height + 1)];
        for y in 0..height {
            let mut row = 0;
            for (x, dot) in picture.row(y).iter().enumerate() {
                row += u32::from(*dot);
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
        Self { width, height, corners: sums }
    }

    fn mean(&self, x: usize, y: usize, around: usize) -> f32 {
        let (left, right) = (x.saturating_sub(around), (x + around + 1).min(self.width));
        let (top, bottom) = (y.saturating_sub(around), (y + around + 1).min(self.height));
        let at = |x: usize, y: usize| self.corners[y * (self.width + 1) + x];
        let sum = at(right, bottom) + at(left, top) - at(left, bottom) - at(right, top);
        sum as f32 / ((right - left) * (bottom - top)) as f32
    }
}

/// For each place the greatest value in the box of `2 * NEAR + 1` around it, and at least 0.
fn greatest(values: &[f32], width: usize, height: usize) -> Vec<f32> {
    let near = table::NEAR;
    let mut across = Vec::with_capacity(values.len());
    let mut line = vec![0.0_f32; width + 2 * near];
    for row in values.chunks(width) {
        line[near..near + width].copy_from_slice(row);
        across.extend(line.windows(2 * near + 1).map(|near| near.iter().copied().fold(0.0, f32::max)));
    }
    let mut both = across.clone();
    for y in 0..height {
        for other in y.saturating_sub(near)..(y + near + 1).min(height) {
            let (mine, theirs) = (y * width..(y + 1) * width, other * width..(other + 1) * width);
            for (best, value) in both[mine].iter_mut().zip(&across[theirs]) {
                if *value > *best {
                    *best = *value;
                }
            }
        }
    }
    both
}

fn marks(ink: &[bool], depth: &[f32], paper: &[f32], picture: &Grey, found: &mut Vec<Bar>) {
    let (width, height) = (picture.width(), picture.height());
    let mut seen = vec![false; ink.len()];
    let mut mark = Vec::new();
    for start in 0..ink.len() {
        if !ink[start] || seen[start] {
            continue;
        }
        seen[start] = true;
        mark.clear();
        mark.push(start);
        let mut next = 0;
        while let Some(at) = mark.get(next).copied() {
            next += 1;
            let (x, y) = (at % width, at / width);
            for row in y.saturating_sub(1)..(y + 2).min(height) {
                for column in x.saturating_sub(1)..(x + 2).min(width) {
                    let near = row * width + column;
                    if ink[near] && !seen[near] {
                        seen[near] = true;
                        mark.push(near);
                    }
                }
            }
        }
        found.extend(bar(&mark, ink, depth, paper, picture));
    }
}

/// What a mark is like, when it could be a word.
fn bar(mark: &[usize], ink: &[bool], depth: &[f32], paper: &[f32], picture: &Grey) -> Option<Bar> {
    let (width, height) = (picture.width(), picture.height());
    if mark.len() < 12 {
        return None;
    }
    let count = mark.len() as f32;
    let mean = |what: &dyn Fn(usize) -> f32| mark.iter().map(|at| what(*at)).sum::<f32>() / count;
    let (x, y) = (mean(&|at| (at % width) as f32), mean(&|at| (at / width) as f32));
    let from = |at: usize| ((at % width) as f32 - x, (at / width) as f32 - y);
    let (wide, high) = (mean(&|at| from(at).0.powi(2)), mean(&|at| from(at).1.powi(2)));
    let both = mean(&|at| from(at).0 * from(at).1);
    // The two axes of the ellipse that lies as the mark does.
    let (middle, apart) = (f32::midpoint(wide, high), ((wide - high) / 2.0).hypot(both));
    let (long, short) = (middle + apart, (middle - apart).max(0.0));
    let turn = 0.5 * (2.0 * both).atan2(wide - high);
    let (length, thick) = ((12.0 * long + 1.0).sqrt(), (12.0 * short + 1.0).sqrt());
    if !(table::THINNEST..=table::THICKEST).contains(&thick) || !table::SHAPES.contains(&(length / thick)) {
        return None;
    }
    let filled = count / (length * thick);
    let around = mean(&|at| paper[at]).max(1.0);
    let beyond = |side: f32| {
        let (mut dark, mut outside, mut white, mut all) = (0_u32, 0_u32, 0_u32, 0_u32);
        let steps = (1.2 * thick).ceil() as usize;
        for step in 0..=steps {
            let out = side * (0.5 * length + 0.6 + 0.3 * thick + step as f32);
            for part in -1..=1 {
                let up = part as f32 * 0.3 * thick;
                let at = (x + out * turn.cos() - up * turn.sin(), y + out * turn.sin() + up * turn.cos());
                all += 1;
                if at.0 < 0.0 || at.1 < 0.0 || at.0 >= width as f32 || at.1 >= height as f32 {
                    outside += 1;
                    continue;
                }
                let at = at.1 as usize * width + at.0 as usize;
                dark += u32::from(ink[at]);
                white += u32::from(f32::from(picture.pixels()[at]) >= table::WHITE);
            }
        }
        let share = |count: u32| count as f32 / all as f32;
        (share(dark), share(outside), share(white))
    };
    let (one, other) = (beyond(-1.0), beyond(1.0));
    let beside = (one.0.min(other.0), one.0.max(other.0));
    let (outside, white) = (one.1.max(other.1), one.2.max(other.2));
    let broken = outside.max(white) >= table::IN_THE_WAY && beside.0 <= 0.3;
    if length < table::SHORTEST * thick && !broken {
        return None;
    }
    Some(Bar {
        x,
        y,
        length,
        thick,
        along: (turn.cos(), turn.sin()),
        depth: mean(&|at| depth[at]) / around,
        paper: around,
        filled,
        outside,
        white,
        beside,
        seen_thick: thick,
        like: 0.0,
    })
}
