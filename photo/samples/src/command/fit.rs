//! Grows the trees of the score, each on what those before it leave wrong, and prints them as `photo/src/fitted.rs`.
//! How good trees grown so are on photos that they were not grown on is told by leaving out a fifth at a time.

use std::fmt::Write as _;

use photo::{ANSWERS, DEPTH, FEATURES, Features, QUESTIONS, Tree};
use photo_samples::Dice;

use super::{rows::Row, tell::area};

const TREES: usize = 170;
/// How far a tree goes towards what would be right.
const PACE: f64 = 0.06;
/// Answers are drawn towards nothing by so many photos.
const RIDGE: f64 = 1.0;
/// An answer stands for so many photos, at least.
const LEAST: u32 = 6;
/// Share of the photos that a tree is grown on, and of the features that a question may be about.
const SHARES: (f32, f32) = (0.6, 0.15);
/// A question compares with one of so many numbers, less one.
const STEPS: usize = 32;
/// Nothing is above it.
const NEVER: f32 = 1e9;
/// Parts of which one is left out.
const PARTS: usize = 5;

struct Fitted {
    bias: f32,
    trees: Vec<Tree>,
}

impl Fitted {
    fn sum(&self, features: &Features) -> f32 {
        self.bias + self.trees.iter().map(|tree| tree.answer(features)).sum::<f32>()
    }
}

/// Prints the trees, and as a comment how good they are.
pub(crate) fn print(rows: &[Row]) {
    let mut ranked = Vec::new();
    for part in 0..PARTS {
        // By tens of the thirteen damages, so that each part has all of them.
        let left_out = |row: &Row| (row.number / 13) as usize % PARTS == part;
        let fitted = grow(&rows.iter().filter(|row| !left_out(row)).collect::<Vec<_>>());
        let others = rows.iter().filter(|row| left_out(row));
        ranked.extend(others.map(|row| (fitted.sum(&row.measures.features), row.unreadable)));
    }
    let told: Vec<bool> = ranked.iter().filter(|(sum, _)| *sum >= 0.0).map(|(_, is)| *is).collect();
    let hits = told.iter().filter(|is| **is).count() as f64;
    let there = ranked.iter().filter(|(_, is)| *is).count() as f64;
    let (precision, recall) = (hits / told.len().max(1) as f64, hits / there.max(1.0));
    let fitted = grow(&rows.iter().collect::<Vec<_>>());
    println!("//! What `photo-quality fit` printed: the trees of the score, grown on {} photos.", rows.len());
    println!(
        "//! By parts of which one was left out: AUC {:.4}, precision {precision:.3}, recall {recall:.3}.\n",
        area(ranked).unwrap_or(0.0)
    );
    println!(
        "#![allow(clippy::unreadable_literal, clippy::approx_constant, reason = \"printed by a command\")]\n"
    );
    println!("use crate::trees::Tree;\n");
    println!("pub(crate) const BIAS: f32 = {:.3};", fitted.bias);
    println!("#[rustfmt::skip]\npub(crate) static TREES: [Tree; {}] = [", fitted.trees.len());
    for tree in &fitted.trees {
        let mut above = String::new();
        for number in tree.above {
            let _ = write!(above, "{}{number:?}", if above.is_empty() { "" } else { ", " });
        }
        println!("    Tree {{ feature: {:?}, above: [{above}], adds: {:?} }},", tree.feature, tree.adds);
    }
    println!("];");
}

fn grow(rows: &[&Row]) -> Fitted {
    let steps: Vec<Vec<f32>> = (0..FEATURES).map(|feature| steps(rows, feature)).collect();
    // Which step a value lies above: questions then need no values.
    let places: Vec<Vec<u8>> = rows
        .iter()
        .map(|row| {
            let value = |feature: usize| row.measures.features.0[feature];
            (0..FEATURES)
                .map(|feature| steps[feature].iter().filter(|step| value(feature) > **step).count() as u8)
                .collect()
        })
        .collect();
    let share = rows.iter().filter(|row| row.unreadable).count() as f64 / rows.len().max(1) as f64;
    let bias = ((share / (1.0 - share)).ln() * 1_000.0).round() / 1_000.0;
    let mut dice = Dice::new(1);
    let mut sums = vec![bias; rows.len()];
    let mut trees = Vec::new();
    for _ in 0..TREES {
        // How far off each photo is, and how sure that is.
        let off: Vec<(f64, f64)> = rows
            .iter()
            .zip(&sums)
            .map(|(row, sum)| {
                let likely = 1.0 / (1.0 + (-sum).exp());
                (f64::from(u8::from(row.unreadable)) - likely, likely * (1.0 - likely))
            })
            .collect();
        let some: Vec<usize> = (0..rows.len()).filter(|_| dice.share() < SHARES.0).collect();
        let tree = tree(&some, &off, &places, &steps, &mut dice);
        for (sum, row) in sums.iter_mut().zip(rows) {
            *sum += f64::from(tree.answer(&row.measures.features));
        }
        trees.push(tree);
    }
    Fitted { bias: bias as f32, trees }
}

/// Numbers that part the values of a feature into equally many.
fn steps(rows: &[&Row], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|row| row.measures.features.0[feature]).collect();
    values.sort_by(f32::total_cmp);
    values.dedup();
    let mut steps: Vec<f32> = (1..STEPS)
        .filter_map(|step| {
            let at = step * values.len() / STEPS;
            let (below, above) = (values.get(at.checked_sub(1)?)?, values.get(at)?);
            Some(rounded(f32::midpoint(*below, *above)))
        })
        .collect();
    steps.dedup();
    steps
}

/// Four digits are enough.
fn rounded(number: f32) -> f32 {
    format!("{number:.3e}").parse().unwrap_or(number)
}

/// A question: the feature, the step, and how much it helps.
type Question = (usize, usize, f64);

fn tree(some: &[usize], off: &[(f64, f64)], places: &[Vec<u8>], steps: &[Vec<f32>], dice: &mut Dice) -> Tree {
    let mut tree = Tree { feature: [0; QUESTIONS], above: [NEVER; QUESTIONS], adds: [0.0; ANSWERS] };
    let mut groups: Vec<Vec<usize>> = vec![some.to_vec()];
    for row in 0..DEPTH {
        let mut next = Vec::new();
        for (at, group) in groups.into_iter().enumerate() {
            let question = (1 << row) - 1 + at;
            let about: Vec<usize> = (0..FEATURES).filter(|_| dice.share() < SHARES.1).collect();
            let best = about
                .into_iter()
                .filter_map(|feature| best_step(&group, off, places, steps[feature].len(), feature))
                .max_by(|one, other| one.2.total_cmp(&other.2));
            let Some((feature, step, _)) = best else {
                next.extend([group, Vec::new()]);
                continue;
            };
            tree.feature[question] = feature as u8;
            tree.above[question] = steps[feature][step];
            let (above, below) =
                group.into_iter().partition(|photo| usize::from(places[*photo][feature]) > step);
            next.extend([below, above]);
        }
        groups = next;
    }
    for (answer, group) in tree.adds.iter_mut().zip(groups) {
        let (lift, weight) = sum(&group, off);
        *answer = ((PACE * lift / (weight + RIDGE)).clamp(-0.5, 0.5) * 1_000.0).round() as f32 / 1_000.0;
    }
    tree
}

fn sum(group: &[usize], off: &[(f64, f64)]) -> (f64, f64) {
    group.iter().map(|photo| off[*photo]).fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

fn best_step(
    group: &[usize],
    off: &[(f64, f64)],
    places: &[Vec<u8>],
    steps: usize,
    feature: usize,
) -> Option<Question> {
    let mut parts = [(0.0_f64, 0.0_f64, 0_u32); STEPS];
    for photo in group {
        let part = &mut parts[usize::from(places[*photo][feature])];
        *part = (part.0 + off[*photo].0, part.1 + off[*photo].1, part.2 + 1);
    }
    let worth = |lift: f64, weight: f64| lift * lift / (weight + RIDGE);
    let all = sum(group, off);
    let (mut lift, mut weight, mut count) = (0.0, 0.0, 0);
    let mut best: Option<Question> = None;
    for (step, part) in parts.iter().take(steps).enumerate() {
        (lift, weight, count) = (lift + part.0, weight + part.1, count + part.2);
        let rest = group.len() as u32 - count;
        let gain = worth(lift, weight) + worth(all.0 - lift, all.1 - weight) - worth(all.0, all.1);
        if count >= LEAST && rest >= LEAST && gain > best.map_or(1e-9, |best| best.2) {
            best = Some((feature, step, gain));
        }
    }
    best
}
