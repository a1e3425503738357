//! One line of figures, such as what came in a month by service, with its total: which of them are shown.
//!
//! The rule, for numbers below `k`:
//!
//! 1. A number below `k` is shown as "fewer than `k`", nought too.
//! 2. The total is shown when nothing was hidden, or when what was hidden makes together, `S`, at least `k` and at most
//!    `(n - 2)(k - 1)`, `n` being how many were hidden: that needs four of them.
//! 3. Else the total is told by what is shown: "at least" their sum; "fewer than `k`" when nothing is shown and the
//!    total itself is below `k`.
//!
//! Why that is enough: where the total is shown, whoever subtracts learns `S`. Each hidden number can still be any of
//! `0..k`: for `v` the others have to make `S - v`, which lies between `0` and `(n - 1)(k - 1)`, and that they can. It is
//! `n - 2` for whoever knows one of the numbers besides, such as one's own: the others stay hidden from them too. Where
//! the total is not shown, nothing but the failing of rule 2 is learned. Knowing the rule helps nobody: the decision
//! hangs on `S` and `n` only, both of which are known where the total is shown. The tests try it on every small line.
use serde::{Deserialize, Serialize};

/// The smallest threshold there may be: below it a hidden number could only be nought or one.
pub const LEAST_LEAST: u64 = 3;

/// A number as everybody may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shown {
    /// It.
    Exact(u64),
    /// Fewer than the threshold, perhaps none.
    Few,
    /// A sum of which parts are hidden: at least so many.
    AtLeast(u64),
    /// Nothing is said.
    Hidden,
}

impl Shown {
    /// What is known to be there.
    pub const fn known(self) -> u64 {
        match self {
            Self::Exact(n) | Self::AtLeast(n) => n,
            Self::Few | Self::Hidden => 0,
        }
    }
}

/// A line and its total as they are published; see above.
pub fn publish(line: &[u64], least: u64) -> (Vec<Shown>, Shown) {
    let least = least.max(LEAST_LEAST);
    let cells = line.iter().map(|n| if *n < least { Shown::Few } else { Shown::Exact(*n) }).collect();
    let hidden: Vec<u64> = line.iter().copied().filter(|n| *n < least).collect();
    let (all, together): (u64, u64) = (line.iter().sum(), hidden.iter().sum());
    let others = u64::try_from(hidden.len().saturating_sub(2)).unwrap_or(u64::MAX);
    let covered = together >= least && together <= others.saturating_mul(least - 1);
    let total = if hidden.is_empty() || covered {
        Shown::Exact(all)
    } else if all > together {
        Shown::AtLeast(all - together)
    } else if all < least {
        Shown::Few
    } else {
        Shown::Hidden
    };
    (cells, total)
}

/// What several published numbers make together, told by nothing but these.
pub fn sum(parts: impl IntoIterator<Item = Shown>) -> Shown {
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else { return Shown::Hidden };
    parts.fold(first, |so_far, part| match (so_far, part) {
        (Shown::Exact(one), Shown::Exact(other)) => Shown::Exact(one + other),
        _ if so_far.known() + part.known() == 0 => Shown::Hidden,
        _ => Shown::AtLeast(so_far.known() + part.known()),
    })
}
