//! A month, and what was counted in it.
use crate::Date;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// A month of a year, `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// The one in which a day lies.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: u8::from(day.month()) }
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month of the year, from 1.
    pub const fn number(self) -> u8 {
        self.month
    }

    /// So many months later, or earlier.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let all = self.year * 12 + i32::from(self.month) - 1 + months;
        Self { year: all.div_euclid(12), month: u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1) }
    }

    /// How many months from `self` to `later`.
    pub fn until(self, later: Self) -> i32 {
        (later.year - self.year) * 12 + i32::from(later.month) - i32::from(self.month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// No month is written like that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMonth;

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.split_once('-').ok_or(NoMonth)?;
        let digits =
            |part: &str, length| part.len() == length && part.bytes().all(|sign| sign.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NoMonth);
        }
        let (year, month) = (year.parse().map_err(|_| NoMonth)?, month.parse().map_err(|_| NoMonth)?);
        if (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(NoMonth) }
    }
}

/// What was counted in a closed month; kept as it is, published by [`Published`](super::Published) only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCounts {
    /// Every service there was: those of which nothing came are hidden like those of which little came.
    pub services: Vec<String>,
    /// Requests that came, by service.
    pub came: BTreeMap<String, u64>,
    /// Requests that ended by the office, by service.
    pub went: BTreeMap<String, u64>,
    /// Those, by service and whole working hours; nothing when they were not counted all the month.
    pub hours: Option<BTreeMap<String, BTreeMap<u64, u64>>>,
    /// Requests returned for the first time, by reason and service; the same.
    pub reasons: Option<BTreeMap<String, BTreeMap<String, u64>>>,
}
