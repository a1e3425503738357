//! Who signs in next, when more want to than passwords can be hashed for.
//!
//! A turn is asked for before anything is counted or written: whoever is sent away has cost next to nothing, however
//! many guess. Browsers that the account knows come first, one after the other; strangers have half of the places, and
//! never none. Of strangers those come first whose address has tried least in the last minutes, so that somebody who
//! comes for the first time goes before addresses that guess and guess. Nothing here depends on whether a name is
//! somebody's.
//!
//! It lies in memory: what it divides is the processor of this one server. What is allowed is counted in the database
//! (`limits.rs`).
use crate::{Error, watch_log};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{sync::oneshot, time::timeout};

/// How long somebody waits before being told that the portal is busy.
const PATIENCE: Duration = Duration::from_secs(4);
/// Turns at once for each thread that hashes: it works while others read and write.
const AT_ONCE: usize = 8;
/// So many of each kind wait for each thread; more would not have their turn in time.
const WAITING: usize = 64;
/// A browser that was used more often than this lately waits among strangers, whoever knows it: nobody comes first by
/// signing in again and again, nor has accounts looked up by showing the secret of one browser with many names.
const OFTEN: u32 = 30;
/// Who tried so often or more goes by when they came: else whoever comes after a minute is over, when tries weigh less,
/// would go before many who wait already.
const ALIKE: u32 = 16;
/// Tries weigh half after so long.
const HALF: Duration = Duration::from_mins(1);
/// The log says no more often that some are sent away: a line for each would be a flood too.
const SAID: Duration = Duration::from_mins(1);
/// So many addresses and browsers are remembered; then those that weigh nothing are forgotten, and if none is, all.
const MOST: usize = 50_000;

/// By what an address or a browser is remembered: a keyed hash.
type Key = Vec<u8>;
/// Who waits: first those of a low rank, then those who came first.
type Rank = (u32, u64);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Known,
    Stranger,
}

/// The places of one kind.
struct Places {
    most: usize,
    taken: usize,
    waiting: BTreeMap<Rank, oneshot::Sender<Turn>>,
}

impl Places {
    fn new(most: usize) -> Self {
        Self { most, taken: 0, waiting: BTreeMap::new() }
    }
}

struct Line {
    most: usize,
    most_waiting: usize,
    patience: Duration,
    known: Places,
    strangers: Places,
    came: u64,
    sent_away: u64,
    /// When it was last said that some were sent away.
    said: Option<Instant>,
    /// When somebody tried last, and how often by then.
    tries: HashMap<Key, (Instant, u32)>,
}

impl Line {
    fn of(&mut self, kind: Kind) -> &mut Places {
        match kind {
            Kind::Known => &mut self.known,
            Kind::Stranger => &mut self.strangers,
        }
    }

    fn weight(&(since, tries): &(Instant, u32), now: Instant) -> u32 {
        let halves = now.duration_since(since).as_secs() / HALF.as_secs();
        tries.checked_shr(u32::try_from(halves).unwrap_or(u32::MAX)).unwrap_or(0)
    }

    /// Counts a try; how many there were before it.
    fn count(&mut self, key: &Key, now: Instant) -> u32 {
        if self.tries.len() >= MOST && !self.tries.contains_key(key) {
            self.tries.retain(|_, tried| Self::weight(tried, now) > 0);
            if self.tries.len() >= MOST {
                self.tries.clear();
            }
        }
        let Some(tried) = self.tries.get_mut(key) else {
            self.tries.insert(key.clone(), (now, 1));
            return 0;
        };
        let before = Self::weight(tried, now);
        // Whole minutes only, or who tries every second would never weigh less.
        let minutes =
            u32::try_from(now.duration_since(tried.0).as_secs() / HALF.as_secs()).unwrap_or(u32::MAX);
        *tried = (tried.0 + HALF.saturating_mul(minutes), before.saturating_add(1));
        before
    }

    /// Counts somebody who is sent away; how many were, if it is time to say so.
    fn send_away(&mut self, now: Instant) -> Option<u64> {
        self.sent_away += 1;
        if self.said.is_some_and(|said| now.duration_since(said) < SAID) {
            return None;
        }
        self.said = Some(now);
        Some(std::mem::take(&mut self.sent_away))
    }

    /// How a stranger stands who has tried so often.
    fn rank(tries: u32) -> u32 {
        tries.min(ALIKE)
    }

    /// Whether a stranger who asks now would be sent away at once.
    fn is_full_for(&self, address: &Key, now: Instant) -> bool {
        let waiting = &self.strangers.waiting;
        let tries = self.tries.get(address).map_or(0, |tried| Self::weight(tried, now));
        let last = waiting.last_key_value().map(|((rank, _), _)| *rank);
        waiting.len() >= self.most_waiting && last.is_some_and(|last| Self::rank(tries) >= last)
    }

    /// Who gets the next free place, if there is one and somebody waits.
    fn next(&mut self) -> Option<(Kind, oneshot::Sender<Turn>)> {
        if self.known.taken + self.strangers.taken >= self.most {
            return None;
        }
        [Kind::Known, Kind::Stranger].into_iter().find_map(|kind| {
            let places = self.of(kind);
            if places.taken >= places.most {
                return None;
            }
            places.waiting.pop_first().map(|(_, who)| (kind, who))
        })
    }
}

/// The line of one server.
#[derive(Clone)]
pub(crate) struct Turns(Arc<Mutex<Line>>);

/// Somebody's turn, until it is dropped.
pub(crate) struct Turn {
    turns: Option<Turns>,
    kind: Kind,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(turns) = self.turns.take() else { return };
        turns.lock().of(self.kind).taken -= 1;
        turns.call();
    }
}

/// Somebody in the line, who leaves it when this is dropped.
struct Waiting<'a> {
    turns: &'a Turns,
    kind: Kind,
    rank: Rank,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.turns.lock().of(self.kind).waiting.remove(&self.rank);
    }
}

impl Turns {
    /// For so many threads that hash.
    pub(crate) fn new(threads: usize) -> Self {
        let most = threads.max(1) * AT_ONCE;
        Self(Arc::new(Mutex::new(Line {
            most,
            most_waiting: threads.max(1) * WAITING,
            patience: PATIENCE,
            known: Places::new(most - 1),
            strangers: Places::new(most / 2),
            came: 0,
            sent_away: 0,
            said: None,
            tries: HashMap::new(),
        })))
    }

    fn lock(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives free places to whoever is next.
    fn call(&self) {
        let mut line = self.lock();
        while let Some((kind, who)) = line.next() {
            line.of(kind).taken += 1;
            if let Err(mut gone) = who.send(Turn { turns: Some(self.clone()), kind }) {
                // Not by dropping it, which would ask for the line that is held here.
                gone.turns = None;
                line.of(kind).taken -= 1;
            }
        }
    }

    /// The turn of a browser that the account knows.
    pub(crate) async fn known(&self) -> Result<Turn, Error> {
        self.wait(Kind::Known, 0).await
    }

    /// Counts a try by a browser; whether it was used seldom lately, and may be looked up.
    pub(crate) fn is_seldom(&self, browser: &Key) -> bool {
        self.lock().count(browser, Instant::now()) < OFTEN
    }

    /// Whether a browser was used too often lately to be looked up.
    pub(crate) fn is_often(&self, browser: &Key) -> bool {
        self.lock().tries.get(browser).is_some_and(|tried| Line::weight(tried, Instant::now()) >= OFTEN)
    }

    /// The turn of somebody at this address.
    pub(crate) async fn stranger(&self, address: &Key) -> Result<Turn, Error> {
        let tries = self.lock().count(address, Instant::now());
        self.wait(Kind::Stranger, Line::rank(tries)).await
    }

    /// Whether somebody at this address is sent away at once; it counts as a try then.
    pub(crate) fn sends_away(&self, address: &Key) -> bool {
        let now = Instant::now();
        let count = {
            let mut line = self.lock();
            if !line.is_full_for(address, now) {
                return false;
            }
            line.count(address, now);
            line.send_away(now)
        };
        if let Some(count) = count {
            watch_log::sent_away(count);
        }
        true
    }

    /// Takes a try back that was a right one: many of one village sign in by one address.
    pub(crate) fn forgive(&self, address: &Key) {
        if let Some((_, tries)) = self.lock().tries.get_mut(address) {
            *tries = tries.saturating_sub(1);
        }
    }

    /// Of too many who wait, whoever would have to wait longest hears it at once. How long the others wait at most.
    fn make_room(&self, kind: Kind) -> Duration {
        let mut line = self.lock();
        let most = line.most_waiting;
        let places = line.of(kind);
        if places.waiting.len() > most {
            places.waiting.pop_last();
        }
        line.patience
    }

    async fn wait(&self, kind: Kind, rank: u32) -> Result<Turn, Error> {
        let (who, turn) = oneshot::channel();
        let waiting = {
            let mut line = self.lock();
            line.came += 1;
            let rank = (rank, line.came);
            line.of(kind).waiting.insert(rank, who);
            Waiting { turns: self, kind, rank }
        };
        self.call();
        let turn = timeout(self.make_room(kind), turn).await;
        drop(waiting);
        if let Ok(Ok(turn)) = turn {
            return Ok(turn);
        }
        let count = self.lock().send_away(Instant::now());
        if let Some(count) = count {
            watch_log::sent_away(count);
        }
        Err(Error::Busy)
    }
}

#[cfg(test)]
mod tests;
