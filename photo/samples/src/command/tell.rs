//! Precision, recall and the area under the curve, for the photos that nothing was fitted on.

use photo::Cause;
use photo_samples::Damage;

use super::{
    read::{ENOUGH, READINGS},
    rows::Row,
};

/// Which damage a cause is about.
fn about(cause: Cause) -> &'static [Damage] {
    match cause {
        Cause::Blank => &[Damage::Blank],
        Cause::Blurred => &[Damage::Blurred, Damage::Moved],
        Cause::Glare => &[Damage::Glare],
        Cause::Dark => &[Damage::Dark],
        Cause::Bright => &[Damage::Bright],
        Cause::Small => &[Damage::Shrunk],
        Cause::CutOff => &[Damage::Cut],
        Cause::Coarse => &[Damage::Crushed, Damage::Noise],
    }
}

/// How much a photo shows of a cause, for its curve.
fn amount(cause: Cause, row: &Row) -> f32 {
    let seen = &row.measures;
    match cause {
        Cause::Blank => -seen.text,
        Cause::Blurred => seen.edge.max(seen.smear),
        Cause::Glare => seen.glare,
        Cause::Dark => -seen.paper,
        Cause::Bright => seen.paper - seen.contrast,
        Cause::Small => -seen.letters,
        Cause::CutOff => seen.cut,
        Cause::Coarse => (seen.grain * 10.0).max(seen.blocks - 1.0),
    }
}

/// The likelihood that a photo with the thing ranks above one without it.
pub(crate) fn area(mut ranked: Vec<(f32, bool)>) -> Option<f64> {
    ranked.sort_by(|one, other| one.0.total_cmp(&other.0));
    let positives = ranked.iter().filter(|(_, is)| *is).count() as f64;
    let negatives = ranked.len() as f64 - positives;
    let (mut below, mut wins) = (0.0, 0.0);
    for group in ranked.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        let with = group.iter().filter(|(_, is)| *is).count() as f64;
        let without = group.len() as f64 - with;
        wins += with * (below + without / 2.0);
        below += without;
    }
    (positives > 0.0 && negatives > 0.0).then(|| wins / (positives * negatives))
}

/// Precision, recall and the two counts they come from.
fn rates(pairs: impl Iterator<Item = (bool, bool)>) -> (f64, f64, u32, u32) {
    let (mut hit, mut told, mut there) = (0_u32, 0_u32, 0_u32);
    for (says, is) in pairs {
        hit += u32::from(says && is);
        told += u32::from(says);
        there += u32::from(is);
    }
    (f64::from(hit) / f64::from(told.max(1)), f64::from(hit) / f64::from(there.max(1)), told, there)
}

/// Prints, for photos that are held out, how much the truth depends on how often a number must be read.
fn truth(rows: &[&Row]) {
    let most = READINGS.len() as u32;
    let numbers: Vec<u32> = rows.iter().flat_map(|row| row.right.iter().copied()).collect();
    let doubtful = numbers.iter().filter(|right| (1..most).contains(*right)).count();
    println!("truth: {doubtful} of {} numbers are read in some of {most} readings only", numbers.len());
    for enough in [1, ENOUGH, most / 2 + 1, most] {
        let fails = |row: &&&Row| row.right.is_empty() || row.right.iter().any(|right| *right < enough);
        let unreadable = rows.iter().filter(fails).count();
        println!("truth: if {enough} must be right, {unreadable} of {} photos are unreadable", rows.len());
    }
    println!();
}

/// Prints all of it.
pub(crate) fn report(rows: &[Row]) {
    let with_readings: Vec<&Row> = rows.iter().filter(|row| !row.training).collect();
    truth(&with_readings);
    for (name, training) in [("training", true), ("held out", false)] {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.training == training).collect();
        let score = |row: &&Row| (f32::from(row.verdict.unreadable), row.unreadable);
        let (precision, recall, told, there) =
            rates(rows.iter().map(|row| (row.verdict.is_poor(), row.unreadable)));
        println!(
            "unreadable, {name}: AUC {:.4}; asked to photograph again: precision {precision:.3}, recall {recall:.3} ({told} asked, {there} unreadable, {} photos)",
            area(rows.iter().map(score).collect()).unwrap_or(0.0),
            rows.len()
        );
    }
    let held: Vec<&Row> = rows.iter().filter(|row| !row.training).collect();
    println!("\ncause, held out   told  there  precision  recall    AUC");
    for cause in Cause::ALL {
        // There: the damage, and it did harm (a part outside the picture always does). Against it stand readable photos of every kind.
        let is = |row: &Row| about(cause).contains(&row.damage) && (row.unreadable || cause == Cause::CutOff);
        let among: Vec<&&Row> = held.iter().filter(|row| is(row) || !row.unreadable).collect();
        let (precision, recall, told, there) =
            rates(among.iter().map(|row| (row.verdict.causes.contains(&cause), is(row))));
        let curve = area(among.iter().map(|row| (amount(cause, row), is(row))).collect()).unwrap_or(0.0);
        println!("{:<16} {told:>5}  {there:>5}      {precision:.3}   {recall:.3}  {curve:.3}", cause.code());
    }
    println!("\ndamage, held out  photos  unreadable  asked of them  asked of the readable");
    for damage in Damage::ALL {
        let of: Vec<&&Row> = held.iter().filter(|row| row.damage == damage).collect();
        let count = |what: &dyn Fn(&Row) -> bool| of.iter().filter(|row| what(row)).count();
        println!(
            "{:<16} {:>7}  {:>10}  {:>13}  {:>21}",
            damage.name(),
            of.len(),
            count(&|row| row.unreadable),
            count(&|row| row.unreadable && row.verdict.is_poor()),
            count(&|row| !row.unreadable && row.verdict.is_poor())
        );
    }
    let mut wrong: Vec<&&Row> = held.iter().filter(|row| row.verdict.is_poor() != row.unreadable).collect();
    wrong.sort_by_key(|row| (row.damage, row.number));
    println!(
        "\njudged otherwise than Tesseract: {}",
        wrong
            .iter()
            .map(|row| format!("{} {} ({})", row.number, row.damage.name(), row.verdict.written()))
            .collect::<Vec<_>>()
            .join("; ")
    );
}
