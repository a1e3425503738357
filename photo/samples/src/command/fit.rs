//! Finds the weights of the score: logistic regression, drawn towards nothing a little, by plain descent.

use photo::FEATURES;

use super::{rows::Row, tell::area};

/// Drawn towards nothing by so much.
const RIDGE: f64 = 0.004;
const ROUNDS: u32 = 6_000;
const PACE: f64 = 0.5;

/// Prints what belongs into `photo/src/table.rs`.
pub(crate) fn print(all: &[Row]) {
    let rows = all;
    let rows: Vec<&Row> = rows.iter().filter(|row| row.training).collect();
    let count = rows.len().max(1) as f64;
    let value = |row: &Row, at: usize| f64::from(row.measures.features.0[at]);
    let mean: Vec<f64> =
        (0..FEATURES).map(|at| rows.iter().map(|row| value(row, at)).sum::<f64>() / count).collect();
    let spread: Vec<f64> = (0..FEATURES)
        .map(|at| {
            let sum: f64 = rows.iter().map(|row| (value(row, at) - mean[at]).powi(2)).sum();
            (sum / count).sqrt().max(1e-3)
        })
        .collect();
    let inputs: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| (0..FEATURES).map(|at| (value(row, at) - mean[at]) / spread[at]).collect())
        .collect();
    let (mut weights, mut bias) = ([0.0_f64; FEATURES], 0.0_f64);
    for _ in 0..ROUNDS {
        let (mut slope, mut lift) = ([0.0_f64; FEATURES], 0.0_f64);
        for (row, input) in rows.iter().zip(&inputs) {
            let sum: f64 =
                bias + input.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>();
            let off = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(row.unreadable));
            lift += off / count;
            for (slope, value) in slope.iter_mut().zip(input) {
                *slope += off * value / count;
            }
        }
        bias -= PACE * lift;
        for (weight, slope) in weights.iter_mut().zip(slope) {
            *weight -= PACE * (slope + RIDGE * *weight);
        }
    }
    println!("pub(crate) const BIAS: f32 = {bias:.3};");
    println!("pub(crate) const WEIGHTS: [Weight; FEATURES] = [");
    for at in 0..FEATURES {
        println!("    weight({:.4}, {:.4}, {:.3}),", mean[at], spread[at], weights[at]);
    }
    println!("];");
    let score = |row: &Row| -> f64 {
        (0..FEATURES).map(|at| (value(row, at) - mean[at]) / spread[at] * weights[at]).sum()
    };
    for (name, training) in [("training", true), ("held out", false)] {
        let of = all.iter().filter(|row| row.training == training);
        let ranked = of.map(|row| (score(row) as f32, row.unreadable)).collect();
        println!("// AUC of these weights, {name}: {:.4}", area(ranked).unwrap_or(0.0));
    }
    for at in 0..FEATURES {
        let ranked = all.iter().map(|row| (row.measures.features.0[at], row.unreadable)).collect();
        println!("// feature {at} alone: {:.3}", area(ranked).unwrap_or(0.0));
    }
}
