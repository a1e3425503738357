//! Whoever comes to the counter without an appointment is served all the same: what was handed over is noted as if it
//! had been made for now, and may be taken back as long as any other note.
use super::{
    AppointmentState::{self, Booked, Cancelled, Collected, Displaced, Missed},
    choose::keep,
    day::counter_officer,
    leave_seat,
};
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis},
    entity::{appointment, request},
    letter::AppointmentNews,
    requests::Who,
    results::note,
};
use domain::FieldError;
use sea_orm::{DatabaseTransaction, EntityTrait, QuerySelect};
use uuid::Uuid;

/// The name of the input.
const NUMBER: &str = "number";

impl Service {
    /// Notes that the result of this request was handed over to somebody who had no appointment now. Pressed twice it is
    /// noted once.
    ///
    /// # Errors
    /// `Fields` when there is no such request for this officer, or nothing of it is collected.
    pub async fn hand_over_without_appointment(&self, actor: &Actor, number: &str) -> Result<(), Error> {
        let officer = counter_officer(actor)?;
        if number.trim().is_empty() {
            return Err(Error::field(NUMBER, FieldError::Missing));
        }
        let seen = self.visible_number(actor, number.trim()).await.map_err(|error| match error {
            Error::NotFound => Error::field(NUMBER, FieldError::NotInList),
            other => other,
        })?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row =
            request::Entity::find_by_id(seen.id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
        let before = appointment::Entity::find_by_id(row.id).one(&txn).await?;
        let state = before.as_ref().map(|kept| AppointmentState::parse(&kept.state)).transpose()?;
        if state == Some(Collected) {
            return Ok(());
        }
        if !self.is_collected(&txn, &row).await? {
            return Err(Error::field(NUMBER, FieldError::NotInList));
        }
        let kept = walked_in(&row, before, state, at);
        // A place that was booked for later is free for others.
        leave_seat(&txn, row.id).await?;
        keep(&txn, &kept).await?;
        let who = Who { account: Some(officer.account), kind: officer.kind() };
        note(&txn, row.id, "collected", who, "appointment=none".to_owned(), at).await?;
        self.tell_appointment(&txn, &row, &kept, AppointmentNews::Collected, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }
}

/// What is kept: one that was booked or missed is served early or late, else it is one that nobody had made.
fn walked_in(
    row: &request::Model,
    before: Option<appointment::Model>,
    state: Option<AppointmentState>,
    at: Millis,
) -> appointment::Model {
    let fresh = appointment::Model {
        request_id: row.id,
        id: before.as_ref().map_or_else(Uuid::now_v7, |kept| kept.id),
        office_id: row.office_id,
        starts_at: at,
        minutes: 0,
        counter: String::new(),
        state: Collected.as_str().to_owned(),
        sequence: before.as_ref().map_or(0, |kept| kept.sequence + 1),
        rules: 0,
        calendar: 0,
        remind_at: None,
        changed_at: at,
        walk_in: 1,
    };
    match (before, state) {
        (Some(kept), Some(Booked | Missed)) => {
            appointment::Model { counter: kept.counter, minutes: kept.minutes, ..fresh }
        }
        (_, Some(Cancelled | Displaced | Booked | Missed | Collected) | None) => fresh,
    }
}

/// Takes it back: there is no appointment then, and another one may be chosen.
pub(super) async fn undo(
    txn: &DatabaseTransaction,
    kept: appointment::Model,
    at: Millis,
) -> Result<(), Error> {
    let back = appointment::Model {
        state: Cancelled.as_str().to_owned(),
        sequence: kept.sequence + 1,
        changed_at: at,
        walk_in: 0,
        ..kept
    };
    keep(txn, &back).await
}
