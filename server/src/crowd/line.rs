//! The line before the door: who came when, who is called, and how many a second. Pure; times are milliseconds since 1970.
//!
//! Everybody's place is the moment at which they came, so that several servers, and one that was started anew, agree on
//! the order without telling each other anything. Nobody is called before somebody who came earlier. How many are
//! called a second follows the load: a little more each moment while there is room, a third less when those inside
//! have to wait.

use std::collections::{BTreeMap, btree_map::Entry};

/// Milliseconds since 1970.
pub type Millis = i64;

/// Those who came within so many milliseconds are called together.
const TOGETHER: Millis = 10;
/// So many of these moments are counted together as well: in two hours of a crowd nobody counts a million moments.
const HEAP: Millis = 1_000;
/// How often the pace follows the load.
const TICK: Millis = 250;
/// So long after somebody inside had to wait the door is still watched.
const WATCHED: Millis = 5_000;
/// People a second: at the beginning, at least, at most.
const PACE: (f64, f64, f64) = (20.0, 1.0, 5_000.0);
/// Those who were called and have not come yet: so many seconds of them are waited for, the others went away.
const ABSENT: f64 = 20.0;

/// The line of one server.
#[derive(Debug)]
pub struct Line {
    /// How many wait, by when they came.
    waiting: BTreeMap<Millis, u64>,
    /// The same by heaps of moments.
    heaps: BTreeMap<Millis, u64>,
    /// The same in all.
    people: u64,
    /// Whoever came before it is called.
    called: Millis,
    /// People a second.
    pace: f64,
    /// Parts of a person that the pace has not called yet.
    due: f64,
    /// Those who were called and have not come in.
    expected: f64,
    ticked: Millis,
    pressed: Option<Millis>,
}

impl Line {
    /// Nobody waits.
    pub fn new(now: Millis) -> Self {
        Self {
            waiting: BTreeMap::new(),
            heaps: BTreeMap::new(),
            people: 0,
            called: Millis::MIN,
            pace: PACE.0,
            due: 0.0,
            expected: 0.0,
            ticked: now,
            pressed: None,
        }
    }

    /// Somebody inside had to wait.
    pub fn press(&mut self, now: Millis) {
        self.pressed = Some(now);
    }

    /// Whether whoever comes now has to stand in line.
    pub fn is_watched(&mut self, now: Millis) -> bool {
        self.tick(now);
        !self.waiting.is_empty() || self.pressed.is_some_and(|pressed| now - pressed < WATCHED)
    }

    /// Somebody stands in line who came at `came`.
    pub fn stand(&mut self, came: Millis) {
        let place = came.div_euclid(TOGETHER);
        *self.waiting.entry(place).or_default() += 1;
        *self.heaps.entry(place.div_euclid(HEAP)).or_default() += 1;
        self.people += 1;
    }

    /// How many wait.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// Somebody comes back who came at `came`, perhaps to another server or before this one was started.
    pub fn stand_again(&mut self, came: Millis) {
        let place = came.div_euclid(TOGETHER);
        if place >= self.called && !self.waiting.contains_key(&place) {
            self.stand(came);
        }
    }

    /// Whether it is the turn of somebody who came at `came`; who hears yes is expected to go in.
    pub fn is_called(&mut self, came: Millis, now: Millis) -> bool {
        self.tick(now);
        let called = came.div_euclid(TOGETHER) < self.called && self.expected >= 1.0;
        if called {
            self.expected -= 1.0;
        }
        called
    }

    /// How many came before somebody who came at `came` and are still to be called.
    pub fn ahead(&self, came: Millis) -> u64 {
        let place = came.div_euclid(TOGETHER);
        let heap = place.div_euclid(HEAP);
        let heaps: u64 = self.heaps.range(..heap).map(|(_, people)| people).sum();
        heaps + self.waiting.range(heap.saturating_mul(HEAP)..place).map(|(_, people)| people).sum::<u64>()
    }

    /// In how many seconds somebody is called who has so many ahead, as things go now.
    pub fn seconds(&self, ahead: u64) -> u64 {
        let people = u32::try_from(ahead).map_or(f64::MAX, f64::from) + 1.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and an hour")]
        let seconds = (people / self.pace).ceil().clamp(1.0, 3_600.0) as u64;
        seconds
    }

    fn tick(&mut self, now: Millis) {
        // After a quiet night not every tick of it is gone through.
        self.ticked = self.ticked.max(now - 20 * TICK);
        while self.ticked + TICK <= now {
            self.ticked += TICK;
            let is_pressed = self.pressed.is_some_and(|pressed| self.ticked - pressed < 4 * TICK);
            // A third less in a second, or a fifth more.
            let change = if is_pressed { 0.905 } else { 1.05 };
            self.pace = (self.pace * change).clamp(PACE.1, PACE.2);
            self.due += self.pace * 0.25;
            self.call();
        }
    }

    /// Calls as many as are due, those who came first before the others.
    fn call(&mut self) {
        while self.due >= 1.0 {
            self.due -= 1.0;
            self.expected = (self.expected + 1.0).min(self.pace * ABSENT);
            // Also when nobody waits here: somebody may have been called who comes late.
            let Some(mut first) = self.waiting.first_entry() else { continue };
            *first.get_mut() -= 1;
            self.people -= 1;
            let heap = first.key().div_euclid(HEAP);
            if let Entry::Occupied(mut heap) = self.heaps.entry(heap) {
                *heap.get_mut() -= 1;
                if *heap.get() == 0 {
                    heap.remove();
                }
            }
            if *first.get() == 0 {
                self.called = self.called.max(*first.key() + 1);
                first.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Millis = 1_800_000_000_000;

    #[test]
    fn nobody_stands_in_line_as_long_as_there_is_room() {
        let mut line = Line::new(NOW);
        assert!(!line.is_watched(NOW));
        line.press(NOW);
        assert!(line.is_watched(NOW + 4_000) && !line.is_watched(NOW + 5_000));
    }

    #[test]
    fn people_are_called_in_order_and_told_how_long() {
        let mut line = Line::new(NOW);
        line.press(NOW);
        for person in 0..100 {
            line.stand(NOW + person * 10);
        }
        assert_eq!((line.ahead(NOW), line.ahead(NOW + 500), line.ahead(NOW + 5_000)), (0, 50, 100));
        assert!(line.seconds(100) > line.seconds(0));
        let mut now = NOW + 1_000;
        let mut called = Vec::new();
        while called.len() < 100 && now < NOW + 60_000 {
            now += 100;
            for person in (0..100).rev() {
                let came = NOW + person * 10;
                if !called.contains(&came) && line.is_called(came, now) {
                    called.push(came);
                }
            }
        }
        assert_eq!(called.len(), 100, "all are in within a minute");
        assert_eq!(line.ahead(NOW + 5_000), 0);
        assert!(!line.is_watched(now + 10_000));
    }

    #[test]
    fn while_those_inside_wait_fewer_are_called() {
        let filled = || {
            let mut line = Line::new(NOW);
            (0..100_000).for_each(|person| line.stand(NOW + person / 10));
            line
        };
        let after = |mut line: Line, pressed: bool| {
            for second in 0..20 {
                if pressed {
                    line.press(NOW + second * 1_000);
                }
                line.is_watched(NOW + (second + 1) * 1_000);
            }
            100_000 - line.ahead(Millis::MAX / 2)
        };
        let (free, pressed) = (after(filled(), false), after(filled(), true));
        assert!(free > 10 * pressed && pressed >= 20, "{free} {pressed}");
    }

    #[test]
    fn whoever_was_told_to_wait_by_a_server_that_is_gone_is_not_let_in_in_a_flood() {
        let mut line = Line::new(NOW);
        line.press(NOW);
        for person in 0..1_000 {
            line.stand(NOW - 10_000 + person);
        }
        line.is_watched(NOW + 2_000);
        let let_in = (0..1_000).filter(|person| line.is_called(NOW - 10_000 + person, NOW + 2_000)).count();
        assert!(let_in > 0 && let_in < 100, "{let_in}");
    }

    proptest! {
        #[test]
        fn nobody_is_called_before_who_came_earlier(
            came in proptest::collection::vec(0..2_000_i64, 1..200),
            presses in proptest::collection::vec(0..20_000_i64, 0..20),
        ) {
            let mut line = Line::new(NOW);
            for came in &came {
                line.stand(NOW + came);
            }
            let mut before = Millis::MIN;
            for now in (NOW + 2_000..NOW + 22_000).step_by(250) {
                if presses.iter().any(|press| (0..250).contains(&(NOW + press - now))) {
                    line.press(now);
                }
                line.is_watched(now);
                prop_assert!(line.called >= before, "nobody is sent back");
                before = line.called;
                let all: u64 = line.waiting.values().sum();
                prop_assert_eq!((line.people(), line.ahead(NOW + 1_000_000)), (all, all));
                // Whoever is called has nobody ahead.
                for came in came.iter().filter(|came| (NOW + **came).div_euclid(TOGETHER) < line.called) {
                    prop_assert_eq!(line.ahead(NOW + came), 0);
                }
            }
            prop_assert!(line.expected <= line.pace.max(PACE.0) * ABSENT + f64::from(200));
        }
    }
}
