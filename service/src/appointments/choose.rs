//! The citizen's side: which times there are, choosing one, another one, none.
use super::{AppointmentState, AppointmentView, Offer, into_state, leave_seat};
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis, moment},
    entity::{appointment, appointment_rules, appointment_seat, request},
    letter::AppointmentNews,
    requests::{Who, visible_to},
    results::note,
};
use domain::{ActorKind, AppointmentTime, CounterPlace, FieldError, FreeTime};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};
use uuid::Uuid;

/// Collecting the result of one request, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentCase {
    /// The number of the request, as displayed.
    pub number: String,
    /// The appointment, if one was ever chosen.
    pub appointment: Option<AppointmentView>,
    /// Where the officer says that it is collected, and when.
    pub told: Vec<(String, String)>,
    /// One may choose a time, or another one.
    pub may_choose: bool,
    /// One may take it back.
    pub may_cancel: bool,
}

/// What makes a place one place.
const SEAT: [appointment_seat::Column; 4] = [
    appointment_seat::Column::OfficeId,
    appointment_seat::Column::StartsAt,
    appointment_seat::Column::Counter,
    appointment_seat::Column::Place,
];
/// What another choice changes.
const CHANGED: [appointment::Column; 11] = [
    appointment::Column::OfficeId,
    appointment::Column::StartsAt,
    appointment::Column::Minutes,
    appointment::Column::Counter,
    appointment::Column::State,
    appointment::Column::Sequence,
    appointment::Column::Rules,
    appointment::Column::Calendar,
    appointment::Column::RemindAt,
    appointment::Column::ChangedAt,
    appointment::Column::WalkIn,
];
/// The name of the input.
const SLOT: &str = "slot";

impl Service {
    async fn own_request(&self, actor: &Actor, id: Uuid) -> Result<request::Model, Error> {
        actor.citizen()?;
        let found = visible_to(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await?;
        found.ok_or(Error::NotFound)
    }

    /// How collecting stands; `None` when nothing of the request is collected and nothing ever was to be.
    pub async fn appointment_case(&self, actor: &Actor, id: Uuid) -> Result<Option<AppointmentCase>, Error> {
        let row = self.own_request(actor, id).await?;
        let kept = appointment::Entity::find_by_id(id).one(self.db.read()).await?;
        let collected = self.is_collected(self.db.read(), &row).await?;
        if !collected && kept.is_none() {
            return Ok(None);
        }
        let offered = self.offer_of(self.db.read(), row.office_id).await?.is_some_and(|offer| offer.offered);
        if !offered && kept.is_none() {
            return Ok(None);
        }
        let appointment = match kept {
            Some(kept) => Some(self.appointment_view(kept).await?),
            None => None,
        };
        let state = appointment.as_ref().map(|view| view.state);
        let to_come = appointment.as_ref().is_some_and(|view| view.starts_at > self.clock.now());
        let told = self.results_of(&row).await?.into_iter();
        let told = told.filter(|one| one.kind == domain::ResultKind::Collect && one.expires_at.is_some());
        Ok(Some(AppointmentCase {
            number: row.displayed_number(),
            told: told.map(|one| (one.place, one.when)).collect(),
            may_choose: collected && offered && state != Some(AppointmentState::Collected),
            may_cancel: to_come && state == Some(AppointmentState::Booked),
            appointment,
        }))
    }

    /// The times with room, in order.
    pub async fn free_times(&self, actor: &Actor, id: Uuid) -> Result<Vec<FreeTime>, Error> {
        let row = self.own_request(actor, id).await?;
        let may = self.appointment_case(actor, id).await?.is_some_and(|case| case.may_choose);
        let offer = self.offer_of(self.db.read(), row.office_id).await?;
        let (true, Some(offer)) = (may, offer) else { return Err(Error::NotFound) };
        let now = self.clock.now();
        let calendar = self.office_calendar(self.db.read()).await?;
        let taken = self.taken_places(self.db.read(), row.office_id, millis(now)).await?;
        Ok(offer.rules.free(now, &calendar.of(self), &taken))
    }

    /// How long an appointment is at the office of this request, in minutes.
    pub async fn appointment_minutes(&self, actor: &Actor, id: Uuid) -> Result<u16, Error> {
        let row = self.own_request(actor, id).await?;
        let offer = self.offer_of(self.db.read(), row.office_id).await?;
        offer.map(|offer| offer.rules.slot_minutes).ok_or(Error::NotFound)
    }

    /// Chooses a time, or another one. The same time again changes nothing.
    pub async fn choose_appointment(&self, actor: &Actor, id: Uuid, code: &str) -> Result<(), Error> {
        let seen = self.own_request(actor, id).await?;
        if !self.appointment_case(actor, id).await?.is_some_and(|case| case.may_choose) {
            return Err(Error::NotFound);
        }
        if code.trim().is_empty() {
            return Err(Error::field(SLOT, FieldError::Missing));
        }
        let gone = || Error::field(SLOT, FieldError::NotInList);
        let time = AppointmentTime::parse(code.trim()).ok_or_else(gone)?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        // Bookings of one office follow each other, and so does a change of what it offers.
        let rules = appointment_rules::Entity::find_by_id(seen.office_id).lock_exclusive().one(&txn).await?;
        let offer = Offer::of(&rules.ok_or_else(gone)?)?;
        let row = request::Entity::find_by_id(id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
        if !offer.offered || !self.is_collected(&txn, &row).await? {
            return Err(Error::Conflict { by: None });
        }
        let before = appointment::Entity::find_by_id(id).one(&txn).await?;
        let state = before.as_ref().map(|row| AppointmentState::parse(&row.state)).transpose()?;
        let starts_at = millis(time.at(self.settings.zone));
        match (&before, state) {
            (_, Some(AppointmentState::Collected)) => return Err(Error::Conflict { by: None }),
            (Some(before), Some(AppointmentState::Booked)) if before.starts_at == starts_at => return Ok(()),
            _ => {}
        }
        let calendar = self.office_calendar(&txn).await?;
        if !offer.rules.offers(time, moment(at), &calendar.of(self)) {
            return Err(gone());
        }
        leave_seat(&txn, id).await?;
        let place = self.take_seat(&txn, &row, &offer, (time, starts_at)).await?.ok_or_else(gone)?;
        let changed = state == Some(AppointmentState::Booked);
        let kept = appointment::Model {
            request_id: id,
            id: before.as_ref().map_or_else(Uuid::now_v7, |before| before.id),
            office_id: row.office_id,
            starts_at,
            minutes: i32::from(offer.rules.slot_minutes),
            counter: place.counter,
            state: AppointmentState::Booked.as_str().to_owned(),
            sequence: before.as_ref().map_or(0, |before| before.sequence + 1),
            rules: offer.version,
            calendar: calendar.version,
            remind_at: self.reminder(time, at, &calendar),
            changed_at: at,
            walk_in: 0,
        };
        keep(&txn, &kept).await?;
        let (kind, news) = if changed {
            ("appointment_changed", AppointmentNews::Changed)
        } else {
            ("appointment_booked", AppointmentNews::Booked)
        };
        self.note_own(&txn, &row, (kind, time), at).await?;
        self.tell_appointment(&txn, &row, &kept, news, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// The first place that is left at a time; none when it is full.
    async fn take_seat(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        offer: &Offer,
        (time, starts_at): (AppointmentTime, Millis),
    ) -> Result<Option<CounterPlace>, Error> {
        let taken = self.taken_places(txn, row.office_id, starts_at).await?;
        let left = offer.rules.places_left(&taken.get(&time).cloned().unwrap_or_default());
        for place in left {
            let taken = appointment_seat::Entity::insert(appointment_seat::ActiveModel {
                office_id: Set(row.office_id),
                starts_at: Set(starts_at),
                counter: Set(place.counter.clone()),
                place: Set(i16::try_from(place.place).unwrap_or(i16::MAX)),
                request_id: Set(row.id),
            })
            .on_conflict(OnConflict::columns(SEAT).do_nothing().to_owned())
            .exec_without_returning(txn)
            .await?;
            if taken == 1 {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// Takes the appointment back.
    pub async fn cancel_appointment(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        self.own_request(actor, id).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = request::Entity::find_by_id(id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
        let kept = appointment::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
        match AppointmentState::parse(&kept.state)? {
            AppointmentState::Cancelled => return Ok(()),
            AppointmentState::Booked if kept.starts_at > at => {}
            _ => return Err(Error::Conflict { by: None }),
        }
        leave_seat(&txn, id).await?;
        appointment::Entity::update_many()
            .set(into_state(AppointmentState::Cancelled, kept.sequence + 1, at))
            .filter(appointment::Column::RequestId.eq(id))
            .exec(&txn)
            .await?;
        let time = AppointmentTime::of(moment(kept.starts_at), self.settings.zone);
        self.note_own(&txn, &row, ("appointment_cancelled", time), at).await?;
        self.tell_appointment(&txn, &row, &kept, AppointmentNews::Cancelled, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    async fn note_own(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        (kind, time): (&'static str, AppointmentTime),
        at: Millis,
    ) -> Result<(), Error> {
        let who = Who { account: Some(row.account_id), kind: ActorKind::Owner };
        note(txn, row.id, kind, who, format!("time={}", time.code()), at).await
    }
}

/// Writes the appointment of a request, the first or the next.
pub(super) async fn keep(txn: &DatabaseTransaction, kept: &appointment::Model) -> Result<(), Error> {
    appointment::Entity::insert(appointment::ActiveModel {
        request_id: Set(kept.request_id),
        id: Set(kept.id),
        office_id: Set(kept.office_id),
        starts_at: Set(kept.starts_at),
        minutes: Set(kept.minutes),
        counter: Set(kept.counter.clone()),
        state: Set(kept.state.clone()),
        sequence: Set(kept.sequence),
        rules: Set(kept.rules),
        calendar: Set(kept.calendar),
        remind_at: Set(kept.remind_at),
        changed_at: Set(kept.changed_at),
        walk_in: Set(kept.walk_in),
    })
    .on_conflict(OnConflict::column(appointment::Column::RequestId).update_columns(CHANGED).to_owned())
    .exec_without_returning(txn)
    .await?;
    Ok(())
}
