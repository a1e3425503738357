//! Which pieces of the picture are worth looking at in full size: those with most text, spread over all of it.

use crate::{overview::Overview, table};

/// A piece of the full picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Never wider than [`table::PIECE`].
    pub width: u32,
    /// Never higher than [`table::PIECE`].
    pub height: u32,
}

/// At most [`table::PIECES`] places of a picture that is `width` x `height`. Each next one is the busiest that is
/// left, where being near one that was taken counts against it; what is hardly busy beside the best is no text.
pub fn choose(overview: &Overview, width: u32, height: u32) -> Vec<Place> {
    let mut left: Vec<Window> = windows(overview, width, height);
    let reach = (width.max(height) as f32 / 5.0).max(1.0);
    let least = left.iter().map(|window| window.busy).fold(0.0, f32::max) * table::LEAST_BUSY;
    left.retain(|window| window.busy > 0.0 && window.busy >= least);
    let mut taken: Vec<Place> = Vec::new();
    while taken.len() < table::PIECES {
        let worth = |window: &Window| window.busy * (0.4 + 0.6 * window.away / reach).min(1.0);
        let best = left.iter().enumerate().max_by(|(_, one), (_, other)| worth(one).total_cmp(&worth(other)));
        let Some(place) = best.map(|(at, _)| at).map(|at| left.swap_remove(at).place) else { break };
        taken.push(place);
        left.retain(|other| !overlap(place, other.place));
        for other in &mut left {
            other.away = other.away.min(distance(place, other.place));
        }
    }
    taken
}

/// A place that may be taken, how busy it is, and how far the nearest that was taken lies.
struct Window {
    place: Place,
    busy: f32,
    away: f32,
}

fn windows(overview: &Overview, width: u32, height: u32) -> Vec<Window> {
    let starts = |length: u32| {
        let piece = table::PIECE.min(length);
        let count = (length - piece).div_ceil(table::PIECE / 2);
        (0..=count).map(move |at| (at * (table::PIECE / 2)).min(length - piece))
    };
    let size = (table::PIECE.min(width), table::PIECE.min(height));
    let share = |at: u32, of: u32| at as f32 / of.max(1) as f32;
    starts(height)
        .flat_map(|y| starts(width).map(move |x| (x, y)))
        .map(|(x, y)| {
            let (right, bottom) = (share(x + size.0, width), share(y + size.1, height));
            let busy = overview.text_in(share(x, width), share(y, height), right, bottom);
            Window { place: Place { x, y, width: size.0, height: size.1 }, busy, away: f32::MAX }
        })
        .collect()
}

fn overlap(one: Place, other: Place) -> bool {
    one.x.abs_diff(other.x) < one.width && one.y.abs_diff(other.y) < one.height
}

fn distance(one: Place, other: Place) -> f32 {
    (one.x.abs_diff(other.x) as f32).hypot(one.y.abs_diff(other.y) as f32)
}
