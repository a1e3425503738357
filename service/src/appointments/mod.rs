//! Appointments for what is collected at an office: what an office offers (`settings.rs`), choosing, changing and
//! cancelling (`choose.rs`), the day at the counter (`day.rs`, `walk_in.rs`), and what a job does with bookings (`keep.rs`).
//!
//! A request has one appointment, however often it is changed, and takes one place (`appointment_seat`), whose key no
//! two can have. Who books holds the row of the office's rules until it is done, so bookings of one office follow each
//! other and never wait crosswise.
mod choose;
mod day;
mod keep;
mod settings;
mod walk_in;

pub use choose::AppointmentCase;
pub use day::{AppointmentDay, AppointmentLine, CounterAct};
pub use settings::AppointmentSettings;

use crate::{
    Error, Service,
    clock::{Millis, millis, moment},
    entity::{appointment, appointment_rules, appointment_seat, office, request, result},
    feed::{self, Announcement},
    letter::{AppointmentNews, Letter},
    office_calendar::OfficeCalendar,
    requests::{regarding, status_of},
};
use domain::{
    AppointmentRules, AppointmentTime, Audience, CounterPlace, ResultKind, Status, TakenPlaces, remind_at,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// How an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppointmentState {
    /// It takes place.
    Booked,
    /// The citizen has taken it back, or there is nothing to collect any more.
    Cancelled,
    /// The office is closed then: another one has to be chosen.
    Displaced,
    /// The result was handed over.
    Collected,
    /// Nobody came.
    Missed,
}

impl AppointmentState {
    /// The stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Cancelled => "cancelled",
            Self::Displaced => "displaced",
            Self::Collected => "collected",
            Self::Missed => "missed",
        }
    }

    /// By its code.
    fn parse(code: &str) -> Result<Self, Error> {
        [Self::Booked, Self::Cancelled, Self::Displaced, Self::Collected, Self::Missed]
            .into_iter()
            .find(|state| state.as_str() == code)
            .ok_or_else(|| Error::Internal("unknown state of an appointment".into()))
    }
}

/// An appointment as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentView {
    /// The name under which calendars know it.
    pub id: Uuid,
    /// How it stands.
    pub state: AppointmentState,
    /// When it begins.
    pub starts_at: OffsetDateTime,
    /// How long it is, in minutes.
    pub minutes: u16,
    /// At which counter.
    pub counter: String,
    /// At which service point.
    pub office: String,
    /// How often it was changed.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: OffsetDateTime,
}

/// What an office offers, as kept.
struct Offer {
    rules: AppointmentRules,
    offered: bool,
    version: i64,
}

impl Offer {
    fn of(row: &appointment_rules::Model) -> Result<Self, Error> {
        let rules = serde_json::from_str(&row.rules)
            .map_err(|_| Error::Internal("rules of appointments cannot be read".into()))?;
        Ok(Self { rules, offered: row.offered == 1, version: row.version })
    }
}

/// Gives a place back.
async fn leave_seat(txn: &DatabaseTransaction, request: Uuid) -> Result<(), Error> {
    appointment_seat::Entity::delete_many()
        .filter(appointment_seat::Column::RequestId.eq(request))
        .exec(txn)
        .await?;
    Ok(())
}

impl Service {
    async fn offer_of<C: ConnectionTrait>(&self, db: &C, office: Uuid) -> Result<Option<Offer>, Error> {
        let row = appointment_rules::Entity::find_by_id(office).one(db).await?;
        row.as_ref().map(Offer::of).transpose()
    }

    /// The places that are taken from `from` on, by time.
    async fn taken_places<C: ConnectionTrait>(
        &self,
        db: &C,
        office: Uuid,
        from: Millis,
    ) -> Result<TakenPlaces, Error> {
        let rows = appointment_seat::Entity::find()
            .filter(appointment_seat::Column::OfficeId.eq(office))
            .filter(appointment_seat::Column::StartsAt.gte(from))
            .all(db)
            .await?;
        let mut taken = TakenPlaces::new();
        for row in rows {
            let time = AppointmentTime::of(moment(row.starts_at), self.settings.zone);
            let place = u16::try_from(row.place).unwrap_or(u16::MAX);
            taken.entry(time).or_default().insert(CounterPlace { counter: row.counter, place });
        }
        Ok(taken)
    }

    /// Whether something of this request is to be collected at the office: it is done, and an officer has said so.
    async fn is_collected<C: ConnectionTrait>(&self, db: &C, row: &request::Model) -> Result<bool, Error> {
        if status_of(row)? != Status::Done {
            return Ok(false);
        }
        let found = result::Entity::find()
            .filter(result::Column::RequestId.eq(row.id))
            .filter(result::Column::Kind.eq(ResultKind::Collect.as_str()))
            .filter(result::Column::RemovedAt.is_null())
            .filter(result::Column::ExpiresAt.is_not_null())
            .one(db)
            .await?;
        Ok(found.is_some())
    }

    pub(crate) async fn office_name<C: ConnectionTrait>(
        &self,
        db: &C,
        office: Uuid,
    ) -> Result<String, Error> {
        let row = office::Entity::find_by_id(office).one(db).await?;
        Ok(row.map_or_else(|| self.settings.office_name.clone(), |row| row.name))
    }

    async fn appointment_view(&self, row: appointment::Model) -> Result<AppointmentView, Error> {
        Ok(AppointmentView {
            id: row.id,
            state: AppointmentState::parse(&row.state)?,
            starts_at: moment(row.starts_at),
            minutes: u16::try_from(row.minutes).unwrap_or(0),
            office: self.office_name(self.db.read(), row.office_id).await?,
            counter: row.counter,
            sequence: u32::try_from(row.sequence).unwrap_or(0),
            changed_at: moment(row.changed_at),
        })
    }

    /// When to remind of a time, if that is still to come.
    fn reminder(&self, time: AppointmentTime, now: Millis, calendar: &OfficeCalendar) -> Option<Millis> {
        remind_at(time, &calendar.of(self)).map(millis).filter(|at| *at > now)
    }

    /// Writes the letter about an appointment and lets the citizen's screens know.
    async fn tell_appointment(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        appointment: &appointment::Model,
        what: AppointmentNews,
        at: Millis,
    ) -> Result<(), Error> {
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let time = AppointmentTime::of(moment(appointment.starts_at), self.settings.zone);
        let letter = Letter::Appointment {
            regarding: regarding(row, &procedure),
            what,
            day: time.day,
            minute: time.minute,
            zone: self.settings.zone,
            counter: appointment.counter.clone(),
            office: self.office_name(txn, appointment.office_id).await?,
        };
        // What somebody has just done themselves needs no message; the new time does, for it may be looked up there.
        if matches!(what, AppointmentNews::Cancelled | AppointmentNews::Collected) {
            self.tell_inbox(txn, row.account_id, &letter, at).await?;
        } else {
            self.tell(txn, row.account_id, &letter, at).await?;
        }
        let audience = Audience { account: Some(row.account_id), office: None };
        feed::announce(txn, Announcement { kind: "appointment", request: Some(row.id), audience, at }).await
    }
}

/// The columns of another state.
fn into_state(state: AppointmentState, sequence: i32, at: Millis) -> appointment::ActiveModel {
    appointment::ActiveModel {
        state: Set(state.as_str().to_owned()),
        sequence: Set(sequence),
        remind_at: Set(None),
        changed_at: Set(at),
        ..Default::default()
    }
}
