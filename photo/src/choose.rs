//! Which pieces of the picture are worth looking at in full size: those with most text, spread over all of it, and
//! those along what may be numbers.

use crate::{overview::Overview, table};

/// A piece of the full picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Never wider than [`table::PIECE`].
    pub width: u32,
    /// Never higher than [`table::PIECE`].
    pub height: u32,
    /// Which of the bars that may be numbers it is a piece of.
    pub bar: Option<usize>,
    /// How high digits seem to be there, in pixels; 0 when it is of no bar.
    pub digit: f32,
}

/// Where to look in full size in a picture that is `width` x `height`: where most text is, and at what may be
/// numbers.
pub fn choose(overview: &Overview, width: u32, height: u32) -> Vec<Place> {
    let mut places = on_text(overview, width, height);
    places.extend(on_bars(overview, width, height));
    places
}

/// Pieces along the bars that look most like numbers, until all pixels for them are spent.
fn on_bars(overview: &Overview, width: u32, height: u32) -> Vec<Place> {
    let (across, down) = overview.scale(width, height);
    let mut left = table::NUMBER_PIXELS;
    let mut places = Vec::new();
    for (at, bar) in overview.bars.whole.iter().take(table::NUMBERS).enumerate() {
        let high = bar.thick * table::DIGIT * f32::midpoint(across, down);
        let side = (table::NUMBER_PIECE * high).clamp(24.0, table::PIECE as f32) as u32;
        let (wide, tall) = (side.min(width), side.min(height));
        let cost = wide * tall * table::ALONG.len() as u32;
        if cost > left {
            break;
        }
        left -= cost;
        for share in table::ALONG {
            let along = (share - 0.5) * bar.length;
            let middle = ((bar.x + along * bar.along.0) * across, (bar.y + along * bar.along.1) * down);
            let start = |middle: f32, side: u32, all: u32| {
                ((middle - side as f32 / 2.0).max(0.0) as u32).min(all - side)
            };
            let (x, y) = (start(middle.0, wide, width), start(middle.1, tall, height));
            places.push(Place { x, y, width: wide, height: tall, bar: Some(at), digit: high });
        }
    }
    places
}

/// At most [`table::PIECES`] places of a picture that is `width` x `height`. Each next one is the busiest that is
/// left, where being near one that was taken counts against it; what is hardly busy beside the best is no text.
fn on_text(overview: &Overview, width: u32, height: u32) -> Vec<Place> {
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
            Window {
                place: Place { x, y, width: size.0, height: size.1, bar: None, digit: 0.0 },
                busy,
                away: f32::MAX,
            }
        })
        .collect()
}

fn overlap(one: Place, other: Place) -> bool {
    one.x.abs_diff(other.x) < one.width && one.y.abs_diff(other.y) < one.height
}

fn distance(one: Place, other: Place) -> f32 {
    (one.x.abs_diff(other.x) as f32).hypot(one.y.abs_diff(other.y) as f32)
}
