//! Where numbers may stand. A number of sixteen digits, seen from so far that its digits melt into each other, is a bar
//! some thirteen times as long as it is high: no word is so long, and no line so high.

use crate::{
    grey::{Grey, grain, quantile},
    table,
};

/// The side of a square of which the deepest ink is known.
const TILE: usize = 4;

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
        let first = found.len();
        at_one_scale(&picture, &mut found);
        for bar in &mut found[first..] {
            (bar.x, bar.y) = ((bar.x + 0.5) * across, (bar.y + 0.5) * down);
            (bar.length, bar.thick) = (bar.length * back, bar.thick * back);
        }
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
    // Each is compared with those before it.
    found.truncate(table::MOST_BARS);
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

/// A picture at one scale, with what paper there is around each pixel and how much darker the pixel is than that, both in
/// sixteenths of a grey.
struct Scene<'a> {
    picture: &'a Grey,
    width: usize,
    paper: Vec<u16>,
    depth: Vec<u16>,
}

fn at_one_scale(picture: &Grey, found: &mut Vec<Bar>) {
    let (width, height) = (picture.width(), picture.height());
    let paper = paper(picture);
    let smooth = picture.calm();
    let depth: Vec<u16> = smooth
        .pixels()
        .iter()
        .zip(&paper)
        .map(|(dot, paper)| paper.saturating_sub(16 * u16::from(*dot)))
        .collect();
    let deepest = greatest(&depth, width, height);
    let floor = (16.0 * (1.2 + grain(picture))) as u16;
    let scene = Scene { picture, width, paper, depth };
    for share in table::DEPTH_SHARES {
        let share = (share * 256.0) as u32;
        let mut ink = Vec::with_capacity(width * height);
        let rows = scene.depth.chunks_exact(width).zip(scene.paper.chunks_exact(width));
        for (y, (depth, paper)) in rows.enumerate() {
            let tiles = &deepest[y / TILE * width.div_ceil(TILE)..];
            for ((depth, paper), deepest) in depth.chunks(TILE).zip(paper.chunks(TILE)).zip(tiles) {
                let least = ((share * u32::from(*deepest)) >> 8) as u16;
                ink.extend(depth.iter().zip(paper).map(|(depth, paper)| {
                    *depth > least && *depth > floor && *depth > paper / table::LEAST_DEPTH
                }));
            }
        }
        found.extend(marks(&ink, &scene).iter().filter_map(|mark| bar(mark, &ink, &scene)));
    }
}

/// The mean of the box around each pixel, in sixteenths, from sums of all pixels to the left and above.
fn paper(picture: &Grey) -> Vec<u16> {
    let (width, height) = (picture.width(), picture.height());
    let mut sums = vec![0_u32; (width + 1) * (height + 1)];
    for y in 0..height {
        let (above, here) = sums[y * (width + 1)..].split_at_mut(width + 1);
        let mut row = 0;
        for ((dot, above), sum) in picture.row(y).iter().zip(&above[1..]).zip(&mut here[1..]) {
            row += u32::from(*dot);
            *sum = above + row;
        }
    }
    let around = table::AROUND;
    let mut means = Vec::with_capacity(width * height);
    for y in 0..height {
        let (top, bottom) = (y.saturating_sub(around), (y + around + 1).min(height));
        let above = &sums[top * (width + 1)..(top + 1) * (width + 1)];
        let below = &sums[bottom * (width + 1)..(bottom + 1) * (width + 1)];
        let whole = 16.0 / ((bottom - top) * (2 * around + 1)) as f32;
        for x in 0..width {
            let (left, right) = (x.saturating_sub(around), (x + around + 1).min(width));
            let sum = (below[right] - below[left]) - (above[right] - above[left]);
            let share = if right - left == 2 * around + 1 {
                whole
            } else {
                16.0 / ((bottom - top) * (right - left)) as f32
            };
            means.push((sum as f32 * share) as u16);
        }
    }
    means
}

/// The greatest value around each square of four by four: of itself and of its eight neighbours.
fn greatest(values: &[u16], width: usize, height: usize) -> Vec<u16> {
    let (columns, rows) = (width.div_ceil(TILE), height.div_ceil(TILE));
    let mut own = vec![0_u16; columns * rows];
    for (y, row) in values.chunks_exact(width).enumerate() {
        let tiles = &mut own[y / TILE * columns..][..columns];
        for (tile, part) in tiles.iter_mut().zip(row.chunks(TILE)) {
            *tile = part.iter().copied().fold(*tile, u16::max);
        }
    }
    let mut all = Vec::with_capacity(own.len());
    for row in 0..rows {
        for column in 0..columns {
            let near = (row.saturating_sub(1)..(row + 2).min(rows))
                .flat_map(|row| &own[row * columns..][column.saturating_sub(1)..(column + 2).min(columns)]);
            all.push(near.copied().fold(0, u16::max));
        }
    }
    all
}

/// What is known of a mark without its pixels: how many, and sums of their places and products of them.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    count: f64,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
    depth: f64,
    paper: f64,
}

impl Mark {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.x += other.x;
        self.y += other.y;
        self.xx += other.xx;
        self.yy += other.yy;
        self.xy += other.xy;
        self.depth += other.depth;
        self.paper += other.paper;
    }

    /// Ink of one row from one column to another.
    fn run(scene: &Scene, y: usize, from: usize, to: usize) -> Self {
        let sum = |of: &[u16]| {
            of[y * scene.width + from..y * scene.width + to].iter().map(|one| u32::from(*one)).sum::<u32>()
        };
        let (start, end, row) = (from as f64, to as f64, y as f64);
        let count = end - start;
        let x = (start + end - 1.0) * count / 2.0;
        let squares = |to: f64| (to - 1.0) * to * (2.0 * to - 1.0) / 6.0;
        Self {
            count,
            x,
            y: row * count,
            xx: squares(end) - squares(start),
            yy: row * row * count,
            xy: row * x,
            depth: f64::from(sum(&scene.depth)),
            paper: f64::from(sum(&scene.paper)),
        }
    }
}

/// Ink of one row from one column to another, and the mark that it belongs to.
struct Run {
    from: usize,
    to: usize,
    mark: usize,
}

/// Ink that hangs together, also over corners: runs of one row join those of the row above.
fn marks(ink: &[bool], scene: &Scene) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut parents: Vec<usize> = Vec::new();
    let (mut above, mut here) = (Vec::<Run>::new(), Vec::<Run>::new());
    for (y, row) in ink.chunks_exact(scene.width).enumerate() {
        here.clear();
        let (mut x, mut near) = (0, 0);
        while let Some(from) = row[x..].iter().position(|dot| *dot).map(|at| x + at) {
            let to = row[from..].iter().position(|dot| !dot).map_or(row.len(), |at| from + at);
            let mut label = None;
            while above.get(near).is_some_and(|run| run.to < from) {
                near += 1;
            }
            for other in above[near..].iter().take_while(|run| run.from <= to) {
                let other = root(&mut parents, other.mark);
                match label {
                    None => label = Some(other),
                    Some(label) if label != other => {
                        let moved = marks[other];
                        marks[label].add(&moved);
                        marks[other] = Mark::default();
                        parents[other] = label;
                    }
                    Some(_) => {}
                }
            }
            let run = Mark::run(scene, y, from, to);
            let label = label.unwrap_or_else(|| {
                marks.push(Mark::default());
                parents.push(parents.len());
                parents.len() - 1
            });
            marks[label].add(&run);
            here.push(Run { from, to, mark: label });
            x = to;
        }
        std::mem::swap(&mut above, &mut here);
    }
    marks.retain(|mark| mark.count >= 12.0);
    marks
}

/// The mark that this one was joined to, with all between led there directly.
fn root(parents: &mut [usize], mut label: usize) -> usize {
    while parents[label] != label {
        parents[label] = parents[parents[label]];
        label = parents[label];
    }
    label
}

/// What a mark is like, when it could be a word or a number, or the rest of one.
fn bar(mark: &Mark, ink: &[bool], scene: &Scene) -> Option<Bar> {
    let (width, height) = (scene.width, scene.picture.height());
    let (x, y) = (mark.x / mark.count, mark.y / mark.count);
    let (wide, high) = (mark.xx / mark.count - x * x, mark.yy / mark.count - y * y);
    let both = mark.xy / mark.count - x * y;
    // The two axes of the ellipse that lies as the mark does.
    let (middle, apart) = (f64::midpoint(wide, high), ((wide - high) / 2.0).hypot(both));
    let (long, short) = (middle + apart, (middle - apart).max(0.0));
    let (length, thick) = ((12.0 * long + 1.0).sqrt() as f32, (12.0 * short + 1.0).sqrt() as f32);
    if !(table::THINNEST..=table::THICKEST).contains(&thick) || !table::SHAPES.contains(&(length / thick)) {
        return None;
    }
    let turn = (0.5 * (2.0 * both).atan2(wide - high)) as f32;
    let (x, y) = (x as f32, y as f32);
    let (cos, sin) = (turn.cos(), turn.sin());
    let beyond = |side: f32| {
        let (mut dark, mut outside, mut white, mut all) = (0_u32, 0_u32, 0_u32, 0_u32);
        let steps = (1.2 * thick).ceil() as usize;
        for step in 0..=steps {
            let out = side * (0.5 * length + 0.6 + 0.3 * thick + step as f32);
            for part in -1..=1 {
                let up = part as f32 * 0.3 * thick;
                let at = (x + out * cos - up * sin, y + out * sin + up * cos);
                all += 1;
                if at.0 < 0.0 || at.1 < 0.0 || at.0 >= width as f32 || at.1 >= height as f32 {
                    outside += 1;
                    continue;
                }
                let at = at.1 as usize * width + at.0 as usize;
                dark += u32::from(ink[at]);
                white += u32::from(f32::from(scene.picture.pixels()[at]) >= table::WHITE);
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
    let paper = (mark.paper / mark.count / 16.0).max(1.0) as f32;
    Some(Bar {
        x,
        y,
        length,
        thick,
        along: (cos, sin),
        depth: (mark.depth / mark.count / 16.0) as f32 / paper,
        paper,
        beside,
        seen_thick: thick,
        outside,
        white,
        like: 0.0,
    })
}
