//! Many small trees, each correcting what those before it say.

use crate::{
    features::Features,
    fitted::{BIAS, TREES},
};

/// How many questions a tree asks before it answers.
pub const DEPTH: usize = 4;
/// Questions of a tree, from the root, row by row.
pub const QUESTIONS: usize = (1 << DEPTH) - 1;
/// Answers of a tree.
pub const ANSWERS: usize = 1 << DEPTH;

/// Asks whether one feature is greater than a number, and then whether another is.
#[derive(Clone, Copy, Debug)]
pub struct Tree {
    /// Which feature, by question.
    pub feature: [u8; QUESTIONS],
    /// Greater than what, by question.
    pub above: [f32; QUESTIONS],
    /// What it adds to the likelihood.
    pub adds: [f32; ANSWERS],
}

impl Tree {
    /// What it adds for these features.
    pub fn answer(&self, features: &Features) -> f32 {
        let mut at = 0;
        for _ in 0..DEPTH {
            let value = features.0.get(usize::from(self.feature[at])).copied().unwrap_or_default();
            at = 2 * at + if value > self.above[at] { 2 } else { 1 };
        }
        self.adds[at - QUESTIONS]
    }
}

/// All of them together.
pub(crate) fn sum(features: &Features) -> f32 {
    BIAS + TREES.iter().map(|tree| tree.answer(features)).sum::<f32>()
}
