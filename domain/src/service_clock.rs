//! The clock of one request: how much of its service time is used, when it is due, when its marks are passed. It runs
//! while the office has to act and stands still while the citizen has to.

use crate::date::{Date, Zone};
use crate::service_time::WorkingWeek;
use time::{Duration, OffsetDateTime};

/// Marks of the service time in per cent, at which somebody is told.
pub const MARKS: [u8; 3] = [50, 80, 100];

/// When an office works.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The hours of its week.
    pub week: WorkingWeek,
    /// Where it is.
    pub zone: Zone,
    /// Days on which it is closed.
    pub holidays: &'a [Date],
}

/// The clock of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceClock {
    /// Service time promised.
    pub target: Duration,
    /// Working time used before it last stood still.
    pub used: Duration,
    /// Since when it runs; `None` while it stands still.
    pub since: Option<OffsetDateTime>,
}

impl ServiceClock {
    /// Begins to run.
    pub const fn start(target: Duration, at: OffsetDateTime) -> Self {
        Self { target, used: Duration::ZERO, since: Some(at) }
    }

    /// Working time used until `now`.
    pub fn used_at(&self, now: OffsetDateTime, calendar: &Calendar<'_>) -> Duration {
        let running = self
            .since
            .map(|since| calendar.week.worked_between(since, now, calendar.zone, calendar.holidays));
        self.used + running.unwrap_or_default()
    }

    /// The clock as it stands still from `at` on.
    #[must_use]
    pub fn stop(&self, at: OffsetDateTime, calendar: &Calendar<'_>) -> Self {
        Self { used: self.used_at(at, calendar), since: None, ..*self }
    }

    /// The clock as it runs on from `at`. One that runs already goes on.
    #[must_use]
    pub fn go_on(&self, at: OffsetDateTime) -> Self {
        Self { since: self.since.or(Some(at)), ..*self }
    }

    /// Per cent of the service time used until `now`; over 100 is late.
    pub fn percent(&self, now: OffsetDateTime, calendar: &Calendar<'_>) -> u16 {
        let target = self.target.whole_seconds().max(1);
        let percent = self.used_at(now, calendar).whole_seconds().max(0) * 100 / target;
        u16::try_from(percent).unwrap_or(u16::MAX)
    }

    /// When so much of it is used; `None` while it stands still.
    pub fn reaches(&self, percent: u8, calendar: &Calendar<'_>) -> Option<OffsetDateTime> {
        let wanted: Duration = self.target * i32::from(percent) / 100;
        let left = (wanted - self.used).max(Duration::ZERO);
        self.since.map(|since| calendar.week.end_of(since, left, calendar.zone, calendar.holidays))
    }

    /// When it is due; `None` while it stands still.
    pub fn due(&self, calendar: &Calendar<'_>) -> Option<OffsetDateTime> {
        self.reaches(100, calendar)
    }

    /// The mark passed last, or 0.
    pub fn mark(&self, now: OffsetDateTime, calendar: &Calendar<'_>) -> u8 {
        let percent = self.percent(now, calendar);
        MARKS.into_iter().rev().find(|mark| percent >= u16::from(*mark)).unwrap_or(0)
    }

    /// When the mark after `passed` comes; `None` when there is none, or while it stands still.
    pub fn next_mark(&self, passed: u8, calendar: &Calendar<'_>) -> Option<OffsetDateTime> {
        let next = MARKS.into_iter().find(|mark| *mark > passed)?;
        self.reaches(next, calendar)
    }
}
