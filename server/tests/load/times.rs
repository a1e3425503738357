//! How long answers took, and how many were right.

use std::time::Duration;

#[derive(Debug, Default)]
pub struct Times {
    right: Vec<Duration>,
    wrong: u64,
}

impl Times {
    pub fn add(&mut self, took: Duration, right: bool) {
        if right {
            self.right.push(took);
        } else {
            self.wrong += 1;
        }
    }

    pub fn right(&self) -> u64 {
        self.right.len().try_into().unwrap_or(u64::MAX)
    }

    pub fn wrong(&self) -> u64 {
        self.wrong
    }

    pub fn at(&self, percent: usize) -> f64 {
        let mut sorted = self.right.clone();
        sorted.sort();
        let place = sorted.len().saturating_sub(1) * percent / 100;
        sorted.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }

    #[expect(clippy::cast_precision_loss, reason = "figures to read")]
    pub fn tell(&self, within: Duration) -> String {
        let rate = self.right.len() as f64 / within.as_secs_f64();
        let (half, most) = (self.at(50), self.at(99));
        format!(
            "{rate:.1} a second, p50 {half:.1} ms, p99 {most:.1} ms, {} right, {} not",
            self.right.len(),
            self.wrong
        )
    }
}
