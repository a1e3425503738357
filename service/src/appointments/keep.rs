//! What happens to bookings without anybody asking: people are reminded, and told when the office is closed after all
//! or when there is nothing to collect any more.
use super::{AppointmentState, into_state, leave_seat};
use crate::{
    Error, Service,
    clock::{Millis, millis, moment},
    entity::{appointment, appointment_rules, appointment_seat, request, result},
    letter::AppointmentNews,
    requests::Who,
    results::note,
};
use domain::{ActorKind, AppointmentTime, CounterPlace, ResultKind, Status};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query},
};

/// So many in one round.
const BATCH: u64 = 200;

fn to_come(now: Millis) -> sea_orm::Select<appointment::Entity> {
    appointment::Entity::find()
        .filter(appointment::Column::State.eq(AppointmentState::Booked.as_str()))
        .filter(appointment::Column::StartsAt.gt(now))
        .order_by_asc(appointment::Column::StartsAt)
        .limit(BATCH)
}

impl Service {
    /// Reminds of the appointments of the next working day. Answers how many.
    pub(crate) async fn remind_of_appointments(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let due = to_come(now).filter(appointment::Column::RemindAt.lte(now));
        let mut told = 0;
        for kept in due.all(self.db.read()).await? {
            let txn = self.db.begin().await?;
            let marked = appointment::Entity::update_many()
                .col_expr(appointment::Column::RemindAt, Expr::value(Option::<Millis>::None))
                .filter(appointment::Column::RequestId.eq(kept.request_id))
                .filter(appointment::Column::Sequence.eq(kept.sequence))
                .filter(appointment::Column::State.eq(AppointmentState::Booked.as_str()))
                .filter(appointment::Column::RemindAt.eq(kept.remind_at))
                .exec(&txn)
                .await?;
            // Changed meanwhile, or another server was faster.
            let row = request::Entity::find_by_id(kept.request_id).one(&txn).await?;
            let (1, Some(row)) = (marked.rows_affected, row) else { continue };
            self.tell_appointment(&txn, &row, &kept, AppointmentNews::Reminder, now).await?;
            txn.commit().await?;
            self.wake();
            told += 1;
        }
        Ok(told)
    }

    /// Looks at bookings again that were made under other rules or another calendar: those that no longer stand fall,
    /// and whose they are is asked to choose again. Answers how many fell.
    pub(crate) async fn recheck_appointments(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let calendar = self.office_calendar(self.db.read()).await?;
        let mut fallen = 0;
        for office in appointment_rules::Entity::find().all(self.db.read()).await? {
            let offer = super::Offer::of(&office)?;
            let older = Condition::any()
                .add(appointment::Column::Rules.lt(offer.version))
                .add(appointment::Column::Calendar.lt(calendar.version));
            let rows = to_come(now)
                .filter(appointment::Column::OfficeId.eq(office.office_id))
                .filter(older)
                .all(self.db.read())
                .await?;
            for kept in rows {
                let seat = appointment_seat::Entity::find()
                    .filter(appointment_seat::Column::RequestId.eq(kept.request_id))
                    .one(self.db.read())
                    .await?;
                let time = AppointmentTime::of(moment(kept.starts_at), self.settings.zone);
                let reckoned = calendar.of(self);
                let holds = seat.is_some_and(|seat| {
                    let place = u16::try_from(seat.place).unwrap_or(u16::MAX);
                    let at = CounterPlace { counter: seat.counter, place };
                    i32::from(offer.rules.slot_minutes) == kept.minutes
                        && offer.rules.holds(time, &at, reckoned.holidays)
                });
                if !holds {
                    fallen += usize::from(
                        self.let_fall(&kept, AppointmentState::Displaced, AppointmentNews::Displaced).await?,
                    );
                    continue;
                }
                // Who was reminded is not reminded again; who was not, on the new day before.
                let remind =
                    kept.remind_at.and_then(|_| self.reminder(time, now, &calendar)).or(kept.remind_at);
                let known = appointment::Entity::update_many()
                    .col_expr(appointment::Column::Rules, Expr::value(offer.version))
                    .col_expr(appointment::Column::Calendar, Expr::value(calendar.version))
                    .col_expr(appointment::Column::RemindAt, Expr::value(remind))
                    .filter(appointment::Column::RequestId.eq(kept.request_id))
                    .filter(appointment::Column::Sequence.eq(kept.sequence));
                // Only as it was read: else a reminder that has just gone would go again.
                let known = match kept.remind_at {
                    Some(before) => known.filter(appointment::Column::RemindAt.eq(before)),
                    None => known.filter(appointment::Column::RemindAt.is_null()),
                };
                known.exec(self.db.write()).await?;
            }
        }
        Ok(fallen)
    }

    /// Takes back bookings of what is no longer collected: opened again, or the officer has taken that result back.
    pub(crate) async fn void_appointments(&self) -> Result<usize, Error> {
        let done = Query::select()
            .column(request::Column::Id)
            .from(request::Entity)
            .and_where(request::Column::Status.eq(Status::Done.as_str()))
            .to_owned();
        let collected = Query::select()
            .column(result::Column::RequestId)
            .from(result::Entity)
            .and_where(result::Column::Kind.eq(ResultKind::Collect.as_str()))
            .and_where(result::Column::RemovedAt.is_null())
            .to_owned();
        let nothing_there = Condition::any()
            .add(appointment::Column::RequestId.not_in_subquery(done))
            .add(appointment::Column::RequestId.not_in_subquery(collected));
        let mut fallen = 0;
        for kept in to_come(millis(self.clock.now())).filter(nothing_there).all(self.db.read()).await? {
            fallen +=
                usize::from(self.let_fall(&kept, AppointmentState::Cancelled, AppointmentNews::Void).await?);
        }
        Ok(fallen)
    }

    async fn let_fall(
        &self,
        kept: &appointment::Model,
        state: AppointmentState,
        news: AppointmentNews,
    ) -> Result<bool, Error> {
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = request::Entity::find_by_id(kept.request_id).lock_exclusive().one(&txn).await?;
        let moved = appointment::Entity::update_many()
            .set(into_state(state, kept.sequence + 1, at))
            .filter(appointment::Column::RequestId.eq(kept.request_id))
            .filter(appointment::Column::Sequence.eq(kept.sequence))
            .filter(appointment::Column::State.eq(AppointmentState::Booked.as_str()))
            .exec(&txn)
            .await?;
        // Changed or cancelled meanwhile, or another server was faster.
        let (1, Some(row)) = (moved.rows_affected, row) else { return Ok(false) };
        leave_seat(&txn, row.id).await?;
        let kind = match state {
            AppointmentState::Displaced => "appointment_displaced",
            _ => "appointment_voided",
        };
        let time = AppointmentTime::of(moment(kept.starts_at), self.settings.zone);
        let who = Who { account: None, kind: ActorKind::System };
        note(&txn, row.id, kind, who, format!("time={}", time.code()), at).await?;
        self.tell_appointment(&txn, &row, kept, news, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(true)
    }
}
