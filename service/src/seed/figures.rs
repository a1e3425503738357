//! Made-up months of before, so that the public figures of the demonstration have something to show: a town where many
//! children are born and few people change their religion.
use crate::{Error, Service};
use domain::{Month, MonthCounts};
use std::collections::BTreeMap;

/// So many months, the newest being the one that was closed last.
const MONTHS: i32 = 18;
/// What comes in an ordinary month, of each service.
const USUAL: [(&str, u64); 26] = [
    ("KK-01", 31),
    ("KK-02", 9),
    ("KK-03", 12),
    ("KK-04", 58),
    ("KK-05", 7),
    ("KK-06", 22),
    ("KK-07", 19),
    ("KK-08", 16),
    ("KK-09", 1),
    ("KK-10", 6),
    ("KK-11", 11),
    ("KK-12", 2),
    ("KK-13", 14),
    ("KK-14", 0),
    ("KK-15", 3),
    ("KK-16", 4),
    ("KK-17", 1),
    ("KK-18", 1),
    ("MV-01", 17),
    ("MV-02", 24),
    ("MV-03", 21),
    ("MV-04", 2),
    ("OA-01", 1),
    ("RA-01", 2),
    ("RP-01", 27),
    ("RP-02", 8),
];
/// Reasons of a first return, and of how many in a thousand requests.
const REASONS: [(&str, u64); 9] = [
    ("blurred", 62),
    ("differs_from_document", 48),
    ("cut_off", 33),
    ("incomplete", 29),
    ("wrong_document", 24),
    ("typing_slip", 21),
    ("glare", 19),
    ("unsigned", 11),
    ("copy", 8),
];

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }

    /// About so many.
    fn about(&mut self, usual: u64) -> u64 {
        let spread = usual / 2 + 2;
        (usual + self.below(spread)).saturating_sub(spread / 2)
    }
}

impl Service {
    /// The months before those in which something really happened.
    pub(super) async fn seed_figures(&self, span: time::Duration) -> Result<(), Error> {
        // The months of the stories are counted like any other.
        let newest = Month::of(self.today() - span).plus(-1);
        let mut chance = Chance(9_901);
        for back in (0..MONTHS).rev() {
            self.keep_month(newest.plus(-back), &made_up(&mut chance, back)).await?;
        }
        Ok(())
    }
}

fn made_up(chance: &mut Chance, back: i32) -> MonthCounts {
    let mut counts = MonthCounts {
        services: USUAL.map(|(code, _)| code.to_owned()).to_vec(),
        hours: Some(BTreeMap::new()),
        reasons: Some(BTreeMap::new()),
        ..MonthCounts::default()
    };
    // More come each month, and the office learns.
    let months = u64::from(back.unsigned_abs());
    for (code, usual) in USUAL {
        let came = chance.about(usual * (40 - months) / 40);
        let went = came.saturating_sub(chance.below(usual / 8 + 1));
        let mut hours = BTreeMap::new();
        for _ in 0..went {
            let slow = if chance.below(4) == 0 { chance.below(7) } else { 0 };
            let slowest = if chance.below(14) == 0 { 9 + chance.below(12) } else { 0 };
            *hours.entry(1 + chance.below(5) + chance.below(4) + months / 6 + slow + slowest).or_default() +=
                1;
        }
        let reasons = counts.reasons.get_or_insert_default();
        for (reason, of_thousand) in REASONS {
            let returned = (came * of_thousand + chance.below(1000)) / 1000;
            if returned > 0 {
                reasons.entry(reason.to_owned()).or_default().insert(code.to_owned(), returned);
            }
        }
        counts.came.insert(code.to_owned(), came);
        counts.went.insert(code.to_owned(), went);
        counts.hours.get_or_insert_default().insert(code.to_owned(), hours);
    }
    counts
}
