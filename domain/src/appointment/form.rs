//! What an office offers, as an administrator types it.
use super::{AppointmentRules, clock, minute_of};
use crate::field_error::{FieldError, FieldIssue};
use crate::service_time::OpeningHours;
use std::collections::BTreeSet;

/// Counters of one office.
const MOST_COUNTERS: u16 = 20;
const LONGEST_COUNTER: u16 = 40;
/// Openings on one day: before and after each of three breaks.
const MOST_OPENINGS: usize = 4;
/// The fields of the weekdays, Monday first.
const DAYS: [&str; 7] = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"];

/// The form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppointmentForm {
    /// One counter a line.
    pub counters: String,
    /// Opening hours of each day, Monday first: `08.00-12.00, 13.00-15.00`; empty is closed.
    pub week: [String; 7],
    /// Minutes of one appointment.
    pub slot_minutes: String,
    /// Places at one counter at one time.
    pub capacity: String,
    /// Days ahead.
    pub days_ahead: String,
    /// Hours before, at the latest.
    pub notice_hours: String,
}

impl AppointmentForm {
    /// The names of its inputs for the days, Monday first.
    pub const DAYS: [&'static str; 7] = DAYS;

    /// The form as it is filled with what an office offers.
    pub fn of(rules: &AppointmentRules) -> Self {
        Self {
            counters: rules.counters.join("\n"),
            week: rules.week.each_ref().map(|hours| hours_in_words(hours)),
            slot_minutes: rules.slot_minutes.to_string(),
            capacity: rules.capacity.to_string(),
            days_ahead: rules.days_ahead.to_string(),
            notice_hours: rules.notice_hours.to_string(),
        }
    }

    /// What it says, or everything that is wrong with it.
    ///
    /// # Errors
    /// One issue a field.
    pub fn read(&self) -> Result<AppointmentRules, Vec<FieldIssue>> {
        let mut issues = Vec::new();
        let counters = keep(&mut issues, "counters", counters(&self.counters));
        let slot_minutes = keep(&mut issues, "slot_minutes", number(&self.slot_minutes, 5, 240));
        let mut week: [Vec<OpeningHours>; 7] = Default::default();
        for (at, typed) in self.week.iter().enumerate() {
            week[at] = keep(&mut issues, DAYS[at], openings(typed));
        }
        let capacity = keep(&mut issues, "capacity", number(&self.capacity, 1, 50));
        let days_ahead = keep(&mut issues, "days_ahead", number(&self.days_ahead, 1, 60));
        let notice_hours = keep(&mut issues, "notice_hours", number(&self.notice_hours, 0, 168));
        if issues.is_empty() {
            Ok(AppointmentRules { counters, week, slot_minutes, capacity, days_ahead, notice_hours })
        } else {
            Err(issues)
        }
    }
}

/// `08.00-12.00, 13.00-15.00`; nothing for a closed day.
pub fn hours_in_words(hours: &[OpeningHours]) -> String {
    let spans: Vec<_> = hours.iter().map(|span| format!("{}-{}", clock(span.from), clock(span.to))).collect();
    spans.join(", ")
}

fn keep<T: Default>(issues: &mut Vec<FieldIssue>, field: &str, read: Result<T, FieldError>) -> T {
    read.unwrap_or_else(|error| {
        issues.push(FieldIssue { field: field.to_owned(), error });
        T::default()
    })
}

fn counters(typed: &str) -> Result<Vec<String>, FieldError> {
    let (mut names, mut known) = (Vec::new(), BTreeSet::new());
    for line in typed.lines() {
        let name = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            continue;
        }
        if name.chars().count() > usize::from(LONGEST_COUNTER) {
            return Err(FieldError::TooLong { max: LONGEST_COUNTER });
        }
        if known.insert(name.to_lowercase()) {
            names.push(name);
        }
    }
    match names.len() {
        0 => Err(FieldError::Missing),
        many if many > usize::from(MOST_COUNTERS) => Err(FieldError::TooLarge { max: MOST_COUNTERS.into() }),
        _ => Ok(names),
    }
}

fn number(typed: &str, min: u16, max: u16) -> Result<u16, FieldError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(FieldError::Missing);
    }
    if typed.len() > 6 || !typed.bytes().all(|sign| sign.is_ascii_digit()) {
        return Err(FieldError::NotANumber);
    }
    match typed.parse::<u32>().map_err(|_| FieldError::NotANumber)? {
        small if small < u32::from(min) => Err(FieldError::TooSmall { min: min.into() }),
        large if large > u32::from(max) => Err(FieldError::TooLarge { max: max.into() }),
        right => Ok(u16::try_from(right).unwrap_or(max)),
    }
}

/// Spans in order, none inside another. A dash of either length, commas or "dan" between them.
fn openings(typed: &str) -> Result<Vec<OpeningHours>, FieldError> {
    let mut spans: Vec<OpeningHours> = Vec::new();
    for part in typed.replace(['–', '—'], "-").replace(" dan ", ",").split([',', ';']) {
        let part = part.trim();
        if part.is_empty() || part == "-" {
            continue;
        }
        let (from, to) = part.split_once('-').ok_or(FieldError::NotATime)?;
        let span = minute_of(from).zip(minute_of(to)).map(|(from, to)| OpeningHours { from, to });
        let span = span.filter(|span| span.from < span.to).ok_or(FieldError::NotATime)?;
        if spans.last().is_some_and(|before| before.to > span.from) || spans.len() == MOST_OPENINGS {
            return Err(FieldError::NotATime);
        }
        spans.push(span);
    }
    Ok(spans)
}
