//! What is published of months: each by itself, and periods of them.
use super::{
    hide::{Shown, publish, sum},
    month::{Month, MonthCounts},
};
use std::collections::BTreeMap;

/// The service of what belongs to none that there still is.
pub const REST: &str = "";
/// Times are told of so many requests at least.
const ENOUGH: u64 = 10;

/// How long it took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Times {
    /// Working hours within which half, and nine in ten, ended.
    Hours {
        /// Half.
        half: u64,
        /// Nine in ten.
        most: u64,
    },
    /// Too few ended to say.
    #[default]
    TooFew,
    /// It was not counted then.
    NotCounted,
}

/// The figures of one service, or of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Requests that came.
    pub came: Shown,
    /// Requests that ended by the office.
    pub went: Shown,
    /// How long those took.
    pub times: Times,
}

/// How often a reason was among those of a first return, of all services and by service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonCells {
    /// Of all.
    pub all: Shown,
    /// Those that are shown, by service.
    pub of: BTreeMap<String, u64>,
}

/// A month as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedMonth {
    /// Which.
    pub month: Month,
    /// All services.
    pub all: Cells,
    /// Each service.
    pub of: BTreeMap<String, Cells>,
    /// Reasons of which something is shown; nothing when they were not counted then.
    pub reasons: Option<BTreeMap<String, ReasonCells>>,
}

/// Working hours and how many took them.
type Hours = BTreeMap<u64, u64>;

/// Months as they are published, with the periods that they make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The months, oldest first.
    pub months: Vec<PublishedMonth>,
    /// How long what is shown took: of all, and by service.
    hours: Vec<(Option<Hours>, BTreeMap<String, Hours>)>,
    least: u64,
}

impl Published {
    /// Publishes these months; numbers below `least` are hidden.
    pub fn of(months: &[(Month, MonthCounts)], least: u64) -> Self {
        let mut published = Self { least, ..Self::default() };
        for (month, counts) in months {
            let (month, hours) = month_of(*month, counts, least);
            published.months.push(month);
            published.hours.push(hours);
        }
        published
    }

    /// All of the period: of every service, or of one.
    pub fn whole(&self, service: Option<&str>) -> Cells {
        let cells = || self.months.iter().map(|month| month.cells(service));
        let hours = self.hours.iter().filter_map(|(all, of)| match service {
            None => all.as_ref(),
            Some(service) => of.get(service),
        });
        let mut together = Hours::new();
        for (hour, n) in hours.flatten() {
            *together.entry(*hour).or_default() += n;
        }
        let counted = cells().any(|cells| cells.times != Times::NotCounted);
        Cells {
            came: sum(cells().map(|cells| cells.came)),
            went: sum(cells().map(|cells| cells.went)),
            times: if counted || self.months.is_empty() {
                times(&together, self.least)
            } else {
                Times::NotCounted
            },
        }
    }

    /// Services of which something is shown in the period, with their figures; the most came first.
    pub fn services(&self) -> Vec<(String, Cells)> {
        let codes: std::collections::BTreeSet<&String> =
            self.months.iter().flat_map(|month| month.of.keys()).collect();
        let mut all: Vec<(String, Cells)> = codes
            .into_iter()
            .map(|code| (code.clone(), self.whole(Some(code))))
            .filter(|(_, cells)| cells.came.known() + cells.went.known() > 0)
            .collect();
        all.sort_by_key(|(_, cells)| std::cmp::Reverse((cells.came.known(), cells.went.known())));
        all
    }

    /// How many services there are of which nothing is shown.
    pub fn unseen(&self) -> usize {
        let codes: std::collections::BTreeSet<&String> =
            self.months.iter().flat_map(|month| month.of.keys()).filter(|code| *code != REST).collect();
        let seen = self.services().iter().filter(|(code, _)| code != REST).count();
        codes.len().saturating_sub(seen)
    }

    /// The reasons of first returns in the period, of every service or of one, the most first. `None` where they were
    /// counted in no month of it.
    pub fn reasons(&self, service: Option<&str>) -> Option<Vec<(String, Shown)>> {
        let counted: Vec<_> = self.months.iter().filter_map(|month| month.reasons.as_ref()).collect();
        if counted.is_empty() {
            return None;
        }
        let codes: std::collections::BTreeSet<&String> =
            counted.iter().flat_map(|reasons| reasons.keys()).collect();
        let of = |code: &String| {
            sum(self.months.iter().map(|month| {
                let cells = month.reasons.as_ref().map(|reasons| reasons.get(code));
                match (cells, service) {
                    (None, _) => Shown::Hidden,
                    (Some(None), _) => Shown::Few,
                    (Some(Some(cells)), None) => cells.all,
                    (Some(Some(cells)), Some(service)) => {
                        cells.of.get(service).map_or(Shown::Few, |n| Shown::Exact(*n))
                    }
                }
            }))
        };
        let mut reasons: Vec<_> = codes
            .into_iter()
            .map(|code| (code.clone(), of(code)))
            .filter(|(_, shown)| shown.known() > 0)
            .collect();
        reasons.sort_by_key(|(_, shown)| std::cmp::Reverse(shown.known()));
        Some(reasons)
    }
}

impl PublishedMonth {
    /// The figures of all services, or of one.
    pub fn cells(&self, service: Option<&str>) -> Cells {
        match service {
            None => self.all,
            // One that there was not yet.
            Some(service) => self.of.get(service).copied().unwrap_or(Cells {
                came: Shown::Few,
                went: Shown::Few,
                times: Times::TooFew,
            }),
        }
    }
}

fn month_of(
    month: Month,
    counts: &MonthCounts,
    least: u64,
) -> (PublishedMonth, (Option<Hours>, BTreeMap<String, Hours>)) {
    let mut services = counts.services.clone();
    services.push(REST.to_owned());
    services.sort();
    services.dedup();
    let line = |of: &BTreeMap<String, u64>| -> (Vec<Shown>, Shown) {
        let rest: u64 = of.iter().filter(|(code, _)| !services.contains(code)).map(|(_, n)| n).sum();
        let count = |code: &String| of.get(code).copied().unwrap_or(0) + if code == REST { rest } else { 0 };
        publish(&services.iter().map(count).collect::<Vec<_>>(), least)
    };
    let (came, all_came) = line(&counts.came);
    let (went, all_went) = line(&counts.went);
    let mut kept = BTreeMap::new();
    let mut of = BTreeMap::new();
    for ((code, came), went) in services.iter().zip(&came).zip(&went) {
        let hours = match (&counts.hours, went) {
            (None, _) => None,
            // Of what is hidden not even the hours count anywhere by service.
            (Some(all), Shown::Exact(_)) => Some(all.get(code).cloned().unwrap_or_default()),
            _ => Some(Hours::new()),
        };
        let times = hours.as_ref().map_or(Times::NotCounted, |hours| times(hours, least));
        kept.extend(hours.map(|hours| (code.clone(), hours)));
        of.insert(code.clone(), Cells { came: *came, went: *went, times });
    }
    let together = counts.hours.as_ref().map(|all| {
        let mut together = Hours::new();
        for (hour, n) in all.values().flatten() {
            *together.entry(*hour).or_default() += n;
        }
        together
    });
    let enough = all_went.known() >= enough(least);
    let all_times = match &together {
        None => Times::NotCounted,
        Some(hours) if enough => times(hours, least),
        Some(_) => Times::TooFew,
    };
    let reasons = counts.reasons.as_ref().map(|reasons| {
        let shown = reasons.iter().filter_map(|(reason, of)| {
            let (cells, all) = line(of);
            let of: BTreeMap<String, u64> = services
                .iter()
                .zip(cells)
                .filter(|(_, cell)| cell.known() > 0)
                .map(|(code, cell)| (code.clone(), cell.known()))
                .collect();
            (all.known() > 0).then(|| (reason.clone(), ReasonCells { all, of }))
        });
        shown.collect()
    });
    let all = Cells { came: all_came, went: all_went, times: all_times };
    (PublishedMonth { month, all, of, reasons }, (together.filter(|_| enough), kept))
}

const fn enough(least: u64) -> u64 {
    if least * 2 > ENOUGH { least * 2 } else { ENOUGH }
}

fn times(hours: &Hours, least: u64) -> Times {
    let all: u64 = hours.values().sum();
    if all < enough(least) {
        return Times::TooFew;
    }
    match (within(hours, 50), within(hours, 90)) {
        (Some(half), Some(most)) => Times::Hours { half, most },
        _ => Times::TooFew,
    }
}

/// The hours within which so many in a hundred ended.
pub fn within(hours: &BTreeMap<u64, u64>, share: u64) -> Option<u64> {
    let all: u64 = hours.values().sum();
    let wanted = (all * share).div_ceil(100);
    let mut seen = 0;
    hours.iter().find_map(|(hour, n)| {
        seen += n;
        (all > 0 && seen >= wanted).then_some(*hour)
    })
}
