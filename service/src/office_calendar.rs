//! The days on which the office does not work: those of the settings, and those that an administrator keeps. Each change
//! gives the calendar a new version, by which a job finds the requests whose times it changes.
use crate::{
    Actor, Error, Officer, Service,
    accounts::{AccountLine, administrator, remember},
    clock::{Millis, millis},
    entity::{holiday, setting},
};
use domain::{Calendar, Date, FieldError, WorkingWeek, date::from_iso, parse_date};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use std::sync::{Arc, RwLock};

const VERSION: &str = "calendar_version";
/// Days that are kept: a life of an office.
const MOST: u64 = 2000;
const LONGEST_NAME: u16 = 80;

/// The calendar as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OfficeCalendar {
    holidays: Vec<Date>,
    pub(crate) version: i64,
}

impl OfficeCalendar {
    /// To reckon with.
    pub(crate) fn of(&self, service: &Service) -> Calendar<'_> {
        Calendar { week: WorkingWeek::default(), zone: service.settings.zone, holidays: &self.holidays }
    }
}

/// So old a calendar may be that is only looked at: what another server changed is seen a second later.
const FRESH: Millis = 1000;

/// The calendar as this process read it last, as a whole with its version, and when it was known to be the newest.
#[derive(Debug, Default)]
pub(crate) struct LastCalendar(RwLock<Option<(Millis, Arc<OfficeCalendar>)>>);

impl LastCalendar {
    fn get(&self) -> Option<(Millis, Arc<OfficeCalendar>)> {
        self.0.read().ok().and_then(|last| last.clone())
    }

    fn set(&self, last: Option<(Millis, Arc<OfficeCalendar>)>) {
        if let Ok(mut place) = self.0.write() {
            *place = last;
        }
    }
}

/// A day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub day: Date,
    /// What it is, as the administrator wrote it; empty when the settings name the day.
    pub name: String,
    /// Given by the settings of the installation, not to be removed here.
    pub fixed: bool,
}

impl Service {
    /// Read on the caller's connection: inside a transaction a second one might have to be waited for.
    pub(crate) async fn office_calendar<C: ConnectionTrait>(&self, db: &C) -> Result<OfficeCalendar, Error> {
        let days: Vec<String> = holiday::Entity::find()
            .select_only()
            .column(holiday::Column::Day)
            .limit(MOST)
            .into_tuple()
            .all(db)
            .await?;
        let mut holidays = self.settings.holidays.clone();
        holidays.extend(days.iter().filter_map(|day| from_iso(day)));
        Ok(OfficeCalendar { holidays, version: calendar_version(db).await? })
    }

    /// The calendar as it is now, for whoever only looks: its days are read anew when their version is another one.
    pub(crate) async fn calendar_now(&self) -> Result<Arc<OfficeCalendar>, Error> {
        let (db, now, last) = (self.db.read(), millis(self.clock.now()), self.calendar.get());
        if let Some((at, last)) = &last
            && (0..FRESH).contains(&(now - at))
        {
            return Ok(Arc::clone(last));
        }
        let version = calendar_version(db).await?;
        let calendar = match last {
            Some((_, last)) if last.version == version => last,
            // Read after the version: days that are newer than it are read once more at the next look.
            _ => Arc::new(OfficeCalendar { version, ..self.office_calendar(db).await? }),
        };
        self.calendar.set(Some((now, Arc::clone(&calendar))));
        Ok(calendar)
    }

    /// The days of the calendar, in order. For administrators.
    pub async fn holidays(&self, actor: &Actor) -> Result<Vec<Holiday>, Error> {
        administrator(actor)?;
        let rows = holiday::Entity::find()
            .order_by_asc(holiday::Column::Day)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let mut days: Vec<Holiday> = rows
            .into_iter()
            .filter_map(|row| Some(Holiday { day: from_iso(&row.day)?, name: row.name, fixed: false }))
            .collect();
        let fixed = self.settings.holidays.iter();
        days.extend(fixed.map(|day| Holiday { day: *day, name: String::new(), fixed: true }));
        days.sort_by_key(|holiday| holiday.day);
        days.dedup_by_key(|holiday| holiday.day);
        Ok(days)
    }

    /// Adds a day to the calendar, as typed.
    pub async fn add_holiday(
        &self,
        actor: &Actor,
        [day, month, year]: [&str; 3],
        name: &str,
    ) -> Result<Date, Error> {
        let officer = administrator(actor)?;
        let date = parse_date(day, month, year).map_err(|error| Error::field("day", error))?;
        let date = date.ok_or_else(|| Error::field("day", FieldError::Missing))?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Error::field("name", FieldError::Missing));
        }
        if name.chars().count() > usize::from(LONGEST_NAME) {
            return Err(Error::field("name", FieldError::TooLong { max: LONGEST_NAME }));
        }
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        holiday::Entity::insert(holiday::ActiveModel {
            day: Set(domain::iso(date)),
            name: Set(name),
            added_by: Set(officer.account),
            added_at: Set(at),
        })
        .on_conflict(OnConflict::column(holiday::Column::Day).update_column(holiday::Column::Name).to_owned())
        .exec_without_returning(&txn)
        .await?;
        self.note_calendar(&txn, officer, "holiday_added", date).await?;
        txn.commit().await?;
        self.calendar.set(None);
        Ok(date)
    }

    /// Takes a day out of the calendar.
    pub async fn remove_holiday(&self, actor: &Actor, day: &str) -> Result<(), Error> {
        let officer = administrator(actor)?;
        let date = from_iso(day).ok_or(Error::NotFound)?;
        let txn = self.db.begin().await?;
        let gone = holiday::Entity::delete_by_id(domain::iso(date)).exec(&txn).await?;
        if gone.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        self.note_calendar(&txn, officer, "holiday_removed", date).await?;
        txn.commit().await?;
        self.calendar.set(None);
        Ok(())
    }

    /// Gives the calendar a new version and writes who changed it into that officer's history.
    async fn note_calendar(
        &self,
        txn: &DatabaseTransaction,
        officer: &Officer,
        kind: &str,
        day: Date,
    ) -> Result<(), Error> {
        let version = calendar_version(txn).await? + 1;
        setting::Entity::insert(setting::ActiveModel {
            name: Set(VERSION.to_owned()),
            value: Set(version.to_le_bytes().to_vec()),
        })
        .on_conflict(
            OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
        let line = AccountLine {
            account: officer.account,
            kind,
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail: format!("day={}", domain::iso(day)),
            at: millis(self.clock.now()),
        };
        remember(txn, line).await
    }
}

async fn calendar_version<C: ConnectionTrait>(db: &C) -> Result<i64, Error> {
    let version = setting::Entity::find_by_id(VERSION).one(db).await?;
    Ok(version.map_or(0, |row| number(&row.value)))
}

fn number(bytes: &[u8]) -> i64 {
    bytes.try_into().map_or(0, i64::from_le_bytes)
}
