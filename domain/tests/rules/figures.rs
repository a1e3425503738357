//! Nobody finds out a hidden number of the public figures, whatever they subtract from one another, and whatever they
//! know of the rule.
use domain::{Month, MonthCounts, Published, PublishedMonth, Shown, Times, figures};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every line of so many numbers below `most`.
fn lines(places: u32, most: u64) -> impl Iterator<Item = Vec<u64>> {
    (0..most.pow(places)).map(move |mut at| {
        (0..places)
            .map(|_| {
                let n = at % most;
                at /= most;
                n
            })
            .collect()
    })
}

/// All lines that are published alike are one and the same to whoever reads them: what the hidden numbers could be.
fn seen_alike(places: u32, most: u64, least: u64) -> BTreeMap<(Vec<Shown>, Shown), Vec<Vec<u64>>> {
    let mut alike = BTreeMap::<_, Vec<_>>::new();
    for line in lines(places, most) {
        alike.entry(figures::publish(&line, least)).or_default().push(line);
    }
    alike
}

/// What the number at `place` can be, among these lines.
fn possible<'a>(lines: impl IntoIterator<Item = &'a Vec<u64>>, place: usize) -> BTreeSet<u64> {
    lines.into_iter().map(|line| line[place]).collect()
}

#[test]
fn whoever_knows_the_rule_and_subtracts_learns_of_no_hidden_number() {
    for (places, most, least) in [(1, 9, 5), (2, 9, 5), (3, 9, 5), (4, 7, 5), (4, 6, 3), (5, 5, 3), (6, 4, 3)]
    {
        let mut totals = 0;
        for ((cells, total), lines) in seen_alike(places, most, least) {
            for place in (0..cells.len()).filter(|place| cells[*place] == Shown::Few) {
                let possible = possible(&lines, place);
                if total == Shown::Hidden {
                    assert!(possible.len() > 1, "{cells:?} {total:?}: {possible:?}");
                } else {
                    assert_eq!(possible, (0..least).collect(), "{cells:?} {total:?}");
                }
            }
            totals += usize::from(cells.contains(&Shown::Few) && matches!(total, Shown::Exact(_)));
        }
        assert!(
            places < 4 || least > 3 || totals > 0,
            "a total beside hidden numbers is shown where it may be"
        );
    }
}

#[test]
fn whoever_knows_one_of_the_hidden_numbers_learns_none_of_the_others_from_a_total() {
    for (places, most, least) in [(4, 7, 5), (5, 5, 3), (6, 4, 3)] {
        for ((cells, total), lines) in seen_alike(places, most, least) {
            if !matches!(total, Shown::Exact(_)) {
                continue;
            }
            let hidden: Vec<_> = (0..cells.len()).filter(|place| cells[*place] == Shown::Few).collect();
            for own in &hidden {
                for known in possible(&lines, *own) {
                    for other in hidden.iter().filter(|other| *other != own) {
                        let left = possible(lines.iter().filter(|line| line[*own] == known), *other);
                        assert!(left.len() > 1, "{cells:?} {total:?}, {known} at {own}: {left:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_threshold_that_would_hide_nothing_is_not_taken() {
    assert_eq!(figures::publish(&[0, 2, 9], 0), figures::publish(&[0, 2, 9], 3));
    assert_eq!(figures::publish(&[], 5), (vec![], Shown::Exact(0)));
    assert_eq!(figures::publish(&[7, 9], 5), (vec![Shown::Exact(7), Shown::Exact(9)], Shown::Exact(16)));
    assert_eq!(figures::publish(&[4, 9], 5), (vec![Shown::Few, Shown::Exact(9)], Shown::AtLeast(9)));
    assert_eq!(figures::publish(&[1, 2], 5), (vec![Shown::Few, Shown::Few], Shown::Few));
    assert_eq!(figures::publish(&[4, 4], 5), (vec![Shown::Few, Shown::Few], Shown::Hidden));
    assert_eq!(figures::publish(&[1, 2, 3, 0, 30], 5).1, Shown::Exact(36));
}

#[test]
fn months_are_read_written_and_counted() {
    let month: Month = "2026-11".parse().unwrap();
    assert_eq!(
        (month.plus(2).to_string(), month.plus(-11).to_string()),
        ("2027-01".into(), "2025-12".into())
    );
    assert_eq!((month.plus(-30).until(month), month.until(month.plus(14))), (30, 14));
    for wrong in ["", "2026", "2026-13", "2026-00", "26-01", "2026-1", "2026-011", "+026-01", "2026-11-01"] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
}

const SERVICES: [&str; 6] = ["KK-04", "KK-06", "KK-07", "MV-01", "RP-01", "RP-02"];
const LEAST: u64 = 5;

fn first() -> Month {
    "2025-03".parse().unwrap()
}

/// Small numbers most of the time: those are what is looked for.
fn counts() -> impl Strategy<Value = MonthCounts> {
    let number = || prop_oneof![4 => 0_u64..9, 1 => 9_u64..60];
    let hours = prop::collection::vec(0_u64..60, 0..40);
    prop::collection::vec((number(), hours, number()), SERVICES.len()).prop_map(|of| {
        let mut counts = MonthCounts {
            services: SERVICES.map(str::to_owned).to_vec(),
            hours: Some(BTreeMap::new()),
            reasons: Some(BTreeMap::new()),
            ..MonthCounts::default()
        };
        for (code, (came, hours, returned)) in SERVICES.into_iter().zip(of) {
            counts.came.insert(code.into(), came);
            counts.went.insert(code.into(), u64::try_from(hours.len()).unwrap());
            let mut by_hour = BTreeMap::new();
            for hour in hours {
                *by_hour.entry(hour).or_default() += 1;
            }
            counts.hours.as_mut().unwrap().insert(code.into(), by_hour);
            let reasons = counts.reasons.as_mut().unwrap();
            reasons.entry("glare".to_owned()).or_default().insert(code.into(), returned);
        }
        counts
    })
}

fn months() -> impl Strategy<Value = Vec<(Month, MonthCounts)>> {
    prop::collection::vec(counts(), 1..6).prop_map(|all| {
        all.into_iter().enumerate().map(|(at, one)| (first().plus(i32::try_from(at).unwrap()), one)).collect()
    })
}

/// Whether the unknowns have one solution only at `place`: Gauss over fractions of whole numbers.
fn is_solved(mut rows: Vec<Vec<i128>>, places: usize, place: usize) -> bool {
    let mut rank = 0;
    // The one that is looked for comes last, so that it is left alone if it can be.
    let order: Vec<usize> = (0..places).filter(|at| *at != place).chain([place]).collect();
    for column in order {
        let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        for row in 0..rows.len() {
            if row != rank && rows[row][column] != 0 {
                let (by, of) = (rows[rank][column], rows[row][column]);
                let pivot = rows[rank].clone();
                for (at, n) in rows[row].iter_mut().enumerate() {
                    *n = *n * by - pivot[at] * of;
                }
                let divisor = rows[row].iter().copied().map(i128::abs).fold(0, gcd).max(1);
                rows[row].iter_mut().for_each(|n| *n /= divisor);
            }
        }
        rank += 1;
    }
    rows.iter().any(|row| row[place] != 0 && row.iter().enumerate().all(|(at, n)| at == place || *n == 0))
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { gcd(other, one % other) }
}

/// What came, in a month or a period, of one service or of all.
type Came = fn(&PublishedMonth, Option<&str>) -> Shown;
/// The same of a period.
type CameIn = fn(&Published, Option<&str>) -> Shown;
/// The number itself.
type Number = fn(&MonthCounts, &str) -> u64;

/// Everything that the pages and files of all periods say in figures, as equations over the single numbers.
fn equations(all: &[(Month, MonthCounts)], read: Came, of_period: CameIn) -> Vec<Vec<i128>> {
    let places = all.len() * SERVICES.len();
    let place = |month: usize, service: usize| month * SERVICES.len() + service;
    let mut rows = Vec::new();
    for from in 0..all.len() {
        for to in from..all.len() {
            let published = Published::of(&all[from..=to], LEAST);
            for service in (0..SERVICES.len()).map(Some).chain([None]) {
                let code = service.map(|at| SERVICES[at]);
                let mut add = |shown: Shown, months: std::ops::RangeInclusive<usize>| {
                    if let Shown::Exact(_) = shown {
                        let mut row = vec![0; places];
                        for month in months {
                            match service {
                                Some(service) => row[place(month, service)] = 1,
                                None => (0..SERVICES.len()).for_each(|at| row[place(month, at)] = 1),
                            }
                        }
                        rows.push(row);
                    }
                };
                add(of_period(&published, code), from..=to);
                for (at, month) in published.months.iter().enumerate() {
                    add(read(month, code), from + at..=from + at);
                }
            }
        }
    }
    rows.sort();
    rows.dedup();
    rows
}

fn reason_of(month: &PublishedMonth, service: Option<&str>) -> Shown {
    let cells = month.reasons.as_ref().unwrap().get("glare");
    match (cells, service) {
        (None, _) => Shown::Few,
        (Some(cells), None) => cells.all,
        (Some(cells), Some(code)) => cells.of.get(code).map_or(Shown::Few, |n| Shown::Exact(*n)),
    }
}

fn reason_of_period(published: &Published, service: Option<&str>) -> Shown {
    let reasons = published.reasons(service).unwrap();
    reasons.into_iter().find(|(code, _)| code == "glare").map_or(Shown::Hidden, |(_, shown)| shown)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_hidden_number_follows_from_all_tables_and_files_of_all_periods(all in months()) {
        let ways: [(Came, CameIn, Number); 3] = [
            (|month, code| month.cells(code).came, |all, code| all.whole(code).came, |counts, code| counts.came[code]),
            (|month, code| month.cells(code).went, |all, code| all.whole(code).went, |counts, code| counts.went[code]),
            (reason_of, reason_of_period, |counts, code| counts.reasons.as_ref().unwrap()["glare"][code]),
        ];
        for (read, of_period, number) in ways {
            let rows = equations(&all, read, of_period);
            let places = all.len() * SERVICES.len();
            for (month, (_, counts)) in all.iter().enumerate() {
                for (service, code) in SERVICES.iter().enumerate() {
                    let place = month * SERVICES.len() + service;
                    prop_assert_eq!(is_solved(rows.clone(), places, place), number(counts, code) >= LEAST);
                }
            }
        }
    }

    #[test]
    fn a_month_is_published_alike_in_every_period_and_on_every_day(all in months()) {
        let whole = Published::of(&all, LEAST);
        for from in 0..all.len() {
            for to in from..all.len() {
                let part = Published::of(&all[from..=to], LEAST);
                prop_assert_eq!(&part.months[..], &whole.months[from..=to]);
            }
        }
    }

    /// "At least" repeats what the months say, and nothing besides.
    #[test]
    fn a_sum_says_no_more_than_its_months(all in months()) {
        let whole = Published::of(&all, LEAST);
        for code in SERVICES.into_iter().map(Some).chain([None]) {
            let cells = |month: &PublishedMonth| month.cells(code);
            let known: u64 = whole.months.iter().map(|month| cells(month).came.known()).sum();
            prop_assert_eq!(whole.whole(code).came.known(), known);
            let exact = whole.months.iter().all(|month| matches!(cells(month).came, Shown::Exact(_)));
            prop_assert_eq!(matches!(whole.whole(code).came, Shown::Exact(_)), exact);
        }
    }

    /// How long few requests took changes nothing that is told of their service.
    #[test]
    fn times_of_a_service_are_made_of_what_is_shown_alone(all in months(), other in 0_u64..400) {
        let mut changed = all.clone();
        for (_, counts) in &mut changed {
            for (code, n) in &counts.went {
                if *n < LEAST && *n > 0 {
                    counts.hours.as_mut().unwrap().insert(code.clone(), BTreeMap::from([(other, *n)]));
                }
            }
        }
        let (one, two) = (Published::of(&all, LEAST), Published::of(&changed, LEAST));
        for code in SERVICES {
            prop_assert_eq!(one.whole(Some(code)), two.whole(Some(code)));
            for (a, b) in one.months.iter().zip(&two.months) {
                prop_assert_eq!(a.cells(Some(code)), b.cells(Some(code)));
            }
        }
    }

    #[test]
    fn times_are_told_of_ten_requests_at_least(all in months()) {
        let whole = Published::of(&all, LEAST);
        for (month, (_, counts)) in whole.months.iter().zip(&all) {
            for code in SERVICES {
                let told = matches!(month.cells(Some(code)).times, Times::Hours { .. });
                prop_assert_eq!(told, counts.went[code] >= 10);
            }
        }
    }
}

#[test]
fn half_and_nine_in_ten_are_read_from_the_counts() {
    let hours = BTreeMap::from([(1, 4), (3, 5), (40, 1)]);
    let of = |share| figures::within(&hours, share);
    assert_eq!((of(50), of(90), of(100)), (Some(3), Some(3), Some(40)));
    assert_eq!(figures::within(&BTreeMap::new(), 50), None);
    assert_eq!(figures::within(&BTreeMap::from([(7, 1)]), 50), Some(7));
}

#[test]
fn what_was_not_counted_is_told_as_such() {
    let counts = MonthCounts {
        services: vec!["KK-07".into()],
        came: BTreeMap::from([("KK-07".into(), 40), ("OLD-1".into(), 6)]),
        went: BTreeMap::from([("KK-07".into(), 40)]),
        hours: None,
        reasons: None,
    };
    let published = Published::of(&[(first(), counts)], LEAST);
    assert_eq!(published.whole(None).times, Times::NotCounted);
    assert_eq!(published.reasons(None), None);
    let services = published.services();
    assert_eq!(services.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["KK-07", domain::REST]);
    assert_eq!(published.whole(None).came, Shown::Exact(46));
    assert_eq!(Published::of(&[], LEAST).whole(None).came, Shown::Hidden);
}

/// The checks above find what they look for: hiding numbers alone, with the total beside them, is found out.
#[test]
fn hiding_alone_is_found_out_by_the_same_means() {
    let mut alike = BTreeMap::<_, Vec<Vec<u64>>>::new();
    for line in lines(3, 9) {
        let cells: Vec<_> =
            line.iter().map(|n| if *n < LEAST { Shown::Few } else { Shown::Exact(*n) }).collect();
        alike.entry((cells, line.iter().sum::<u64>())).or_default().push(line);
    }
    let one_hidden = &alike[&(vec![Shown::Few, Shown::Exact(7), Shown::Exact(8)], 18)];
    assert_eq!(possible(one_hidden, 0), BTreeSet::from([3]));
    let with_total = vec![vec![1, 1, 1], vec![0, 1, 0], vec![0, 0, 1]];
    assert!(is_solved(with_total, 3, 0));
    assert!(!is_solved(vec![vec![1, 1, 1], vec![0, 1, 0]], 3, 0));
}
